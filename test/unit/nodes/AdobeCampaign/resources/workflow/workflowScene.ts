import type { IDataObject } from 'n8n-workflow';

import type { Operation } from '../../../../../../nodes/AdobeCampaign/resources/resource';
import { WORKFLOW } from '../../../../../../nodes/AdobeCampaign/resources/workflow/kind';
import { ok, scene, type Reply, type Scene, type Script } from '../../campaign';
import { contextOf, inputOf, type Setting } from '../../context';

export const open = (script: Script = {}, setting: Scene = {}) =>
	scene(script, { kind: WORKFLOW, ...setting });

export const TRIGGER = 'execution/@w/activities/activity/@a1/trigger/';
export const URGENT = 'execution/@w/activities/activity/@a2/trigger/';

export const href = (path: string) => `workflow/${path}`;

/** A signal that declares a parameter of each type. */
export const SIGNAL1 = {
	parameters: {
		fileName: { type: 'string' },
		rows: { type: 'number' },
		dryRun: { type: 'boolean' },
		day: { type: 'date/time' },
	},
	trigger: { href: href(TRIGGER) },
};

/** A workflow that runs, with one signal. */
export const RUNNING = {
	PKey: '@w',
	name: 'WKF1',
	label: 'Import loyalty file',
	state: 'started',
	logicalStatus: 'started',
	nextProcessingDate: '',
	lastModified: '2026-03-01 10:00:00.000Z',
	title: 'Import loyalty file (WKF1)',
	activities: { activity: { signal1: SIGNAL1, load1: {} } },
};

export const inState = (state: string): Reply => ok({ ...RUNNING, state });

/** The same with other activities. */
export const withActivities = (activity: object, more: object = {}) => ({
	...RUNNING,
	activities: { activity },
	...more,
});

/** A signal that declares no parameters. */
export const PLAIN = withActivities({
	signal1: { parameters: {}, trigger: { href: href(TRIGGER) } },
});

export const GET = 'GET execution/WKF1';
export const COMMANDS = 'POST execution/WKF1/commands';
export const sent = (method: string) => `${COMMANDS} ${JSON.stringify({ method })}`;

export const FORM = {
	workflow: 'WKF1',
	simplify: true,
	source: 'n8n',
	specifyParameters: 'json',
	parametersJson: '{}',
	options: {},
};

export const readOf = <Input, Shared>(
	operation: Operation<Input, Shared>,
	more: IDataObject = {},
	setting: Setting = {},
) => inputOf(operation, contextOf({ ...setting, parameters: { ...FORM, ...more } }));
