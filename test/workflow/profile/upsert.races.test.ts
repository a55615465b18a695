/** Create or Update while another client, another execution or another item writes the same profile. */
import type { INodeParameters } from 'n8n-workflow';

import type { Fault } from '../../../sandbox/server';
import { nextAnswered } from '../flights';
import { amy, clearing, ext, upsert, values } from '../parameters';
import { profileCalls, tooMany } from '../requests';
import { useHarness } from '../suite';

const { harness, control, stored, created } = useHarness();

/** Changes what is stored as soon as the node's first request with that method has been answered or cut off. */
async function meanwhile(organization: string, method: string, change: () => void) {
	await nextAnswered(organization, method);
	change();
}

const withEmail = (organization: string, email: string) =>
	stored(organization).filter((profile) => profile.email === email);

const newcomer = 'newcomer@example.com';
const newcomerBy = (more: INodeParameters = {}) =>
	upsert(
		{ matchValue: newcomer },
		values({ email: newcomer, phone: '={{ $json.phone ?? "1" }}' }),
		more,
	);

describe('Create or Update whose POST was refused as too many', () => {
	it.each(['races', 'races-v8'])(
		'searches again before it creates, in %s',
		async (organization) => {
			control(organization).reset();
			control(organization).faults([{ method: 'POST', respond: tooMany(0) }]);

			const running = harness.runNode({ organization, parameters: newcomerBy() });
			await meanwhile(organization, 'POST', () =>
				control(organization).put({ email: newcomer, firstName: 'Amy' }),
			);
			const { items } = await running;

			expect(items[0].json).toMatchObject({ operation: 'updated', firstName: 'Amy', phone: '1' });
			expect(withEmail(organization, newcomer)).toHaveLength(1);
		},
	);

	it('creates the profile when no other client did, after one more search', async () => {
		control('alone').faults([{ method: 'POST', respond: tooMany(0) }]);

		const { items, requests } = await harness.runNode({
			organization: 'alone',
			parameters: newcomerBy(),
		});

		expect(items[0].json.operation).toBe('created');
		expect(profileCalls(requests)).toEqual(['GET', 'POST', 'GET', 'POST']);
	});

	it('refuses when two profiles match now', async () => {
		const organization = 'two-now';
		control(organization).faults([{ method: 'POST', respond: tooMany(0) }]);

		const running = harness.runNode({ organization, parameters: newcomerBy() });
		await meanwhile(organization, 'POST', () => {
			for (const firstName of ['Amy', 'Tara']) {
				control(organization).put({ email: newcomer, firstName });
			}
		});

		expect((await running).error?.message).toBe('Several profiles match, and nothing was written');
	});

	it('refuses an existing profile when Mode is Create Only', async () => {
		const organization = 'create-only';
		control(organization).faults([{ method: 'POST', respond: tooMany(0) }]);

		const running = harness.runNode({
			organization,
			parameters: newcomerBy({ options: { mode: 'createOnly' } }),
		});
		await meanwhile(organization, 'POST', () => control(organization).put({ email: newcomer }));

		expect((await running).error?.message).toBe(
			'The profile exists already, and nothing was written',
		);
	});

	it('searches again by custom key, too', async () => {
		const organization = 'by-key';
		control(organization).faults([{ method: 'POST', respond: tooMany(0) }]);

		const running = harness.runNode({
			organization,
			parameters: upsert(
				ext,
				{ matchBy: 'customKey', matchValue: 'N-1' },
				values({ cusCustomerId: 'N-1', phone: '1' }),
			),
		});
		await meanwhile(organization, 'POST', () =>
			control(organization).put({ cusCustomerId: 'N-1' }),
		);

		expect((await running).items[0].json.operation).toBe('updated');
	});
});

