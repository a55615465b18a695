import type { Organization } from '../organization';
import type { StoredRecord } from '../store/storedRecord';
import type { Kind } from './kind';

/**
 * Whether a record is hidden from the API: it has a link of the type "1 cardinality simple link" to a record that does not exist, or not
 * yet ('Notices and recommendations' of Adobe's connector for Dynamics 365). Undefined for a kind that has no such link.
 */
export function hiddenOf(
	{ fields }: Kind,
	{ store }: Organization,
): ((record: StoredRecord) => boolean) | undefined {
	const required = fields.required();
	if (required.length === 0) return undefined;
	return ({ links }) =>
		required.some(({ name, target = '' }) => !store.table(target).get(links[name]));
}
