import type { INodeExecutionData, IPollFunctions } from 'n8n-workflow';

import { inOneLine, isPassing, type NodeError } from '../n8n/errors';
import { isActivating, isManual, oneAtATime, pollBudgetMs, PollState } from '../n8n/poll';
import { Run } from '../n8n/run';
import { elapsed } from '../n8n/wait';
import { readAuthentication } from '../parameters/authentication';
import { notBefore, placeOf, Progress, type Checkpoint } from '../records/checkpoint';
import { Instance } from '../records/instance';
import { Item } from '../records/item';
import type { RecordKind } from '../records/kind';
import type { WatchedState } from '../records/watchedFields';
import { CampaignClient } from '../transport/client';
import { openSession } from '../transport/session';
import { begin, rulesOf } from './watchBeginning';
import { examples } from './watchExamples';
import { readWatchForm, type WatchForm } from './watchForm';
import type { Ability } from './watchLists';
import { Poll } from './watchPoll';

/** How far a trigger has come. */
interface Reading {
	checkpoint: Checkpoint;
	ability: Ability;
	fields?: WatchedState;
}

/** It has not begun, since Campaign could not be asked when the workflow was activated. */
interface Waiting {
	/** When that was: milliseconds since 1970 by the clock of n8n, which alone is known then. */
	since: number;
}

/** What a trigger keeps from one poll to the next. */
type WatchState = Reading | Waiting;

/** Of what a poll may take, this part for reading; the rest is for the last page, which may be late or have to be asked for again. */
const READING = 0.5;
const WAITING = 0.25;

/** Of an activation: n8n 2 gives up a publication after 84 s, for good, and one request may take a minute (outbox-consumer of n8n 2.41). */
const WAITING_AT_ACTIVATION_MS = 15_000;

/** Opens the item that all requests of a poll belong to. No request yet. */
async function openItem(
	context: IPollFunctions,
	kind: RecordKind,
	watch: WatchForm,
	isActivation: boolean,
) {
	const part = pollBudgetMs(context) * WAITING;
	const limits = {
		timeoutMs: Math.min(watch.timeoutMs, part),
		maxWaitMs: isActivation ? Math.min(part, WAITING_AT_ACTIVATION_MS) : part,
	};
	const run = new Run(context);
	const session = await openSession(run, readAuthentication(context), limits, 0);
	return new Item(run, 0, new CampaignClient(session, kind, 0), kind, new Instance());
}

/** With other settings the trigger begins anew; also another node, or in another n8n. */
function fingerprintOf(
	context: IPollFunctions,
	item: Item,
	{ watched, filter }: WatchForm,
): string {
	const { baseUrl, organization } = item.client.session.connection;
	return [
		context.getInstanceId(),
		context.getWorkflow().id ?? '',
		context.getNode().id,
		baseUrl,
		organization,
		watched,
		filter ? `${filter.name}?${filter.parameter}` : 'order',
	].join(' ');
}

/** Begins: with what changes from now on, or from when it waits. */
async function begun(item: Item, watch: WatchForm, waiting?: Waiting): Promise<Reading> {
	const agoMs = waiting && Math.max(Date.now() - waiting.since, 1);
	const { ability, checkpoint, latest } = await begin(item, watch, { agoMs });
	const first = new Poll(item, watch, ability, new Progress(checkpoint, rulesOf(item, watch)));
	for (const change of latest) first.note(change);
	return { checkpoint, ability, ...first.keptFields() };
}

