import type { StoredProfile } from '../store/profile';
import { refusalsOf, type CampaignCall } from './call';

/**
 * Whether a part of the URL after `/profile/` is a key. A raw one is possible on Ext alone, where this instance has a
 * custom key (Campaign Standard API, 'Must-read').
 * Inferred: a name like "byUuid", or one with a custom filter's parameter, is taken for a filter there too.
 */
export function isKey(call: CampaignCall, name: string): boolean {
	if (name.startsWith('@') || isInternalId(call, name)) return true;
	const parameters = [...call.query.keys()];
	const filters = /^by[A-Z]/.test(name) || parameters.some((one) => one.endsWith('_parameter'));
	return call.endpoint === 'profileAndServicesExt' && !filters;
}

/** @throws Refusal for a key that is none, or nobody's */
export function findProfile(call: CampaignCall, key: string): StoredProfile {
	const { keys, profiles } = call.organization;
	if (!key.startsWith('@')) {
		const profile = isInternalId(call, key) ? profiles.get(Number(key)) : profiles.byCustomKey(key);
		if (profile) return profile;
		throw refusalsOf(call).notFound(key);
	}
	const content = keys.read('profile', key);
	if (!content) throw refusalsOf(call).malformedKeyInUrl(key, call.path);
	const profile = profiles.get(content.id);
	if (!profile) throw refusalsOf(call).notFound(key);
	return profile;
}

/** A key in the URL cannot be changed by the body ('Must-read'). Inferred: the same for a PKey in the body. */
export function refuseOtherKey(
	call: CampaignCall,
	profile: StoredProfile,
	key: string,
	bodyKey: unknown,
	bodyCustomKey: unknown,
): void {
	if (bodyKey !== undefined) {
		const content = call.organization.keys.read('profile', String(bodyKey));
		if (content?.id !== profile.id) throw refusalsOf(call).inconsistentKey(key, String(bodyKey));
	}
	const isCustomKey = !key.startsWith('@') && !isInternalId(call, key);
	if (isCustomKey && bodyCustomKey !== undefined && bodyCustomKey !== key) {
		throw refusalsOf(call).inconsistentKey(key, String(bodyCustomKey));
	}
}

/**
 * Inferred, and only with setting keyLookup: digits are the number of the record in the database, on both endpoints.
 * Support article KA-19396 shows that a raw part is read as such an integer.
 */
function isInternalId({ organization }: CampaignCall, key: string): boolean {
	return organization.settings.keyLookup === 'internalId' && /^\d+$/.test(key);
}
