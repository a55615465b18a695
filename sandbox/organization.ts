import { CommitJournal, type Commit } from './commits';
import type { Scalar } from './exactJson';
import { FaultQueue } from './faults/queue';
import { RequestLog } from './log';
import type { Limit } from './limits';
import { readChanges, readSettings, type Settings } from './settings';
import { KeyRing } from './store/keys';
import { byImport } from './store/modifier';
import { readInput } from './store/recordInput';
import { RecordStore, type StoreWrite } from './store/recordStore';
import type { RecordTable } from './store/recordTable';
import type { RecordInput, StoredKind } from './store/storedKind';
import type { RecordContent, StoredRecord } from './store/storedRecord';
import { serverTime, timestamp } from './store/timestamp';
import { changesLimits, limitOf } from './throttling';

/** The state of one organization (tenant); organizations share nothing. */
export class Organization {
	readonly keys: KeyRing;
	readonly log = new RequestLog();
	readonly commits = new CommitJournal();
	readonly faults = new FaultQueue();
	store = new RecordStore([]);
	settings: Settings;
	/** What the gateway lets through. Another one after a reset, and when its settings change: what is in flight then counts no more. */
	limit: Limit;
	/** Tokens with a smaller number are refused. */
	firstGoodToken = 0;
	/** Number of made-up people so far, deleted ones included. */
	people = 0;

	constructor(
		readonly name: string,
		private readonly kinds: readonly StoredKind[],
		instanceSecret: Buffer,
		/** What a reset begins with, instead of the defaults. */
		private readonly usual: Partial<Settings> = {},
	) {
		const lengths = kinds.flatMap(({ keyLengths = {} }) => Object.entries(keyLengths));
		this.keys = new KeyRing(instanceSecret, name, Object.fromEntries(lengths));
		this.settings = this.reset();
		this.limit = limitOf(this.settings);
	}

	/**
	 * Back to the seed and the defaults with these changes; forgets requests, commits, faults and expired tokens.
	 * @throws Error that names a wrong setting or attribute; then nothing is reset
	 */
	reset(changes: Partial<Settings> = {}): Settings {
		const settings = readSettings(this.name, { ...this.usual, ...changes });
		const store = new RecordStore(this.kinds, settings);
		for (const kind of this.kinds) {
			for (const record of kind.seed(settings, this.keys)) {
				const table = store.table(kind.path);
				table.insert(this.made(kind, record, table, settings));
			}
		}
		store.forgetHistory();
		this.store = store;
		this.settings = settings;
		this.limit = limitOf(settings);
		this.keys.epoch = settings.pkeyEpoch;
		this.people = settings.people;
		this.log.clear();
		this.commits.clear();
		this.faults.replace([]);
		this.firstGoodToken = 0;
		return settings;
	}

	/**
	 * Changes settings and nothing else.
	 * @throws Error that names a wrong setting, or one that a reset alone reads; then nothing is changed
	 */
	change(changes: Partial<Settings>): void {
		Object.assign(this.settings, readChanges(this.name, changes));
		if (changesLimits(changes)) this.limit = limitOf(this.settings);
		this.keys.epoch = this.settings.pkeyEpoch;
		// A list that was read before may be another one now, as after a write.
		this.store.writes += 1;
	}

	/**
	 * Stores a record as given: without any policy, checking only the names. With a PKey that record is changed, else a
	 * new one is made.
	 * @throws Error that names an attribute or a PKey that does not exist
	 */
	put(kind: StoredKind, { PKey, ...input }: RecordInput): StoredRecord {
		const table = this.store.table(kind.path);
		if (PKey === undefined) {
			return table.insert(this.made(kind, input, table, this.settings));
		}
		const existing = this.recordOfKey(kind, String(PKey));
		const { values: given, links } = readInput(kind, this.keys, input);
		const values = kind.put?.(given) ?? given;
		const changed = {
			...existing,
			values: { ...existing.values, ...values, ...byImport(existing.values) },
			links: { ...existing.links, ...links },
		};
		table.replace(changed);
		return changed;
	}

	/** Removes a record, with everything that Campaign removes together with it. @throws Error for an unknown PKey */
	remove(kind: StoredKind, PKey: string): void {
		this.store.remove(kind.path, this.recordOfKey(kind, PKey).id);
	}

	/** Another client's write to the record of a write. Does nothing after a deletion. */
	overwrite({ kind, after }: StoreWrite, values: Record<string, Scalar>): void {
		if (!after) return;
		const account = byImport(after.values);
		this.store
			.table(kind)
			.replace({ ...after, values: { ...after.values, ...values, ...account } });
	}

	/** Adds writes to the commits. */
	record(writes: readonly StoreWrite[], how: Pick<Commit, 'request' | 'by' | 'isKept'>): void {
		for (const { kind: path, id, before, after } of writes) {
			const kind = this.kinds.find((one) => one.path === path);
			const record = after ?? before;
			if (!kind || kind.isJournal || !record) continue;
			this.commits.add({
				...how,
				kind: path,
				change: before ? (after ? 'update' : 'delete') : 'create',
				PKey: this.keys.issue(path, id),
				values: record.values,
				links: this.linkKeys(kind, record),
			});
		}
	}

	private linkKeys(kind: StoredKind, { links }: StoredRecord): Readonly<Record<string, string>> {
		const set = kind.fields.links().filter(({ name }) => links[name] !== undefined);
		return Object.fromEntries(
			set.map(({ name, target = '' }) => [name, this.keys.issue(target, links[name])]),
		);
	}

	private made(
		kind: StoredKind,
		input: RecordInput,
		table: RecordTable,
		settings: Settings,
	): RecordContent {
		const { values, links } = readInput(kind, this.keys, input);
		// A million people are made here: one spread of an object, and the clock is read for those that need it.
		const complete = { ...values };
		for (const [name, value] of Object.entries(kind.newValues?.(table) ?? {})) {
			if (!(name in complete)) complete[name] = value;
		}
		if (!('created' in complete && 'lastModified' in complete)) {
			const now = timestamp(serverTime(settings));
			return { values: { created: now, lastModified: now, ...complete }, links };
		}
		return { values: complete, links };
	}

	private recordOfKey(kind: StoredKind, key: string): StoredRecord {
		const content = this.keys.read(kind.path, key);
		const record = content && this.store.table(kind.path).get(content.id);
		if (!record) throw new Error(`No ${kind.path} has the PKey ${key} in ${this.name}.`);
		return record;
	}
}
