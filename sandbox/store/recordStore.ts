import type { Settings } from '../settings';
import { RecordTable, type Tables, type Write } from './recordTable';
import type { StoredKind } from './storedKind';
import type { StoredRecord } from './storedRecord';

/** A write to the table of one kind. */
export interface StoreWrite extends Write {
	/** The path of the kind: "profile". */
	kind: string;
}

type StoreSettings = Pick<Settings, 'visibleAfterMs' | 'deleteTargets'>;

/** The records of one organization, a table for each kind. */
export class RecordStore implements Tables {
	/** Number of writes so far. */
	writes = 0;
	private readonly tables = new Map<string, RecordTable>();
	/** The writes of the call that is carried out. */
	private recorded: StoreWrite[] = [];

	constructor(
		private readonly kinds: readonly StoredKind[],
		private readonly settings: StoreSettings = { visibleAfterMs: 0, deleteTargets: true },
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
		const removed = this.table(kind).get(id);
		this.table(kind).remove(id);
		if (removed && this.settings.deleteTargets) this.removeTargets(kind, removed);
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

	private removeTargets(path: string, { links }: StoredRecord): void {
		const kind = this.kinds.find((one) => one.path === path);
		for (const { name, target = '', removesTarget } of kind?.fields.links() ?? []) {
			const id = links[name];
			if (!removesTarget || id === undefined || this.isReferredTo(target, id)) continue;
			if (this.table(target).get(id)) this.remove(target, id);
		}
	}

	private isReferredTo(kind: string, id: number): boolean {
		return this.kinds.some(
			({ path, fields, viewOf }) =>
				viewOf === undefined &&
				fields
					.links()
					.some(
						({ name, target }) =>
							target === kind && this.table(path).find(({ links }) => links[name] === id),
					),
		);
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
		}, this.settings);
	}
}
