import type { IDataObject } from 'n8n-workflow';

import {
	checkedParameter,
	readFilterName,
	readFilterParameters,
} from '../../../../../nodes/AdobeCampaign/parameters/filter';
import { contextOf } from '../context';

describe('Filter Name or ID', () => {
	it('is cleaned and checked', () => {
		const read = (filterName: string) =>
			readFilterName(contextOf({ parameters: { filterName } }), 0);

		expect(read(' byId ')).toBe('byId');
		expect(() => read('by/Id')).toThrow("'Filter Name or ID' is not a name of Campaign's");
		expect(() => read('')).toThrow("'Filter Name or ID' is empty");
	});
});

describe('Parameter Name or ID', () => {
	it.each(['id', 'customer_id', '_parameter', '1'])('takes %s', (name) => {
		expect(checkedParameter(contextOf(), 0, name)).toBe(name);
	});

	it.each(['_order', '_lineCount', '_forcePagination', 'a=b', 'é'])('refuses %s', (name) => {
		expect(() => checkedParameter(contextOf(), 0, name)).toThrow("'Parameter Name or ID'");
	});
});

describe('Filter Parameters', () => {
	const read = (entries: unknown, known: Record<string, string> = {}) => {
		const filterParameters = { parameter: '=entries' };
		const context = contextOf({
			parameters: { filterParameters },
			expressions: { '=entries': entries },
		});
		return readFilterParameters(context, 0, known);
	};
	const entry = (name: string, value: unknown): IDataObject => ({ name, value }) as IDataObject;

	it('are added to those that are known, cleaned', () => {
		const entries = [entry('city', ' Oslo '), entry('points', 12), entry('isActive', false)];

		expect(read(entries, { id: 'C-1' })).toEqual({
			id: 'C-1',
			city: 'Oslo',
			points: '12',
			isActive: 'false',
		});
	});

	it('may be an empty text, and need not be there', () => {
		expect(read([entry('city', '')])).toEqual({ city: '' });
		expect(readFilterParameters(contextOf(), 0)).toEqual({});
	});

	it.each([
		['one that is there twice', [entry('id', '1'), entry('id', '2')], {}, "has 'id' twice"],
		['one that is known already', [entry('id', '1')], { id: 'C-1' }, "has 'id' twice"],
		[
			'one without a value',
			[entry('id', undefined)],
			{},
			"'id' in 'Filter Parameters' has no value",
		],
		['null', [entry('id', null)], {}, "'id' in 'Filter Parameters' has no value"],
		['a list', [entry('id', ['1'])], {}, "'Filter Parameters' has no value that can be looked for"],
		['one of Adobe’s own', [entry('_order', '1')], {}, "'Parameter Name or ID'"],
	])('refuse %s', (_name, entries, known, message) => {
		expect(() => read(entries, known)).toThrow(message);
	});

	it('do not change those that are known', () => {
		const known = { id: 'C-1' };
		read([entry('city', 'Oslo')], known);

		expect(known).toEqual({ id: 'C-1' });
	});
});
