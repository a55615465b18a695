/** Map Automatically with the rows of a sheet: labels as column names, empty cells, mistakes. */
import {
	amy,
	autoMap,
	by,
	clearing,
	emailOf,
	ext,
	formField,
	update,
	upsert,
	values,
} from '../parameters';
import { bodies, messages } from '../requests';
import { useHarness } from '../suite';

const { harness, control, amyIn } = useHarness();

/** The form as n8n stores it, with the labels of the screen. */
const form = autoMap([
	formField('email', 'string', { displayName: 'Email' }),
	formField('firstName', 'string', { displayName: 'First name' }),
	formField('lastName', 'string', { displayName: 'Last name' }),
	formField('phone', 'string', { displayName: 'Phone' }),
	formField('birthDate', 'dateTime', { displayName: 'Birth date' }),
	formField('gender', 'options', {
		displayName: 'Gender',
		options: [
			{ name: 'Not specified', value: 'unknown' },
			{ name: 'Female', value: 'female' },
		],
	}),
]);

describe.each([
	['the stored form', form],
	['the live fields', autoMap()],
])('Map Automatically with %s: columns', (_source, fields) => {
	it('may have the label of a field in any spelling, with one hint', async () => {
		const organization = 'labels';
		control(organization).reset();
		const row = { email: amy.email, 'First name': 'Anna', Phone: '1', last_name: 'Dakota', row: 7 };

		const { requests, hints } = await harness.runNode({
			organization,
			items: [row, { ...row, Phone: '2' }],
			parameters: upsert(fields),
		});

		expect(bodies(requests)).toEqual(
			['1', '2'].map((phone) => ({
				email: amy.email,
				firstName: 'Anna',
				phone,
				lastName: 'Dakota',
			})),
		);
		expect(messages(hints)).toEqual([
			"Columns that were taken for a field: 'First name' for firstName (2 items), 'Phone' for phone (2 items), 'last_name' for lastName (2 items)",
		]);
	});

	it.each(['\ufeffemail', ' email ', 'E-Mail', 'EMAIL'])(
		'may be called %j for the e-mail',
		async (header) => {
			const organization = 'header';
			control(organization).reset();

			const { items, requests } = await harness.runNode({
				organization,
				items: [{ [header]: 'new@example.com', who: 'new@example.com' }],
				parameters: upsert({ matchValue: '={{ $json.who }}' }, fields),
			});

			expect(items[0].json).toMatchObject({ operation: 'created', email: 'new@example.com' });
			expect(bodies(requests)).toEqual([{ email: 'new@example.com' }]);
		},
	);

	it('for the same field are refused before any change is sent', async () => {
		const { error, requests } = await harness.runNode({
			organization: 'two-columns',
			items: [{ phone: '1', Phone: '2' }],
			parameters: update(by('email', amy.email), fields),
		});

		expect(error?.message).toBe("Two columns stand for 'Phone'");
		expect(error?.description).toContain("'phone' and 'Phone'");
		expect(requests.filter(({ path }) => !path.includes('resourceType'))).toEqual([]);
	});

	it('for the same field are accepted when one of them is empty', async () => {
		const { error, requests } = await harness.runNode({
			organization: 'one-empty',
			items: [
				{ phone: '', Phone: '2' },
				{ Phone: '3', phone: ' ' },
			],
			parameters: update(by('email', amy.email), fields),
		});

		expect(error).toBeUndefined();
		expect(bodies(requests)).toEqual([{ phone: '2' }, { phone: '3' }]);
	});

	it('that look like a field and are not one are named in one hint, others are ignored', async () => {
		const { requests, hints } = await harness.runNode({
			organization: 'like-columns',
			items: [
				{
					email: amy.email,
					'Phone number': '1',
					frstName: 'A',
					row: 1,
					notes: 'x',
					total: 5,
					id: 9,
				},
			],
			parameters: update(by('email', amy.email), fields),
		});

		expect(bodies(requests)).toEqual([{ email: amy.email }]);
		expect(messages(hints)).toEqual([
			"Columns that were not used, though they look like a field: 'Phone number' (like 'Phone', phone), 'frstName' (like 'First name', firstName)",
		]);
	});
});

it('Map Automatically: the columns of a profile that was read cause no hint', async () => {
	const organization = 'record-columns';
	const read = await harness.runNode({
		organization,
		parameters: { operation: 'get', simplify: false, ...ext, ...by('email', amy.email) },
	});

	const { error, hints } = await harness.runNode({
		organization,
		items: [{ ...read.items[0].json, phone: '6' }],
		parameters: update(by('email', amy.email), ext, autoMap()),
	});

	expect(error).toBeUndefined();
	expect(messages(hints)).toEqual([]);
});

