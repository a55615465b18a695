import type { IDataObject, IExecuteFunctions, ResourceMapperField } from 'n8n-workflow';

import { isBlank } from '../records/clean';
import { Columns } from '../records/columns';
import {
	CLEAR_WORD,
	isPKey,
	toWire,
	type Conversion,
	type ConversionSetting,
	type SentField,
} from '../records/wire';
import { noteEntry } from '../n8n/hints';
import { onePerRun } from '../n8n/onePerRun';
import type { ProfileField } from '../records/fields';
import { runsAsTool } from '../n8n/toolRun';
import { inputError } from '../n8n/errors';
import { readClearsEmpty } from './emptyValues';
import { fromFormField } from './fields';

/** A value that cannot be stored in its field, and why. */
export interface Refused {
	field: ProfileField;
	given: unknown;
	problem: string;
}

/** What 'Fields' has for one item. */
export interface ProfileValues {
	sent: SentField[];
	refused: Refused[];
	/** Opt-outs that a record read earlier did not have yet: sent back, they would undo what somebody chose meanwhile. */
	heldBack: ProfileField[];
	/** Values were given, but each says nothing: the cells are empty. */
	isSilent: boolean;
}

/** The instance's own fields, which are asked for only when the form does not tell enough. */
type ReadLive = () => Promise<ProfileField[]>;

/** One value as it stands in the form or in the item. */
interface Given {
	/** The column or the API name that it has there. */
	name: string;
	value: unknown;
	/** Known already, by the column's name. */
	field?: ProfileField;
	/** The expression that has given it. */
	expression?: string;
}

/** The form that is stored in the workflow. */
interface Form {
	stored: ProfileField[];
	known: Map<string, ProfileField>;
	/** Of the fields that are not shown. */
	hidden: Set<string>;
	/** Where the values stand; an empty path for the item itself, undefined for an expression that makes all of them. */
	path?: '' | 'fields.value' | 'fields';
	values: IDataObject;
	setting: Omit<ConversionSetting, 'source'>;
}

const columnsByFields = new WeakMap<ProfileField[], Columns>();

/** What columns stand for, worked out once for a list of fields. */
function columnsOf(fields: ProfileField[]): Columns {
	const columns = columnsByFields.get(fields) ?? new Columns(fields);
	columnsByFields.set(fields, columns);
	return columns;
}

const formOf = onePerRun<Form>();

/** Not a list, a Date or n8n's DateTime. By its name, since expressions make their objects in another realm. */
const isObject = (value: unknown): value is IDataObject =>
	Object.prototype.toString.call(value) === '[object Object]' && !('toISO' in (value as object));

const NOT_VALUES = ['mappingMode', 'value', 'schema', 'matchingColumns', '__rl'];

/**
 * Where the values stand. n8n's editor writes `{ mappingMode, value, schema }`; workflows that a model or a person wrote may
 * have `{ value: { phone: ... } }` or plainly `{ phone: ... }`, whose meaning is as clear.
 */
function placeOf(raw: unknown): Pick<Form, 'path' | 'values'> {
	if (!isObject(raw)) return { path: undefined, values: {} };
	if (raw.mappingMode === 'autoMapInputData') return { path: '', values: {} };
	if (isObject(raw.value)) return { path: 'fields.value', values: raw.value };
	const others = Object.entries(raw).filter(([name]) => !NOT_VALUES.includes(name));
	return raw.mappingMode === undefined && others.length > 0
		? { path: 'fields', values: Object.fromEntries(others) }
		: { path: 'fields.value', values: {} };
}

/** The same for all items, since it cannot be an expression: read once. */
const readForm = (context: IExecuteFunctions): Form =>
	formOf(context, () => {
		const raw = context.getNodeParameter('fields', 0, {}, { rawExpressions: true }) as unknown;
		const schema = (isObject(raw) && Array.isArray(raw.schema) ? raw.schema : []) as unknown;
		const entries = schema as ResourceMapperField[];
		const stored = entries.map(fromFormField);
		return {
			...placeOf(raw),
			stored,
			known: new Map(stored.map((field) => [field.id, field])),
			hidden: new Set(entries.filter(({ removed }) => removed).map(({ id }) => id)),
			setting: {
				zone: context.getTimezone(),
				// A model has to send something for each field that it is asked for.
				clearsEmpty: !runsAsTool(context) && readClearsEmpty(context),
			},
		};
	});

/** The key of another record, or that record as Get returns it. */
const isLinkValue = (value: unknown) =>
	isPKey(value) || (typeof value === 'object' && value !== null && 'PKey' in value);

const isSet = (value: unknown) => value !== undefined && value !== null;

