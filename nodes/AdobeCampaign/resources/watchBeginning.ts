import { NodeApiError } from 'n8n-workflow';

import { isOfKind } from '../n8n/errors';
import { beginningAfter, type Checkpoint } from '../records/checkpoint';
import type { ChangedRecord } from '../records/changes';
import type { Item } from '../records/item';
import {
	abilityOf,
	HOW_TO,
	refuseOpenFilter,
	refuseOtherFilter,
	refuseUnknownModifiers,
} from './watchAbility';
import type { WatchForm } from './watchForm';
import { ChangeLists, type Ability } from './watchLists';

const DAY_MS = 24 * 3_600_000;

/** So many changes are remembered when a trigger begins. */
const MOST_REMEMBERED = 5000;

/** What Campaign or its gateway says of a list that takes too long. */
const TOO_SLOW = ['timeout', 'unavailable', 'databaseTimeout'];

/** A burst of requests is answered 503 as well (Adobe, KA-14023). */
const isThrottled = (error: unknown) => error instanceof NodeApiError && error.httpCode === '503';

/** What Campaign says of a value that it cannot read. */
const UNREADABLE = ['campaignRefused', 'typeMismatch', 'valueUnreadable', 'answerUnexpected'];

/** How far is read at the beginning. */
interface Start {
	/** Of the latest changes so many are enough, or a page. */
	most: number;
	/** When it begins, in milliseconds since 1970 by the server's clock. */
	since: number;
	hasTime: () => boolean;
}

/** The latest changes, with those since the trigger begins, and back to which moment they are complete. */
async function latestOf(
	item: Item,
	watch: WatchForm,
	ability: Ability,
	{ most, since: now, hasTime }: Start,
) {
	const lists = new ChangeLists(item, watch, ability);
	const changes: ChangedRecord[] = [];
	if (!ability.isSorted) {
		const back = now - watch.overlapMs;
		for await (const page of lists.unsorted(back)) {
			refuseOpenFilter(item, page, back);
			changes.push(...page.changes.filter(({ moment }) => moment >= back));
			const isEnough = changes.length > most && most < MOST_REMEMBERED;
			if (!page.isEnd && (isEnough || !hasTime())) return { changes, back: now };
		}
		return { changes, back };
	}
	// A filter over the last day spares Campaign the sorting of a whole table. Clocks may differ by as much.
	const back = now - DAY_MS;
	for await (const page of lists.latest(back)) {
		changes.push(...page.changes.filter(({ moment }) => !watch.filter || moment >= back));
		const newest = changes.find(({ moment }) => moment <= now)?.moment ?? now;
		const last = changes[changes.length - 1]?.moment ?? now;
		const isEnough = last < newest - watch.overlapMs || changes.length > most || !hasTime();
		if (isEnough && !page.isEnd) return { changes, back: last + 1 };
	}
	return { changes, back };
}

/** What else the instance may turn out to be, by an error: nobody tells how it wants a moment to be written, and one that says that it sorts may not. */
function otherAbility(ability: Ability, error: unknown): Ability | undefined {
	if (ability.form === 'campaign' && isOfKind(error, UNREADABLE))
		return { ...ability, form: 'iso' };
	if (ability.isSorted && isOfKind(error, ['notSorted'])) return { ...ability, isSorted: false };
	return undefined;
}

type FirstReading = Awaited<ReturnType<typeof latestOf>> & { ability: Ability };

/** The same, with the ability that the instance turns out to have. */
async function firstReading(
	item: Item,
	watch: WatchForm,
	ability: Ability,
	start: Start,
): Promise<FirstReading> {
	const read = async () => ({ ability, ...(await latestOf(item, watch, ability, start)) });
	return await read().catch(async (error: unknown): Promise<FirstReading> => {
		const other = watch.filter && otherAbility(ability, error);
		if (other) {
			return await firstReading(item, watch, other, start).catch(() => {
				throw error;
			});
		}
		if (watch.filter || !isOfKind(error, TOO_SLOW) || isThrottled(error)) throw error;
		throw item.refuse(
			`Your Campaign takes too long to sort its ${item.kind.many} by 'Last modified'`,
			`There may be too many. Choose 'Find Changes By' = 'Custom Filter'. ${HOW_TO}`,
		);
	});
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

interface BeginningOptions {
	most?: number;
	agoMs?: number;
	known?: Ability;
}

/**
 * Begins with what changes from now on: finds out whether the instance can be watched as the form says, and what changed last, so
 * that it is not put out.
 *
 * @param hasTime false when it has taken as long as it may
 * @param most of the latest changes so many are enough, or a page
 * @param agoMs how long ago it was to begin, when Campaign could not be asked then
 * @param known what the instance was found to be able to do before
 * @throws NodeApiError, NodeOperationError that says what the instance cannot do, and what to do instead
 */
export async function begin(
	item: Item,
	watch: WatchForm,
	hasTime: () => boolean,
	{ most = MOST_REMEMBERED, agoMs = 0, known }: BeginningOptions = {},
): Promise<Beginning> {
	const { ignored } = watch;
	const found = await abilityOf(item, watch);
	const since = item.client.session.serverTime() - agoMs;
	const start = { most, since, hasTime };
	const { changes, back, ...read } = await firstReading(item, watch, found, start);
	const lists = new ChangeLists(item, watch, read.ability);
	if (watch.filter) await refuseOtherFilter(item, lists, read.ability, changes, hasTime);
	// The latest ones may all be of the account that is left out.
	if (ignored !== known?.ignored) await refuseUnknownModifiers(item, lists, watch, changes);
	const ability = { ...read.ability, ...(ignored && { ignored }) };
	const rules = rulesOf(item, watch);
	if (agoMs === 0) {
		return { ability, checkpoint: beginningAfter(changes, back, rules), latest: changes };
	}
	const latest = changes.filter(({ moment }) => moment < since);
	// Complete back to a later moment: then nothing before the beginning is known.
	const from = latest.length > 0 ? Math.min(back, since) : since;
	return { ability, checkpoint: beginningAfter(latest, from, rules), latest };
}
