import type { IExecuteFunctions } from 'n8n-workflow';

import type { RecordKey } from '../../n8n/inParallel';
import type { Item } from '../../records/item';
import { hasOwn } from '../../records/metadata';
import type { CampaignRecord } from '../../transport/types';
import type { FieldSet } from '../fieldSet';
import { profileChooser } from '../profile/chooser';
import { serviceChooser } from '../service/chooser';

type ProfileChoice = ReturnType<typeof profileChooser.read>;
type ServiceChoice = ReturnType<typeof serviceChooser.read>;

/** Which profile and which service are chosen. */
export interface PairChoice {
	profile: ProfileChoice;
	service: ServiceChoice;
}

/** The form that chooses them. */
export const pairFields = [...profileChooser.fields, ...serviceChooser.fields];

export const readPairChoice = (context: IExecuteFunctions, itemIndex: number): PairChoice => ({
	profile: profileChooser.read(context, itemIndex),
	service: serviceChooser.read(context, itemIndex),
});

/** All that is done to subscriptions of one profile is done in its order. */
export const recordKeyOfPair = ({ profile }: PairChoice): RecordKey =>
	profileChooser.recordKey(profile);

/** A profile and a service, as Campaign has them. */
export interface Pair {
	profile: CampaignRecord;
	service: CampaignRecord;
}

const fieldSetOf = ({ kind }: Item) => kind.family as FieldSet;

/** What Campaign may quote of a profile when it refuses something about its subscriptions, such as their titles. */
const PERSONAL = ['email', 'firstName', 'lastName', 'mobilePhone', 'title'];

/** The chosen profile: one request. @throws NodeApiError */
export async function readChosenProfile(
	item: Item,
	choice: ProfileChoice,
): Promise<CampaignRecord> {
	const ofProfiles = item.of(profileChooser.kindOf(fieldSetOf(item)));
	const place = await profileChooser.locate(ofProfiles, choice);
	const profile = await profileChooser.readRecord(ofProfiles, place);
	item.client.hide(...PERSONAL.map((name) => String(profile[name] ?? '')));
	return profile;
}

/** The chosen service: one request a run, since most runs have one service for all items. @throws NodeApiError */
export async function readChosenService(
	item: Item,
	choice: ServiceChoice,
): Promise<CampaignRecord> {
	const ofServices = item.of(serviceChooser.kindOf(fieldSetOf(item)));
	return await item.instance.lookedUp.get(
		`${ofServices.kind.name} ${JSON.stringify(choice)}`,
		async () => {
			const place = await serviceChooser.locate(ofServices, choice);
			return await serviceChooser.readRecord(ofServices, place);
		},
	);
}

/** Both. The service first: where it is wrong, it is wrong for all items. @throws NodeApiError */
export async function readPair(item: Item, choice: PairChoice): Promise<Pair> {
	const service = await readChosenService(item, choice.service);
	return { service, profile: await readChosenProfile(item, choice.profile) };
}

/** Two pairs with the same identity mean the same subscription. */
export const identityOfPair = ({ profile, service }: Pair) =>
	JSON.stringify([profile.PKey, service.PKey]);

const SHOWN_OF_PROFILE = ['PKey', 'email', 'firstName', 'lastName', 'title', 'href'];
const SHOWN_OF_SERVICE = ['PKey', 'name', 'label', 'title', 'href'];

const some = (record: CampaignRecord, names: string[]): CampaignRecord =>
	Object.fromEntries(
		names.filter((name) => hasOwn(record, name)).map((name) => [name, record[name]]),
	);

/** The two as Campaign shows them in a subscription. */
export const sidesOf = ({ profile, service }: Pair) => ({
	service: some(service, SHOWN_OF_SERVICE),
	subscriber: some(profile, SHOWN_OF_PROFILE),
});

const OPT_OUT = /^blackList(?!\w*LastModified$)(\w*)$/;

/** The channels by which the profile wants nothing, as Campaign names them: `email`, `mobile`, `all`. */
export const optOutsOf = (profile: CampaignRecord): string[] =>
	Object.entries(profile)
		.filter(([, value]) => String(value) === 'true')
		.map(([name]) => OPT_OUT.exec(name)?.[1])
		.filter((channel) => channel !== undefined)
		.map((channel) => (channel === '' ? 'all' : `${channel[0].toLowerCase()}${channel.slice(1)}`));
