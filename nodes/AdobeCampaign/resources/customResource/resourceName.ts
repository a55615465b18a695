import type {
	IExecuteFunctions,
	ILoadOptionsFunctions,
	INodeListSearchResult,
	INodeProperties,
} from 'n8n-workflow';

import { inputError, isOfKind, undefinedIfRefused } from '../../n8n/errors';
import { openEditorItem } from '../../parameters/editorLists';
import { readLocator } from '../../parameters/locator';
import { forComparison } from '../../records/clean';
import { textOf } from '../../records/metadata';
import type { CampaignClient } from '../../transport/client';
import { resourcesIn } from '../../transport/bodies';
import { CUSTOM_RESOURCE, customResourceKind, FAMILIES, type Family } from './kind';

/** Which custom resource is meant, and where it was when it was chosen from the list. */
export interface ResourceChoice {
	name: string;
	family?: Family;
}

export const customResourceLocator: INodeProperties = {
	displayName: 'Custom Resource',
	name: 'customResource',
	type: 'resourceLocator',
	required: true,
	default: { mode: 'list', value: '' },
	description: 'A table that your company added to Campaign, such as orders',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Select a custom resource...',
			typeOptions: { searchListMethod: 'searchCustomResources', searchable: true },
		},
		{
			displayName: 'By Name',
			name: 'name',
			type: 'string',
			placeholder: 'e.g. cusOrder',
			hint: "Its ID in Campaign with 'cus' in front. Letter case counts.",
		},
	],
};

const isFamily = (text: string): text is Family => FAMILIES.some((family) => family === text);

/** `profileAndServicesExt/cusOrder` from the list, or `cusOrder`. Other resources, such as services, are none of these. */
const CHOICE = /^(?:(\w+)\/)?(cus\w+)$/;

const refusals = {
	empty: {
		message: "'Custom Resource' is empty",
		description: 'Choose one from the list, or enter its name, such as cusOrder.',
	},
	name: {
		message: "'Custom Resource' is not the name of a custom resource",
		description:
			"It is its ID in Campaign with 'cus' in front, such as cusOrder: letters, digits and underscores.",
	},
	unlisted: {
		message: 'Campaign does not list its custom resources',
		description: "Choose 'By Name' and enter the name, such as cusOrder.",
	},
};

/** Reads which custom resource is meant. */
export function readResourceChoice(context: IExecuteFunctions, itemIndex: number): ResourceChoice {
	const { text } = readLocator(context, itemIndex, 'customResource', 'Custom Resource');
	const choice = choiceIn(text);
	if (choice) return choice;
	throw inputError(context, itemIndex, text === '' ? refusals.empty : refusals.name);
}

/** The choice in the editor's form, which has the plain value; undefined while there is none. */
export function choiceIn(text: string): ResourceChoice | undefined {
	const [, family = '', name] = CHOICE.exec(text) ?? [];
	if (name === undefined || (family !== '' && !isFamily(family))) return undefined;
	return isFamily(family) ? { name, family } : { name };
}

/** A custom resource as the instance lists it. */
interface Listed extends Required<ResourceChoice> {
	label: string;
}

/**
 * The custom resources that one endpoint serves: one request. Adobe documents it for those that are linked to profiles or
 * services alone ("Custom resources").
 */
async function listedAt(client: CampaignClient, family: Family): Promise<Listed[]> {
	const own = client.of(customResourceKind(family, ''));
	const members = await own.get(own.urls.family(), resourcesIn);
	return Object.entries(members)
		.filter(([name]) => choiceIn(name) !== undefined)
		.map(([name, { help, label }]) => ({ name, family, label: textOf(help) || textOf(label) }));
}

/** All custom resources of the instance, as far as it lists them. @throws NodeApiError when it lists none at all */
export async function listedResources(client: CampaignClient): Promise<Listed[]> {
	const reading = FAMILIES.map(async (family) => await listedAt(client, family));
	const lists = await Promise.all(reading.map(undefinedIfRefused));
	if (lists.some((list) => list !== undefined)) return lists.flatMap((list) => list ?? []);
	return await reading[0].catch(async (error: unknown) => {
		const isUnlisted = isOfKind(error, ['addressUnknown']);
		return await Promise.reject<Listed[]>(isUnlisted ? client.error(refusals.unlisted) : error);
	});
}

/** The list of 'From list'. */
export async function searchCustomResources(
	this: ILoadOptionsFunctions,
	typed = '',
): Promise<INodeListSearchResult> {
	const { client } = await openEditorItem(this, CUSTOM_RESOURCE);
	const wanted = forComparison(typed);
	const results = (await listedResources(client))
		.map(({ name, family, label }) => ({
			name: label && label !== name ? `${label} (${name})` : name,
			value: `${family}/${name}`,
		}))
		.filter(({ name }) => forComparison(name).includes(wanted))
		.sort((a, b) => a.name.localeCompare(b.name, 'en'));
	return { results };
}
