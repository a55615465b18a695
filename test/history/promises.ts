import type { Call, History, Output, RunHistory } from './history';
import { saidOf, type ItemSaid } from './said';
import { changesOf, type Finding, isSameEmail, ownChanges, type Told } from './story';

interface ItemOfRun extends ItemSaid {
	run: number;
	item: number;
	asked: RunHistory;
}

const itemsSaid = (history: History): ItemOfRun[] =>
	history.runs.flatMap((asked, run) =>
		(saidOf(asked) ?? []).map((said, item) => ({ ...said, run, item, asked })),
	);

/** Whether a change is to the profile that an item names, by e-mail or by PKey. */
const isToWhom =
	(who: string) =>
	({ profile, email }: Told) =>
		profile === who || isSameEmail(email, who);

/**
 * The values of an item that is reported as done were stored at some time; a later write may replace them. When the server
 * answers a change as done and does not keep it, only a second request can tell, so this counts as a false report only when
 * the node has read the profile back.
 */
export const doneIsStored = (history: History): Finding[] =>
	itemsSaid(history)
		.filter(({ verdict }) => verdict === 'done')
		.flatMap((said) => {
			const what = lieOf(history, said);
			return what === undefined ? [] : [{ run: said.run, item: said.item, what }];
		});

function lieOf(history: History, { run, item, asked, output }: ItemOfRun): string | undefined {
	const { operation, isConfirmed } = asked;
	const { who, tag } = asked.items[item];
	if (operation === 'get') return readLieOf(history, who, output);
	if (operation === 'delete') {
		if (output?.json.deleted !== true || output.json.alreadyGone === true) {
			return goneLieOf(history, who);
		}
		// By any item: when the answer to a deletion is lost, it cannot be known which deletion was carried out.
		const deleted = ownChanges(history).filter(({ by }) => by.method === 'DELETE');
		return deleted.some(isToWhom(who)) ? undefined : 'is called deleted and was not';
	}
	const changes = changesOf(history, run, item);
	const isKept = changes.some((change) => change.isKept);
	const isBelieved = changes.some(({ by }) => by.method === 'POST' || !isConfirmed);
	if (!isKept && !isBelieved) return 'is called done and was not stored';
	const shows = isConfirmed || operation === 'create';
	if (output && shows && output.json.phone !== tag)
		return 'is called done, and its output shows another value';
	return undefined;
}

/** A profile that was stored at the beginning and is reported as gone has been deleted by some run. */
function goneLieOf(history: History, who: string): string | undefined {
	const person = history.people.find(
		({ profile, email }) => profile === who || isSameEmail(email, who),
	);
	if (!person) return undefined;
	const isDeleted = ownChanges(history).some(
		({ by, profile }) => by.method === 'DELETE' && profile === person.profile,
	);
	return isDeleted ? undefined : 'is called gone and was there';
}

/**
 * What is confirmed was read after it was written: some answer that was asked for after the last change was answered has the profile
 * with the item's value. A new profile is confirmed by the answer to its POST.
 */
export const confirmedIsRead = (history: History): Finding[] =>
	itemsSaid(history)
		.filter(({ verdict, asked }) => verdict === 'done' && asked.isConfirmed)
		.flatMap(({ run, item, asked }): Finding[] => {
			const isOfItem = (call: Call) => call.run === run && call.item === item;
			const written = history.calls.filter(isOfItem);
			const last = written[written.length - 1];
			if (last?.method !== 'PATCH') return [];
			const isProof = (call: Call) =>
				call.run === run &&
				call.method === 'GET' &&
				call.status === 200 &&
				call.began > last.ended &&
				call.body.includes(`"${asked.items[item].tag}"`);
			if (history.calls.some(isProof)) return [];
			return [{ run, item, what: 'is called confirmed and was not read after it was written' }];
		});

/** The profile that was read is the one that was asked for, and its value was stored at some time. */
function readLieOf(history: History, who: string, output?: Output): string | undefined {
	if (!output) return undefined;
	const { PKey, email, phone } = output.json;
	if (PKey !== who && !isSameEmail(String(email), who)) return 'has read another profile';
	const stood = [...history.people, ...history.changes].filter(({ profile }) => profile === PKey);
	return stood.some(({ tag }) => tag === phone)
		? undefined
		: 'has read a value that was never stored';
}

/** An item whose error does not say that it may have been done has not changed the profile. */
export const refusedIsNotStored = (history: History): Finding[] => {
	const items = itemsSaid(history);
	const refused = items.filter(({ verdict }) => verdict === 'refused' || verdict === 'notBegun');
	return refused.flatMap(({ run, item, asked, verdict }) => {
		const { who } = asked.items[item];
		const told = verdict === 'refused' ? 'is called refused' : 'is not reported';
		const stored = changesOf(history, run, item).filter(({ isKept }) => isKept);
		if (stored.length > 0) {
			const statuses = stored.map(({ by }) => `${by.method} answered ${by.status || 'not at all'}`);
			const stopped = asked.isStopped ? ' (the run was stopped)' : '';
			return [{ run, item, what: `${told} and was stored: ${statuses.join(', ')}${stopped}` }];
		}
		if (asked.operation !== 'delete') return [];
		// A deletion does not carry its item: it belongs to any item that names the same profile.
		const deleted = ownChanges(history).find(
			(change) => change.by.run === run && change.isKept && isToWhom(who)(change),
		);
		const isOther = ({ verdict: other, ...one }: ItemOfRun) =>
			one.run === run &&
			(other === 'done' || other === 'unclear') &&
			deleted !== undefined &&
			isToWhom(one.asked.items[one.item].who)(deleted);
		if (!deleted || items.some(isOther)) return [];
		return [{ run, item, what: `${told}, and its profile was deleted` }];
	});
};

/**
 * The items of a run write to one profile in their order, in whatever way they name it. With `doneIsStored` it follows that the last
 * value of a run is that of its last item that is done, or of a later one with an unclear outcome.
 */
export const inOrder = (history: History): Finding[] => {
	const last = new Map<string, number>();
	return ownChanges(history).flatMap(({ by: { run, item }, profile, isKept }): Finding[] => {
		if (item === undefined || !isKept) return [];
		const place = `${run} ${profile}`;
		const before = last.get(place) ?? -1;
		last.set(place, Math.max(item, before));
		return item < before ? [{ run, item, what: `was written after item ${before}` }] : [];
	});
};
