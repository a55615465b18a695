import type { Fault } from '../../../sandbox/server';
import { nextAnswered } from '../flights';
import { autoMap, ext, report, standard, to, update, values } from '../parameters';
import { asked, bodies, oops, tooMany, writes } from '../requests';
import { useHarness } from '../suite';

const { harness, control } = useHarness();

const node = 'adobeCampaign';

const serviceIn = (organization: string, name = 'SVC1') => {
	const service = control(organization)
		.records('service')
		.find((one) => one.name === name);
	if (!service) throw new Error(`No service ${name}`);
	return service;
};

const newDesc = values({ desc: 'Once a month' });

describe.each([
	['update', standard],
	['update-v8', ext],
])('Update of a service, in %s with %j', (organization, fieldSet) => {
	beforeEach(() => control(organization).reset());

	const run = async (faults: Fault[], ...changes: Parameters<typeof update>) => {
		control(organization).faults(faults);
		return await harness.runNode({ organization, node, parameters: update(fieldSet, ...changes) });
	};

	it.each([
		['name', 'SVC1', ['GET', 'PATCH', 'GET']],
		['name', 'garden news', ['GET', 'GET', 'PATCH', 'GET']],
		['id', '<PKey>', ['PATCH', 'GET']],
		['url', '<href>', ['PATCH', 'GET']],
	] as const)('by %s %j writes and confirms', async (mode, value, expected) => {
		const { PKey, href } = serviceIn(organization);
		const address = href.replace(ext.endpoint, fieldSet.endpoint);

		const { items, requests, hints, error } = await run(
			[],
			to(mode, value.replace('<PKey>', PKey).replace('<href>', address)),
			newDesc,
			report,
		);

		expect(error?.message).toBeUndefined();
		expect(asked(requests)).toEqual(expected);
		expect(bodies(requests)).toEqual([{ desc: 'Once a month' }]);
		expect(writes(requests)[0].path).toContain(`/${fieldSet.endpoint}/service/${PKey}`);
		expect(items[0].json).toMatchObject({
			...{ PKey, name: 'SVC1', desc: 'Once a month' },
			confirmation: { status: 'applied' },
		});
		expect(serviceIn(organization).desc).toBe('Once a month');
		expect(serviceIn(organization, 'SVC2').desc).toBe('');
		expect(hints).toEqual([]);
	});

	it('takes a duration as Campaign shows it', async () => {
		const duration = values({ validityDuration: 'P30D' });

		const { error, items } = await run([], to('name', 'SVC3'), duration, report);

		expect(error?.message).toBeUndefined();
		expect(items[0].json).toMatchObject({
			validityDuration: 'P30D',
			confirmation: { status: 'applied' },
		});
	});

	it('takes all that Get has brought, mapped automatically', async () => {
		control(organization).faults([]);
		const { href, PKey, ...read } = serviceIn(organization, 'SVC3');

		const { error, requests } = await harness.runNode({
			organization,
			node,
			parameters: update(fieldSet, to('id', PKey), autoMap(), { options: { onlyChanged: true } }),
			items: [{ ...read, PKey, href, desc: 'Ten days' }],
		});

		expect(error?.message).toBeUndefined();
		expect(bodies(requests)).toEqual([{ desc: 'Ten days' }]);
	});

	it('is an error when the value was not stored', async () => {
		const { error, items } = await run(
			[{ method: 'PATCH', discardWrite: true }],
			to('name', 'SVC1'),
			newDesc,
		);

		expect(items).toEqual([]);
		expect(error?.message).toBe("Campaign accepted the update, but did not store 'desc' as sent");
	});

	it('with Only Changed Fields sends what differs, or nothing', async () => {
		const { desc } = serviceIn(organization);
		const only = { options: { onlyChanged: true } };
		const same = await run([], to('name', 'SVC1'), values({ desc }), only);
		const other = await run([], to('name', 'SVC1'), values({ desc, label: 'New' }), only);

		expect(same.items[0].json).toMatchObject({ updated: false, name: 'SVC1' });
		expect(writes(same.requests)).toEqual([]);
		expect(other.items[0].json).toMatchObject({ updated: true, label: 'New' });
		expect(bodies(other.requests)).toEqual([{ label: 'New' }]);
	});

	it('with Dry Run proposes the change', async () => {
		const { items, requests } = await run([], to('name', 'SVC1'), newDesc, {
			options: { dryRun: true },
		});

		expect(items[0].json).toMatchObject({
			dryRun: true,
			fields: [{ field: 'desc', wouldBe: 'Once a month', changes: true }],
		});
		expect(writes(requests)).toEqual([]);
	});

	it.each<[string, Fault, number]>([
		['lost after the write', { drop: 'afterWrite' }, 1],
		['504 before the write', { respond: oops(504) }, 2],
		['429', { respond: tooMany(0) }, 2],
	])('is written once, and looked for before it is sent again: %s', async (_case, fault, sent) => {
		const { items, requests } = await run(
			[{ method: 'PATCH', ...fault }],
			to('name', 'SVC1'),
			newDesc,
		);

		expect(items[0].json.desc).toBe('Once a month');
		expect(writes(requests)).toHaveLength(sent);
		expect(asked(requests).join()).not.toContain('PATCH,PATCH');
	});

	it('changes the name of a service that is chosen by name', async () => {
		const { items, error } = await run([], to('name', 'SVC1'), values({ name: 'SVC77' }));

		expect(error?.message).toBeUndefined();
		expect(items[0].json.name).toBe('SVC77');
	});

	it('refuses a name that is taken', async () => {
		const { error } = await run([], to('name', 'SVC1'), values({ name: 'SVC2' }));

		expect(error?.message).toBe(
			organization.endsWith('-v8')
				? 'Campaign refused the request'
				: 'Another service already has this name',
		);
		expect(serviceIn(organization).label).toBe('Garden News');
	});

	it('compares each item with the service as it is then, in other capitals, too', async () => {
		const desc = String(serviceIn(organization).desc);

		const { items, requests } = await harness.runNode({
			organization,
			node,
			parameters: update(
				fieldSet,
				to('name', 'garden news'),
				values({ desc: '={{ $json.desc }}' }),
				{ options: { onlyChanged: true } },
			),
			items: [{ desc: 'Another' }, { desc }],
		});

		expect(items.map(({ json }) => json.updated)).toEqual([true, true]);
		expect(writes(requests)).toHaveLength(2);
		expect(serviceIn(organization).desc).toBe(desc);
	});

	it('keeps the order of items by name and by label, which may be one service', async () => {
		const { items } = await harness.runNode({
			organization,
			node,
			parameters: update(
				fieldSet,
				to('name', '={{ $json.service }}'),
				values({ desc: '={{ $json.desc }}' }),
			),
			items: ['SVC1', 'Garden News', 'garden news', 'SVC1'].map((service, row) => ({
				service,
				desc: `Row ${row}`,
			})),
		});

		expect(items.map(({ json }) => json.desc)).toEqual(['Row 0', 'Row 1', 'Row 2', 'Row 3']);
	});

	it.each(['Garden News', 'garden news'])('finds %s again after a wait', async (label) => {
		control(organization).faults([{ method: 'PATCH', respond: tooMany(0) }]);

		const running = harness.runNode({
			organization,
			node,
			parameters: update(fieldSet, to('name', label), newDesc),
		});
		await nextAnswered(organization, 'PATCH');
		control(organization).put({ name: 'SVC8', label: 'Garden News' }, 'service');
		const { error, requests } = await running;

		expect([error?.message, writes(requests).length]).toEqual([
			'2 services have this name or label',
			1,
		]);
	});
});

