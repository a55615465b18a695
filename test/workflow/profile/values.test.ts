/** Values on their way from an item to Campaign: converted, refused, or left out. */
import { inTimeZone } from '../../timeZone';
import { nodeDate } from '../built';
import {
	amy,
	autoMap,
	by,
	clearing,
	emailAndPhone,
	ext,
	formField,
	update,
	upsert,
	values,
} from '../parameters';
import { bodies } from '../requests';
import { useHarness } from '../suite';

const { harness, control, amyIn } = useHarness();

const updateAmy = (fields: Record<string, unknown>, ...more: object[]) =>
	update(by('email', amy.email), ext, values(fields, []), ...(more as [typeof ext]));

describe('Fields: white space counts as no value:', () => {
	it.each([' ', '\n', '\t \r\n', '\u00a0', '\u200b', '\ufeff', '\u3000'])('%j', async (blank) => {
		const organization = 'blank';
		control(organization).reset();
		const fields = { phone: blank, birthDate: blank, gender: blank, blackListEmail: blank };
		const { items, requests } = await harness.runNode({
			organization,
			parameters: updateAmy({ ...fields, cusPoints: blank, orgUnit: blank, fax: '1' }, clearing),
		});

		expect(bodies(requests)).toEqual([{ fax: '1' }]);
		expect(items[0].json.phone).toBe('3301020300');
	});

	it('also behind an expression that finds nothing', async () => {
		const { requests } = await harness.runNode({
			organization: 'blank',
			parameters: updateAmy({ phone: '={{ $json.phone }}\n', fax: '2' }, clearing),
		});

		expect(bodies(requests)).toEqual([{ fax: '2' }]);
	});
});

describe('Fields and Match Value: what an earlier node failed to compute is refused before any request:', () => {
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
		'in the form, in Profile and in Match Value, %s',
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
		'as a key that many items would share, %p',
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

describe('Fields: a number', () => {
	const LONG = '7615917337495251231';

	it('of 64 bits keeps all its digits when it is written, read and written back', async () => {
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
	])('that is not exact or not decimal is refused: %s %p', async (field, value) => {
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
	])('may be written as %j', async (text, number) => {
		const { requests } = await harness.runNode({
			organization: 'number',
			parameters: updateAmy({ cusScore: text }),
		});

		expect(bodies(requests)).toEqual([{ cusScore: number }]);
	});
});

describe('Fields: a date', () => {
	it('from a database is the day that begins at that moment where n8n runs', async () => {
		// A database driver in Tokyo reads 17 August 1985 as this moment.
		const birthDate = new nodeDate('1985-08-16T15:00:00.000Z');
		const { requests } = await inTimeZone('Asia/Tokyo', async () =>
			harness.runNode({
				organization: 'driver',
				timezone: 'UTC',
				items: [{ json: { birthDate } }],
				parameters: updateAmy({ birthDate: '={{ $json.birthDate }}' }),
			}),
		);

		expect(bodies(requests)).toEqual([{ birthDate: '1985-08-17' }]);
	});

	it.each(['1985-08-16T15:30:00.000Z', '2024-05-06T10:00:00+02:00'])(
		'that is not midnight in any zone is refused, with the expression that formats it: %s',
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
	])('is accepted when it can mean one day only: %s', async (birthDate, day) => {
		const { requests } = await harness.runNode({
			organization: 'dates',
			parameters: updateAmy({ birthDate }),
		});

		expect(bodies(requests)).toEqual([{ birthDate: day }]);
	});

	it('that can mean two days is refused, with the expressions that convert it', async () => {
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

it('Fields: the advice for a date shows the expression of the form', async () => {
	const { error } = await harness.runNode({
		organization: 'dates',
		items: [{ dob: '03/04/1985' }],
		parameters: updateAmy({ birthDate: '={{ $json.dob }}' }),
	});

	expect(error?.description).toContain("{{ DateTime.fromFormat($json.dob, 'd/M/yyyy')");
});

describe('Fields: a key that is longer than its field', () => {
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
		expect(bodies(requests)).toEqual([]);
	});

	it('is refused when it is an e-mail, too', async () => {
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

	it('is an error when Campaign has cut it', async () => {
		const { error } = await harness.runNode({
			organization: 'cut-key',
			parameters: updateAmy({ cusCardCode: uuids[0] }),
		});

		expect(error?.message).toContain('did not store');
	});
});

describe('Fields: a cell of a sheet', () => {
	it.each([
		['yes', true],
		['No', false],
		['ON', true],
		['off', false],
		['Y', true],
		['n', false],
		['TRUE', true],
		['0', false],
	])('may say yes or no: %s', async (cell, value) => {
		const { requests } = await harness.runNode({
			organization: 'switches',
			parameters: updateAmy({ blackListFax: cell }),
		});

		expect(bodies(requests)).toEqual([{ blackListFax: value }]);
	});

	it('clears a choice without an entry for nothing, too', async () => {
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
		'with a choice that no longer exists is left out when a profile is written back: %j',
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
			expect(bodies(requests)[0]).not.toHaveProperty('cusStoreFormat');
		},
	);

	it('that is stored already is not refused with Only Changed Fields', async () => {
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

		expect(runs.map(({ requests }) => bodies(requests))).toEqual([[{ fax: '8' }], [], []]);
		expect(runs[1].error?.message).toBe("The value of 'Gender' in 'Fields' cannot be stored");
		expect(runs[2].error?.message).toBe(
			"The values of 'Email', 'Gender' in 'Fields' cannot be stored",
		);
	});
});
