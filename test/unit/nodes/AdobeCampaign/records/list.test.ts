import fc from 'fast-check';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

import {
	countOf,
	pagesFrom,
	recordsOf,
	type ListRequest,
} from '../../../../../nodes/AdobeCampaign/records/list';
import type { CampaignRecord } from '../../../../../nodes/AdobeCampaign/transport/types';
import { ALL, errorOf, shortenPauses } from '../campaign';
import { CAMPAIGN, page, scriptedCampaign, type ScriptedAnswer } from './scriptedCampaign';

shortenPauses();

const COUNT = { href: `${CAMPAIGN}list//_count` };

const list = async (answers: Record<string, ScriptedAnswer>, wanted: Partial<ListRequest> = {}) => {
	const { client, asked } = scriptedCampaign(answers);
	const hint = jest.fn();
	let found = '';
	let message: string | undefined;
	try {
		const listing = {
			url: `${CAMPAIGN}list`,
			limit: Infinity,
			lineCount: 3,
			...wanted,
		};
		for await (const profiles of recordsOf({ client, hint }, listing)) {
			found += profiles.map(({ PKey }) => String(PKey).slice(1)).join('');
		}
	} catch (error) {
		message = (error as Error).message;
	}
	return { found, asked, message, isUncounted: hint.mock.calls.length > 0 };
};

const three = {
	list: page('abc', 'p2', COUNT),
	[`p2?${ALL}`]: page('def', 'p3', COUNT),
	[`p3?${ALL}`]: page('g', undefined, COUNT),
};

test('all pages are read, and a short last one is the end', async () => {
	expect(await list(three)).toMatchObject({ found: 'abcdefg', asked: Object.keys(three) });
});

test('an empty list has no records', async () => {
	expect(await list({ list: page('', undefined, { value: 0 }) })).toMatchObject({
		found: '',
		asked: ['list'],
	});
});

describe('a limit', () => {
	test.each([
		[1, 'a', 1],
		[3, 'abc', 1],
		[4, 'abcd', 2],
		[6, 'abcdef', 2],
		[9, 'abcdefg', 3],
	])('of %i finds %s with %i requests', async (limit, found, requests) => {
		const result = await list(three, { limit });
		expect(result.found).toBe(found);
		expect(result.asked).toHaveLength(requests);
	});

	test('that is reached is not followed by counting', async () => {
		const answers = { list: page('abc', undefined, COUNT), 'list//_count': { count: 9 } };
		expect(await list(answers, { limit: 3 })).toMatchObject({ found: 'abc', asked: ['list'] });
	});

	test('counts only the records that are wanted', async () => {
		const isWanted = ({ PKey }: CampaignRecord) => 'bdg'.includes(String(PKey).slice(1));
		expect((await list(three, { isWanted })).found).toBe('bdg');
		const { found, asked } = await list(three, { isWanted, limit: 2 });
		expect(found).toBe('bd');
		expect(asked).toHaveLength(2);
	});
});

test('a record on two pages comes once, and does not use up the limit', async () => {
	const moved = { ...three, [`p2?${ALL}`]: page('cde', 'p3') };
	expect((await list(moved)).found).toBe('abcdeg');
	expect((await list(moved, { limit: 6 })).found).toBe('abcdeg');
});

test.each([
	['repeats rows', page('cab', 'p3', COUNT), 'abcg'],
	['is empty', page('', 'p3', COUNT), 'abcg'],
	['has one row twice', page('ded', 'p3', COUNT), 'abcdeg'],
])('a page in the middle that %s is not the end and not a circle', async (_, middle, found) => {
	expect(await list({ ...three, [`p2?${ALL}`]: middle })).toMatchObject({
		found,
		message: undefined,
		asked: Object.keys(three),
	});
});

test('an empty first page with a link is not the end', async () => {
	expect((await list({ ...three, list: page('', 'p2', COUNT) })).found).toBe('defg');
});

