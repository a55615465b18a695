import type { IDataObject } from 'n8n-workflow';

import { dateProblem, toCampaignDate, toCampaignDateTime } from './dates';
import {
	cleanEmail,
	cleanName,
	cleanText,
	forComparison,
	isBlank,
	isEmail,
	lostDigitsProblem,
	numberAsTextProblem,
	uncomputedProblem,
} from './clean';
import { isPlainObject, isSet, parsedJson } from './given';
import { isKeyName, type RecordField } from './metadata';

/** The value that is sent for one field: one value, or a list of objects of such. */
export type WireValue = string | number | boolean | IDataObject[];

/** A field with the value that is sent for it. */
export interface SentField extends RecordField {
	value: WireValue;
	/** The empty value that clears the field. */
	clears?: boolean;
	/** It names the record: a part of it would be another name. */
	isKey?: boolean;
}

/**
 * The value for the wire, or what is wrong with it in words for the screen (without the value, which may be personal).
 * Undefined: there is nothing to send, and the field is left as it is.
 */
export type Conversion = Pick<SentField, 'value' | 'clears'> | { problem: string } | undefined;

/** The setting of a conversion. */
export interface ConversionSetting {
	/** What the field belongs to, in messages, such as "service". */
	record: string;
	/** The workflow's time zone. */
	zone: string;
	/** Empty text clears the field; else the field is left as it is. */
	clearsEmpty: boolean;
	/** A text may be empty: it is a value like any other. */
	keepsEmpty?: true;
	/** Where the value comes from in an expression, such as `$json.birthDate`. */
	source?: string;
}

/** Clears a field, whatever 'Empty Values' is set to. An AI agent's model has to send something for each field. */
export const CLEAR_WORD = '[clear]';

/** What Campaign shows for a field that is not set: it never sends null for a value (seen in every sample). */
const EMPTY_CHOICES = ['none', 'unknown'];

/** A stored choice that the instance no longer has. Only Campaign writes it (Adobe, "Profile" data model). */
const LOST_CHOICE = '__Invalid_value__';

/** Characters, in every instance (Adobe, "Profile" data model). */
export const EMAIL_LENGTH = 128;

function toEmail(text: string, length = EMAIL_LENGTH): Conversion {
	const value = cleanEmail(text);
	if (!isEmail(value)) {
		const isSeveral = (value.match(/@/g) ?? []).length > 1;
		return {
			problem: isSeveral
				? 'One e-mail is needed, not several.'
				: "A whole e-mail is needed, such as 'name@email.com'.",
		};
	}
	return value.length > length
		? { problem: `It is longer than the ${length} characters that Campaign keeps of an e-mail.` }
		: { value };
}

const isDateTime = (value: unknown) =>
	typeof value === 'object' && value !== null && 'toISO' in value;

function toText({ id, policy, length }: RecordField, value: unknown): Conversion {
	if (typeof value === 'number') {
		const problem = numberAsTextProblem(value);
		return problem ? { problem } : { value: String(value) };
	}
	if (typeof value === 'boolean') {
		return {
			problem: 'A text is needed, not true or false. If the word is meant, add it as text.',
		};
	}
	if (!['string', 'bigint'].includes(typeof value) && !isDateTime(value)) {
		return { problem: 'A text is needed, not a list or an object.' };
	}
	if (id === 'email' || policy === 'email') return toEmail(String(value), length);
	const isOneWord = isKeyName(id) || /phone$|^fax$|mail$/i.test(id);
	return { value: isOneWord ? cleanName(String(value)) : cleanText(String(value)) };
}

/** Decimal notation alone: JavaScript takes "0x1F", "1e3" and "Infinity" for numbers, too. */
const DECIMAL = /^([+-]?)0*(\d*)(\.\d*)?$/;

function toNumber(value: unknown): Conversion {
	const problem = { problem: 'A number is needed, such as 12 or 12.5.' };
	if (typeof value === 'number') {
		return Number.isFinite(value) ? (lostDigitsProblem(value) ?? { value: value + 0 }) : problem;
	}
	if (typeof value !== 'string' && typeof value !== 'bigint') return problem;
	const text = cleanText(String(value)).replace(/^\u2212/, '-');
	const [, sign, whole, fraction = ''] = DECIMAL.exec(text) ?? [];
	if (whole === undefined || !/\d/.test(text)) {
		return /^[+-]?\d+([.,]\d+)?e[+-]?\d+$/i.test(text)
			? {
					problem:
						'It was shortened to a power of ten and has lost digits. Format it as text in its source.',
				}
			: problem;
	}
	const minus = sign === '-' ? '-' : '';
	const number = Number(`${minus}${whole || '0'}${fraction}`);
	if (Math.abs(number) <= Number.MAX_SAFE_INTEGER) return { value: number + 0 };
	// Too long for JavaScript's numbers: Campaign casts a text of digits, to the last one.
	return fraction === '' ? { value: `${minus}${whole}` } : problem;
}

const ON = ['true', 't', 'yes', 'y', 'on', '1', 'wahr', 'vrai', 'verdadero', 'vero'];
const OFF = ['false', 'f', 'no', 'n', 'off', '0', 'falsch', 'faux', 'falso'];

/** People's cells, and what a spreadsheet calls its own switches in some languages. */
function toBoolean(value: unknown): Conversion {
	const text = typeof value === 'object' ? '' : forComparison(value);
	if (ON.includes(text)) return { value: true };
	if (OFF.includes(text)) return { value: false };
	return { problem: 'True or false is needed (or yes and no, on and off, 1 and 0).' };
}

