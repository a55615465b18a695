import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { optionsOf } from '../../parameters/options';
import { readBoolean } from '../../parameters/readers';
import { readWaitAtMost, waitAtMostOption } from '../../parameters/waiting';
import type { Item } from '../../records/item';
import { onceAnExecution } from '../../records/once';
import type { Operation, OperationTexts } from '../resource';
import { readWorkflowKey, recordKeyOf, workflowField } from './chosen';
import { sendCommand, START, waitFor, type Command } from './command';
import { flat } from './signals';

export interface CommandInput {
	key: string;
	/** Milliseconds; undefined for not waiting. */
	waitMs?: number;
}

const waitUntilDoneOption: INodeProperties = {
	displayName: 'Wait Until Done',
	name: 'waitUntilDone',
	type: 'boolean',
	// On as soon as it is added.
	default: true,
	description:
		'Whether to look at the workflow until it has done what it was told, and to return what it is then',
};

const readWait = (context: IExecuteFunctions): number | undefined =>
	readBoolean(context, 0, 'options.waitUntilDone', 'Wait Until Done')
		? readWaitAtMost(context)
		: undefined;

const NOT_SEEN_RUNNING =
	"A workflow was not seen running: it ran and ended between two looks, or it never began ('seenStarted' is false). Its log in Campaign tells which.";

const notReached = ({ state }: Command) =>
	`A workflow was not '${state}' when the time of 'Wait at Most' was over: 'state' in the output tells what it was. Campaign may still do what it was told.`;

/** What became of the workflow. Two looks can miss a short run. */
async function outcome(
	item: Item,
	{ key, waitMs = 0 }: CommandInput,
	command: Command,
): Promise<IDataObject> {
	const { last, isReached } = await waitFor(item, key, command, waitMs);
	const begins = command.state === START.state;
	if (!isReached) item.hint(begins ? NOT_SEEN_RUNNING : notReached(command));
	return { reached: isReached, ...(begins && { seenStarted: isReached }), ...flat(last) };
}

/** One POST; with 'Wait Until Done' one GET a look besides. */
const operationOf = (
	command: Command,
	name: string,
	texts: OperationTexts,
): Operation<CommandInput, number | undefined> => ({
	value: command.method,
	name,
	...texts,
	properties: [
		workflowField,
		optionsOf([
			waitUntilDoneOption,
			waitAtMostOption("the workflow, where 'Wait Until Done' is switched on"),
		]),
	],

	readShared: readWait,

	read: (context, itemIndex, waitMs) => ({ key: readWorkflowKey(context, itemIndex), waitMs }),

	recordKey: ({ key }) => recordKeyOf(key),

	async run(item, input) {
		const accepted = await onceAnExecution(item, async () => {
			await sendCommand(item, input.key, command);
			return { workflow: input.key, command: command.method, accepted: true };
		});
		return input.waitMs === undefined
			? accepted
			: { ...accepted, ...(await outcome(item, input, command)) };
	},
});

export const start = operationOf(START, 'Start', {
	action: 'Start workflow',
	description: 'Start one workflow of Campaign, or let a paused one go on',
	toolDescription:
		'Start workflow in Adobe Campaign: starts one workflow by its ID. What it does then, such as sending messages, is set in Campaign.',
});

export const pause = operationOf({ method: 'pause', state: 'paused' }, 'Pause', {
	action: 'Pause workflow',
	description: 'Let one running workflow of Campaign stand still until it is resumed',
	toolDescription:
		'Pause workflow in Adobe Campaign: lets one running workflow stand still until it is resumed',
});

export const resume = operationOf({ method: 'resume', state: 'started' }, 'Resume', {
	action: 'Resume workflow',
	description: 'Let one paused workflow of Campaign go on where it was',
	toolDescription: 'Resume workflow in Adobe Campaign: lets one paused workflow go on where it was',
});

export const stop = operationOf({ method: 'stop', state: 'stopped' }, 'Stop', {
	action: 'Stop workflow',
	description: 'End the run of one workflow of Campaign; it cannot go on from there',
	toolDescription:
		'Stop workflow in Adobe Campaign: ends the run of one workflow. It cannot go on from there, only start anew; Pause is for that.',
});
