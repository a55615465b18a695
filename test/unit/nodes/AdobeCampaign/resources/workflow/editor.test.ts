import { NodeOperationError, type IDataObject } from 'n8n-workflow';

import { workflow } from '../../../../../../nodes/AdobeCampaign/resources/workflow';
import { campaignOf, ok, type Reply } from '../../campaign';
import { editorContextOf } from '../../context';
import { GET, PLAIN, RUNNING, withActivities } from './workflowScene';

const { loadOptions, resourceMapping } = workflow.methods;

/** The editor with a form, and what Campaign answers to the GET of the workflow. */
function editor(parameters: IDataObject, reply: Reply = ok(RUNNING)) {
	const { asked, request } = campaignOf({ [GET]: reply }, 'acme');
	const context = editorContextOf({
		parameters: { authentication: 'accessToken', ...parameters },
		request,
	});
	return {
		asked,
		signals: async () => (await loadOptions?.getSignals.call(context)) ?? [],
		parameters: async () => (await resourceMapping?.mapParameters.call(context))?.fields ?? [],
	};
}

const CHOSEN = { workflow: ' WKF1 ' };

it('The list of signals has those of the workflow, with one request', async () => {
	const { signals, asked } = editor(CHOSEN);

	expect(await signals()).toEqual([{ name: 'signal1', value: 'signal1' }]);
	expect(asked).toEqual([GET]);
});

it('The form of the parameters has those of the only signal, or of the chosen one', async () => {
	const typesOf = async (more: IDataObject, reply?: Reply) =>
		(await editor({ ...CHOSEN, ...more }, reply).parameters()).map(({ id, type }) => [id, type]);
	const two = withActivities({
		...RUNNING.activities.activity,
		urgent: { parameters: { count: { type: 'number' } } },
	});
	const all = [
		['day', 'dateTime'],
		['dryRun', 'boolean'],
		['fileName', 'string'],
		['rows', 'number'],
	];

	expect(await typesOf({})).toEqual(all);
	expect(await typesOf({ signal: '' })).toEqual(all);
	expect(await typesOf({ signal: 'urgent' }, ok(two))).toEqual([['count', 'number']]);
	expect(await typesOf({ signal: '' }, ok(two))).toEqual([]);
	expect(await typesOf({}, ok(PLAIN))).toEqual([]);
});

it.each(['', '  ', '={{ $json.id }}', '12', undefined])(
	'Nothing is asked while the workflow is %j',
	async (id) => {
		const { signals, parameters, asked } = editor({ workflow: id });

		expect(await signals()).toEqual([]);
		expect(await parameters()).toEqual([]);
		expect(asked).toEqual([]);
	},
);

it('A refusal is told in one line that the editor can show', async () => {
	const gone: Reply = { status: 404, body: 'Unable to find document' };

	for (const list of ['signals', 'parameters'] as const) {
		const failing = editor(CHOSEN, gone)[list]();
		await expect(failing).rejects.toBeInstanceOf(NodeOperationError);
		await expect(failing).rejects.toThrow(/^The workflow was not found\. Check 'Workflow'/);
	}
});
