import fc from 'fast-check';

import {
	finds,
	holdsWords,
	queriesFor,
	search,
	type SearchQuery,
} from '../../../../../../nodes/AdobeCampaign/resources/profile/search';
import type { CampaignRecord } from '../../../../../../nodes/AdobeCampaign/transport/types';
import { smartCase } from '../../../../../../sandbox/campaign/policies';
import { ALL } from '../../campaign';
import { scriptedCampaign } from '../../records/scriptedCampaign';

const textsOf = (typed: string) => queriesFor(typed).map(({ text }) => text);

test.each([
	['', ['']],
	[' \u200b\u00a0 ', ['']],
	['amy', ['amy', 'Amy']],
	['Amy', ['Amy', 'amy']],
	['DAKOTA', ['DAKOTA', 'Dakota', 'dakota']],
	['  \ufeffda\u00adko\u200bta\u2060 ', ['dakota', 'Dakota']],
	['dakota\u200d', ['dakota', 'Dakota']],
	['\u0639\u0644\u06cc\u200c\u0631\u0636\u0627', ['\u0639\u0644\u06cc\u200c\u0631\u0636\u0627']],
	['zoe\u0301', ['zo\u00e9', 'Zo\u00e9']],
	['\u00c9MILE', ['\u00c9MILE', '\u00c9mile', '\u00e9mile']],
	["o'neil", ["o'neil", "O'Neil", "O'neil"]],
	["O'NEIL", ["O'NEIL", "O'Neil", "O'neil", "o'neil"]],
	['o\u2019neil', ['o\u2019neil', 'O\u2019Neil', 'O\u2019neil', "o'neil", "O'Neil", "O'neil"]],
	['anne-marie', ['anne-marie', 'Anne-Marie', 'Anne-marie']],
	['McDonald', ['McDonald', 'Mcdonald', 'mcdonald']],
	['j.', ['j.', 'J.']],
	['4you', ['4you', '4You']],
	['dakota,', ['dakota,', 'Dakota,', 'dakota', 'Dakota']],
	['(ym', ['(ym', '(Ym', 'ym', 'Ym']],
	['()', ['()']],
	['dakota amy', ['dakota amy', 'Dakota Amy', 'dakota', 'Dakota']],
	['amy dakota', ['amy dakota', 'Amy Dakota', 'dakota', 'Dakota', 'amy', 'Amy']],
	['van der', ['van der', 'Van Der', 'van', 'Van']],
	['amy  \t dakota', ['amy dakota', 'Amy Dakota', 'dakota', 'Dakota', 'amy', 'Amy']],
	['Dakota, Amy', ['Dakota, Amy', 'dakota, amy', 'Dakota', 'dakota']],
	[
		'jan van der winkel',
		['jan van der winkel', 'Jan Van Der Winkel', 'winkel', 'Winkel', 'jan', 'Jan'],
	],
	['a@b.example', ['a@b.example', 'A@b.example']],
	['a.b@', ['a.b@', 'A.B@', 'A.b@']],
	['A@B.EXAMPLE', ['A@B.EXAMPLE', 'A@b.example', 'a@b.example']],
	['amy @b.example', ['amy @b.example', 'Amy @b.example', '@b.example', 'amy', 'Amy']],
	['Amy (a@b.example)', ['a@b.example', 'A@b.example']],
	['Amy <a@b.example>', ['a@b.example', 'A@b.example']],
	['"B, Amy" <a@b.example>', ['a@b.example', 'A@b.example']],
	['Amy [mailto:a@b.example]', ['a@b.example', 'A@b.example']],
	["o'n+x@b.example", ["o'n+x@b.example", "O'N+X@b.example", "O'n+x@b.example"]],
	['a@x.example, b@x.example', ['a@x.example', 'A@x.example', 'b@x.example', 'B@x.example']],
])('%j is looked for as %j', (typed, texts) => {
	expect(textsOf(typed)).toEqual(texts);
});

test('other words are looked for only where the text is a part of what was typed', () => {
	const words = ['amy', 'o', 'neil'];
	expect(queriesFor("Amy O'Neil")).toEqual([
		{ text: "Amy O'Neil", words: [] },
		{ text: "Amy O'neil", words: [] },
		{ text: "amy o'neil", words: [] },
		{ text: "O'Neil", words },
		{ text: "O'neil", words },
		{ text: "o'neil", words },
		{ text: 'Amy', words },
		{ text: 'amy', words },
	]);
});

