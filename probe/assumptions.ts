import type { Settings } from '../sandbox/settings';
import type { SafeFacts } from './question';

/** Something that the node counts on, and what to do where an instance does it in another way. */
interface Assumption {
	/** Stored in reports: never changes. */
	id: string;
	assumes: string;
	/** The option of the node in quotes, as on its screen; or that nothing has to be done. */
	help: string;
	fails(
		settings: Partial<Settings>,
		facts: Readonly<Record<string, SafeFacts | undefined>>,
	): boolean;
}

export const ASSUMPTIONS: readonly Assumption[] = [
	{
		id: 'orderByLastModified',
		assumes: 'A list of profiles can be sorted by the last change.',
		help: 'Trigger: set "Find Changes By" to "Custom Filter". Confirm Together falls back by itself.',
		fails: ({ sortableFields, orderIgnored, slowSortRows }) =>
			Boolean(orderIgnored) ||
			Boolean(slowSortRows) ||
			(sortableFields !== undefined && !sortableFields.includes('lastModified')),
	},
	{
		id: 'listsAtOnce',
		assumes: 'A list shows a change at once.',
		help: 'Trigger: raise "Overlap". Create or Update: do not send a new e-mail twice within that time.',
		fails: ({ visibleAfterMs = 0 }) => visibleAfterMs > 0,
	},
	{
		id: 'emailIgnoresCapitals',
		assumes: 'The filter byEmail ignores capitals.',
		help: 'Create or Update looks for an e-mail as written and in small letters. For other spellings set "Match By" to "Custom Key" or "Custom Filter".',
		fails: ({ emailMatch }) => emailMatch === 'exact' || emailMatch === 'prefix',
	},
	{
		id: 'emailsShared',
		assumes: 'Several profiles may have one e-mail.',
		help: 'Use Create or Update instead of Create.',
		fails: ({ uniqueEmail }) => uniqueEmail === true,
	},
	{
		id: 'acsId',
		assumes: 'Profiles have the attribute acsId.',
		help: 'Trigger: profiles are told apart by their PKey. Keep "Overlap" short, or a new PKey makes one come twice.',
		fails: ({ acsIdShown }) => acsIdShown === false,
	},
	{
		id: 'accountsTold',
		assumes: 'Campaign tells who changed a profile.',
		help: 'Trigger: use "Fields to Watch" instead of "Ignore Changes By".',
		fails: ({ modifiedByShown }, { list, create }) =>
			(list?.modifiedBy !== undefined && modifiedByShown !== 'link') ||
			create?.modifiedBy === 'anonymous',
	},
	{
		id: 'keysStay',
		assumes: 'A PKey stays the same when the profile is changed.',
		help: 'Choose "By Email" or "By Key" for a profile, and store no PKey.',
		fails: ({ rotatePkeys }) => rotatePkeys === true,
	},
	{
		id: 'storedAsSent',
		assumes: 'A value is stored as it was sent.',
		help: 'Nothing has to be done where the verdict is "normalized". Where it is another one, set "If a Value Was Not Stored" to "Warn".',
		fails: ({ emailPolicy, phonePolicy, apostrophes, numberPrecision, dateTimePrecision }) =>
			[emailPolicy, phonePolicy, apostrophes, numberPrecision, dateTimePrecision].some(
				(changed) => changed !== undefined,
			),
	},
	{
		id: 'clearedByBlank',
		assumes: 'An empty value clears a field.',
		help: 'Leave "Empty Values" on "Leave It Alone", and clear the field in Campaign.',
		fails: (_, { clearing }) =>
			['textByBlank', 'dateByBlank', 'choiceByBlank'].some((name) =>
				['kept', 'refused'].includes(String(clearing?.[name])),
			),
	},
	{
		id: 'locationKept',
		assumes: 'A change of one part of the address keeps the others.',
		help: 'Fill all parts of the location in "Fields", or none.',
		fails: ({ locationPatch }) => locationPatch === 'replace',
	},
	{
		id: 'subscribeOnProfile',
		assumes: "The account may subscribe on the profile's side.",
		help: 'Ask your Campaign administrator for rights on profiles.',
		fails: ({ subscriptionRights }) => subscriptionRights === 'serviceSide',
	},
	{
		id: 'customResourcesListed',
		assumes: 'Both endpoints list their custom resources.',
		help: 'Choose "Custom Resource" with "By Name".',
		fails: ({ extListable, customResourcesListable }) =>
			extListable === false || customResourcesListable === false,
	},
	{
		id: 'unitsListed',
		assumes: 'Organizational units are listed.',
		help: 'Enter the PKey of the unit as an expression in "Fields".',
		fails: ({ unitsListable }) => unitsListable === false,
	},
	{
		id: 'eventsDescribed',
		assumes: 'Events are described by metadata.',
		help: 'Send: choose "Using JSON" for "Context".',
		fails: ({ eventMetadata }) => eventMetadata === false,
	},
	{
		id: 'signalsDeclared',
		assumes: 'A signal declares its parameters.',
		help: 'Trigger Signal: choose "Using JSON" for "Parameters".',
		fails: ({ dialect, signalParameters }) =>
			signalParameters === 'hidden' || (dialect === 'v8' && signalParameters === undefined),
	},
	{
		id: 'longPages',
		assumes: 'A page has 200 profiles when so many are asked for.',
		help: 'Nothing has to be done: pages are followed, with more requests. A higher "Page Size" has no effect.',
		fails: ({ longestPage = 0 }) => longestPage > 0 && longestPage < 200,
	},
];

export const assumptionOf = (id: string) => ASSUMPTIONS.find((one) => one.id === id);
