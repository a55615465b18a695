import type { Field } from '../../store/field';
import { FieldTable } from '../../store/fieldTable';
import { collection, flag, link, metadataOnly, readOnly, stamp, text } from '../fields';
import {
	EMAIL_FORMATS,
	GENDERS,
	LANGUAGES,
	LOYALTY_TIERS,
	STORE_FORMATS,
	TIME_ZONES,
} from './enumerations';

/** Inferred: the lengths of these parts; Adobe's data model page does not print them. */
const LOCATION: readonly Field[] = [
	text('address1', 'Address 1', 80),
	text('address2', 'Address 2', 80),
	text('address3', 'Address 3', 80),
	text('address4', 'Address 4', 80),
	text('city', 'City', 64),
	text('countryCode', 'Country code', 2),
	text('stateCode', 'State code', 10),
	text('zipCode', 'Zip code', 10),
];

const POSTAL_ADDRESS: readonly Field[] = [
	flag('addrDefined', 'Address defined', readOnly),
	{ name: 'addrErrorCount', label: 'Address error count', type: 'number', readOnly: true },
	stamp('addrLastCheck', 'Last address check'),
	text('addrQuality', 'Address quality', 1, readOnly),
	...[1, 2, 3, 4, 5, 6].map((line) => text(`line${line}`, `Line ${line}`, 255, readOnly)),
	text('serialized', 'Postal address', 2000, readOnly),
];

/**
 * Adobe, Campaign Standard data model, 'Profile' (nms:recipient): names, types and lengths.
 * Inferred: which fields are sortable, except email.
 */
const STANDARD_FIELDS: readonly Field[] = [
	text('PKey', 'Primary key', 255, readOnly),
	// Inferred: acsId comes with "automatic ID" of the profile extension, so it shows on Ext alone.
	text('acsId', 'ACS ID', 36, { readOnly: true, extOnly: 'always' }),
	{ name: 'age', label: 'Age', type: 'number', resType: 'long', readOnly: true },
	{ name: 'birthDate', label: 'Birth date', type: 'date', category: '01_identity', sortable: true },
	flag('blackList', 'No longer contact (by any channel)'),
	stamp('blackListAllLastModified', 'Modification date of no longer contact by any channel'),
	flag('blackListEmail', 'No longer contact by email'),
	stamp('blackListEmailLastModified', 'Modification date of no longer contact by email'),
	flag('blackListFax', 'No longer contact by fax'),
	stamp('blackListFaxLastModified', 'Modification date of no longer contact by fax'),
	stamp('blackListLastModified', 'Modification date of no longer contact'),
	flag('blackListMobile', 'No longer contact by SMS'),
	stamp('blackListMobileLastModified', 'Modification date of no longer contact by SMS'),
	flag('blackListPhone', 'No longer contact by phone'),
	stamp('blackListPhoneLastModified', 'Modification date of no longer contact by phone'),
	flag('blackListPostalMail', 'No longer contact by direct mail'),
	stamp('blackListPostalMailLastModified', 'Modification date of no longer contact by direct mail'),
	flag('blackListPushnotification', 'No longer contact by push notification'),
	flag('ccpaOptOut', 'CCPA opt-out', { extOnly: 'v8' }),
	stamp('ccpaOptOutLastModified', 'CCPA opt-out modification date', { extOnly: 'v8' }),
	stamp('created', 'Created', { sortable: true }),
	text('cryptedId', 'Encrypted identifier', 255, readOnly),
	text('domain', 'Email domain', 255, { readOnly: true, category: '03_emails' }),
	text('email', 'Email', 128, { dataPolicy: 'email', category: '03_emails', sortable: true }),
	{
		name: 'emailFormat',
		label: 'Email format',
		type: 'enumeration',
		resType: 'byte',
		values: EMAIL_FORMATS,
		category: '03_emails',
	},
	text('externalId', 'External ID', 100),
	text('fax', 'Fax', 32, { dataPolicy: 'phone' }),
	text('firstName', 'First name', 30, { dataPolicy: 'smartCase', sortable: true }),
	{ name: 'gender', label: 'Gender', type: 'enumeration', resType: 'byte', values: GENDERS },
	text('href', 'Address of the profile', 255, readOnly),
	flag('isExternal', 'External resource', readOnly),
	stamp('lastModified', 'Last modified', { sortable: true }),
	text('lastName', 'Last name', 50, { dataPolicy: 'smartCase', sortable: true }),
	{ name: 'location', label: 'Location', type: 'item', parts: LOCATION },
	text('middleName', 'Middle name', 30, { dataPolicy: 'smartCase' }),
	text('mobilePhone', 'Mobile', 32, { dataPolicy: 'phone' }),
	text('phone', 'Phone', 32, { dataPolicy: 'phone' }),
	{
		name: 'postalAddress',
		label: 'Postal address',
		type: 'item',
		parts: POSTAL_ADDRESS,
		readOnly: true,
	},
	{
		name: 'preferredLanguage',
		label: 'Preferred language',
		type: 'enumeration',
		resType: 'string',
		values: LANGUAGES,
	},
	text('salutation', 'Salutation', 20),
	collection('subscriptions', 'Subscriptions', 'subscription', { backLink: 'subscriber' }),
	text('thumbnail', 'Image', 255, readOnly),
	{
		name: 'timeZone',
		label: 'Time zone',
		type: 'enumeration',
		resType: 'string',
		values: TIME_ZONES,
		extOnly: 'v8',
	},
	text('title', 'Title', 255, readOnly),
	link('orgUnit', 'Organizational unit', 'orgUnitBase', { extOnly: 'always', only: 'standard' }),
	link('geoUnit', 'Geographical unit', 'geoUnitBase', { extOnly: 'always', only: 'standard' }),
	// In Adobe's data model, absent from its printed profiles. Inferred: the targets.
	link('country', 'Country', 'country', metadataOnly),
	link('stateLink', 'State', 'state', metadataOnly),
	link('createdBy', 'Created by', 'operator', metadataOnly),
	link('modifiedBy', 'Modified by', 'operator', metadataOnly),
	link('emailStatus', 'Email status', 'address', metadataOnly),
	...['logs', 'tracking', 'subHisto', 'places', 'appSubscription', 'excludeLogs'].map((name) =>
		collection(name, name, name, metadataOnly),
	),
];

