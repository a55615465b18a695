import fc from 'fast-check';

import { pagesFrom, recordsOf } from '../../../../../nodes/AdobeCampaign/records/list';
import { CAMPAIGN, page, scriptedCampaign } from './scriptedCampaign';

const ALL = '?_forcePagination=true';
const FIRST = `${CAMPAIGN}p0${ALL}`;

/** A record's key: one character, as `page` wants it. */
const keyOf = (person: number) => String.fromCharCode(0x4e00 + person);

/** A list as Campaign sends it: each page leads to the next, and only the first so many links are there. */
const listOf = (pages: string[], count?: object, links = pages.length - 1) =>
	scriptedCampaign({
		...Object.fromEntries(
			pages.map((keys, index) => [
				`p${index}${ALL}`,
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
	const onUncounted = () => {
		isUncounted = true;
	};
	try {
		for await (const people of recordsOf(client, { url: FIRST, limit, lineCount, onUncounted })) {
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
						`p${index}${ALL}`,
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
