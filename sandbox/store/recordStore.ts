import { RecordTable, type Write } from './recordTable';

/** The records of one organization, a table for each kind. */
export class RecordStore {
	/** Number of writes so far: it shows whether a call wrote anything. */
	writes = 0;
	private readonly tables = new Map<string, RecordTable>();
	private lastWritten = '';

	/** @param kinds the paths of the kinds: "profile" */
	constructor(kinds: readonly string[]) {
		for (const kind of kinds) {
			const onWrite = () => {
				this.writes += 1;
				this.lastWritten = kind;
			};
			this.tables.set(kind, new RecordTable(onWrite));
		}
	}

	/** @throws Error for a kind that this store does not have */
	table(kind: string): RecordTable {
		const table = this.tables.get(kind);
		if (!table) throw new Error(`There are no records of the kind "${kind}".`);
		return table;
	}

	/** The last write to any table, with the path of its kind. */
	lastWrite(): Write & { kind: string } {
		return { kind: this.lastWritten, ...this.table(this.lastWritten).lastWrite() };
	}

	/** Takes the last write back. */
	undoLastWrite(): void {
		this.table(this.lastWritten).undoLastWrite();
	}

	/** Runs `read` while every record looks as it did before its own last write. */
	readingBefore<Result>(read: () => Result): Result {
		const tables = [...this.tables.values()];
		return tables.reduce((inner, table) => () => table.readingBefore(inner), read)();
	}

	/** Makes what is stored now the oldest state that is remembered. */
	forgetHistory(): void {
		for (const table of this.tables.values()) table.forgetHistory();
	}
}
