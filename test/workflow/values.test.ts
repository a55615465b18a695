import type { IDataObject } from 'n8n-workflow';

import { type Harness, startHarness } from './harness';
import { amy, autoMap, by, clearing, ext, formField, update, upsert, values } from './parameters';
import { birthdaySentFrom } from './zones';

/** What a value goes through before it is sent: cleaned, refused, or left out. */
let harness: Harness;

beforeAll(async () => {
	harness = await startHarness();
});

afterAll(async () => await harness.close());

const control = (organization: string) => harness.sandbox.organization(organization);
const stored = (organization: string) => control(organization).profiles();
const amyIn = (organization: string) => stored(organization)[0];

/** The changes that were sent. */
const writes = (requests: Array<{ method: string; body: string }>) =>
	requests
		.filter(({ method }) => method === 'PATCH' || method === 'POST')
		.map(({ body }) => JSON.parse(body) as IDataObject);

const updateAmy = (fields: Record<string, unknown>, ...more: object[]) =>
	update(by('email', amy.email), ext, values(fields, []), ...(more as [typeof ext]));

const emailAndPhone = autoMap([formField('email'), formField('phone')]);

const DIRTY: Array<[string, string]> = [
	['a space', `${amy.email} `],
	['a line break', `${amy.email}\r\n`],
	['a no-break space', `\u00a0${amy.email}`],
	['a zero-width space', `${amy.email}\u200b`],
	['a soft hyphen', amy.email.replace('@', '\u00ad@')],
	['marks of direction', `\u202a${amy.email}\u202c`],
	['a BOM', `\ufeff${amy.email}`],
	['a semicolon', `${amy.email};`],
	['brackets', `<${amy.email}>`],
	['a name', `Amy Dakota <${amy.email}>`],
	['mailto', `mailto:${amy.email}`],
];

describe.each(DIRTY)('An e-mail with %s', (name, email) => {
	const organization = `dirty-${name.replace(/\W/g, '-')}`;

	it('is looked for, written and compared as the one that is meant, run after run', async () => {
		control(organization).reset({ emailMatch: 'exact' });
		const run = async () =>
			await harness.runNode({
				organization,
				items: [{ email, phone: '1' }],
				parameters: upsert(emailAndPhone),
			});

		const runs = [await run(), await run(), await run()];

		expect(runs.map(({ items }) => items[0].json.operation)).toEqual(Array(3).fill('updated'));
		expect(runs.flatMap(({ requests }) => writes(requests))).toEqual(
			Array(3).fill({ email: amy.email, phone: '1' }),
		);
		expect(stored(organization)).toHaveLength(60);
		expect(amyIn(organization)).toMatchObject({ email: amy.email, phone: '1' });
	});

	it('makes one new profile with the clean one', async () => {
		control(organization).reset({ emailMatch: 'exact', profiles: [] });
		const run = async () =>
			await harness.runNode({
				organization,
				items: [{ email, phone: '1' }],
				parameters: upsert(emailAndPhone),
			});
		await run();
		await run();

		expect(stored(organization)).toMatchObject([{ email: amy.email }]);
		expect(stored(organization)).toHaveLength(1);
	});

	it('finds the profile in Update, and is stored clean by Update and Create', async () => {
		control(organization).reset({ emailMatch: 'exact' });
		const changed = await harness.runNode({
			organization,
			parameters: update(by('email', email), values({ email, phone: '2' })),
		});
		const made = await harness.runNode({
			organization,
			parameters: {
				operation: 'create',
				endpoint: 'profileAndServices',
				options: {},
				...values({ email }),
			},
		});

		expect(writes(changed.requests)).toEqual([{ email: amy.email, phone: '2' }]);
		expect(writes(made.requests)).toEqual([{ email: amy.email }]);
		expect(changed.hints).toEqual([]);
	});
});

it.each([' C-1001', 'C-1001\u200b', 'C-\u00ad1001', '\ufeffC-1001\n', 'C-1001\u00a0'])(
	'the custom key %j is the key that is meant, and is stored so',
	async (key) => {
		const organization = 'dirty-key';
		control(organization).reset();
		const byKey = { ...ext, matchBy: 'customKey', matchValue: '={{ $json.key }}' };
		const fields = values({ cusCustomerId: '={{ $json.key }}', phone: '1' });
		const found = await harness.runNode({
			organization,
			items: [{ key }],
			parameters: upsert(byKey, fields),
		});
		const made = await harness.runNode({
			organization,
			items: [{ key: key.replace('1001', '9999') }],
			parameters: upsert(byKey, fields),
		});
		const filtered = await harness.runNode({
			organization,
			items: [{ key }],
			parameters: upsert(
				{ ...byKey, matchBy: 'customFilter' },
				{ filterName: 'byCustomerId', filterParameter: 'customerid_parameter' },
				fields,
			),
		});

		expect(found.items[0].json.operation).toBe('updated');
		expect(filtered.items[0].json.operation).toBe('updated');
		expect(made.items[0].json.operation).toBe('created');
		expect(writes([...found.requests, ...made.requests, ...filtered.requests])).toEqual(
			['C-1001', 'C-9999', 'C-1001'].map((cusCustomerId) => ({ cusCustomerId, phone: '1' })),
		);
		expect(stored(organization)).toHaveLength(61);
	},
);

