import { NodeApiError, type IExecuteFunctions, type INode } from 'n8n-workflow';

import {
	apiError,
	inDoubt,
	inOneLine,
	inputError,
	isOfKind,
	undefinedIfKind,
} from '../../../../../nodes/AdobeCampaign/n8n/errors';

const contextOf = (items = 1, type = 'x.adobeCampaignProfile') =>
	({
		getNode: () => ({ id: '1', name: 'Node', type, parameters: {} }) as unknown as INode,
		getInputData: () => Array.from({ length: items }, () => ({ json: {} })),
	}) as unknown as IExecuteFunctions;

const TEXT = { message: 'It failed', description: 'Do that.' };

describe('The kind of an error', () => {
	const failing = async (kind?: string) =>
		await Promise.reject<string>(apiError(contextOf(), 0, { ...TEXT, kind, status: 404 }));

	test('lets a value through', async () => {
		expect(await undefinedIfKind(['notFound'], Promise.resolve('Amy'))).toBe('Amy');
	});

	test('makes undefined of a refusal of that kind', async () => {
		expect(await undefinedIfKind(['keyInvalid', 'notFound'], failing('notFound'))).toBeUndefined();
	});

	test.each([undefined, 'addressUnknown', 'undefined'])('leaves %s an error', async (kind) => {
		await expect(undefinedIfKind(['notFound', 'keyInvalid'], failing(kind))).rejects.toThrow(
			'It failed',
		);
	});

	test('is not what another error has', () => {
		expect(isOfKind(new Error('notFound'), ['notFound'])).toBe(false);
		expect(isOfKind(inputError(contextOf(), 0, TEXT), ['undefined'])).toBe(false);
	});
});

describe('The texts of an error', () => {
	test('have the number of the item when there are several', () => {
		expect(inputError(contextOf(), 0, TEXT).message).toBe('It failed');
		// n8n 2 waits half an hour before it polls again with what only a person can repair.
		expect(inputError(contextOf(), 0, TEXT)).toMatchObject({
			failure: { cause: 'configuration-invalid' },
		});
		const { message, description, context } = inputError(contextOf(2), 1, TEXT);
		expect([message, description, context.itemIndex]).toEqual([
			'It failed [item 1]',
			'Do that.',
			1,
		]);
	});

	test('stand in the message alone for an AI agent', () => {
		const error = apiError(contextOf(1, 'x.adobeCampaignProfileTool'), 0, { ...TEXT, status: 404 });
		expect(error.message).toBe('It failed. Do that.');
	});

	test('have no network code for an AI agent, since n8n would put a text of its own', () => {
		const description = 'It may be done: do not repeat it.\nNetwork: ECONNRESET';
		const text = { message: 'No way', description, status: 0 };

		const error = apiError(contextOf(1, 'x.adobeCampaignProfileTool'), 0, text);

		expect(error.message).toBe('No way. It may be done: do not repeat it.');
		expect(apiError(contextOf(), 0, text).description).toBe(description);
	});

	test('are not replaced by n8n when they name a network error', () => {
		const error = apiError(contextOf(), 0, {
			message: 'No way: ECONNREFUSED',
			description: '',
			status: 0,
		});
		expect(error).toBeInstanceOf(NodeApiError);
		expect(error.message).toBe('No way: ECONNREFUSED');
	});

	test('begin with what may have been done, and no longer say that nothing was', () => {
		const text = {
			message: 'Several match, and nothing was written',
			description: 'Nothing was written. Choose one.',
		};
		const { message, description } = inDoubt(inputError(contextOf(), 0, text), 'It may be stored.');
		expect([message, description]).toEqual(['Several match', 'It may be stored.\nChoose one.']);
	});
});

describe('One line', () => {
	test.each([
		[['It failed'], 'It failed'],
		[['It failed', 'Do that.'], 'It failed. Do that.'],
		[['It failed', ''], 'It failed'],
		[['It failed', null], 'It failed'],
		[
			['It failed', 'Do that.\nHTTP status 500\r\n  Request ID: 1'],
			'It failed. Do that. HTTP status 500 Request ID: 1',
		],
		[['In\ntwo'], 'In two'],
	] as Array<[[string, (string | null)?], string]>)('%j is %j', (texts, line) => {
		expect(inOneLine(...texts)).toBe(line);
	});
});
