import { SORTABLE } from '../../../probe/questions/metadata';
import { QUESTIONS } from '../../../probe/questions';
import { CHOICES, defaultSettings, type Settings } from '../../../sandbox/settings';

/** Numbers and lists that stand for all others, besides the default. */
export const VALUES: Partial<{ [Name in keyof Settings]: ReadonlyArray<Settings[Name]> }> = {
	apiAccount: ['Somebody'],
	visibleAfterMs: [2000],
	sortableFields: [[], ['email'], ['label', 'lastName']],
	slowSortRows: [10],
	bigTableThreshold: [10],
	longestPage: [1, 20],
	commandStatus: [200, 204],
	signalCooldownSeconds: [0],
	signalCooldownStatus: [409, 429, 500],
};

/** The settings that questions find. */
export const OBSERVED = [...new Set(QUESTIONS.flatMap(({ finds }) => finds))];

/** All values of a setting but its default. */
export function otherValues(name: keyof Settings): readonly unknown[] {
	const values = VALUES[name] ?? CHOICES[name] ?? [true, false];
	return values.filter((value) => value !== defaultSettings('')[name]);
}

/** What a setting needs to be seen at all. */
export const TOGETHER: Partial<Record<keyof Settings, Partial<Settings>>> = {
	apiAccount: { modifiedByShown: 'link' },
};

/** What a client can see of these settings, as a report says it. */
export function observable(given: Partial<Settings>): Partial<Settings> {
	const all = { ...defaultSettings(''), ...given };
	const seen: Partial<Settings> = { ...given };
	const hide = (...names: Array<keyof Settings>) => {
		for (const name of names) delete seen[name];
	};
	if (all.dialect === 'v8')
		hide('locationPatch', 'unitsListable', 'orphanSubscriber', 'eventListShows');
	// The empty subscription is tried on the profile's side alone.
	if (all.subscriptionRights === 'serviceSide') hide('orphanSubscriber');
	if (all.signalParameters === (all.dialect === 'v8' ? 'hidden' : 'map')) hide('signalParameters');
	if (all.signalCooldownSeconds === 0) hide('signalCooldownStatus');
	if (all.modifiedByShown === 'never') hide('apiAccount');
	else if (seen.apiAccount) seen.apiAccount = 'API account';
	if (all.orderIgnored) hide('slowSortRows');
	if (all.sortableFields) {
		const shown = shownAsSortable(all.sortableFields);
		if (shown) seen.sortableFields = shown;
		else hide('sortableFields');
		const isSorted = all.sortableFields.some((name) => SORTED_BY.includes(name));
		if (!isSorted) hide('orderIgnored', 'slowSortRows');
	}
	const defaults = defaultSettings('');
	return Object.fromEntries(
		Object.entries(seen).filter(([name, value]) => value !== defaults[name as keyof Settings]),
	);
}

/** Attributes of profiles that hold what a list can be in the order of. */
const SORTED_BY = SORTABLE.profile;

function shownAsSortable(names: string[]): string[] | undefined {
	const ofProfiles = names.filter((name) => SORTABLE.profile.includes(name)).sort();
	const ofServices = names.filter((name) => SORTABLE.service.includes(name)).sort();
	const isUsual =
		String(ofProfiles) === String(SORTABLE.profile) &&
		String(ofServices) === String(SORTABLE.service);
	return isUsual ? undefined : [...new Set([...ofProfiles, ...ofServices])].sort();
}
