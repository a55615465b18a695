/** Milliseconds that the server takes for every answer. */
export const LATENCY = 100;

/** Items at a time, for contenders with a limit: the node's own maximum. */
export const AT_ONCE = 50;

export const SIZES = [100, 1_000, 10_000];

/** How often each job is done; the one of the middle counts. A long one is done once: chance evens out within it. */
export const timesFor = (items: number) => (items > 1_000 ? 1 : 3);

/** The size that the picture shows. */
export const SHOWN_SIZE = 1_000;

export interface Server {
	/** So many requests at a time, the others are answered 429; 0 for no limit. */
	admits: number;
	label: string;
}

export const SERVERS: readonly Server[] = [
	{ admits: 0, label: 'Server that admits everything' },
	{ admits: 20, label: 'Server that admits 20 at a time' },
	{ admits: 5, label: 'Server that admits 5 at a time' },
];

export interface Contender {
	name: ContenderName;
	label: string;
	/** More items would take many minutes and tell nothing new. */
	most: number;
}

export type ContenderName = 'auto' | 'expressions' | 'floor' | 'single' | 'chain' | 'adobe';

export const CONTENDERS: readonly Contender[] = [
	{ name: 'auto', label: 'This node, Map Automatically', most: Infinity },
	{ name: 'expressions', label: 'This node, eight expressions', most: Infinity },
	{ name: 'floor', label: "n8n's bare request helper", most: Infinity },
	{ name: 'single', label: 'This node, one at a time', most: 100 },
	{ name: 'chain', label: 'Two HTTP Request nodes', most: 1_000 },
	{ name: 'adobe', label: "Adobe's JavaScript client", most: Infinity },
];

/** One job of the bench: so many profiles are updated and read back. */
export interface Job {
	contender: Contender;
	server: Server;
	items: number;
}

/** What a contender can say of itself. */
export interface Own {
	seconds: number;
	/** Items that were not updated and read. */
	failed: number;
	/** Bytes that its process grew by at most. */
	memory: number;
	/** Seconds of computing, in its process. */
	cpu: number;
	/** Milliseconds that nothing else had its turn in its process, at most; NaN where that is not known. */
	blocked: number;
}

/** What the server saw. */
export interface Seen {
	requests: number;
	/** Answered 429. */
	refused: number;
	/** Requests at a time, at most. */
	inFlight: number;
	/** When the first one came, by the clock of the server's process; NaN before. */
	firstAt: number;
}

export type Result = Job & Own & Seen;

/** The shortest time, in seconds, that the server's limit allows for; without one the contender's own limit counts. */
export const arithmeticLimit = ({ server, items }: Pick<Job, 'server' | 'items'>) =>
	(items * 2 * LATENCY) / 1000 / (server.admits || AT_ONCE);
