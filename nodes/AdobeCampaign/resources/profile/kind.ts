import type { RecordKind } from '../../records/kind';
import type { Kind } from '../../transport/types';
import type { FieldSet } from '../fieldSet';

/** What an instance is divided into (Adobe, "Managing organizational units"); with this field set alone, and not in v8. */
const ORG_UNIT: Kind = {
	family: 'profileAndServicesExt',
	name: 'orgUnitBase',
	one: 'organizational unit',
	many: 'organizational units',
	locator: 'Organizational unit',
};

/** Customer profiles (Adobe, "Profile" data model), with the fields that a field set has. */
export const profileKind = (fieldSet: FieldSet): RecordKind => ({
	family: fieldSet,
	hasFieldSets: true,
	name: 'profile',
	one: 'profile',
	many: 'profiles',
	locator: 'Profile',
	// What most people want of a profile; n8n's guidelines allow ten fields, all of them flat.
	simple: [
		'email',
		'firstName',
		'lastName',
		'phone',
		'mobilePhone',
		'birthDate',
		'preferredLanguage',
		'blackListEmail',
		'lastModified',
		'PKey',
	],
	leading: ['email', 'firstName', 'lastName'],
	// A PATCH of `age` is refused as read-only.
	computed:
		/^(PKey|acsId|age|created|cryptedId|domain|href|isExternal|lastModified|postalAddress|thumbnail|title|(blackList\w*|ccpaOptOut)LastModified)$/,
	// Adobe, "Managing organizational units". The other standard links are in the metadata, but never in a printed profile.
	writableLinks: /^(orgUnit|geoUnit)$/,
	...(fieldSet === ORG_UNIT.family && { choices: { orgUnit: ORG_UNIT } }),
	parts: {
		location: {
			address1: 'Address 1',
			address2: 'Address 2',
			address3: 'Address 3',
			address4: 'Address 4',
			city: 'City',
			countryCode: 'Country Code',
			stateCode: 'State Code',
			zipCode: 'Zip Code',
		},
	},
	types: { birthDate: 'date', orgUnit: 'link', geoUnit: 'link' },
	optOuts: /^(?:blackList\w*|ccpaOptOut)$/,
	shared:
		/^(?:PKey|age|blackList\w*|created|cryptedId|domain|emailFormat|gender|href|isExternal|lastModified|location|postalAddress|preferredLanguage|thumbnail|timeZone|\w*LastModified)$/,
});

/** The words for messages and forms, which are the same with every field set. */
export const PROFILE = profileKind('profileAndServices');
