import { NONE, type RecordKind } from '../../records/kind';
import { INVALID_KEY, MISSING_DOCUMENT } from '../../transport/refusalTable';
import type { RefusalRow } from '../../transport/types';
import type { FieldSet } from '../fieldSet';

const ALL = /^/;

/** What only requests for subscriptions are refused with. */
const refusals: RefusalRow[] = [
	{
		// Seen in the wild: a request that Campaign did not understand is stored with the number 0 and answered as done; from then
		// on every such request is a duplicate.
		kind: 'orphanSubscription',
		says: /nmssubscriptionrcp_key[^]*=\s*\(\s*(?:\d+,\s*0|0,\s*\d+)\s*\)/,
		message: 'Campaign did not understand which profile or which service is meant',
		advice:
			"Nothing was subscribed. It once stored a subscription of nobody (number 0) for such a request, and answers since then that this one exists already. Check 'Profile' and 'Service', and that the account of the credentials may see both; your Campaign administrator can remove the subscription of number 0.",
	},
	{
		kind: 'duplicate',
		says: /nmssubscriptionrcp_key/,
		message:
			'Campaign says that the profile is subscribed already, but does not list the subscription',
		advice:
			'Nothing was changed. Another request may have subscribed it a moment ago: run the item again later.',
	},
	{
		kind: 'keyInvalid',
		says: INVALID_KEY,
		message: 'Campaign does not have this profile, this service or their subscription any more',
		advice:
			"Check 'Profile' and 'Service': one of them may have been deleted, or a PKey is another instance's.",
	},
	{
		kind: 'notFound',
		says: MISSING_DOCUMENT,
		message: 'Campaign does not find this profile, this service or their subscription any more',
		advice: "Check 'Profile' and 'Service': somebody may have deleted one of them in the meantime.",
	},
	{
		kind: 'rightsMissing',
		says: /do not have the rights|(?:lack|missing|insufficient|not have|need)\w*[^.<]{0,40}permission/i,
		message: 'The account of these credentials lacks rights on subscriptions',
		advice: 'Ask your Campaign administrator for the rights on profiles and services.',
	},
	{
		// All that Campaign v8 says (Adobe, "Limitations" of v8), also for a subscription that exists already.
		kind: 'campaignRefused',
		says: /^\W*An error has occurred - please contact your administrator\.?\W*$/,
		message: 'Campaign refused a request about subscriptions and gives no reason',
		advice:
			"Campaign v8 says no more, also when a subscription exists already. Check 'Profile' and 'Service', and that the account of the credentials may read and write both.",
	},
];

/** That a profile gets what a service sends (Adobe, "Managing subscriptions"). It is found in the list of either. */
export const subscriptionKind = (fieldSet: FieldSet): RecordKind => ({
	family: fieldSet,
	hasFieldSets: true,
	name: 'subscription',
	one: 'subscription',
	many: 'subscriptions',
	locator: 'Profile',
	isUnique: true,
	refusals,
	// 'Simplify' leaves what `flat` in subscriptions.ts makes of it and its two sides.
	simple: [],
	computed: ALL,
	writableLinks: NONE,
	parts: {},
	types: {},
	optOuts: NONE,
});
