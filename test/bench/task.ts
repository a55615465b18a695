import type { IDataObject } from 'n8n-workflow';

/** The server of a contender, and the profiles that it has to update. */
export interface Task {
	url: string;
	keys: string[];
	/** Called when everything is loaded; the work begins when it is resolved. */
	ready?: () => Promise<void>;
}

/** The eight fields that every contender sets, under the names of the node's form. */
export const FIELDS = [
	'firstName',
	'lastName',
	'salutation',
	'phone',
	'mobilePhone',
	'fax',
	'location.city',
	'location.zipCode',
];

/** As an earlier step would hand it over. */
export const itemOf = (PKey: string, index: number): IDataObject => ({
	PKey,
	firstName: 'Ada',
	lastName: 'Winter',
	salutation: 'Dear Ms.',
	phone: `33${index}`,
	mobilePhone: `44${index}`,
	fax: `55${index}`,
	'location.city': 'Lille',
	'location.zipCode': String(59_000 + (index % 1000)),
});

/** The same as Campaign wants it in a PATCH. */
export function bodyOf(item: IDataObject): IDataObject {
	const { 'location.city': city, 'location.zipCode': zipCode, ...fields } = item;
	delete fields.PKey;
	return { ...fields, location: { city, zipCode } };
}
