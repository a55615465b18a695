import type { Scalar } from '../exactJson';

/** An answer written by hand. The body is sent as it is. */
export interface ScriptedAnswer {
	status: number;
	headers?: Record<string, string>;
	body?: string;
	/** Default: application/json for a body that begins with { or [, else text/plain. */
	contentType?: string;
}

/**
 * What is wrong with `next.href`:
 * - gone: it is missing although rows are left
 * - circle: it leads to the first page
 * - relative: it has no host, as in some of Adobe's printed samples
 * - foreign: it leads to another host
 * - overlap: the next page begins with the last row of this one, as after a write of another client
 * - repeat: the next page has the rows of this one again
 * - empty: this page has no rows, the next page has them
 */
export type NextFault = (typeof NEXT_FAULTS)[number];

const NEXT_FAULTS = [
	'gone',
	'circle',
	'relative',
	'foreign',
	'overlap',
	'repeat',
	'empty',
] as const;

/** The actions of faults. A fault has exactly one. */
export interface FaultActions {
	/** Answered instead of Campaign; nothing is read or written. */
	respond: ScriptedAnswer;
	/** The call is carried out at once and answered after this many milliseconds. */
	delayMs: number;
	/** The call is carried out, and its answer never ends: one "byte" of it every 200 ms, or "blanks" instead, 10 MB a second. */
	trickle: 'byte' | 'blanks';
	/** The connection is cut: before the call is carried out, or after it. */
	drop: 'beforeWrite' | 'afterWrite';
	/** The write is committed, and this is answered. */
	respondAfterWrite: ScriptedAnswer;
	/** A GET sees every record as it was before its last write. */
	staleRead: true;
	/** From this call on the organization refuses every token issued so far, the static one included, with 401013. */
	expireTokens: true;
	/** The write is answered as done and not stored. */
	discardWrite: true;
	/** Right after the write another client stores these values ("phone", "location.city"), without any policy. */
	overwrite: Record<string, Scalar>;
	/** The `next` of a list is wrong; a list without `next` stays as it is. */
	next: NextFault;
}

export interface FaultMatch {
	method?: string;
	/** Part of the path with its query. */
	path?: string;
	/** Number of matching calls that are let through first. Default 0. */
	skip?: number;
	/** Number of calls that are hit. Default 1. */
	times?: number;
}

type OneOf<Actions> = {
	[Name in keyof Actions]: Pick<Actions, Name> & {
		[Other in Exclude<keyof Actions, Name>]?: never;
	};
}[keyof Actions];

export type Fault = FaultMatch & OneOf<FaultActions>;

const ACTIONS: ReadonlyArray<keyof FaultActions> = [
	'respond',
	'delayMs',
	'trickle',
	'drop',
	'respondAfterWrite',
	'staleRead',
	'expireTokens',
	'discardWrite',
	'overwrite',
	'next',
];
const MATCHERS = ['method', 'path', 'skip', 'times'];

/** @throws Error that names the entry of a list and what is wrong with it */
export function checkFault(fault: Fault, index: number): void {
	const names = Object.keys(fault);
	const unknown = names.find((name) => ![...MATCHERS, ...ACTIONS].includes(name));
	if (unknown) throw new Error(`Fault ${index}: no "${unknown}".`);
	if (names.filter((name) => !MATCHERS.includes(name)).length !== 1) {
		throw new Error(`Fault ${index} needs exactly one of ${ACTIONS.join(', ')}.`);
	}
	if (fault.next !== undefined && !NEXT_FAULTS.includes(fault.next)) {
		throw new Error(`Fault ${index}: "next" is one of ${NEXT_FAULTS.join(', ')}.`);
	}
}
