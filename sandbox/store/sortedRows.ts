import type { StoredRecord } from './storedRecord';

export type Compare = (left: StoredRecord, right: StoredRecord) => number;

type Rows = readonly StoredRecord[];

/**
 * The records of one table in one order. After a write only the changed records are sorted again: otherwise a poll that asks for the
 * latest of a million people after each change would measure nothing but the sorting.
 */
export class SortedRows {
	/** The changed records as they are in `rows`; undefined for a record that is not there. */
	private readonly changed = new Map<number, StoredRecord | undefined>();

	/**
	 * @param rows in order
	 * @param compare 0 for a record and itself alone
	 */
	constructor(
		private rows: Rows,
		private readonly compare: Compare,
	) {}

	/** Says that a record was made, changed or removed. `before` is undefined for a new one. */
	note(id: number, before: StoredRecord | undefined): void {
		if (!this.changed.has(id)) this.changed.set(id, before);
	}

	/**
	 * The same array until the next change.
	 * @param get the record of an id as it is now
	 */
	read(get: (id: number) => StoredRecord | undefined): Rows {
		if (this.changed.size === 0) return this.rows;
		const gone = [...this.changed.values()].filter((record) => record !== undefined);
		const come = [...this.changed.keys()].map(get).filter((record) => record !== undefined);
		this.rows = this.merged(gone, come.sort(this.compare));
		this.changed.clear();
		return this.rows;
	}

	private merged(gone: Rows, come: Rows): Rows {
		const { rows } = this;
		const places = gone.map((record) => this.placeOf(record)).sort((a, b) => a - b);
		const merged: StoredRecord[] = [];
		let [next, skipped] = [0, 0];
		const copyUntil = (end: number) => {
			for (; next < end; next += 1) {
				if (places[skipped] === next) skipped += 1;
				else merged.push(rows[next]);
			}
		};
		for (const record of come) {
			copyUntil(this.placeOf(record));
			merged.push(record);
		}
		copyUntil(rows.length);
		return merged;
	}

	/** The index of the first record that does not come before this one. */
	private placeOf(record: StoredRecord): number {
		let [low, high] = [0, this.rows.length];
		while (low < high) {
			const middle = (low + high) >>> 1;
			if (this.compare(this.rows[middle], record) < 0) low = middle + 1;
			else high = middle;
		}
		return low;
	}
}
