import { STANDARD, sandboxFor } from '../sandboxFor';

const { organizationWith, control, stored, list } = sandboxFor('people');

describe('an organization with many people', () => {
	it('is filled with made-up people, the same after each reset', async () => {
		const people = (name: string) =>
			stored(name).map(({ email, firstName, cusCustomerId, created }) => [
				email,
				firstName,
				cusCustomerId,
				created,
			]);
		const first = people(organizationWith({ people: 1000 }));

		expect(first).toHaveLength(1000);
		expect(first[0]).toEqual([
			'person-000001@example.com',
			'Ada',
			'P-000001',
			'2024-01-01 08:00:00.000Z',
		]);
		expect(people(organizationWith({ people: 1000 }))).toEqual(first);
		expect(new Set(first.map(([email]) => email)).size).toBe(1000);
	});

	it('has the given profiles first', () => {
		const name = organizationWith({ profiles: [{ email: 'first@example.com' }], people: 2 });
		const emails = stored(name).map(({ email }) => email);
		expect(emails).toEqual([
			'first@example.com',
			'person-000001@example.com',
			'person-000002@example.com',
		]);
	});

	it('is a big table above 100,000 (Pagination)', async () => {
		const big = organizationWith({ people: 100_001 });
		const at = (query: string) => list(big, `${STANDARD}/email?_lineCount=1${query}`);

		expect((await at('')).next).toBeUndefined();
		expect((await at('&_forcePagination=true')).next).toBeDefined();
	}, 60_000);

	it('shows a write on the page that is read next', async () => {
		const name = organizationWith({ people: 3 });
		const path = `${STANDARD}?_lineCount=2&_order=email`;
		const { content, next } = await list(name, path);
		control(name).put({ PKey: content[0].PKey, email: 'zoe@example.com' });

		const last = await list(name, String(next?.href).split('/campaign/')[1]);
		expect(last.content.map(({ email }) => email)).toEqual(['zoe@example.com']);
	});

	it('does not reuse a page of a stale read', async () => {
		const name = organizationWith({ people: 3 });
		const emails = async () => (await list(name, `${STANDARD}/email`)).content;
		const [{ PKey }] = stored(name);
		control(name).put({ PKey, email: 'zoe@example.com' });
		control(name).faults([{ staleRead: true }]);

		expect(await emails()).toContain('person-000001@example.com');
		expect(await emails()).toContain('zoe@example.com');
	});
});

describe('an organization with its first people', () => {
	it('has some whose mobile number is written as people write it, for the example that corrects them', () => {
		const numbers = stored(organizationWith()).map(({ mobilePhone }) => String(mobilePhone));

		const written = numbers.filter((number) => /^\+1 \(555\) 010-\d{4}$/.test(number));
		expect(written.length).toBeGreaterThan(1);
		expect(written.length).toBeLessThan(numbers.length / 10);
	});
});
