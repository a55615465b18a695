import type { History, Output, RunHistory } from './history';
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
 * An item that is called done has its values stored at some time; whoever comes later may write over them. A server that
 * answers a change as done and does not keep it cannot be seen through without a second request, so that is no lie of the
 * node's but where it has read the profile back.
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
		// By anybody: when the answer to a deletion is lost, nobody can tell whose it was that is gone now.
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

/** Who is called gone, and was there from the beginning, has been deleted by somebody. */
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

/** What is read is of the one who was asked for, and it stood there at some time. */
function readLieOf(history: History, who: string, output?: Output): string | undefined {
	if (!output) return undefined;
	const { PKey, email, phone } = output.json;
	if (PKey !== who && !isSameEmail(String(email), who)) return 'has read somebody else';
	const stood = [...history.people, ...history.changes].filter(({ profile }) => profile === PKey);
	return stood.some(({ tag }) => tag === phone)
		? undefined
		: 'has read a value that never stood there';
}

/** An item whose error does not say that it may have been done has changed nothing. */
export const refusedIsNotStored = (history: History): Finding[] => {
	const items = itemsSaid(history);
	const refused = items.filter(({ verdict }) => verdict === 'refused' || verdict === 'notBegun');
	return refused.flatMap(({ run, item, asked, verdict }) => {
		const { who } = asked.items[item];
		const told = verdict === 'refused' ? 'is called refused' : 'is not told of';
		const stored = changesOf(history, run, item).filter(({ isKept }) => isKept);
		if (stored.length > 0) {
			const statuses = stored.map(({ by }) => `${by.method} answered ${by.status || 'not at all'}`);
			const stopped = asked.isStopped ? ' (the run was stopped)' : '';
			return [{ run, item, what: `${told} and was stored: ${statuses.join(', ')}${stopped}` }];
		}
		if (asked.operation !== 'delete') return [];
		// A deletion carries nothing of its item: it is that of any one that names the same profile.
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
 * The items of a run write to one profile in their order, however they name it. With `doneIsStored` it follows that the last
 * value of a run is that of its last item that is done, or of a later one of which nobody knows.
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
