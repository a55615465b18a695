import type { IDataObject } from 'n8n-workflow';

import { pauses } from '../transport/pauses';
import { compare, type FieldRule, type Verdict } from './compare';
import type { SentField, WireValue } from './wire';
import { storedValue } from './metadata';

/** One field of the report: what was sent, what is stored, and what that means. */
export interface ConfirmedField {
	field: string;
	label: string;
	sent: unknown;
	stored: unknown;
	verdict: Verdict;
}

/** What the confirming read found. */
export interface Confirmation {
	/** The worst verdict of all fields. */
	status: Verdict;
	/** How often the record was read. */
	reads: number;
	fields: ConfirmedField[];
}

/** The parts of a confirmation that come from outside: it knows nothing of HTTP or n8n. */
interface ConfirmationSource<T> {
	read: () => Promise<T>;
	/** The server's rules by field; asked only when a value differs. */
	rules: () => Promise<Map<string, FieldRule>>;
	wait: (ms: number) => Promise<void>;
	/** The record as it was before the write, where it was read. */
	before?: IDataObject;
	/** The ids of fields that the server was seen to rewrite; more are added. */
	rewritten: Set<string>;
}

const FROM_WORST: Verdict[] = ['missing', 'different', 'normalized', 'applied'];

const worstOf = (fields: ConfirmedField[]) =>
	FROM_WORST.find((verdict) => fields.some((field) => field.verdict === verdict)) ?? 'applied';

/** Every value arrived, as sent or in the server's own form. */
export const isStored = ({ status }: Pick<Confirmation, 'status'>) =>
	status === 'applied' || status === 'normalized';

/**
 * Compares a record with what was sent.
 *
 * @param rules the server's rules by field; asked only when a value differs
 */
export async function compareRecord(
	sent: SentField[],
	record: IDataObject,
	rules: () => Promise<Map<string, FieldRule>>,
): Promise<Omit<Confirmation, 'reads'>> {
	const compareAll = (known?: Map<string, FieldRule>) => {
		const fields = sent.map((field) => {
			const stored = storedValue(record, field);
			const verdict = compare(field, stored, known?.get(field.id));
			return { field: field.id, label: field.label, sent: field.value, stored, verdict };
		});
		return { status: worstOf(fields), fields };
	};
	const first = compareAll();
	return isStored(first) ? first : compareAll(await rules());
}

/**
 * The ids of fields whose stored value a rule explains, but which may be an older value, so that nothing was stored: as far as is
 * known, it was there before, and the server was not seen to rewrite that field.
 */
function doubtfulIn(
	{ fields }: Pick<Confirmation, 'fields'>,
	sent: SentField[],
	{ before, rewritten }: Pick<ConfirmationSource<unknown>, 'before' | 'rewritten'>,
): string[] {
	const wasThere = ({ stored }: ConfirmedField, index: number) => {
		const old = before && storedValue(before, sent[index]);
		return (
			old === undefined ||
			compare({ ...sent[index], value: old as WireValue }, stored) === 'applied'
		);
	};
	return fields
		.filter((field, index) => field.verdict === 'normalized' && wasThere(field, index))
		.map(({ field }) => field)
		.filter((field) => !rewritten.has(field));
}

/**
 * Reads a record back until every field that was sent is stored, or the re-reads are used up. A value that may be an older one is
 * read once more.
 *
 * @param rereads a pause for each re-read, in milliseconds; an empty list means a single read
 * @returns `doubtful`: the fields with a value that may still be an older one
 */
export async function confirm<T extends IDataObject>(
	sent: SentField[],
	source: ConfirmationSource<T>,
	rereads = pauses.rereads,
): Promise<{ record: T; confirmation: Confirmation; doubtful: string[] }> {
	let known: Map<string, FieldRule> | undefined;
	const rules = async () => (known ??= await source.rules());
	let seenBefore: string[] = [];
	for (let reads = 1; ; reads++) {
		const record = await source.read();
		const compared = await compareRecord(sent, record, rules);
		const doubtful = doubtfulIn(compared, sent, source);
		const pause = rereads[reads - 1];
		const isNew = doubtful.some((field) => !seenBefore.includes(field));
		if ((isStored(compared) && !isNew) || pause === undefined) {
			for (const field of doubtful) if (seenBefore.includes(field)) source.rewritten.add(field);
			return { record, confirmation: { ...compared, reads }, doubtful };
		}
		seenBefore = doubtful;
		await source.wait(pause);
	}
}
