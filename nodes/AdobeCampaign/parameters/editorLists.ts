import { NodeOperationError } from 'n8n-workflow';
import type {
	ILoadOptionsFunctions,
	INodePropertyOptions,
	NodeApiError,
	ResourceMapperField,
	ResourceMapperFields,
} from 'n8n-workflow';

import { inOneLine } from '../n8n/errors';
import { Run, type Context } from '../n8n/run';
import { choicesOf } from '../records/choices';
import { isCustom, textOf, type FilterInfo, type RecordField } from '../records/metadata';
import { Instance } from '../records/instance';
import { Item } from '../records/item';
import type { RecordKind } from '../records/kind';
import { CampaignClient } from '../transport/client';
import { openSession } from '../transport/session';
import type { MetadataEntry } from '../transport/types';
import { readAuthentication } from './authentication';
import { EDITOR_LIMITS } from './options';
import { toFormField } from './fields';

/** Opens a run of its own for one list of the editor. No request yet. */
export async function openEditorItem(context: Context, kind: RecordKind): Promise<Item> {
	const run = new Run(context);
	const session = await openSession(run, readAuthentication(context), EDITOR_LIMITS, 0);
	return new Item(run, 0, new CampaignClient(session, kind, 0), kind, new Instance());
}

const byName = (a: INodePropertyOptions, b: INodePropertyOptions) =>
	a.name.localeCompare(b.name, 'en');

/** A choice with its label on the screen and its name in Campaign. */
const choice = (label: string, value: string): INodePropertyOptions => ({
	name: label && label !== value ? `${label} (${value})` : value,
	value,
});

/**
 * Reads something for a list. Of a NodeApiError n8n's editor shows only "[object Object]" (2.41), of a NodeOperationError its
 * message.
 */
export async function reading<T>(
	context: ILoadOptionsFunctions,
	open: (context: ILoadOptionsFunctions) => Promise<Item>,
	read: (item: Item) => Promise<T>,
): Promise<T> {
	try {
		return await read(await open(context));
	} catch (error) {
		const { message, description } = error as NodeApiError | NodeOperationError;
		const shown = new NodeOperationError(context.getNode(), message);
		// Set here because n8n puts a text of its own for one with a network's code in it, such as ECONNREFUSED (2.41).
		shown.message = inOneLine(message, description);
		throw shown;
	}
}

/** A field as the form shows it. A link may be one to choose from: its list is read for the form alone, never when a workflow runs. */
async function formFieldOf(
	{ client, kind }: Item,
	field: RecordField,
): Promise<ResourceMapperField> {
	const linked = field.type === 'link' ? kind.choices?.[field.id] : undefined;
	const options = linked && (await choicesOf(client, linked));
	if (!options) return toFormField(field);
	// No PKey is asked for, but a name.
	return toFormField({ ...field, label: field.label.replace(/ \(PKey\)$/, ''), options });
}

/**
 * The lists of the editor's form for records of one kind.
 *
 * @param open opens an item for the kind that is chosen in the form
 */
export function editorLists(open: (context: ILoadOptionsFunctions) => Promise<Item>) {
	/** The instance's fields that fit, by label. */
	async function fieldsThat(
		context: ILoadOptionsFunctions,
		fits: (entry: MetadataEntry, id: string) => boolean,
	): Promise<INodePropertyOptions[]> {
		const { content } = await reading(
			context,
			open,
			async ({ instance, client, kind }) => await instance.metadata(client, kind),
		);
		return Object.entries(content)
			.filter(([id, entry]) => fits(entry, id))
			.map(([id, { label }]) => choice(textOf(label), id))
			.sort(byName);
	}

	async function filtersOf(context: ILoadOptionsFunctions): Promise<FilterInfo[]> {
		return await reading(
			context,
			open,
			async ({ instance, client, kind }) => await instance.filters(client, kind),
		);
	}

	return {
		/** Fields that a list can be sorted by. */
		async sortableFields(this: ILoadOptionsFunctions) {
			return await fieldsThat(this, ({ sortable }) => sortable === true);
		},

		/** All fields of a record but collections, of which it holds only the address. */
		async allFields(this: ILoadOptionsFunctions) {
			return await fieldsThat(this, ({ type }) => type !== 'collection');
		},

		/** The company's own fields that hold text. */
		async customTextFields(this: ILoadOptionsFunctions) {
			return await fieldsThat(this, ({ type }, id) => isCustom(id) && type === 'string');
		},

		/** The filters of the instance. */
		async filters(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
			const filters = await filtersOf(this);
			return filters.map(({ name, label }) => choice(label ?? '', name)).sort(byName);
		},

		/** The parameters of the chosen filter. */
		async filterParameters(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
			const chosen = this.getCurrentNodeParameter('filterName');
			const filter = (await filtersOf(this)).find(({ name }) => name === chosen);
			return (filter?.parameters ?? []).map((name) => choice('', name));
		},

		/** The fields of the form that can be written: labels, types and choices. */
		async writableFields(this: ILoadOptionsFunctions): Promise<ResourceMapperFields> {
			const item = await open(this);
			const fields = await item.fields();
			return {
				fields: await Promise.all(fields.map(async (field) => await formFieldOf(item, field))),
			};
		},
	};
}
