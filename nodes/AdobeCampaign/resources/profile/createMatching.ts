import type { IDataObject } from 'n8n-workflow';

import type { ConfirmationChoice } from '../../parameters/confirmation';
import { folded, isSameName } from '../../records/clean';
import { toBody, type SentField } from '../../records/wire';
import { knownInRun } from '../../records/created';
import { outputOf } from '../../records/output';
import type { Decision } from '../../transport/client';
import { collectionUrl } from '../../transport/urls';
import { identityOf, valuesOf, type Match } from './matches';
import { isOfKind } from '../../n8n/missing';
import { inputError } from '../../n8n/errors';
import { profileIn } from '../../transport/bodies';
import type { Profile } from '../../transport/types';
import { createFindable, type Made } from '../../records/firstOfRun';
import { judgeCreated } from '../../records/judgeCreated';
import { fieldsWith, lookFor } from './lookFor';
import { outcomeOf, type Sending } from '../../records/outcome';
import { knownFields, type Work } from '../item';

/**
 * The fields that hold what the profile is looked for by, with exactly that value: cleaned, on update as on create. Of an
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
function fieldsOfNew({ context, itemIndex }: Work, match: Match, sent: SentField[]): SentField[] {
	const { by, value } = match;
	if (by !== 'email') {
		const missing = valuesOf(match).find(
			(wanted) => !sent.some((field) => isSameName(field.value, wanted)),
		);
		if (missing === undefined) return sent;
		throw inputError(context, itemIndex, {
			message:
				missing === value
					? "No profile matches, and a new one would not have the 'Match Value' either"
					: "No profile matches, and a new one would not have all values of 'More Filter Parameters'",
			description:
				"Add the field that 'Match By' looks at to 'Fields', with the same value as 'Match Value' or the parameter.",
		});
	}
	const email = sent.find(({ id }) => id === 'email');
	if (email && folded(email.value) !== folded(value)) {
		throw inputError(context, itemIndex, {
			message: "No profile has this e-mail, and 'Fields' gives a new one another",
			description: "Make 'Match Value' and the e-mail in 'Fields' the same, or remove the latter.",
		});
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
async function refuseTooLong(work: Work, match: Match, sent: SentField[]): Promise<void> {
	if (match.by === 'email') return;
	const { context, itemIndex } = work;
	const lengths = new Map((await knownFields(work))?.map(({ id, length }) => [id, length]));
	for (const value of valuesOf(match)) {
		for (const { id, label } of fieldsWith(sent, value)) {
			const length = lengths.get(id);
			if (length === undefined || value.length <= length) continue;
			throw inputError(context, itemIndex, {
				message: `'Match Value' is longer than '${label}' can hold, and nothing was written`,
				description: `Campaign keeps ${length} characters of '${label}' and cuts the rest, so the profile would not be found again. Use a shorter key, or let your Campaign administrator make the field longer.`,
			});
		}
	}
}

/** Campaign says so of a key that somebody else was faster with; v8 gives no reason at all. */
const MAY_BE_FASTER = ['duplicate', 'campaignRefused'];

/** What came of it: a new profile, or those that were there already. */
export type Created = { output: IDataObject } | { existing: Profile[] };

/**
 * Creates the profile that nobody has matched, so that it is matched from now on.
 *
 * @param readAt when nobody matched, in terms of clock.ts
 * @returns what is put out, or what others made in the meantime
 * @throws NodeOperationError, NodeApiError
 */
export async function createMatching(
	work: Work,
	match: Match,
	{ sent, heldBack }: Sending,
	choice: ConfirmationChoice,
	readAt: number,
): Promise<Created> {
	const { client, endpoint, context } = work;
	const fields = fieldsOfNew(work, match, sent);
	await refuseTooLong(work, match, fields);
	const known = knownInRun(context);
	const identity = identityOf(match);
	const look = async () => await lookFor(work, match, fields);
	const decide = async (): Promise<Decision<Made>> => {
		const existing = await look();
		return existing.length > 0 ? { done: { existing } } : {};
	};
	const findCreated = async (): Promise<Made | undefined> => {
		known.addUnclear(identity);
		const [found, ...others] = await look();
		return found && others.length === 0 ? { record: found } : undefined;
	};
	const created = (body: unknown): Made | undefined => {
		const record = profileIn(body);
		return record && { record };
	};
	const create = async () => {
		const url = collectionUrl(client.tenant, endpoint);
		const basis = { readAt, decide };
		const made = await client.post(url, toBody(fields), created, findCreated, basis);
		if ('record' in made)
			known.add(identity, String(made.record.PKey), fieldsHolding(match, fields));
		return made;
	};
	const made = await createFindable(work, look, match, create).catch(async (error: object) => {
		const isFaster = isOfKind(error, MAY_BE_FASTER);
		const [found, ...others] = isFaster ? await look().catch((): Profile[] => []) : [];
		return found && others.length === 0 ? { existing: [found] } : await Promise.reject<Made>(error);
	});
	if ('existing' in made) return made;
	const { record } = made;
	const output = choice.confirmUpdate
		? outcomeOf(work, await judgeCreated(work, fields, record), { sent: fields, heldBack }, choice)
		: outputOf(context, record, fields);
	// First: n8n's table ends after forty columns.
	return { output: { operation: 'created', ...output } };
}