describe('Two executions of Create or Update at the same time', () => {
	const twice = async (organization: string, faults: Fault[]) => {
		control(organization).reset({ latencyMs: 30 });
		control(organization).faults(faults);
		return await Promise.all(
			['1', '2'].map(
				async (phone) =>
					await harness.runNode({ organization, items: [{ phone }], parameters: newcomerBy() }),
			),
		);
	};

	it.each<[string, Fault[]]>([
		['without any trouble', []],
		['while Campaign is busy', [{ method: 'POST', times: 2, respond: tooMany(0) }]],
		['while everything waits', [{ skip: 1, respond: tooMany(0) }]],
	])('create one profile for one e-mail, %s', async (name, faults) => {
		const organization = `twice-${name.split(' ').join('-')}`;

		const runs = await twice(organization, faults);

		expect(runs.map(({ error }) => error)).toEqual([undefined, undefined]);
		expect(runs.map(({ items }) => items[0].json.operation).sort()).toEqual(['created', 'updated']);
		expect(withEmail(organization, newcomer)).toHaveLength(1);
	});
});

describe('A profile that this run created and then gave another match value', () => {
	const rows = (...entries: Array<[string, string, string]>) =>
		entries.map(([match, key, firstName]) => ({ match, key, firstName }));
	const byKey = (ways: INodeParameters) =>
		upsert(
			ext,
			ways,
			values({ cusCustomerId: '={{ $json.key }}', firstName: '={{ $json.firstName }}' }),
		);
	const ways: Array<[string, INodeParameters]> = [
		['custom key', { matchBy: 'customKey', matchValue: '={{ $json.match }}' }],
		[
			'filter',
			{
				matchBy: 'customFilter',
				filterName: 'byCustomerId',
				filterParameter: 'customerid_parameter',
				matchValue: '={{ $json.match }}',
			},
		],
	];

	it.each(ways)('is not matched by the old value any more: %s', async (name, way) => {
		const organization = `renamed-${name.replace(' ', '-')}`;

		const { items, error } = await harness.runNode({
			organization,
			items: rows(['A-1', 'A-1', 'Ann'], ['A-1', 'B-2', 'Ann'], ['A-1', 'A-1', 'Zoe']),
			parameters: byKey(way),
		});

		expect(error).toBeUndefined();
		expect(items.map(({ json }) => json.operation)).toEqual(['created', 'updated', 'created']);
		const made = created(organization);
		expect(made.map(({ cusCustomerId, firstName }) => [cusCustomerId, firstName])).toEqual([
			['B-2', 'Ann'],
			['A-1', 'Zoe'],
		]);
	});

	it('is not matched by the old e-mail when that change could not be confirmed', async () => {
		const organization = 'renamed-unconfirmed';
		control(organization).faults([{ method: 'PATCH', overwrite: { phone: 'somebody else' } }]);

		const { items } = await harness.runNode({
			organization,
			items: [
				{ match: 'ann@example.com', email: 'ann@example.com', phone: '1', firstName: 'Ann' },
				{ match: 'ann@example.com', email: 'bea@example.com', phone: '2', firstName: 'Ann' },
				{ match: 'ann@example.com', email: 'ann@example.com', phone: '3', firstName: 'Zoe' },
			],
			parameters: upsert(
				{ matchValue: '={{ $json.match }}' },
				values({
					email: '={{ $json.email }}',
					phone: '={{ $json.phone }}',
					firstName: '={{ $json.firstName }}',
				}),
			),
			nodeSettings: { onError: 'continueRegularOutput' },
		});

		expect(items[1].json.error).toContain('did not store');
		const made = created(organization);
		expect(made.map(({ email, firstName }) => [email, firstName])).toEqual([
			['bea@example.com', 'Ann'],
			['ann@example.com', 'Zoe'],
		]);
	});
});

