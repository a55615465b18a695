import type { IDataObject } from 'n8n-workflow';

import { isPKey } from '../../../../../nodes/AdobeCampaign/records/wire';
import { NONE, type RecordKind } from '../../../../../nodes/AdobeCampaign/records/kind';
import type { DeletableChooser } from '../../../../../nodes/AdobeCampaign/resources/chooser';
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

export const TEXTS = {
	action: 'Work on ticket',
	description: 'Work on one ticket',
	toolDescription: 'Works on one ticket',
};

export const open = (script: Script) => scene(script, { kind: TICKET });

export const readOf = <Input, Shared>(
	operation: Operation<Input, Shared>,
	parameters: IDataObject,
) => inputOf(operation, contextOf({ parameters: { options: {}, ...parameters } }));
