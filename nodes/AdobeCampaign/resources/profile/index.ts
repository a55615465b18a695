import { editorLists, openEditorItem } from '../../parameters/editorLists';
import { fieldSetFields, readFieldSet } from '../fieldSet';
import type { Resource } from '../resource';
import { profileChooser } from './chooser';
import { count } from './count.operation';
import { create } from './create.operation';
import { remove } from './delete.operation';
import { TEXT_FIELDS } from './filter';
import { get } from './get.operation';
import { getAll } from './getAll.operation';
import { getHistory } from './getHistory.operation';
import { profileKind } from './kind';
import { update } from './update.operation';
import { upsert } from './upsert.operation';
import type { Context } from '../../n8n/run';
import type { ILoadOptionsFunctions } from 'n8n-workflow';

const kindOf = (context: Context) => profileKind(readFieldSet(context));

const lists = editorLists(async (context) => await openEditorItem(context, kindOf(context)));

/** The fields that can be searched for a text; a company's own are only in the metadata of its field set. */
async function getTextFields(this: ILoadOptionsFunctions) {
	if (readFieldSet(this) === 'profileAndServices') return TEXT_FIELDS;
	return [...TEXT_FIELDS, ...(await lists.customTextFields.call(this))];
}

/** Customer profiles. */
export const profile: Resource = {
	value: 'profile',
	name: 'Profile',
	properties: fieldSetFields,
	operations: [count, create, upsert, remove, get, getHistory, getAll, update],
	defaultOperation: 'get',
	kindOf,
	methods: {
		listSearch: profileChooser.methods,
		loadOptions: {
			getSortableFields: lists.sortableFields,
			getProfileFields: lists.allFields,
			getTextFields,
			getFilters: lists.filters,
			getFilterParameters: lists.filterParameters,
		},
		resourceMapping: { mapProfileFields: lists.writableFields },
	},
};
