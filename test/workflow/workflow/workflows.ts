/** What the tests of workflows need besides the harness: parameters, and what a run has asked for and done. */
import type { INodeParameters } from 'n8n-workflow';

import type { ReceivedRequest } from '../../../sandbox/server';
import { useHarness } from '../suite';

export const node = 'adobeCampaign';

/** The parameters of an operation on WKF1 with everything at its default but the given ones. */
export const workflow = (operation: string, ...changes: INodeParameters[]): INodeParameters =>
	Object.assign(
		{ resource: 'workflow', operation, workflow: 'WKF1', options: {} },
		...changes,
	) as INodeParameters;

/** The same of Trigger Signal, with 'Parameters' as JSON. */
export const signal = (
	parameters: object | string = {},
	...changes: INodeParameters[]
): INodeParameters =>
	workflow(
		'triggerSignal',
		{
			signal: '',
			source: 'n8n',
			specifyParameters: 'json',
			parametersJson: typeof parameters === 'string' ? parameters : JSON.stringify(parameters),
		},
		...changes,
	);

/** Values for all parameters of the signal of WKF1. */
export const VALUES = {
	fileName: 'loyalty.csv',
	rows: 3,
	dryRun: false,
	day: '2026-03-01T10:00:00Z',
};

/** The same as Campaign is sent them. */
export const SENT = { ...VALUES, day: '2026-03-01 10:00:00.000Z' };

/** The workflow that runs at first, and the signal of it that declares no parameters. */
export const DIGEST: INodeParameters = { workflow: 'weekly_digest', signal: 'signal1' };

/** The harness, and what an organization has of workflows and signals. */
export function useWorkflows() {
	const suite = useHarness();
	const { control } = suite;

	const workflowIn = (organization: string, name = 'WKF1') => {
		const found = control(organization)
			.records('workflow')
			.find((one) => one.name === name);
		if (!found) throw new Error(`No workflow ${name}`);
		return found;
	};
	return {
		...suite,
		workflowIn,
		/** Sets a state at once, whatever has been ordered before. */
		setState: (organization: string, state: string, name?: string) =>
			control(organization).put({ PKey: workflowIn(organization, name).PKey, state }, 'workflow'),
		/** The signals that were taken. */
		signalsIn: (organization: string) =>
			control(organization)
				.records('signal')
				.map(({ activity, source, parameters }) => ({ activity, source, parameters })),
	};
}

/** What an address is that of. */
const KINDS: Array<[RegExp, string]> = [
	[/\/trigger\/$/, 'trigger'],
	[/\/commands$/, 'command'],
	[/\/workflow\/execution\/[^/]+$/, 'workflow'],
];

/** The requests in words, such as `POST command`. */
export const steps = (requests: Array<Pick<ReceivedRequest, 'method' | 'path'>>) =>
	requests.map(({ method, path }) => {
		const [, kind] = KINDS.find(([pattern]) => pattern.test(path)) ?? [];
		return `${method} ${kind ?? path}`;
	});

export const TRIGGERED = ['GET workflow', 'POST trigger'];
