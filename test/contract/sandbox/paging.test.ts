import { type Fault } from '../../../sandbox/server';
import { CREDENTIALS, parsed, type Json } from '../caller';
import { EXT, STANDARD, sandboxFor } from '../sandboxFor';

const { organizationWith, control, get, list } = sandboxFor('paging');

const below = (href: string) => href.split('/campaign/')[1];

/** The e-mails page by page, by next.href as it is sent. `most` is the number of pages after which it stops. */
async function walk(organization: string, path: string, most = Infinity): Promise<unknown[][]> {
	const pages: unknown[][] = [];
	for (let next: string | undefined = path; next && pages.length < most; ) {
		const page = await list(organization, next);
		pages.push(page.content.map(({ email }) => email));
		next = page.next && below(page.next.href);
	}
	return pages;
}

describe.each(['sandbox', 'sandbox-v8'])('a page of %s', (organization) => {
	it('has a next page with the same order and filter', async () => {
		const path = `${STANDARD}/byText?_lineCount=1&text=Win&_order=firstName%20desc`;
		const first = await list(organization, path);
		const second = await list(organization, below(String(first.next?.href)));

		expect(first.next?.href).toContain('text=Win&_order=firstName%20desc&_lineStart=@');
		expect([first, second].map(({ content }) => content[0].firstName)).toEqual(['Tobin', 'Tara']);
		expect(second.next).toBeUndefined();
	});

	it("has a count.href for the whole list, on every page ('Counting')", async () => {
		const counted = async (path: string) => {
			const { count } = parsed(await get(organization, path)) as Record<string, Json>;
			const reply = await fetch(String(count.href), { headers: CREDENTIALS });
			return { count, answer: ((await reply.json()) as Json).count };
		};
		const all = await counted(`${STANDARD}?_lineCount=7`);
		const some = await counted(`${STANDARD}/byText?text=Win&_order=email`);

		expect(all.count.href).toMatch(/\/profile\/\/_count\?_lineCount=7&_lineStart=@[\w-]{48}$/);
		expect(all.count).not.toHaveProperty('value');
		expect(all.answer).toBe(60);
		expect(some.count.href).toMatch(
			/\/profile\/\/byText\/_count\?text=Win&_order=email&_lineStart=@/,
		);
		expect(some).toMatchObject({ count: { value: 2 }, answer: 2 });
	});
});

describe('the fault next', () => {
	const path = `${STANDARD}?_lineCount=2&_forcePagination=true`;
	const people = 6;

	it('gone: the list ends although rows are left', async () => {
		const name = organizationWith({ people }, { skip: 1, next: 'gone' });
		expect((await walk(name, path)).flat()).toHaveLength(4);
	});

	it('circle: the second page leads back to the first', async () => {
		const name = organizationWith({ people }, { skip: 1, times: 9, next: 'circle' });
		const pages = await walk(name, path, 6);

		expect(pages).toHaveLength(6);
		expect(pages[2]).toEqual(pages[0]);
	});

	it('relative: the address has no host and no organization', async () => {
		const name = organizationWith({ people }, { next: 'relative' });
		const { next } = await list(name, path);

		expect(next?.href).toMatch(/^\/profileAndServices\/profile\/\?_lineCount=2&/);
		const rest = await walk(name, String(next?.href).slice(1));
		expect(rest.flat()).toHaveLength(4);
	});

	it('foreign: the same address on another host', async () => {
		const name = organizationWith({ people }, { next: 'foreign' });
		const { next } = await list(name, path);

		expect(next?.href.split('?')[0]).toBe(
			`https://elsewhere.example/${name}/campaign/profileAndServices/profile/`,
		);
	});

	it('overlap: the last row of a page is the first of the next', async () => {
		const name = organizationWith({ people }, { next: 'overlap' });
		const [first, second] = await walk(name, path);

		expect(second[0]).toBe(first[1]);
		expect((await walk(name, path)).flat()).toHaveLength(people);
	});

	it('empty: the rows are on the next page', async () => {
		const name = organizationWith({ people }, { next: 'empty' });
		expect((await walk(name, path)).map(({ length }) => length)).toEqual([0, 2, 2, 2]);
	});

	it('repeat: the rows are on the next page again, under another link', async () => {
		const name = organizationWith({ people }, { times: 2, next: 'repeat' });
		const [first, ...others] = await walk(name, path);
		expect(others.slice(0, 2)).toEqual([first, first]);
		expect(new Set([first, ...others].flat()).size).toBe(people);
	});

	it('waits for a GET, does not change other answers, and refuses an unknown form', async () => {
		const name = organizationWith({}, { next: 'gone' });
		expect((await get(name, `${EXT}/C-1001`)).status).toBe(200);
		expect((await list(name, path)).next).toBeDefined();
		const wrong = () => control(name).faults([{ next: 'lost' } as unknown as Fault]);
		expect(wrong).toThrow(
			'Fault 0: "next" is one of gone, circle, relative, foreign, overlap, repeat, empty.',
		);
	});
});
