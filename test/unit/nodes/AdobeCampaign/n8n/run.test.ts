import type { IPollFunctions } from 'n8n-workflow';

import {
	fixedParameter,
	isExecution,
	Run,
	runsAsTool,
} from '../../../../../nodes/AdobeCampaign/n8n/run';
import { contextOf, editorContextOf } from '../context';

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
