import { digestOf, hashOf, LETTERS } from '../n8n/digest';
import type { CampaignRecord } from '../transport/types';
import { isPlainObject, isSet } from './given';
import { valueAt } from './metadata';

/** Letters of a record's key, and of its values: 48 and 30 bits. A change is missed once in 2^30. */
const KEY = 8;
const VALUES = 5;
const ENTRY = KEY + VALUES;

/** n8n loads and saves a workflow's static data as a whole. This is room for 4,615 records. */
const MEMORY_CHARS = 60_000;
const MAX_RECORDS = Math.floor(MEMORY_CHARS / ENTRY);

/**
 * What was forgotten is noted of one record in sixteen, chosen by its key: so the filters, of 20,000 letters each, hold the last
 * 240,000 to 480,000 records that were forgotten. A loop with more records than that may go unseen.
 */
const SAMPLE = LETTERS.slice(0, LETTERS.length / 16);
const FILTER_CHARS = 20_000;
const BITS = FILTER_CHARS * 6;
/** With eight bits and five marks each, a full filter takes 2.2 % of other records for its own (Bloom, 1970); two take 4.4 %. */
const FILTER_RECORDS = BITS / 8;
const MARKS = 5;

/** Counts, of noted records, are halved here: they say what was seen of the last 8,000 or so unknown records. */
const MAX_COUNT = 500;
/** About 2,000 records that came back. */
const MIN_RETURNED = 125;

export interface ForgottenState {
	/** The bits of each filter, six a letter: the one that is being filled, then the full one before it. */
	filters: string[];
	/** How many records the first filter holds. */
	count: number;
	/** Records that came and were not remembered, and those of them that came back as they were forgotten. */
	unknown: number;
	returned: number;
}

/** For n8n's static data: at most 101,000 characters of JSON, with digests of keys and values only. */
export interface WatchedState {
	/** The digest of the fields' names. */
	fields: string;
	/** Of each record the digests of its key and values, the least recently seen first. */
	memory: string;
	/** Absent as long as nothing was forgotten. */
	forgotten?: ForgottenState;
}

const NUMBER_OF = Object.fromEntries(LETTERS.split('').map((letter, number) => [letter, number]));

const unpackedBits = (text: string) =>
	Uint8Array.from({ length: FILTER_CHARS }, (_, index) => NUMBER_OF[text[index]] ?? 0);

const packedBits = (filter: Uint8Array) => Array.from(filter, (six) => LETTERS[six]).join('');

/** Records that were forgotten, in Bloom filters: each is found again, and a few others are taken for one. */
class Forgotten {
	private filters: Uint8Array[];
	private count: number;
	private unknown: number;
	private returned: number;

	constructor(state?: ForgottenState) {
		this.filters = (state?.filters ?? []).map(unpackedBits);
		this.count = state?.count ?? 0;
		this.unknown = state?.unknown ?? 0;
		this.returned = state?.returned ?? 0;
	}

	/** At most half of the honest updates may leave the watched fields as they are. */
	get isLoop(): boolean {
		return this.returned >= MIN_RETURNED && this.returned * 2 >= this.unknown;
	}

	/** @param entry see `WatchedState.memory` */
	add(entry: string): void {
		if (!SAMPLE.includes(entry[0])) return;
		// A filter in which everything is marked finds everything: the older one gives way to an empty one.
		if (this.filters.length === 0 || this.count >= FILTER_RECORDS) {
			this.filters = [new Uint8Array(FILTER_CHARS), ...this.filters.slice(0, 1)];
			this.count = 0;
		}
		const [filter] = this.filters;
		const marks = this.marksOf(entry);
		if (this.holds(filter, marks)) return;
		for (const mark of marks) filter[Math.floor(mark / 6)] |= 1 << mark % 6;
		this.count += 1;
	}

	/** Counts a record that came and was not remembered. */
	meet(entry: string): void {
		if (this.filters.length === 0 || !SAMPLE.includes(entry[0])) return;
		const marks = this.marksOf(entry);
		this.unknown += 1;
		if (this.filters.some((filter) => this.holds(filter, marks))) this.returned += 1;
		if (this.unknown < MAX_COUNT) return;
		this.unknown = Math.floor(this.unknown / 2);
		this.returned = Math.floor(this.returned / 2);
	}

