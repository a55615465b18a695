import { type INodeParameters } from 'n8n-workflow';

import { steps, useWorkflows, node, workflow } from './workflows';

const { harness, control, workflowIn, setState } = useWorkflows();

const SIMPLE = [
	...['PKey', 'name', 'label', 'state', 'logicalStatus', 'nextProcessingDate', 'created'],
	...['lastModified', 'signals'],
];

describe.each(['read', 'read-v8'])('Get of a workflow, in %s', (organization) => {
	const run = async (...changes: INodeParameters[]) =>
		await harness.runNode({ organization, node, parameters: workflow('get', ...changes) });

	it.each(['WKF1', ' WKF1 ', '<PKey>'])(
		'by %j outputs the simplified workflow, with one request',
		async (entered) => {
			const { PKey } = workflowIn(organization);
			const chosen = entered.replace('<PKey>', PKey);

			const { items, requests } = await run({ workflow: chosen });

			expect(Object.keys(items[0].json)).toEqual(SIMPLE);
			expect(items[0].json).toMatchObject({ PKey, name: 'WKF1', state: 'stopped' });
			expect(steps(requests)).toEqual(['GET workflow']);
		},
	);

	it('takes no address of a workflow, which may be of another instance', async () => {
		const { error, requests } = await run({ workflow: workflowIn(organization).href });

		expect(error?.message).toBe("'Workflow' is not the ID of a workflow");
		expect(requests).toEqual([]);
	});

	it('tells the names of its signals while it runs, whether they declare parameters or not', async () => {
		const { items } = await run({ workflow: 'weekly_digest' });

		expect(items[0].json).toMatchObject({ state: 'started', signals: ['signal1', 'urgent'] });
	});

	it('outputs it as Campaign sends it when Simplify is off', async () => {
		const { items } = await run({ workflow: 'weekly_digest', simplify: false });

		expect(items[0].json).toHaveProperty('activities.activity.urgent.trigger.href');
		expect(items[0].json).not.toHaveProperty('signals');
	});

	it('passes a state through, whatever it is', async () => {
		const other = organization.replace('read', 'state');
		setState(other, 'edition', 'WKF3');
		const { items } = await harness.runNode({
			organization: other,
			node,
			parameters: workflow('get', { workflow: 'WKF3' }),
		});

		expect(items[0].json.state).toBe('edition');
	});

	it('reports one that is not there, or outputs an empty item with If Not Found', async () => {
		const failed = await run({ workflow: 'WKF99' });
		const empty = await run({ workflow: 'WKF99', options: { ifNotFound: 'empty' } });

		expect(failed.error?.message).toBe('The workflow was not found');
		expect(failed.error?.description).toContain("'Workflow'");
		expect(empty.items.map(({ json }) => json)).toEqual([{}]);
	});

	it("reports another instance's PKey", async () => {
		const { error } = await run({ workflow: '@notAKeyOfThisInstance' });

		expect(error?.message).toMatch(/workflow/);
		expect(error?.description).toContain("'Workflow'");
	});
});

it.each(['={{ "" }}', '12', '../profile'])(
	'Get of %j is refused before any request',
	async (chosen) => {
		const { error, requests } = await harness.runNode({
			organization: 'refused',
			node,
			parameters: workflow('get', { workflow: chosen }),
		});

		expect(error?.message).toContain("'Workflow'");
		expect(requests).toEqual([]);
	},
);

it('Get reads a workflow that comes as a list of one', async () => {
	control('wrapped').reset({ wrapSingle: true });

	const { items } = await harness.runNode({
		organization: 'wrapped',
		node,
		parameters: workflow('get'),
	});

	expect(items[0].json.name).toBe('WKF1');
});

it.each(['accessToken', 'oAuth2'] as const)(
	'Get goes on with the other items when one is missing: %s',
	async (authentication) => {
		const { items, errorItems } = await harness.runNode({
			organization: 'goes-on',
			authentication,
			node,
			items: ['WKF1', 'WKF99', 'WKF3'].map((id) => ({ id })),
			parameters: workflow('get', { workflow: '={{ $json.id }}' }),
			nodeSettings: { onError: 'continueErrorOutput' },
		});

		expect(items.map(({ json, pairedItem }) => [json.name, pairedItem])).toEqual([
			['WKF1', { item: 0 }],
			['WKF3', { item: 2 }],
		]);
		expect(errorItems[0].json.error).toContain('The workflow was not found [item 1]');
	},
);