describe('Map Automatically: empty cells', () => {
	const row = { email: amy.email, phone: '', birthDate: '', gender: '', firstName: 'Amy' };

	it('leave what is stored alone', async () => {
		const organization = 'blank-cells';
		control(organization).reset();

		const { requests, hints } = await harness.runNode({
			organization,
			items: [row],
			parameters: upsert(form),
		});

		expect(bodies(requests)).toEqual([{ email: amy.email, firstName: 'Amy' }]);
		expect(amyIn(organization)).toMatchObject({ phone: '3301020300', birthDate: '1985-08-17' });
		expect(messages(hints)).toEqual([]);
	});

	it('clear the field when Empty Values is Clear, with a hint that counts them', async () => {
		const organization = 'cleared-cells';
		control(organization).reset();

		const { requests, hints } = await harness.runNode({
			organization,
			items: [row, { ...row, birthDate: null }],
			parameters: upsert(form, clearing),
		});

		expect(bodies(requests)[0]).toEqual({ ...row, gender: 'unknown' });
		expect(messages(hints)).toEqual([
			"Fields that were cleared: 'Phone' (2 items), 'Birth date', 'Gender' (2 items)",
		]);
	});

	it('do not clear the e-mail or key that the profile was found by', async () => {
		const organization = 'identity-cells';
		control(organization).reset();
		const byEmail = await harness.runNode({
			organization,
			items: [{ who: amy.email, email: '', phone: '' }],
			parameters: upsert({ matchValue: '={{ $json.who }}' }, form, clearing),
		});
		const byKey = await harness.runNode({
			organization,
			items: [{ who: amy.customKey, cusCustomerId: '', phone: '1' }],
			parameters: upsert(
				{ ...ext, matchBy: 'customKey', matchValue: '={{ $json.who }}' },
				autoMap(),
				clearing,
			),
		});

		const alone = await harness.runNode({
			organization,
			items: [{ who: amy.email, email: '' }],
			parameters: upsert({ matchValue: '={{ $json.who }}' }, form, clearing),
		});

		expect(alone.items[0].json).toMatchObject({ operation: 'unchanged', email: amy.email });
		expect(bodies(byEmail.requests)).toEqual([{ phone: '' }]);
		expect(bodies(byKey.requests)).toEqual([{ phone: '1' }]);
	});

	it('cause no hint in a Dry Run, which clears nothing', async () => {
		const { hints } = await harness.runNode({
			organization: 'dry-cells',
			items: [row],
			parameters: update(by('email', amy.email), form, {
				options: { emptyValues: 'clear', dryRun: true },
			}),
		});

		expect(messages(hints)).toEqual([]);
	});

	it('alone leave the profile as it is, and it is output', async () => {
		const organization = 'silent-row';
		control(organization).reset();
		const fields = values({ phone: '={{ $json.phone }}' });
		const items = [{ phone: '' }, { phone: '5' }];

		const updated = await harness.runNode({
			organization,
			items,
			parameters: update(by('email', amy.email), fields),
		});
		const upserted = await harness.runNode({
			organization,
			items,
			parameters: upsert({ matchValue: amy.email }, fields),
		});

		expect(updated.items.map(({ json }) => [json.updated, json.phone])).toEqual([
			[false, '3301020300'],
			[undefined, '5'],
		]);
		expect(upserted.items.map(({ json }) => json.operation)).toEqual(['unchanged', 'updated']);
	});

	it('are left alone, while the word [clear] empties a field', async () => {
		const organization = 'clear-word';
		control(organization).reset();

		const { items, hints } = await harness.runNode({
			organization,
			items: [{ ...row, phone: '[clear]', birthDate: ' [Clear] ' }],
			parameters: upsert(form),
		});

		expect(items[0].json).toMatchObject({ phone: '', birthDate: '', gender: 'female' });
		expect(messages(hints)).toEqual(["Fields that were cleared: 'Phone', 'Birth date'"]);
	});
});

describe('Map Automatically: mistakes', () => {
	it.each(['not an email', 'n/a', '-', 'amy@mail', 'amy@mail.com; tara@mail.com', 'amy@'])(
		'in an e-mail are refused: %s',
		async (email) => {
			const runs = [
				await harness.runNode({ parameters: update(by('email', amy.email), values({ email })) }),
				await harness.runNode({
					parameters: upsert({ matchValue: email }, values({ phone: '1' })),
				}),
				await harness.runNode({ parameters: update(by('email', email), values({ phone: '1' })) }),
				await harness.runNode({
					parameters: { operation: 'getAll', filterBy: 'email', email, options: {} },
				}),
			];

			for (const { error, requests } of runs) {
				expect(error?.message).toMatch(/cannot be stored|is not an e-mail|a word for "nothing"/);
				expect(requests).toEqual([]);
			}
		},
	);

	it('of a row are all named at once', async () => {
		const { error, requests } = await harness.runNode({
			organization: 'all-named',
			items: [{ email: 'n/a', 'Birth date': '03/04/1985', gender: 'x', phone: '1' }],
			parameters: update(by('email', amy.email), form),
		});

		expect(error?.message).toBe(
			"The values of 'Email', 'Birth date', 'Gender' in 'Fields' cannot be stored",
		);
		expect(error?.description).toMatch(/'Email': .*\n'Birth date': .*\n'Gender': /);
		expect(requests.filter(({ method }) => method !== 'GET')).toEqual([]);
	});

	it('are reported apart from the items for which a change was sent', async () => {
		const organization = 'looks';
		control(organization).reset({ people: 3 });
		control(organization).faults([
			{ method: 'GET', path: 'nobody', delayMs: 500 },
			{ method: 'PATCH', discardWrite: true },
		]);

		const { error } = await harness.runNode({
			organization,
			items: ['nobody@example.com', emailOf(1), 'no address'].map((who) => ({ who, phone: '1' })),
			parameters: update(by('email', '={{ $json.who }}'), form),
		});

		expect(error?.description).toContain(
			'Failed, too: items 1, which were on their way. Look at their profiles before you repeat them.',
		);
		expect(error?.description).toContain(
			'Failed, too, before a change was sent for them: items 2.',
		);
	});
});

it('Delete shows a hint that the profile was really deleted', async () => {
	const { items, hints } = await harness.runNode({
		organization: 'real',
		parameters: { operation: 'delete', options: {}, ...by('email', amy.email) },
	});

	expect(items[0].json).toMatchObject({ deleted: true });
	expect(messages(hints)).toEqual([
		'The profile was deleted in Campaign for good, without a dry run',
	]);
});
