import type { Field } from '../store/field';

/** Short ways to write the fields of any kind. */
export const text = (
	name: string,
	label: string,
	length: number,
	more: Partial<Field> = {},
): Field => ({
	name,
	label,
	type: 'string',
	length,
	...more,
});

export const flag = (name: string, label: string, more: Partial<Field> = {}): Field => ({
	name,
	label,
	type: 'boolean',
	...more,
});

/** An instant that Campaign sets. */
export const stamp = (name: string, label: string, more: Partial<Field> = {}): Field => ({
	name,
	label,
	type: 'datetime',
	readOnly: true,
	...more,
});

export const link = (
	name: string,
	label: string,
	target: string,
	more: Partial<Field> = {},
): Field => ({
	name,
	label,
	type: 'link',
	target,
	...more,
});

/** Records of the target, each with a link that leads back. */
export const collection = (
	name: string,
	label: string,
	target: string,
	more: Partial<Field> = {},
): Field => ({
	name,
	label,
	type: 'collection',
	target,
	readOnly: true,
	...more,
});

export const readOnly = { readOnly: true };
/** For what Adobe's data model lists and its printed records lack. */
export const metadataOnly = { readOnly: true, metadataOnly: true };
