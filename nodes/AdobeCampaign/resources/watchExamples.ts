import type { INodeExecutionData } from 'n8n-workflow';

import type { ChangedRecord } from '../records/changes';
import { isUntouched } from '../records/checkpoint';
import type { Item } from '../records/item';
import { begin } from './watchBeginning';
import type { WatchForm } from './watchForm';
import { ChangeLists } from './watchLists';

/** So many are shown. */
const EXAMPLES = 3;

/** The records that changed last: of a filter those of the last day, or else the last of all. */
async function latestOf(item: Item, watch: WatchForm): Promise<ChangedRecord[]> {
	// One page shows nothing of who has changed all the others.
	const { latest, ability } = await begin(item, { ...watch, ignored: '' }, () => true, { most: 0 });
	if (latest.length > 0 || !watch.filter || !ability.isSorted) return latest;
	for await (const { changes } of new ChangeLists(item, watch, ability).latest(0)) return changes;
	return [];
}

/** What 'Fetch Test Event' shows. Nothing is kept. @throws NodeOperationError when there is nothing */
export async function examples(item: Item, watch: WatchForm): Promise<INodeExecutionData[]> {
	const age = ({ moment, created = moment }: ChangedRecord) =>
		watch.watched === 'created' ? created : moment;
	const latest = (await latestOf(item, watch)).sort((one, other) => age(other) - age(one));
	if (latest.length > 0) {
		return latest.slice(0, EXAMPLES).map((change) => {
			const json = watch.shaped(change.record);
			const event = isUntouched(change) ? 'created' : 'updated';
			return { json: watch.watched === 'both' ? { event, ...json } : json };
		});
	}
	throw item.refuse(
		`No ${item.kind.one} was changed lately`,
		'Change one in Campaign, then fetch a test event again.',
	);
}
