import {
	NodeApiError,
	NodeOperationError,
	type IDataObject,
	type IExecuteFunctions,
	type INode,
	type OnError,
} from 'n8n-workflow';

import { inputError } from '../../../../../nodes/AdobeCampaign/n8n/errors';
import {
	failedItem,
	runItems,
	withProgress,
	type ItemWork,
} from '../../../../../nodes/AdobeCampaign/n8n/items';
import { Run } from '../../../../../nodes/AdobeCampaign/n8n/run';
import { errorOf } from '../campaign';
import { contextOf, NODE, type Setting } from '../context';

const itemsOf = (count: number) => Array.from({ length: count }, (_, n): IDataObject => ({ n }));

/** Runs `count` items whose work is `work`. */
async function runOf(
	count: number,
	work: (index: number) => Promise<IDataObject | IDataObject[]>,
	some: Partial<ItemWork<number>> = {},
	setting: Setting = {},
) {
	const run = new Run(contextOf({ items: itemsOf(count), ...setting }));
	const output = await runItems<number>(run, {
		atOnce: 10,
		records: 'profiles',
		read: (index) => index,
		work,
		...some,
	});
	return output;
}

const echo = async (index: number) => await Promise.resolve({ done: index });
const failing =
	(...failed: number[]) =>
	async (index: number) =>
		failed.includes(index)
			? await Promise.reject<IDataObject>(new Error(`${index} failed`))
			: await echo(index);

describe('The output', () => {
	it('is in the order of the items, whichever ends first, and linked to them', async () => {
		const ends: Array<() => void> = [];
		const work = async (index: number) => {
			await new Promise<void>((resolve) => {
				ends[index] = resolve;
				if (index === 2) [...ends].reverse().forEach((end) => end());
			});
			return { done: index };
		};

		expect(await runOf(3, work)).toEqual(
			[0, 1, 2].map((index) => ({ json: { done: index }, pairedItem: { item: index } })),
		);
	});

	it('has all of an item’s several results, and is empty for an empty list', async () => {
		const work = async (index: number) =>
			await Promise.resolve(index === 0 ? [{ a: 1 }, { a: 2 }] : []);

		expect(await runOf(2, work)).toEqual([
			{ json: { a: 1 }, pairedItem: { item: 0 } },
			{ json: { a: 2 }, pairedItem: { item: 0 } },
		]);
	});

	it('comes with the hints of the run', async () => {
		const hints: string[] = [];
		const context = contextOf({ hints, items: itemsOf(1) });
		const run = new Run(context);
		await runItems<number>(run, {
			atOnce: 1,
			records: 'profiles',
			read: (index) => index,
			work: async () => {
				run.hints.add('It is late');
				return await Promise.resolve({});
			},
		});

		expect(hints).toEqual(['It is late']);
	});
});

describe('Items', () => {
	it.each([1, 3])('are worked on %s at a time', async (atOnce) => {
		let inWork = 0;
		let most = 0;
		await runOf(
			9,
			async () => {
				most = Math.max(most, ++inWork);
				await new Promise((resolve) => setImmediate(resolve));
				inWork -= 1;
				return {};
			},
			{ atOnce },
		);

		expect(most).toBe(atOnce);
	});

	it('of one record are worked on in their order', async () => {
		const order: string[] = [];
		await runOf(
			4,
			async (index) => {
				order.push(`begin ${index}`);
				await new Promise((resolve) => setImmediate(resolve));
				order.push(`end ${index}`);
				return {};
			},
			{ recordKey: () => ({ way: 'email', key: 'amy' }) },
		);

		expect(order).toEqual([0, 1, 2, 3].flatMap((index) => [`begin ${index}`, `end ${index}`]));
	});
});

