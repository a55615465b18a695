import type { IDataObject, INodeParameters } from 'n8n-workflow';

import type { Settings } from '../../sandbox/settings';
import { type Harness, startHarness } from './harness';
import { amy, autoMap, by, ext, formField, get, update, upsert, values } from './parameters';

/** Who is meant: a look-up is believed only when the profile has what it was looked for by. */
let harness: Harness;

beforeAll(async () => {
	harness = await startHarness();
});

afterAll(async () => await harness.close());

jest.setTimeout(30_000);

const control = (organization: string) => harness.sandbox.organization(organization);
const stored = (organization: string) => control(organization).profiles();

const asked = (requests: Array<{ method: string; path: string }>) =>
	requests.filter(({ path }) => !path.includes('resourceType')).map(({ method }) => method);

const isWrite = ({ method }: { method: string }) => method !== 'GET';

const byFilter = (
	filterName: string,
	parameter: string,
	matchValue: string,
	more?: INodeParameters,
) => ({
	...ext,
	matchBy: 'customFilter',
	matchValue,
	filterName,
	filterParameter: parameter,
	...more,
});

describe('A custom filter that finds beginnings', () => {
	const zoe = { cusCustomerId: 'C-1001', firstName: 'Zoe', email: 'zoe@example.com' };
	const match = (key: string) => byFilter('byCardBegin', 'cardbegin_parameter', key);
	const run = async (organization: string, key: string, fields: Record<string, unknown>) =>
		await harness.runNode({ organization, parameters: upsert(match(key), values(fields, [])) });

	it.each([
		['with the key in Fields', { cusCustomerId: 'C-100', firstName: 'Amy', email: 'amy@mail.com' }],
		['without it', { firstName: 'Amy', email: 'amy@mail.com' }],
	])('changes nobody else, %s', async (_case, fields) => {
		const organization = 'beginnings';
		control(organization).reset({ profiles: [zoe] });
		const before = stored(organization);

		const { error, requests } = await run(organization, 'C-100', fields);

		expect(error?.message).toBe(
			"The filter finds a profile that does not have 'Match Value', and nothing was written",
		);
		expect(error?.description).toContain(before[0].PKey);
		expect(JSON.stringify([error?.message, error?.description])).not.toMatch(/zoe|C-100/i);
		expect(requests.filter(isWrite)).toEqual([]);
		expect(stored(organization)).toEqual(before);
	});

	it('updates the one that has the value, whoever else begins like it', async () => {
		const organization = 'beginnings-of-two';
		control(organization).reset({ profiles: [zoe, { ...zoe, cusCustomerId: 'C-100' }] });

		const { items } = await run(organization, 'c-100', { cusCustomerId: 'c-100', phone: '1' });
		const other = await run(organization, 'C-100', { cusCustomerId: 'C-100', phone: '1' });

		expect(items[0]?.json.operation).toBe('created');
		expect(other.items[0].json.operation).toBe('updated');
		expect(stored(organization).map(({ phone }) => phone)).toEqual(['', '1', '1']);
	});

	it('or everybody stops when there are more pages of them', async () => {
		const organization = 'everybody';
		control(organization).reset({ people: 40 });

		const { error, requests } = await run(organization, 'P', { cusCustomerId: 'P' });

		expect(error?.message).toBe(
			'The filter finds more profiles than one page has, and nothing was written',
		);
		expect(requests.filter(isWrite)).toEqual([]);
	});
});

describe('A filter with several parameters', () => {
	const people = [
		{ cusStoreFormat: 'outlet', cusCardCode: '551', firstName: 'Amy' },
		{ cusStoreFormat: 'online', cusCardCode: '551', firstName: 'Tara' },
		{ cusStoreFormat: 'outlet', cusCardCode: '', firstName: 'Nolan' },
	];
	const one = byFilter('byidentification_key', 'category_parameter', 'outlet');
	const both = (code: unknown) => ({
		...one,
		filterParameters: { parameter: [{ name: 'crm_id_parameter', value: code as string }] },
	});
	const fields = values({ cusStoreFormat: 'outlet', cusCardCode: '551', phone: '1' });

	it('finds the one that has all values, and makes one that has them', async () => {
		const organization = 'composite';
		control(organization).reset({ profiles: people });

		const found = await harness.runNode({ organization, parameters: upsert(both('551'), fields) });
		const made = await harness.runNode({
			organization,
			parameters: upsert(both('552'), values({ cusStoreFormat: 'outlet', cusCardCode: '552' })),
		});

		expect(found.items[0].json).toMatchObject({
			operation: 'updated',
			firstName: 'Amy',
			phone: '1',
		});
		expect(made.items[0].json.operation).toBe('created');
		expect(stored(organization).map(({ phone }) => phone)).toEqual(['1', '', '', '']);
	});

	it.each([
		['one of two parameters', one, "also looks at 'crm_id_parameter'"],
		[
			'one without a value',
			both(''),
			"'crm_id_parameter' of the filter 'byidentification_key' has no value",
		],
		['one with a blank', both(' \u00a0'), 'has no value'],
		[
			'another one',
			{
				...one,
				filterParameters: { parameter: [{ name: 'store_parameter', value: '1' }] },
			},
			"has no parameter 'store_parameter'",
		],
	])('is refused with %s before anything is written', async (_case, match, message) => {
		const organization = 'composite-half';
		control(organization).reset({ profiles: people });

		const { error, requests } = await harness.runNode({
			organization,
			parameters: upsert(match, fields),
		});

		expect(error?.message).toContain(message);
		expect(requests.filter(isWrite)).toEqual([]);
	});

	it('refuses a new profile that would not have all of them', async () => {
		const organization = 'composite-missing';
		control(organization).reset({ profiles: people });

		const { error } = await harness.runNode({
			organization,
			parameters: upsert(both('999'), values({ cusStoreFormat: 'outlet', phone: '1' })),
		});

		expect(error?.message).toContain("would not have all values of 'More Filter Parameters'");
		expect(stored(organization)).toHaveLength(3);
	});

	it('may have a plain _parameter', async () => {
		const organization = 'plain-parameter';
		control(organization).reset();

		const { items } = await harness.runNode({
			organization,
			parameters: upsert(
				byFilter('byCrmid', '_parameter', amy.customKey),
				values({ cusCustomerId: amy.customKey, phone: '1' }),
			),
		});

		expect(items[0].json).toMatchObject({ operation: 'updated', email: amy.email });
	});
});