/** Parts of a nested element stand under its own name: `{ location: { city } }` is `location.city`. */
const flat = (name: string, value: unknown, expression?: string): Given[] =>
	isObject(value) && !isLinkValue(value)
		? Object.entries(value).flatMap(([part, content]) =>
				flat(`${name}.${part}`, content, expression),
			)
		: [{ name, value, expression }];

/**
 * The values of "Map Each Column Manually". Read one by one and raw: n8n would check them against the form stored in
 * the workflow, where a day has a time and empty text is no date, and it crashes when nothing was ever entered.
 * Entries of fields that are not shown are left out: n8n stores `false` for every switch nobody added, which would
 * take back people's opt-outs.
 */
function enteredValues(context: IExecuteFunctions, itemIndex: number, form: Form): Given[] {
	const { path = '', values, hidden, known } = form;
	return (
		Object.entries(values)
			// "=" is an expression that nobody has written yet; n8n would evaluate it to an empty text, which clears.
			.filter(([id, value]) => !hidden.has(id) && value !== '=')
			.flatMap(([id, value]) => {
				const isComputed = (typeof value === 'string' && value.startsWith('=')) || isObject(value);
				const given: unknown = isComputed
					? context.getNodeParameter(`${path}["${id}"]`, itemIndex)
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
function computedValues(context: IExecuteFunctions, itemIndex: number): Given[] {
	const given = context.getNodeParameter('fields', itemIndex, '') as unknown;
	const values = typeof given === 'string' ? parsed(given) : given;
	if (isObject(values)) {
		return Object.entries(values)
			.flatMap(([name, value]) => flat(name, value, '=fields'))
			.filter(({ value }) => isSet(value));
	}
	throw inputError(context, itemIndex, {
		message: "'Fields' has no values by field",
		description:
			'Open the node and choose \'Map Each Column Manually\' or \'Map Automatically\', or give an object such as { "phone": "3301020304" }.',
	});
}

function parsed(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}

/** The values of "Map Automatically": what the item has for the fields that can be written, and nothing else. */
async function itemValues(
	context: IExecuteFunctions,
	itemIndex: number,
	form: Form,
	readLive: ReadLive,
): Promise<Given[]> {
	const item = context.getInputData()[itemIndex].json;
	if (!Object.values(item).some(isSet)) return [];
	const columns = columnsOf(form.stored.length > 0 ? form.stored : await readLive());
	const byField = new Map<string, Given & { field: ProfileField }>();
	const unknown: string[] = [];
	const take = (name: string, value: unknown, isPart: boolean) => {
		if (!isSet(value)) return;
		const field = columns.fieldOf(name);
		if (!field) {
			if (isObject(value)) {
				for (const [part, content] of Object.entries(value)) take(`${name}.${part}`, content, true);
			} else if (!isPart) unknown.push(name);
			return;
		}
		const other = byField.get(field.id);
		if (other && isSaid(other.value) && isSaid(value)) {
			throw twoColumns(context, itemIndex, field, [other.name, name]);
		}
		if (!other || isSaid(value)) byField.set(field.id, { name, value, field });
	};
	for (const [name, value] of Object.entries(item)) take(name, value, false);
	const given = [...byField.values()];
	for (const { name, field } of given.filter((one) => one.name !== one.field.id)) {
		noteEntry(context, 'Columns that were taken for a field', `'${name}' for ${field.id}`);
	}
	for (const name of unknown) {
		const field = columns.fieldLike(name);
		if (field && !byField.has(field.id)) {
			noteEntry(
				context,
				'Columns that were not used, though they look like a field',
				`'${name}' (like '${field.label}', ${field.id})`,
			);
		}
	}
	return given;
}

/** Not a blank cell. */
const isSaid = (value: unknown) => typeof value !== 'string' || !isBlank(value);

const twoColumns = (
	context: IExecuteFunctions,
	itemIndex: number,
	{ label }: ProfileField,
	names: string[],
) =>
	inputError(context, itemIndex, {
		message: `Two columns stand for '${label}'`,
		description: `Nothing was sent for this item. Rename or remove one of ${names.map((name) => `'${name}'`).join(' and ')}.`,
	});

/** Where a value comes from, for an expression that somebody is to write instead. */
function sourceOf({ name, expression = '' }: Given, { path }: Form): string {
	if (path === '') return /^\w+$/.test(name) ? `$json.${name}` : `$json[${JSON.stringify(name)}]`;
	const inner = /^=\{\{((?:(?!\}\})[^])+)\}\}\s*$/.exec(expression)?.[1].trim() ?? '';
	// One that computes nothing has the value itself in it.
	return inner.startsWith('$') ? inner : 'VALUE';
}

/** A value as its field takes it; the field undefined when the instance has none of that name. */
async function convert(
	given: Given,
	form: Form,
	readLive: ReadLive,
): Promise<{ field?: ProfileField; conversion?: Conversion }> {
	const { name, value, field: named } = given;
	const id = named?.id ?? name;
	const live = async () => columnsOf(await readLive()).fieldOf(id);
	const stored = named ?? form.known.get(id);
	// The form does not tell a day from a moment, nor a company's own link from a text.
	const isOpen = stored?.type === 'dateTime' || (id.startsWith('cus') && isLinkValue(value));
	const field = !stored || isOpen ? await live() : stored;
	if (!field) return {};
	// An item of Get has links that are set elsewhere: to nothing, or to many.
	if (field.type === 'link' && typeof value === 'object' && !isLinkValue(value)) return { field };
	const setting = { ...form.setting, source: sourceOf(given, form) };
	const conversion = toWire(field, value, setting);
	if (field.type !== 'options' || !conversion || 'value' in conversion)
		return { field, conversion };
	// The choice may be newer than the form.
	const newer = (await live()) ?? field;
	return { field: newer, conversion: toWire(newer, value, setting) };
}

const OPT_OUT = /^(?:blackList\w*|ccpaOptOut)$/;

/** An item that Campaign returned earlier; whatever else has a PKey of it was made of one. */
const isRecord = ({ PKey }: IDataObject) => isPKey(PKey);

/**
 * Reads the values of 'Fields', as Campaign wants them.
 *
 * The form stored in the workflow says what the fields are. The instance's own metadata (`readLive`) is asked when
 * that is not enough: no form was stored, a custom date may be a day or a moment, a choice may be newer than the form.
 *
 * @throws NodeOperationError when 'Fields' itself cannot be read; what is wrong with single values is returned
 */
export async function readProfileValues(
	context: IExecuteFunctions,
	itemIndex: number,
	readLive: ReadLive,
): Promise<ProfileValues> {
	const form = readForm(context);
	const isAutoMapped = form.path === '';
	const readGiven = async () => {
		if (isAutoMapped) return await itemValues(context, itemIndex, form, readLive);
		return form.path === undefined
			? computedValues(context, itemIndex)
			: enteredValues(context, itemIndex, form);
	};
	const given = await readGiven();
	const item = context.getInputData()[itemIndex].json;
	/** The value comes from a record that was read earlier: mapped automatically, or by an expression that takes it over. */
	const isReadEarlier = ({ expression }: Given, { id }: ProfileField) =>
		isRecord(item) && (isAutoMapped || (expression !== undefined && item[id] === false));
	const values: ProfileValues = { sent: [], refused: [], heldBack: [], isSilent: false };
	for (const one of given) {
		const { field, conversion } = await convert(one, form, readLive);
		if (!field) {
			const problem = "The instance has no such field that can be written. See 'Field Set'.";
			const unknown = { id: one.name, label: one.name, type: 'string' as const };
			values.refused.push({ field: unknown, given: one.value, problem });
		} else if (conversion && 'problem' in conversion) {
			values.refused.push({ field, given: one.value, problem: conversion.problem });
		} else if (conversion) {
			const isTakenBack =
				OPT_OUT.test(field.id) && conversion.value === false && isReadEarlier(one, field);
			if (isTakenBack) values.heldBack.push(field);
			else values.sent.push({ ...field, ...conversion });
		}
	}
	const { sent, refused, heldBack } = values;
	const isSilent =
		given.length > 0 &&
		sent.length + refused.length + heldBack.length === 0 &&
		!runsAsTool(context);
	return { ...values, isSilent };
}

/** @throws NodeOperationError that names every value that cannot be stored; nothing was sent yet */
export function refuseUnfit(context: IExecuteFunctions, itemIndex: number, refused: Refused[]) {
	if (refused.length === 0) return;
	const labels = refused.map(({ field }) => `'${field.label}'`).join(', ');
	throw inputError(context, itemIndex, {
		message: `The value${refused.length > 1 ? 's' : ''} of ${labels} in 'Fields' cannot be stored`,
		description:
			refused.length === 1
				? refused[0].problem
				: refused.map(({ field, problem }) => `'${field.label}': ${problem}`).join('\n'),
	});
}

/** @throws NodeOperationError when there is nothing to store at all */
export function refuseNothing(context: IExecuteFunctions, itemIndex: number): never {
	const isAutoMapped = readForm(context).path === '';
	const empty = `A field without a value stays as it is; to empty one, give it the value ${CLEAR_WORD}.`;
	throw inputError(context, itemIndex, {
		message: 'There is nothing to store',
		description: isAutoMapped
			? `The item has no value whose name is that of a field, such as 'firstName' or 'Phone'. ${empty}`
			: `Add at least one field to 'Fields' and give it a value. ${empty}`,
	});
}
