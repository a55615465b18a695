import type { INodeProperties } from 'n8n-workflow';

import { CLEAR_WORD } from '../records/wire';

const WRITES = `Give only what is known: an empty text changes nothing, and ${CLEAR_WORD} as a value empties its field. Numbers and true or false are always stored.`;

/** What an agent's model reads of each operation. */
const TEXTS = {
	create: `Create profile in Adobe Campaign: adds a new customer profile. ${WRITES}`,
	upsert: `Create or update profile in Adobe Campaign: changes the customer profile that matches, or adds it. ${WRITES}`,
	delete: 'Delete profile in Adobe Campaign: deletes one customer profile for good',
	get: 'Get profile in Adobe Campaign: reads one customer profile',
	getAll: 'Get many profiles in Adobe Campaign: lists customer profiles',
	update: `Update profile in Adobe Campaign: changes fields of one customer profile, and says what is stored. ${WRITES}`,
};

/**
 * n8n makes a tool's description of the operation's name alone and adds a field for another one, unless the node has its own
 * (2.41). A model has to know what an empty value does: n8n makes it send something for each field that it may fill in. One
 * field for each operation, because the form would show an expression that tells them apart as code.
 */
export const toolDescriptionFields = Object.entries(TEXTS).map(
	([operation, text]): INodeProperties => ({
		displayName: 'Tool Description',
		name: 'toolDescription',
		type: 'string',
		typeOptions: { rows: 3 },
		default: text,
		required: true,
		description: "What the agent's model is told about this tool",
		displayOptions: { show: { '@tool': [true], resource: ['profile'], operation: [operation] } },
	}),
);
