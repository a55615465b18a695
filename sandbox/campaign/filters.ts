import type { Settings } from '../settings';
import { findField, type Endpoint } from '../store/fields';
import type { StoredProfile } from '../store/profile';

export type Predicate = (profile: StoredProfile) => boolean;

export interface Filter {
	label: string;
	/** URL parameters it takes, the first one is what it searches for. */
	parameters: string[];
	build(query: URLSearchParams, settings: Settings, endpoint: Endpoint): Predicate;
}

const text = (profile: StoredProfile, name: string) => String(profile.values[name] ?? '');

/** Inferred: whether byEmail ignores case, and that it is exact (setting emailMatch). */
const byEmail: Filter = {
	label: 'By email',
	parameters: ['email'],
	build(query, { emailMatch }) {
		const wanted = query.get('email') ?? '';
		if (emailMatch === 'prefix') return (profile) => text(profile, 'email').startsWith(wanted);
		if (emailMatch === 'exact') return (profile) => text(profile, 'email') === wanted;
		const folded = wanted.toLowerCase();
		return (profile) => text(profile, 'email').toLowerCase() === folded;
	},
};

/** Case-sensitive, beginning of the value only (Campaign Standard API, 'Retrieving profiles'). */
const byText: Filter = {
	label: 'By name or email',
	parameters: ['text', 'filterType'],
	build(query, { dialect }, endpoint) {
		const wanted = query.get('text') ?? '';
		const type = query.get('filterType');
		const known = type !== null && findField(dialect, endpoint, type);
		const names = known ? [known.name] : ['email', 'firstName', 'lastName'];
		return (profile) => names.some((name) => text(profile, name).startsWith(wanted));
	},
};

/** The filters of Adobe's profile data model that the sandbox carries out. */
export const FILTERS: Readonly<Record<string, Filter>> = {
	byEmail,
	byKeysProfile: { ...byEmail, label: 'By keys' },
	byText,
};
