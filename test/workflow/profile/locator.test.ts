/** Profile: which profile is meant. What is found counts only when it has the value that it was searched for by. */
import type { IDataObject, INodeParameters } from 'n8n-workflow';

import type { Settings } from '../../../sandbox/server';
import { amy, autoMap, by, ext, formField, get, update, upsert, values } from '../parameters';
import { profileCalls, writes } from '../requests';
import { useHarness } from '../suite';

const { harness, control, stored } = useHarness();

describe('A custom key that Campaign takes for an internal id', () => {
	/** The first profile has the internal id 1 and another key; no profile has the key "1". */
	const settings: Partial<Settings> = { keyLookup: 'internalId' };
	const fields = values({ phone: '9' });
	const operations: Array<[string, INodeParameters]> = [
		['Get', get(by('customKey', '1'), ext)],
		['Update', update(by('customKey', '1'), ext, fields)],
		[
			'Update without Confirm Update',
			update(by('customKey', '1'), ext, fields, { confirmUpdate: false }),
		],
		['Delete', { operation: 'delete', options: {}, ...ext, ...by('customKey', '1') }],
		[
			'Create or Update',
			upsert({ ...ext, matchBy: 'customKey', matchValue: '1' }, values({ cusCustomerId: '1' })),
		],
	];

	it.each(operations)('finds another profile, which %s refuses', async (_operation, parameters) => {
		const organization = 'internal-id';
		control(organization).reset(settings);
		const before = stored(organization);

		const { error, requests } = await harness.runNode({ organization, parameters });

		expect(error?.message).toBe(
			'Campaign returned something else than the profile with this custom key',
		);
		expect(error?.description).toContain(before[0].PKey);
		expect(writes(requests)).toEqual([]);
		expect(stored(organization)).toEqual(before);
	});

	it('is accepted when the profile has it as its key, after one more request', async () => {
		const organization = 'number-key';
		control(organization).reset();
		const { PKey } = stored(organization)[0];
		control(organization).put({ PKey, cusCustomerId: '1001' });

		const { items, requests } = await harness.runNode({
			organization,
			parameters: update(by('customKey', '1001'), ext, fields),
		});

		expect(items[0].json).toMatchObject({ phone: '9', cusCustomerId: '1001' });
		expect(profileCalls(requests)).toEqual(['GET', 'PATCH', 'GET']);
	});

	it('costs no request more when it cannot be an internal id', async () => {
		const { requests } = await harness.runNode({
			organization: 'plain-key',
			parameters: update(by('customKey', amy.customKey), ext, fields),
		});

		expect(profileCalls(requests)).toEqual(['PATCH', 'GET']);
	});

	it('is reported when the read after the change returns another profile', async () => {
		const organization = 'wrong-answer';
		control(organization).reset();
		const [, tara] = stored(organization);
		control(organization).faults([
			{ method: 'GET', times: 9, respond: { status: 200, body: JSON.stringify(tara) } },
		]);

		const { error } = await harness.runNode({
			organization,
			parameters: update(by('customKey', amy.customKey), ext, fields),
		});

		expect(error?.message).toContain('something else than the profile with this custom key');
		expect(error?.description).toMatch(/^That profile has been changed\./);
	});
});

it.each(['A/1', 'A%1', 'A?1', 'A#1'])(
	'Profile: a custom key with a character of URLs gets advice about the key: %s',
	async (key) => {
		const organization = 'slash';
		control(organization).reset({ slashInKey: 'refused' });
		control(organization).faults([
			{
				method: 'GET',
				respond: { status: 404, body: 'RST-360011 An error has occurred\nError rc=-2003' },
			},
		]);

		const { error, requests } = await harness.runNode({
			organization,
			parameters: update(by('customKey', key), ext, values({ phone: '1' })),
		});

		expect(error?.message).toBe('Campaign does not take this custom key in an address');
		expect(error?.description).toMatch(/The key has a '\/'/);
		expect(error?.description).not.toContain('publish');
		expect(writes(requests)).toEqual([]);
	},
);

describe('Items that name one profile in different ways', () => {
	it('are worked on in their order', async () => {
		const organization = 'in-order';
		control(organization).reset();
		const [{ PKey, href }] = stored(organization);
		const ways = [amy.email, PKey, href, ` ${amy.email.toUpperCase()};`, PKey];

		for (const [first, second] of ways.flatMap((one) => ways.map((other) => [one, other]))) {
			const { error } = await harness.runNode({
				organization,
				items: [
					{ who: first, phone: 'first' },
					{ who: second, phone: 'second' },
				],
				parameters: update(by('id', '={{ $json.who }}'), ext, autoMap([formField('phone')])),
			});
			expect(error).toBeUndefined();
			expect(stored(organization)[0].phone).toBe('second');
		}
	});

	it('do not matter when every item names its profile in the same way', async () => {
		const organization = 'one-way';
		control(organization).reset({ people: 20, latencyMs: 50 });
		const items = Array.from({ length: 20 }, (_, index) => ({
			who: `person-${String(index + 1).padStart(6, '0')}@example.com`,
			phone: String(index),
		}));

		const { items: output } = await harness.runNode({
			organization,
			items,
			parameters: update(by('id', '={{ $json.who }}'), autoMap([formField('phone')])),
		});

		expect(output).toHaveLength(20);
		expect(output.map(({ json }) => json.phone)).toEqual(items.map(({ phone }) => phone));
	});
});

