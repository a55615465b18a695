import { randomUUID } from 'node:crypto';
import type { Kind } from '../../campaign/kind';
import { isExtended } from '../../store/field';
import { COMPUTED } from './computed';
import { CUSTOM_KEY, PROFILE_FIELDS } from './fields';
import { profileFilters } from './filters';
import { LINK_TARGETS } from './linkTargets';
import { OPERATORS, shownOperators } from './operators';
import { optOutStamps } from './optOutStamps';
import { firstPeople } from './seed';

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
	lacks: ({ acsIdShown }) => (acsIdShown ? [] : ['acsId']),
	prints: shownOperators,
	computed: { ...COMPUTED, ...OPERATORS },
	linkTargets: LINK_TARGETS,
	stamps: optOutStamps,
};
