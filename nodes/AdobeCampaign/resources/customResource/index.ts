import type { ILoadOptionsFunctions, ResourceMapperFields } from 'n8n-workflow';

import { inputError } from '../../n8n/errors';
import { fixedParameter } from '../../n8n/run';
import { editorLists, openEditorItem } from '../../parameters/editorLists';
import { emptyForm } from '../../parameters/fields';
import type { Item } from '../../records/item';
import type { Resource } from '../resource';
import { itemAtItsEndpoint } from './atItsEndpoint';
import { count } from './count.operation';
import { create } from './create.operation';
import { remove } from './delete.operation';
import { get } from './get.operation';
import { getAll } from './getAll.operation';
import { CUSTOM_RESOURCE } from './kind';
import {
	choiceIn,
	customResourceLocator,
	searchCustomResources,
	type ResourceChoice,
} from './resourceName';
import { update } from './update.operation';
import { upsert } from './upsert.operation';

/** The custom resource that is chosen in the form; undefined while there is none. */
function chosenIn(context: ILoadOptionsFunctions): ResourceChoice | undefined {
	const given = fixedParameter(context, 'customResource') as { value?: unknown } | string;
	return choiceIn(String((typeof given === 'object' ? given?.value : given) ?? '').trim());
}

/** The item of a list, at work on the custom resource that is chosen in the form. */
async function open(context: ILoadOptionsFunctions): Promise<Item> {
	const choice = chosenIn(context);
	if (choice)
		return await itemAtItsEndpoint(await openEditorItem(context, CUSTOM_RESOURCE), choice);
	throw inputError(context, 0, {
		message: "Choose 'Custom Resource' first",
		description: 'What it is decides which fields and filters there are.',
	});
}

const lists = editorLists(open);

/** The fields of the custom resource that is chosen in the form. */
async function mapFields(this: ILoadOptionsFunctions): Promise<ResourceMapperFields> {
	return chosenIn(this)
		? await lists.writableFields.call(this)
		: emptyForm("Choose 'Custom Resource' first. What it is decides which fields there are.");
}

/** A table that the company added to Campaign. Its fields are in the administrator's own spelling. */
export const customResource: Resource = {
	value: 'customResource',
	name: 'Custom Resource',
	properties: [customResourceLocator],
	operations: [count, create, upsert, remove, get, getAll, update],
	defaultOperation: getAll.value,
	kindOf: () => CUSTOM_RESOURCE,
	methods: {
		listSearch: { searchCustomResources },
		loadOptions: {
			getFields: lists.allFields,
			getFilters: lists.filters,
			getFilterParameters: lists.filterParameters,
			getSortableFields: lists.sortableFields,
		},
		resourceMapping: { mapFields },
	},
};
