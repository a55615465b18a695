import type { IExecuteFunctions } from 'n8n-workflow';

import { Hints } from '../../../../../nodes/AdobeCampaign/n8n/hints';
import { contextOf } from '../context';

describe('Hints', () => {
	const shown = (add: (hints: Hints) => void) => {
		const texts: string[] = [];
		const hints = new Hints();
		add(hints);
		hints.show(contextOf({ hints: texts }));
		return texts;
	};

	it('are shown once each, with the number of items that they are true of', () => {
		const texts = shown((hints) => {
			for (const text of ['It is late', 'It is new', 'It is late']) hints.add(text);
		});

		expect(texts).toEqual(['It is late (2 items)', 'It is new']);
	});

	it('with the same beginning are one list, after the others', () => {
		const texts = shown((hints) => {
			hints.addEntry('Cleared', 'phone');
			hints.addEntry('Cleared', 'fax');
			hints.addEntry('Cleared', 'phone');
			hints.addEntry('Kept', 'fax');
			hints.add('It is late');
		});

		expect(texts).toEqual(['It is late', 'Cleared: phone (2 items), fax', 'Kept: fax']);
	});

	it('may have their entries in the middle of a sentence', () => {
		const texts = shown((hints) => {
			for (const label of ['phone', 'fax', 'phone']) hints.addEntry('It kept', label, ' as it was');
			hints.addEntry('It kept', 'fax', ' out');
		});

		expect(texts).toEqual(['It kept phone (2 items), fax as it was', 'It kept fax out']);
	});

	const boxes = (add: (hints: Hints) => void, outcomes?: string[]) => {
		const found: unknown[] = [];
		const hints = new Hints();
		add(hints);
		const addExecutionHints = (...more: unknown[]) => found.push(...more);
		hints.show({ addExecutionHints } as unknown as IExecuteFunctions, outcomes);
		return found;
	};
	const place = { location: 'outputPane' };

	it('of several sentences are one box, with what was done on its outside', () => {
		const two = (hints: Hints) => {
			hints.add('It is late');
			hints.add('It is new');
		};
		const group = (summary: string) => ({ group: { key: 'adobeCampaign', summary } });

		expect(boxes(two, ['2 created', '1 failed'])).toEqual([
			{
				...place,
				type: 'warning',
				message: 'It is late',
				...group('2 created, 1 failed. 2 notes on this run'),
			},
			{
				...place,
				type: 'warning',
				message: 'It is new',
				...group('2 created, 1 failed. 2 notes on this run'),
			},
		]);
		expect(boxes(two)).toMatchObject([group('2 notes on this run'), group('2 notes on this run')]);
	});

	it('say what was done where it was not the same for all', () => {
		const one = (hints: Hints) => hints.add('It is late');

		expect(boxes(() => {}, ['2 created', '1 failed'])).toEqual([
			{ ...place, type: 'info', message: '2 created, 1 failed' },
		]);
		expect(boxes(one, ['2 created', '1 failed'])).toEqual([
			{ ...place, type: 'warning', message: '2 created, 1 failed. It is late' },
		]);
		expect(boxes(() => {}, ['2 created'])).toEqual([]);
		expect(boxes(one, ['2 created'])).toEqual([
			{ ...place, type: 'warning', message: 'It is late' },
		]);
	});

	it('are warnings in the output panel', () => {
		const calls: unknown[][] = [];
		const hints = new Hints();
		hints.add('It is late');
		hints.show({
			addExecutionHints: (...shownHints: unknown[]) => calls.push(shownHints),
		} as unknown as IExecuteFunctions);

		expect(calls).toEqual([[{ message: 'It is late', type: 'warning', location: 'outputPane' }]]);
	});

	it('need no call when there are no hints, and no n8n that knows them', () => {
		const addExecutionHints = () => {
			throw new Error('It was called');
		};
		new Hints().show({ addExecutionHints } as unknown as IExecuteFunctions);

		const hints = new Hints();
		hints.add('It is late');
		expect(() => hints.show({} as IExecuteFunctions)).not.toThrow();
	});
});
