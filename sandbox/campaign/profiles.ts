import { CUSTOM_KEY } from '../data/fields';
import { randomUUID } from 'node:crypto';
import { empty, json, type Answer } from '../http';
import { timestamp, type StoredProfile } from '../store/profile';
import { hrefTo, readObject, refusalsOf, type CampaignCall } from './call';
import { findProfile, refuseOtherKey } from './profileKeys';
import { profileObject, profileReference } from './serialize';
import { changed, readChanges } from './write';

/** GET, PATCH and DELETE of one profile. `key` is a PKey or a raw key. */
export function answerOneProfile(call: CampaignCall, key: string): Answer {
	const profile = findProfile(call, key);
	if (call.method === 'GET') return getProfile(call, profile);
	if (call.method === 'PATCH') return updateProfile(call, profile, key);
	if (call.method === 'DELETE') {
		call.organization.profiles.remove(profile.id);
		return empty(200);
	}
	throw refusalsOf(call).generic;
}

/** POST: 201 with the whole object, defaults included. */
export function createProfile(call: CampaignCall): Answer {
	const changes = readChanges(call, readObject(call), 'create');
	const now = timestamp();
	const made = changed(call, { values: { acsId: randomUUID() }, links: {} }, changes);
	const values = { ...made.values, created: now, lastModified: now };
	const profile = call.organization.profiles.insert({ values, links: made.links });
	return json(201, profileObject(call, profile));
}

/** `<profile's href>/subscriptions/`: nobody is subscribed to anything here. */
export function answerSubscriptions(call: CampaignCall, key: string): Answer {
	const content = call.organization.keys.read('subscriptions', key);
	if (!content) throw refusalsOf(call).malformedKeyInUrl(key, call.path);
	if (!call.organization.profiles.get(content.id)) throw refusalsOf(call).notFound(key);
	if (call.method !== 'GET') throw refusalsOf(call).generic;
	return json(200, {
		content: [],
		count: { href: hrefTo(call, `profile/${key}/subscriptions//_count`), value: 0 },
		serverSidePagination: true,
	});
}

/** The bare object; Adobe's page 'Updating profiles' prints it inside `content` (setting wrapSingle). */
function getProfile(call: CampaignCall, profile: StoredProfile): Answer {
	const object = profileObject(call, profile);
	return json(200, call.organization.settings.wrapSingle ? { content: [object] } : object);
}

function updateProfile(call: CampaignCall, profile: StoredProfile, key: string): Answer {
	const { profiles, settings } = call.organization;
	const { PKey, ...body } = readObject(call);
	refuseOtherKey(call, profile, key, PKey, body[CUSTOM_KEY]);
	// v8: 204 ('Limitations'). Inferred: Campaign Standard answers an empty change like any other.
	if (Object.keys(body).length === 0) {
		return settings.dialect === 'v8' ? empty(204) : json(200, profileReference(call, profile));
	}
	const next = {
		id: profile.id,
		version: settings.rotatePkeys ? profile.version + 1 : profile.version,
		...changed(call, profile, readChanges(call, body, 'update')),
	};
	profiles.replace(next);
	return json(200, profileReference(call, next));
}
