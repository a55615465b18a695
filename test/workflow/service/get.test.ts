import { type INodeParameters } from 'n8n-workflow';

import { amy, ext, get, standard, to } from '../parameters';
import { asked, writes } from '../requests';
import { useHarness } from '../suite';

const { harness, control, amyIn } = useHarness();

const node = 'adobeCampaign';

const serviceIn = (organization: string, name = 'SVC1') =>
	control(organization)
		.records('service')
		.find((one) => one.name === name);

const SIMPLE = [
	...['name', 'label', 'desc', 'messageType', 'mode', 'start', 'end', 'isTemplate'],
	...['lastModified', 'PKey'],
];

describe.each([
	['get', standard],
	['get-v8', ext],
])('Get of a service, in %s with %j', (organization, fieldSet) => {
	const run = async (service: ReturnType<typeof to>, ...changes: INodeParameters[]) =>
		await harness.runNode({
			organization,
			node,
			parameters: get(service, fieldSet, ...changes),
		});

	it.each([
		['name', 'SVC1', 1],
		['name', 'Garden News', 1],
		['name', 'GARDEN news', 2],
		['list', 'SVC1', 1],
		['id', '<PKey>', 1],
		['url', '<href>', 1],
	] as const)(
		'by %s %j outputs the simplified service: %i requests',
		async (mode, value, count) => {
			const { PKey, href } = serviceIn(organization) ?? { PKey: '', href: '' };
			const address = href.replace(ext.endpoint, fieldSet.endpoint);

			const { items, requests } = await run(
				to(mode, value.replace('<PKey>', PKey).replace('<href>', address)),
			);

			expect(Object.keys(items[0].json)).toEqual(SIMPLE);
			expect(items[0].json).toMatchObject({
				...{ PKey, name: 'SVC1', label: 'Garden News', messageType: 'email', isTemplate: false },
			});
			expect(asked(requests)).toEqual(Array.from({ length: count }, () => 'GET'));
		},
	);

	it('outputs it as Campaign sends it when Simplify is off', async () => {
		const { items } = await run(to('name', 'SVC1'), { simplify: false });

		expect(items[0].json).toHaveProperty('subscriptions.href');
		expect('cusTopic' in items[0].json).toBe(fieldSet === ext);
		expect(items[0].json.title).toBe('Garden News (SVC1)');
	});

	it('of a template outputs the template', async () => {
		const { items } = await run(to('name', 'SVC4'));

		expect(items[0].json).toMatchObject({ name: 'SVC4', isTemplate: true });
	});

	it('reports a service that is not there, or outputs an empty item with If Not Found', async () => {
		const missing = to('name', 'SVC99');
		const failed = await run(missing);
		const empty = await run(missing, { options: { ifNotFound: 'empty' } });

		expect(failed.error?.message).toBe('No service has this name or label');
		expect(empty.items.map(({ json }) => json)).toEqual([{}]);
	});

	it('reports a service that was deleted, by its PKey and by its href', async () => {
		const other = `${organization}-gone${organization.endsWith('-v8') ? '-v8' : ''}`;
		const { PKey, href } = serviceIn(other, 'SVC3') ?? { PKey: '', href: '' };
		control(other).remove(PKey, 'service');

		for (const service of [
			to('id', PKey),
			to('url', href.replace(ext.endpoint, fieldSet.endpoint)),
		]) {
			const { error } = await harness.runNode({
				organization: other,
				node,
				parameters: get(service, fieldSet),
			});
			const { items } = await harness.runNode({
				organization: other,
				node,
				parameters: get(service, fieldSet, { options: { ifNotFound: 'empty' } }),
			});

			expect(error?.message).toBe('The service was not found');
			expect(items.map(({ json }) => json)).toEqual([{}]);
		}
	});
});

describe('Get of a service', () => {
	it('does not take a profile for a service', async () => {
		const { error } = await harness.runNode({
			organization: 'profile',
			node,
			parameters: get(to('id', amyIn('profile').PKey)),
		});

		expect(error?.message).toBe('This Campaign instance has no service with this PKey');
		expect(error?.description).toContain("'Service'");
		expect(error?.description).not.toContain(amy.email);
	});

	it('reads a service that comes as a list of one', async () => {
		control('wrapped').reset({ wrapSingle: true });

		const { items } = await harness.runNode({
			organization: 'wrapped',
			node,
			parameters: get(to('id', serviceIn('wrapped')?.PKey ?? '')),
		});

		expect(items[0].json.name).toBe('SVC1');
	});

	it.each(['accessToken', 'oAuth2'] as const)(
		'goes on with the other items when one is missing: %s',
		async (authentication) => {
			const { items, errorItems, requests } = await harness.runNode({
				organization: 'goes-on',
				authentication,
				node,
				items: ['SVC1', 'SVC99', 'SVC2'].map((name) => ({ name })),
				parameters: get(to('name', '={{ $json.name }}')),
				nodeSettings: { onError: 'continueErrorOutput' },
			});

			expect(items.map(({ json, pairedItem }) => [json.name, pairedItem])).toEqual([
				['SVC1', { item: 0 }],
				['SVC2', { item: 2 }],
			]);
			expect(errorItems[0].json.error).toContain('No service has this name or label [item 1]');
			expect(writes(requests)).toEqual([]);
		},
	);
});
