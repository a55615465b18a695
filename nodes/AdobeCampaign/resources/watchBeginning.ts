import { NodeApiError } from 'n8n-workflow';

import { isOfKind } from '../n8n/errors';
import { beginningAfter, type Checkpoint } from '../records/checkpoint';
import type { ChangedRecord } from '../records/changes';
import type { Item } from '../records/item';
import { areToldApart } from '../records/modifier';
import { GUIDE, titleCase, type WatchForm } from './watchForm';
import { ChangeLists, type Ability } from './watchLists';

const DAY_MS = 24 * 3_600_000;

/** The moments of one creation may differ by some milliseconds. */
const TOLD_APART_MS = 1000;

/** So many changes are remembered when a trigger begins. */
const MOST_REMEMBERED = 5000;

/** What Campaign or its gateway says of a list that takes too long. */
const TOO_SLOW = ['timeout', 'unavailable', 'databaseTimeout'];

/** A burst of requests is answered 503 as well (Adobe, KA-14023). */
const isThrottled = (error: unknown) => error instanceof NodeApiError && error.httpCode === '503';

/** What Campaign says of a value that it cannot read. */
const UNREADABLE = ['campaignRefused', 'typeMismatch', 'valueUnreadable', 'answerUnexpected'];

const HOW_TO = `How a filter is made that asks only for what has changed: ${GUIDE}`;

/** Finds out what the instance can do. One request, two with a filter. @throws NodeApiError, NodeOperationError when it cannot be watched */
async function abilityOf(item: Item, { filter, watched }: WatchForm): Promise<Ability> {
	const { client, instance, kind } = item;
	const { content } = await instance.metadata(client, kind);
	const isSorted = content.lastModified?.sortable === true;
	if (!content.lastModified) {
		throw item.refuse(
			`Campaign does not tell when its ${kind.many} were changed`,
			"Its metadata has no 'lastModified', so the trigger cannot know what is new.",
		);
	}
	if (!content.created && watched !== 'updated') {
		throw item.refuse(
			`Campaign does not tell when its ${kind.many} were created`,
			`Its metadata has no 'created'. Choose 'Event' = '${titleCase(kind.one)} Updated', which then starts for what is new as well.`,
		);
	}
	if (!filter) {
		if (isSorted) return { isSorted, form: 'campaign' };
		throw item.refuse(
			`Your Campaign cannot sort ${kind.many} by 'Last modified'`,
			`Its metadata says that the field is not sortable. Choose 'Find Changes By' = 'Custom Filter'. ${HOW_TO}`,
		);
	}
	const filters = await instance.knownFilters(client, kind);
	const known = filters.find(({ name }) => name === filter.name);
	if (filters.length > 0 && !known) {
		throw item.refuse(
			"'Filter Name or ID' is not a filter of this instance",
			`It has: ${filters.map(({ name }) => name).join(', ')}. ${HOW_TO}`,
		);
	}
	if (known && known.parameters.length > 0 && !known.parameters.includes(filter.parameter)) {
		throw item.refuse(
			"'Parameter Name or ID' is not a parameter of the filter",
			`It takes: ${known.parameters.join(', ')}. ${HOW_TO}`,
		);
	}
	return { isSorted, form: 'campaign' };
}

/** How a trigger begins. */
interface Start {
	/** Of the latest changes so many are enough, or a page. */
	most: number;
	/** When it begins, in milliseconds since 1970 by the server's clock. */
	since: number;
}

/** The latest changes, with those since the trigger begins, and back to which moment they are complete. */
async function latestOf(
	item: Item,
	watch: WatchForm,
	ability: Ability,
	{ most, since: now }: Start,
) {
	const lists = new ChangeLists(item, watch, ability);
	const changes: ChangedRecord[] = [];
	if (!ability.isSorted) {
		const back = now - watch.overlapMs;
		for await (const page of lists.unsorted(back)) {
			changes.push(...page.changes.filter(({ moment }) => moment >= back));
			if (changes.length > most && most < MOST_REMEMBERED) break;
		}
		return { changes, back };
	}
	// A filter over the last day spares Campaign the sorting of a whole table. Clocks may differ by as much.
	const back = watch.filter ? now - DAY_MS : -Infinity;
	for await (const page of lists.latest(now - DAY_MS)) {
		changes.push(...page.changes.filter(({ moment }) => moment >= back));
		const newest = changes.find(({ moment }) => moment <= now)?.moment ?? now;
		const last = changes[changes.length - 1]?.moment ?? now;
		if (last < newest - watch.overlapMs) break;
		if (changes.length > most) return { changes, back: last + 1 };
	}
	return { changes, back: changes.length > 0 ? back : now - DAY_MS };
}

