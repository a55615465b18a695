import type { Item } from '../records/item';
import { isPKey } from '../records/wire';
import type { DeletableChooser, Located } from './chooser';

/**
 * The chosen record's PKey and its address by that, which is always built here: servers on the way may read a link in another
 * way than it is read here. A request is needed only where the choice names no PKey.
 *
 * @throws NodeApiError also for what cannot be a PKey: its address would be another record's
 */
export async function locateByPKey<Choice, Place extends Located>(
	item: Item,
	chooser: DeletableChooser<Choice, Place>,
	choice: Choice,
): Promise<Located & { PKey: string }> {
	const { client, kind } = item;
	const place = await chooser.locate(item, choice);
	const known = chooser.pKeyOf(choice);
	if (known) return { PKey: known, url: client.urls.record(known) };
	const record = await chooser.readRecord(item, place);
	const { PKey } = record;
	if (isPKey(PKey)) return { PKey, url: client.urls.record(PKey), record };
	throw client.error({
		message: `Campaign returned a ${kind.one} without a PKey`,
		description: `Nothing was done. Choose '${kind.locator}' 'By ID'.`,
	});
}