it('the match value is written as it is looked for, whatever the capitals in Fields', async () => {
	const { requests } = await harness.runNode({
		organization: 'match-written',
		parameters: upsert(
			{ matchValue: amy.email },
			values({ email: amy.email.toUpperCase(), phone: '1' }),
		),
	});

	expect(writes(requests)).toEqual([{ email: amy.email, phone: '1' }]);
});

describe('White space only counts as no value:', () => {
	it.each([' ', '\n', '\t \r\n', '\u00a0', '\u200b', '\ufeff', '\u3000'])('%j', async (blank) => {
		const organization = 'blank';
		control(organization).reset();
		const fields = { phone: blank, birthDate: blank, gender: blank, blackListEmail: blank };
		const { items, requests } = await harness.runNode({
			organization,
			parameters: updateAmy({ ...fields, cusPoints: blank, orgUnit: blank, fax: '1' }, clearing),
		});

		expect(writes(requests)).toEqual([{ fax: '1' }]);
		expect(items[0].json.phone).toBe('3301020300');
	});

	it('also behind an expression that finds nothing', async () => {
		const { requests } = await harness.runNode({
			organization: 'blank',
			parameters: updateAmy({ phone: '={{ $json.phone }}\n', fax: '2' }, clearing),
		});

		expect(writes(requests)).toEqual([{ fax: '2' }]);
	});
});

describe('What a step before has left behind is refused before anything is sent:', () => {
	const UNCOMPUTED = [
		'{{ $json.phone }}',
		'={{ $json.phone }}',
		'{{$json["phone"]}}',
		'$json.phone',
		"$('Sheet').item.json.phone",
		'Hello {{ firstName }}',
		'<%= recipient.phone %>',
		'*|PHONE|*',
		'[object Object]',
	];

	it.each(UNCOMPUTED)('in a value, %s', async (text) => {
		const { error, requests } = await harness.runNode({
			organization: 'uncomputed',
			items: [{ phone: text, email: amy.email }],
			parameters: update(by('email', amy.email), emailAndPhone),
		});

		expect(error?.message).toBe("The value of 'phone' in 'Fields' cannot be stored");
		expect(error?.description).toMatch(/not computed|placeholder|made a text/);
		expect(requests).toEqual([]);
	});

	it.each(UNCOMPUTED.filter((text) => !text.startsWith('=')))(
		'in the form and where somebody is named, %s',
		async (text) => {
			const run = async (parameters: ReturnType<typeof update>) =>
				await harness.runNode({ organization: 'uncomputed', parameters });
			const runs = [
				await run(update(by('email', amy.email), values({ phone: text }))),
				await run(update(by('customKey', text), ext, values({ phone: '1' }))),
				await run(
					upsert({ ...ext, matchBy: 'customKey', matchValue: text }, values({ phone: '1' })),
				),
				await run(upsert({ matchValue: text }, values({ phone: '1' }))),
			];

			for (const { error, requests } of runs) {
				expect(error?.message).toMatch(/cannot be stored|no value that can be looked for/);
				expect(requests).toEqual([]);
			}
		},
	);

	it.each([true, 'undefined', 'null', 'NaN', 1e21, NaN, 2 ** 62])(
		'as a key that would be everybody’s, %p',
		async (key) => {
			const { error, requests } = await harness.runNode({
				organization: 'uncomputed',
				items: [{ key }],
				parameters: upsert(
					{ ...ext, matchBy: 'customKey', matchValue: '={{ $json.key }}' },
					values({ cusCustomerId: '={{ $json.key }}' }),
				),
			});

			expect(error?.message).toMatch(/^'Match Value' has (no value|a word for "nothing")/);
			expect(requests).toEqual([]);
		},
	);
});

