import type { IDataObject } from 'n8n-workflow';

import { isPKey } from '../../../../../nodes/AdobeCampaign/records/wire';
import { NONE, type RecordKind } from '../../../../../nodes/AdobeCampaign/records/kind';
import type { DeletableChooser } from '../../../../../nodes/AdobeCampaign/resources/chooser';
import {
	checkParameters,
	fieldsOfNewByFilter,
	filterMatchFields,
	findByFilter,
	readFilterMatch,
	type FilterMatch,
} from '../../../../../nodes/AdobeCampaign/resources/filterMatch';
import {
	readMatchValue,
	withValues,
	type Matcher,
} from '../../../../../nodes/AdobeCampaign/resources/matcher';
import type { Operation } from '../../../../../nodes/AdobeCampaign/resources/resource';
import { recordIn } from '../../../../../nodes/AdobeCampaign/transport/bodies';
import { scene, type Script } from '../campaign';
import { contextOf, inputOf } from '../context';

/** A kind that no Campaign has: what is written once for any kind works with it, and speaks of it. */
export const TICKET: RecordKind = {
	family: 'profileAndServicesExt',
	name: 'cusTicket',
	one: 'ticket',
	many: 'tickets',
	locator: 'Ticket',
	simple: ['PKey', 'number'],
	computed: /^(PKey|href)$/,
	writableLinks: NONE,
	parts: {},
	types: {},
	optOuts: NONE,
};

/** A ticket is chosen by its PKey, or by its number, which Campaign takes in an address. */
export const ticketChooser: DeletableChooser<string> = {
	kindOf: () => TICKET,
	fields: [{ displayName: 'Ticket', name: 'ticket', type: 'string', default: '' }],
	methods: {},
	read: (context, itemIndex) => String(context.getNodeParameter('ticket', itemIndex)),
	recordKey: (key) => ({ way: isPKey(key) ? 'PKey' : 'number', key }),
	pKeyOf: (key) => (isPKey(key) ? key : undefined),
	locate: async ({ client }, key) => await Promise.resolve({ url: client.urls.record(key) }),
	readRecord: async ({ client }, { url }) => await client.get(url, recordIn),
	isDoubtful: () => false,
	refuseOther: () => {},
};

type TicketMatch = FilterMatch | { by: 'seat'; value: string };

/** A ticket is recognised by a filter of the instance, or by its seat, which a new one cannot be given. */
export const ticketMatcher: Matcher<TicketMatch> = {
	fields: filterMatchFields({
		displayName: 'Match Value',
		name: 'matchValue',
		type: 'string',
		default: '',
	}),
	read(context, itemIndex) {
		const value = readMatchValue(context, itemIndex);
		const isSeat = context.getNodeParameter('matchBy', itemIndex) === 'seat';
		return isSeat ? { by: 'seat', value } : readFilterMatch(context, itemIndex, value);
	},
	identityOf: (match) => JSON.stringify(match),
	valuesOf: (match) =>
		match.by === 'seat' ? [match.value] : Object.values(match.filter.parameters),
	async check(item, match) {
		if (match.by === 'customFilter') await checkParameters(item, match.filter);
	},
	async find(item, match, sent) {
		const bySeat = { name: 'bySeat', parameters: { seat_parameter: match.value } };
		return await findByFilter(item, match.by === 'seat' ? bySeat : match.filter, sent);
	},
	fieldsOf: (match, sent) => withValues(ticketMatcher.valuesOf(match), sent),
	async fieldsOfNew(item, match, sent) {
		if (match.by === 'seat') throw item.refuse('No ticket has this seat', 'Seats are given later.');
		return await fieldsOfNewByFilter(item, match, sent);
	},
};

export const TEXTS = {
	action: 'Work on ticket',
	description: 'Work on one ticket',
	toolDescription: 'Works on one ticket',
};

export const open = (script: Script) => scene(script, { kind: TICKET });

export const readOf = <Input, Shared>(
	operation: Operation<Input, Shared>,
	parameters: IDataObject,
	expressions: Record<string, unknown> = {},
) => inputOf(operation, contextOf({ parameters: { options: {}, ...parameters }, expressions }));
