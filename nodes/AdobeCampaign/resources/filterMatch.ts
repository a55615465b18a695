import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { inputError } from '../n8n/errors';
import {
	checkedParameter,
	filterNameField,
	filterPreface,
	filterParametersField,
	parameterNameField,
	readFilterName,
	readFilterParameters,
} from '../parameters/filter';
import { FINDS_OTHERS } from '../records/created';
import { fieldsWith, hasValue } from '../records/identity';
import type { Item } from '../records/item';
import { pagesFrom, type NewRecords } from '../records/list';
import { listedKeys } from '../records/listed';
import { hasOwn, isKeyName } from '../records/metadata';
import type { SentField } from '../records/wire';
import type { CampaignClient } from '../transport/client';
import type { CampaignRecord } from '../transport/types';
import type { Filter } from '../transport/urls';
import { refuseWithoutValues } from './matcher';

/** 'Match By' = 'Custom Filter', for any kind. */
export interface FilterMatch {
	by: 'customFilter';
	/** 'Match Value', which is that of one of the parameters. */
	value: string;
	filter: Filter;
}

const whenChosen = { show: { matchBy: ['customFilter'] } };

/** The form, with the field for 'Match Value' between its parts. */
export const filterMatchFields = (matchValue: INodeProperties): INodeProperties[] => [
	filterNameField(whenChosen),
	{
		...parameterNameField,
		name: 'filterParameter',
		required: true,
		displayOptions: whenChosen,
	},
	matchValue,
	filterParametersField(
		'More Filter Parameters',
		'For a filter that looks at several fields at once: its other parameters, each with a value',
		whenChosen,
	),
];

/** Reads it. @param value 'Match Value', which is not empty */
export function readFilterMatch(
	context: IExecuteFunctions,
	itemIndex: number,
	value: string,
): FilterMatch {
	const name = readFilterName(context, itemIndex);
	const parameter = checkedParameter(
		context,
		itemIndex,
		context.getNodeParameter('filterParameter', itemIndex),
	);
	const parameters = readFilterParameters(context, itemIndex, { [parameter]: value });
	const empty = Object.keys(parameters).find((one) => parameters[one] === '');
	if (empty !== undefined) {
		throw inputError(context, itemIndex, {
			message: `The parameter '${empty}' of the filter '${name}' has no value, and nothing was written`,
			description: "Check 'More Filter Parameters': its expression has no value for this item.",
		});
	}
	return { by: 'customFilter', value, filter: { name, parameters } };
}

/** The field that a parameter is named after: `crm_id` of `crm_id_parameter`. */
const fieldNameOf = (parameter: string) => parameter.replace(/_parameter$/, '');

/**
 * The fields that hold the value of a parameter: the one that it is named after, where 'Fields' has it; else those with the same
 * value. 250 points are not the card of number 250.
 */
function fieldsHolding(sent: SentField[], parameter: string, value: string): SentField[] {
	const alike = fieldsWith(sent, value);
	const named = sent.find(({ id }) => id === fieldNameOf(parameter));
	if (named) return alike.filter((field) => field === named);
	return alike.filter(({ id, type }) => !['number', 'boolean'].includes(type) || isKeyName(id));
}

/** The first page that has any rows: an empty one with a link to a next one says nothing yet. */
async function firstPageOf(client: CampaignClient, url: string): Promise<NewRecords> {
	let last: NewRecords = { content: [], rows: 0 };
	for await (const page of pagesFrom(client, url, filterPreface(client.kind))) {
		last = page;
		if (page.rows > 0) break;
	}
	return last;
}

/**
 * The records that a filter finds and that have its values: one request. Only the first page is read: a filter that ignores its
 * parameter finds all records, and one that finds beginnings others.
 *
 * @param sent where it has one of the values, it is that field of the record that must hold it; else any
 * @throws NodeApiError of the kind FINDS_OTHERS when it is unclear which one is meant
 */