describe('An item that fails', () => {
	it('ends the run: nothing more is started', async () => {
		const started: number[] = [];
		const work = async (index: number) => {
			started.push(index);
			return await failing(1)(index);
		};

		await expect(runOf(9, work, { atOnce: 1 })).rejects.toThrow(NodeOperationError);
		expect(started).toEqual([0, 1]);
	});

	it('while it is read fails like one that fails at work', async () => {
		const read = (index: number) => {
			if (index === 1) throw inputError(contextOf(), 1, { message: 'Bad', description: 'Why.' });
			return index;
		};
		const error = await errorOf(runOf(2, echo, { atOnce: 1, read }));

		expect(error.message).toBe('Bad (1 of 2 items were done)');
		const output = await runOf(2, echo, { read }, { continueOnFail: true });
		expect(output).toEqual([
			{ json: { done: 0 }, pairedItem: { item: 0 } },
			{ json: { n: 1, error: 'Bad. Why.' }, pairedItem: { item: 1 } },
		]);
	});

	it('is an item of the output, in its place, when the node goes on', async () => {
		const output = await runOf(3, failing(1), {}, { continueOnFail: true });

		expect(output.map(({ json }) => json)).toEqual([
			{ done: 0 },
			{ n: 1, error: '1 failed' },
			{ done: 2 },
		]);
	});

	it('is the first of several in the order of the items, with how far the run came', async () => {
		const error = await errorOf(runOf(4, failing(1, 3)));

		expect(error.message).toBe('1 failed (2 of 4 items were done)');
		expect(error.description).toBe(
			'Done: items 0, 2.\nFailed, too, before a change was sent for them: items 3.\nNothing was started after the failure.',
		);
	});
});

