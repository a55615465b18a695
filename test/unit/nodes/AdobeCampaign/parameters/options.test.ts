import type { IDataObject } from 'n8n-workflow';

import {
	EDITOR_LIMITS,
	optionsOf,
	readConcurrency,
	readDryRun,
	readIfNotFound,
	readLimits,
} from '../../../../../nodes/AdobeCampaign/parameters/options';
import { contextOf } from '../context';

const withOptions = (options: IDataObject = {}) =>
	contextOf({ parameters: { options }, items: [{}, {}] });

describe('The options of an operation', () => {
	it('have those of every operation among their own, in the order of the alphabet', () => {
		const own = ['Mode', 'Add Report', 'Page Size'].map((displayName) => ({
			displayName,
			name: displayName,
			type: 'string' as const,
			default: '',
		}));

		expect(
			optionsOf(own).options?.map((option) => 'displayName' in option && option.displayName),
		).toEqual(['Add Report', 'Give Up After', 'Max Concurrency', 'Mode', 'Page Size', 'Timeout']);
	});
});

describe('Timeout and Give Up After', () => {
	it.each([
		[{}, { timeoutMs: 60_000, maxWaitMs: 300_000 }],
		[
			{ timeout: 1, maxWait: 0 },
			{ timeoutMs: 1000, maxWaitMs: 0 },
		],
		[
			{ timeout: 0.5, maxWait: 0.25 },
			{ timeoutMs: 500, maxWaitMs: 15_000 },
		],
	])('%j are %j', (options, limits) => {
		expect(readLimits(withOptions(options))).toEqual(limits);
	});

	it.each([
		[{ timeout: 0 }, "'Timeout' in Options is not a number from 0.001 on [item 0]"],
		[{ timeout: NaN }, "'Timeout' in Options is not a number from 0.001 on [item 0]"],
		[{ maxWait: -1 }, "'Give Up After' in Options is not a number from 0 on [item 0]"],
		[{ maxWait: '5' }, "'Give Up After' in Options is not a number from 0 on [item 0]"],
		[{ maxWait: '' }, "'Give Up After' in Options is not a number from 0 on [item 0]"],
	])('%j are refused: %s', (options, message) => {
		expect(() => readLimits(withOptions(options))).toThrow(message);
	});

	it('of a list of the editor are shorter, because a person is waiting', () => {
		const { timeoutMs, maxWaitMs } = readLimits(withOptions());

		expect(EDITOR_LIMITS.maxWaitMs).toBeLessThan(maxWaitMs);
		expect(EDITOR_LIMITS.timeoutMs).toBeLessThanOrEqual(timeoutMs);
	});
});

describe('Max Concurrency', () => {
	it.each([
		[{}, 10],
		[{ maxConcurrency: 1 }, 1],
		[{ maxConcurrency: 2.9 }, 2],
		[{ maxConcurrency: 50 }, 50],
	])('%j is %d', (options, expected) => {
		expect(readConcurrency(withOptions(options))).toBe(expected);
	});

	it.each([0, 0.9, 51, Infinity, '10', null])('%j is refused', (maxConcurrency) => {
		// n8n takes null for a value, unlike a parameter that is not there.
		const context = contextOf({
			parameters: { options: { maxConcurrency: '=it' } },
			expressions: { '=it': maxConcurrency },
		});

		expect(() => readConcurrency(context)).toThrow(
			"'Max Concurrency' in Options is not a number from 1 to 50",
		);
	});
});

describe('Dry Run', () => {
	it.each([
		[{}, false],
		[{ dryRun: true }, true],
		[{ dryRun: false }, false],
	])('%j is %s', (options, expected) => {
		expect(readDryRun(withOptions(options), 0)).toBe(expected);
	});

	it('without a result does not count as off', () => {
		expect(() => readDryRun(withOptions({ dryRun: '' }), 0)).toThrow("'Dry Run' is neither");
	});
});

describe('If Not Found', () => {
	it.each([
		[{}, 'error'],
		[{ ifNotFound: 'ignore' }, 'ignore'],
	])('%j is %s', (options, expected) => {
		expect(readIfNotFound(withOptions(options), 0)).toBe(expected);
	});
});
