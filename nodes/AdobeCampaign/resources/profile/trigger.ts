import { NodeOperationError } from 'n8n-workflow';
import type {
	ILoadOptionsFunctions,
	INodeExecutionData,
	INodeProperties,
	INodePropertyOptions,
	IPollFunctions,
} from 'n8n-workflow';

import type { Context } from '../../n8n/run';
import { authenticationFields } from '../../parameters/authentication';
import { editorLists, openEditorItem, reading } from '../../parameters/editorLists';
import { filterPreface } from '../../parameters/filter';
import { writtenMoment, type MomentForm } from '../../records/moments';
import { areToldApart, modifiersOf } from '../../records/modifier';
import { pageIn } from '../../transport/bodies';
import type { Filter } from '../../transport/urls';
import { fieldSetField, standardFieldsNotice, readFieldSet } from '../fieldSet';
import type { Methods } from '../resource';
import { TOLD_BACK_MS } from '../watchAbility';
import { watchProperties } from '../watchForm';
import { watchRecords } from '../watchRecords';
import { PROFILE, profileKind } from './kind';

const kindOf = (context: Context) => profileKind(readFieldSet(context));

const open = async (context: ILoadOptionsFunctions) =>
	await openEditorItem(context, kindOf(context));

const lists = editorLists(open);

/** From how many profiles it is told whether Campaign tells accounts apart. */
const LOOKED_AT = 100;

/** The accounts that changed profiles lately, by the filter that is chosen: without one Campaign has to sort all profiles. */
async function getModifiers(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	const chosen = (name: string) => String(this.getCurrentNodeParameter(name) ?? '');
	const [name, parameter] = [chosen('filterName'), chosen('filterParameter')];
	const isByFilter = chosen('askBy') === 'filter';
	if (isByFilter && (name === '' || parameter === '')) {
		throw new NodeOperationError(this.getNode(), 'Choose the filter and its parameter first');
	}
	const records = await reading(this, open, async ({ client }) => {
		const read = async (filter?: Filter) => {
			const order = !filter && { order: 'lastModified desc' };
			const url = client.urls.list(filter, { lineCount: LOOKED_AT, ...order, isOnePage: true });
			return (await client.get(url, pageIn, filter ? filterPreface(client.kind) : '')).content;
		};
		if (!isByFilter) return await read();
		const back = Date.now() - TOLD_BACK_MS;
		const since = async (form: MomentForm) =>
			await read({ name, parameters: { [parameter]: writtenMoment(back, form) } });
		return await since('campaign').catch(async () => await since('iso'));
	});
	if (areToldApart(records)) return modifiersOf(records).map((name) => ({ name, value: name }));
	throw new NodeOperationError(
		this.getNode(),
		'Your Campaign does not tell who changed a profile, so no account can be left out',
	);
}

export const profileTriggerProperties: INodeProperties[] = [
	...authenticationFields,
	...watchProperties(
		PROFILE,
		[fieldSetField, standardFieldsNotice({ askBy: ['filter'] })],
		'getProfileFields',
		'getModifiers',
	),
];

export const profileTriggerMethods: Methods = {
	loadOptions: {
		getProfileFields: lists.allFields,
		getFilters: lists.filters,
		getFilterParameters: lists.filterParameters,
		getModifiers,
	},
};

/** One poll of the trigger. */
export const pollProfiles = async (
	context: IPollFunctions,
): Promise<INodeExecutionData[][] | null> => await watchRecords(context, kindOf);
