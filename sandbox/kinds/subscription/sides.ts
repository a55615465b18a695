import type { View } from '../../campaign/kind';
import { partOf } from '../../campaign/serialize';
import { storageOf } from '../../store/storedKind';
import type { StoredRecord } from '../../store/storedRecord';

/** The two links of a subscription. */
export type Side = 'service' | 'subscriber';

const TARGETS: Readonly<Record<Side, string>> = { service: 'service', subscriber: 'profile' };

/** Some attributes of a side, or null for a subscription that lacks it. */
export function sideOf(
	view: View,
	subscription: StoredRecord,
	side: Side,
	names: readonly string[],
) {
	const kind = view.kinds.find(({ path }) => path === TARGETS[side]);
	const id = subscription.links[side];
	if (!kind || id === undefined) return null;
	const record = view.organization.store.table(storageOf(kind)).get(id);
	return record ? partOf({ ...view, kind, owner: undefined }, record, names) : null;
}

/** "Garden News (SVC1)", "Amy Dakota (amy.dakota@example.com)", or "" for a subscription that lacks the side. */
export function titleOf(view: View, subscription: StoredRecord, side: Side): string {
	return String(sideOf(view, subscription, side, ['title'])?.title ?? '');
}
