import type {
	ILoadOptionsFunctions,
	INodePropertyOptions,
	ResourceMapperFields,
} from 'n8n-workflow';

import { openEditorItem, reading } from '../../parameters/editorLists';
import { emptyForm, toFormField } from '../../parameters/fields';
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

/** The form's default. n8n marks it as wrong where the list does not have it (2.41), as is right when there are several signals. */
const ONLY_ONE: INodePropertyOptions = {
	name: 'The Only One',
	value: '',
	description: 'For a workflow with one External Signal activity',
};

/** The activities of the chosen workflow that wait for a signal. */
export async function getSignals(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	const workflow = await chosenWorkflow(this);
	const signals = (workflow ? signalsIn(workflow) : []).map(({ id }) => ({ name: id, value: id }));
	return signals.length > 1 ? signals : [ONLY_ONE, ...signals];
}

/** The parameters of the chosen signal, or of the only one. */
export async function mapParameters(this: ILoadOptionsFunctions): Promise<ResourceMapperFields> {
	const workflow = await chosenWorkflow(this);
	if (!workflow) {
		return emptyForm(
			"Enter the 'Workflow' first. When an expression gives it, choose 'Using JSON'.",
		);
	}
	const name = String(this.getCurrentNodeParameter('signal') ?? '');
	const signal = findSignal(workflow, name);
	if (!signal && signalsIn(workflow).length > 1) {
		return emptyForm("Choose the signal first. When an expression gives it, choose 'Using JSON'.");
	}
	const { parameters } = signal ?? {};
	if (!parameters) {
		return emptyForm(
			"Campaign does not tell the parameters of this signal. If it has some, choose 'Using JSON'.",
		);
	}
	if (parameters.length === 0) {
		return emptyForm('This signal has no parameters: there is nothing to fill in.');
	}
	return { fields: parameters.map(toFormField) };
}
