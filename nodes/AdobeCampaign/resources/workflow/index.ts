import type { Resource } from '../resource';
import { pause, resume, start, stop } from './commands.operation';
import { getSignals, mapParameters } from './editor';
import { get } from './get.operation';
import { WORKFLOW } from './kind';
import { triggerSignal } from './triggerSignal.operation';

/** What runs on Campaign's side. The API neither lists workflows nor makes any. */
export const workflow: Resource = {
	value: 'workflow',
	name: 'Workflow',
	properties: [],
	operations: [get, pause, resume, start, stop, triggerSignal],
	defaultOperation: get.value,
	kindOf: () => WORKFLOW,
	methods: {
		loadOptions: { getSignals },
		resourceMapping: { mapParameters },
	},
};
