import type { IDataObject } from 'n8n-workflow';

import { readListing, readShape } from '../../../../../nodes/AdobeCampaign/parameters/listing';
import { PROFILE } from '../../../../../nodes/AdobeCampaign/resources/profile/kind';
import { contextOf } from '../context';

const listing = (parameters: IDataObject) =>
	readListing(
		contextOf({ parameters: { returnAll: false, limit: 50, ...parameters } }),
		0,
		PROFILE,
	);

describe('Limit and Page Size', () => {
	it.each([
		['one page, as long as the limit', { limit: 50 }, 50, 50, true],
		['a limit of a whole page', { limit: 200 }, 200, 200, true],
		['pages of equal length that end where the limit does', { limit: 250 }, 250, 125, false],
		['three pages', { limit: 401 }, 401, 134, false],
		['a number as a text', { limit: '7' }, 7, 7, true],
		['Page Size', { limit: 50, options: { pageSize: 20 } }, 50, 17, false],
		['Return All', { returnAll: true, limit: 5 }, Infinity, 200, false],
		[
			'Return All with Page Size',
			{ returnAll: true, options: { pageSize: 20 } },
			Infinity,
			20,
			false,
		],
	])('%s', (_name, parameters, limit, lineCount, isOnePage) => {
		expect(listing(parameters)).toEqual({ limit, lineCount, isOnePage });
	});

	it.each([0, -1, 1.5, '', 'many', NaN])('a limit of %j is refused', (limit) => {
		expect(() => listing({ limit })).toThrow("'Limit' is not a number of profiles");
	});

	it.each([0, 2.5, 'x'])('a page size of %j is refused', (pageSize) => {
		expect(() => listing({ options: { pageSize } })).toThrow(
			"'Page Size' is not a number of profiles",
		);
	});

	it('Return All needs no limit, and an empty expression does not count as off', () => {
		expect(listing({ returnAll: true, limit: '' }).limit).toBe(Infinity);
		expect(() => listing({ returnAll: '' })).toThrow("'Return All' is neither true nor false");
	});
});

describe('Order By', () => {
	it.each([
		[{ orderBy: 'email' }, 'email'],
		[{ orderBy: ' email ', orderDirection: 'asc' }, 'email'],
		[{ orderBy: 'location.city', orderDirection: 'desc' }, 'location.city desc'],
		[{ orderBy: '', orderDirection: 'desc' }, undefined],
		[{}, undefined],
	])('%j is %j', (options, order) => {
		expect(listing({ options }).order).toBe(order);
	});

	it.each(['email desc', 'a b', '1st', 'x&y'])('%j is refused', (orderBy) => {
		expect(() => listing({ options: { orderBy } })).toThrow("'Order By Name or ID' is not a field");
	});
});

describe('The shape of the output', () => {
	const AMY = { PKey: '@a', email: 'amy@example.com', fax: '1', location: { city: 'Oslo' } };
	const shaped = (parameters: IDataObject) =>
		readShape(contextOf({ parameters: { simplify: true, ...parameters } }), 0, PROFILE)(AMY);

	it.each([
		['Simplify', {}, { PKey: '@a', email: 'amy@example.com' }],
		['all', { simplify: false }, AMY],
		[
			'Output Field Names',
			{ options: { fields: ['fax', 'location.city'] } },
			{ fax: '1', 'location.city': 'Oslo' },
		],
		[
			'Output Field Names by an expression',
			{ options: { fields: 'fax, PKey,' } },
			{ fax: '1', PKey: '@a' },
		],
		['no chosen fields', { simplify: false, options: { fields: [] } }, AMY],
		['empty chosen fields', { simplify: false, options: { fields: [''] } }, AMY],
	])('is that of %s', (_name, parameters, expected) => {
		expect(shaped(parameters)).toEqual(expected);
	});
});