export async function findByFilter(
	{ client, kind }: Item,
	filter: Filter,
	sent: SentField[],
): Promise<CampaignRecord[]> {
	const url = client.urls.list(filter, { isOnePage: true });
	const { content: records, next } = await firstPageOf(client, url);
	const isMeant = (record: CampaignRecord) =>
		Object.entries(filter.parameters).every(([parameter, value]) => {
			const fields = fieldsHolding(sent, parameter, value).map(({ id }) => id);
			return hasValue(kind, record, value, fields);
		});
	const meant = records.filter(isMeant);
	if (next && meant.length < 2) {
		throw client.error({
			kind: FINDS_OTHERS,
			message: `The filter finds more ${kind.many} than one page has, and nothing was written`,
			description:
				'It is not clear which one is meant. Choose a filter that finds a value exactly.',
		});
	}
	if (records.length === 0 || meant.length > 0) return meant;
	const isOne = records.length === 1;
	throw client.error({
		kind: FINDS_OTHERS,
		message: `The filter finds ${isOne ? `a ${kind.one} that does` : `${records.length} ${kind.many} that do`} not have 'Match Value', and nothing was written`,
		description: `A filter that finds beginnings, or one that looks at something else, would change another ${kind.one}. Choose a filter that finds a value exactly. What was found:\n${listedKeys(records)}`,
	});
}

/**
 * A filter ignores parameters that it does not know, and takes one that is not sent for empty: it would find another record,
 * and every item would update that one. Two requests a run; when the instance does not tell its filters, nothing is refused.
 *
 * @throws NodeOperationError before anything is written, when the parameters are not exactly those of the filter
 */
export async function checkParameters(item: Item, { name, parameters }: Filter): Promise<void> {
	const refuse = (message: string, description: string) =>
		item.refuse(`${message}, and nothing was written`, description);
	const listed = await item.instance.knownFilters(item.client, item.kind);
	const filter = listed.find((one) => one.name === name);
	if (!filter) return;
	const others = Object.keys(parameters).filter((one) => !filter.parameters.includes(one));
	if (others.length > 0) {
		throw refuse(
			`The filter '${name}' has no parameter '${others[0]}'`,
			`Choose another 'Parameter Name or ID'. The filter has: ${filter.parameters.join(', ') || 'none'}.`,
		);
	}
	const missing = filter.parameters.filter((one) => !hasOwn(parameters, one));
	if (missing.length > 0) {
		throw refuse(
			`The filter '${name}' also looks at ${missing.map((one) => `'${one}'`).join(', ')}`,
			`Add what is missing to 'More Filter Parameters', with a value. Without it the filter would find another ${item.kind.one}.`,
		);
	}
}

/**
 * What a new record gets, so that the filter finds it. A value that 'Fields' lacks goes into the text field that the parameter is
 * named after, where there is exactly that: an administrator's filter asks for `crm_id` by `crm_id_parameter` (Adobe, "Calling a
 * resource using a composite identification key").
 *
 * @throws NodeOperationError when it would not have all values
 */
export async function fieldsOfNewByFilter(
	item: Item,
	{ value, filter: { parameters } }: FilterMatch,
	sent: SentField[],
): Promise<SentField[]> {
	const lackingIn = (fields: SentField[]) =>
		Object.entries(parameters).filter(
			([parameter, wanted]) => fieldsHolding(fields, parameter, wanted).length === 0,
		);
	const lacking = lackingIn(sent);
	const known = lacking.length > 0 ? await item.knownFields() : [];
	const added = lacking.flatMap(([parameter, wanted]): SentField[] => {
		const id = fieldNameOf(parameter);
		const field = known?.find((one) => one.id === id && one.type === 'string');
		// 'Fields' says otherwise.
		if (!field || sent.some((one) => one.id === id)) return [];
		return [{ ...field, value: wanted, isKey: true }];
	});
	const fields = [...sent, ...added];
	const missing = lackingIn(fields).map(([, wanted]) => wanted);
	refuseWithoutValues(item, value, missing, []);
	return fields;
}
