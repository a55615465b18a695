import type { Item } from '../../records/item';
import { watch, type Seen } from '../../records/watch';
import { pauses } from '../../transport/pauses';
import type { CampaignRecord } from '../../transport/types';
import { readWorkflow, stateOf } from './chosen';

/** A command to a workflow, as Campaign names it (Adobe, "Controlling a workflow"), and the state that it leads to. */
export interface Command {
	method: 'start' | 'pause' | 'resume' | 'stop';
	state: 'started' | 'paused' | 'stopped';
}

/** Whether the command has taken effect. How Campaign calls a paused workflow is not known, only that it is `started` no longer. */
const isDone = ({ method, state }: Command, seen: string) =>
	method === 'pause' ? seen !== '' && seen !== START.state : seen === state;

export const START: Command = { method: 'start', state: 'started' };

/** Adobe does not print the answer to a command: anything but a page of a proxy will do. */
const acceptedIn = (body: unknown): true | undefined =>
	typeof body === 'string' && body.trim().startsWith('<') ? undefined : true;

/** Whether the workflow comes to be in the state, within the time that Campaign takes for a command. */
async function isSeen(item: Item, key: string, command: Command): Promise<boolean> {
	for (const pause of [0, ...pauses.looks]) {
		await item.wait(pause);
		if (isDone(command, stateOf(await readWorkflow(item, key, true)))) return true;
	}
	return false;
}

/** POSTs a command, which Campaign keeps until its server is free. After an unclear answer the workflow's state decides. */
export async function sendCommand(item: Item, key: string, command: Command): Promise<void> {
	const { client } = item;
	const { method } = command;
	const look = async () => ((await isSeen(item, key, command)) ? true : undefined);
	await client.post(`${client.urls.record(key)}/commands`, { method }, acceptedIn, look);
}

/** Looks at the workflow until the command has taken effect, or the time is over. @param maxMs milliseconds */
export async function waitFor(
	item: Item,
	key: string,
	command: Command,
	maxMs: number,
): Promise<Seen<CampaignRecord>> {
	const look = async () => await readWorkflow(item, key, true);
	const watching = watch(item, maxMs, look, (workflow) => isDone(command, stateOf(workflow)));
	return await item.client.readBack(
		watching,
		'Campaign accepted the command, but the workflow could not be read to see what it does',
	);
}
