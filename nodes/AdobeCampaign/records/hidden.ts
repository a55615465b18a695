import { undefinedIfKind } from '../n8n/errors';
import { recordIn } from '../transport/bodies';
import { MISSING } from '../transport/refusalTable';
import type { CampaignRecord } from '../transport/types';
import type { Item } from './item';
import { storedValue } from './metadata';

/** The links that lead nowhere: those that Campaign sends as null, and those of the metadata that it leaves out. */
async function emptyLinksOf(item: Item, record: CampaignRecord): Promise<string[]> {
	const links = (await item.knownFields())?.filter(({ type }) => type === 'link') ?? [];
	const named = links.filter((link) => !storedValue(record, link)).map(({ id }) => id);
	const empty = Object.keys(record).filter((name) => record[name] === null);
	return [...new Set([...named, ...empty])].sort();
}

/**
 * Looks whether a record that was just made can be read: one request for the first one of a run in which the same links lead nowhere,
 * and the metadata. A record whose link is a "1
 * cardinality" one is stored, but Campaign shows it to nobody before the other record is there (Adobe's notices for the connector to
 * Dynamics 365).
 *
 * @throws NodeOperationError for a record that is hidden
 */
export async function refuseHidden(item: Item, record: CampaignRecord): Promise<void> {
	const { client, kind, instance } = item;
	if (!kind.mayHide) return;
	const links = await emptyLinksOf(item, record);
	const seen = links.join();
	if (links.length === 0 || instance.harmlessLinks.has(seen)) return;
	const { PKey } = record;
	const reading = client.get(client.urls.record(String(PKey)), recordIn);
	const isSeen = await undefinedIfKind(MISSING, reading).then(Boolean, () => 'unknown' as const);
	if (isSeen === 'unknown') {
		item.hint(
			`A new ${kind.one} could not be read back: it is not known whether Campaign shows it`,
		);
		return;
	}
	if (isSeen) {
		instance.harmlessLinks.add(seen);
		return;
	}
	if (!item.run.isTool) item.run.earlierTries?.add(item.index, undefined, 'unclear');
	throw item.refuse(
		`The ${kind.one} was stored, but Campaign hides it: a record that it must belong to is missing`,
		`Do not create it again. It appears when the link is set, which only Campaign's own screens and imports can do now: a hidden ${kind.one} cannot be changed through the API. In the next ones give the PKey of the other record for ${links.map((name) => `'${name}'`).join(', ')} in 'Fields'. The PKey: ${String(PKey)}`,
	);
}

/**
 * n8n's Retry On Fail runs an item again that has failed, although its record is stored.
 *
 * @throws NodeOperationError for an item whose record an earlier try has stored, and Campaign hides
 */
export function refuseHiddenBefore(item: Item): void {
	const { run, index, kind } = item;
	if (!kind.mayHide || run.isTool) return;
	if (run.earlierTries?.find(index, undefined) !== 'unclear') return;
	throw item.refuse(
		`An earlier try of this execution has stored this ${kind.one}, and Campaign hides it`,
		'Nothing was written now. Do not create it again: it appears when the record that it must belong to is there.',
	);
}
