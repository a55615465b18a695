import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { inputError } from '../../n8n/errors';
import { readLocator } from '../../parameters/locator';
import type { Item } from '../../records/item';
import { isPKey } from '../../records/wire';
import { recordIn } from '../../transport/bodies';
import { addressIn } from '../../transport/urls';
import type { DeletableChooser } from '../chooser';
import { findByAcsId } from './acsId';
import { CUSTOM_RESOURCE, FAMILIES } from './kind';
import { readResourceChoice } from './resourceName';

const recordLocator: INodeProperties = {
	displayName: 'Record',
	name: 'record',
	type: 'resourceLocator',
	required: true,
	default: { mode: 'id', value: '' },
	description: 'One record of the custom resource',
	modes: [
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. @a1v1dr3ZKtUGVaNxPRXISoM3rs',
			hint: "Campaign's own key, the PKey, from an earlier node. Do not store it: it can change.",
		},
		{
			displayName: 'By acsId',
			name: 'acsId',
			type: 'string',
			placeholder: 'e.g. 5f0c1c5e-1b1e-4c62-9d7a-0d5b2f3a9c11',
			hint: 'The automatic ID of the resource, where it has one and a filter that finds it',
		},
		{
			displayName: 'By URL',
			name: 'url',
			type: 'string',
			placeholder:
				'e.g. https://mc.adobe.io/acme/campaign/profileAndServicesExt/cusOrder/@a1v1dr3Z',
			hint: "The 'href' of a record, as Campaign returned it",
		},
	],
};

/** How one record is chosen. A URL's endpoint does not count: it may be another one since. */
type RecordChoice = { by: 'key'; key: string; href?: string } | { by: 'acsId'; acsId: string };

const refusals = {
	empty: {
		message: "'Record' is empty",
		description: 'Enter the PKey, the acsId or the URL of a record.',
	},
	key: {
		message: "'Record' is not a PKey",
		description:
			"A PKey begins with @, as Get Many returns it. For an automatic ID choose 'By acsId'.",
	},
	url: {
		message: "'Record' is not the URL of a record of this custom resource",
		description:
			"Enter the 'href' that Campaign returned with a record, and check 'Custom Resource'.",
	},
};

/** The key in the URL of a record of this resource, wherever it is served; undefined for any other text. */
function keyInUrl(text: string, name: string): string | undefined {
	const address = addressIn(text);
	const isOfResource =
		address?.name === name && FAMILIES.some((family) => family === address.family);
	return isOfResource && isPKey(address.key) ? address.key : undefined;
}

function read(context: IExecuteFunctions, itemIndex: number): RecordChoice {
	const { mode, text } = readLocator(context, itemIndex, 'record', 'Record');
	if (text === '') throw inputError(context, itemIndex, refusals.empty);
	if (mode === 'acsId') return { by: 'acsId', acsId: text };
	if (mode !== 'url' && isPKey(text)) return { by: 'key', key: text };
	const key = keyInUrl(text, readResourceChoice(context, itemIndex).name);
	if (key !== undefined) return { by: 'key', key, href: text };
	throw inputError(context, itemIndex, mode === 'url' ? refusals.url : refusals.key);
}

async function locate(item: Item, choice: RecordChoice) {
	const { client } = item;
	if (choice.by === 'key') {
		// Another organization's address is refused, not read as this one's.
		if (choice.href !== undefined) client.ownUrl(choice.href);
		return { url: client.urls.record(choice.key) };
	}
	const record = await findByAcsId(item, choice.acsId);
	return { url: client.urls.record(String(record.PKey)), record };
}

export const recordChooser: DeletableChooser<RecordChoice> = {
	kindOf: () => CUSTOM_RESOURCE,
	fields: [recordLocator],
	methods: {},
	read,
	recordKey: (choice) =>
		choice.by === 'key' ? { way: 'PKey', key: choice.key } : { way: 'acsId', key: choice.acsId },
	locate,
	readRecord: async ({ client }, { url, record }) => record ?? (await client.get(url, recordIn)),
	isDoubtful: () => false,
	refuseOther: () => undefined,
	pKeyOf: (choice) => (choice.by === 'key' ? choice.key : undefined),
};