/** The sandbox's own profile extension. */
const CUSTOM_FIELDS: readonly Field[] = [
	text('cusCustomerId', 'Customer ID', 50, { extOnly: 'always', sortable: true }),
	{
		name: 'cusLoyaltyTier',
		label: 'Loyalty tier',
		type: 'enumeration',
		resType: 'string',
		values: LOYALTY_TIERS,
		extOnly: 'always',
	},
	{
		name: 'cusPoints',
		label: 'Loyalty points',
		type: 'number',
		resType: 'long',
		extOnly: 'always',
		sortable: true,
	},
	{
		name: 'cusMembershipNumber',
		label: 'Membership number',
		type: 'number',
		resType: 'int64',
		extOnly: 'always',
	},
	{ name: 'cusScore', label: 'Score', type: 'number', resType: 'double', extOnly: 'always' },
	{
		name: 'cusStoreFormat',
		label: 'Store format',
		type: 'enumeration',
		resType: 'string',
		values: STORE_FORMATS,
		extOnly: 'always',
	},
	{ name: 'cusLastVisit', label: 'Last visit', type: 'date', extOnly: 'always' },
	{ name: 'cusLastContact', label: 'Last contact', type: 'datetime', extOnly: 'always' },
	text('cusCardCode', 'Card code', 20, { extOnly: 'always' }),
	text('cusNote', 'Note', 255, { extOnly: 'always' }),
	// Inferred: a link to a custom resource reads as one to a unit.
	link('cusStorelink', 'Store', 'cusStore', { extOnly: 'always', only: 'v8' }),
];

export const PROFILE_FIELDS = new FieldTable([...STANDARD_FIELDS, ...CUSTOM_FIELDS]);

/** The field that addresses a profile raw in the URL on Ext; unique among profiles. */
export const CUSTOM_KEY = 'cusCustomerId';
