import { API_KEY, STATIC_TOKEN } from '../../../sandbox/server';
import { amy, autoMap, create, ext, formField, standard, values } from '../parameters';
import { bodies, methods } from '../requests';
import { useHarness } from '../suite';

const { harness, control, stored, created } = useHarness();

/** A record that a profile can be linked to. */
async function recordOf(organization: string, resource: string, label: string) {
	const response = await fetch(
		`${harness.sandbox.url}/${organization}/campaign/${ext.endpoint}/${resource}`,
		{ headers: { Authorization: `Bearer ${STATIC_TOKEN}`, 'X-Api-Key': API_KEY } },
	);
	const { content } = (await response.json()) as { content: Array<Record<string, string>> };
	const record = content.find((one) => one.label === label);
	return record?.PKey ?? '';
}

describe.each(['create', 'create-v8'])('Create, in %s', (organization) => {
	beforeEach(() => control(organization).reset());

	it.each([standard, ext])(
		'sends one request and outputs the new profile: $endpoint',
		async (fieldSet) => {
			const { items, requests, hints } = await harness.runNode({
				organization,
				parameters: create(values({ email: 'new@example.com', 'location.city': 'Aix' }), fieldSet),
			});

			const made = created(organization)[0];
			expect(methods(requests)).toEqual(['POST']);
			expect(bodies(requests)).toEqual([{ email: 'new@example.com', location: { city: 'Aix' } }]);
			expect(stored(organization)).toHaveLength(61);
			expect(items[0].json).toMatchObject({
				PKey: made.PKey,
				email: 'new@example.com',
				location: { city: 'Aix' },
				gender: 'unknown',
				age: 0,
			});
			expect('cusCustomerId' in items[0].json).toBe(fieldSet === ext);
			expect(hints).toEqual([]);
		},
	);

	it('creates a second profile with the same e-mail, since Create never looks for one', async () => {
		const { items } = await harness.runNode({
			organization,
			items: [{ email: amy.email }, { email: amy.email }],
			parameters: create(autoMap([formField('email')])),
		});

		const keys = stored(organization)
			.filter(({ email }) => email === amy.email)
			.map(({ PKey }) => PKey);
		expect(keys).toHaveLength(3);
		expect(items.map(({ json }) => json.PKey)).toEqual(keys.slice(1));
		expect(items.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 1 }]);
	});

	it('reports a value that Campaign rewrote as a hint, not as an error', async () => {
		const { items, hints } = await harness.runNode({
			organization,
			parameters: create(values({ firstName: 'ZOË', phone: '1' })),
		});

		expect(items[0].json.firstName).toBe('Zoë');
		expect(hints.map(({ message }) => message)).toEqual([
			"Campaign stored 'firstName' in a form of its own (capital letters, spaces, number format or length)",
		]);
	});

	it('reports a value that was not stored as a hint, not as an error: sending it again would create a second profile', async () => {
		control(organization).faults([
			{ method: 'POST', respondAfterWrite: { status: 201, body: '{"PKey":"@A1","phone":"2"}' } },
		]);

		const { items, hints, requests } = await harness.runNode({
			organization,
			parameters: create(values({ email: 'new@example.com', phone: '1' })),
		});

		expect(items[0].json.PKey).toBe('@A1');
		expect(hints[0].message).toBe(
			"Campaign created the profile, but did not store 'email', 'phone' as sent",
		);
		expect(methods(requests).filter((method) => method === 'POST')).toHaveLength(1);
	});

	it.each(['continueErrorOutput', 'continueRegularOutput'] as const)(
		'creates the other items when one is refused: %s',
		async (onError) => {
			const { items, errorItems, requests } = await harness.runNode({
				organization,
				items: [
					{ email: 'one@example.com', cusCustomerId: 'N-1' },
					{ email: 'two@example.com', cusCustomerId: amy.customKey },
					{ email: 'three@example.com', cusCustomerId: 'N-3' },
				],
				parameters: create(autoMap([formField('email'), formField('cusCustomerId')]), ext),
				nodeSettings: { onError },
			});

			const failed = onError === 'continueErrorOutput' ? errorItems[0] : items[1];
			expect(failed.pairedItem).toEqual({ item: 1 });
			expect(failed.json).toMatchObject({ email: 'two@example.com' });
			const said = String(failed.json.error);
			expect(said).toContain(
				organization.endsWith('-v8')
					? 'Campaign refused the request [item 1]'
					: 'Another profile already has this key [item 1]',
			);
			expect(said).not.toContain(amy.customKey);
			expect(said).not.toContain('two@example.com');
			expect(said).not.toContain('may exist');
			expect(methods(requests)).toEqual(['POST', 'POST', 'POST']);
			expect(created(organization).map(({ email }) => email)).toEqual([
				'one@example.com',
				'three@example.com',
			]);
		},
	);

	it('reports an e-mail that has to be unique and is taken, and does not send it again', async () => {
		control(organization).reset({ uniqueEmail: true });

		const { error, requests } = await harness.runNode({
			organization,
			parameters: create(values({ email: amy.email })),
		});

		expect(error?.description).not.toContain(amy.email);
		expect(error?.description).not.toContain('may exist');
		expect(methods(requests)).toEqual(['POST']);
		expect(stored(organization)).toHaveLength(60);
	});

	it('refuses an item without a value before any request', async () => {
		const { error, requests } = await harness.runNode({
			organization,
			parameters: create(values({})),
		});

		expect(error?.message).toBe('There is nothing to store');
		expect(requests).toEqual([]);
	});
});

it.each([
	['unit', 'orgUnit', 'orgUnitBase', 'North'],
	['unit-v8', 'cusStorelink', 'cusStore', 'Harbour'],
])(
	'Create sets a link by the PKey of the other record: %s, %s',
	async (organization, field, resource, label) => {
		const key = await recordOf(organization, resource, label);

		const { items, requests, hints } = await harness.runNode({
			organization,
			parameters: create(values({ email: 'new@example.com', [field]: key }), ext),
		});

		const posts = requests.filter(({ method }) => method === 'POST');
		expect(bodies(posts)).toEqual([{ email: 'new@example.com', [field]: { PKey: key } }]);
		expect(items[0].json[field]).toMatchObject({ PKey: key });
		expect(created(organization)[0][field]).toMatchObject({ PKey: key });
		expect(hints).toEqual([]);
	},
);

it("Create refuses the organizational unit with 'Standard Fields' and names the field set that has it", async () => {
	const key = await recordOf('unit-standard', 'orgUnitBase', 'North');

	const { error } = await harness.runNode({
		organization: 'unit-standard',
		parameters: create(values({ email: 'new@example.com', orgUnit: key })),
	});

	expect(error?.message).toContain("'orgUnit'");
	expect(error?.description).toContain("'Standard and Custom Fields'");
	expect(stored('unit-standard')).toHaveLength(60);
});
