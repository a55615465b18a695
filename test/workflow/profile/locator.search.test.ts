/** The list From list of Profile, and what a user types into it. */
import type { INodeListSearchResult } from 'n8n-workflow';

import type { ProfileInput } from '../../../sandbox/server';
import { amy, by, get } from '../parameters';
import { useHarness } from '../suite';

const { harness, control, stored } = useHarness();

const search = async (organization: string, typed?: string, token?: string) =>
	await harness.searchList(
		'searchProfiles',
		{ organization, parameters: get(by('list', '')) },
		typed,
		token,
	);

const namesIn = ({ results }: INodeListSearchResult) => results.map(({ name }) => name);

/** The pages that a user gets who scrolls to the end. */
async function everyPage(organization: string, typed?: string) {
	const pages = [await search(organization, typed)];
	for (let last = pages[0]; last.paginationToken !== undefined; pages.push(last)) {
		if (pages.length > 100) throw new Error('The list has no end');
		last = await search(organization, typed, String(last.paginationToken));
	}
	return pages;
}

const peopleIn = (pages: INodeListSearchResult[]) =>
	pages.flatMap(({ results }) => results.filter(({ value }) => value !== ''));

/** A number of people made in the same way. */
const crowd = (size: number, person: (index: number) => ProfileInput) =>
	Array.from({ length: size }, (_, index) => person(index));

const prepare = (organization: string, profiles: ProfileInput[]) =>
	control(organization).reset({ profiles });

/** The number of requests that a call sends. */
async function requestsOf(organization: string, call: () => Promise<unknown>) {
	const { requests } = control(organization);
	const before = requests().length;
	await call();
	return requests().length - before;
}

describe('Profile, From list', () => {
	it('shows names and e-mails, and stores PKeys', async () => {
		const { results } = await search('list');

		const [profile] = stored('list');
		expect(results).toContainEqual({ name: `Amy Dakota (${amy.email})`, value: profile.PKey });
	});

	it('reads the next page without repeating a profile', async () => {
		prepare(
			'list-pages',
			crowd(60, (index) => ({ email: `p${index}@example.com` })),
		);

		const pages = await everyPage('list-pages');

		expect(pages.map(({ results }) => results.length)).toEqual([50, 10]);
		expect(new Set(peopleIn(pages).map(({ value }) => value)).size).toBe(60);
	});

	it('reads a big table to its end', async () => {
		const { reset } = control('list-big');
		reset({ people: 130, bigTableThreshold: 10, forcePaginationKept: false });

		expect(peopleIn(await everyPage('list-big'))).toHaveLength(130);
	});

	it('does not follow a next link to another host', async () => {
		const { reset, faults } = control('list-foreign');
		reset({ people: 60 });
		faults([{ next: 'foreign' }]);
		const { paginationToken } = await search('list-foreign');

		await expect(search('list-foreign', undefined, String(paginationToken))).rejects.toMatchObject({
			message: expect.stringContaining('was not followed'),
		});
	});

	it('does not follow a page token to another organization', async () => {
		const next = `${harness.sandbox.url}/stranger/campaign/profileAndServices/profile`;
		const token = JSON.stringify({ query: 0, pages: 1, next });

		await expect(search('list-token', undefined, token)).rejects.toMatchObject({
			message: expect.stringContaining('was not followed'),
		});
		expect(control('stranger').requests()).toEqual([]);
	});

	it('ends with an error when the next links lead in a circle', async () => {
		const { reset, faults } = control('list-circle');
		reset({ people: 160 });
		faults([{ next: 'circle', times: 100 }]);

		await expect(everyPage('list-circle')).rejects.toMatchObject({
			message: "Campaign's list of profiles leads in a circle",
		});
	});

	it('reports an error that names the field to check', async () => {
		await expect(search('unknown-organization')).rejects.toMatchObject({
			message: 'Adobe does not know this organization',
			description: expect.stringContaining("'Organization'"),
		});
	});
});