/**
 * A filter that compares another moment, such as that of the creation, would miss changes: a record that was changed long after it
 * was created has to be found from the moment of its change on. One request, if there is such a record.
 *
 * @param latest the latest first
 */
async function refuseOtherFilter(item: Item, lists: ChangeLists, latest: ChangedRecord[]) {
	const changed = latest.find(({ moment, created = moment }) => moment - created > TOLD_APART_MS);
	if (!changed) return;
	for await (const { changes } of lists.latest(changed.moment)) {
		if (changes.some(({ key }) => key === changed.key)) return;
		break;
	}
	throw item.refuse(
		"'Filter Name or ID' is a filter that does not find what was changed",
		`It compares another field than 'Last modified', such as 'Created', so that ${item.kind.many} would be missed. ${HOW_TO}`,
	);
}

/** By what it is told what a change is. */
export const rulesOf = ({ client }: Item, { watched, overlapMs }: WatchForm) => ({
	watched,
	now: () => client.session.serverTime(),
	overlapMs,
});

/** Where a trigger begins. */
export interface Beginning {
	ability: Ability;
	checkpoint: Checkpoint;
	/** What changed last before it began. */
	latest: ChangedRecord[];
}

/**
 * Begins with what changes from now on: finds out whether the instance can be watched as the form says, and what changed last, so
 * that it is not put out.
 *
 * @param most of the latest changes so many are enough, or a page
 * @param agoMs how long ago it was to begin, when Campaign could not be asked then
 * @throws NodeApiError, NodeOperationError that says what the instance cannot do, and what to do instead
 */
export async function begin(
	item: Item,
	watch: WatchForm,
	{ most = MOST_REMEMBERED, agoMs = 0 } = {},
): Promise<Beginning> {
	const { client, kind } = item;
	const found = await abilityOf(item, watch);
	let ability = found;
	const since = client.session.serverTime() - agoMs;
	const start = { most, since };
	const { changes, back } = await latestOf(item, watch, ability, start)
		.catch(async (error: unknown) => {
			if (!watch.filter || !isOfKind(error, UNREADABLE)) throw error;
			ability = { ...found, form: 'iso' };
			return await latestOf(item, watch, ability, start).catch(() => {
				throw error;
			});
		})
		.catch((error: unknown) => {
			if (watch.filter || !isOfKind(error, TOO_SLOW) || isThrottled(error)) throw error;
			throw item.refuse(
				`Your Campaign takes too long to sort its ${kind.many} by 'Last modified'`,
				`There may be too many. Choose 'Find Changes By' = 'Custom Filter'. ${HOW_TO}`,
			);
		});
	if (watch.filter && ability.isSorted) {
		await refuseOtherFilter(item, new ChangeLists(item, watch, ability), changes);
	}
	if (watch.ignored && !areToldApart(changes.map(({ record }) => record))) {
		throw item.refuse(
			"'Ignore Changes By' cannot be used with this Campaign",
			`The ${kind.many} that were changed last do not tell by whom. Remove the option; 'Fields to Watch' ends a loop as well.`,
		);
	}
	const rules = rulesOf(item, watch);
	if (agoMs === 0) {
		return { ability, checkpoint: beginningAfter(changes, back, rules), latest: changes };
	}
	const latest = changes.filter(({ moment }) => moment < since);
	// Complete back to a later moment: then nothing before the beginning is known.
	const known = latest.length > 0 ? Math.min(back, since) : since;
	return { ability, checkpoint: beginningAfter(latest, known, rules), latest };
}