describe('The item that is put out for one that failed', () => {
	const node = (onError: OnError, retryOnFail = false) => ({ ...NODE, onError, retryOnFail });

	const ITEMS = [
		{ json: { email: 'amy@example.com', n: 0 } },
		{ json: { email: 'bob@example.com', n: 1 } },
	];

	/** The part of n8n's context that a failed item needs. */
	const contextOfNode = (of: INode) =>
		({ getNode: () => of, getInputData: () => ITEMS }) as unknown as IExecuteFunctions;

	const apiError = (of: INode) =>
		new NodeApiError(
			of,
			{},
			{ message: 'The profile was not found', description: "Check 'Profile'." },
		);

	test('on the ordinary output it keeps its input and says what happened', () => {
		const of = node('continueRegularOutput');
		expect(failedItem(contextOfNode(of), 1, apiError(of), false)).toEqual({
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
		expect(failedItem(contextOfNode(of), 1, apiError(of), false)).toEqual({
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
		expect(failedItem(contextOfNode(of), 0, error, true).json).toEqual({
			error: 'There is nothing to store',
		});
	});

	test.each<OnError>(['continueRegularOutput', 'continueErrorOutput'])(
		'with Retry On Fail and %s the first output carries the error beside its json',
		(onError) => {
			const of = node(onError, true);
			const error = apiError(of);
			const item = failedItem(contextOfNode(of), 0, error, true);
			expect(item).toEqual({ json: {}, error, pairedItem: { item: 0 } });
			expect(item.error).toBe(error);
		},
	);

	test('with Retry On Fail a later output says what happened in its json', () => {
		const of = node('continueErrorOutput', true);
		const item = failedItem(contextOfNode(of), 1, apiError(of), false);
		expect(item.json.error).toContain('The profile was not found');
		expect(item).not.toHaveProperty('error');
	});

	test('without Retry On Fail the first output is like the others', () => {
		const of = node('continueErrorOutput');
		const item = failedItem(contextOfNode(of), 0, apiError(of), true);
		expect(item.json.error).toContain('The profile was not found');
		expect(item).not.toHaveProperty('error');
	});

	test('an error that is not of n8n becomes one of the node', () => {
		const of = node('continueErrorOutput', true);
		expect(failedItem(contextOfNode(of), 1, new TypeError('broken'), false).json.error).toBe(
			'broken',
		);
		const first = failedItem(contextOfNode(of), 0, new TypeError('broken'), true);
		expect(first.error).toBeInstanceOf(NodeOperationError);
	});

	test('the items that came in are not changed', () => {
		const before = JSON.stringify(ITEMS);
		const of = node('continueRegularOutput');
		failedItem(contextOfNode(of), 0, apiError(of), true);
		expect(JSON.stringify(ITEMS)).toBe(before);
	});
});

describe('The Stop button', () => {
	it('starts no further item, whether the node goes on after errors or not', async () => {
		const stop = new AbortController();
		const started: number[] = [];
		const work = async (index: number) => {
			started.push(index);
			stop.abort();
			return await echo(index);
		};
		const output = await runOf(
			3,
			work,
			{ atOnce: 1 },
			{ signal: stop.signal, continueOnFail: true },
		);

		expect(started).toEqual([0]);
		expect(output).toHaveLength(1);
	});
});

describe('How far a run came', () => {
	const progressOf = (some: Partial<Parameters<typeof withProgress>[1]>) => {
		const error = inputError(contextOf(), 0, { message: 'Bad', description: 'Why.' });
		return withProgress(error, {
			count: 9,
			done: [],
			alsoFailed: [],
			written: new Set<number>(),
			records: 'profiles',
			...some,
		});
	};

	it.each([
		[{ count: 1 }, 'Bad', 'Why.'],
		[{}, 'Bad (0 of 9 items were done)', 'Why.\nNothing was done for the other items.'],
		[
			{ done: [0, 1, 2, 5, 7, 8] },
			'Bad (6 of 9 items were done)',
			'Why.\nDone: items 0 to 2, 5, 7 to 8.\nNothing was started after the failure.',
		],
		[
			{ alsoFailed: [4, 5], written: new Set([1, 5]) },
			'Bad (0 of 9 items were done)',
			[
				'Why.',
				'Failed, too: items 5, which were on their way. Look at their profiles before you repeat them.',
				'Failed, too, before a change was sent for them: items 4.',
				'Nothing was started after the failure.',
			].join('\n'),
		],
	])('of %j', (some, message, description) => {
		expect(progressOf(some)).toMatchObject({ message, description });
	});

	it('is shown for an expression that failed, too, for which n8n has texts of its own', () => {
		const error = inputError(contextOf(), 0, { message: 'Bad', description: '' });
		Object.assign(error.context, { messageTemplate: 'x', descriptionKey: 'y', nodeCause: 'z' });
		const progress = {
			count: 2,
			done: [],
			alsoFailed: [],
			written: new Set<number>(),
			records: '',
		};

		expect(withProgress(error, progress).context).toEqual({ itemIndex: 0, nodeCause: 'z' });
	});
});

describe('What was done before a failure', () => {
	const done = 'were sent, running again sends them again';

	it('is said in the words of the operation', async () => {
		const failed = await errorOf(runOf(3, failing(2), { done, atOnce: 1 }));
		const atFirst = await errorOf(runOf(3, failing(0), { done, atOnce: 1 }));
		const plain = await errorOf(runOf(3, failing(2), { atOnce: 1 }));

		expect(failed.message).toContain('(2 of 3 were sent, running again sends them again)');
		expect(atFirst.message).toContain('(0 of 3 items were done)');
		expect(plain.message).toContain('(2 of 3 items were done)');
	});

	it('is forgotten when the run ends, and kept for the next try when it fails', async () => {
		const kept: IDataObject = {};
		const work = (isFailing: boolean) => async (run: Run<IExecuteFunctions>) =>
			await runItems<number>(run, {
				atOnce: 1,
				records: 'messages',
				read: (index) => index,
				work: async (index) => {
					run.earlierTries?.add(index, '', { PKey: '@a' });
					return await (isFailing ? failing(0)(index) : echo(index));
				},
			});

		await errorOf(work(true)(new Run(contextOf({ kept }))));
		expect(JSON.stringify(kept)).toContain('@a');
		await work(false)(new Run(contextOf({ kept })));
		expect(kept).toEqual({});
	});
});