describe('Profile, a search in From list', () => {
	/** Names as Campaign stores them; the last two as another client may have written them. */
	const people: ProfileInput[] = [
		{ firstName: 'Amy', lastName: 'Dakota', email: amy.email },
		{ firstName: 'Amy', lastName: 'Other', email: 'other@example.com' },
		{ firstName: 'Dakota', lastName: 'Other', email: 'dak.other@example.com' },
		{ firstName: 'Shona', lastName: "O'Neil", email: "o'neil+news@example.com" },
		{ firstName: 'Zo\u00e9', lastName: 'Br\u00e4nnstr\u00f6m', email: 'zb@example.com' },
		{ firstName: 'Jan', lastName: 'Van Der Doe', email: 'jvdd@example.com' },
		{ firstName: 'Anne-Marie', lastName: 'Dubois', email: 'amd@example.com' },
		{ firstName: 'Nolan', lastName: 'Quist' },
		{ firstName: 'Lena', middleName: 'June', lastName: 'Noon (Ym)', email: 'noon@example.com' },
		{ firstName: 'Piet', lastName: 'de Vries', email: 'Piet.Vries@example.com' },
		{ firstName: 'moira', lastName: "O'malley", email: 'mom@example.com' },
	];

	const nameOf = ({ firstName, lastName, email }: ProfileInput) =>
		[firstName, lastName, email && `(${String(email)})`].filter(Boolean).join(' ');

	beforeAll(() => prepare('searched', people));

	it.each([
		['a first name', 'nolan', [7]],
		['several people with it', 'Amy', [0, 1]],
		['the beginning of a last name', 'qui', [7]],
		['capital letters', 'QUIST', [7]],
		['the first name of one and the last name of another', 'dakota', [0, 2]],
		['the beginning of an e-mail', 'JVDD@', [5]],
		['an e-mail', amy.email, [0]],
		['an e-mail in capital letters', amy.email.toUpperCase(), [0]],
		['an e-mail that is stored with capital letters', 'piet.vries@example.com', [9]],
		['an e-mail with a quote', "o'neil+news@example.com", [3]],
		['both names', 'amy dakota', [0]],
		['both names the other way round', 'dakota amy', [0]],
		['both names with a comma', 'Dakota, Amy', [0]],
		['the beginnings of both', 'am dak', [0]],
		['both names in capital letters', 'AMY DAKOTA', [0]],
		['both names in strange letters', 'aMY dAKOTA', [0]],
		['a name with a quote', "o'neil", [3]],
		['a name with a quote in capital letters', "O'NEIL", [3]],
		['both names, one with a quote', "shona o'neil", [3]],
		['a name with a quote as others write it', "o'malley", [10]],
		['both names, one of them in small letters', "Moira O'Malley", [10]],
		['a last name of several words', 'van der doe', [5]],
		['the beginning of that', 'VAN DE', [5]],
		['a name before it', 'jan van der doe', [5]],
		['a name behind it', 'van der doe jan', [5]],
		['a last name of several words as others write it', 'de vries', [9]],
		['that and a first name', 'PIET DE VRIES', [9]],
		['accents', 'zo\u00e9', [4]],
		['accents in capital letters', 'BR\u00c4NNSTR\u00d6M ZO\u00c9', [4]],
		['accents in two characters each', 'zoe\u0301 bra\u0308nn', [4]],
		['a name with a hyphen', 'anne-marie', [6]],
		['a name with a blank for its hyphen', 'anne marie dubois', [6]],
		['a middle name between', 'lena june noon', [8]],
		['a name with brackets', 'Noon (Ym)', [8]],
		['blanks around it and more than one between', '  amy \t dakota ', [0]],
		['invisible blanks', '\ufeff\u200bam\u00ady\u00a0\u200edak\u2060ota\u200b', [0]],
		['a name and what comes behind the @', 'amy @example.com', [0, 1]],
		['an address with a name', `Amy Dakota <${amy.email}>`, [0]],
		['an address with a name in quotes', `"Dakota, Amy" <${amy.email}>`, [0]],
		['an address with another name', `A. D. [${amy.email}]`, [0]],
		['several addresses', `${amy.email}; jvdd@example.com`, [0, 5]],
		['an address out of a link', `mailto:${amy.email}`, [0]],
		['a first name of one and a last name of another', 'shona dakota', []],
		['the end of a name', 'kota', []],
		['a name that no profile has', 'Zzz', []],
		['nothing but brackets', '()', []],
	])('finds %s (%s)', async (_what, typed, found) => {
		const pages = await everyPage('searched', typed);

		expect(pages.flatMap(namesIn).sort()).toEqual(
			found.map((index) => nameOf(people[index])).sort(),
		);
	});

	it('finds each profile by its entry in the list, whole or without the e-mail', async () => {
		for (const name of people.map(nameOf)) {
			for (const typed of [name, name.replace(/\w+@.*/, '')]) {
				expect([typed, namesIn(await search('searched', typed))]).toEqual([typed, [name]]);
			}
		}
	});

	it('shows the whole list for blanks only', async () => {
		expect((await search('searched', ' \u200b ')).results).toHaveLength(people.length);

		const lists = control('searched').requests();
		expect(lists.at(-1)?.path).not.toContain('byText');
	});

	it.each([
		['', 1],
		['amy', 2],
		['Amy', 2],
		['DAKOTA', 3],
		["o'neil", 3],
		['twins@example.com', 2],
		[amy.email, 3],
		[`Amy Dakota (${amy.email})`, 3],
		['dakota amy', 4],
		['amy dakota', 6],
		['Jan Van Der Doe', 4],
	])('for "%s" sends %i requests', async (typed, count) => {
		expect(await requestsOf('searched', async () => await search('searched', typed))).toBe(count);
	});

	it('shows every profile once when e-mails and names begin like the text', async () => {
		prepare('search-both', [
			...crowd(60, (index) => ({ lastName: 'Other', email: `amy${index}@example.com` })),
			...crowd(60, (index) => ({ firstName: 'Amy', email: `p${index}@example.com` })),
			...crowd(60, (index) => ({ lastName: 'Amy', email: `amy.${index}@example.com` })),
		]);

		const keys = peopleIn(await everyPage('search-both', 'amy')).map(({ value }) => value);

		const { profiles } = control('search-both');
		expect([...keys].sort()).toEqual(
			profiles()
				.map(({ PKey }) => PKey)
				.sort(),
		);
	});

	it('reads further pages when few profiles have the other name', async () => {
		prepare('search-few', [
			...crowd(500, (index) => ({ firstName: 'Amy', lastName: `Other ${index}` })),
			...crowd(120, (index) => ({ firstName: 'Amy', lastName: `De Witt ${index}` })),
		]);

		const pages = await everyPage('search-few', 'amy de wi');

		const names = peopleIn(pages).map(({ name }) => name);
		expect(names).toHaveLength(120);
		expect(new Set(names).size).toBe(120);
		// n8n's editor asks for the next page only when the list is long enough to scroll.
		for (const { results } of pages.slice(0, -1)) expect(results.length).toBeGreaterThan(8);
	});

	it('asks for more of the name after ten requests, and goes on from there', async () => {
		prepare('search-many', [
			...crowd(2500, (index) => ({ firstName: 'Amy', lastName: `Other ${index}` })),
			{ firstName: 'Amy', lastName: 'Jo' },
		]);

		const requests = await requestsOf('search-many', async () => {
			const names = namesIn(await search('search-many', 'amy j'));
			expect(names).toEqual([expect.stringContaining('type more of the name')]);
		});

		expect(requests).toBe(10);
		const people = peopleIn(await everyPage('search-many', 'amy j'));
		expect(people.map(({ name }) => name)).toEqual(['Amy Jo']);
	});

	it('ends with an error when the next links lead in a circle and no profile fits', async () => {
		const { reset, faults } = control('search-circle');
		reset({ profiles: crowd(450, (index) => ({ firstName: 'Amy', lastName: `O ${index}` })) });
		faults([{ path: 'text=Amy&', next: 'circle', times: 100 }]);

		await expect(everyPage('search-circle', 'amy zz')).rejects.toMatchObject({
			message: "Campaign's list of profiles leads in a circle",
		});
	});
});
