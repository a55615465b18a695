import type { Json } from '../caller';
import { STANDARD, sandboxFor } from '../sandboxFor';

const { organizationWith, baseUrl, control, stored, list } = sandboxFor('bulk');

const now = '2026-11-25T21:00:00.000Z';
const shown = '2026-11-25 21:00:00.000Z';

const ask = async (path: string, body: unknown) => {
	const options = { method: 'POST', body: JSON.stringify(body) };
	const response = await fetch(`${baseUrl()}/__sandbox/${path}`, options);
	return { status: response.status, body: (await response.json()) as Json };
};

describe('touch', () => {
	it('changes profiles in the order of creation, at one moment of the clock', () => {
		const organization = organizationWith({ people: 6, now });
		const before = stored(organization);
		const touched = control(organization).touch({
			from: 2,
			count: 3,
			values: { cusLoyaltyTier: 'gold', location: { city: 'Oslo' } },
		});
		const after = stored(organization);

		expect(touched).toBe(3);
		expect([0, 1, 5].map((index) => after[index])).toEqual([0, 1, 5].map((index) => before[index]));
		for (const index of [2, 3, 4]) {
			expect(after[index]).toMatchObject({
				PKey: before[index].PKey,
				email: before[index].email,
				created: before[index].created,
				lastModified: shown,
				cusLoyaltyTier: 'gold',
				location: { city: 'Oslo' },
			});
		}
		expect(control(organization).commits()).toEqual([]);
	});

	it('takes moments that follow each other, old ones too, and ends with the table', () => {
		const organization = organizationWith({ people: 3 });
		const change = { from: 1, count: 50, lastModified: shown, stepMs: 1500 };

		expect(control(organization).touch(change)).toBe(2);
		expect(stored(organization).map(({ lastModified }) => lastModified)).toEqual([
			'2024-01-01 08:00:00.000Z',
			shown,
			'2026-11-25 21:00:01.500Z',
		]);
		control(organization).touch({ count: 1, lastModified: '2001-01-01T00:00:00Z' });
		expect(stored(organization)[0].lastModified).toBe('2001-01-01 00:00:00.000Z');
	});

	it('is visible after visibleAfterMs, and the next request is no journal of it', async () => {
		const organization = organizationWith({ people: 3, visibleAfterMs: 3_600_000 });
		control(organization).touch({ count: 3, values: { phone: '1' } });
		const { content } = await list(organization, STANDARD);

		expect(content.map(({ phone }) => phone)).toEqual(['', '', '']);
		expect(control(organization).commits()).toEqual([]);
	});

	it('puts 3,000 rows of one moment first, in the order of creation', async () => {
		const organization = organizationWith({ people: 4000 });
		control(organization).touch({ from: 500, count: 3000 });
		const path = `${STANDARD}?_order=lastModified%20desc&_lineCount=3001`;
		const { content } = await list(organization, path);

		expect(new Set(content.slice(0, 3000).map(({ lastModified }) => lastModified)).size).toBe(1);
		expect(content[0].email).toBe('person-000501@example.com');
		expect(content[2999].email).toBe('person-003500@example.com');
		expect(content[3000].email).toBe('person-004000@example.com');
	});

	it.each([
		[{ count: -1 }, '"count" is a whole number from 0 on.'],
		[{ count: 1, from: 0.5 }, '"from" is a whole number from 0 on.'],
		[{ count: 1, lastModified: 'soon' }, '"lastModified" is an instant.'],
		[{ count: 1, values: { nme: 'x' } }, 'Profiles have no attribute "nme".'],
	])('refuses %j and changes nothing', (change, message) => {
		const organization = organizationWith({ people: 2 });
		const before = stored(organization);
		expect(() => control(organization).touch(change)).toThrow(message);
		expect(stored(organization)).toEqual(before);
	});

	it('is at an address', async () => {
		const organization = organizationWith({ people: 2 });
		const body = { count: 2, lastModified: shown };

		expect((await ask(`${organization}/touch`, body)).body).toEqual({ touched: 2 });
		expect(stored(organization)[1].lastModified).toBe(shown);
		expect((await ask(`${organization}/touch`, { count: 'x' })).status).toBe(400);
	});
});

describe('newPeople', () => {
	it('adds people whose numbers go on, born at one moment of the clock', () => {
		const organization = organizationWith({ people: 2, now });
		const { newPeople, remove, commits } = control(organization);

		expect(newPeople(2)).toBe(2);
		remove(stored(organization)[3].PKey);
		expect(newPeople(1)).toBe(1);
		expect(stored(organization).map(({ email }) => email)).toEqual(
			[1, 2, 3, 5].map((number) => `person-00000${number}@example.com`),
		);
		expect(stored(organization)[3]).toMatchObject({
			cusCustomerId: 'P-000005',
			acsId: '00000000-0000-4000-8000-000000000005',
			created: shown,
			lastModified: shown,
		});
		expect(commits()).toEqual([]);
	});

	it('begins with number 1 beside the seed, and after a reset', () => {
		const organization = organizationWith();
		control(organization).newPeople(1);
		control(organization).reset();
		control(organization).newPeople(1);

		expect(stored(organization)).toHaveLength(61);
		expect(stored(organization)[60].email).toBe('person-000001@example.com');
	});

	it('takes moments that follow each other', () => {
		const organization = organizationWith({ people: 1 });
		const created = '2026-11-25 20:00:00.000Z';
		control(organization).newPeople(2, { created, lastModified: shown, stepMs: 1 });
		const rows = stored(organization).slice(1);

		expect(rows).toMatchObject([
			{ created, lastModified: shown },
			{ created: '2026-11-25 20:00:00.001Z', lastModified: '2026-11-25 21:00:00.001Z' },
		]);
		expect(() => control(organization).newPeople(1, { created: 'soon' })).toThrow(
			'"created" is an instant.',
		);
		expect(() => control('ims').newPeople(1)).toThrow('The token service holds no profiles.');
	});

	it('is at the address people', async () => {
		const organization = organizationWith({ people: 1 });
		const body = { count: 2, created: shown };

		expect((await ask(`${organization}/people`, body)).body).toEqual({ added: 2 });
		expect(stored(organization)[2]).toMatchObject({ created: shown, lastModified: shown });
	});
});
