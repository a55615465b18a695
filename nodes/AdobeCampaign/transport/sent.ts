/** A request as it was when it was sent. */
export interface Sent {
	/** 1, 2, 3, ... */
	number: number;
	/** How many were in flight then, with this one. */
	level: number;
	/** Milliseconds. */
	at: number;
}
