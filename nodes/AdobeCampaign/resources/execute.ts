import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import type { Place } from '../n8n/inParallel';
import { runItems } from '../n8n/items';
import { Run } from '../n8n/run';
import { readAuthentication } from '../parameters/authentication';
import { readConcurrency, readLimits } from '../parameters/options';
import { Instance } from '../records/instance';
import { Item } from '../records/item';
import type { RecordKind } from '../records/kind';
import { CampaignClient } from '../transport/client';
import { openSession, type Session } from '../transport/session';
import { operationOf, resourceOf, type Operation, type Resource } from './resource';

/** Opens the items of one run: the credential and the limits are read with the first, and no request is sent. */
function itemsOf(run: Run<IExecuteFunctions>, kind: RecordKind) {
	const { context } = run;
	const instance = new Instance();
	let opened: Promise<Session> | undefined;
	const open = async (itemIndex: number) =>
		await openSession(run, readAuthentication(context), readLimits(context), itemIndex);
	return async (itemIndex: number, place: Place): Promise<Item> => {
		const opening = (opened ??= open(itemIndex));
		// A failure is not kept: the next item reports its own.
		opening.catch(() => (opened = undefined));
		const session = await opening;
		await session.refuseOtherCredential(itemIndex);
		const client = new CampaignClient(session, kind, itemIndex);
		return new Item(run, itemIndex, client, kind, instance, place);
	};
}

/** Reads the items of one run: with the first, what they share. */
function readerOf(context: IExecuteFunctions, operation: Operation) {
	let shared: { value: unknown } | undefined;
	return (itemIndex: number): unknown => {
		shared ??= { value: operation.readShared?.(context) };
		return operation.read(context, itemIndex, shared.value);
	};
}

/** What a node does in an execution: the chosen operation, for each item. */
export async function execute(
	context: IExecuteFunctions,
	resources: Resource[],
): Promise<INodeExecutionData[]> {
	const resource = resourceOf(resources, context);
	const operation = operationOf(resource, context);
	const kind = resource.kindOf(context);
	const run = new Run(context);
	const openItem = itemsOf(run, kind);
	return await runItems(run, {
		atOnce: readConcurrency(context),
		records: kind.many,
		done: operation.done,
		outcomeOf: operation.outcomeOf,
		read: readerOf(context, operation),
		recordKey: operation.recordKey,
		work: async (itemIndex, input, place) =>
			await operation.run(await openItem(itemIndex, place), input),
	});
}
