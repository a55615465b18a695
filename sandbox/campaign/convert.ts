import { printJson, type Scalar } from '../exactJson';
import type { Settings } from '../settings';
import { emptyValue, type Field } from '../store/field';
import { toDay, toInstant } from './dates';
import { toNumber } from './numbers';
import { storedText } from './policies';
import type { Refusals } from './refusals';

/**
 * A value of a request body as it is stored.
 * Inferred: null clears like ""; "12" is a number and "true" a boolean, as the database engine casts them.
 * @throws Refusal for a value the field cannot take
 */
export function toStored(
	field: Field,
	value: unknown,
	settings: Settings,
	errors: Refusals,
): Scalar {
	if (value === null || value === '') return emptyValue(field);
	const wrongType = (text: string) => errors.wrongType(text, typeName(field));
	if (typeof value === 'object') throw wrongType(printJson(value));
	const text = String(value);
	if (field.type === 'boolean') return toBoolean(text, errors);
	if (field.type === 'enumeration') return toName(text, field, errors);
	const stored = storedValue(field, text, settings);
	if (stored === undefined) throw wrongType(text);
	return stored;
}

function storedValue(field: Field, text: string, settings: Settings): Scalar | undefined {
	if (field.type === 'number') return toNumber(text, field, settings);
	if (field.type === 'date') return toDay(text);
	if (field.type === 'datetime') return toInstant(text, settings);
	return storedText(field, text, settings);
}

function toBoolean(text: string, errors: Refusals): boolean {
	if (['true', '1'].includes(text)) return true;
	if (['false', '0'].includes(text)) return false;
	throw errors.wrongType(text, 'integer (8 bit)');
}

/** A stored value that the enumeration does not have reads as this one (Campaign Standard data model, 'Profile'). */
export const INVALID = '__Invalid_value__';

/** Enumerations take the name, not the stored number or the label (Campaign Standard API, 'Filtering'). */
function toName(text: string, field: Field, errors: Refusals): string {
	if (text !== INVALID && field.values?.some(({ name }) => name === text)) return text;
	throw errors.notInEnumeration(text, field.name);
}

const NUMBER_NAMES: Record<string, string> = { int64: 'integer (64 bit)', double: 'double' };

function typeName(field: Field): string {
	if (field.type === 'number') return NUMBER_NAMES[field.resType ?? ''] ?? 'integer (32 bit)';
	if (field.type === 'boolean' || field.resType === 'byte') return 'integer (8 bit)';
	return field.type === 'date' || field.type === 'datetime' ? field.type : 'text';
}
