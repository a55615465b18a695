import { type Harness, startHarness } from './harness';
import { amy, by, get, update } from './parameters';

let harness: Harness;

beforeAll(async () => {
	harness = await startHarness();
});

afterAll(async () => await harness.close());

const search = async (organization: string, filter?: string, token?: string) =>
	await harness.searchList(
		'searchProfiles',
		{ organization, parameters: get(by('list', '')) },
		filter,
		token,
	);

const fieldsOf = async (organization: string, endpoint = 'profileAndServices') =>
	(
		await harness.mapFields('mapProfileFields', {
			organization,
			parameters: update(by('list', ''), { endpoint }),
		})
	).fields;

describe('The list of profiles', () => {
	it('shows names and gives keys', async () => {
		const { results } = await search('list');

		const [profile] = harness.sandbox.organization('list').profiles();
		expect(results).toContainEqual({
			name: `Amy Dakota (${amy.email})`,
			value: profile.PKey,
		});
	});

	it('goes on to the next page without repeating anybody', async () => {
		const profiles = Array.from({ length: 60 }, (_, i) => ({ email: `p${i}@example.com` }));
		harness.sandbox.organization('list-pages').reset({ profiles });

		const first = await search('list-pages');
		const second = await search('list-pages', undefined, String(first.paginationToken));

		expect(first.results).toHaveLength(50);
		expect(second.results).toHaveLength(10);
		expect(second.paginationToken).toBeUndefined();
		const keys = [...first.results, ...second.results].map(({ value }) => value);
		expect(new Set(keys).size).toBe(60);
	});

	it.each(['Amy', 'amy', 'dakota', amy.email])('finds "%s"', async (text) => {
		const { results } = await search('list-search', text);

		expect(results.map(({ name }) => name)).toEqual([`Amy Dakota (${amy.email})`]);
	});

	it('finds the name also where an e-mail begins like it', async () => {
		harness.sandbox.organization('list-both').put({ email: 'amy@example.com', lastName: 'Other' });

		const names = (await search('list-both', 'amy')).results.map(({ name }) => name);

		expect(names).toContain(`Amy Dakota (${amy.email})`);
		expect(names.some((name) => name.includes('amy@example.com'))).toBe(true);
		expect(new Set(names).size).toBe(names.length);
	});

	it('goes on to the end on a big table', async () => {
		const profiles = Array.from({ length: 60 }, (_, i) => ({ email: `p${i}@example.com` }));
		harness.sandbox.organization('list-big').reset({ profiles, bigTableThreshold: 10 });

		expect((await search('list-big')).paginationToken).toBeDefined();
	});

	it('does not follow a page token that leads elsewhere', async () => {
		const elsewhere = `${harness.sandbox.url}/stranger/campaign/profileAndServices/profile`;

		await expect(search('list-token', undefined, elsewhere)).rejects.toMatchObject({
			message: expect.stringContaining('was not followed'),
		});
		expect(harness.sandbox.organization('stranger').requests()).toEqual([]);
	});

	it('is empty when nobody is called that', async () => {
		expect((await search('list-nobody', 'Zzz')).results).toEqual([]);
	});

	it('fails with words that the user can act on', async () => {
		await expect(search('unknown-organization')).rejects.toMatchObject({
			message: 'Adobe does not know this organization',
			description: expect.stringContaining("'Organization'"),
		});
	});
});

describe('The fields of the form', () => {
	it('have the labels, types and choices of the instance', async () => {
		const fields = await fieldsOf('fields');
		const field = (id: string) => fields.find((entry) => entry.id === id);

		expect(field('phone')).toMatchObject({ type: 'string', display: true, required: false });
		expect(field('birthDate')).toMatchObject({ type: 'dateTime' });
		expect(field('blackListEmail')).toMatchObject({ type: 'boolean' });
		expect(field('gender')?.type).toBe('options');
		expect(field('gender')?.options?.map(({ value }) => value)).toEqual(
			expect.arrayContaining(['unknown', 'male', 'female']),
		);
		expect(field('location.city')).toMatchObject({ type: 'string' });
		expect(field('phone')?.displayName).not.toBe('phone');
	});

	it('leave out what cannot be written', async () => {
		const ids = (await fieldsOf('fields-writable')).map(({ id }) => id);

		for (const id of ['PKey', 'href', 'age', 'created', 'lastModified', 'domain', 'title']) {
			expect(ids).not.toContain(id);
		}
		expect(
			ids.filter((id) => /LastModified$|^postalAddress|^subscriptions|Unit$/.test(id)),
		).toEqual([]);
	});

	it('include custom fields only where custom fields are', async () => {
		const custom = (fields: Array<{ id: string }>) =>
			fields.map(({ id }) => id).filter((id) => id.startsWith('cus'));

		expect(custom(await fieldsOf('fields-custom'))).toEqual([]);
		const ext = await fieldsOf('fields-custom', 'profileAndServicesExt');
		expect(custom(ext).sort()).toEqual([
			'cusCardCode',
			'cusCustomerId',
			'cusLastContact',
			'cusLastVisit',
			'cusLoyaltyTier',
			'cusMembershipNumber',
			'cusNote',
			'cusPoints',
			'cusScore',
			'cusStoreFormat',
		]);
		expect(ext.find(({ id }) => id === 'cusPoints')?.type).toBe('number');
	});

	it('are the same whether choices come as a map or as a list', async () => {
		const asMap = await fieldsOf('fields-values');
		harness.sandbox.organization('fields-values').reset({ metadataValues: 'list' });

		expect(await fieldsOf('fields-values')).toEqual(asMap);
	});

	it('are each named once', async () => {
		const labels = (await fieldsOf('fields-labels', 'profileAndServicesExt')).map(
			({ displayName }) => displayName,
		);

		expect(new Set(labels).size).toBe(labels.length);
	});

	it('fail with words that the user can act on', async () => {
		await expect(fieldsOf('no-product-profile')).rejects.toMatchObject({
			message: 'These credentials have no access to this organization',
		});
	});

	it('are asked for with one request', async () => {
		const { requests } = harness.sandbox.organization('fields-count');
		await fieldsOf('fields-count', 'profileAndServicesExt');

		expect(requests().map(({ method }) => method)).toEqual(['GET']);
	});
});
