import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { isOfKind } from '../../n8n/errors';
import { elapsed } from '../../n8n/wait';
import { dryRunOption, optionsOf, readDryRun } from '../../parameters/options';
import type { Item } from '../../records/item';
import { recordIn } from '../../transport/bodies';
import type { Decision } from '../../transport/client';
import type { CampaignRecord } from '../../transport/types';
import type { Operation } from '../resource';
import { isTemplate } from '../service/chooser';
import { ifDoneOption, readFailsIfDone, type IfDone } from './ifDone';
import {
	identityOfPair,
	optOutsOf,
	pairFields,
	readPair,
	readPairChoice,
	recordKeyOfPair,
	sidesOf,
	type Pair,
	type PairChoice,
} from './pair';
import {
	findSubscription,
	flat,
	lookUntil,
	namesSide,
	subscriptionsUrl,
	withSides,
} from './subscriptions';

const notice: INodeProperties = {
	displayName:
		"Campaign may send the service's confirmation message to the profile. A subscription does not lift an opt-out: a profile with 'No longer contact by email' gets no e-mail.",
	name: 'subscribeNotice',
	type: 'notice',
	default: '',
};

const IF_SUBSCRIBED: IfDone = {
	name: 'ifSubscribed',
	label: 'If Already Subscribed',
	description: 'What to do when the profile is subscribed to the service already',
};

interface SubscribeInput {
	pair: PairChoice;
	isDryRun: boolean;
	failsIfSubscribed: boolean;
}

/** What has become of a subscription: Campaign's answer, or the row of the list that shows it. */
type Made = { answer: CampaignRecord } | { row: CampaignRecord; isOurs: boolean };

/** Refusals of a subscription that another client was faster with: Standard says so, v8 gives no reason at all. */
const MAY_EXIST = ['duplicate', 'campaignRefused'];

const OPTED_OUT =
	"Profiles have opted out of channels (see 'optedOut'): Campaign sends them nothing there, in spite of the subscription";

/** POSTs once; after an unclear answer, a wait or a refusal that may be about a duplicate, the list decides. */
async function send(item: Item, pair: Pair, readAt: number): Promise<Made> {
	const { client, instance } = item;
	const rowThatIs = (isOurs: boolean) => (row: CampaignRecord | undefined) =>
		row && { row, isOurs };
	const look = async () => {
		instance.created.addUnclear(identityOfPair(pair));
		return await lookUntil(item, pair, true).then(rowThatIs(true));
	};
	const decide = async (isUnclear: boolean): Promise<Decision<Made>> => {
		const done = await findSubscription(item, pair).then(rowThatIs(isUnclear));
		return done ? { done } : {};
	};
	const answerIn = (body: unknown): Made | undefined => {
		const answer = recordIn(body);
		return answer && { answer };
	};
	const url = subscriptionsUrl(item, pair.profile);
	const body = { service: { PKey: pair.service.PKey } };
	return await client
		.post(url, body, answerIn, look, { readAt, decide })
		.catch(async (error: unknown) => {
			const mayExist = isOfKind(error, MAY_EXIST);
			const row = mayExist ? await findSubscription(item, pair).catch(() => undefined) : undefined;
			const isOurs = instance.created.find(identityOfPair(pair)) === 'unclear';
			return row ? { row, isOurs } : await Promise.reject<Made>(error);
		});
}

/** @param PKey that of the subscription in Campaign's answer */
const notShown = ({ client }: Item, PKey: string) =>
	client.error({
		message: "The subscription was accepted, but the profile's list does not show it",
		description: `It is not confirmed. Read the subscriptions of the profile later with 'Get Many'. Its PKey: ${PKey}`,
	});

/**
 * The new subscription as the profile's list shows it: Campaign leaves a part of it empty in its answer, and answers also what it
 * did not understand as done.
 *
 * @throws NodeApiError when it is somebody else's, or does not come into the list
 */
async function confirmed(item: Item, pair: Pair, answer: CampaignRecord): Promise<CampaignRecord> {
	const { client } = item;
	const PKey = String(answer.PKey);
	const sides = [
		namesSide(answer.service, pair.service),
		namesSide(answer.subscriber, pair.profile),
	];
	const accepted = 'The subscription was accepted, but could not be read back to confirm it';
	const row = await client.readBack(lookUntil(item, pair, true), accepted);
	// A PKey can change: a subscription that is in the list under its own is the one that was meant.
	if (row?.PKey !== answer.PKey && sides.includes('other')) {
		throw client.error({
			message: 'Campaign has subscribed another profile, or to another service, than was sent',
			description: `Look at that subscription in Campaign and remove it. Its PKey: ${PKey}`,
		});
	}
	if (row) return row;
	if (!sides.includes('nobody')) throw notShown(item, PKey);
	throw client.error({
		message: 'Campaign stored a subscription without the profile or without the service',
		description: `It answered that all is done, but did not understand who or what is meant, so the profile is not subscribed. Check that the account of the credentials may see both. Your Campaign administrator can remove what was stored. Its PKey: ${PKey}`,
	});
}

