import type { Scalar } from './exactJson';
import type { ReceivedRequest } from './log';

/** A change of one profile that a request has brought about, whatever its sender was told. */
export interface Commit {
	/** As it is in `requests()`. */
	request: ReceivedRequest;
	/** Another client's write comes right after a request's own: fault `overwrite`. */
	by: 'sender' | 'anotherClient';
	/** False for one that is answered as done and was taken back at once: fault `discardWrite`. */
	isKept: boolean;
	/** The profile's first PKey, which goes on working. */
	PKey: string;
	/** All values of the profile after the change; of a deleted one those that it had. */
	values: Readonly<Record<string, Scalar>>;
}

const KEPT = 20_000;

/** All commits since the last reset, in the order in which they took effect; of a very long run the latest part. */
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
