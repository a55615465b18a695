import { CommitJournal, type Commit } from './commits';
import type { Scalar } from './exactJson';
import { FaultQueue } from './faults/queue';
import { RequestLog } from './log';
import { readSettings, type Settings } from './settings';
import { KeyRing } from './store/keys';
import { readInput } from './store/recordInput';
import { RecordStore } from './store/recordStore';
import type { RecordInput, StoredKind } from './store/storedKind';
import type { RecordContent, StoredRecord } from './store/storedRecord';
import { timestamp } from './store/timestamp';

/** The state of one organization (tenant); organizations share nothing. */
export class Organization {
	readonly keys: KeyRing;
	readonly log = new RequestLog();
	readonly commits = new CommitJournal();
	readonly faults = new FaultQueue();
	store = new RecordStore([]);
	settings: Settings;
	/** Tokens with a smaller number are refused. */
	firstGoodToken = 0;
	inFlight = 0;

	constructor(
		readonly name: string,
		private readonly kinds: readonly StoredKind[],
		instanceSecret: Buffer,
	) {
		this.keys = new KeyRing(instanceSecret, name);
		this.settings = this.reset();
	}

	/**
	 * Back to the seed and the defaults with these changes; forgets requests, commits, faults and expired tokens.
	 * @throws Error that names a wrong setting or attribute; then nothing is reset
	 */
	reset(changes: Partial<Settings> = {}): Settings {
		const settings = readSettings(this.name, changes);
		const store = new RecordStore(this.kinds.map(({ path }) => path));
		for (const kind of this.kinds) {
			const table = store.table(kind.path);
			for (const record of kind.seed(settings)) table.insert(this.made(kind, record));
		}
		store.forgetHistory();
		this.store = store;
		this.settings = settings;
		this.log.clear();
		this.commits.clear();
		this.faults.replace([]);
		this.firstGoodToken = 0;
		return settings;
	}

	/**
	 * Stores a record as given: without any policy, checking only the names. With a PKey that record is changed, else a
	 * new one is made.
	 * @throws Error that names an attribute or a PKey that does not exist
	 */
	put(kind: StoredKind, { PKey, ...input }: RecordInput): StoredRecord {
		const table = this.store.table(kind.path);
		if (PKey === undefined) return table.insert(this.made(kind, input));
		const existing = this.recordOfKey(kind, String(PKey));
		const { values, links } = readInput(kind, this.keys, input);
		const changed = {
			...existing,
			values: { ...existing.values, ...values },
			links: { ...existing.links, ...links },
		};
		table.replace(changed);
		return changed;
	}

	/** Another client's write to the record that was written last. Does nothing and returns false after a deletion. */
	overwriteLastWritten(values: Record<string, Scalar>): boolean {
		const { kind, after } = this.store.lastWrite();
		if (!after) return false;
		this.store.table(kind).replace({ ...after, values: { ...after.values, ...values } });
		return true;
	}

	/** Adds the last write to the commits. */
	recordLastWrite(how: Pick<Commit, 'request' | 'by' | 'isKept'>): void {
		const { kind, id, before, after } = this.store.lastWrite();
		const { values = {} } = after ?? before ?? {};
		this.commits.add({ ...how, kind, PKey: this.keys.issue(kind, id), values });
	}

	private made(kind: StoredKind, input: RecordInput): RecordContent {
		const now = timestamp();
		const { values, links } = readInput(kind, this.keys, input);
		const always = { ...kind.newValues?.(), created: now, lastModified: now };
		return { values: { ...always, ...values }, links };
	}

	private recordOfKey(kind: StoredKind, key: string): StoredRecord {
		const content = this.keys.read(kind.path, key);
		const record = content && this.store.table(kind.path).get(content.id);
		if (!record) throw new Error(`No ${kind.path} has the PKey ${key} in ${this.name}.`);
		return record;
	}
}
