import type { Context } from '../../n8n/run';
import { editorLists, openEditorItem } from '../../parameters/editorLists';
import { fieldSetFields, readFieldSet } from '../fieldSet';
import type { Resource } from '../resource';
import { serviceChooser } from './chooser';
import { create } from './create.operation';
import { get } from './get.operation';
import { getAll } from './getAll.operation';
import { serviceKind } from './kind';
import { update } from './update.operation';

const kindOf = (context: Context) => serviceKind(readFieldSet(context));

const lists = editorLists(async (context) => await openEditorItem(context, kindOf(context)));

/** What profiles subscribe to. No operation deletes one: its subscriptions would be gone with it. */
export const service: Resource = {
	value: 'service',
	name: 'Service',
	properties: fieldSetFields,
	operations: [create, get, getAll, update],
	defaultOperation: 'get',
	kindOf,
	methods: {
		listSearch: serviceChooser.methods,
		loadOptions: {
			getFields: lists.allFields,
			getFilters: lists.filters,
			getFilterParameters: lists.filterParameters,
			getSortableFields: lists.sortableFields,
		},
		resourceMapping: { mapFields: lists.writableFields },
	},
};
