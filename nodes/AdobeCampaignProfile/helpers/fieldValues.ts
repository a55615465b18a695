import type { IDataObject } from 'n8n-workflow';

import { toCampaignDate, toCampaignDateTime } from './campaignDates';
import type { ProfileField } from './profileFields';

/** What goes over the wire for one field. */
export type WireValue = string | number | boolean;

/** A field with the value that is sent for it. */
export interface SentField extends ProfileField {
	value: WireValue;
}

/** The value for the wire, or what is wrong with it in words for the screen (without the value, which may be personal). */
export type Conversion = { value: WireValue } | { problem: string };

/** What Campaign shows for a field that is not set: it never sends null for a value (seen in every sample). */
const EMPTY_CHOICES = ['none', 'unknown'];

function toText(value: unknown): Conversion {
	if (typeof value === 'object' && value !== null && !('toISO' in value)) {
		return { problem: 'A text is needed, not a list or an object.' };
	}
	return { value: String(value) };
}

function toNumber(value: unknown): Conversion {
	if (value === '') return { value: 0 };
	const number = typeof value === 'string' ? Number(value.trim() || NaN) : value;
	return typeof number === 'number' && Number.isFinite(number)
		? { value: number }
		: { problem: 'A number is needed.' };
}

function toBoolean(value: unknown): Conversion {
	if (typeof value === 'object') return { problem: 'True or false is needed.' };
	const text = String(value).trim().toLowerCase();
	if (['true', '1'].includes(text)) return { value: true };
	if (['false', '0'].includes(text)) return { value: false };
	return { problem: 'True or false is needed.' };
}

/** Takes the internal name, and the label too, since that is what people see. */
function toChoice(value: unknown, options: NonNullable<ProfileField['options']>): Conversion {
	const text = String(value).trim();
	const empty = options.find((option) => EMPTY_CHOICES.includes(option.value));
	if (text === '' && empty) return { value: empty.value };
	const match = (wanted: string) =>
		options.find((option) => option.value === wanted) ??
		options.find(({ name }) => name.toLowerCase() === wanted.toLowerCase());
	const choice = match(text);
	if (choice) return { value: choice.value };
	const allowed = options.slice(0, 10).map((option) => `'${option.value}'`);
	const more =
		options.length > allowed.length ? `, and ${options.length - allowed.length} more` : '';
	return { problem: `One of these is needed: ${allowed.join(', ')}${more}.` };
}

function toDate(value: unknown, convert: (value: unknown) => string | undefined): Conversion {
	if (value === '') return { value: '' };
	const date = convert(value);
	return date
		? { value: date }
		: { problem: "A date is needed, written with the year first: '1985-08-17'." };
}

/** What a PKey looks like: opaque, after an `@` (measured on published samples). */
export const isPKey = (value: unknown): value is string =>
	typeof value === 'string' && /^@[\w-]+$/.test(value.trim());

/** Takes the key, or the linked record itself as an earlier read returned it. */
function toLink(value: unknown): Conversion {
	const key =
		typeof value === 'object' && value !== null ? (value as { PKey?: unknown }).PKey : value;
	return isPKey(key)
		? { value: key.trim() }
		: {
				problem:
					'The PKey of the other record is needed, as a profile that is linked to it shows it. Campaign documents no way to take a link away.',
			};
}

/**
 * Turns a value of the form or of an item into what Campaign takes for the field. Empty text clears the field: it
 * becomes the value that Campaign itself shows for an empty field of that type.
 *
 * @param zone the workflow's time zone
 */
export function toWire(field: ProfileField, value: unknown, zone: string): Conversion {
	switch (field.type) {
		case 'number':
			return toNumber(value);
		case 'boolean':
			return toBoolean(value);
		case 'link':
			return toLink(value);
		case 'options':
			return toChoice(value, field.options ?? []);
		case 'date':
			return toDate(value, (date) => toCampaignDate(date, zone));
		case 'dateTime':
			return toDate(value, (date) => toCampaignDateTime(date, zone));
		default:
			return toText(value);
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
