import { create } from '../../../../../../nodes/AdobeCampaign/resources/profile/create.operation';
import { errorOf, ok, scene } from '../../campaign';
import { contextOf, inputOf } from '../../context';

const FIELDS = { mappingMode: 'defineBelow', value: { phone: '1' }, schema: [] };
const METADATA = { 'GET resourceType/profile': ok({ content: { phone: { label: 'Phone' } } }) };

const read = (fields: object) =>
	inputOf(create, contextOf({ parameters: { fields: fields as typeof FIELDS } }));

describe('Create', () => {
	it('reads Fields, and lets all items run side by side', () => {
		expect(read(FIELDS).given).toMatchObject({
			form: { mapping: 'manual' },
			values: [{ name: 'phone', value: '1' }],
		});
		expect(create.recordKey).toBeUndefined();
	});

	it('sends one POST, and a value that is not stored as sent is no error', async () => {
		const stored = { PKey: '@a', phone: '2' };
		const { item, written, hints } = scene({ ...METADATA, 'POST profile': ok(stored) });

		expect(await create.run(item, read(FIELDS))).toEqual(stored);
		expect(written()).toEqual(['POST profile {"phone":"1"}']);
		expect(hints()).toEqual(["Campaign created the profile, but did not store 'Phone' as sent"]);
	});

	it.each([
		[
			'a value that does not fit',
			{ phone: true },
			"The value of 'Phone' in 'Fields' cannot be stored",
		],
		['nothing to store', { phone: '' }, 'There is nothing to store'],
	])('sends nothing for %s', async (_name, value, message) => {
		const { item, written } = scene(METADATA);
		const error = await errorOf(create.run(item, read({ ...FIELDS, value })));

		expect(error.message).toBe(message);
		expect(written()).toEqual([]);
	});
});
