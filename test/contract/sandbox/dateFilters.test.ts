import { CREDENTIALS, type Json } from '../caller';
import { EXT, sandboxFor } from '../sandboxFor';

const { organizationWith, control, get, list } = sandboxFor('dates');

const [EARLY, NOON, LATE] = ['11', '12', '13'].map((hour) => `2026-11-25 ${hour}:00:00.000Z`);

/** "new" was created and changed last; "imported" has a last change that is older than its creation. */
const PEOPLE = [
	{ lastName: 'old', created: EARLY, lastModified: EARLY },
	{ lastName: 'changed', created: EARLY, lastModified: NOON },
	{ lastName: 'new', created: LATE, lastModified: LATE },
	{ lastName: 'imported', created: NOON, lastModified: EARLY },
];

const DIALECTS = [
	['standard', 'by'],
	['v8', ''],
] as const;

const iso = (instant: string) => instant.replace(' ', 'T');
const names = (content: Json[]) => content.map(({ lastName }) => lastName);

describe.each(DIALECTS)('a filter by an instant in %s', (dialect, prefix) => {
	const at = (filter: string, value: string) =>
		`${EXT}/${prefix}${filter}=${encodeURIComponent(value)}`;
	const found = async (organization: string, filter: string, value: string) =>
		names((await list(organization, at(filter, value))).content);

	it.each([
		['ModifiedFrom?modifiedfrom_parameter', ['changed', 'new']],
		['ChangedSince?_parameter', ['changed', 'new']],
		['CreatedFrom?createdfrom_parameter', ['new', 'imported']],
	])('%s finds the profiles from that instant on, in both forms', async (filter, expected) => {
		const organization = organizationWith({ dialect, profiles: PEOPLE });

		expect(await found(organization, filter, NOON)).toEqual(expected);
		expect(await found(organization, filter, iso(NOON))).toEqual(expected);
		expect(await found(organization, filter, NOON.replace('000Z', '001Z'))).toEqual(
			expected.filter((name) => name === 'new'),
		);
		expect(await found(organization, filter, '')).toHaveLength(4);
	});

	it('finds a later instant alone with fromFilterStrict', async () => {
		const organization = organizationWith({ dialect, profiles: PEOPLE, fromFilterStrict: true });

		expect(await found(organization, 'ModifiedFrom?modifiedfrom_parameter', NOON)).toEqual(['new']);
		expect(await found(organization, 'CreatedFrom?createdfrom_parameter', NOON)).toEqual(['new']);
	});

	it.each([
		['either', [200, 200]],
		['campaign', [200, 500]],
		['iso', [500, 200]],
	] as const)('takes the form of filterDates %s', async (filterDates, expected) => {
		const organization = organizationWith({ dialect, profiles: PEOPLE, filterDates });
		const replies = await Promise.all(
			[NOON, iso(NOON)].map((value) => get(organization, at('ChangedSince?_parameter', value))),
		);

		expect(replies.map(({ status }) => status)).toEqual(expected);
		for (const { text } of replies.filter(({ status }) => status === 500)) {
			expect(text).toMatch(
				dialect === 'v8'
					? /^An error has occurred/
					: /^BAS-010040 Cannot convert '2026-11-25[ T]12:00:00.000Z' \(type text\) to datetime type/,
			);
		}
	});

	it.each(['yesterday', '2026-02-30 12:00:00.000Z', '1764072000'])('refuses %s', async (value) => {
		const reply = await get(organizationWith({ dialect }), at('ChangedSince?_parameter', value));
		expect(reply.status).toBe(500);
	});

	it('is ordered by lastModified page after page, equal moments in the order of creation', async () => {
		const profiles = Array.from({ length: 9 }, (_, index) => ({
			lastName: String(index),
			lastModified: [LATE, NOON, EARLY][index % 3],
		}));
		const organization = organizationWith({ dialect, profiles });
		const walk = async (direction: string) => {
			const path = `${at('ModifiedFrom?modifiedfrom_parameter', NOON)}&_lineCount=2`;
			const first = await list(organization, `${path}&_order=lastModified%20${direction}`);
			const seen = names(first.content);
			for (let { next } = first; next; ) {
				const page = await (await fetch(next.href, { headers: CREDENTIALS })).json();
				seen.push(...names((page as { content: Json[] }).content));
				next = (page as { next?: { href: string } }).next;
			}
			return seen.join('');
		};

		expect(await walk('desc')).toBe('036147');
		expect(await walk('asc')).toBe('147036');
		const [{ PKey }] = control(organization).profiles();
		control(organization).put({ PKey, lastModified: EARLY });
		expect(await walk('desc')).toBe('36147');
	});
});
