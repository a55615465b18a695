import type { IDataObject } from 'n8n-workflow';

import { getAll } from '../../../../../../nodes/AdobeCampaign/resources/profile/getAll.operation';
import { ALL, ok, scene } from '../../campaign';
import { contextOf, inputOf } from '../../context';

const read = (parameters: IDataObject) =>
	inputOf(
		getAll,
		contextOf({
			parameters: { filterBy: 'none', returnAll: false, limit: 50, simplify: true, ...parameters },
		}),
	);

const profiles = (...keys: string[]) =>
	keys.map((key) => ({ PKey: key, email: 'Amy@example.com', fax: '1' }));

describe('Get Many', () => {
	it('reads filter, listing and shape', () => {
		const { filter, list, shaped } = read({ options: { orderBy: 'email', fields: ['fax'] } });

		expect(filter.filters).toEqual([undefined]);
		expect(list).toEqual({ limit: 50, lineCount: 50, order: 'email', isOnePage: true });
		expect(shaped({ PKey: '@a', fax: '1' })).toEqual({ fax: '1' });
		expect(getAll.recordKey).toBeUndefined();
	});

	it('needs one page where that has all that is wanted', async () => {
		const { item, asked } = scene({
			'GET profile?_lineCount=2': ok({ content: profiles('@a', '@b') }),
		});

		expect(await getAll.run(item, read({ limit: 2 }))).toEqual(
			['@a', '@b'].map((PKey) => ({ PKey, email: 'Amy@example.com' })),
		);
		expect(asked).toHaveLength(1);
	});

	it('by e-mail reads all pages, since what comes is compared here', async () => {
		const query = `_lineCount=1&${ALL}`;
		const { item, asked } = scene({
			[`GET profile/byEmail?email=amy%40example.com&${query}`]: ok({
				content: [{ PKey: '@x', email: 'amy@example.com.au' }],
				next: { href: `profileAndServicesExt/profile/more?${ALL}` },
			}),
			[`GET profile/more?${ALL}`]: ok({ content: profiles('@a') }),
		});
		const output = await getAll.run(
			item,
			read({ filterBy: 'email', email: 'amy@example.com', limit: 1 }),
		);

		expect(output).toMatchObject([{ PKey: '@a' }]);
		expect(asked).toHaveLength(2);
	});

	it.each([
		['has each profile once', 5, ['@a', '@b'], ['@a', '@b']],
		['counts the limit for both spellings together', 2, ['@b', '@c'], ['@a', '@b']],
	])('by an e-mail with capitals %s', async (_name, limit, keys, expected) => {
		const list = (email: string, found: string[]) => ({
			[`GET profile/byEmail?email=${email}%40example.com&_lineCount=${limit}&${ALL}`]: ok({
				content: profiles(...found),
			}),
		});
		const { item } = scene({ ...list('Amy', ['@a']), ...list('amy', keys) });
		const output = await getAll.run(
			item,
			read({ filterBy: 'email', email: 'Amy@example.com', limit }),
		);

		expect(output).toMatchObject(expected.map((PKey) => ({ PKey })));
	});

	it('reports a list that may be incomplete', async () => {
		const content = Array.from({ length: 25 }, (_, index) => ({ PKey: `@${index}` }));
		const { item, hints } = scene({ [`GET profile?_lineCount=25&${ALL}`]: ok({ content }) });
		await getAll.run(item, read({ returnAll: true, options: { pageSize: 25 } }));

		expect(hints()).toEqual([expect.stringContaining('the list may not be complete')]);
	});
});
