import { isObject, recordIn } from '../../transport/bodies';
import type { CampaignClient } from '../../transport/client';
import type { CampaignRecord, Kind } from '../../transport/types';
import { PROFILE } from './kind';

/**
 * Marketing history (Adobe, "Interacting with marketing history"): profiles by the same PKeys, each with the address of its events.
 * It is in this family alone, whatever the field set.
 */
export const HISTORY: Kind = {
	family: 'profileAndServices',
	name: 'history',
	one: PROFILE.one,
	many: PROFILE.many,
	locator: PROFILE.locator,
	refusals: [
		{
			// v8's text for an address that it does not have (Adobe, "Limitations"), and what any instance says of an unknown resource.
			kind: 'historyMissing',
			says: /Unsupported endpoint[^]*\/history\/|rc=-2003/,
			message: 'This Campaign instance has no marketing history',
			advice:
				"Campaign v8 has no marketing history, only Campaign Standard has. What a profile is subscribed to now is in 'Get Many' of the resource 'Subscription'; what was sent to it, in an export of Campaign's logs.",
		},
	],
};

/** What a history lists. */
export const EVENTS: Kind = { ...HISTORY, one: 'event', many: 'events', refusals: [] };

const hrefIn = (link: unknown): string =>
	isObject(link) && typeof link.href === 'string' ? link.href : '';

/**
 * The list of the events of a profile, as its history gives it: one request.
 *
 * @throws NodeApiError of a kind in MISSING for a profile that is not there; for an instance without history
 */
export async function eventsUrl(itemClient: CampaignClient, PKey: string): Promise<string> {
	const client = itemClient.of(HISTORY);
	const { events } = await client.get(client.urls.record(PKey), recordIn);
	const href = hrefIn(events);
	if (href !== '') return client.ownUrl(href);
	throw client.error({
		message: 'Campaign does not tell where the events of this profile are',
		description:
			"The profile's history has no 'events'. Ask your Campaign administrator whether the account of the credentials may see them.",
	});
}

/** The two kinds of events that Adobe's data model of the history names. */
const EVENT_KINDS = new Map<unknown, string>([
	['broadLog', 'message'],
	['subHisto', 'subscription'],
]);

/** An event without elements in it, and with the profile that it is of. */
export const flatEvent = (
	{ PKey, date, metadata, category, label, mirrorPage, href }: CampaignRecord,
	profilePKey: string,
): CampaignRecord => ({
	PKey,
	date,
	kind: EVENT_KINDS.get(metadata) ?? metadata,
	channel: category,
	label,
	mirrorPage: hrefIn(mirrorPage),
	href,
	profilePKey,
});
