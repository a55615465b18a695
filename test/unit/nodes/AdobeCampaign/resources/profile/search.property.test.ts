import fc from 'fast-check';

import {
	search,
	type SearchQuery,
} from '../../../../../../nodes/AdobeCampaign/resources/profile/search';
import { scriptedCampaign } from '../../records/scriptedCampaign';

const LIST = 'profileAndServices/profile';
const ALL = '_forcePagination=true';

interface Person {
	PKey: string;
	firstName: string;
	lastName: string;
}

const queries: SearchQuery[] = [
	{ text: 'A', words: [] },
	{ text: 'B', words: ['a'] },
	{ text: 'C', words: ['b', 'c'] },
];

/** The lists of the queries, each in pages of so many rows; the last page of one leads to `after`, if anywhere. */
function campaignOf(people: Person[], rows: number, after?: (links: number) => number) {
	const lists = queries.map(({ text, words }) => {
		const found = people.filter(({ firstName, lastName }) =>
			[firstName, lastName].some((name) => name.startsWith(text)),
		);
		const count = Math.max(1, Math.ceil(found.length / rows));
		const first = `${LIST}/byText?text=${text}&_lineCount=${words.length > 0 ? 200 : 50}&${ALL}`;
		const path = (page: number) => (page === 0 ? first : `${text}${page}?${ALL}`);
		return Array.from({ length: count }, (_, page) => {
			const next = page + 1 < count ? page + 1 : after?.(count);
			const content = found.slice(page * rows, (page + 1) * rows);
			return [path(page), { content, ...(next !== undefined && { next: { href: path(next) } }) }];
		});
	});
	return scriptedCampaign(Object.fromEntries(lists.flat()));
}

/** All calls, as when a person scrolls to the end: the profiles that each found, and its number of requests. */
async function everyCall({ client, asked }: ReturnType<typeof campaignOf>) {
	const calls: Array<{ found: Person[]; requests: number }> = [];
	let token: string | undefined;
	do {
		const before = asked.length;
		const page = await search(client, queries, token);
		calls.push({ found: page.found as unknown as Person[], requests: asked.length - before });
		({ token } = page);
	} while (token !== undefined && calls.length < 1000);
	return calls;
}

const people = fc
	.array(fc.tuple(fc.constantFrom('A', 'B', 'C', 'D'), fc.constantFrom('A', 'B', 'C', 'D')), {
		maxLength: 300,
		size: 'max',
	})
	.map((names) =>
		names.map(
			([firstName, lastName], index): Person => ({ PKey: `@${index}`, firstName, lastName }),
		),
	);
const rows = fc.integer({ min: 1, max: 60 });
const settings = { seed: 11, numRuns: Number(process.env.PROPERTY_RUNS ?? 100) };

/** Begins with A, or with B and the other with A, or has a B and a C. */
const isMeant = ({ firstName, lastName }: Person) => /A|BC|CB/.test(firstName + lastName);

test('each profile comes once, on pages that can be scrolled or after the most requests', async () => {
	await fc.assert(
		fc.asyncProperty(people, rows, async (crowd, size) => {
			const calls = await everyCall(campaignOf(crowd, size));

			const keys = calls.flatMap(({ found }) => found.map(({ PKey }) => PKey));
			expect([...keys].sort()).toEqual(
				crowd
					.filter(isMeant)
					.map(({ PKey }) => PKey)
					.sort(),
			);
			calls.forEach(({ found, requests }, index) => {
				expect(requests).toBeLessThanOrEqual(10);
				if (index < calls.length - 1) expect(found.length >= 50 || requests === 10).toBe(true);
			});
		}),
		settings,
	);
});

test('no page is read twice', async () => {
	await fc.assert(
		fc.asyncProperty(people, rows, async (crowd, size) => {
			const campaign = campaignOf(crowd, size);
			await everyCall(campaign);

			expect(new Set(campaign.asked).size).toBe(campaign.asked.length);
		}),
		settings,
	);
});

test('a list that leads back ends in an error, wherever it leads', async () => {
	await fc.assert(
		fc.asyncProperty(people, rows, fc.nat(), async (crowd, size, back) => {
			const campaign = campaignOf(crowd, size, (links) => back % links);

			await expect(everyCall(campaign)).rejects.toThrow('leads in a circle');
			const pages = new Set(campaign.asked).size;
			expect(campaign.asked.length).toBeLessThanOrEqual(4 * pages + 1);
		}),
		settings,
	);
});