const person = { firstName: 'Anne-Marie', lastName: "van O'Neil", email: 'am.x@b.example' };

test.each([
	[[], true],
	[['anne', 'marie'], true],
	[['ann', 'van'], true],
	[['neil', 'o', 'anne'], true],
	[['x'], true],
	[['annemarie'], false],
	[['anne', 'eil'], false],
	[['anne', 'undefined'], false],
])('a profile holds %j: %s', (words, isHeld) => {
	expect(holdsWords(person, { text: '', words })).toBe(isHeld);
});

test.each([
	['A', [], true],
	['van', ['anne'], true],
	['am.', [], true],
	['van', ['bea'], false],
	['anne', [], false],
	['Marie', [], false],
])('a query for %j with %j finds a profile: %s', (text, words, isFound) => {
	expect(finds({ text, words }, person)).toBe(isFound);
});

describe('the person whose name or e-mail was typed is found', () => {
	const word = fc
		.array(fc.constantFrom(...'abno\u00e9\u0153\u0142'), { minLength: 1, maxLength: 6 })
		.map((letters) => letters.join(''));
	const name = fc
		.array(fc.tuple(word, fc.constantFrom(' ', '-', "'", ' ')), { minLength: 1, maxLength: 3 })
		.map((parts) => parts.flat().slice(0, -1).join(''));
	const capitals = fc.constantFrom(
		(text: string) => text,
		(text: string) => text.toLowerCase(),
		(text: string) => text.toUpperCase(),
		smartCase,
	);
	const people = fc.record({ firstName: name, lastName: name, capitals });
	const isFound = (typed: string, profile: CampaignRecord) =>
		queriesFor(typed).some((query) => finds(query, profile));
	const settings = { seed: 7, numRuns: Number(process.env.PROPERTY_RUNS ?? 300) };

	test('by the names that Campaign stores, whole or cut off, in any order', () => {
		fc.assert(
			fc.property(people, fc.nat(), ({ firstName, lastName, capitals }, cut) => {
				const profile = { firstName: smartCase(firstName), lastName: smartCase(lastName) };
				const both = [`${firstName} ${lastName}`, `${lastName} ${firstName}`];
				for (const typed of [firstName, lastName, ...both]) {
					expect([typed, isFound(capitals(typed), profile)]).toEqual([typed, true]);
					const part = typed.slice(0, 1 + (cut % typed.length));
					expect([part, isFound(capitals(part), profile)]).toEqual([part, true]);
				}
			}),
			settings,
		);
	});

	test('by names in small letters, or with one where a word begins', () => {
		const others = [
			(text: string) => text,
			(text: string) => text.replace(/\S+/g, (part) => part[0].toUpperCase() + part.slice(1)),
		];
		fc.assert(
			fc.property(
				people,
				fc.constantFrom(...others),
				({ firstName, lastName, capitals }, written) => {
					const profile = { firstName: written(firstName), lastName: written(lastName) };
					const typed = capitals(`${firstName} ${lastName}`);
					expect([typed, isFound(typed, profile)]).toEqual([typed, true]);
				},
			),
			settings,
		);
	});

	test('by an e-mail with or without a name, in any capitals', () => {
		fc.assert(
			fc.property(people, word, ({ firstName, capitals }, local) => {
				const email = `${local}@b.example`;
				for (const typed of [email, `${firstName} <${email}>`, `${firstName} (${email})`]) {
					expect([typed, isFound(capitals(typed), { email })]).toEqual([typed, true]);
				}
			}),
			settings,
		);
	});

	test('and never asked for in the same way twice', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'grapheme' }), (typed) => {
				const texts = textsOf(typed);
				expect(texts.length).toBeGreaterThan(0);
				expect(new Set(texts).size).toBe(texts.length);
				if (texts.length > 1) expect(texts).not.toContain('');
			}),
			settings,
		);
	});
});

describe('a search that is scrolled to its end', () => {
	const LIST = 'profileAndServices/profile';

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
});
