import type { Call, Change, History } from './history';

/** Something that must not be, of a run or of one of its items. */
export interface Finding {
	run: number;
	item?: number;
	/** The rest of a sentence that begins with them. */
	what: string;
}

/** A change, with the call that brought it about. */
export type Told = Change & { by: Call };

/** The changes that the runs themselves have made, in the order in which they took effect. */
export const ownChanges = ({ calls, changes }: History): Told[] =>
	changes
		.filter(({ isForeign }) => !isForeign)
		.map((change) => ({ ...change, by: calls[change.call] }));

/** Those of one item. */
export const changesOf = (history: History, run: number, item: number): Told[] =>
	ownChanges(history).filter(({ by }) => by.run === run && by.item === item);

/** The key at the end of a profile's address. */
export const keyIn = (url: string): string =>
	decodeURIComponent(url.split('?')[0].split('/').pop() ?? '');

/** What an answer says, when it is JSON. */
export function contentOf({ body }: Call): Record<string, unknown> {
	try {
		const content: unknown = JSON.parse(body);
		return typeof content === 'object' && content !== null ? { ...content } : {};
	} catch {
		return {};
	}
}

/** Whether an answer leaves no doubt that a write was done. */
export const tellsSuccess = (call: Call): boolean =>
	call.status === 204 ||
	(call.status >= 200 && call.status < 300 && 'PKey' in contentOf(call)) ||
	(call.status === 200 && call.method === 'DELETE' && call.body === '');

export const isSameEmail = (one: string, other: string): boolean =>
	one.trim().toLowerCase() === other.trim().toLowerCase();
