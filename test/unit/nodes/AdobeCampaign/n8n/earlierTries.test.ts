import type { IDataObject } from 'n8n-workflow';

import { EarlierTries } from '../../../../../nodes/AdobeCampaign/n8n/earlierTries';
import { Run } from '../../../../../nodes/AdobeCampaign/n8n/run';
import { contextOf, editorContextOf } from '../context';

const SENT = { PKey: '@a' };
const CONTENT = ['url', { email: 'ines@example.com' }];

/** One try of a node in an execution that keeps this. */
const tryOf = (kept: IDataObject, { runIndex = 0, isTool = false } = {}) =>
	new EarlierTries(contextOf({ kept, runIndex }), isTool);

describe('What a node has done', () => {
	it('is known to the next try, by the item', () => {
		const kept = {};
		const first = tryOf(kept);
		first.add(0, CONTENT, SENT);
		first.add(2, CONTENT, 'unclear');

		const second = tryOf(kept);

		expect([0, 1, 2].map((index) => second.find(index, 'other'))).toEqual([
			SENT,
			undefined,
			'unclear',
		]);
	});

	it('does not count in the next round of a loop', () => {
		const kept = {};
		tryOf(kept).add(0, CONTENT, SENT);

		expect(tryOf(kept, { runIndex: 1 }).find(0, CONTENT)).toBeUndefined();
		expect(tryOf(kept, { runIndex: 1 }).find(0, CONTENT)).toBeUndefined();
	});

	it('does not count after the node has ended', () => {
		const kept = {};
		const first = tryOf(kept);
		first.add(0, CONTENT, SENT);
		first.end();

		expect(kept).toEqual({});
		expect(tryOf(kept).find(0, CONTENT)).toBeUndefined();
	});

	it('is known by its content to all calls of a tool, also after one has ended', () => {
		const kept = {};
		const first = tryOf(kept, { isTool: true });
		first.add(0, CONTENT, SENT);
		first.end();

		const later = tryOf(kept, { isTool: true, runIndex: 3 });

		expect(later.find(0, CONTENT)).toEqual(SENT);
		expect(later.find(0, ['url', { email: 'ada@example.com' }])).toBeUndefined();
	});

	it('is kept without what was sent', () => {
		const kept = {};
		tryOf(kept, { isTool: true }).add(0, CONTENT, SENT);

		expect(JSON.stringify(kept)).not.toContain('ines');
	});

	it('tells contents apart whose letters are the same', () => {
		const tries = tryOf({}, { isTool: true });
		tries.add(0, 'ab', SENT);
		for (const other of ['ba', 'a', 'b', 'aab', 'abb', '']) {
			expect(tries.find(0, other)).toBeUndefined();
		}
	});

	it('tells contents apart whose digests of 32 bits are the same', () => {
		const tries = tryOf({}, { isTool: true });
		tries.add(0, 'order 112789', SENT);

		expect(tries.find(0, 'order 112789')).toEqual(SENT);
		expect(tries.find(0, 'order 349192')).toBeUndefined();
	});
});

it('A list of the editor has no earlier tries, and a run keeps its own', () => {
	const context = contextOf();
	const run = new Run(context);

	expect(new Run(editorContextOf()).earlierTries).toBeUndefined();
	expect(run.earlierTries).toBe(run.earlierTries);
});

it('A run that does nothing twice keeps nothing', () => {
	const kept = {};
	new Run(contextOf({ kept })).end();

	expect(kept).toEqual({});
});
