/** Match By = Custom Filter: what the filter finds counts only when it has the values that it was asked for. */
import type { INodeParameters } from 'n8n-workflow';

import { amy, ext, upsert, values } from '../parameters';
import { writes } from '../requests';
import { useHarness } from '../suite';

const { harness, control, stored } = useHarness();

const byFilter = (
	filterName: string,
	parameter: string,
	matchValue: string,
	more?: INodeParameters,
) => ({
	...ext,
	matchBy: 'customFilter',
	matchValue,
	filterName,
	filterParameter: parameter,
	...more,
});

describe('A custom filter that also finds longer values', () => {
	const zoe = { cusCustomerId: 'C-1001', firstName: 'Zoe', email: 'zoe@example.com' };
	const match = (key: string) => byFilter('byCardBegin', 'cardbegin_parameter', key);
	const run = async (organization: string, key: string, fields: Record<string, unknown>) =>
		await harness.runNode({ organization, parameters: upsert(match(key), values(fields, [])) });

	it.each([
		['with the key in Fields', { cusCustomerId: 'C-100', firstName: 'Amy', email: 'amy@mail.com' }],
		['without it', { firstName: 'Amy', email: 'amy@mail.com' }],
	])('writes nothing to a profile without the exact value, %s', async (_case, fields) => {
		const organization = 'beginnings';
		control(organization).reset({ profiles: [zoe] });
		const before = stored(organization);

		const { error, requests } = await run(organization, 'C-100', fields);

		expect(error?.message).toBe(
			"The filter finds a profile that does not have 'Match Value', and nothing was written",
		);
		expect(error?.description).toContain(before[0].PKey);
		expect(JSON.stringify([error?.message, error?.description])).not.toMatch(/zoe|C-100/i);
		expect(writes(requests)).toEqual([]);
		expect(stored(organization)).toEqual(before);
	});

	it('updates the profile that has the exact value', async () => {
		const organization = 'beginnings-of-two';
		control(organization).reset({ profiles: [zoe, { ...zoe, cusCustomerId: 'C-100' }] });

		const { items } = await run(organization, 'c-100', { cusCustomerId: 'c-100', phone: '1' });
		const other = await run(organization, 'C-100', { cusCustomerId: 'C-100', phone: '1' });

		expect(items[0]?.json.operation).toBe('created');
		expect(other.items[0].json.operation).toBe('updated');
		expect(stored(organization).map(({ phone }) => phone)).toEqual(['', '1', '1']);
	});

	it('is refused when it finds more than one page', async () => {
		const organization = 'everybody';
		control(organization).reset({ people: 40 });

		const { error, requests } = await run(organization, 'P', { cusCustomerId: 'P' });

		expect(error?.message).toBe(
			'The filter finds more profiles than one page has, and nothing was written',
		);
		expect(writes(requests)).toEqual([]);
	});
});

describe('More Filter Parameters', () => {
	const people = [
		{ cusStoreFormat: 'outlet', cusCardCode: '551', firstName: 'Amy' },
		{ cusStoreFormat: 'online', cusCardCode: '551', firstName: 'Tara' },
		{ cusStoreFormat: 'outlet', cusCardCode: '', firstName: 'Nolan' },
	];
	const one = byFilter('byidentification_key', 'category_parameter', 'outlet');
	const both = (code: unknown) => ({
		...one,
		filterParameters: { parameter: [{ name: 'crm_id_parameter', value: code as string }] },
	});
	const fields = values({ cusStoreFormat: 'outlet', cusCardCode: '551', phone: '1' });

	it('find the one profile that has all values, or create one that has them', async () => {
		const organization = 'composite';
		control(organization).reset({ profiles: people });

		const found = await harness.runNode({ organization, parameters: upsert(both('551'), fields) });
		const made = await harness.runNode({
			organization,
			parameters: upsert(both('552'), values({ cusStoreFormat: 'outlet', cusCardCode: '552' })),
		});

		expect(found.items[0].json).toMatchObject({
			operation: 'updated',
			firstName: 'Amy',
			phone: '1',
		});
		expect(made.items[0].json.operation).toBe('created');
		expect(stored(organization).map(({ phone }) => phone)).toEqual(['1', '', '', '']);
	});

	it.each([
		['one of two parameters', one, "also looks at 'crm_id_parameter'"],
		[
			'another one',
			{
				...one,
				filterParameters: { parameter: [{ name: 'store_parameter', value: '1' }] },
			},
			"has no parameter 'store_parameter'",
		],
	])('are refused with %s before anything is written', async (_case, match, message) => {
		const organization = 'composite-half';
		control(organization).reset({ profiles: people });

		const { error, requests } = await harness.runNode({
			organization,
			parameters: upsert(match, fields),
		});

		expect(error?.message).toContain(message);
		expect(writes(requests)).toEqual([]);
	});

	it.each([
		['no value', '', "'crm_id_parameter' of the filter 'byidentification_key' has no value"],
		['a blank', ' \u00a0', 'has no value'],
		['null', '={{ null }}', 'has no value'],
	])('are refused with %s before any request', async (_case, code, message) => {
		const { error, requests } = await harness.runNode({
			organization: 'composite-half',
			parameters: upsert(both(code), fields),
		});

		expect(error?.message).toContain(message);
		expect(requests).toEqual([]);
	});

	it('refuse a new profile that would not have all of the values', async () => {
		const organization = 'composite-missing';
		control(organization).reset({ profiles: people });

		const { error } = await harness.runNode({
			organization,
			parameters: upsert(both('999'), values({ cusStoreFormat: 'outlet', phone: '1' })),
		});

		expect(error?.message).toContain("would not have all values of 'More Filter Parameters'");
		expect(stored(organization)).toHaveLength(3);
	});

	it('may be called _parameter', async () => {
		const organization = 'plain-parameter';
		control(organization).reset();

		const { items } = await harness.runNode({
			organization,
			parameters: upsert(
				byFilter('byCrmid', '_parameter', amy.customKey),
				values({ cusCustomerId: amy.customKey, phone: '1' }),
			),
		});

		expect(items[0].json).toMatchObject({ operation: 'updated', email: amy.email });
	});
});