describe('A number', () => {
	const LONG = '7615917337495251231';

	it('of 64 bits is kept to the last digit, written, read and written back', async () => {
		const organization = 'long-number';
		const written = await harness.runNode({
			organization,
			parameters: updateAmy(
				{ cusMembershipNumber: LONG },
				{ options: { confirmationReport: true } },
			),
		});
		const read = await harness.runNode({
			organization,
			parameters: {
				operation: 'get',
				simplify: false,
				options: {},
				...ext,
				...by('email', amy.email),
			},
		});
		const back = await harness.runNode({
			organization,
			items: [read.items[0].json],
			parameters: update(by('email', amy.email), ext, autoMap()),
		});

		expect(written.items[0].json).toMatchObject({
			cusMembershipNumber: LONG,
			confirmation: { status: 'applied' },
		});
		expect(read.items[0].json.cusMembershipNumber).toBe(LONG);
		expect(read.hints.map(({ message }) => message)).toContainEqual(
			expect.stringContaining('put out as text'),
		);
		expect(back.error).toBeUndefined();
		expect(String(amyIn(organization).cusMembershipNumber)).toBe(LONG);
	});

	it.each<[string, string | number | boolean]>([
		['cusMembershipNumber', Number(LONG)],
		['cusMembershipNumber', '7.615917337495251E+18'],
		['cusPoints', 'NaN'],
		['cusPoints', 'Infinity'],
		['cusPoints', '0x1F'],
		['cusPoints', '0b11'],
		['cusPoints', '1e3'],
		['cusPoints', '1_000'],
		['cusPoints', '12,5'],
		['cusPoints', true],
		['phone', true],
		['phone', false],
		['phone', 1e21],
		['phone', Number(LONG)],
	])('or what JavaScript takes for one is refused: %s %p', async (field, value) => {
		const { error, requests } = await harness.runNode({
			organization: 'no-number',
			items: [{ value }],
			parameters: updateAmy({ [field]: '={{ $json.value }}' }),
		});

		expect(error?.message).toMatch(/^The value of .* cannot be stored/);
		expect(requests.filter(({ path }) => !path.includes('resourceType'))).toEqual([]);
	});

	it.each([
		['12', 12],
		[' 012 ', 12],
		['+12', 12],
		['-3', -3],
		['\u22123', -3],
		['12.0', 12],
		['.5', 0.5],
	])('%j is one', async (text, number) => {
		const { requests } = await harness.runNode({
			organization: 'number',
			parameters: updateAmy({ cusScore: text }),
		});

		expect(writes(requests)).toEqual([{ cusScore: number }]);
	});
});

describe('A birthday from a database', () => {
	it('is the day that is midnight where n8n runs', async () => {
		// A driver in Tokyo makes 17 August of this moment.
		const day = await birthdaySentFrom('Asia/Tokyo', '1985-08-16T15:00:00.000Z', 'UTC');
		expect(day).toBe('1985-08-17');
	}, 150_000);

	it.each(['1985-08-16T15:30:00.000Z', '2024-05-06T10:00:00+02:00'])(
		'that is midnight nowhere is refused, with the expression that formats it: %s',
		async (birthDate) => {
			const { error, requests } = await harness.runNode({
				organization: 'no-midnight',
				items: [{ birthDate }],
				timezone: 'Europe/Paris',
				parameters: update(by('email', amy.email), autoMap([formField('birthDate', 'dateTime')])),
			});

			expect(error?.message).toBe("The value of 'birthDate' in 'Fields' cannot be stored");
			expect(error?.description).toContain(
				"{{ $json.birthDate.toDateTime().toFormat('yyyy-MM-dd') }}",
			);
			expect(requests).toEqual([]);
		},
	);

	it.each([
		['31.12.1980', '1980-12-31'],
		['12/31/1980', '1980-12-31'],
		['31-12-1980', '1980-12-31'],
		['1980/12/31', '1980-12-31'],
		['31 Dec 1980', '1980-12-31'],
		['December 31, 1980', '1980-12-31'],
		['05.05.1980', '1980-05-05'],
	])('is taken when it can mean one day only: %s', async (birthDate, day) => {
		const { requests } = await harness.runNode({
			organization: 'dates',
			parameters: updateAmy({ birthDate }),
		});

		expect(writes(requests)).toEqual([{ birthDate: day }]);
	});

	it('shows the expressions that convert it where it can mean two', async () => {
		const { error, requests } = await harness.runNode({
			organization: 'dates',
			items: [{ 'Birth date': '03/04/1985' }],
			parameters: update(by('email', amy.email), autoMap()),
		});

		expect(error?.description).toContain(
			`{{ DateTime.fromFormat($json["Birth date"], 'd/M/yyyy').toFormat('yyyy-MM-dd') }}`,
		);
		expect(error?.description).toContain("'M/d/yyyy'");
		expect(error?.description).not.toContain('03/04');
		expect(requests.filter(({ method }) => method !== 'GET')).toEqual([]);
	});
});

it('an expression that is to be converted is shown as it stands in the form', async () => {
	const { error } = await harness.runNode({
		organization: 'dates',
		items: [{ dob: '03/04/1985' }],
		parameters: updateAmy({ birthDate: '={{ $json.dob }}' }),
	});

	expect(error?.description).toContain("{{ DateTime.fromFormat($json.dob, 'd/M/yyyy')");
});

