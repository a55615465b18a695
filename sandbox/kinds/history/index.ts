import type { Kind, View } from '../../campaign/kind';
import type { Field } from '../../store/field';
import { FieldTable } from '../../store/fieldTable';
import type { StoredRecord } from '../../store/storedRecord';
import { collection, readOnly, stamp, text } from '../fields';
import { COMPUTED } from '../profile/computed';
import { PROFILE_FIELDS } from '../profile/fields';
import { profileFilters } from '../profile/filters';

/** Adobe, Campaign Standard data model, 'Marketing history' (nms:history): those of its attributes that profiles have too. */
const OF_PROFILES = [
	'PKey',
	'age',
	'birthDate',
	'blackList',
	'blackListEmail',
	'blackListFax',
	'blackListMobile',
	'blackListPhone',
	'blackListPostalMail',
	'blackListPushnotification',
	'country',
	'created',
	'createdBy',
	'email',
	'fax',
	'firstName',
	'gender',
	'href',
	'isExternal',
	'lastModified',
	'lastName',
	'location',
	'middleName',
	'mobilePhone',
	'modifiedBy',
	'phone',
	'salutation',
	'stateLink',
	'thumbnail',
	'timeZone',
	'title',
];

const count = (name: string, label: string): Field => ({
	name,
	label,
	type: 'number',
	resType: 'long',
	readOnly: true,
});

const events = ({ organization }: View, { id }: StoredRecord, kind: string) =>
	organization.store
		.table('historyEvent')
		.all()
		.filter(({ links, values }) => links.profile === id && values.metadata === kind);

const first = (records: readonly StoredRecord[]) =>
	records.map(({ values }) => String(values.date ?? '')).sort()[0] ?? '';

/**
 * The messages and subscriptions of a profile, which v8 does not have ('Limitations'). It shows the profiles themselves, by their
 * PKeys ('Interacting with marketing history'). Inferred: what `min...` means, and that the filters of profiles, which the data
 * model lists, are those of the endpoint.
 */
export const history: Kind = {
	path: 'history',
	viewOf: 'profile',
	label: 'Marketing history',
	document: 'History',
	schema: 'nms:history',
	help: 'Marketing history of profiles',
	endpoints: () => ['profileAndServices', 'profileAndServicesExt'],
	only: 'standard',
	readOnly: true,
	fields: new FieldTable([
		...OF_PROFILES.flatMap((name) => PROFILE_FIELDS.named(name) ?? []),
		count('countBroadLogEvents', 'CountBroadLogEvents'),
		count('countSubHistoEvents', 'CountSubHistoEvents'),
		text('countryIsoA2', 'ISO A2 code', 2, readOnly),
		collection('events', 'Heterogeneous resource', 'historyEvent', {
			backLink: 'profile',
			contents: 'subHisto',
		}),
		{ name: 'kpisAndChart', label: 'KpisAndChart', type: 'item', readOnly: true },
		stamp('minBroadLogEvents', 'MinBroadLogEvents'),
		stamp('minSubHistoEvents', 'MinSubHistoEvents'),
	]),
	filters: profileFilters,
	seed: () => [],
	computed: {
		...COMPUTED,
		countBroadLogEvents: (one, _keys, view) => events(view, one, 'broadLog').length,
		countSubHistoEvents: (one, _keys, view) => events(view, one, 'subHisto').length,
		countryIsoA2: ({ values }) => values['location.countryCode'] ?? '',
		minBroadLogEvents: (one, _keys, view) => first(events(view, one, 'broadLog')),
		minSubHistoEvents: (one, _keys, view) => first(events(view, one, 'subHisto')),
	},
};