describe('A custom key that is taken for an internal id', () => {
	/** The first profile has the internal id 1 and another key; nobody has the key "1". */
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

	it.each(operations)('is not believed by %s', async (_operation, parameters) => {
		const organization = 'internal-id';
		control(organization).reset(settings);
		const before = stored(organization);

		const { error, requests } = await harness.runNode({ organization, parameters });

		expect(error?.message).toBe(
			'Campaign returned something else than the profile with this custom key',
		);
		expect(error?.description).toContain(before[0].PKey);
		expect(requests.filter(isWrite)).toEqual([]);
		expect(stored(organization)).toEqual(before);
	});

	it('is taken where it is the key, too, with one look more', async () => {
		const organization = 'number-key';
		control(organization).reset();
		const { PKey } = stored(organization)[0];
		control(organization).put({ PKey, cusCustomerId: '1001' });

		const { items, requests } = await harness.runNode({
			organization,
			parameters: update(by('customKey', '1001'), ext, fields),
		});

		expect(items[0].json).toMatchObject({ phone: '9', cusCustomerId: '1001' });
		expect(asked(requests)).toEqual(['GET', 'PATCH', 'GET']);
	});

	it('costs no look more where it cannot be one', async () => {
		const { requests } = await harness.runNode({
			organization: 'plain-key',
			parameters: update(by('customKey', amy.customKey), ext, fields),
		});

		expect(asked(requests)).toEqual(['PATCH', 'GET']);
	});

	it('is told when somebody else answers after the change', async () => {
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
	'a custom key with a sign of addresses gets advice about the key: %s',
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
		expect(requests.filter(isWrite)).toEqual([]);
	},
);

describe('Items that name one person in different ways', () => {
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

	it('do not slow down those that name people in one way', async () => {
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

describe('Somebody who is faster', () => {
	it.each(['faster', 'faster-v8'])('is found again and updated, in %s', async (organization) => {
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
		expect(asked(requests)).toEqual(['GET', 'POST', 'GET', 'PATCH', 'GET']);
		expect(stored(organization)).toHaveLength(61);
	});

	it('is left alone where only new profiles are wanted', async () => {
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
		expect(asked(requests)).toEqual(['GET', 'POST', 'GET']);
	});

	it('is not taken for the one that has another unique value', async () => {
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
		expect(asked(requests)).toEqual(['GET', 'POST', 'GET']);
		expect(stored(organization)).toHaveLength(60);
	});
});

describe('Two profiles whose e-mails differ in capitals only', () => {
	const two = [{ email: 'Amy@mail.com' }, { email: 'amy@mail.com' }];
	const settings: Partial<Settings> = { emailMatch: 'exact', profiles: two };
	const row = (email: string) => [{ email, phone: '1' }];
	const fields = autoMap([formField('email'), formField('phone')]);

	it('are never chosen among in silence', async () => {
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
			expect(requests.filter(isWrite)).toEqual([]);
		}
	});

	it('are both listed', async () => {
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

	it('cost one look more only until it is known that the server does not tell them apart', async () => {
		const organization = 'capitals-learnt';
		control(organization).reset({
			profiles: ['A', 'B', 'C'].map((letter) => ({ email: `${letter}@mail.com` })),
		});

		const { requests } = await harness.runNode({
			organization,
			items: ['A', 'B', 'C'].map((letter) => ({ email: `${letter}@mail.com`, phone: '1' })),
			parameters: upsert({ options: { maxConcurrency: 1 } }, fields),
		});

		expect(asked(requests)).toEqual([
			...['GET', 'GET', 'PATCH', 'GET'],
			...['GET', 'PATCH', 'GET'],
			...['GET', 'PATCH', 'GET'],
		]);
	});
});

describe('A workflow that was written and not clicked together', () => {
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
		const [{ body }] = requests.filter(isWrite);
		expect(JSON.parse(body)).toEqual({ phone: '5' });
	});

	it.each<[string, INodeParameters, string]>([
		['no Profile', { profile: '={{ $json.nobody }}' }, "'Profile' is empty"],
		['a name as Profile', { profile: 'Amy Dakota' }, "'Profile' is neither a PKey nor an e-mail"],
		['no Fields', { fields: '' }, "'Fields' has no values by field"],
		['a word as Fields', { fields: 'phone' }, "'Fields' has no values by field"],
		['Fields of nothing', { fields: {} }, 'There is nothing to store'],
	])('is told what is missing in words: %s', async (_case, parameters, message) => {
		const { error, requests } = await harness.runNode({
			organization: 'plain-wrong',
			parameters: update(by('email', amy.email), values({ phone: '1' }), parameters),
		});

		expect(error?.message).toBe(message);
		expect(requests).toEqual([]);
	});
});
