import { NodeApiError, type IDataObject } from 'n8n-workflow';

import { recordIn, referenceIn } from '../transport/bodies';
import type { Decision } from '../transport/client';
import type { CampaignRecord, Reference } from '../transport/types';
import { compareRecord, confirm, isStored, type Confirmation } from './confirm';
import { storedValue, valueAt, type RecordField } from './metadata';
import type { Item } from './item';
import { outputOf } from './output';
import {
	mismatchText,
	normalizedHint,
	notStoredHint,
	reportOf,
	type FieldsHint,
	type Wrote,
} from './report';
import { toBody, type SentField } from './wire';

/** How a write is to be confirmed. */
export interface ConfirmationChoice {
	confirmUpdate: boolean;
	/** Many changes may be confirmed with one list. */
	together: boolean;
	withReport: boolean;
	/** Of the record only the simple fields and those that were sent are returned. */
	isSimplified?: boolean;
	onMismatch: 'error' | 'warn';
}

/** What of it is left when the record is there. */
type OutcomeChoice = Pick<ConfirmationChoice, 'withReport' | 'isSimplified' | 'onMismatch'>;

/** The values of a write. */
export interface Sending {
	sent: SentField[];
	/** Opt-outs that are not sent: they come from an older state of the record, which did not have them yet. */
	heldBack: RecordField[];
}

/** A record that was written, and how its values compare with what was sent. */
interface Written {
	record: CampaignRecord;
	confirmation: Confirmation;
	wrote: Wrote;
}

/** Reports what became of some fields. Those of all items are one sentence. */
function hintAtFields({ run }: Item, { before, labels, after }: FieldsHint) {
	for (const label of labels) run.hints.addEntry(before, label, after);
}

/** Reports empty values that cleared a field: a blank cell is easily overlooked. */
function hintAtCleared({ run }: Item, sent: SentField[]) {
	for (const { label } of sent.filter(({ clears }) => clears)) {
		run.hints.addEntry('Fields that were cleared', `'${label}'`);
	}
}

/** Reports opt-outs that are set now, and that an older state of the record would have taken back. */
export function hintAtHeldBack({ run }: Item, heldBack: RecordField[], record?: CampaignRecord) {
	for (const field of heldBack) {
		if (record && storedValue(record, field) !== true) continue;
		run.hints.addEntry(
			"Opt-outs that were left as they are, because the items are records read earlier (to take one back, set it to false by hand in 'Map Each Column Manually')",
			`'${field.label}'`,
		);
	}
}

/**
 * The output and the hints of a record that was written.
 *
 * @throws NodeOperationError when a value was not stored and that is to be an error
 */
function outcomeOf(
	item: Item,
	{ record, confirmation, wrote }: Written,
	{ sent, heldBack }: Sending,
	{ withReport, isSimplified, onMismatch }: OutcomeChoice,
): IDataObject {
	if (!isStored(confirmation)) {
		if (onMismatch !== 'warn') {
			const { message, description } = mismatchText(confirmation, wrote, item.kind);
			throw item.refuse(message, description);
		}
		hintAtFields(item, notStoredHint(confirmation, wrote, item.kind));
	}
	hintAtFields(item, normalizedHint(confirmation));
	if (wrote === 'updated') hintAtCleared(item, sent);
	hintAtHeldBack(item, heldBack, record);
	const output = outputOf(item, record, sent, isSimplified);
	return withReport ? { confirmation: reportOf(confirmation), ...output } : output;
}

/**
 * Compares what was sent with the whole record, which Campaign answers a POST with: no request but for the rules.
 *
 * @returns the record as the node outputs it
 * @throws NodeOperationError when a value was not stored and that is to be an error
 */
export async function confirmCreated(
	item: Item,
	sending: Sending,
	record: CampaignRecord,
	choice: OutcomeChoice,
): Promise<IDataObject> {
	const { sent } = sending;
	const compared = await compareRecord(sent, record, async () => await item.rulesFor(sent));
	const confirmation = { ...compared, reads: 0 };
	return outcomeOf(item, { record, confirmation, wrote: 'created' }, sending, choice);
}

/** The report of an update that could not be read back. */
const NOT_READ = { status: 'missing', reads: 0, fields: [] };

/** Where an update goes, and which of the given values it sends: an empty list when the record has them all. */
export interface Target {
	url: string;
	changes: SentField[];
	/** The record as it was read before, if it was: of one that is known by its key alone, nothing else. */
	before?: CampaignRecord;
}

/** Reads in one way first, and in another one from then on. */
const firstThen = <T>(first: () => Promise<T>, others: () => Promise<T>) => {
	let read = first;
	return async () => {
		const reading = read();
		read = others;
		return await reading;
	};
};