describe('A key that is longer than its field', () => {
	const uuids = ['0b94b0d9-8e2e-4b55-b672-a872637acd74', '0b94b0d9-8e2e-4b55-b672-a872637acd99'];

	it('is refused before anything is written', async () => {
		const organization = 'long-key';
		const { items, requests } = await harness.runNode({
			organization,
			items: uuids.map((code) => ({ code })),
			nodeSettings: { onError: 'continueRegularOutput' },
			parameters: upsert(
				{
					...ext,
					matchBy: 'customFilter',
					matchValue: 'outlet',
					filterName: 'byidentification_key',
					filterParameter: 'category_parameter',
					filterParameters: {
						parameter: [{ name: 'crm_id_parameter', value: '={{ $json.code }}' }],
					},
				},
				values({ cusStoreFormat: 'outlet', cusCardCode: '={{ $json.code }}' }),
			),
		});

		for (const { json } of items) {
			expect(json.error).toMatch(/longer than 'cusCardCode' can hold, and nothing was written/);
		}
		expect(writes(requests)).toEqual([]);
	});

	it('is refused as an e-mail, too', async () => {
		const email = `${'a'.repeat(120)}@mail.com`;
		const runs = [
			await harness.runNode({ items: [{ email }], parameters: upsert(emailAndPhone) }),
			await harness.runNode({ parameters: update(by('email', amy.email), values({ email })) }),
		];

		for (const { error, requests } of runs) {
			expect(`${error?.message} ${error?.description}`).toContain('128 characters');
			expect(requests).toEqual([]);
		}
	});

	it('is `different` when Campaign cut it all the same', async () => {
		const { error } = await harness.runNode({
			organization: 'cut-key',
			parameters: updateAmy({ cusCardCode: uuids[0] }),
		});

		expect(error?.message).toContain('did not store');
	});
});

describe('People’s cells', () => {
	it.each([
		['yes', true],
		['No', false],
		['ON', true],
		['off', false],
		['Y', true],
		['n', false],
		['TRUE', true],
		['0', false],
	])('for a switch: %s', async (cell, value) => {
		const { requests } = await harness.runNode({
			organization: 'switches',
			parameters: updateAmy({ blackListFax: cell }),
		});

		expect(writes(requests)).toEqual([{ blackListFax: value }]);
	});

	it('clear a choice that has no "none", too', async () => {
		const organization = 'no-none';
		control(organization).reset();
		control(organization).put({ PKey: amyIn(organization).PKey, cusStoreFormat: 'outlet' });

		const { items, error } = await harness.runNode({
			organization,
			parameters: updateAmy({ cusStoreFormat: '' }, clearing),
		});

		expect(error).toBeUndefined();
		expect(items[0].json.cusStoreFormat).toBe('');
	});

	it.each([{}, { options: { onlyChanged: true } }])(
		'of a profile that was read go back, also where a choice is gone: %j',
		async (options) => {
			const organization = 'lost-choice';
			control(organization).reset();
			const { PKey } = amyIn(organization);
			control(organization).put({ PKey, cusStoreFormat: '__Invalid_value__' });
			const read = await harness.runNode({
				organization,
				parameters: { operation: 'get', simplify: false, ...ext, ...by('email', amy.email) },
			});

			const { items, error, requests } = await harness.runNode({
				organization,
				items: [{ ...read.items[0].json, fax: '7' }],
				parameters: update(by('email', amy.email), ext, autoMap(), options),
			});

			expect(error).toBeUndefined();
			expect(items[0].json).toMatchObject({ fax: '7', cusStoreFormat: '__Invalid_value__' });
			expect(writes(requests)[0]).not.toHaveProperty('cusStoreFormat');
		},
	);

	it('that no field takes do not matter where they stand already, with Only Changed Fields', async () => {
		const organization = 'as-before';
		control(organization).reset();
		const { PKey } = amyIn(organization);
		control(organization).put({ PKey, email: 'no address', gender: '7' });
		const item = { email: 'no address', gender: '7', fax: '8' };
		const run = async (row: object, onlyChanged: boolean) =>
			await harness.runNode({
				organization,
				items: [{ ...row }],
				parameters: update(by('id', PKey), autoMap(), { options: { onlyChanged } }),
			});

		const runs = [
			await run(item, true),
			await run({ ...item, gender: '8' }, true),
			await run(item, false),
		];

		expect(runs.map(({ requests }) => writes(requests))).toEqual([[{ fax: '8' }], [], []]);
		expect(runs[1].error?.message).toBe("The value of 'Gender' in 'Fields' cannot be stored");
		expect(runs[2].error?.message).toBe(
			"The values of 'Email', 'Gender' in 'Fields' cannot be stored",
		);
	});
});
