import type { ChangedRecord, ChangesPage } from '../records/changes';
import type { Item } from '../records/item';
import { hasOwn } from '../records/metadata';
import { areToldApart } from '../records/modifier';
import type { Metadata } from '../transport/types';
import { GUIDE, titleCase, type MomentFilter, type WatchForm } from './watchForm';
import { ChangeLists, type Ability } from './watchLists';

/** The moments of one creation may differ by some milliseconds. */
const TOLD_APART_MS = 1000;

/** So far back it is looked whether records tell who changed them: long enough for a quiet instance, short enough to be sorted. */
export const TOLD_BACK_MS = 30 * 24 * 3_600_000;

export const HOW_TO = `How a filter is made that asks only for what has changed: ${GUIDE}`;

/** Where the company's own fields and filters are, for who has not chosen it; with a leading blank. */
const fieldSetAdvice = ({ kind }: Item, what: string) =>
	kind.hasFieldSets && kind.family === 'profileAndServices'
		? ` ${what} need 'Field Set' = 'Standard and Custom Fields'.`
		: '';

function refuseWithoutMoments(item: Item, { content }: Metadata, { watched }: WatchForm) {
	const { kind } = item;
	if (!content.lastModified) {
		throw item.refuse(
			`Campaign does not tell when its ${kind.many} were changed`,
			"Its metadata has no 'lastModified', so the trigger cannot know what is new.",
		);
	}
	if (!content.created && watched !== 'updated') {
		throw item.refuse(
			`Campaign does not tell when its ${kind.many} were created`,
			`Its metadata has no 'created'. Choose 'Event' = '${titleCase(kind.one)} Updated', which then starts for what is new as well.`,
		);
	}
}

/** A field that no record has would never change. */
function refuseUnknownFields(item: Item, { content }: Metadata, { fieldsToWatch }: WatchForm) {
	const unknown = fieldsToWatch.filter((field) => !hasOwn(content, field.split('.')[0]));
	if (unknown.length === 0) return;
	throw item.refuse(
		`'Fields to Watch' has a field that a ${item.kind.one} of your Campaign does not have: ${unknown.join(', ')}`,
		`Choose it from the list again.${fieldSetAdvice(item, 'Fields that your company added')}`,
	);
}

async function refuseUnknownFilter(item: Item, filter: MomentFilter) {
	const { client, instance, kind } = item;
	const filters = await instance.knownFilters(client, kind);
	const known = filters.find(({ name }) => name === filter.name);
	if (filters.length > 0 && !known) {
		throw item.refuse(
			"'Filter Name or ID' is not a filter of this instance",
			`It has: ${filters.map(({ name }) => name).join(', ')}.${fieldSetAdvice(item, 'Custom filters')} ${HOW_TO}`,
		);
	}
	if (known && known.parameters.length > 0 && !known.parameters.includes(filter.parameter)) {
		throw item.refuse(
			"'Parameter Name or ID' is not a parameter of the filter",
			`It takes: ${known.parameters.join(', ')}. ${HOW_TO}`,
		);
	}
}

/** Finds out what the instance can do. One request, two with a filter. @throws NodeApiError, NodeOperationError when it cannot be watched */
export async function abilityOf(item: Item, watch: WatchForm): Promise<Ability> {
	const { client, instance, kind } = item;
	const metadata = await instance.metadata(client, kind);
	refuseWithoutMoments(item, metadata, watch);
	refuseUnknownFields(item, metadata, watch);
	const isSorted = metadata.content.lastModified?.sortable === true;
	if (watch.filter) await refuseUnknownFilter(item, watch.filter);
	else if (!isSorted) {
		throw item.refuse(
			`Your Campaign cannot sort ${kind.many} by 'Last modified'`,
			`Its metadata says that the field is not sortable. Choose 'Find Changes By' = 'Custom Filter'. ${HOW_TO}`,
		);
	}
	return { isSorted, form: 'campaign' };
}

/** A filter may compare days, in any time zone. */
const TOO_EARLY_MS = 2 * 24 * 3_600_000;

/** A filter that does not leave out what is older would bring all records at each poll. @param from what it was asked for */
export function refuseOpenFilter(item: Item, { changes }: ChangesPage, from: number): void {
	if (!changes.some(({ moment }) => moment < from - TOO_EARLY_MS)) return;
	throw item.refuse(
		"'Filter Name or ID' is a filter that does not leave out what was changed earlier",
		`Campaign answered with ${item.kind.many} from long before the moment that it was asked for: perhaps 'Parameter Name or ID' is not the one that takes it. ${HOW_TO}`,
	);
}

/**
 * A filter that compares another moment, such as that of the creation, would miss changes: a record that was changed long after it
 * was created has to be found from the moment of its change on. Of a sorted list at least one page is asked for, since the latest
 * ones do not show what the filter does not leave out.
 *
 * @param hasTime false when nothing more is asked, and the filter is taken
 */
export async function refuseOtherFilter(
	item: Item,
	lists: ChangeLists,
	{ isSorted }: Ability,
	latest: ChangedRecord[],
	hasTime: () => boolean,
): Promise<void> {
	const [changed] = latest
		.filter(({ moment, created = moment }) => moment - created > TOLD_APART_MS)
		.sort((one, other) => other.moment - one.moment);
	if (!changed && !isSorted) return;
	const from = changed?.moment ?? item.client.session.serverTime();
	for await (const page of isSorted ? lists.oldest(from) : lists.unsorted(from)) {
		refuseOpenFilter(item, page, from);
		const isFound = !changed || page.changes.some(({ key }) => key === changed.key);
		if (isFound || !hasTime()) return;
	}
	throw item.refuse(
		"'Filter Name or ID' is a filter that does not find what was changed",
		`It compares another field than 'Last modified', such as 'Created', so that ${item.kind.many} would be missed. ${HOW_TO}`,
	);
}

/**
 * 'Ignore Changes By' is for instances that are known to tell accounts apart.
 *
 * @param latest of a filter only those of the last day, so that a quiet instance takes one request more
 */
export async function refuseUnknownModifiers(
	item: Item,
	lists: ChangeLists,
	{ ignored, filter }: WatchForm,
	latest: ChangedRecord[],
): Promise<void> {
	const tells = (changes: ChangedRecord[]) => areToldApart(changes.map(({ record }) => record));
	if (ignored === '' || tells(latest)) return;
	if (filter) {
		const back = item.client.session.serverTime() - TOLD_BACK_MS;
		for await (const { changes } of lists.unsorted(back)) {
			if (tells([...latest, ...changes])) return;
			break;
		}
	}
	throw item.refuse(
		"'Ignore Changes By' cannot be used with this Campaign",
		`The ${item.kind.many} that were changed last do not tell by whom. Remove the option; 'Fields to Watch' ends a loop as well.`,
	);
}
