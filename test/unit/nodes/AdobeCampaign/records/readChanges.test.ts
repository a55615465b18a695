import type {
	ChangedRecord,
	ChangesPage,
} from '../../../../../nodes/AdobeCampaign/records/changes';
import { Progress, type Watched } from '../../../../../nodes/AdobeCampaign/records/checkpoint';
import { readWhole, workOff } from '../../../../../nodes/AdobeCampaign/records/readChanges';

const T = Date.UTC(2026, 10, 25, 10);

/** `a1 b1 c2`: records with their moments, in minutes. */
const changesOf = (text: string): ChangedRecord[] =>
	text
		.split(' ')
		.filter(Boolean)
		.map((one) => ({
			key: one[0],
			moment: T + Number(one.slice(1)) * 60_000,
			record: { PKey: one[0] },
		}));

/** Pages, and what goes wrong behind the last one. */
async function* pagesOf(texts: string[], failure?: Error): AsyncGenerator<ChangesPage, void> {
	for (const [index, text] of texts.entries()) {
		yield { changes: changesOf(text), isEnd: !failure && index === texts.length - 1 };
		await Promise.resolve();
	}
	if (failure) throw failure;
}

const progressOf = (now = 1000, watched: Watched = 'both') =>
	new Progress(
		{ from: T, cursor: T, createdFrom: T, seen: '' },
		{ watched, now: () => T + now * 60_000, overlapMs: 60_000 },
	);

const PASSING = new Error('Service Unavailable');

async function work(
	texts: string[],
	{ most = 99, pages = 99, failure = undefined as Error | undefined } = {},
) {
	const progress = progressOf();
	let [put, left] = ['', pages];
	const reached = await workOff(
		pagesOf(texts, failure),
		progress,
		(change) => {
			const event = progress.add(change);
			if (event) put += change.key;
			return event !== undefined;
		},
		(error) => error === PASSING,
		{ most, hasTime: () => (left -= 1) > 0 },
	);
	if (typeof reached !== 'object' || reached.readTo === undefined) return { put, reached };
	return { put, reached: { ...reached, readTo: (reached.readTo - T) / 60_000 } };
}

describe('workOff', () => {
	it('puts out all of a list, each change once', async () => {
		expect(await work(['a1 b1', 'b1 c2', 'd3'])).toEqual({ put: 'abcd', reached: { isEnd: true } });
		expect(await work([''])).toEqual({ put: '', reached: { isEnd: true } });
	});

	it('has enough only between two moments', async () => {
		expect(await work(['a1 b1', 'c1 d2 e2'], { most: 1 })).toEqual({
			put: 'abc',
			reached: { isEnd: false, isEnough: true, readTo: 2 },
		});
		expect(await work(['a1 b1', 'c1'], { most: 1 })).toMatchObject({ reached: { isEnd: true } });
	});

	it('keeps what was read when its time is up, and what there is of the last moment', async () => {
		expect(await work(['a1 b2', 'c2 d3', 'e4'], { pages: 2 })).toEqual({
			put: 'abcd',
			reached: { isEnd: false, isOpen: true, readTo: 3 },
		});
	});

	it('keeps whole moments when a later page fails in passing', async () => {
		expect(await work(['a1 b2', 'c2'], { failure: PASSING })).toEqual({
			put: 'a',
			reached: { isEnd: false, readTo: 2 },
		});
	});

	it('fails when a page fails for good, or nothing was read before', async () => {
		await expect(work(['a1 b2'], { failure: new Error('Refused') })).rejects.toThrow('Refused');
		await expect(work([], { failure: PASSING })).rejects.toBe(PASSING);
		await expect(work(['a0 b0'], { failure: PASSING })).rejects.toBe(PASSING);
	});

	it('ends where all that comes is of the future, and more than is put out at once', async () => {
		const progress = progressOf(0);
		const many = Array.from({ length: 1001 }, (_, index) => ({
			key: `k${index}`,
			moment: T + 60_000,
			record: { PKey: 'k' },
		}));
		let pages = 0;
		async function* list(): AsyncGenerator<ChangesPage, void> {
			for (const moment of [1, 2, 3, 4]) {
				pages += 1;
				yield { changes: moment === 1 ? many : changesOf(`a${moment}`), isEnd: moment === 4 };
				await Promise.resolve();
			}
		}
		const put = jest.fn((change: ChangedRecord) => progress.add(change) !== undefined);
		const limits = { most: 9999, hasTime: () => true };
		const reached = await workOff(list(), progress, put, () => false, limits);
		expect(reached).toEqual({ isEnd: true });
		expect(pages).toBe(2);
		expect(put.mock.results.filter(({ value }) => value)).toHaveLength(1000);
	});

	it('says when there was nothing new at the only moment that it came to', async () => {
		expect(await work([''], { pages: 1 })).toMatchObject({ reached: { isEnd: true } });
		expect(await work(['', 'a1'], { pages: 1 })).toEqual({ put: '', reached: 'time' });
	});
});