/** @returns the changes since the last poll; null for none */
async function poll(
	context: IPollFunctions,
	item: Item,
	watch: WatchForm,
	state: PollState<WatchState>,
	isActivation: boolean,
): Promise<INodeExecutionData[][] | null> {
	const start = elapsed();
	const keep = (reading: Reading) => {
		const { checkpoint, ability } = reading;
		state.write(reading, { checkpoint: placeOf(checkpoint), ability });
	};
	const kept = state.read();
	if (!kept) {
		keep(await begun(item, watch));
		// An execution without items, where nothing else would make n8n store that the trigger has begun.
		return isActivation || state.isKeptWithoutOutput ? null : [[]];
	}

	const reading = 'since' in kept ? await begun(item, watch, kept) : kept;
	const before = await notTooOld(item, watch, reading.checkpoint);
	const progress = new Progress(before, rulesOf(item, watch));
	const current = new Poll(item, watch, reading.ability, progress, reading.fields);
	const readingMs = pollBudgetMs(context) * READING;
	const reached = await current.read({
		most: watch.maxItems,
		hasTime: () => elapsed() - start < readingMs,
	});
	keep({
		checkpoint: notBefore(current.skippedTo, progress.checkpoint(reached)),
		ability: reading.ability,
		...current.keptFields(),
	});
	return current.output.length > 0 ? [current.output] : null;
}

/** The checkpoint by 'Max Age'. Only when it would leave something out the server is asked for its time. */
async function notTooOld(item: Item, { maxAgeMs }: WatchForm, checkpoint: Checkpoint) {
	const { client, instance, kind } = item;
	const isOld = () => client.session.serverTime() - maxAgeMs > checkpoint.from;
	if (!isOld()) return checkpoint;
	await instance.metadata(client, kind);
	return isOld() ? notBefore(client.session.serverTime() - maxAgeMs, checkpoint) : checkpoint;
}

/** Of an activation that fails n8n shows the message alone (2.41, 1.123), so there it says everything. */
function withAdvice(error: NodeError): NodeError {
	error.message = inOneLine(error.message, error.description);
	return error;
}

/**
 * Whether an activation is to succeed although its poll has failed. A failure that may be gone by the next poll must not end the
 * trigger. When n8n starts nobody is there to read any other, and n8n may try no more (2.41), or only after hours (1.123), while
 * the polls that follow report it, each with an execution that has failed.
 */
const isForgiven = (context: IPollFunctions, error: unknown) =>
	isPassing(error) || ['init', 'leadershipChange'].includes(context.getActivationMode());

/** A poll at the activation. */
async function activate(
	context: IPollFunctions,
	state: PollState<WatchState>,
	polling: Promise<INodeExecutionData[][] | null>,
): Promise<INodeExecutionData[][] | null> {
	const waiting = { since: Date.now() };
	const output = await polling.catch((error: NodeError) => {
		if (!isForgiven(context, error)) throw error;
		context.logger.warn(`Activated, but not polled yet: ${error.message}`);
		return null;
	});
	// What is kept at the activation n8n stores, so that no later poll has to decide when the trigger begins.
	if (!state.read()) state.write(waiting, waiting);
	return output;
}

/** A poll that is no 'Fetch Test Event'. */
async function watching(context: IPollFunctions, kind: RecordKind, isActivation: boolean) {
	const watch = readWatchForm(context, kind);
	const item = await openItem(context, kind, watch, isActivation);
	const state = new PollState<WatchState>(context, fingerprintOf(context, item, watch));
	const polling = oneAtATime(
		context,
		async () => await poll(context, item, watch, state, isActivation),
	);
	return await (isActivation ? activate(context, state, polling) : polling);
}

/**
 * What a polling trigger does when n8n asks it.
 *
 * @throws NodeApiError, NodeOperationError; while the workflow is activated only for what publishing it again must repair
 */
export async function watchRecords(
	context: IPollFunctions,
	kind: RecordKind,
): Promise<INodeExecutionData[][] | null> {
	if (isManual(context)) {
		const watch = readWatchForm(context, kind);
		return [await examples(await openItem(context, kind, watch, false), watch)];
	}
	const isActivation = isActivating(context);
	return await watching(context, kind, isActivation).catch((error: NodeError) => {
		throw isActivation ? withAdvice(error) : error;
	});
}
