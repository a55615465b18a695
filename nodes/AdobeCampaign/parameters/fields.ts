import type {
	IDataObject,
	IExecuteFunctions,
	INodeProperties,
	ResourceMapperField,
	ResourceMapperFields,
} from 'n8n-workflow';

import { inputError } from '../n8n/errors';
import { runsAsTool } from '../n8n/run';
import { hasOwn, type RecordField } from '../records/metadata';
import type { FieldType, RecordKind } from '../records/kind';
import { Columns } from '../records/columns';
import { isPlainObject, isSet, parsedJson } from '../records/given';
import { type FieldForm, isLinkValue, type GivenFields, type GivenValue } from '../records/values';
import { CLEAR_WORD } from '../records/wire';
import { DEPENDS_ON } from './dependsOn';
import { readChoice } from './readers';

/** What an AI agent's model has to know of an operation that writes. */
export const WRITE_ADVICE = `Give only what is known: an empty text changes nothing, and ${CLEAR_WORD} as a value empties its field. Numbers and true or false are always stored.`;

/** A parameter that holds values by field. */
export interface FieldsParameter {
	name: string;
	/** On the screen. */
	label: string;
}

export const FIELDS: FieldsParameter = { name: 'fields', label: 'Fields' };

/**
 * The form for the values of an operation that writes.
 *
 * @param mapperMethod the method that lists the fields
 */
export const fieldsField = (mapperMethod: string): INodeProperties => ({
	displayName: FIELDS.label,
	name: FIELDS.name,
	type: 'resourceMapper',
	noDataExpression: true,
	required: true,
	default: { mappingMode: 'defineBelow', value: null },
	description:
		'The values to store. A field that is not listed, or has no value, stays as it is; [clear] empties one. Map Automatically takes columns that are named like a field, by its label or its API name.',
	typeOptions: {
		// n8n empties the form when one of these changes (2.41).
		loadOptionsDependsOn: DEPENDS_ON,
		resourceMapper: {
			resourceMapperMethod: mapperMethod,
			mode: 'add',
			addAllFields: false,
			supportAutoMap: true,
			valuesLabel: 'Fields',
			fieldWords: { singular: 'field', plural: 'fields' },
			// Shown with "Retry" behind it. n8n may ask before it has set the credential of a node that was just added (2.41).
			noFieldsError: 'The fields could not be read. Choose a credential that works above, then',
		},
	},
});

const CHOICES = ['leave', 'clear'] as const;

/**
 * 'Leave' is the default: a blank cell of a sheet mostly means that the value is not known yet, as importers of contacts take
 * it, too. A value that was wrongly left can be cleared later; one that was wrongly cleared is gone.
 */
export const emptyValuesOption: INodeProperties = {
	displayName: 'Empty Values',
	name: 'emptyValues',
	type: 'options',
	noDataExpression: true,
	options: [
		{
			name: 'Clear the Field',
			value: 'clear',
			description: 'Take away what is stored: text and dates become empty, numbers 0',
		},
		{
			name: 'Leave It Alone',
			value: 'leave',
			description: `Keep what is stored; write ${CLEAR_WORD} where one field is to be emptied`,
		},
	],
	default: 'leave',
	description:
		'What an empty cell or text does to its field. White space alone and missing values never change anything.',
};

/** Whether empty text clears a field: the same for all items. */
const readClearsEmpty = (context: IExecuteFunctions) =>
	readChoice(context, 0, 'options.emptyValues', 'Empty Values', CHOICES, 'leave') === 'clear';

const FORM_TYPES: Record<FieldType, ResourceMapperField['type']> = {
	string: 'string',
	number: 'number',
	boolean: 'boolean',
	options: 'options',
	date: 'dateTime',
	dateTime: 'dateTime',
	link: 'string',
	list: 'array',
};

/** A field as n8n's form shows it. */
export const toFormField = ({ id, label, type, options }: RecordField): ResourceMapperField => ({
	id,
	displayName: label,
	type: type === 'link' && options ? 'options' : FORM_TYPES[type],
	...(options && { options }),
	required: false,
	defaultMatch: false,
	canBeUsedToMatch: false,
	display: true,
});

/** A form without fields. n8n keeps showing the last notice where there is none (2.41), so each empty form has its own. */
export const emptyForm = (notice: string): ResourceMapperFields => ({
	fields: [],
	emptyFieldsNotice: notice,
});

/** The field behind an entry of the form that is stored in the workflow. */
export const fromFormField = (
	{ id, displayName, type, options }: ResourceMapperField,
	{ types }: RecordKind,
): RecordField => ({
	id,
	label: displayName,
	type:
		type === 'options' || type === 'number' || type === 'boolean' || type === 'dateTime'
			? type
			: type === 'array'
				? 'list'
				: 'string',
	...(options && {
		options: options.map((option) => ({ name: option.name, value: String(option.value) })),
	}),
	...(hasOwn(types, id) && { type: types[id] }),
});

/** Where the values stand in the parameter, and what stands there. */
interface Place {
	/** Under the parameter, or in the input item; undefined for one expression that gives all values. */
	path?: '' | '.value' | 'input';
	values: IDataObject;
}

