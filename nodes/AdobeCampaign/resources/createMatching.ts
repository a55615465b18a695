import type { IDataObject } from 'n8n-workflow';

import { isOfKind } from '../n8n/errors';
import { createProven, type Made } from '../records/created';
import { refuseHidden, refuseHiddenBefore } from '../records/hidden';
import { fieldsWith } from '../records/identity';
import type { Item } from '../records/item';
import { outputOf } from '../records/output';
import { toBody, type SentField } from '../records/wire';
import { confirmCreated, type ConfirmationChoice, type Sending } from '../records/write';
import { recordIn } from '../transport/bodies';
import type { Decision } from '../transport/client';
import type { CampaignRecord } from '../transport/types';
import type { Matcher } from './matcher';

/**
 * A key that is cut is another one: the record would not be found again, and each run would make one more. How much a
 * field holds is in the metadata, one request a run.
 *
 * @throws NodeOperationError before anything is written
 */
async function refuseTooLong(item: Item, values: string[], sent: SentField[]): Promise<void> {
	const lengths = new Map((await item.knownFields())?.map(({ id, length }) => [id, length]));
	for (const value of values) {
		for (const { id, label } of fieldsWith(sent, value)) {
			const length = lengths.get(id);
			if (length === undefined || value.length <= length) continue;
			throw item.refuse(
				`'Match Value' is longer than '${label}' can hold, and nothing was written`,
				`Campaign keeps ${length} characters of '${label}' and cuts the rest, so the ${item.kind.one} would not be found again. Use a shorter key, or let your Campaign administrator make the field longer.`,
			);
		}
	}
}

/** Refusals of a key that another client was faster with: Standard says so, v8 gives no reason at all. */
const MAY_EXIST = ['duplicate', 'campaignRefused'];

/** The result: the output of a new record, or those that exist already. */
export type Created = { output: IDataObject } | { existing: CampaignRecord[] };

/**
 * Creates the record when none matches, so that it is matched from now on.
 *
 * @param readAt when it was read that none matches: see `elapsed`
 * @returns the output, or the records that others made in the meantime
 * @throws NodeOperationError, NodeApiError
 */
export async function createMatching<Match>(
	item: Item,
	matcher: Matcher<Match>,
	match: Match,
	{ sent, heldBack }: Sending,
	choice: ConfirmationChoice,
	readAt: number,
): Promise<Created> {
	refuseHiddenBefore(item);
	const { client } = item;
	const isCertain = matcher.isCertain?.(match) ?? false;
	const values = matcher.valuesOf(match);
	const fields = await matcher.fieldsOfNew(item, match, sent);
	if (!isCertain) await refuseTooLong(item, values, fields);
	const known = item.instance.created;
	const identity = matcher.identityOf(match);
	const look = async () => await matcher.find(item, match, fields);
	const decide = async (): Promise<Decision<Made>> => {
		const existing = await look();
		return existing.length > 0 ? { done: { existing } } : {};
	};
	const findCreated = async (): Promise<Made | undefined> => {
		known.addUnclear(identity);
		const [found, ...others] = await look();
		return found && others.length === 0 ? { record: found } : undefined;
	};
	const madeIn = (body: unknown): Made | undefined => {
		const record = recordIn(body);
		return record && { record };
	};
	const create = async () => {
		const basis = { readAt, decide };
		const url = client.urls.collection();
		const made = await client.post(url, toBody(fields), madeIn, findCreated, basis);
		if ('record' in made) {
			// Until it is seen, no other item may take it for one that is not there.
			known.addUnclear(identity);
			await refuseHidden(item, made.record);
			const held = values.flatMap((value) => fieldsWith(fields, value));
			known.add(identity, String(made.record.PKey), held);
		}
		return made;
	};
	const creating = isCertain ? create() : createProven(item, look, create);
	const made = await creating.catch(async (error: unknown) => {
		const mayExist = isOfKind(error, MAY_EXIST);
		const [found, ...others] = mayExist ? await look().catch((): CampaignRecord[] => []) : [];
		return found && others.length === 0 ? { existing: [found] } : await Promise.reject<Made>(error);
	});
	if ('existing' in made) return made;
	const { record } = made;
	const output = choice.confirmUpdate
		? await confirmCreated(item, { sent: fields, heldBack }, record, choice)
		: outputOf(item, record, fields, choice.isSimplified);
	return { output: { operation: 'created', ...output } };
}
