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

/** Without what would be good to know, but is not needed to go on. */
const shortOf = (state: WatchState): WatchState =>
	'since' in state ? state : { checkpoint: placeOf(state.checkpoint), ability: state.ability };

/** Of what a poll may take, this part for reading; the rest is for the last page, which may be late or have to be asked for again. */
const READING = 0.5;
const WAITING = 0.25;

/** The most of either at an activation: n8n 2 gives up a publication after 84 s, for good, and one request may take a minute (outbox-consumer of n8n 2.41). */
const MOST_AT_ACTIVATION_MS = 15_000;

/** A part of what a poll may take, in milliseconds. */
const partOf = (context: IPollFunctions, part: number, isActivation: boolean) =>
	Math.min(pollBudgetMs(context) * part, isActivation ? MOST_AT_ACTIVATION_MS : Infinity);

/** Opens the item that all requests of a poll belong to. No request yet. */
async function openItem(
	context: IPollFunctions,
	kind: RecordKind,
	watch: WatchForm,
	isActivation: boolean,
) {
	const limits = {
		timeoutMs: Math.min(watch.timeoutMs, partOf(context, WAITING, false)),
		maxWaitMs: partOf(context, WAITING, isActivation),
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
async function begun(
	item: Item,
	watch: WatchForm,
	hasTime: () => boolean,
	waiting?: Waiting,
): Promise<Reading> {
	const agoMs = waiting && Math.max(Date.now() - waiting.since, 1);
	const { ability, checkpoint, latest } = await begin(item, watch, hasTime, { agoMs });
	const first = new Poll(item, watch, ability, new Progress(checkpoint, rulesOf(item, watch)));
	// What is noted first is forgotten first.
	for (const change of [...latest].reverse()) first.note(change);
	return { checkpoint, ability, ...first.keptFields() };
}

/** What was kept, or a beginning where it has only waited. Each publication finds out anew what the instance can do. */
async function goneOn(
	item: Item,
	watch: WatchForm,
	kept: WatchState,
	hasTime: () => boolean,
	isActivation: boolean,
): Promise<Reading> {
	if ('since' in kept) return await begun(item, watch, hasTime, kept);
	if (!isActivation) return kept;
	const { ability } = await begin(item, watch, hasTime, { most: 0, known: kept.ability });
	return { ...kept, ability };
}

/** @returns the changes since the last poll; null for none */
async function poll(
	context: IPollFunctions,
	item: Item,
	watch: WatchForm,
	state: PollState<WatchState>,
	isActivation: boolean,
): Promise<INodeExecutionData[][] | null> {
	const end = elapsed() + partOf(context, READING, isActivation);
	const hasTime = () => elapsed() < end;
	const kept = state.read();
	if (!kept) {
		state.write(await begun(item, watch, hasTime));
		// An execution without items, where nothing else would make n8n store that the trigger has begun.
		return isActivation || state.isKeptWithoutOutput ? null : [[]];
	}

	const reading = await goneOn(item, watch, kept, hasTime, isActivation);
	const before = await notTooOld(item, watch, reading.checkpoint);
	const progress = new Progress(before, rulesOf(item, watch));
	const current = new Poll(item, watch, reading.ability, progress, reading.fields);
	const reached = await current.read({ most: watch.maxItems, hasTime }, isActivation);
	state.write({
		checkpoint: notBefore(current.skippedTo, progress.checkpoint(reached)),
		ability: reading.ability,
		...current.keptFields(),
	});
	const { output } = current;
	return output.length > 0 ? [output] : null;
}

/** The checkpoint by 'Max Age': one request, for the server's time. */
async function notTooOld(item: Item, { maxAgeMs }: WatchForm, checkpoint: Checkpoint) {
	if (maxAgeMs === Infinity) return checkpoint;
	const { client, instance, kind } = item;
	await instance.metadata(client, kind);
	return notBefore(client.session.serverTime() - maxAgeMs, checkpoint);
}

/** Of an activation that fails n8n shows the message alone (2.41, 1.123), so there it says everything. */
function withAdvice(error: NodeError): NodeError {
	error.message = inOneLine(error.message, error.description);
	return error;
}

/**
 * Whether an activation is to succeed although its poll has failed. A failure that may be gone by the next poll must not end the
 * trigger. When n8n starts nobody is there to read any other, and n8n may try no more (2.41), or only after hours (1.123). Of a
 * credential the polls that follow report it, each with an execution that has failed; of a setting the log has it.
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
	if (!state.read()) state.write(waiting);
	return output;
}

/** A poll that is no 'Fetch Test Event'. */
async function watching(context: IPollFunctions, kind: RecordKind, isActivation: boolean) {
	const watch = readWatchForm(context, kind);
	const item = await openItem(context, kind, watch, isActivation);
	const fingerprint = fingerprintOf(context, item, watch);
	const state = new PollState<WatchState>(context, fingerprint, shortOf);
	if (state.isOvertaken) return null;
	const polling = oneAtATime(
		context,
		async () => await poll(context, item, watch, state, isActivation),
	);
	return await (isActivation ? activate(context, state, polling) : polling);
}

/**
 * What a polling trigger does when n8n asks it.
 *
 * @param kindOf reads from the form what records it is about
 * @throws NodeApiError, NodeOperationError; while the workflow is activated only for what publishing it again must repair
 */
export async function watchRecords(
	context: IPollFunctions,
	kindOf: (context: IPollFunctions) => RecordKind,
): Promise<INodeExecutionData[][] | null> {
	if (isManual(context)) {
		const kind = kindOf(context);
		const watch = readWatchForm(context, kind);
		return [await examples(await openItem(context, kind, watch, false), watch)];
	}
	const isActivation = isActivating(context);
	const asked = async () => await watching(context, kindOf(context), isActivation);
	return await asked().catch((error: NodeError) => {
		throw isActivation ? withAdvice(error) : error;
	});
}
