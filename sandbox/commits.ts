import type { Scalar } from './exactJson';
import type { ReceivedRequest } from './log';

/** A change that a request made to one record, whatever the request was answered. */
export interface Commit {
	/** The same as in `requests()`. */
	request: ReceivedRequest;
	/** "anotherClient" is the write of fault `overwrite`, right after the request's own. */
	by: 'sender' | 'anotherClient';
	/** False when the write was answered as done and undone at once: fault `discardWrite`. */
	isKept: boolean;
	/** The path of its kind: "profile". */
	kind: string;
	change: 'create' | 'update' | 'delete';
	/** The record's first PKey, which stays valid. */
	PKey: string;
	/** All values of the record after the change; of a deleted record, its values before. */
	values: Readonly<Record<string, Scalar>>;
	/** The first PKeys of the records that it is linked to, by the name of the link: "service", "subscriber". */
	links: Readonly<Record<string, string>>;
}

const KEPT = 20_000;

/** The commits since the last reset, in the order in which they took effect; the latest 20,000 at least. */
export class CommitJournal {
	private entries: Commit[] = [];

	add(...commits: Commit[]): void {
		this.entries.push(...commits);
		if (this.entries.length > 2 * KEPT) this.entries = this.entries.slice(-KEPT);
	}

	all(): Commit[] {
		return this.entries.map((entry) => ({ ...entry, request: { ...entry.request } }));
	}

	clear(): void {
		this.entries = [];
	}
}
