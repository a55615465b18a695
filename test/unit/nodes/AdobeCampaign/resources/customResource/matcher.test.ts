import { upsert } from '../../../../../../nodes/AdobeCampaign/resources/customResource/upsert.operation';
import { recordMatcher } from '../../../../../../nodes/AdobeCampaign/resources/customResource/matcher';
import { contextOf } from '../../context';
import { errorOf, ok, sentText, shortenPauses } from '../../campaign';
import { EXT, FIELDS, formOf, open, readOf } from './customResourceScene';

shortenPauses();

const read = (more = {}) => recordMatcher.read(contextOf({ parameters: formOf(more) }), 0);

describe('How a record is recognised', () => {
	it('is read from the form', () => {
		expect(read()).toEqual({
			by: 'customFilter',
			value: 'O-1',
			filter: { name: 'byOrderNumber', parameters: { order_number_parameter: 'O-1' } },
		});
		expect(read({ matchBy: 'acsId', matchValue: ' id-1 ' })).toEqual({
			by: 'acsId',
			value: 'id-1',
		});
	});

	it.each([
		[{ matchValue: '' }, "'Match Value' is empty"],
		[{ matchBy: 'acsId', matchValue: ' ' }, "'Match Value' is empty"],
		[{ matchBy: 'email' }, "'Match By' has no such choice"],
		[
			{ filterParameters: { parameter: [{ name: 'x_parameter', value: '' }] } },
			"The parameter 'x_parameter' of the filter 'byOrderNumber' has no value",
		],
	])('is refused: %j', (more, message) => {
		expect(() => read(more)).toThrow(message);
	});

	it('is another one for another value, way, filter or parameter', () => {
		const ways = [
			read(),
			read({ matchValue: 'O-2' }),
			read({ filterName: 'byOther' }),
			read({ filterParameter: 'other_parameter' }),
			read({ filterParameters: { parameter: [{ name: 'x_parameter', value: 'y' }] } }),
			read({ matchBy: 'acsId' }),
			read({ matchBy: 'acsId', matchValue: 'O-2' }),
		].map((match) => recordMatcher.identityOf(match));

		expect(new Set(ways).size).toBe(ways.length);
	});

	it('keeps all values out of messages', () => {
		const filterParameters = { parameter: [{ name: 'x_parameter', value: 'y' }] };

		expect(recordMatcher.valuesOf(read({ filterParameters }))).toEqual(['O-1', 'y']);
		expect(recordMatcher.valuesOf(read({ matchBy: 'acsId' }))).toEqual(['O-1']);
	});
});

it('By acsId nothing is checked, and no new record has fields', async () => {
	const { item, asked } = open({});
	const match = read({ matchBy: 'acsId' });
	await recordMatcher.check?.(item, match);

	expect(asked).toEqual([]);
	const error = await errorOf(
		(async () => await recordMatcher.fieldsOfNew(item, match, [sentText('a', 'b')]))(),
	);
	expect(error.message).toBe('No record has this acsId, and nothing was written');
});

it('A hidden record is not made twice by two items with its key', async () => {
	const { itemOf, written } = open({
		[`GET ${EXT}/resourceType/cusOrder`]: FIELDS,
		[`GET ${EXT}/cusOrder/metadata/filters`]: ok({}),
		[`GET ${EXT}/cusOrder/byOrderNumber?order_number_parameter=O-1`]: ok({ content: [] }),
		[`POST ${EXT}/cusOrder`]: {
			status: 201,
			body: { PKey: '@n', order_number: 'O-1', cusParentlink: null },
		},
		[`GET ${EXT}/cusOrder/@n`]: { status: 500, body: 'Unable to find document' },
	});
	const errors = [
		await errorOf(upsert.run(itemOf(0), readOf(upsert)) as Promise<unknown>),
		await errorOf(upsert.run(itemOf(1), readOf(upsert)) as Promise<unknown>),
	];

	expect(errors[0].message).toContain('Campaign hides it');
	expect(errors[1].message).toContain('An earlier item with the same match value');
	expect(written()).toHaveLength(1);
});
