import type { CampaignRecord } from '../transport/types';
import { hasOwn } from './metadata';

type Content = Record<string, unknown>;

const isObject = (value: unknown): value is Content => typeof value === 'object' && value !== null;

const isSame = (one: unknown, other: unknown): boolean =>
	isObject(one) && isObject(other) ? hasAllOf(one, other) && hasAllOf(other, one) : one === other;

const hasAllOf = (one: Content, other: Content) =>
	Object.keys(other).every((name) => hasOwn(one, name) && isSame(one[name], other[name]));

/** Where a record holds more than one value: links, collections, an address, and such within them. */
const compoundIn = (value: Content, path = ''): string[] =>
	Object.entries(value).flatMap(([name, part]) => {
		if (!isObject(part)) return [];
		const own = Array.isArray(value) ? path : `${path}/${name}`;
		return [own, ...compoundIn(part, own)];
	});

/**
 * What is known of how whole the rows of a list are. A list of profiles has full profiles (docs/adobe-campaign-api.md, 4.3); of other
 * kinds Adobe says nothing, and a list of events has other values than an event (15). So it is proven by records that are read
 * alone: once for the plain fields, and once for each compound one, which is null in many records.
 */
export class WholeRows {
	private fields?: string[];
	private readonly compound = new Set<string>();

	/** A record was compared with its row, and the two are the same. */
	get isProven(): boolean {
		return this.fields !== undefined;
	}

	/**
	 * Compares a row with its record, which was read alone and which nobody is likely to have changed in between.
	 *
	 * @returns whether it is the same: nothing is missing, cut, or older
	 */
	prove(row: CampaignRecord, record: CampaignRecord): boolean {
		if (!isSame(row, record)) return false;
		this.fields ??= Object.keys(record);
		for (const path of compoundIn(record)) this.compound.add(path);
		return true;
	}

	/** Whether a row is known to be the whole record. */
	covers(row: CampaignRecord): boolean {
		return (
			this.fields !== undefined &&
			this.fields.every((name) => hasOwn(row, name)) &&
			compoundIn(row).every((path) => this.compound.has(path))
		);
	}
}
