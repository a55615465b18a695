import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { inputError } from '../n8n/errors';
import { checkedIdentity } from '../parameters/readers';
import { isSameName } from '../records/clean';
import { fieldsWith } from '../records/identity';
import type { Item } from '../records/item';
import type { SentField } from '../records/wire';
import type { CampaignRecord } from '../transport/types';

/** How a form says which record is meant that may exist already, and how that record is found. */
export interface Matcher<Match> {
	/** The form. */
	fields: INodeProperties[];
	/** Reads it. Sends nothing. @throws NodeOperationError naming the field that cannot be right */
	read(context: IExecuteFunctions, itemIndex: number): Match;
	/** Two matches with the same identity mean the same record. */
	identityOf(match: Match): string;
	/** The values that a record must have to be the one that is meant. They are kept out of messages. */
	valuesOf(match: Match): string[];
	/** Looks whether the instance can find records in this way. @throws NodeOperationError before any record is read */
	check?(item: Item, match: Match): Promise<void>;
	/**
	 * The existing records that have the values, and no others.
	 *
	 * @param sent where it has one of the values, it is that field of the record that must hold it; else any
	 * @throws NodeApiError when it is unclear which ones are meant
	 */
	find(item: Item, match: Match, sent: SentField[]): Promise<CampaignRecord[]>;
	/** The fields that are sent: `withValues`, where no field is special. */
	fieldsOf(match: Match, sent: SentField[]): SentField[];
	/**
	 * What a new record gets. It has to be found by the same values again, or the next run would make another one.
	 *
	 * @throws NodeOperationError when it would not be, or when none can be made in this way: see `refuseWithoutValues`
	 */
	fieldsOfNew(item: Item, match: Match, sent: SentField[]): Promise<SentField[]> | SentField[];
	/** Every instance looks at one field that is known: whether a new record is found by it needs no proof. */
	isCertain?(match: Match): boolean;
}

/** 'Match Value', cleaned. @throws NodeOperationError for no value: records without one would all be the same */
export function readMatchValue(context: IExecuteFunctions, itemIndex: number): string {
	const given = context.getNodeParameter('matchValue', itemIndex);
	const value = checkedIdentity(context, itemIndex, 'Match Value', given);
	if (value !== '') return value;
	throw inputError(context, itemIndex, {
		message: "'Match Value' is empty",
		description: 'Check that the expression has one text or number for this item.',
	});
}

/** The fields that hold one of the values that the record is looked up by, with exactly that value: cleaned, on update as on create. */
export const withValues = (values: string[], sent: SentField[]): SentField[] =>
	sent.map((field) => {
		if (typeof field.value !== 'string') return field;
		const value = values.find((wanted) => isSameName(field.value, wanted));
		return value === undefined ? field : { ...field, value, isKey: true };
	});

/**
 * @param value 'Match Value'
 * @param values all that the record is looked up by
 * @throws NodeOperationError for a new record that would not have them
 */
export function refuseWithoutValues(
	item: Item,
	value: string,
	values: string[],
	sent: SentField[],
): void {
	const missing = values.find((wanted) => fieldsWith(sent, wanted).length === 0);
	if (missing === undefined) return;
	const { one } = item.kind;
	throw item.refuse(
		missing === value
			? `No ${one} matches, and a new one would not have the 'Match Value' either`
			: `No ${one} matches, and a new one would not have all values of 'More Filter Parameters'`,
		"Add the field that 'Match By' looks at to 'Fields', with the same value as 'Match Value' or the parameter.",
	);
}
