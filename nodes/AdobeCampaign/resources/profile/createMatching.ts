import type { IDataObject } from 'n8n-workflow';

import { isOfKind } from '../../n8n/errors';
import { forComparison, isSameName } from '../../records/clean';
import { createProven, type Made } from '../../records/created';
import { fieldsWith } from '../../records/identity';
import type { Item } from '../../records/item';
import { outputOf } from '../../records/output';
import { toBody, type SentField } from '../../records/wire';
import { confirmCreated, type ConfirmationChoice, type Sending } from '../../records/write';
import { recordIn } from '../../transport/bodies';
import type { Decision } from '../../transport/client';
import type { CampaignRecord } from '../../transport/types';
import { findMatches, identityOf, valuesOf, type Match } from './matches';

/**
 * The fields that hold what the profile is looked up by, with exactly that value: cleaned, on update as on create. Of an
 * update by e-mail only the e-mail itself, which another one may be meant to replace.
 */
export function withMatchValues(match: Match, sent: SentField[]): SentField[] {
	const values = valuesOf(match);
	// An empty cell does not take away what the profile is known by.
	const kept = sent.filter(({ id, clears }) => !(match.by === 'email' && id === 'email' && clears));
	return kept.map((field) => {
		if (match.by === 'email' && field.id !== 'email') return field;
		if (typeof field.value !== 'string') return field;
		const value = values.find((wanted) => isSameName(field.value, wanted));
		return value === undefined ? field : { ...field, value, isKey: true };
	});
}

/**
 * What a new profile gets. It has to be found by the same value again, or the next run would make another one.
 *
 * @throws NodeOperationError when it would not be
 */
function fieldsOfNew(item: Item, match: Match, sent: SentField[]): SentField[] {
	const { by, value } = match;
	if (by !== 'email') {
		const missing = valuesOf(match).find((wanted) => fieldsWith(sent, wanted).length === 0);
		if (missing === undefined) return sent;
		throw item.refuse(
			missing === value
				? "No profile matches, and a new one would not have the 'Match Value' either"
				: "No profile matches, and a new one would not have all values of 'More Filter Parameters'",
			"Add the field that 'Match By' looks at to 'Fields', with the same value as 'Match Value' or the parameter.",
		);
	}
	const email = sent.find(({ id }) => id === 'email');
	if (email && forComparison(email.value) !== forComparison(value)) {
		throw item.refuse(
			"No profile has this e-mail, and 'Fields' gives a new one another",
			"Make 'Match Value' and the e-mail in 'Fields' the same, or remove the latter.",
		);
	}
	const others = sent.filter((field) => field !== email);
	return [{ id: 'email', label: 'Email', type: 'string', ...email, value }, ...others];
}

/** The fields by which a profile is found again. */
const fieldsHolding = (match: Match, sent: SentField[]) =>
	valuesOf(match).flatMap((value) => fieldsWith(sent, value));

/**
 * A key that is cut is another one: the profile would not be found again, and each run would make one more. How much a
 * field holds is in the metadata, one request a run.
 *
 * @throws NodeOperationError before anything is written
 */
async function refuseTooLong(item: Item, match: Match, sent: SentField[]): Promise<void> {
	if (match.by === 'email') return;
	const lengths = new Map((await item.knownFields())?.map(({ id, length }) => [id, length]));
	for (const value of valuesOf(match)) {
		for (const { id, label } of fieldsWith(sent, value)) {
			const length = lengths.get(id);
			if (length === undefined || value.length <= length) continue;
			throw item.refuse(
				`'Match Value' is longer than '${label}' can hold, and nothing was written`,
				`Campaign keeps ${length} characters of '${label}' and cuts the rest, so the profile would not be found again. Use a shorter key, or let your Campaign administrator make the field longer.`,
			);
		}
	}
}

/** Refusals of a key that another client was faster with: Standard says so, v8 gives no reason at all. */
const MAY_EXIST = ['duplicate', 'campaignRefused'];

/** The result: the output of a new profile, or those that exist already. */
export type Created = { output: IDataObject } | { existing: CampaignRecord[] };

/**
 * Creates the profile when no profile matches, so that it is matched from now on.
 *
 * @param readAt when it was read that no profile matches: see `elapsed`
 * @returns the output, or the profiles that others made in the meantime
 * @throws NodeOperationError, NodeApiError
 */
export async function createMatching(
	item: Item,
	match: Match,
	{ sent, heldBack }: Sending,
	choice: ConfirmationChoice,
	readAt: number,
): Promise<Created> {
	const { client } = item;
	const fields = fieldsOfNew(item, match, sent);
	await refuseTooLong(item, match, fields);
	const known = item.instance.created;
	const identity = identityOf(match);
	const look = async () => await findMatches(item, match, fields);
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
		if ('record' in made)
			known.add(identity, String(made.record.PKey), fieldsHolding(match, fields));
		return made;
	};
	// An e-mail is a field that every profile has, and `byEmail` looks at no other: it needs no proof.
	const creating = match.by === 'email' ? create() : createProven(item, look, create);
	const made = await creating.catch(async (error: unknown) => {
		const mayExist = isOfKind(error, MAY_EXIST);
		const [found, ...others] = mayExist ? await look().catch((): CampaignRecord[] => []) : [];
		return found && others.length === 0 ? { existing: [found] } : await Promise.reject<Made>(error);
	});
	if ('existing' in made) return made;
	const { record } = made;
	const output = choice.confirmUpdate
		? await confirmCreated(item, { sent: fields, heldBack }, record, choice)
		: outputOf(item, record, fields);
	// First: n8n's table ends after forty columns.
	return { output: { operation: 'created', ...output } };
}