/** What an update was decided on. It is read and decided again after every wait: see `Basis`. */
interface UpdateBasis {
	readAt: number;
	decide: (isUnclear: boolean) => Promise<Target>;
}

/** What may be added to an update. */
interface UpdateOptions {
	basis?: UpdateBasis;
	/** Looks at the record that was read back before it is trusted. @throws NodeApiError for another one than was meant */
	checkRecord?: (record: CampaignRecord) => void;
}

/**
 * PATCH, then the confirming GET: two requests, or little more than one with 'Confirm Together'. The metadata is read (once a
 * run) only when a stored value differs and its rule has to explain it.
 *
 * @param sending all that was given: it is confirmed, whether it had to be sent or not
 * @returns the record as it is stored, or PATCH's own answer when nothing is to be confirmed
 * @throws NodeApiError, NodeOperationError when a value was not stored and that is to be an error
 */
export async function updateConfirmed(
	item: Item,
	target: Target,
	sending: Sending,
	choice: ConfirmationChoice,
	options: UpdateOptions = {},
): Promise<IDataObject> {
	const change = async () => await changeAndConfirm(item, target, sending, choice, options);
	return choice.together && choice.confirmUpdate
		? await item.instance.together.inTurn(item, target.url, change)
		: await change();
}

async function changeAndConfirm(
	item: Item,
	target: Target,
	sending: Sending,
	choice: ConfirmationChoice,
	{ basis, checkRecord }: UpdateOptions,
): Promise<IDataObject> {
	const { client } = item;
	const { sent, heldBack } = sending;
	const accepted = `The change was accepted, but the ${item.kind.one} could not be read back to confirm it`;
	let { url, changes, before } = target;
	const source = (read: () => Promise<CampaignRecord>) => ({
		read,
		rules: async () => await item.rulesFor(sent),
		wait: async (ms: number) => await item.wait(ms),
		before,
		rewritten: item.instance.rewritten,
	});
	const findStored = async () => {
		const read = async () => await client.get(url, recordIn, '', true);
		const { record, confirmation, doubtful } = await confirm(changes, source(read), []);
		// A value that was there before proves nothing, whatever rule explains it.
		const wasThere = doubtful.some((id) => before && valueAt(before, id) !== undefined);
		return isStored(confirmation) && !wasThere ? referenceIn(record) : undefined;
	};
	const decidedOn = basis && {
		readAt: basis.readAt,
		decide: async (isUnclear: boolean): Promise<Decision<Reference | null>> => {
			({ url, changes, before } = await basis.decide(isUnclear));
			return changes.length > 0 ? { url, body: toBody(changes) } : { done: null };
		},
	};
	const reference = await client.patch(url, toBody(changes), referenceIn, findStored, decidedOn);
	if (!choice.confirmUpdate) {
		hintAtCleared(item, sent);
		hintAtHeldBack(item, heldBack);
		return reference ?? (await client.getBack(url, referenceIn, accepted));
	}
	// Campaign may answer with another key than the one it was asked by: a custom key in the URL, above all.
	const confirmedUrl = reference ? client.urls.record(reference.PKey) : url;
	const readAlone = async () => await client.getBack(confirmedUrl, recordIn, accepted);
	const readTogether = async ({ PKey }: Reference) => {
		const fields = [...sent, ...heldBack];
		return await item.instance.together.read({ item, PKey, fields, readAlone });
	};
	// What has to be read again is read alone.
	const readBack =
		choice.together && reference
			? firstThen(async () => await readTogether(reference), readAlone)
			: readAlone;
	const confirming = confirm(sent, source(readBack));
	const confirmed =
		choice.onMismatch === 'warn' ? await unlessUnreadable(item, confirming) : await confirming;
	if (!confirmed) {
		item.hint(accepted);
		hintAtCleared(item, sent);
		hintAtHeldBack(item, heldBack);
		return {
			...(choice.withReport && { confirmation: NOT_READ }),
			...(reference ?? { href: url }),
		};
	}
	const { record, confirmation } = confirmed;
	checkRecord?.(record);
	return outcomeOf(item, { record, confirmation, wrote: 'updated' }, sending, choice);
}

/** The value that was read; undefined when it cannot be read, unless the run was stopped. */
const unlessUnreadable = async <T>({ run }: Item, reading: Promise<T>): Promise<T | undefined> =>
	await reading.catch(async (error: unknown) =>
		error instanceof NodeApiError && !run.signal?.aborted
			? undefined
			: await Promise.reject<T>(error),
	);