describe('Update of a service', () => {
	it('changes nothing when no service or two have the name', async () => {
		control('two').put({ name: 'SVC8', label: 'Garden News' }, 'service');
		const before = control('two').records('service');

		const { items, requests } = await harness.runNode({
			organization: 'two',
			node,
			items: ['Garden News', 'SVC99', ''].map((name) => ({ name })),
			parameters: update(to('name', '={{ $json.name }}'), newDesc),
			nodeSettings: { onError: 'continueRegularOutput' },
		});

		expect(items.map(({ json }) => String(json.error).split(' [')[0])).toEqual([
			'2 services have this name or label',
			'No service has this name or label',
			"'Service' is empty",
		]);
		expect(writes(requests)).toEqual([]);
		expect(control('two').records('service')).toEqual(before);
	});

	it('keeps the order of items for one service, by its name and by its PKey', async () => {
		const organization = 'order';
		const { PKey } = serviceIn(organization);
		const inputs = ['SVC1', 'svc1', PKey, 'SVC1'].map((service, row) => ({ service, row }));

		const { items, requests } = await harness.runNode({
			organization,
			authentication: 'oAuth2',
			node,
			items: inputs,
			parameters: update(
				to('id', '={{ $json.service }}'),
				values({ desc: '={{ "Number " + $json.row }}' }),
			),
		});

		expect(items.map(({ json }) => json.desc)).toEqual(inputs.map(({ row }) => `Number ${row}`));
		expect(bodies(requests).map(({ desc }) => desc)).toEqual(
			inputs.map(({ row }) => `Number ${row}`),
		);
	});
});
