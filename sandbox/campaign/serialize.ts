import { printedFields, type Field } from '../store/fields';
import { linkTarget, recordsOf } from '../store/linked';
import { COMPUTED, valueOf, type StoredProfile } from '../store/profile';
import { hrefTo, type View } from './call';

/** An object with its keys in ASCII order, so PKey comes first: how every published answer is printed. */
export function sorted<Content extends Record<string, unknown>>(content: Content): Content {
	const entries = Object.entries(content).sort(([a], [b]) => (a < b ? -1 : 1));
	return Object.fromEntries(entries) as Content;
}

/** The whole profile as its endpoint shows it; nothing is left out for being empty. */
export function profileObject(call: View, profile: StoredProfile): Record<string, unknown> {
	const { settings } = call.organization;
	const fields = printedFields(settings.dialect, call.endpoint);
	return Object.fromEntries(fields.map((field) => [field.name, attribute(call, profile, field)]));
}

/** `{ PKey, href }`: all that a PATCH answers. */
export function profileReference(call: View, profile: StoredProfile) {
	const PKey = call.organization.keys.issue('profile', profile.id, profile.version);
	return { PKey, href: hrefTo(call, `profile/${PKey}`) };
}

function attribute(call: View, profile: StoredProfile, field: Field): unknown {
	const { keys } = call.organization;
	if (field.name === 'PKey') return profileReference(call, profile).PKey;
	if (field.name === 'href') return profileReference(call, profile).href;
	if (field.name === 'cryptedId') return keys.cryptedId(profile.id);
	if (field.name === 'subscriptions') {
		const key = keys.issue('subscriptions', profile.id, profile.version);
		return { href: hrefTo(call, `profile/${key}/subscriptions/`) };
	}
	if (field.type === 'link') return linkReference(call, field, profile.links[field.name]);
	const computed = COMPUTED[field.name];
	if (computed) return computed(profile);
	if (!field.parts) return valueOf(profile, field);
	const parts = field.parts.map((part) => [
		part.name,
		valueOf(profile, part, `${field.name}.${part.name}`),
	]);
	return Object.fromEntries(parts);
}

function linkReference(call: View, field: Field, id: number | undefined) {
	const { keys, settings } = call.organization;
	const target = linkTarget(settings.dialect, field.target ?? '');
	const record = target && recordsOf(target).find((one) => one.id === id);
	if (!record) return null;
	const PKey = keys.issue(target, record.id);
	return {
		PKey,
		href: hrefTo(call, `${target}/${PKey}`),
		title: `${record.label} (${record.name})`,
	};
}
