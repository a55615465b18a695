import { get } from '../../../../../../nodes/AdobeCampaign/resources/service/get.operation';
import { ALL, errorOf, ok } from '../../campaign';
import { BY_NAME, GARDEN, open, readOf } from './serviceScene';

/** What is another than with profiles: the rest is tested with theirs. */
describe('Get', () => {
	it('by name is one request, and returns the simple fields', async () => {
		const { item, asked } = open({ [BY_NAME]: ok({ content: [GARDEN] }) });
		const { validityDuration, ...simple } = GARDEN;

		expect(await get.run(item, readOf(get))).toEqual(simple);
		expect(validityDuration).toBe('P10D');
		expect(asked).toEqual([BY_NAME]);
	});

	it('by a name that no service has is an error, or an empty item', async () => {
		const none = {
			[BY_NAME]: ok({ content: [] }),
			[`GET service?_lineCount=200&${ALL}`]: ok({ content: [] }),
		};
		const error = await errorOf(get.run(open(none).item, readOf(get)) as Promise<unknown>);
		const input = readOf(get, { options: { ifNotFound: 'empty' } });

		expect(error.message).toBe('No service has this name or label');
		expect(await get.run(open(none).item, input)).toEqual({});
	});

	it('keeps items of one name in their order', () => {
		expect(get.recordKey?.(readOf(get))).toEqual({ way: 'name', key: '' });
	});
});
