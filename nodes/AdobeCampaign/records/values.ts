import type { IDataObject } from 'n8n-workflow';

import { isBlank } from './clean';
import type { Columns } from './columns';
import { isPlainObject, isSet } from './given';
import { isCustom, type RecordField } from './metadata';
import type { Item } from './item';
import { CLEAR_WORD, isPKey, toWire, type Conversion, type ConversionSetting } from './wire';
import type { Sending } from './write';

/** One value as it stands in 'Fields' or in the item. */
export interface GivenValue {
	/** The column or the API name that it has there. */
	name: string;
	value: unknown;
	/** The expression that has given it. */
	expression?: string;
}

/** What of 'Fields' is the same for all items of a run. */
export interface FieldForm {
	/** `automatic`: the values are those of the input item, by column. `single`: one expression or JSON text gives all values. */
	mapping: 'manual' | 'automatic' | 'single';
	/** The fields as the form stored them with the workflow. */
	columns: Columns;
	/** The workflow's time zone. */
	zone: string;
	/** Empty text clears a field. */
	clearsEmpty: boolean;
}

/** What 'Fields' has for one item, as it stands there. */
export interface GivenFields {
	form: FieldForm;
	/** Empty when the values are mapped automatically. */
	values: GivenValue[];
	/** The json of the input item. */
	input: IDataObject;
}

/** A value that cannot be stored in its field, and why. */
export interface Refused {
	field: RecordField;
	given: unknown;
	problem: string;
}

/** The values of one item, as Campaign takes them. */
interface FieldValues extends Sending {
	refused: Refused[];
	/** Values were given, but all cells are blank. */
	isSilent: boolean;
}

/** A given value whose field is known already, by the column's name. */
export type Mapped = GivenValue & { field?: RecordField };

/** The key of another record, or that record as Get returns it. */
export const isLinkValue = (value: unknown) =>
	isPKey(value) || (typeof value === 'object' && value !== null && 'PKey' in value);

const isBlankCell = (value: unknown) => typeof value === 'string' && isBlank(value);

/** The values of "Map Automatically": what the item has for the fields that can be written, and nothing else. */
export async function mappedByColumn(item: Item, { input, form }: GivenFields): Promise<Mapped[]> {
	if (!Object.values(input).some(isSet)) return [];
	const columns = form.columns.isEmpty ? await item.columns() : form.columns;
	const byField = new Map<string, Mapped & { field: RecordField }>();
	const unknown: string[] = [];
	const take = (name: string, value: unknown, isPart: boolean) => {
		if (!isSet(value)) return;
		const field = columns.fieldOf(name);
		if (!field) {
			if (isPlainObject(value)) {
				for (const [part, content] of Object.entries(value)) take(`${name}.${part}`, content, true);
			} else if (!isPart) unknown.push(name);
			return;
		}
		const other = byField.get(field.id);
		if (other && !isBlankCell(other.value) && !isBlankCell(value)) {
			throw item.refuse(
				`Two columns stand for '${field.label}'`,
				`Nothing was sent for this item. Rename or remove one of '${other.name}' and '${name}'.`,
			);
		}
		if (!other || !isBlankCell(value)) byField.set(field.id, { name, value, field });
	};
	for (const [name, value] of Object.entries(input)) take(name, value, false);
	const mapped = [...byField.values()];
	const { hints } = item.run;
	for (const { name, field } of mapped.filter((one) => one.name !== one.field.id)) {
		hints.addEntry('Columns that were taken for a field', `'${name}' for ${field.id}`);
	}
	for (const name of unknown) {
		const field = columns.fieldLike(name);
		if (field && !byField.has(field.id)) {
			hints.addEntry(
				'Columns that were not used, though they look like a field',
				`'${name}' (like '${field.label}', ${field.id})`,
			);
		}
	}
	return mapped;
}

/** Where a value comes from, for the expression that an error proposes. */
export function sourceOf({ name, expression = '' }: GivenValue, { mapping }: FieldForm): string {
	if (mapping === 'automatic')
		return /^\w+$/.test(name) ? `$json.${name}` : `$json[${JSON.stringify(name)}]`;
	const inner = /^=\{\{((?:(?!\}\})[^])+)\}\}\s*$/.exec(expression)?.[1].trim() ?? '';
	// An expression without a variable has the value itself in it.
	return inner.startsWith('$') ? inner : 'VALUE';
}

