import type { Filter, Kind } from '../../campaign/kind';
import { refusalsOf } from '../../campaign/refusals';
import type { Settings } from '../../settings';
import { isExtended } from '../../store/field';
import type { KeyRing } from '../../store/keys';
import type { RecordInput } from '../../store/storedKind';
import { recordSubscriptionChange } from '../historyEvent/record';
import { SUBSCRIPTION_FIELDS } from './fields';
import { refuseWithoutRights } from './rights';
import { sideOf, titleOf } from './sides';
import { subscribe } from './subscribe';

/** Inferred: that there is a filter of this name, and what it does. No page lists those of subscriptions. */
const byText: Filter = {
	label: 'By service or subscriber',
	parameters: ['text'],
	build: (call) => {
		const wanted = call.query.get('text') ?? '';
		return (one) =>
			[titleOf(call, one, 'service'), titleOf(call, one, 'subscriber')].some((title) =>
				title.startsWith(wanted),
			);
	},
};

/** A subscription of a profile to a service, found in the `subscriptions` of both. */
export const subscription: Kind = {
	path: 'subscription',
	label: 'Subscriptions',
	document: 'Subscription',
	schema: 'nms:subscriptionRcp',
	help: 'Subscriptions',
	endpoints: () => ['profileAndServices', 'profileAndServicesExt'],
	isNested: true,
	fields: SUBSCRIPTION_FIELDS,
	filters: () => ({ byText }),
	seed: firstSubscriptions,
	deletedStatus: 204,
	computed: {
		// The captured subscription says "subscription" on Ext, 'Deleting subscriptions' "subscriptionRcp" on the other endpoint.
		metadata: (_one, _keys, { endpoint }) =>
			isExtended(endpoint) ? 'subscription' : 'subscriptionRcp',
		serviceName: (one, _keys, view) => sideOf(view, one, 'service', ['name'])?.name ?? '',
		title: (one, _keys, view) =>
			[titleOf(view, one, 'service'), titleOf(view, one, 'subscriber')].join(' / '),
	},
	onWrite: recordSubscriptionChange,
	hides: ({ organization }) => (organization.settings.serviceNameShown ? [] : ['serviceName']),
	answer(call, path) {
		if (call.method === 'POST' || call.method === 'DELETE') refuseWithoutRights(call);
		if (call.method === 'POST' && path.length === 0) return subscribe(call);
		if (call.method === 'PATCH') throw refusalsOf(call).generic;
		return undefined;
	},
};

/** The first of the invented people takes the first two services. */
function* firstSubscriptions(settings: Settings, keys: KeyRing): Generator<RecordInput> {
	if (settings.profiles || settings.people > 0) return;
	const created = '2024-02-01 08:00:00.000Z';
	for (const service of [1, 2]) {
		yield {
			created,
			lastModified: created,
			service: { PKey: keys.issue('service', service) },
			subscriber: { PKey: keys.issue('profile', 1) },
		};
	}
}
