import type { ProfileInput, Settings } from '../../../sandbox/server';
import { CREDENTIALS, parsed } from '../caller';
import { EXT, STANDARD, sandboxFor } from '../sandboxFor';

const { organizationWith, baseUrl, get, list } = sandboxFor('lists');

describe('lists', () => {
	const people = (count: number): ProfileInput[] =>
		Array.from({ length: count }, (_, index) => ({ lastName: `Person${index}` }));

	it('next.href leads through all profiles once, 25 a page', async () => {
		const seen: string[] = [];
		const sizes: number[] = [];
		let page = await list('sandbox', STANDARD);
		for (;;) {
			sizes.push(page.content.length);
			seen.push(...page.content.map(({ PKey }) => String(PKey)));
			if (!page.next) break;
			page = await list('sandbox', page.next.href.split('/campaign/')[1]);
		}
		expect(sizes).toEqual([25, 25, 10]);
		expect(new Set(seen).size).toBe(60);
	});

	it('count.value is there when all profiles are on the page', async () => {
		const path = `${STANDARD}/byEmail?email=twins@example.com`;
		expect(parsed(await get('sandbox', path)).count).toMatchObject({ value: 2 });
		expect(parsed(await get('sandbox', STANDARD)).count).not.toHaveProperty('value');
		expect(
			parsed(await get('sandbox', `${STANDARD}//byEmail/_count?email=twins@example.com`)),
		).toEqual({
			count: 2,
		});
	});

	it('no match is 200 with empty content', async () => {
		const reply = await get('sandbox', `${STANDARD}/byEmail?email=nobody@example.com`);
		expect(reply.status).toBe(200);
		expect(parsed(reply).content).toEqual([]);
	});

	it('a plus sign in the query is a space, %2B is a plus', async () => {
		const find = (email: string) => list('sandbox', `${STANDARD}/byEmail?email=${email}`);
		expect((await find("o'neil+news@example.com")).content).toHaveLength(0);
		expect((await find("o'neil%2Bnews@example.com")).content).toHaveLength(1);
	});

	it('emailMatch decides how byEmail compares', async () => {
		const found = async (emailMatch: Settings['emailMatch'], email: string) => {
			const organization = organizationWith({ emailMatch });
			return (await list(organization, `${STANDARD}/byEmail?email=${email}`)).content.length;
		};
		expect(await found('ignoreCase', 'AMY.DAKOTA@example.com')).toBe(1);
		expect(await found('exact', 'AMY.DAKOTA@example.com')).toBe(0);
		expect(await found('exact', 'amy.dakota@example.com')).toBe(1);
		expect(await found('prefix', 'amy.dakota')).toBe(1);
	});

	it('byText compares the beginning, with case, in one field if filterType names it', async () => {
		const find = async (query: string) =>
			(await list('sandbox', `${STANDARD}/byText?${query}`)).content.length;
		expect(await find('text=Win')).toBe(2);
		expect(await find('text=win')).toBe(0);
		expect(await find('text=field')).toBe(0);
		expect(await find('text=Win&filterType=firstName')).toBe(0);
		const ext = await list('sandbox', `${EXT}/byText?text=C-100&filterType=cusCustomerId`);
		expect(ext.content).toHaveLength(9);
	});

	it('_order sorts both ways', async () => {
		const first = async (order: string) =>
			(await list('sandbox', `${STANDARD}?_lineCount=1&_order=${order}`)).content[0].email;
		expect(await first('email%20desc')).toBe('zoe.brannstrom@example.com');
		expect(await first('lastName')).toMatch(/alder/);
		const unknown = await get('sandbox', `${STANDARD}?_order=nope`);
		expect(unknown).toMatchObject({ status: 500 });
		expect(unknown.text).toContain('XTK-170036');
	});

	it('a big table has a next page only with _forcePagination=true', async () => {
		const profiles = people(4);
		const organization = organizationWith({ profiles, bigTableThreshold: 3 });
		const dropping = organizationWith({
			profiles,
			bigTableThreshold: 3,
			forcePaginationKept: false,
		});
		const page = (name: string, query: string) => list(name, `${STANDARD}?_lineCount=2${query}`);

		expect((await page(organization, '')).next).toBeUndefined();
		expect((await page(organization, '&_forcePagination=true')).next?.href).toContain(
			'_forcePagination=true',
		);
		const { next } = await page(dropping, '&_forcePagination=true');
		expect(next?.href).not.toContain('_forcePagination');
	});

	it('a page is no longer than the setting longestPage', async () => {
		const organization = organizationWith({ people: 30, longestPage: 20 });
		const lengthOf = async (query: string) =>
			(await list(organization, `${STANDARD}${query}`)).content.length;

		expect(await lengthOf('?_lineCount=200')).toBe(20);
		expect(await lengthOf('')).toBe(20);
		expect(await lengthOf('?_lineCount=7')).toBe(7);
		expect((await list(organization, `${STANDARD}?_lineCount=200`)).next).toBeDefined();
	});

	it('a GET with a body fails', async () => {
		const { request } = await import('node:http');
		const url = `${baseUrl()}/sandbox/campaign/${STANDARD}`;
		const status = await new Promise((resolve, reject) => {
			const sent = request(url, { headers: { ...CREDENTIALS, 'Content-Length': 2 } }, (answer) => {
				answer.resume();
				resolve(answer.statusCode);
			});
			sent.on('error', reject).end('{}');
		});
		expect(status).toBe(400);
	});
});