/** Takes the internal name, and the label too, since that is what people see. */
function toChoice(value: unknown, options: NonNullable<RecordField['options']>): Conversion {
	const text = cleanText(String(value));
	if (text === LOST_CHOICE) return undefined;
	const exact = options.find((option) => option.value === text);
	const alike = options.filter((option) =>
		[option.value, option.name].some((name) => forComparison(name) === forComparison(text)),
	);
	const choice = exact ?? (alike.length === 1 ? alike[0] : undefined);
	if (choice) return { value: choice.value };
	const allowed = options.slice(0, 10).map((option) => `'${option.value}'`);
	const more =
		options.length > allowed.length ? `, and ${options.length - allowed.length} more` : '';
	return { problem: `One of these is needed: ${allowed.join(', ')}${more}.` };
}

/** What a PKey looks like: opaque, after an `@` (measured on published samples). */
export const isPKey = (value: unknown): value is string =>
	typeof value === 'string' && /^@[\w-]+$/.test(value.trim());

const linkProblem = (record: string) =>
	`The PKey of the other record is needed, as a ${record} that is linked to it shows it. Campaign documents no way to take a link away.`;

/** Takes the key, or the linked record itself as an earlier read returned it. */
function toLink(value: unknown, { record }: ConversionSetting): Conversion {
	const key =
		typeof value === 'object' && value !== null ? (value as { PKey?: unknown }).PKey : value;
	const text = typeof key === 'string' ? cleanText(key) : key;
	return isPKey(text) ? { value: text } : { problem: linkProblem(record) };
}

/** The value that Campaign itself shows for an empty field of that type; a boolean and a link have no such value. */
function emptied({ type, options = [] }: RecordField, { record }: ConversionSetting): Conversion {
	if (type === 'boolean') return { problem: 'True or false is needed: a switch cannot be empty.' };
	if (type === 'link') return { problem: linkProblem(record) };
	if (type === 'number') return { value: 0, clears: true };
	const empty = options.find((option) => EMPTY_CHOICES.includes(option.value));
	return { value: type === 'options' ? (empty?.value ?? '') : '', clears: true };
}

function toDate(
	date: string | undefined,
	value: unknown,
	{ zone, source = '$json.value' }: ConversionSetting,
): Conversion {
	return date ? { value: date } : { problem: dateProblem(value, zone, source) };
}

const LIST_PROBLEM = {
	problem: 'A list of objects is needed, such as [{ "name": "Boots" }], also as JSON.',
};

/** Takes a list, or JSON of one. The values of its entries are converted like any others, as far as their fields are known. */
function toList(
	{ fields = [] }: RecordField,
	value: unknown,
	setting: ConversionSetting,
): Conversion {
	const list = typeof value === 'string' ? parsedJson(value) : value;
	if (!Array.isArray(list) || !list.every(isPlainObject)) return LIST_PROBLEM;
	const entries: IDataObject[] = [];
	for (const [index, entry] of list.entries()) {
		const converted: IDataObject = {};
		for (const [name, part] of Object.entries(entry)) {
			const field = fields.find(({ id }) => id === name);
			if (!field && fields.length > 0) {
				const names = fields.map(({ id }) => `'${id}'`).join(', ');
				return { problem: `Entry ${index + 1} has '${name}', which is none of ${names}.` };
			}
			if (!isSet(part)) continue;
			const conversion = field ? toWire(field, part, setting) : { value: part };
			if (conversion && 'problem' in conversion) {
				return { problem: `'${name}' of entry ${index + 1}: ${conversion.problem}` };
			}
			if (conversion) converted[name] = conversion.value as IDataObject[string];
		}
		entries.push(converted);
	}
	return { value: entries };
}

/**
 * Converts a value of the form or of an item to what Campaign takes for the field, cleaned. White space alone leaves the field
 * as it is; so does empty text, unless it is to clear the field.
 */
export function toWire(field: RecordField, value: unknown, setting: ConversionSetting): Conversion {
	if (
		setting.keepsEmpty &&
		field.type === 'string' &&
		typeof value === 'string' &&
		isBlank(value)
	) {
		return { value: '' };
	}
	if (value === '') {
		const hasNone = field.type === 'boolean' || field.type === 'link';
		return setting.clearsEmpty && !hasNone ? emptied(field, setting) : undefined;
	}
	if (typeof value === 'string') {
		if (isBlank(value)) return undefined;
		if (forComparison(value) === CLEAR_WORD) return emptied(field, setting);
		const problem = uncomputedProblem(value);
		if (problem) return { problem };
	}
	switch (field.type) {
		case 'number':
			return toNumber(value);
		case 'boolean':
			return toBoolean(value);
		case 'link':
			return toLink(value, setting);
		case 'options':
			return toChoice(value, field.options ?? []);
		case 'date':
			return toDate(toCampaignDate(value, setting.zone), value, setting);
		case 'list':
			return toList(field, value, setting);
		case 'dateTime':
			return toDate(toCampaignDateTime(value, setting.zone), value, setting);
		default:
			return toText(field, value);
	}
}

/** The body of a write: exactly the fields that were set, `location.city` inside `location`, links as `{ PKey }`. */
export function toBody(fields: SentField[]): IDataObject {
	const body: IDataObject = {};
	for (const { id, type, value } of fields) {
		const path = id.split('.');
		const name = path.pop() ?? id;
		let part = body;
		for (const element of path) part = (part[element] ??= {}) as IDataObject;
		part[name] = type === 'link' ? { PKey: value } : value;
	}
	return body;
}