describe('Two profiles whose e-mails differ in capital letters only', () => {
	const two = [{ email: 'Amy@mail.com' }, { email: 'amy@mail.com' }];
	const settings: Partial<Settings> = { emailMatch: 'exact', profiles: two };
	const row = (email: string) => [{ email, phone: '1' }];
	const fields = autoMap([formField('email'), formField('phone')]);

	it('are an error for every operation that needs one of them', async () => {
		const organization = 'capitals';
		control(organization).reset(settings);
		const before = stored(organization);
		const items = row('Amy@mail.com');
		const runs = [
			await harness.runNode({ organization, items, parameters: upsert(fields) }),
			await harness.runNode({
				organization,
				items,
				parameters: update(by('email', '={{ $json.email }}'), values({ phone: '1' })),
			}),
			await harness.runNode({
				organization,
				items,
				parameters: { operation: 'delete', options: {}, ...by('email', '={{ $json.email }}') },
			}),
		];

		for (const { error, requests } of runs) {
			expect(error?.message).toMatch(/Several profiles match|2 profiles have this e-mail/);
			for (const { PKey } of before) expect(error?.description).toContain(PKey);
			expect(writes(requests)).toEqual([]);
		}
	});

	it('are both returned by Get Many', async () => {
		const organization = 'capitals-listed';
		control(organization).reset(settings);

		const { items } = await harness.runNode({
			organization,
			parameters: {
				operation: 'getAll',
				endpoint: 'profileAndServices',
				filterBy: 'email',
				email: 'Amy@mail.com',
				returnAll: true,
				simplify: true,
				options: {},
			},
		});

		expect(items.map(({ json }) => (json as IDataObject).email)).toEqual([
			'Amy@mail.com',
			'amy@mail.com',
		]);
	});

	it('cost one more request only until it is known that the server ignores capital letters', async () => {
		const organization = 'capitals-learnt';
		control(organization).reset({
			profiles: ['A', 'B', 'C'].map((letter) => ({ email: `${letter}@mail.com` })),
		});

		const { requests } = await harness.runNode({
			organization,
			items: ['A', 'B', 'C'].map((letter) => ({ email: `${letter}@mail.com`, phone: '1' })),
			parameters: upsert({ options: { maxConcurrency: 1 } }, fields),
		});

		expect(profileCalls(requests)).toEqual([
			...['GET', 'GET', 'PATCH', 'GET'],
			...['GET', 'PATCH', 'GET'],
			...['GET', 'PATCH', 'GET'],
		]);
	});
});

describe('A workflow that was written by hand', () => {
	it.each([
		['the plain e-mail', amy.email],
		['an e-mail without a mode', { value: amy.email }],
		['an expression', '={{ $json.who }}'],
	])('may have %s as Profile', async (_case, profile) => {
		const { items } = await harness.runNode({
			organization: 'plain',
			items: [{ who: amy.email }],
			parameters: get({ profile }),
		});

		expect(items[0].json).toMatchObject({ email: amy.email });
	});

	it.each<[string, unknown]>([
		['no mode', { value: { phone: '5' } }],
		['the values alone', { phone: '5' }],
		['an expression in them', { phone: '={{ $json.phone }}' }],
		['labels', { value: { Phone: '5' } }],
		['JSON', '{ "phone": "5" }'],
	])('may have Fields with %s', async (_case, fields) => {
		const { error, requests } = await harness.runNode({
			organization: 'plain-fields',
			items: [{ phone: '5' }],
			parameters: update(by('email', amy.email), { fields } as INodeParameters),
		});

		expect(error).toBeUndefined();
		const [{ body }] = writes(requests);
		expect(JSON.parse(body)).toEqual({ phone: '5' });
	});

	it.each<[string, INodeParameters, string]>([
		['no Profile', { profile: '={{ $json.nobody }}' }, "'Profile' is empty"],
		['a name as Profile', { profile: 'Amy Dakota' }, "'Profile' is neither a PKey nor an e-mail"],
		['no Fields', { fields: '' }, "'Fields' has no values by field"],
		['a word as Fields', { fields: 'phone' }, "'Fields' has no values by field"],
		['Fields of nothing', { fields: {} }, 'There is nothing to store'],
	])('gets an error that names what is missing: %s', async (_case, parameters, message) => {
		const { error, requests } = await harness.runNode({
			organization: 'plain-wrong',
			parameters: update(by('email', amy.email), values({ phone: '1' }), parameters),
		});

		expect(error?.message).toBe(message);
		expect(requests).toEqual([]);
	});
});
