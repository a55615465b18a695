import { RecordTable, type Tables, type Write } from './recordTable';
import type { StoredKind } from './storedKind';

/** A write to the table of one kind. */
export interface StoreWrite extends Write {
	/** The path of the kind: "profile". */
	kind: string;
}

/** The records of one organization, a table for each kind. */
export class RecordStore implements Tables {
	/** Number of writes so far. */
	writes = 0;
	private readonly tables = new Map<string, RecordTable>();
	/** The writes of the call that is carried out. */
	private recorded: StoreWrite[] = [];

	/** @param visibleAfterMs see RecordTable */
	constructor(
		private readonly kinds: readonly StoredKind[],
		private readonly visibleAfterMs = 0,
	) {
		for (const kind of kinds) {
			if (kind.viewOf === undefined) this.tables.set(kind.path, this.newTable(kind));
		}
	}

	/** @throws Error for a kind that this store does not have */
	table(kind: string): RecordTable {
		const table = this.tables.get(kind);
		if (!table) throw new Error(`There are no records of the kind "${kind}".`);
		return table;
	}

	/** Removes a record, then those that are removed with it: a link with `isOwner` leads from them to it. */
	remove(kind: string, id: number): void {
		this.table(kind).remove(id);
		for (const { path, fields, viewOf } of this.kinds) {
			if (viewOf !== undefined) continue;
			for (const { name } of fields.owners(kind)) {
				const owned = this.table(path)
					.all()
					.filter(({ links }) => links[name] === id);
				for (const record of owned) this.remove(path, record.id);
			}
		}
	}

	/** Runs a call. @returns its result and its writes, the oldest first */
	recording<Result>(call: () => Result): { result: Result; writes: readonly StoreWrite[] } {
		const writes: StoreWrite[] = [];
		this.recorded = writes;
		return { result: call(), writes };
	}

	/** Takes writes back. */
	undo(writes: readonly StoreWrite[]): void {
		for (const write of [...writes].reverse()) this.table(write.kind).undo(write);
	}

	/** Runs `read` while every record looks as it did before its own last write. */
	readingBefore<Result>(read: () => Result): Result {
		const tables = [...this.tables.values()];
		return tables.reduce((inner, table) => () => table.readingBefore(inner), read)();
	}

	/** Makes what is stored now the oldest state that is remembered. */
	forgetHistory(): void {
		for (const table of this.tables.values()) table.forgetHistory();
		this.recorded = [];
	}

	private newTable(kind: StoredKind): RecordTable {
		return new RecordTable((write) => {
			this.writes += 1;
			this.recorded.push({ kind: kind.path, ...write });
			kind.onWrite?.(write, this);
		}, this.visibleAfterMs);
	}
}
