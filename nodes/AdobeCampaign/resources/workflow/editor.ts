import type {
	ILoadOptionsFunctions,
	INodePropertyOptions,
	ResourceMapperFields,
} from 'n8n-workflow';

import { openEditorItem, reading } from '../../parameters/editorLists';
import { toFormField } from '../../parameters/fields';
import type { CampaignRecord } from '../../transport/types';
import { readWorkflow, workflowKeyIn } from './chosen';
import { WORKFLOW } from './kind';
import { findSignal, signalsIn } from './signals';

/** The workflow that the form names; undefined while it does not, or names it by an expression. */
async function chosenWorkflow(context: ILoadOptionsFunctions): Promise<CampaignRecord | undefined> {
	const text = String(context.getCurrentNodeParameter('workflow') ?? '').trim();
	const key = text === '' || text.startsWith('=') ? undefined : workflowKeyIn(text);
	if (key === undefined) return undefined;
	return await reading(
		context,
		async () => await openEditorItem(context, WORKFLOW),
		async (item) => await readWorkflow(item, key),
	);
}

/** The activities of the chosen workflow that wait for a signal. */
export async function getSignals(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	const workflow = await chosenWorkflow(this);
	return (workflow ? signalsIn(workflow) : []).map(({ id }) => ({ name: id, value: id }));
}

/** The parameters of the chosen signal, or of the only one. */
export async function mapParameters(this: ILoadOptionsFunctions): Promise<ResourceMapperFields> {
	const workflow = await chosenWorkflow(this);
	const name = String(this.getCurrentNodeParameter('signal') ?? '');
	const signal = workflow && findSignal(workflow, name);
	return { fields: (signal?.parameters ?? []).map(toFormField) };
}