/** The subscription, and whether it was there before this item. */
async function subscribed(
	item: Item,
	pair: Pair,
	existing: CampaignRecord | undefined,
	readAt: number,
): Promise<{ row: CampaignRecord; wasThere: boolean }> {
	const { created } = item.instance;
	const identity = identityOfPair(pair);
	if (existing) return { row: existing, wasThere: true };
	const earlier = created.find(identity);
	if (earlier === 'unclear') {
		throw item.refuse(
			'An earlier item may have subscribed this profile',
			"It is not known whether it did, so nothing was written for this one. Look at the profile's subscriptions with 'Get Many', then run the item again.",
		);
	}
	if (earlier) {
		// The list that was read may be older than what this run has made.
		const row = await lookUntil(item, pair, true);
		if (row) return { row, wasThere: true };
		throw notShown(item, earlier.PKey);
	}
	const made = await send(item, pair, readAt);
	// What was accepted is not sent again by a later item, also when it cannot be confirmed.
	created.addUnclear(identity);
	const row = 'row' in made ? made.row : await confirmed(item, pair, made.answer);
	created.add(identity, String(row.PKey), []);
	return { row, wasThere: 'row' in made && !made.isOurs };
}

/**
 * Looks, then writes, then confirms: the profile, its list, POST, the list again. Four requests, two for a profile that is
 * subscribed already, and one or two a run for the service. One more for the number of rows of a list of 25 or more that does not
 * have the subscription.
 */
export const subscribe: Operation<SubscribeInput> = {
	value: 'subscribe',
	name: 'Subscribe',
	action: 'Subscribe profile to service',
	description:
		'Subscribe one profile to one service, such as a newsletter; Campaign may send a confirmation message',
	toolDescription:
		'Subscribe profile to service in Adobe Campaign: subscribes one customer profile to one service, such as a newsletter. Campaign may send the service\'s confirmation message. A profile that is subscribed already stays so. An opt-out stays, too: "optedOut" in the answer lists its channels.',
	properties: [
		...pairFields,
		notice,
		optionsOf([
			dryRunOption('Whether to write nothing and return what would be done'),
			ifDoneOption(IF_SUBSCRIBED),
		]),
	],

	read: (context, itemIndex) => ({
		pair: readPairChoice(context, itemIndex),
		isDryRun: readDryRun(context, itemIndex),
		failsIfSubscribed: readFailsIfDone(context, itemIndex, IF_SUBSCRIBED),
	}),

	recordKey: ({ pair }) => recordKeyOfPair(pair),

	async run(item, { pair: choice, isDryRun, failsIfSubscribed }) {
		const pair = await readPair(item, choice);
		if (isTemplate(pair.service)) {
			throw item.refuse(
				"'Service' is a template, not a service",
				"Nothing was sent. Choose a service in 'Service' that was made of the template.",
			);
		}
		const work = async (): Promise<IDataObject> => {
			const existing = await findSubscription(item, pair);
			const readAt = elapsed();
			const optedOut = optOutsOf(pair.profile);
			const refuseExisting = () => {
				throw item.refuse(
					'The profile is subscribed to the service already',
					"Nothing was changed. Set 'If Already Subscribed' in Options to 'Ignore' to go on.",
				);
			};
			if (existing && failsIfSubscribed) refuseExisting();
			if (isDryRun) {
				const alreadySubscribed = existing !== undefined;
				const proposed = { wouldSubscribe: !alreadySubscribed, alreadySubscribed, optedOut };
				return { dryRun: true, ...proposed, ...sidesOf(pair) };
			}
			const { row, wasThere } = await subscribed(item, pair, existing, readAt);
			if (wasThere && failsIfSubscribed) refuseExisting();
			if (optedOut.length > 0) item.hint(OPTED_OUT);
			const whole = withSides(row, pair);
			// First: n8n's table ends after forty columns.
			return { alreadySubscribed: wasThere, optedOut, ...(item.run.isTool ? flat(whole) : whole) };
		};
		return await item.client.inTurn(String(pair.profile.PKey), work);
	},
};
