import { NodeOperationError } from 'n8n-workflow';
import type { ILoadOptionsFunctions, INodePropertyOptions, NodeApiError } from 'n8n-workflow';

import { readAuthentication } from './authentication';
import { readEndpoint } from '../resources/fieldSet';
import { EDITOR_PACE } from './pace';
import type { ListedFilter } from '../records/filters';
import { inOneLine } from '../n8n/oneLine';
import { textOf } from '../records/fields';
import { openClient, type CampaignClient } from '../transport/client';
import { readFilters, readMetadata } from '../records/metadata';
import type { MetadataEntry } from '../transport/types';

const byName = (a: INodePropertyOptions, b: INodePropertyOptions) =>
	a.name.localeCompare(b.name, 'en');

/** A choice with what it is called on screen and in Campaign. */
const choice = (label: string, value: string): INodePropertyOptions => ({
	name: label && label !== value ? `${label} (${value})` : value,
	value,
});

/**
 * What is read for a list. When that fails, n8n's editor shows no more of a NodeApiError than "[object Object]" (2.41), but
 * the message of a NodeOperationError.
 */
async function reading<T>(
	context: ILoadOptionsFunctions,
	read: (client: CampaignClient) => Promise<T>,
): Promise<T> {
	try {
		return await read(await openClient(context, readAuthentication(context), 0, () => EDITOR_PACE));
	} catch (error) {
		const { message, description } = error as NodeApiError | NodeOperationError;
		const told = new NodeOperationError(context.getNode(), message);
		// Set here because n8n puts a text of its own for one with a network's code in it, such as ECONNREFUSED (2.41).
		told.message = inOneLine(message, description);
		throw told;
	}
}

/** The instance's fields that fit, by label. */
async function fieldsThat(
	context: ILoadOptionsFunctions,
	fits: (entry: MetadataEntry, id: string) => boolean,
): Promise<INodePropertyOptions[]> {
	const { content } = await reading(
		context,
		async (client) => await readMetadata(context, client, readEndpoint(context)),
	);
	return Object.entries(content)
		.filter(([id, entry]) => fits(entry, id))
		.map(([id, { label }]) => choice(textOf(label), id))
		.sort(byName);
}

/** Fields that a list can be sorted by. */
export async function getSortableFields(this: ILoadOptionsFunctions) {
	return await fieldsThat(this, ({ sortable }) => sortable === true);
}

/** Everything that a profile is described to have, but for collections, of which it holds only the address. */
export async function getProfileFields(this: ILoadOptionsFunctions) {
	return await fieldsThat(this, ({ type }) => type !== 'collection');
}

/** Where a text can be searched in; a company's own fields only on Ext, where the metadata has them. */
export async function getTextFields(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	const standard = [
		{ name: 'Email or Name', value: 'any' },
		{ name: 'Email', value: 'email' },
		{ name: 'First Name', value: 'firstName' },
		{ name: 'Last Name', value: 'lastName' },
	];
	if (readEndpoint(this) === 'profileAndServices') return standard;
	const custom = await fieldsThat(
		this,
		({ type }, id) => id.startsWith('cus') && type === 'string',
	);
	return [...standard, ...custom];
}

async function filtersOf(context: ILoadOptionsFunctions): Promise<ListedFilter[]> {
	return await reading(
		context,
		async (client) => await readFilters(context, client, readEndpoint(context)),
	);
}

/** The filters of the instance. */
export async function getFilters(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	return (await filtersOf(this)).map(({ name, label }) => choice(label ?? '', name)).sort(byName);
}

/** The parameters of the chosen filter. */
export async function getFilterParameters(
	this: ILoadOptionsFunctions,
): Promise<INodePropertyOptions[]> {
	const chosen = this.getCurrentNodeParameter('filterName');
	const filter = (await filtersOf(this)).find(({ name }) => name === chosen);
	return (filter?.parameters ?? []).map((name) => choice('', name));
}
