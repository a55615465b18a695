import {
	checkedApiName,
	checkedIdentity,
	checkedName,
	readBoolean,
} from '../../../../../nodes/AdobeCampaign/parameters/readers';
import { contextOf } from '../context';

const CONTEXT = contextOf({ items: [{}, {}] });

describe('A boolean', () => {
	const read = (value: unknown, fallback?: boolean) =>
		readBoolean(
			contextOf({ parameters: { options: { dryRun: value as boolean } } }),
			0,
			'options.dryRun',
			'Dry Run',
			fallback,
		);

	it.each([
		[true, true],
		['true', true],
		[false, false],
		['false', false],
	])('%j is %j', (value, expected) => {
		expect(read(value, !expected)).toBe(expected);
	});

	it.each(['', 'yes', 1, 0, {}, 'TRUE'])('%j is refused by its label', (value) => {
		expect(() => read(value)).toThrow("'Dry Run' is neither true nor false");
	});

	it.each([true, false])('that was not added is what it is then: %s', (fallback) => {
		expect(read(undefined, fallback)).toBe(fallback);
	});
});

describe('A name', () => {
	const read = (given: unknown) => checkedName(CONTEXT, 1, 'Email', given);
	const luxon = { toISO: () => '', toString: () => '2020-01-02T00:00:00.000Z' };

	it.each([
		[' C-1\u200b ', 'C-1'],
		['<amy@example.com>', 'amy@example.com'],
		[12, '12'],
		[undefined, ''],
		[null, ''],
		[new Date(0), '1970-01-01T00:00:00.000Z'],
		[luxon, '2020-01-02T00:00:00.000Z'],
		['null', 'null'],
	])('%j is %j', (given, expected) => {
		expect(read(given)).toBe(expected);
	});

	it.each([
		[true, 'true or false'],
		[['a'], 'a list or an object'],
		[{ a: 1 }, 'a list or an object'],
		[NaN, 'failed'],
		[2 ** 60, 'lost its last digits'],
		['{{ $json.email }}', 'was not computed'],
		['undefined', 'a result that there is none of'],
	])('%j is refused, with the reason, the label and the item', (given, reason) => {
		expect(() => read(given)).toThrow(
			expect.objectContaining({
				message: "'Email' has no value that can be looked for [item 1]",
				description: expect.stringContaining(reason),
			}),
		);
	});
});

describe('An identity', () => {
	const read = (given: unknown) => checkedIdentity(CONTEXT, 0, 'Match Value', given);

	it.each(['null', ' None', 'N/A', '-', 'true'])('%j would make one of all records', (given) => {
		expect(() => read(given)).toThrow(
			`'Match Value' has a word for "nothing" instead of a value [item 0]`,
		);
	});

	it.each([
		['Nullmeier', 'Nullmeier'],
		[0, '0'],
		['', ''],
	])('%j is %j', (given, expected) => {
		expect(read(given)).toBe(expected);
	});
});

describe('A name of Campaign’s', () => {
	const read = (name: unknown) => checkedApiName(CONTEXT, 0, 'Filter Name or ID', name);

	it.each([
		['byEmail', 'byEmail'],
		[' cus_2 ', 'cus_2'],
	])('%j is %j', (name, expected) => {
		expect(read(name)).toBe(expected);
	});

	it.each(['by email', 'a/b', '2nd', '_order', 'a?b', 'é'])('%j is refused', (name) => {
		expect(() => read(name)).toThrow("'Filter Name or ID' is not a name of Campaign's");
	});

	it.each(['', null, undefined])('%j is empty', (name) => {
		expect(() => read(name)).toThrow("'Filter Name or ID' is empty");
	});

	it('may follow a rule of its own', () => {
		const name = checkedApiName(CONTEXT, 0, 'Name', '_x', (text) => text === '_x');

		expect(name).toBe('_x');
	});
});