test('links that are new each time and never bring anything new come to an end', async () => {
	const links = Array.from({ length: 300 }, (_, index): [string, ScriptedAnswer] => [
		`p${index}?${ALL}`,
		page('abc', `p${index + 1}`),
	]);
	const { found, asked, message } = await list({
		list: page('abc', 'p0'),
		...Object.fromEntries(links),
	});
	expect(message).toBe("Campaign's list of profiles leads in a circle");
	expect(found).toBe('abc');
	expect(asked).toHaveLength(101);
});

test('rows are counted as Campaign sends them: one that came twice is not missing', async () => {
	const moved = {
		list: page('abc', 'p2'),
		[`p2?${ALL}`]: page('cde', undefined, { value: 6 }),
	};
	expect(await list(moved)).toMatchObject({ found: 'abcde', message: undefined });
});

test('the longest page so far is a full one', async () => {
	const answers = {
		list: page('abcdef', 'p2'),
		[`p2?${ALL}`]: page('ghij', undefined, { value: 99 }),
	};
	// Six a page: four are the end, whatever else is said.
	expect(await list(answers)).toMatchObject({ found: 'abcdefghij', message: undefined });
	const full = { ...answers, [`p2?${ALL}`]: page('ghijkl', undefined, { value: 99 }) };
	expect((await list(full)).message).toBe(
		'Campaign sent 12 of 99 profiles and no link to the others',
	);
});

describe('a full page without a link to the next', () => {
	const last = (count?: object) => ({
		list: page('abc', 'p2'),
		[`p2?${ALL}`]: page('def', undefined, count),
	});
	const missing = 'Campaign sent 6 of 7 profiles and no link to the others';

	test.each([
		['says that there are more', { value: 7 }, missing, false],
		['says that there are no more', { value: 6 }, undefined, false],
		['says that a record was deleted meanwhile', { value: 5 }, undefined, false],
		['has no count, which is reported', undefined, undefined, true],
	])('%s', async (_, count, message, isUncounted) => {
		const result = await list(last(count));
		expect(result).toMatchObject({ message, isUncounted });
		expect(result.asked).toHaveLength(2);
	});

	test.each([
		['more', { count: 7 }, missing, false],
		['no more', { count: 6 }, undefined, false],
		['a refusal: this instance does not count', 500, undefined, true],
		['another refusal', 404, undefined, true],
		['something that is no number', { count: null }, undefined, true],
		['lost on the way', 504, 'Adobe Campaign is not available at the moment', false],
	])('is counted, and the answer is %s', async (_, answer, message, isUncounted) => {
		const result = await list({ ...last(COUNT), 'list//_count': answer });
		expect(result).toMatchObject({ message, isUncounted });
		expect(result.asked.at(-1)).toBe('list//_count');
	});

	test('is not counted elsewhere', async () => {
		const { message, asked } = await list(last({ href: 'https://evil.example/_count' }));
		expect(message).toContain('was not followed');
		expect(asked).toHaveLength(2);
	});

	test.each([
		['25 rows', 25, 'Campaign sent 25 of 30 profiles and no link to the others'],
		['fewer', 24, undefined],
	])('is one of 25 rows, whatever was asked for: %s', async (_, rows, message) => {
		const keys = 'abcdefghijklmnopqrstuvwxy'.slice(0, rows);
		const answers = { list: page(keys, undefined, { value: 30 }) };
		expect((await list(answers, { lineCount: 200 })).message).toBe(message);
	});

	test('is an error also when it is the first', async () => {
		const answers = { list: page('abc', undefined, COUNT), 'list//_count': { count: 120_000 } };
		expect((await list(answers)).message).toBe(
			'Campaign sent 3 of 120000 profiles and no link to the others',
		);
	});
});

