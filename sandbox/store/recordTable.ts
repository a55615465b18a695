import type { Settings } from '../settings';
import { SortedRows, type Compare } from './sortedRows';
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
	private readonly orders = new Map<string, SortedRows>();
	private nextId = 1;
	/** The writes that lists do not show yet, the oldest first. */
	private unseen: Array<Pick<Write, 'id' | 'before'> & { at: number }> = [];

	/**
	 * @param onWrite called after every write
	 * @param settings may change: the time until a write is visible
	 */
	constructor(
		private readonly onWrite: (write: Write) => void,
		private readonly settings: Pick<Settings, 'visibleAfterMs'> = { visibleAfterMs: 0 },
	) {}

	/** In order of creation. The same array is returned until the next write, see select.ts. */
	all(): readonly StoredRecord[] {
		return this.inOrder('creation', byCreation);
	}

	/**
	 * All records in an order of their own.
	 * @param name of the order: the same one for the same comparison
	 * @param compare 0 for a record and itself alone
	 */
	inOrder(name: string, compare: Compare): readonly StoredRecord[] {
		const known = this.orders.get(name);
		if (known) return known.read((id) => this.current.get(id));
		const rows = [...this.current.values()].sort(compare);
		this.orders.set(name, new SortedRows(rows, compare));
		return rows;
	}

	/** All records without the writes that are not visible yet. */
	visible(): readonly StoredRecord[] {
		const shown = Date.now() - this.settings.visibleAfterMs;
		this.unseen = this.unseen.filter(({ at }) => at > shown);
		if (this.unseen.length === 0) return this.all();
		const records = new Map(this.current);
		for (const { id, before } of [...this.unseen].reverse()) {
			if (before) records.set(id, before);
			else records.delete(id);
		}
		return [...records.values()].sort(byCreation);
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
		this.orders.clear();
		for (const [id, record] of this.before) this.set(id, record);
		try {
			return read();
		} finally {
			this.current = now;
			this.orders.clear();
		}
	}

	/** Makes what is stored now the oldest state that is remembered. */
	forgetHistory(): void {
		this.before.clear();
		this.unseen = [];
	}

	private write(id: number, record: StoredRecord | undefined): void {
		const before = this.current.get(id);
		this.before.set(id, before);
		if (this.settings.visibleAfterMs > 0) this.unseen.push({ id, before, at: Date.now() });
		this.set(id, record);
		this.onWrite({ id, before, after: record });
	}

	private set(id: number, record: StoredRecord | undefined): void {
		for (const order of this.orders.values()) order.note(id, this.current.get(id));
		if (record) this.current.set(id, record);
		else this.current.delete(id);
	}
}

const byCreation: Compare = (left, right) => left.id - right.id;
