import { randomUUID } from 'node:crypto';
import type { Kind } from '../../campaign/kind';
import { isExtended } from '../../store/field';
import { COMPUTED } from './computed';
import { CUSTOM_KEY, PROFILE_FIELDS } from './fields';
import { profileFilters } from './filters';
import { LINK_TARGETS } from './linkTargets';
import { optOutStamps } from './optOutStamps';
import { firstPeople } from './seed';
import { answerSubscriptions } from './subscriptions';

export const profile: Kind = {
	path: 'profile',
	label: 'Profiles',
	document: 'Profile',
	schema: 'nms:recipient',
	help: 'Identified profiles',
	endpoints: () => ['profileAndServices', 'profileAndServicesExt'],
	fields: PROFILE_FIELDS,
	filters: profileFilters,
	seed: firstPeople,
	newValues: () => ({ acsId: randomUUID() }),
	// On Ext alone, where this instance has a custom key (Campaign Standard API, 'Must-read').
	rawKey: (endpoint) => (isExtended(endpoint) ? CUSTOM_KEY : undefined),
	uniqueFields: ({ uniqueEmail }) => (uniqueEmail ? ['email', CUSTOM_KEY] : [CUSTOM_KEY]),
	computed: COMPUTED,
	linkTargets: LINK_TARGETS,
	stamps: optOutStamps,
	answer(call, [key, collection, ...more]) {
		if (collection !== 'subscriptions' || more.length > 0) return undefined;
		// After the name of a filter, "subscriptions" is an attribute to list, like any other.
		const filters = profileFilters(call.organization.settings.dialect, call.endpoint);
		if (call.method === 'GET' && Object.hasOwn(filters, key)) return undefined;
		return answerSubscriptions(call, key);
	},
};