/** What of the parameter is the same for all items of a run, since it cannot be an expression. */
export interface StoredFields {
	parameter: FieldsParameter;
	form: FieldForm;
	place: Place;
	/** The ids of the form's fields, and of those that are not shown. */
	known: Set<string>;
	hidden: Set<string>;
}

const NOT_VALUES = ['mappingMode', 'value', 'schema', 'matchingColumns', '__rl'];

/**
 * Where the values stand. n8n's editor writes `{ mappingMode, value, schema }`; workflows that a model or a person wrote may
 * have `{ value: { phone: ... } }` or plainly `{ phone: ... }`, whose meaning is as clear.
 */
function placeOf(raw: unknown): Place {
	if (!isPlainObject(raw)) return { path: undefined, values: {} };
	if (raw.mappingMode === 'autoMapInputData') return { path: 'input', values: {} };
	if (isPlainObject(raw.value)) return { path: '.value', values: raw.value };
	const others = Object.entries(raw).filter(([name]) => !NOT_VALUES.includes(name));
	return raw.mappingMode === undefined && others.length > 0
		? { path: '', values: Object.fromEntries(others) }
		: { path: '.value', values: {} };
}

/** Parts of a nested element stand under its own name: `{ location: { city } }` is `location.city`. */
const flat = (name: string, value: unknown, expression?: string): GivenValue[] =>
	isPlainObject(value) && !isLinkValue(value)
		? Object.entries(value).flatMap(([part, content]) =>
				flat(`${name}.${part}`, content, expression),
			)
		: [{ name, value, expression }];

/**
 * The values of "Map Each Column Manually". Read one by one and raw: n8n would check them against the form stored in
 * the workflow, where a day has a time and empty text is no date, and it crashes when nothing was ever entered.
 * Entries of fields that are not shown are left out: n8n stores `false` for every switch that was never added, which would
 * take back people's opt-outs.
 */
function enteredValues(
	context: IExecuteFunctions,
	itemIndex: number,
	{ parameter, place: { path, values }, known, hidden }: StoredFields,
): GivenValue[] {
	return (
		Object.entries(values)
			// "=" is an expression that was not written yet; n8n would evaluate it to an empty text, which clears.
			.filter(([id, value]) => !hidden.has(id) && value !== '=')
			.flatMap(([id, value]) => {
				const isComputed =
					(typeof value === 'string' && value.startsWith('=')) || isPlainObject(value);
				const given: unknown = isComputed
					? context.getNodeParameter(`${parameter.name}${path}["${id}"]`, itemIndex)
					: value;
				const expression = isComputed && typeof value === 'string' ? value : undefined;
				return known.has(id)
					? [{ name: id, value: given, expression }]
					: flat(id, given, expression);
			})
			.filter(({ value }) => isSet(value))
	);
}

/** All values by one expression, or as JSON, as a model may hand them over. */
function computedValues(
	context: IExecuteFunctions,
	itemIndex: number,
	{ name, label }: FieldsParameter,
): GivenValue[] {
	const given = context.getNodeParameter(name, itemIndex, '') as unknown;
	const values = typeof given === 'string' ? parsedJson(given) : given;
	if (isPlainObject(values)) {
		return Object.entries(values)
			.flatMap(([field, value]) => flat(field, value, `=${name}`))
			.filter(({ value }) => isSet(value));
	}
	throw inputError(context, itemIndex, {
		message: `'${label}' has no values by field`,
		description:
			'Open the node and choose \'Map Each Column Manually\' or \'Map Automatically\', or give an object such as { "phone": "3301020304" }.',
	});
}

const MAPPINGS = { input: 'automatic', '.value': 'manual', '': 'manual' } as const;

/** Reads what of 'Fields' is the same for all items: once a run. */
export function readStoredFields(
	context: IExecuteFunctions,
	kind: RecordKind,
	parameter = FIELDS,
): StoredFields {
	const raw = context.getNodeParameter(parameter.name, 0, {}, { rawExpressions: true }) as unknown;
	const schema: unknown = isPlainObject(raw) ? raw.schema : undefined;
	const entries = (Array.isArray(schema) ? schema : []) as ResourceMapperField[];
	const place = placeOf(raw);
	const fields = entries.map((entry) => fromFormField(entry, kind));
	return {
		parameter,
		form: {
			mapping: place.path === undefined ? 'single' : MAPPINGS[place.path],
			columns: new Columns(fields, kind),
			zone: context.getTimezone(),
			// A model has to send something for each field that it is asked for.
			clearsEmpty: !runsAsTool(context) && readClearsEmpty(context),
		},
		place,
		known: new Set(entries.map(({ id }) => id)),
		hidden: new Set(entries.filter(({ removed }) => removed).map(({ id }) => id)),
	};
}

/** Reads what 'Fields' has for one item. Its meaning is worked out in records/values.ts, which may have to ask Campaign. */
export function readFields(
	context: IExecuteFunctions,
	itemIndex: number,
	stored: StoredFields,
): GivenFields {
	const { form } = stored;
	const input = context.getInputData()[itemIndex].json;
	if (form.mapping === 'automatic') return { form, input, values: [] };
	const values =
		form.mapping === 'single'
			? computedValues(context, itemIndex, stored.parameter)
			: enteredValues(context, itemIndex, stored);
	return { form, input, values };
}
