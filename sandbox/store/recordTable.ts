import type { RecordContent, StoredRecord } from './storedRecord';

/** A record before and after a write; undefined where the record does not exist. */
export interface Write {
	id: number;
	before?: StoredRecord;
	after?: StoredRecord;
}

/** The tables of one organization. */
export interface Tables {
	/** @throws Error for a kind without a table */
	table(kind: string): RecordTable;
}

/**
 * The records of one kind in one organization. Records are replaced, never changed, so that one step back per record is
 * remembered: faults read the state before a write, or take a write back.
 */
export class RecordTable {
	private current = new Map<number, StoredRecord>();
	private readonly before = new Map<number, StoredRecord | undefined>();
	private sorted: readonly StoredRecord[] | undefined;
	private nextId = 1;

	/** @param onWrite called after every write */
	constructor(private readonly onWrite: (write: Write) => void) {}

	/** In order of creation. The same array is returned until the next write, see select.ts. */
	all(): readonly StoredRecord[] {
		this.sorted ??= [...this.current.values()].sort((a, b) => a.id - b.id);
		return this.sorted;
	}

	get size(): number {
		return this.current.size;
	}

	get(id: number): StoredRecord | undefined {
		return this.current.get(id);
	}

	find(matches: (record: StoredRecord) => boolean): StoredRecord | undefined {
		for (const record of this.current.values()) if (matches(record)) return record;
		return undefined;
	}

	insert(content: RecordContent): StoredRecord {
		const record = { id: this.nextId++, version: 0, ...content };
		this.write(record.id, record);
		return record;
	}

	replace(record: StoredRecord): void {
		this.write(record.id, record);
	}

	remove(id: number): void {
		this.write(id, undefined);
	}

	/** Takes a write back. */
	undo({ id, before }: Write): void {
		this.set(id, before);
	}

	/** Runs `read` while every record looks as it did before its own last write. */
	readingBefore<Result>(read: () => Result): Result {
		const now = this.current;
		this.current = new Map(now);
		for (const [id, record] of this.before) this.set(id, record);
		try {
			return read();
		} finally {
			this.current = now;
			this.sorted = undefined;
		}
	}

	/** Makes what is stored now the oldest state that is remembered. */
	forgetHistory(): void {
		this.before.clear();
	}

	private write(id: number, record: StoredRecord | undefined): void {
		const before = this.current.get(id);
		this.before.set(id, before);
		this.set(id, record);
		this.onWrite({ id, before, after: record });
	}

	private set(id: number, record: StoredRecord | undefined): void {
		this.sorted = undefined;
		if (record) this.current.set(id, record);
		else this.current.delete(id);
	}
}
