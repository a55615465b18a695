import {
	NodeApiError,
	NodeOperationError,
	type IExecuteFunctions,
	type INode,
	type OnError,
} from 'n8n-workflow';

import { failedItem } from '../../../../../nodes/AdobeCampaign/n8n/items';

const node = (onError: OnError, retryOnFail = false): INode => ({
	id: '1',
	name: 'Adobe Campaign Profile',
	type: 'n8n-nodes-adobe-campaign.adobeCampaignProfile',
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
	onError,
	retryOnFail,
});

const ITEMS = [
	{ json: { email: 'amy@example.com', n: 0 } },
	{ json: { email: 'bob@example.com', n: 1 } },
];

/** The part of n8n's context that a failed item needs. */
const contextOf = (of: INode) =>
	({ getNode: () => of, getInputData: () => ITEMS }) as unknown as IExecuteFunctions;

const apiError = (of: INode) =>
	new NodeApiError(
		of,
		{},
		{ message: 'The profile was not found', description: "Check 'Profile'." },
	);

test('on the ordinary output it keeps its input and says what happened', () => {
	const of = node('continueRegularOutput');
	expect(failedItem(contextOf(of), 1, apiError(of), false)).toEqual({
		json: {
			email: 'bob@example.com',
			n: 1,
			error: "The profile was not found. Check 'Profile'.",
		},
		pairedItem: { item: 1 },
	});
});

test('on the error output it has no key but error, so that n8n of any version adds its input', () => {
	const of = node('continueErrorOutput');
	expect(failedItem(contextOf(of), 1, apiError(of), false)).toEqual({
		json: { error: "The profile was not found. Check 'Profile'." },
		pairedItem: { item: 1 },
	});
});

test.each<[OnError, boolean, boolean]>([
	['continueRegularOutput', false, false],
	['continueErrorOutput', false, false],
	['continueRegularOutput', true, true],
])('files go on with it: %s, Retry On Fail %s', (onError, retryOnFail, isFirst) => {
	const of = node(onError, retryOnFail);
	const binary = { scan: { data: 'x', mimeType: 'image/png' } };
	const context = {
		getNode: () => of,
		getInputData: () => [{ json: {}, binary }],
	} as unknown as IExecuteFunctions;
	expect(failedItem(context, 0, apiError(of), isFirst).binary).toEqual(binary);
});

test('without a description it is the message alone', () => {
	const of = node('continueErrorOutput');
	const error = new NodeOperationError(of, 'There is nothing to store');
	expect(failedItem(contextOf(of), 0, error, true).json).toEqual({
		error: 'There is nothing to store',
	});
});

test.each<OnError>(['continueRegularOutput', 'continueErrorOutput'])(
	'with Retry On Fail and %s the first output carries the error beside its json',
	(onError) => {
		const of = node(onError, true);
		const error = apiError(of);
		const item = failedItem(contextOf(of), 0, error, true);
		expect(item).toEqual({ json: {}, error, pairedItem: { item: 0 } });
		expect(item.error).toBe(error);
	},
);

test('with Retry On Fail a later output says what happened in its json', () => {
	const of = node('continueErrorOutput', true);
	const item = failedItem(contextOf(of), 1, apiError(of), false);
	expect(item.json.error).toContain('The profile was not found');
	expect(item).not.toHaveProperty('error');
});

test('without Retry On Fail the first output is like the others', () => {
	const of = node('continueErrorOutput');
	const item = failedItem(contextOf(of), 0, apiError(of), true);
	expect(item.json.error).toContain('The profile was not found');
	expect(item).not.toHaveProperty('error');
});

test('an error that is not of n8n becomes one of the node', () => {
	const of = node('continueErrorOutput', true);
	expect(failedItem(contextOf(of), 1, new TypeError('broken'), false).json.error).toBe('broken');
	const first = failedItem(contextOf(of), 0, new TypeError('broken'), true);
	expect(first.error).toBeInstanceOf(NodeOperationError);
});

test('the items that came in are not changed', () => {
	const before = JSON.stringify(ITEMS);
	const of = node('continueRegularOutput');
	failedItem(contextOf(of), 0, apiError(of), true);
	expect(JSON.stringify(ITEMS)).toBe(before);
});
