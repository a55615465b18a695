import type { RecordInput } from '../../store/storedKind';

const CREATED = '2024-01-01 08:00:00.000Z';

/** A stopped workflow with a signal of every type of parameter, a running one with two signals, and one without any. */
export const firstWorkflows = (): readonly RecordInput[] =>
	WORKFLOWS.map((workflow) => ({ created: CREATED, lastModified: CREATED, ...workflow }));

const WORKFLOWS: readonly RecordInput[] = [
	{
		name: 'WKF1',
		label: 'Import loyalty file',
		state: 'stopped',
		activities: {
			activity: {
				signal1: {
					parameters: {
						fileName: { type: 'string' },
						rows: { type: 'number' },
						dryRun: { type: 'boolean' },
						day: { type: 'datetime' },
					},
				},
				loadFile1: {},
			},
		},
	},
	{
		name: 'weekly_digest',
		label: 'Weekly digest',
		state: 'started',
		nextProcessingDate: '2030-01-07 06:00:00.000Z',
		activities: {
			activity: {
				signal1: { parameters: {} },
				urgent: {
					parameters: {
						audience: { type: 'string' },
						count: { type: 'number' },
						test: { type: 'boolean' },
					},
				},
			},
		},
	},
	{
		name: 'WKF3',
		label: 'Nightly cleanup',
		state: 'stopped',
		activities: { activity: { scheduler1: {}, update1: {} } },
	},
];
