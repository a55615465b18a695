import type { IDataObject } from 'n8n-workflow';

/** An operation that the checker plays. */
export type OperationName = 'create' | 'delete' | 'get' | 'update' | 'upsert';

export type OnError = 'stopWorkflow' | 'continueRegularOutput' | 'continueErrorOutput';

/** What an item asked for. */
export interface AskedItem {
	/** The profile that it names: an e-mail, or a PKey. */
	who: string;
	/** What it writes, which no other item of the history does. */
	tag: string;
}

/** One execution of the node: what it was asked, and what it said. */
export interface RunHistory {
	operation: OperationName;
	onError: OnError;
	/** Whether its output shows what is stored: 'Confirm Update'. */
	isConfirmed: boolean;
	items: AskedItem[];
	/** Stop was pressed before it was done. */
	isStopped: boolean;
	/** Undefined for a run that did not end. */
	said?: Said;
}

/** What a run said in the end. */
export interface Said {
	/** In the order of its output; empty for a run that threw. */
	outputs: Output[];
	/** What it threw: its message, then its description. */
	error?: string;
}

/** One item of an output. */
export interface Output {
	/** The input items that it is linked to. */
	of: number[];
	/** The error text of an item that failed. */
	error?: string;
	json: IDataObject;
}

/** A request as the node saw it. Moments are places in the history: the later, the greater. */
export interface Call {
	run: number;
	method: string;
	url: string;
	/** The item that a write belongs to; undefined for a read and a deletion, which carry nothing of their item. */
	item?: number;
	began: number;
	/** Infinity for one that was never answered. */
	ended: number;
	/** 0 without an answer: the connection was lost, or n8n gave up. */
	status: number;
	body: string;
	/** Sent when the run was stopped already. */
	isAfterStop: boolean;
}

/** A change of what is stored. */
export interface Change {
	/** The request that brought it about: its place in `calls`. */
	call: number;
	/** Another client came right after it. */
	isForeign: boolean;
	/** False for one that the server answered as done and took back. */
	isKept: boolean;
	/** The profile's PKey. */
	profile: string;
	email: string;
	/** The tag that is stored from now on; of a deleted profile the one that was. */
	tag: string;
}

/** A profile that was stored before the first run. */
export interface Person {
	profile: string;
	email: string;
	tag: string;
}

/** Everything that was asked, sent, stored and said. */
export interface History {
	people: Person[];
	runs: RunHistory[];
	/** In the order in which they were sent. */
	calls: Call[];
	/** In the order in which they took effect. */
	changes: Change[];
}
