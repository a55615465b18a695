import type { Call, History, Person } from './history';
import {
	changesOf,
	contentOf,
	type Finding,
	isSameEmail,
	keyIn,
	ownChanges,
	tellsSuccess,
	type Told,
} from './story';

const itemsOf = ({ runs }: History) =>
	runs.flatMap(({ items, operation }, run) =>
		items.map((asked, item) => ({ run, item, asked, operation })),
	);

/** A POST is never repeated once it was done: it would create a second profile. */
export const isPostedOnce = (history: History): Finding[] =>
	itemsOf(history).flatMap(({ run, item }) => {
		const made = changesOf(history, run, item).filter(({ by }) => by.method === 'POST');
		return made.length > 1 ? [{ run, item, what: `made ${made.length} profiles` }] : [];
	});

/**
 * A PATCH that was stored may be sent again by the same item only when both are true:
 *
 * - No answer has told the node that it was done: each was lost on the way (cut, late, or replaced by a proxy's page).
 * - A read of the profile has shown that it is not stored: it was sent after the last try was answered, and answered before
 *   the next try, without the item's value. Another client may have written over it, or the read was a stale one.
 *
 * The read has to come after the last try and not only after the one that was stored: in the pause after a 429 another
 * client may have written, or the first try may have arrived late.
 */
export const isPatchedOnce = (history: History): Finding[] =>
	itemsOf(history).flatMap(({ run, item, asked }) => {
		const isTry = (call: Call) => call.run === run && call.item === item && call.method === 'PATCH';
		const tries = history.calls.filter(isTry);
		const stored = changesOf(history, run, item).filter(({ isKept }) => isKept);
		const isStored = (call: Call) => stored.some(({ by }) => by === call);
		return tries.flatMap((again, number): Finding[] => {
			const earlier = tries.slice(0, number);
			const done = earlier.find(isStored);
			if (!done || !isStored(again)) return [];
			if (tellsSuccess(done)) {
				return [
					{
						run,
						item,
						what: `was written again (try ${number + 1}) after it was answered as done`,
					},
				];
			}
			const last = earlier[earlier.length - 1];
			const isLook = (call: Call) =>
				call.run === run &&
				call.method === 'GET' &&
				call.began > last.ended &&
				call.ended < again.began &&
				call.status === 200 &&
				keyIn(call.url) === keyIn(again.url) &&
				contentOf(call).phone !== asked.tag;
			if (history.calls.some(isLook)) return [];
			const statuses = earlier.map(({ status }) => status || 'lost').join(', ');
			return [
				{
					run,
					item,
					what: `was written again (try ${number + 1}, after ${statuses}) without a read that showed it missing`,
				},
			];
		});
	});

/** The profile that has an e-mail, and the change since when; without a change since before the first run. */
interface Holder extends Person {
	since?: Told;
}

/**
 * Create or Update creates no second profile for an e-mail, except when it cannot know better:
 *
 * - a stale read before it did not show the profile, which another run had created: those of the run itself it has to
 *   remember;
 * - a run of Create has created it after that read: Create never looks for a profile.
 *
 * Everything else can be known, because the runs are in one process.
 */
export function oneProfilePerEmail(history: History): Finding[] {
	const holders = new Map<string, Holder>(history.people.map((person) => [person.profile, person]));
	return ownChanges(history).flatMap((change): Finding[] => {
		const { by, profile, email, isKept } = change;
		if (!isKept) return [];
		if (by.method === 'DELETE') holders.delete(profile);
		if (by.method !== 'POST') return [];
		const others = [...holders.values()].filter((holder) => isSameEmail(holder.email, email));
		holders.set(profile, { ...change, since: change });
		if (history.runs[by.run].operation !== 'upsert') return [];
		const known = others.find((other) => couldBeKnown(history, other, change));
		if (!known) return [];
		const maker = known.since ? `run ${known.since.by.run} had made` : 'was there';
		const what = `made a second profile of an e-mail, beside the one that ${maker}`;
		return [{ run: by.run, item: by.item, what }];
	});
}

function couldBeKnown(history: History, { profile, since }: Holder, { by, email }: Told): boolean {
	if (!since) return true;
	const maker = history.runs[since.by.run].operation;
	if (since.by.run === by.run) return maker === 'upsert';
	const isLook = (call: Call) =>
		call.run === by.run &&
		call.method === 'GET' &&
		call.ended < by.began &&
		isSameEmail(new URL(call.url).searchParams.get('email') ?? '', email);
	const look = history.calls.findLast(isLook);
	if (!look || look.body.includes(profile)) return true;
	const isMisled = since.by.ended < look.began;
	return !isMisled && maker === 'upsert';
}