describe('readWhole, of a list that is read again', () => {
	/** What each reading brings: a change that another one hides comes late. */
	const read = async (
		readings: Array<{ texts: string[]; failure?: Error }>,
		{ pages = 99, most = 99 } = {},
	) => {
		let [left, begun] = [pages, 0];
		const list = () => {
			const { texts, failure } = readings[Math.min(begun, readings.length - 1)];
			begun += 1;
			return pagesOf(texts, failure);
		};
		const limits = { most, hasTime: () => (left -= 1) > 0 };
		const { changes, isShortOf = 'whole' } = await readWhole(list, progressOf(), limits);
		return `${changes.map(({ key }) => key).join('')} ${isShortOf} ${begun}`;
	};
	const hidden = { texts: ['e9 d8', 'b2 a1'] };
	const seen = { texts: ['e9 d8', 'c3 b2', 'a1'] };

	it('ends when nothing new comes, and after three times', async () => {
		expect(await read([hidden])).toBe('abde whole 2');
		expect(await read([hidden, seen])).toBe('abcde whole 3');
	});

	it('is not read again when it was a page, or when the next poll looks for all of it', async () => {
		expect(await read([{ texts: ['e9 d8 a1'] }])).toBe('ade whole 1');
		expect(await read([{ texts: ['e9', 'd9'] }])).toBe('ed whole 1');
	});

	it('is whole from the first time on, whatever comes of the others', async () => {
		expect(await read([hidden, seen], { pages: 3 })).toBe('abde whole 2');
		expect(await read([hidden, seen], { most: 4 })).toBe('abcde whole 3');
		const failing = { texts: ['e9 d8', 'c3'], failure: PASSING };
		expect(await read([hidden, failing, hidden])).toBe('abcde whole 3');
	});
});

describe('readWhole', () => {
	const read = async (
		texts: string[],
		{ most = 99, pages = 99, from = -Infinity, watched = 'both' as Watched } = {},
	) => {
		let left = pages;
		const limits = { most, hasTime: () => (left -= 1) > 0 };
		const progress = progressOf(1000, watched);
		const { changes, isShortOf } = await readWhole(() => pagesOf(texts), progress, limits, from);
		return `${changes.map(({ key }) => key).join('')} ${isShortOf ?? 'whole'}`;
	};

	it('brings changes into order, and a record that moved while it was read has its last change', async () => {
		expect(await read(['a3 b2', 'b4 c1 b2'])).toBe('cab whole');
	});

	it('ends where nothing before is wanted, and leaves out what was handled', async () => {
		expect(await read(['a3 b2', 'c-1 d-2', 'e1'], { from: T })).toBe('ba whole');
	});

	it('says when it was not read whole', async () => {
		expect(await read(['a3 b2', 'c1', 'd1'], { most: 2 })).toBe('cba room');
		expect(await read(['a3 b2', 'c1'], { pages: 1 })).toBe('ba time');
		expect(await read(['a3 b2 c1'], { most: 2 })).toBe('cba room');
	});

	it('gives changes of the future the room that is left', async () => {
		const ahead = Array.from({ length: 5 }, (_, index) => `${'fghij'[index]}${50_000 + index}`);
		for (const [most, expected] of [
			[2, 'ab whole'],
			[4, 'abfg whole'],
			[9, 'abfghij whole'],
			[1, 'ab room'],
		] as const) {
			expect(await read([ahead.join(' '), 'b2 a1'], { most })).toBe(expected);
		}
	});

	it('leaves out what nobody waits for', async () => {
		expect(await read(['a3 b2', 'c1'], { most: 2, watched: 'created' })).toBe(' whole');
	});
});
