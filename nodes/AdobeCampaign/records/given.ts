import type { IDataObject } from 'n8n-workflow';

/** Not a list, a Date or n8n's DateTime. By its name, since expressions make their objects in another realm. */
export const isPlainObject = (value: unknown): value is IDataObject =>
	Object.prototype.toString.call(value) === '[object Object]' && !('toISO' in (value as object));

export const isSet = (value: unknown) => value !== undefined && value !== null;

/** What a text of JSON holds; undefined for any other text. */
export function parsedJson(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}
