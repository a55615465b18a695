import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import {
	limitFields,
	pageSizeOption,
	readListing,
	readSimplify,
	simplifyField,
	type ListChoice,
} from '../../parameters/listing';
import { optionsOf } from '../../parameters/options';
import { readChoice } from '../../parameters/readers';
import { recordsOf } from '../../records/list';
import type { CampaignRecord } from '../../transport/types';
import { listAt } from '../../transport/urls';
import { profileChooser } from '../profile/chooser';
import type { Operation } from '../resource';
import { serviceChooser } from '../service/chooser';
import { subscriptionKind } from './kind';
import { readChosenProfile, readChosenService, type PairChoice } from './pair';
import { flat, subscriptionsUrl } from './subscriptions';

const SIDES = { profile: 'subscriber', service: 'service' } as const;

type Side = keyof typeof SIDES;

const subscriptionsOfField: INodeProperties = {
	displayName: 'Subscriptions Of',
	name: 'subscriptionsOf',
	type: 'options',
	noDataExpression: true,
	options: [
		{
			name: 'Profile',
			value: 'profile',
			description: 'To which services one profile is subscribed',
		},
		{
			name: 'Service',
			value: 'service',
			description: 'Which profiles are subscribed to one service',
		},
	],
	default: 'profile',
};

const shownFor = (fields: INodeProperties[], side: Side): INodeProperties[] =>
	fields.map((field) => ({
		...field,
		displayOptions: { show: { ...field.displayOptions?.show, subscriptionsOf: [side] } },
	}));

interface GetAllInput {
	choice: Pick<PairChoice, 'profile'> | Pick<PairChoice, 'service'>;
	list: ListChoice;
	simplified: boolean;
}

function readOwner(context: IExecuteFunctions, itemIndex: number): GetAllInput['choice'] {
	const sides = Object.keys(SIDES) as Side[];
	const side = readChoice(context, itemIndex, 'subscriptionsOf', 'Subscriptions Of', sides);
	return side === 'profile'
		? { profile: profileChooser.read(context, itemIndex) }
		: { service: serviceChooser.read(context, itemIndex) };
}

/** The record whose list it is, then one request a page; one more for the number of rows when the last page is full. */
export const getAll: Operation<GetAllInput> = {
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many subscriptions',
	description: 'List the subscriptions of one profile, or those to one service',
	toolDescription:
		'Get many subscriptions in Adobe Campaign: lists to which services, such as newsletters, one customer profile is subscribed, or which profiles are subscribed to one service',
	properties: [
		subscriptionsOfField,
		...shownFor(profileChooser.fields, 'profile'),
		...shownFor(serviceChooser.fields, 'service'),
		...limitFields,
		simplifyField,
		optionsOf([pageSizeOption(subscriptionKind('profileAndServices'))]),
	],

	read: (context, itemIndex) => ({
		choice: readOwner(context, itemIndex),
		list: readListing(context, itemIndex, subscriptionKind('profileAndServices')),
		simplified: readSimplify(context, itemIndex),
	}),

	async run(item, { choice, list: { limit, lineCount, isOnePage }, simplified }) {
		const isOfProfile = 'profile' in choice;
		const owner = isOfProfile
			? await readChosenProfile(item, choice.profile)
			: await readChosenService(item, choice.service);
		const side = isOfProfile ? SIDES.profile : SIDES.service;
		const url = listAt(subscriptionsUrl(item, owner), { lineCount, isOnePage });
		const output: CampaignRecord[] = [];
		for await (const page of recordsOf(item, { url, limit, lineCount })) {
			// Campaign may leave out the side that the list is of.
			for (const row of page) output.push(simplified ? flat({ ...row, [side]: owner }) : row);
		}
		return output;
	},
};
