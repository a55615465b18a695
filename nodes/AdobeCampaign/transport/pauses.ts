/**
 * Every wait of the node that has a length of its own, in milliseconds: what the tests shorten, all in one place. A server's
 * Retry-After, 'Timeout' and 'Give Up After' are not among them.
 */
export const pauses = {
	/** Before a request is sent again: the first and shortest one. Each further one is twice as long: 0.5, 1, 2, 4, ... seconds. */
	first: 500,
	/** Also for a server that asks for more: whether it is still busy is seen sooner, and a run gives up by its own clock. */
	longest: 60_000,
	/** Between two requests that ask whether a server which admits nothing admits something again: at most. */
	asking: 30_000,
	/** Before a record is read once more that does not hold yet what was written: a read can be older than the write before it. */
	rereads: [500, 1500],
	/** For how long the first of several changes waits for others that are to be confirmed with the same read. */
	together: 5000,
	/** Before each look for the first record that a run created. */
	proofs: [0, 500, 1500],
	/** Between two looks at something that Campaign does in its own time, such as starting a workflow: each longer, up to the last. */
	looks: [1000, 2000, 5000],
};