describe('the pages of a list', () => {
	const walk = async (answers: Record<string, ScriptedAnswer>, note?: string) => {
		const { client, asked } = scriptedCampaign(answers);
		const read: number[] = [];
		let error: { message: string; description?: string | null } | undefined;
		try {
			for await (const { content } of pagesFrom(client, `${CAMPAIGN}first`, note)) {
				read.push(content.length);
			}
		} catch (thrown) {
			error = thrown as Error & { description?: string | null };
		}
		return { read, asked, error };
	};

	test('one page is one request', async () => {
		expect(await walk({ first: page('abc') })).toEqual({ read: [3], asked: ['first'] });
	});

	test.each([
		['as given', `${CAMPAIGN}x/?_lineStart=@v-_%20n&${ALL}`, `x/?_lineStart=@v-_%20n&${ALL}`],
		['with what it lacks', `${CAMPAIGN}x/?_lineStart=@vn`, `x/?_lineStart=@vn&${ALL}`],
		['when it is relative', `x/?_lineStart=@vn`, `x/?_lineStart=@vn&${ALL}`],
		['when it begins at the host', `/acme/campaign/x`, `x?${ALL}`],
	])('the next link is followed %s', async (_, next, path) => {
		const { read, asked } = await walk({ first: page('abc', next), [path]: page('d') });

		expect(asked).toEqual(['first', path]);
		expect(read).toEqual([3, 1]);
	});

	test.each([
		'https://evil.example/acme/campaign/x',
		'https://mc.adobe.io/other/campaign/x',
		'//evil.example/acme/campaign/x',
	])('a next link to %s is not', async (next) => {
		const { error, asked } = await walk({ first: page('abc', next) });

		expect(error?.message).toContain('was not followed');
		expect(asked).toEqual(['first']);
	});

	test.each([
		['itself', { first: page('a', `first?${ALL}`), [`first?${ALL}`]: page('a', `first?${ALL}`) }],
		[
			'an earlier one',
			{
				first: page('a', `b?${ALL}`),
				[`b?${ALL}`]: page('b', 'c'),
				[`c?${ALL}`]: page('c', `b?${ALL}`),
			},
		],
	])('a page that leads to %s ends in an error and is not read again', async (_, answers) => {
		const { error, asked } = await walk(answers);

		expect(error?.message).toBe("Campaign's list of profiles leads in a circle");
		expect(asked).toEqual(Object.keys(answers));
	});

	test('a page is not asked for before it is wanted', async () => {
		const { client, asked } = scriptedCampaign({ first: page('a', 'x'), [`x?${ALL}`]: page('b') });
		const pages = pagesFrom(client, `${CAMPAIGN}first`);
		expect(asked).toEqual([]);
		await pages.next();
		expect(asked).toEqual(['first']);
	});

	test('the note is about the first page: after that the filter is known to work', async () => {
		const refused = await walk({ first: 403 }, 'Check the form.');
		expect(refused.error?.description).toMatch(/^Check the form\./);

		const later = await walk({ first: page('a', 'x'), [`x?${ALL}`]: 403 }, 'Check the form.');
		expect(later.error?.description).not.toContain('Check the form');
	});
});

test('a page that was read is let go', async () => {
	setFlagsFromString('--expose-gc');
	const collectGarbage = runInNewContext('gc') as () => void;
	const links = Array.from({ length: 6 }, (_, index) => `p${index}`);
	const answers = Object.fromEntries(
		links.map((link, index) => [`${link}?${ALL}`, page(`${index}`, links[index + 1])]),
	);
	const { client } = scriptedCampaign(answers);
	const listing = { url: `${CAMPAIGN}p0?${ALL}`, limit: 9, lineCount: 9 };
	const kept: Array<WeakRef<CampaignRecord>> = [];
	let mostAlive = 0;

	for await (const [profile] of recordsOf({ client, hint: () => {} }, listing)) {
		kept.push(new WeakRef(profile));
		// What a WeakRef was made of lives until the end of the turn.
		await new Promise((resolve) => setImmediate(resolve));
		collectGarbage();
		mostAlive = Math.max(mostAlive, kept.filter((reference) => reference.deref()).length);
	}

	expect(kept).toHaveLength(6);
	// The page in hand, and one or two before it: when garbage is collected is the engine's to say.
	expect(mostAlive).toBeLessThanOrEqual(3);
});

