/** E-mails and keys are cleaned of what people paste with them, in Match Value, Profile and Fields alike. */
import { amy, by, emailAndPhone, ext, update, upsert, values } from '../parameters';
import { bodies } from '../requests';
import { useHarness } from '../suite';

const { harness, control, stored, amyIn } = useHarness();

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

	it('is searched for, written and compared without it in every run', async () => {
		control(organization).reset({ emailMatch: 'exact' });
		const run = async () =>
			await harness.runNode({
				organization,
				items: [{ email, phone: '1' }],
				parameters: upsert(emailAndPhone),
			});

		const runs = [await run(), await run(), await run()];

		expect(runs.map(({ items }) => items[0].json.operation)).toEqual(Array(3).fill('updated'));
		expect(runs.flatMap(({ requests }) => bodies(requests))).toEqual(
			Array(3).fill({ email: amy.email, phone: '1' }),
		);
		expect(stored(organization)).toHaveLength(60);
		expect(amyIn(organization)).toMatchObject({ email: amy.email, phone: '1' });
	});

	it('creates one profile without it', async () => {
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

	it('finds the profile in Update, and is stored without it by Update and Create', async () => {
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

		expect(bodies(changed.requests)).toEqual([{ email: amy.email, phone: '2' }]);
		expect(bodies(made.requests)).toEqual([{ email: amy.email }]);
		expect(changed.hints).toEqual([]);
	});
});

it.each([' C-1001', 'C-1001\u200b', 'C-\u00ad1001', '\ufeffC-1001\n', 'C-1001\u00a0'])(
	'The custom key %j is searched for and stored without invisible characters',
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
		expect(bodies([...found.requests, ...made.requests, ...filtered.requests])).toEqual(
			['C-1001', 'C-9999', 'C-1001'].map((cusCustomerId) => ({ cusCustomerId, phone: '1' })),
		);
		expect(stored(organization)).toHaveLength(61);
	},
);

it('Match Value is written as it is searched for, whatever the capital letters in Fields', async () => {
	const { requests } = await harness.runNode({
		organization: 'match-written',
		parameters: upsert(
			{ matchValue: amy.email },
			values({ email: amy.email.toUpperCase(), phone: '1' }),
		),
	});

	expect(bodies(requests)).toEqual([{ email: amy.email, phone: '1' }]);
});
