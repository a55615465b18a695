import { startSandbox, type Sandbox, type Settings } from '../../sandbox/server';
import { amy, CREDENTIALS, list, patchAmy, type Json } from './examples/caller';

const EXT = 'profileAndServicesExt/profile';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
afterAll(() => sandbox.close());

let serial = 0;
/** An organization of its own for one test, with these settings. */
function organizationWith(settings: Partial<Settings> = {}): string {
	const name = `state-${++serial}`;
	sandbox.organization(name).reset(settings);
	return name;
}

describe('what is stored', () => {
	it('names are rewritten, texts are cut to the length of their field', async () => {
		const organization = organizationWith();
		await patchAmy(sandbox, organization, {
			lastName: "van der o'NEIL-smith (YM)",
			salutation: 'x'.repeat(40),
		});
		expect(amy(sandbox, organization)).toMatchObject({
			lastName: "Van Der O'Neil-Smith (Ym)",
			salutation: 'x'.repeat(20),
		});
	});

	it('the policies can be switched', async () => {
		const organization = organizationWith({
			smartCase: false,
			emailPolicy: 'lowerCase',
			phonePolicy: 'digits',
		});
		await patchAmy(sandbox, organization, {
			lastName: 'mcDONALD',
			email: ' Amy@Example.ORG',
			phone: '+1 (555) 01-0',
		});
		expect(amy(sandbox, organization)).toMatchObject({
			lastName: 'mcDONALD',
			email: 'amy@example.org',
			phone: '+1555010',
			domain: 'example.org',
		});
	});

	it('null and empty text clear, each to the empty value of its type', async () => {
		const organization = organizationWith();
		const body = { phone: '', birthDate: null, gender: '', cusPoints: null, cusLoyaltyTier: null };
		expect((await patchAmy(sandbox, organization, body, EXT)).status).toBe(200);
		expect(amy(sandbox, organization)).toMatchObject({
			phone: '',
			birthDate: '',
			age: 0,
			gender: 'unknown',
			cusPoints: 0,
			cusLoyaltyTier: 'none',
		});
	});

	it.each([
		['1985-08-17', '1985-08-17'],
		['1985-08-17 23:30:00.000Z', '1985-08-17'],
		['1985-08-17T23:30:00-05:00', '1985-08-18'],
	])('the birth date %s is stored as %s', async (sent, stored) => {
		const organization = organizationWith();
		await patchAmy(sandbox, organization, { birthDate: sent });
		expect(amy(sandbox, organization).birthDate).toBe(stored);
	});

	it.each(['31/12/1980', '1985-02-30', 'yesterday'])(
		'the birth date %s is refused',
		async (sent) => {
			const organization = organizationWith();
			const reply = await patchAmy(sandbox, organization, { birthDate: sent });
			expect(reply.status).toBe(500);
			expect(reply.text).toContain(`BAS-010040 Cannot convert '${sent}'`);
		},
	);

	it('parts of the location are merged, or replaced by setting', async () => {
		const location = { city: 'Beaulieu' };
		const merging = organizationWith();
		const replacing = organizationWith({ locationPatch: 'replace' });
		for (const organization of [merging, replacing]) {
			await patchAmy(sandbox, organization, { location: { address1: 'Old Road 1' } });
			await patchAmy(sandbox, organization, { location });
		}
		expect(amy(sandbox, merging).location).toMatchObject({
			address1: 'Old Road 1',
			city: 'Beaulieu',
		});
		expect(amy(sandbox, replacing).location).toMatchObject({ address1: '', city: 'Beaulieu' });
	});

	it('an opt-out stamps its own date when it changes, and only then', async () => {
		const organization = organizationWith();
		await patchAmy(sandbox, organization, { blackListEmail: true, blackListFax: false });
		const { blackListEmailLastModified, blackListFaxLastModified } = amy(sandbox, organization);
		expect(blackListEmailLastModified).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3}Z$/);
		expect(blackListFaxLastModified).toBe('');

		await patchAmy(sandbox, organization, { blackListEmail: true });
		expect(amy(sandbox, organization).blackListEmailLastModified).toBe(blackListEmailLastModified);
	});

	it('accents survive with charset utf-8 and are stored wrongly without', async () => {
		const organization = organizationWith();
		await patchAmy(sandbox, organization, { salutation: 'Señora' });
		expect(amy(sandbox, organization).salutation).toBe('Señora');

		await fetch(String(amy(sandbox, organization).href), {
			method: 'PATCH',
			headers: { ...CREDENTIALS, 'Content-Type': 'application/json' },
			body: JSON.stringify({ salutation: 'Señora' }),
		});
		expect(amy(sandbox, organization).salutation).toBe('SeÃ±ora');
	});

	it('a refused body stores nothing of it', async () => {
		const organization = organizationWith();
		await patchAmy(sandbox, organization, { phone: '1', gender: 'x' });
		expect(amy(sandbox, organization).phone).toBe('3301020300');
	});

	it('a link is set by PKey, taken away by null, and ignored without PKey', async () => {
		const organization = organizationWith();
		const units = await list(sandbox, organization, 'profileAndServicesExt/orgUnitBase');
		const [, north] = units.content;
		const patch = (orgUnit: unknown) => patchAmy(sandbox, organization, { orgUnit }, EXT);

		await patch({ PKey: north.PKey });
		expect(amy(sandbox, organization).orgUnit).toEqual({
			PKey: north.PKey,
			href: north.href,
			title: 'North (north)',
		});
		const unit = (await (await fetch(String(north.href), { headers: CREDENTIALS })).json()) as Json;
		expect(unit).toEqual(north);
		await patch({ title: 'South (south)' });
		expect(amy(sandbox, organization).orgUnit).toMatchObject({ title: 'North (north)' });
		await patch(null);
		expect(amy(sandbox, organization).orgUnit).toBeNull();
	});
});