/** A value as its field takes it; `field` is undefined when the instance has no field of that name. */
async function convert(
	item: Item,
	{ field: named, ...value }: Mapped,
	{ columns }: FieldForm,
	setting: ConversionSetting,
): Promise<{ field?: RecordField; conversion?: Conversion }> {
	const id = named?.id ?? value.name;
	const live = async () => (await item.columns()).fieldOf(id);
	const stored = named ?? columns.get(id);
	// The form does not tell a day from a moment, nor a company's own link from a text.
	const isUnsure = stored?.type === 'dateTime' || (isCustom(id) && isLinkValue(value.value));
	const field = !stored || isUnsure ? await live() : stored;
	if (!field) return {};
	// An item of Get has links that are set elsewhere: empty ones, or lists.
	if (field.type === 'link' && typeof value.value === 'object' && !isLinkValue(value.value))
		return { field };
	const conversion = toWire(field, value.value, setting);
	if (field.type !== 'options' || !conversion || 'value' in conversion)
		return { field, conversion };
	// The choice may be newer than the form.
	const newer = (await live()) ?? field;
	return { field: newer, conversion: toWire(newer, value.value, setting) };
}

/** An item that Campaign returned earlier, or one that was made from it: both have a PKey. */
const isRecord = ({ PKey }: IDataObject) => isPKey(PKey);

/**
 * Converts the values of 'Fields' to what Campaign takes.
 *
 * The form stored in the workflow says what the fields are. The instance's own metadata is read when that is not enough: no
 * form was stored, a custom date may be a day or a moment, a choice may be newer than the form.
 *
 * @throws NodeOperationError for two columns of one field; what is wrong with single values is returned
 */
export async function toFieldValues(item: Item, given: GivenFields): Promise<FieldValues> {
	const { run, kind } = item;
	const { form, input } = given;
	const isAutomatic = form.mapping === 'automatic';
	const mapped: Mapped[] = isAutomatic ? await mappedByColumn(item, given) : given.values;
	/** The value comes from a record that was read earlier: mapped automatically, or by an expression that takes it over. */
	const isReadEarlier = ({ expression }: GivenValue, { id }: RecordField) =>
		isRecord(input) && (isAutomatic || (expression !== undefined && input[id] === false));
	const values: FieldValues = { sent: [], refused: [], heldBack: [], isSilent: false };
	for (const one of mapped) {
		const { field, conversion } = await convert(item, one, form, {
			record: kind.one,
			zone: form.zone,
			clearsEmpty: form.clearsEmpty,
			source: sourceOf(one, form),
		});
		if (!field) {
			const advice = kind.hasFieldSets ? " See 'Field Set'." : '';
			const problem = `The instance has no such field that can be written.${advice}`;
			const unknown = { id: one.name, label: one.name, type: 'string' as const };
			values.refused.push({ field: unknown, given: one.value, problem });
		} else if (conversion && 'problem' in conversion) {
			values.refused.push({ field, given: one.value, problem: conversion.problem });
		} else if (conversion) {
			const isTakenBack =
				kind.optOuts.test(field.id) && conversion.value === false && isReadEarlier(one, field);
			if (isTakenBack) values.heldBack.push(field);
			else values.sent.push({ ...field, ...conversion });
		}
	}
	const { sent, refused, heldBack } = values;
	const hasNothing = sent.length + refused.length + heldBack.length === 0;
	return { ...values, isSilent: mapped.length > 0 && hasNothing && !run.isTool };
}

/** @throws NodeOperationError that names every value that cannot be stored; nothing was sent yet */
export function refuseUnfit(item: Item, refused: Refused[]): void {
	if (refused.length === 0) return;
	const labels = refused.map(({ field }) => `'${field.label}'`).join(', ');
	throw item.refuse(
		`The value${refused.length > 1 ? 's' : ''} of ${labels} in 'Fields' cannot be stored`,
		refused.length === 1
			? refused[0].problem
			: refused.map(({ field, problem }) => `'${field.label}': ${problem}`).join('\n'),
	);
}

/** @throws NodeOperationError when there is nothing to store at all */
export function refuseNothing(item: Item, { form }: GivenFields): never {
	const empty = `A field without a value stays as it is; to empty one, give it the value ${CLEAR_WORD}.`;
	throw item.refuse(
		'There is nothing to store',
		form.mapping === 'automatic'
			? `The item has no value whose name is that of a field, such as 'firstName' or 'Phone'. ${empty}`
			: `Add at least one field to 'Fields' and give it a value. ${empty}`,
	);
}
