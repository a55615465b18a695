import { type Harness, startHarness } from './harness';
import { by, update } from './parameters';

let harness: Harness;

beforeAll(async () => {
	harness = await startHarness();
});

afterAll(async () => await harness.close());

const fieldsOf = async (organization: string, endpoint = 'profileAndServices') =>
	(
		await harness.mapFields('mapProfileFields', {
			organization,
			parameters: update(by('list', ''), { endpoint }),
		})
	).fields;

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
