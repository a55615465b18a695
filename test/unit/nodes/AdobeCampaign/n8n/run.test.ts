import type { IExecuteFunctions, IPollFunctions } from 'n8n-workflow';

import {
	fixedParameter,
	Hints,
	isExecution,
	Run,
	runsAsTool,
} from '../../../../../nodes/AdobeCampaign/n8n/run';
import { contextOf, editorContextOf } from '../context';

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

describe('A run', () => {
	it('has as many items as its execution', () => {
		expect(new Run(contextOf({ items: [{}, {}, {}] })).count).toBe(3);
		expect(new Run(contextOf({ items: [] })).count).toBe(0);
	});

	it('of a list of the editor, or of a poll, has one item', () => {
		expect(new Run(editorContextOf()).count).toBe(1);
		const poll = { getNode: () => ({ type: 'x' }) } as unknown as IPollFunctions;
		expect(new Run(poll).count).toBe(1);
	});

	it('knows n8n’s Stop button, which lists of the editor do not have', () => {
		const { signal } = new AbortController();

		expect(new Run(contextOf({ signal })).signal).toBe(signal);
		expect(new Run(editorContextOf()).signal).toBeUndefined();
	});

	it.each([
		['x.adobeCampaignProfileTool', true],
		['x.adobeCampaignProfile', false],
		['x.toolAdobeCampaign', false],
	])('of the node type %s is an agent’s: %s', (type, isTool) => {
		const context = contextOf({ node: { type } });

		expect(runsAsTool(context)).toBe(isTool);
		expect(new Run(context).isTool).toBe(isTool);
	});

	it('shares nothing with another run of the same context', () => {
		const context = contextOf();
		const [one, other] = [new Run(context), new Run(context)];
		one.written.add(0);
		one.hints.add('It is late');

		expect([...other.written]).toEqual([]);
		expect(other.hints).not.toEqual(one.hints);
	});
});

it('A parameter that cannot be an expression is that of the first item, in the editor and in an execution', () => {
	const setting = {
		parameters: { endpoint: '=which' },
		expressions: { '=which': (index: number) => `for ${index}` },
	};

	expect(fixedParameter(contextOf({ ...setting, items: [{}, {}] }), 'endpoint')).toBe('for 0');
	expect(fixedParameter(editorContextOf(setting), 'endpoint')).toBe('for 0');
	expect([isExecution(contextOf()), isExecution(editorContextOf())]).toEqual([true, false]);
});
