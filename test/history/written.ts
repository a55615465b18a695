import type { Call, Change, History, OperationName, Output, Person, RunHistory } from './history';

/** The two people of every history that is written by hand. */
export const ann: Person = { profile: '@ann', email: 'ann@example.com', tag: '' };
export const bob: Person = { profile: '@bob', email: 'bob@example.com', tag: '' };

const BASE = 'http://127.0.0.1/organization/campaign/profileAndServices/profile';

export const tagOf = (run: number, item: number) => `tag ${run}-${item}`;

/** A request, its answer and what it stored: one after the other, or from `began` to `ended`. */
export type Step = Partial<Omit<Call, 'body'>> & {
	body?: Record<string, unknown> | string;
	/** The profile of a write that was stored. */
	stores?: Person;
	change?: Partial<Change>;
};

/** A run of so many items, all of them for one person. */
export const runOf = (
	operation: OperationName,
	outputs: Output[],
	more: Partial<RunHistory> & { who?: string[]; error?: string } = {},
): RunHistory => {
	const { who = outputs.map(() => ann.email), error, ...rest } = more;
	return {
		operation,
		onError: 'continueRegularOutput',
		isConfirmed: false,
		isStopped: false,
		items: who.map((name, item) => ({ who: name, tag: tagOf(0, item) })),
		said: { outputs, error },
		...rest,
	};
};

export const done = (item: number, json: Output['json'] = {}): Output => ({ of: [item], json });
export const failed = (item: number, error: string): Output => ({
	of: [item],
	error,
	json: { error },
});

/** By key, or by e-mail for a list, or a new one. */
export const get = (person: Person, stored: Record<string, unknown>, more: Step = {}): Step => ({
	method: 'GET',
	url: `${BASE}/${person.profile}`,
	body: { PKey: person.profile, ...stored },
	...more,
});
export const find = (email: string, content: Person[], more: Step = {}): Step => ({
	method: 'GET',
	url: `${BASE}/byEmail?email=${encodeURIComponent(email)}`,
	body: { content: content.map(({ profile }) => ({ PKey: profile })) },
	...more,
});
export const patch = (person: Person, item: number, more: Step = {}): Step => ({
	method: 'PATCH',
	url: `${BASE}/${person.profile}`,
	item,
	body: { PKey: person.profile },
	stores: person,
	...more,
});
export const post = (person: Person, item: number, more: Step = {}): Step => ({
	method: 'POST',
	url: BASE,
	item,
	status: 201,
	body: { PKey: person.profile },
	stores: person,
	...more,
});
export const remove = (person: Person, more: Step = {}): Step => ({
	method: 'DELETE',
	url: `${BASE}/${person.profile}`,
	stores: person,
	...more,
});

/** An answer that was lost on the way. */
export const lost: Step = { status: 0, body: '' };
/** A write that was not stored. */
export const unstored: Step = { stores: undefined };

/** The history of these runs, whose requests were sent in this order. */
export function historyOf(runs: RunHistory[], steps: Step[] = [], people = [ann, bob]): History {
	const calls = steps.map((step, number): Call => {
		const { run = 0, method = 'GET', url = BASE, item, status = 200, body = '' } = step;
		const { began = 2 * number + 1, ended = 2 * number + 2, isAfterStop = false } = step;
		const text = typeof body === 'string' ? body : JSON.stringify(body);
		return { run, method, url, item, began, ended, status, body: text, isAfterStop };
	});
	const changes = steps.flatMap(({ stores, change, run = 0, item = 0 }, number): Change[] =>
		stores
			? [
					{
						call: number,
						isForeign: false,
						isKept: true,
						profile: stores.profile,
						email: stores.email,
						tag: tagOf(run, item),
						...change,
					},
				]
			: [],
	);
	return { people, runs, calls, changes };
}
