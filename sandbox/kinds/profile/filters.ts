import type { Filter } from '../../campaign/kind';
import { linkedId } from '../../campaign/write';
import type { Dialect } from '../../settings';
import { isExtended, type Endpoint } from '../../store/field';
import type { StoredRecord } from '../../store/storedRecord';
import { namedFor } from '../customFilters';
import { CUSTOM_FILTERS } from './customFilters';
import { PROFILE_FIELDS } from './fields';

const text = (profile: StoredRecord, name: string) => String(profile.values[name] ?? '');

/** Inferred: the comparison ignores case and is of the whole value (setting emailMatch). */
const byEmail: Filter = {
	label: 'By email',
	parameters: ['email'],
	build({ query, organization }) {
		const { emailMatch } = organization.settings;
		const wanted = query.get('email') ?? '';
		if (emailMatch === 'prefix') return (profile) => text(profile, 'email').startsWith(wanted);
		if (emailMatch === 'exact') return (profile) => text(profile, 'email') === wanted;
		const folded = wanted.toLowerCase();
		return (profile) => text(profile, 'email').toLowerCase() === folded;
	},
};

const TEXT_FIELDS = ['email', 'firstName', 'lastName'];

/**
 * Compares the beginning of the value, with case; `filterType` is one of three fields or a custom one (Campaign
 * Standard API, 'Retrieving profiles'). Inferred: any other `filterType` is ignored. 'Filtering' prints its
 * parameters without `filterType`.
 */
const byText: Filter = {
	label: 'By name or email',
	parameters: ['text'],
	build({ query, organization, endpoint }) {
		const { dialect } = organization.settings;
		const type = query.get('filterType') ?? '';
		// The sample on that page has the value in the field's parameter: `cusHobby=Dancing&filterType=Hobby`.
		const custom = [type, `cus${type}`].find(
			(name) => name.startsWith('cus') && PROFILE_FIELDS.find(dialect, endpoint, name),
		);
		const names = custom ? [custom] : TEXT_FIELDS.filter((name) => name === type);
		const searched = names.length > 0 ? names : TEXT_FIELDS;
		const wanted = query.get('text') ?? (custom && query.get(custom)) ?? '';
		return (profile) => searched.some((name) => text(profile, name).startsWith(wanted));
	},
};

/**
 * The subscribers of a service. Inferred: the parameter, "a link" in the data model, is the service's PKey or its name; a name
 * that no service has finds no one.
 */
const subscribers: Filter = {
	label: 'Subscribers',
	parameters: ['service'],
	build(call) {
		const { store } = call.organization;
		const key = call.query.get('service') ?? '';
		const service = key.startsWith('@')
			? linkedId(call, 'service', key)
			: store.table('service').find(({ values }) => values.name === key)?.id;
		const subscriptions = store.table('subscription').all();
		const ids = subscriptions
			.filter(({ links }) => service !== undefined && links.service === service)
			.map(({ links }) => links.subscriber);
		const found = new Set(ids);
		return ({ id }) => found.has(id);
	},
};

/** The filters of Adobe's profile data model that the sandbox has. */
const FILTERS: Readonly<Record<string, Filter>> = {
	byEmail,
	byKeysProfile: { ...byEmail, label: 'By keys' },
	byText,
	subscribers,
};

const EXT_FILTERS = {
	standard: { ...FILTERS, ...namedFor('standard', CUSTOM_FILTERS) },
	v8: { ...FILTERS, ...namedFor('v8', CUSTOM_FILTERS) },
};

/** The filters of an endpoint. Ext has the custom ones too. */
export function profileFilters(
	dialect: Dialect,
	endpoint: Endpoint,
): Readonly<Record<string, Filter>> {
	return isExtended(endpoint) ? EXT_FILTERS[dialect] : FILTERS;
}
