/** A way to learn what has changed since the last time. */
export interface Way {
	name: 'order' | 'filter' | 'newest' | 'whole';
	label: string;
	/** Options of the trigger. */
	options?: Record<string, number | string>;
	/** How many changes it is shown with. */
	changes: readonly number[];
}

/** A whole day of a shop, or an import. */
const MANY = 50_000;

const FEW = [0, 10, 1_000];

/** What a poll without an order or a filter of its own reads at a time, as somebody would build it. */
export const NAIVE_PAGE = 1_000;

/** Of the whole table so many pages are read; the others are alike. */
export const SAMPLE_PAGES = 20;

export const WAYS: readonly Way[] = [
	{ name: 'order', label: 'Order', changes: [...FEW, MANY] },
	{
		name: 'order',
		label: 'Order, On Too Many: Skip to Newest',
		options: { onTooMany: 'skip' },
		changes: [MANY],
	},
	{
		name: 'order',
		label: 'Order, Max Profiles per Run: 100,000',
		options: { maxItems: 100_000 },
		changes: [MANY],
	},
	{ name: 'filter', label: 'Custom Filter', changes: [...FEW, MANY] },
	{ name: 'newest', label: 'The newest 1,000, compared', changes: [...FEW, MANY] },
	{ name: 'whole', label: 'All of them, compared', changes: [0] },
];

/** How often each is measured; the one of the middle counts. */
export const timesOf = (changes: number) => (changes >= MANY ? 1 : 3);

/** What is done in a process of its own. */
export interface PollsJob extends Pick<Way, 'name' | 'options'> {
	changes: number;
	/** Rows of the table. */
	people: number;
	times: number;
	/** The server's clock when it begins, in milliseconds since 1970. It goes on by days. */
	now: number;
}

/** What a way took for so many changes. */
export interface Polled {
	seconds: number;
	cpu: number;
	/** Milliseconds that nothing else had its turn, at most. */
	blocked: number;
	memory: number;
	requests: number;
	polls: number;
	/** Changes that it found. */
	found: number;
	/** Whether it ended with an error instead. */
	isStopped: boolean;
	/** Characters that it has to remember until the next time. */
	state: number;
}