	pack(): ForgottenState | undefined {
		if (this.filters.length === 0) return undefined;
		const { count, unknown, returned } = this;
		return { filters: this.filters.map(packedBits), count, unknown, returned };
	}

	private marksOf(entry: string): number[] {
		const [first, step] = hashOf(entry);
		return Array.from({ length: MARKS }, (_, index) => (first + index * step) % BITS);
	}

	private holds(filter: Uint8Array, marks: number[]): boolean {
		return marks.every((mark) => (filter[Math.floor(mark / 6)] & (1 << mark % 6)) !== 0);
	}
}

/**
 * What a value says. Of a link that is its title: PKeys are no stable ids (docs/adobe-campaign-api.md, section 9), and addresses
 * contain them. A link without a title counts by its PKey. Names are sorted: their order in an answer says nothing.
 */
function contentOf(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(contentOf);
	if (!isPlainObject(value)) return value;
	const names = Object.keys(value).filter((name) => name !== 'PKey' && name !== 'href');
	const isBare = names.every((name) => !isSet(value[name]) || value[name] === '');
	if (isBare && isSet(value.PKey)) return value.PKey;
	return Object.fromEntries(names.sort().map((name) => [name, contentOf(value[name])]));
}

/**
 * Of updated records, those in which a watched field differs from what was last seen. So a workflow that updates the record that
 * started it is not started by that again, unless it changes a watched field, or more records come between than are remembered.
 */
export class WatchedFields {
	private readonly fields: string[];
	private readonly digest: string;
	/** The digest of the values by that of the key; the least recently seen first. */
	private readonly memory = new Map<string, string>();
	/** Stays at the first record, for all before it are deleted; a new iterator would step over each of those (V8). */
	private readonly oldest = this.memory.keys();
	private readonly forgotten: Forgotten;

	/** @param state what `pack` returned; that of other fields does not count */
	constructor(fields: string[], state: WatchedState | undefined) {
		this.fields = [...new Set(fields)].sort();
		this.digest = digestOf(JSON.stringify(this.fields));
		const known = state?.fields === this.digest ? state : undefined;
		this.forgotten = new Forgotten(known?.forgotten);
		for (const entry of known?.memory.match(new RegExp(`.{${ENTRY}}`, 'g')) ?? []) {
			this.remember(entry.slice(0, KEY), entry.slice(KEY));
		}
	}

	/**
	 * Remembers the record. The result is true when it differs from what was last seen, and when it is not remembered: it is new, or
	 * was forgotten, also where `isLoop` counts it as one that came back unchanged.
	 *
	 * @param key what the record is known by, such as its PKey
	 */
	isChanged(key: string, record: CampaignRecord): boolean {
		const keyDigest = digestOf(key, KEY);
		// In an object a missing field is left out: it is neither null nor an empty text.
		const content = this.fields.map((field) => [field, contentOf(valueAt(record, field))]);
		const values = digestOf(JSON.stringify(Object.fromEntries(content)), VALUES);
		const known = this.memory.get(keyDigest);
		if (known === undefined) this.forgotten.meet(keyDigest + values);
		this.remember(keyDigest, values);
		return known !== values;
	}

	/**
	 * Records keep coming back with the values that they were forgotten with: at least half of the last 8,000 or so that were not
	 * remembered. Something updates what the trigger puts out, more records at a time than are remembered.
	 */
	get isLoop(): boolean {
		return this.forgotten.isLoop;
	}

	pack(): WatchedState {
		const forgotten = this.forgotten.pack();
		const memory = [...this.memory].map(([key, values]) => key + values).join('');
		return { fields: this.digest, memory, ...(forgotten && { forgotten }) };
	}

	private remember(key: string, values: string): void {
		this.memory.delete(key);
		this.memory.set(key, values);
		if (this.memory.size <= MAX_RECORDS) return;
		const oldest = this.oldest.next().value as string;
		this.forgotten.add(`${oldest}${this.memory.get(oldest)}`);
		this.memory.delete(oldest);
	}
}
