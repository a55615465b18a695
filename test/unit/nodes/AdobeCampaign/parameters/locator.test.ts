import { readLocator } from '../../../../../nodes/AdobeCampaign/parameters/locator';
import { contextOf } from '../context';

const read = (given: unknown) =>
	readLocator(
		contextOf({ parameters: { toy: '=toy' }, expressions: { '=toy': given } }),
		0,
		'toy',
		'Toy',
	);

describe('A locator', () => {
	it.each([
		[
			{ mode: 'list', value: '@a' },
			{ mode: 'list', text: '@a' },
		],
		[
			{ mode: 'name', value: ' Red\u200b car ' },
			{ mode: 'name', text: 'Red car' },
		],
		[
			{ mode: 'id', value: 12 },
			{ mode: 'id', text: '12' },
		],
		[
			{ __rl: true, mode: 'url', value: 'a/b' },
			{ mode: 'url', text: 'a/b' },
		],
		[
			{ mode: '', value: '@a' },
			{ mode: 'id', text: '@a' },
		],
		[{ value: '@a' }, { mode: 'id', text: '@a' }],
		[
			{ mode: 7, value: '@a' },
			{ mode: 'id', text: '@a' },
		],
		[
			{ mode: 'list', value: '' },
			{ mode: 'list', text: '' },
		],
		[
			{ mode: 'list', value: null },
			{ mode: 'list', text: '' },
		],
		[{ mode: 'list' }, { mode: 'list', text: '' }],
	])('%j is read as %j', (given, expected) => {
		expect(read(given)).toEqual(expected);
	});

	it.each([
		['@a', { mode: 'id', text: '@a' }],
		[' Red car', { mode: 'id', text: 'Red car' }],
		[12, { mode: 'id', text: '12' }],
		['', { mode: 'id', text: '' }],
		[null, { mode: 'id', text: '' }],
	])('may be the plain value that a model writes: %j', (given, expected) => {
		expect(read(given)).toEqual(expected);
	});

	it('that is not in the form is empty', () => {
		expect(readLocator(contextOf(), 0, 'toy', 'Toy')).toEqual({ mode: 'id', text: '' });
	});

	it.each([
		[{ mode: 'id', value: ['@a'] }, "'Toy' has no value that can be looked for"],
		[{ mode: 'id', value: { PKey: '@a' } }, "'Toy' has no value that can be looked for"],
		[{ mode: 'id', value: true }, "'Toy' has no value that can be looked for"],
		[{ mode: 'id', value: '{{ $json.toy }}' }, "'Toy' has no value that can be looked for"],
		[true, "'Toy' has no value that can be looked for"],
		[{ mode: 'id', value: 'null' }, `'Toy' has a word for "nothing" instead of a value`],
		['N/A', `'Toy' has a word for "nothing" instead of a value`],
	])('%j is refused by its label', (given, message) => {
		expect(() => read(given)).toThrow(message);
	});
});