describe('A profile that this run created', () => {
	const byKey = upsert(
		ext,
		{ matchBy: 'customKey', matchValue: 'K-1', ...clearing },
		values({ cusCustomerId: '={{ $json.key }}', firstName: '={{ $json.firstName }}' }),
	);

	it('keeps its custom key when a later cell is empty', async () => {
		const { items } = await harness.runNode({
			organization: 'made-cleared',
			items: [
				{ key: 'K-1', firstName: 'Ann' },
				{ key: '', firstName: 'Anna' },
			],
			parameters: byKey,
		});

		expect(items.map(({ json }) => json.operation)).toEqual(['created', 'updated']);
		expect(stored('made-cleared').at(-1)).toMatchObject({
			cusCustomerId: 'K-1',
			firstName: 'Anna',
		});
	});

	it('is output with its PKey alone when a later item has nothing to change', async () => {
		const { items } = await harness.runNode({
			organization: 'made-silent',
			items: [{ phone: '1' }, { phone: '' }],
			parameters: upsert({ matchValue: newcomer }, values({ phone: '={{ $json.phone }}' })),
		});

		expect(items[1].json).toEqual({ operation: 'unchanged', PKey: items[0].json.PKey });
	});
});

describe('A profile that another client has created in the meantime', () => {
	it.each(['faster', 'faster-v8'])(
		'is found after the refusal and updated, in %s',
		async (organization) => {
			control(organization).reset();
			control(organization).put({ cusCustomerId: 'N-1', firstName: 'Nia' });
			control(organization).faults([{ method: 'GET', path: '/profile/', staleRead: true }]);

			const { items, requests } = await harness.runNode({
				organization,
				parameters: upsert(
					{ ...ext, matchBy: 'customKey', matchValue: 'N-1' },
					values({ cusCustomerId: 'N-1', phone: '1' }),
				),
			});

			expect(items[0].json).toMatchObject({ operation: 'updated', firstName: 'Nia', phone: '1' });
			expect(profileCalls(requests)).toEqual(['GET', 'POST', 'GET', 'PATCH', 'GET']);
			expect(stored(organization)).toHaveLength(61);
		},
	);

	it('is left alone when Mode is Create Only', async () => {
		const organization = 'faster-only';
		control(organization).reset();
		control(organization).put({ cusCustomerId: 'N-1' });
		control(organization).faults([{ method: 'GET', path: '/profile/', staleRead: true }]);

		const { error, requests } = await harness.runNode({
			organization,
			parameters: upsert(
				{ ...ext, matchBy: 'customKey', matchValue: 'N-1', options: { mode: 'createOnly' } },
				values({ cusCustomerId: 'N-1', phone: '1' }),
			),
		});

		expect(error?.message).toBe('The profile exists already, and nothing was written');
		expect(profileCalls(requests)).toEqual(['GET', 'POST', 'GET']);
	});

	it('is not confused with a profile that has another unique value', async () => {
		const organization = 'other-unique';
		control(organization).reset({ uniqueEmail: true });

		const { error, requests } = await harness.runNode({
			organization,
			parameters: upsert(
				{ ...ext, matchBy: 'customKey', matchValue: 'N-2' },
				values({ cusCustomerId: 'N-2', email: amy.email }),
			),
		});

		expect(error?.message).toBe('Another profile already has this key');
		expect(profileCalls(requests)).toEqual(['GET', 'POST', 'GET']);
		expect(stored(organization)).toHaveLength(60);
	});
});

describe('Create or Update of one new profile by two executions at the same time', () => {
	it.each([
		['the same Field Set', ext],
		['another Field Set, which shows the same profiles', {}],
	])('makes one profile, with %s', async (name, fieldSet) => {
		const organization = `together-${name.length}`;
		control(organization).reset({ latencyMs: 30 });

		const runs = await Promise.all(
			[ext, fieldSet].map(
				async (more) => await harness.runNode({ organization, parameters: newcomerBy(more) }),
			),
		);

		const operations = runs.map(({ items }) => items[0].json.operation);
		expect([...operations].sort()).toEqual(['created', 'updated']);
		expect(withEmail(organization, newcomer)).toHaveLength(1);
	});
});
