import type {
	IExecuteFunctions,
	ILoadOptionsFunctions,
	INodeListSearchResult,
	INodeProperties,
} from 'n8n-workflow';

import { inputError } from '../../n8n/errors';
import type { RecordKey } from '../../n8n/inParallel';
import { openEditorItem } from '../../parameters/editorLists';
import { readLocator } from '../../parameters/locator';
import { forComparison } from '../../records/clean';
import { PAGE_SIZE } from '../../records/list';
import { isPKey } from '../../records/wire';
import { pageIn } from '../../transport/bodies';
import type { CampaignRecord, Page } from '../../transport/types';
import { keyIn, withAllPages } from '../../transport/urls';
import { fieldSetIn, otherFieldSet, readFieldSet } from '../fieldSet';
import type { ServiceChoice } from './find';
import { isTemplate, SERVICE, serviceKind } from './kind';

/** One locator for every operation on one service. */
export const serviceLocator: INodeProperties = {
	displayName: 'Service',
	name: 'service',
	type: 'resourceLocator',
	required: true,
	default: { mode: 'list', value: '' },
	description: 'What people subscribe to, such as a newsletter',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Select a service...',
			typeOptions: { searchListMethod: 'searchServices', searchable: true },
		},
		{
			displayName: 'By Name',
			name: 'name',
			type: 'string',
			placeholder: 'e.g. SVC13',
			hint: "The service's name in Campaign, or its label when no other service has the same",
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. @2v1dr3ZKtUGVaNxPRXISoM3rs',
			hint: "Campaign's own key, the PKey, from an earlier node. Do not store it: it can change.",
		},
		{
			displayName: 'By URL',
			name: 'url',
			type: 'string',
			placeholder: 'e.g. https://mc.adobe.io/acme/campaign/profileAndServices/service/@2v1dr3ZK',
			hint: "The 'href' of a service, as Campaign returned it",
		},
	],
};

const refusals = {
	empty: {
		message: "'Service' is empty",
		description: 'Choose a service, or check that the expression has a value for this item.',
	},
	url: {
		message: "'Service' is not the URL of a service",
		description: "Enter the 'href' that Campaign returned with a service.",
	},
	fieldSet: otherFieldSet('Service'),
};

/**
 * 'By ID' also takes a URL and a name: people paste what they have, and n8n puts a model's value there. A URL may end with a
 * service's name; since it may as well be a filter's, such a service is looked up.
 */
function choiceOf(mode: string, text: string): ServiceChoice | undefined {
	if (fieldSetIn(text, SERVICE)) {
		const key = keyIn(SERVICE, text);
		return isPKey(key) ? { by: 'href', href: text } : { by: 'name', name: key };
	}
	if (mode === 'url') return undefined;
	return mode !== 'name' && isPKey(text) ? { by: 'key', key: text } : { by: 'name', name: text };
}

/** Reads which service is chosen. */
export function readServiceChoice(context: IExecuteFunctions, itemIndex: number): ServiceChoice {
	const { mode, text } = readLocator(context, itemIndex, 'service', 'Service');
	if (text === '') throw inputError(context, itemIndex, refusals.empty);
	const choice = choiceOf(mode, text);
	if (!choice) throw inputError(context, itemIndex, refusals.url);
	const fieldSet = fieldSetIn(text, SERVICE);
	if (fieldSet && fieldSet !== readFieldSet(context)) {
		throw inputError(context, itemIndex, refusals.fieldSet);
	}
	return choice;
}

/** Items that may mean the same service have the same key. One by name may be one by label, so all of them go in order. */
export function serviceKeyOf(choice: ServiceChoice): RecordKey {
	if (choice.by === 'name') return { way: 'name', key: '' };
	return { way: 'PKey', key: choice.by === 'href' ? keyIn(SERVICE, choice.href) : choice.key };
}

/** Enough for one page of the editor's list. */
const ROWS_TO_SHOW = 50;

/** Requests for one list: a person is waiting. */
const MOST_REQUESTS = 10;

/** The service on the screen, and what is stored for it: its name, which stays the same and is the same on stage and production. */
function entryOf({ name, label, PKey }: CampaignRecord) {
	const shown = String(name || PKey);
	return {
		name: label && label !== shown ? `${String(label)} (${shown})` : shown,
		// A name that looks like a PKey would be read as one.
		value: isPKey(shown) ? String(PKey) : shown,
	};
}

/**
 * The list of 'From list': the services whose label or name has what was typed, templates left out. Campaign's own filter finds
 * beginnings alone, and there are few enough services to look through.
 */
export async function searchServices(
	this: ILoadOptionsFunctions,
	typed = '',
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const { client } = await openEditorItem(this, serviceKind(readFieldSet(this)));
	const wanted = forComparison(typed);
	const results: INodeListSearchResult['results'] = [];
	let url: string | undefined =
		paginationToken ?? client.urls.list(undefined, { lineCount: PAGE_SIZE });
	for (let requests = 0; url && requests < MOST_REQUESTS; requests += 1) {
		const { content, next }: Page = await client.get(client.ownUrl(url), pageIn);
		const entries = content.filter((service) => !isTemplate(service)).map(entryOf);
		results.push(...entries.filter(({ name }) => forComparison(name).includes(wanted)));
		url = next && withAllPages(client.ownUrl(next.href));
		if (results.length >= ROWS_TO_SHOW) break;
	}
	return { results, paginationToken: url };
}
