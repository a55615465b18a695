import type { Tables, Write } from '../../store/recordTable';
import type { StoredRecord } from '../../store/storedRecord';
import { timestamp } from '../../store/timestamp';

/**
 * Adds an event to the history of the subscriber when a subscription is made or removed. Inferred: all its values, and that
 * a subscription that goes with its service makes no event.
 */
export function recordSubscriptionChange({ before, after }: Write, store: Tables): void {
	const subscription = before ?? after;
	if (!subscription || (before && after)) return;
	const { subscriber } = subscription.links;
	const service = store.table('service').get(subscription.links.service);
	if (!service || !store.table('profile').get(subscriber)) return;
	store.table('historyEvent').insert({
		values: {
			category: String(service.values.messageType ?? 'email'),
			date: after ? String(after.values.created ?? timestamp()) : timestamp(),
			label: `${after ? 'Subscription to' : 'Unsubscription from'} ${titleOf(service)}`,
			metadata: 'subHisto',
			type: 'inbound',
		},
		links: { profile: subscriber },
	});
}

function titleOf({ values }: StoredRecord): string {
	return `${String(values.label ?? '')} (${String(values.name)})`;
}
