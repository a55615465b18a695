import { NodeOperationError, type IDataObject } from 'n8n-workflow';

import { workflow } from '../../../../../../nodes/AdobeCampaign/resources/workflow';
import { campaignOf, ok, type Reply } from '../../campaign';
import { editorContextOf } from '../../context';
import { GET, href, PLAIN, RUNNING, SIGNAL1, TRIGGER, withActivities } from './workflowScene';

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
		notice: async () => (await resourceMapping?.mapParameters.call(context))?.emptyFieldsNotice,
	};
}

const CHOSEN = { workflow: ' WKF1 ' };

it('The list of signals has those of the workflow, with one request', async () => {
	const { signals, asked } = editor(CHOSEN);

	expect(await signals()).toContainEqual({ name: 'signal1', value: 'signal1' });
	expect(asked).toEqual([GET]);
});

it('The list of signals offers "The Only One", unless there are several', async () => {
	const idsOf = async (activities: object) =>
		(await editor(CHOSEN, ok(withActivities(activities))).signals()).map(({ value }) => value);

	expect(await idsOf({ a: SIGNAL1 })).toEqual(['', 'a']);
	expect(await idsOf({ a: SIGNAL1, b: SIGNAL1 })).toEqual(['a', 'b']);
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

describe('The form of the parameters says why it is empty', () => {
	const untold = { trigger: { href: href(TRIGGER) } };

	it.each([
		['before the workflow is known', { workflow: '' }, RUNNING, "Enter the 'Workflow' first"],
		[
			'before one of several signals is chosen',
			CHOSEN,
			withActivities({ a: untold, b: untold }),
			'Choose the signal first',
		],
		['where the signal has no parameters', CHOSEN, PLAIN, 'This signal has no parameters'],
		[
			'where Campaign does not tell them',
			CHOSEN,
			withActivities({ a: untold }),
			"choose 'Using JSON'",
		],
	])('%s', async (_when, parameters, answer, told) => {
		expect(await editor(parameters, ok(answer)).notice()).toContain(told);
	});

	it('and nothing when it has fields', async () => {
		expect(await editor(CHOSEN).notice()).toBeUndefined();
	});
});

it.each(['', '  ', '={{ $json.id }}', '12', undefined])(
	'Nothing is asked while the workflow is %j',
	async (id) => {
		const { signals, parameters, asked } = editor({ workflow: id });

		expect(await signals()).toMatchObject([{ name: 'The Only One', value: '' }]);
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
