import { CUSTOM_KEY } from '../data/fields';
import { emptyValue, findField, type Field } from '../store/fields';
import { linkTarget, recordsOf } from '../store/linked';
import { timestamp, type Scalar, type StoredProfile } from '../store/profile';
import { isObject, refusalsOf, type CampaignCall } from './call';
import { toStored } from './convert';

export interface Changes {
	values: Record<string, Scalar>;
	links: Record<string, number>;
	unlinked: string[];
}

type Purpose = 'create' | 'update';

/**
 * What a body of POST or PATCH changes, in stored form.
 * @throws Refusal for the first attribute that cannot be written; then nothing is
 */
export function readChanges(
	call: CampaignCall,
	body: Record<string, unknown>,
	purpose: Purpose,
): Changes {
	const changes: Changes = { values: {}, links: {}, unlinked: [] };
	for (const [name, value] of Object.entries(body)) {
		const field = findField(call.organization.settings.dialect, call.endpoint, name);
		if (!field) throw refusalsOf(call).unknownProperty(name);
		if (field.readOnly) throw refusalsOf(call).readOnly(name);
		if (field.parts) Object.assign(changes.values, readParts(call, field, value, purpose));
		else if (field.type === 'link') readLink(call, field, value, changes);
		else changes.values[name] = stored(call, field, value);
	}
	return changes;
}

/** The profile with the changes, its time stamps moved on. Refuses a value that another profile has as its key. */
export function changed(
	call: CampaignCall,
	profile: Pick<StoredProfile, 'values' | 'links'> & { id?: number },
	changes: Changes,
): Pick<StoredProfile, 'values' | 'links'> {
	refuseDuplicates(call, changes.values, profile.id);
	const links = { ...profile.links, ...changes.links };
	for (const name of changes.unlinked) delete links[name];
	const now = timestamp();
	const stamps = optOutStamps(profile.values, changes.values, now);
	return {
		values: { ...profile.values, ...changes.values, ...stamps, lastModified: now },
		links,
	};
}

function stored(call: CampaignCall, field: Field, value: unknown): Scalar {
	return toStored(field, value, call.organization.settings, refusalsOf(call));
}

/** v8 refuses parts of `location` in a PATCH ('Limitations'). Inferred: it takes them in a POST. */
function readParts(call: CampaignCall, item: Field, value: unknown, purpose: Purpose) {
	const { dialect, locationPatch } = call.organization.settings;
	const sent = isObject(value) ? Object.entries(value) : [];
	const values: Record<string, Scalar> = {};
	if (purpose === 'update' && locationPatch === 'replace') {
		for (const part of item.parts ?? []) values[`${item.name}.${part.name}`] = emptyValue(part);
	}
	for (const [name, content] of sent) {
		const part = item.parts?.find((one) => one.name === name);
		if (!part || (purpose === 'update' && dialect === 'v8')) {
			throw refusalsOf(call).unknownProperty(name);
		}
		values[`${item.name}.${name}`] = stored(call, part, content);
	}
	return values;
}

/**
 * By `{ PKey }`. Other attributes of a link are ignored, and an error in v8 ('Limitations'). Inferred: null takes the
 * link away, in PATCH too.
 */
function readLink(call: CampaignCall, field: Field, value: unknown, changes: Changes): void {
	if (value === null) changes.unlinked.push(field.name);
	if (!isObject(value)) return;
	const nested = Object.keys(value).find((name) => name !== 'PKey');
	if (nested !== undefined && call.organization.settings.dialect === 'v8') {
		throw refusalsOf(call).unknownProperty(nested);
	}
	if (typeof value.PKey === 'string') changes.links[field.name] = linkedId(call, field, value.PKey);
}

/** A raw key is the record's name. */
function linkedId(call: CampaignCall, field: Field, key: string): number {
	const { keys, settings } = call.organization;
	const target = linkTarget(settings.dialect, field.target ?? '');
	if (!target) throw refusalsOf(call).generic;
	if (!key.startsWith('@')) {
		const record = recordsOf(target).find(({ name }) => name === key);
		if (!record) throw refusalsOf(call).notLinkable(target, key);
		return record.id;
	}
	const content = keys.read(target, key);
	if (!content) throw refusalsOf(call).malformedKeyInBody(key);
	return content.id;
}

function refuseDuplicates(call: CampaignCall, values: Record<string, Scalar>, id?: number): void {
	const { profiles, settings } = call.organization;
	const unique = settings.uniqueEmail ? ['email', CUSTOM_KEY] : [CUSTOM_KEY];
	for (const name of unique) {
		const value = values[name];
		if (value === undefined || value === '') continue;
		const other = profiles.find((one) => one.id !== id && one.values[name] === value);
		if (other) throw refusalsOf(call).duplicate(String(value), name.toLowerCase());
	}
}

/** Opt-outs stamp their own ...LastModified when they change. Inferred: which flags move the two common stamps. */
function optOutStamps(
	before: Readonly<Record<string, Scalar>>,
	sent: Record<string, Scalar>,
	now: string,
): Record<string, string> {
	const stamps: Record<string, string> = {};
	for (const [name, value] of Object.entries(sent)) {
		if (!/^(blackList|ccpaOptOut)/.test(name) || value === (before[name] ?? false)) continue;
		stamps[name === 'blackList' ? 'blackListAllLastModified' : `${name}LastModified`] = now;
		if (name.startsWith('blackList')) stamps.blackListLastModified = now;
	}
	return stamps;
}
