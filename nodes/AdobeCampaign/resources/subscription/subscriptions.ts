import { PAGE_SIZE, recordsOf } from '../../records/list';
import type { Item } from '../../records/item';
import { isPKey } from '../../records/wire';
import { isObject } from '../../transport/bodies';
import { pauses } from '../../transport/pauses';
import type { CampaignRecord } from '../../transport/types';
import { addressIn, listAt } from '../../transport/urls';
import { sidesOf, type Pair } from './pair';

/** A profile or a service in a subscription; empty when Campaign leaves that side out. */
const sideOf = (value: unknown): Record<string, unknown> => (isObject(value) ? value : {});

/**
 * The list of the subscriptions of a profile or a service, as Campaign gives it: its key is another than the record's (Adobe,
 * "Managing subscriptions").
 *
 * @throws NodeApiError when the record does not tell it, or it leads elsewhere
 */
export function subscriptionsUrl({ client }: Item, record: CampaignRecord): string {
	const { href } = sideOf(record.subscriptions);
	if (typeof href === 'string' && href !== '') return client.ownUrl(href);
	throw client.error({
		message: 'Campaign does not tell where the subscriptions are',
		description:
			"Nothing was done. The record has no 'subscriptions'. Ask your Campaign administrator whether the account of the credentials may see subscriptions.",
	});
}

/** Whether a row of a profile's list is its subscription to the service. By name, too: a PKey can change. */
function isTo({ PKey, name }: CampaignRecord, row: CampaignRecord): boolean {
	const side = sideOf(row.service);
	if (side.PKey === PKey) return true;
	const names = [row.serviceName, side.name].filter(Boolean);
	return names.length > 0 && names.every((one) => one === name);
}

/** Whether a row tells that it is about another service. A PKey that is another does not: it can change. */
const isTelling = ({ service, serviceName }: CampaignRecord) =>
	Boolean(serviceName) || Boolean(sideOf(service).name);

/**
 * The subscription of the profile to the service, in the profile's own list: one request for each 200. The list of a service may
 * have a million.
 *
 * @returns undefined when the profile is not subscribed
 * @throws NodeApiError also when the list does not tell
 */
export async function findSubscription(
	item: Item,
	{ profile, service }: Pair,
): Promise<CampaignRecord | undefined> {
	const { client } = item;
	const url = listAt(subscriptionsUrl(item, profile), { lineCount: PAGE_SIZE });
	let isUnclear = false;
	const request = { url, limit: Infinity, lineCount: PAGE_SIZE, mustBeComplete: true };
	for await (const rows of recordsOf(item, request)) {
		const found = rows.find((row) => isTo(service, row));
		if (found) return found;
		isUnclear ||= !rows.every(isTelling);
	}
	if (!isUnclear) return undefined;
	throw client.error({
		message: 'Campaign does not tell which service a subscription of the profile is to',
		description:
			'Nothing was done. It cannot be known whether the profile is subscribed. Ask your Campaign administrator whether the account of the credentials may see services.',
	});
}

/**
 * Whom or what one side of a subscription names: the record that is meant, another one, nobody (Campaign did not understand it),
 * or it is left out, which says nothing.
 */
export function namesSide(
	side: unknown,
	meant: CampaignRecord,
): 'meant' | 'other' | 'nobody' | 'nothing' {
	if (side === undefined) return 'nothing';
	const { PKey, name } = sideOf(side);
	if (!PKey) return 'nobody';
	return PKey === meant.PKey || (name !== undefined && name === meant.name) ? 'meant' : 'other';
}

/** Looks until the subscription is there, or is gone, or the re-reads are used up: a list may be older than the last change. */
export async function lookUntil(
	item: Item,
	pair: Pair,
	isThere: boolean,
): Promise<CampaignRecord | undefined> {
	for (let reads = 0; ; reads += 1) {
		const found = await findSubscription(item, pair);
		const pause = pauses.rereads[reads];
		if ((found !== undefined) === isThere || pause === undefined) return found;
		await item.wait(pause);
	}
}

/** Plain signs alone behind the organization: a server on the way may read `%2F` or `%3F` for a part of the address. */
const isPlain = (url: string) => /^(?:[\w@./-]|%40)+$/.test(url.slice(url.indexOf('/campaign/')));

/**
 * The address of a subscription, which ends it when it is deleted: its own `href`, below a profile or a service. A service's
 * address would end the service with all of its subscriptions (Adobe's page on deleting subscriptions prints it by mistake).
 *
 * @throws NodeApiError for any other address, before anything is sent
 */
export function ownAddress({ client }: Item, { href }: CampaignRecord): string {
	const url = typeof href === 'string' && href !== '' ? client.ownUrl(href) : '';
	const address = isPlain(url) ? addressIn(url) : undefined;
	if (address?.name === 'subscriptions' && isPKey(address.key)) return url;
	throw client.error({
		message: "Campaign's address of the subscription is not that of a subscription",
		description:
			'Nothing was done. Something else might have been deleted. Look at the subscriptions of the profile with Get Many.',
	});
}

/** A subscription with both of its sides: Campaign fills in only one of them (Adobe, "Managing subscriptions"). */
export function withSides(row: CampaignRecord, pair: Pair): CampaignRecord {
	const { service, subscriber } = sidesOf(pair);
	return {
		...row,
		serviceName: row.serviceName || (pair.service.name as string),
		email: row.email || (pair.profile.email as string),
		service: sideOf(row.service).PKey ? row.service : service,
		subscriber: sideOf(row.subscriber).PKey ? row.subscriber : subscriber,
	};
}

/** A subscription without elements in it: what most people want of the profile and the service stands beside its own fields. */
export function flat(row: CampaignRecord): CampaignRecord {
	const [service, subscriber] = [sideOf(row.service), sideOf(row.subscriber)];
	const { PKey, created, expirationDate, serviceName, email } = row;
	return {
		PKey,
		created,
		serviceName: serviceName || (service.name as string),
		serviceLabel: service.label as string,
		servicePKey: service.PKey as string,
		email: email || (subscriber.email as string),
		firstName: subscriber.firstName as string,
		lastName: subscriber.lastName as string,
		subscriberPKey: subscriber.PKey as string,
		expirationDate,
	};
}