describe('a list in pages of any length', () => {
	const FIRST = `${CAMPAIGN}p0?${ALL}`;

	/** A record's key: one character, as `page` wants it. */
	const keyOf = (person: number) => String.fromCharCode(0x4e00 + person);

	/** A list as Campaign sends it: each page leads to the next, and only the first so many links are there. */
	const listOf = (pages: string[], count?: object, links = pages.length - 1) =>
		scriptedCampaign({
			...Object.fromEntries(
				pages.map((keys, index) => [
					`p${index}?${ALL}`,
					page(keys, index < links ? `p${index + 1}` : undefined, count),
				]),
			),
			count: { count: [...pages.join('')].length },
		});

	async function read(
		{ client, asked }: ReturnType<typeof listOf>,
		limit = Infinity,
		lineCount = 200,
	) {
		let found = '';
		let message: string | undefined;
		let isUncounted = false;
		const hint = () => {
			isUncounted = true;
		};
		try {
			for await (const people of recordsOf({ client, hint }, { url: FIRST, limit, lineCount })) {
				found += people.map(({ PKey }) => String(PKey).slice(1)).join('');
			}
		} catch (error) {
			message = (error as Error).message;
		}
		return { found, message, isUncounted, asked };
	}

	const settings = { seed: 5, numRuns: Number(process.env.PROPERTY_RUNS ?? 300) };
	const limits = fc.option(fc.integer({ min: 1, max: 40 }), { nil: Infinity });

	/** Pages of any length, each with a new record and any records from the pages before. */
	const pages = fc
		.array(fc.tuple(fc.integer({ min: 1, max: 6 }), fc.array(fc.nat(), { maxLength: 4 })), {
			minLength: 1,
			maxLength: 8,
		})
		.map((lengths) => {
			let people = 0;
			return lengths.map(([fresh, again]) => {
				const before = people ? again.map((person) => keyOf(person % people)) : [];
				people += fresh;
				const added = Array.from({ length: fresh }, (_, index) => keyOf(people - fresh + index));
				return [...before, ...added].join('');
			});
		});

	test('each record comes once and in order, however they are spread, up to the limit and no request more', async () => {
		await fc.assert(
			fc.asyncProperty(pages, limits, async (split, limit) => {
				const { found, message, asked } = await read(listOf(split), limit);

				const all = [...new Set(split.join(''))];
				expect(message).toBeUndefined();
				expect(found).toBe(all.slice(0, limit).join(''));
				const seenAfter = split.map((_, index) => new Set(split.slice(0, index + 1).join('')).size);
				const needed = seenAfter.findIndex((seen) => seen >= limit) + 1 || split.length;
				expect(asked).toHaveLength(needed);
			}),
			settings,
		);
	});

	test('pages come one at a time, with what is new on them', async () => {
		await fc.assert(
			fc.asyncProperty(pages, async (split) => {
				const { client, asked } = listOf(split);
				let index = 0;
				const seen = new Set<string>();
				for await (const { content, rows } of pagesFrom(client, FIRST)) {
					const fresh = [...split[index]].filter((key) => !seen.has(key) && seen.add(key));
					expect(content.map(({ PKey }) => String(PKey).slice(1))).toEqual(fresh);
					expect(rows).toBe([...split[index]].length);
					index += 1;
					expect(asked).toHaveLength(index);
				}
				expect(index).toBe(split.length);
			}),
			settings,
		);
	});

	test('a list that ends too early is told, and one that is whole never is', async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.integer({ min: 1, max: 60 }),
				fc.integer({ min: 1, max: 12 }),
				fc.nat(),
				fc.boolean(),
				async (people, length, cut, isValue) => {
					const keys = Array.from({ length: people }, (_, person) => keyOf(person));
					const split = Array.from({ length: Math.ceil(people / length) }, (_, index) =>
						keys.slice(index * length, (index + 1) * length).join(''),
					);
					const count = isValue ? { value: people } : { href: `${CAMPAIGN}count` };
					const links = cut % split.length;
					const { found, message, isUncounted } = await read(
						listOf(split, count, links),
						Infinity,
						length,
					);

					const sent = Math.min(people, (links + 1) * length);
					expect([...found]).toHaveLength(sent);
					expect(message).toBe(
						sent < people
							? `Campaign sent ${sent} of ${people} profiles and no link to the others`
							: undefined,
					);
					expect(isUncounted).toBe(false);
				},
			),
			settings,
		);
	});

	test('links that lead back end the list with an error, wherever they lead', async () => {
		await fc.assert(
			fc.asyncProperty(pages, fc.nat(), async (split, back) => {
				const last = split.length - 1;
				const { client, asked } = scriptedCampaign(
					Object.fromEntries(
						split.map((keys, index) => [
							`p${index}?${ALL}`,
							page(keys, `p${index < last ? index + 1 : back % split.length}`),
						]),
					),
				);
				const { found, message } = await read({ client, asked });

				expect(message).toBe("Campaign's list of profiles leads in a circle");
				expect(found).toBe([...new Set(split.join(''))].join(''));
				expect(asked).toHaveLength(split.length);
			}),
			settings,
		);
	});
});

