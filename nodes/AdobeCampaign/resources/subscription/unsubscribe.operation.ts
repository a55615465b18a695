import type { IDataObject } from 'n8n-workflow';

import { isOfKind, undefinedIfKind } from '../../n8n/errors';
import { elapsed } from '../../n8n/wait';
import { dryRunOption, optionsOf, readDryRun } from '../../parameters/options';
import type { Item } from '../../records/item';
import type { Decision } from '../../transport/client';
import { MISSING } from '../../transport/refusalTable';
import type { CampaignRecord } from '../../transport/types';
import type { Operation } from '../resource';
import { ifDoneOption, readFailsIfDone, type IfDone } from './ifDone';
import {
	pairFields,
	readPair,
	readPairChoice,
	recordKeyOfPair,
	sidesOf,
	type Pair,
	type PairChoice,
} from './pair';
import { findSubscription, lookUntil, ownAddress } from './subscriptions';

const IF_NOT_SUBSCRIBED: IfDone = {
	name: 'ifNotSubscribed',
	label: 'If Not Subscribed',
	description: 'What to do when the profile is not subscribed to the service',
};

interface UnsubscribeInput {
	pair: PairChoice;
	isDryRun: boolean;
	failsIfNotSubscribed: boolean;
}

/**
 * DELETEs the subscription, then looks whether it is gone.
 *
 * @throws NodeApiError also when it is still there
 */
async function end(
	item: Item,
	pair: Pair,
	subscription: CampaignRecord,
	readAt: number,
): Promise<void> {
	const { client } = item;
	const isGone = async () => (await findSubscription(item, pair)) === undefined;
	/** Somebody else has deleted it. */
	let isVanished = false;
	const decide = async (isUnclear: boolean): Promise<Decision<true>> => {
		const again = await findSubscription(item, pair);
		isVanished = !again && !isUnclear;
		if (!again) return { done: true };
		// The same one, whatever address the list has for it now.
		return again.PKey === subscription.PKey ? {} : { url: ownAddress(item, again) };
	};
	await client
		.delete(ownAddress(item, subscription), isGone, { readAt, decide })
		.catch(async (error: unknown) => {
			if (!isOfKind(error, MISSING)) await Promise.reject(error);
			isVanished = true;
		});
	const done = isVanished
		? 'The subscription was gone already, but the list could not be read to confirm it'
		: 'The subscription was deleted, but the list could not be read back to confirm it';
	// With the profile its subscriptions are gone.
	const looking = undefinedIfKind(MISSING, lookUntil(item, pair, false));
	const left = await client.readBack(looking, done);
	if (!left && isVanished) item.hint('A subscription was gone already when it was to be deleted');
	if (!left) return;
	throw client.error({
		message: isVanished
			? 'Campaign does not find the subscription that its list still has'
			: "Campaign's list still has the subscription that was deleted",
		description: `The profile may still be subscribed. Read its subscriptions later with 'Get Many'. The PKey of the subscription: ${String(left.PKey)}`,
	});
}

/**
 * Looks, deletes the subscription's own address, and confirms: the profile, its list, DELETE, the list again. Four requests, two
 * for a profile that is not subscribed, and one or two a run for the service. One more for the number of rows of a list of 25 or
 * more that does not have the subscription.
 */
export const unsubscribe: Operation<UnsubscribeInput> = {
	value: 'unsubscribe',
	name: 'Unsubscribe',
	action: 'Unsubscribe profile from service',
	description: 'End the subscription of one profile to one service; the service itself stays',
	toolDescription:
		'Unsubscribe profile from service in Adobe Campaign: ends the subscription of one customer profile to one service, such as a newsletter. The profile and the service stay. A profile that is not subscribed is no error.',
	properties: [
		...pairFields,
		optionsOf([
			dryRunOption('Whether to write nothing and return what would be done'),
			ifDoneOption(IF_NOT_SUBSCRIBED),
		]),
	],

	read: (context, itemIndex) => ({
		pair: readPairChoice(context, itemIndex),
		isDryRun: readDryRun(context, itemIndex),
		failsIfNotSubscribed: readFailsIfDone(context, itemIndex, IF_NOT_SUBSCRIBED),
	}),

	recordKey: ({ pair }) => recordKeyOfPair(pair),

	async run(item, { pair: choice, isDryRun, failsIfNotSubscribed }) {
		const pair = await readPair(item, choice);
		const work = async (): Promise<IDataObject> => {
			const subscription = await findSubscription(item, pair);
			const readAt = elapsed();
			const wasSubscribed = subscription !== undefined;
			if (!wasSubscribed && failsIfNotSubscribed) {
				throw item.refuse(
					'The profile is not subscribed to the service',
					"Nothing was sent. Set 'If Not Subscribed' in Options to 'Ignore' to go on.",
				);
			}
			if (isDryRun) {
				const proposed = { wouldUnsubscribe: wasSubscribed, unsubscribed: false, wasSubscribed };
				return { dryRun: true, ...proposed, ...sidesOf(pair) };
			}
			if (subscription) await end(item, pair, subscription, readAt);
			return { unsubscribed: true, wasSubscribed, ...sidesOf(pair) };
		};
		return await item.client.inTurn(String(pair.profile.PKey), work);
	},
};