describe('the number of a list', () => {
	const count = async (answers: Record<string, ScriptedAnswer>) => {
		const { client, asked } = scriptedCampaign(answers);
		return { client, asked, total: await countOf(client, `${CAMPAIGN}list`) };
	};
	const failing = async (answers: Record<string, ScriptedAnswer>) =>
		await errorOf(
			countOf(scriptedCampaign(answers).client, `${CAMPAIGN}list`, 'Check the filter.'),
		);

	test.each([
		['is the one that came with it', page('a', undefined, { value: 1 }), 1, ['list']],
		['is that one also where rows follow', page('a', 'p2', { value: 26 }), 26, ['list']],
		[
			'is behind its link also where one came with it',
			page('a', undefined, { value: 1, ...COUNT }),
			7,
			['list', 'list//_count'],
		],
		['may be none', page('', undefined, { value: 0 }), 0, ['list']],
		['is behind its link', page('a', 'p2', COUNT), 7, ['list', 'list//_count']],
		[
			'is not that of the page, behind which rows follow',
			page('a', 'p2', { value: 1, ...COUNT }),
			7,
			['list', 'list//_count'],
		],
	])('%s', async (_name, first, total, asked) => {
		expect(await count({ list: first, 'list//_count': { count: 7 } })).toMatchObject({
			total,
			asked,
		});
	});

	test.each([
		['no number and no link', page('a', 'p2')],
		['the number of the page alone', page('a', 'p2', { value: 1 })],
		['an empty count', page('', undefined, {})],
	])('is an error where the list has %s', async (_name, first) => {
		const { message, description } = await failing({ list: first });

		expect(message).toBe('Campaign does not say how many profiles there are');
		expect(description).toContain("'Get Many' with 'Return All'");
	});

	test.each([
		['is refused', 500],
		['answers something else', { total: 7 }],
		['is not there', 404],
	])('is an error where its link %s', async (_name, answer) => {
		const { description } = await failing({
			list: page('a', 'p2', COUNT),
			'list//_count': answer,
		});

		expect(description).toMatch(/^Campaign was asked how many profiles there are\./);
	});

	test('is never asked for elsewhere', async () => {
		const { message } = await failing({
			list: page('a', 'p2', { href: 'https://evil.example/_count' }),
		});

		expect(message).toContain('leads away');
	});

	test('has what an error says first when the list cannot be read', async () => {
		expect((await failing({ list: 404 })).description).toMatch(/^Check the filter\./);
	});
});
