import { CREDENTIALS, type Json } from '../caller';
import { EXT, sandboxFor } from '../sandboxFor';

const { organizationWith, list, amy, patchAmy } = sandboxFor('state');

describe('what is stored', () => {
	it('smartCase rewrites names, and texts are cut to the length of their field', async () => {
		const organization = organizationWith();
		await patchAmy(organization, {
			lastName: "van der o'NEIL-smith (YM)",
			salutation: 'x'.repeat(40),
		});
		expect(amy(organization)).toMatchObject({
			lastName: "Van Der O'Neil-Smith (Ym)",
			salutation: 'x'.repeat(20),
		});
	});

	it('smartCase, emailPolicy and phonePolicy switch the policies', async () => {
		const organization = organizationWith({
			smartCase: false,
			emailPolicy: 'lowerCase',
			phonePolicy: 'digits',
		});
		await patchAmy(organization, {
			lastName: 'mcDONALD',
			email: ' Amy@Example.ORG',
			phone: '+1 (555) 01-0',
		});
		expect(amy(organization)).toMatchObject({
			lastName: 'mcDONALD',
			email: 'amy@example.org',
			phone: '+1555010',
			domain: 'example.org',
		});
	});

	it('null and empty text set a field to the empty value of its type', async () => {
		const organization = organizationWith();
		const body = { phone: '', birthDate: null, gender: '', cusPoints: null, cusLoyaltyTier: null };
		expect((await patchAmy(organization, body, EXT)).status).toBe(200);
		expect(amy(organization)).toMatchObject({
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
		await patchAmy(organization, { birthDate: sent });
		expect(amy(organization).birthDate).toBe(stored);
	});

	it.each(['31/12/1980', '1985-02-30', 'yesterday'])(
		'the birth date %s is refused',
		async (sent) => {
			const organization = organizationWith();
			const reply = await patchAmy(organization, { birthDate: sent });
			expect(reply.status).toBe(500);
			expect(reply.text).toContain(`BAS-010040 Cannot convert '${sent}'`);
		},
	);

	it('parts of the location are merged, or replaced with locationPatch "replace"', async () => {
		const location = { city: 'Beaulieu' };
		const merging = organizationWith();
		const replacing = organizationWith({ locationPatch: 'replace' });
		for (const organization of [merging, replacing]) {
			await patchAmy(organization, { location: { address1: 'Old Road 1' } });
			await patchAmy(organization, { location });
		}
		expect(amy(merging).location).toMatchObject({
			address1: 'Old Road 1',
			city: 'Beaulieu',
		});
		expect(amy(replacing).location).toMatchObject({ address1: '', city: 'Beaulieu' });
	});

	it('an opt-out sets its own date when it changes, and only then', async () => {
		const organization = organizationWith();
		await patchAmy(organization, { blackListEmail: true, blackListFax: false });
		const { blackListEmailLastModified, blackListFaxLastModified } = amy(organization);
		expect(blackListEmailLastModified).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3}Z$/);
		expect(blackListFaxLastModified).toBe('');

		await patchAmy(organization, { blackListEmail: true });
		expect(amy(organization).blackListEmailLastModified).toBe(blackListEmailLastModified);
	});

	it('accents are stored with charset utf-8, and wrongly without it', async () => {
		const organization = organizationWith();
		await patchAmy(organization, { salutation: 'Señora' });
		expect(amy(organization).salutation).toBe('Señora');

		await fetch(String(amy(organization).href), {
			method: 'PATCH',
			headers: { ...CREDENTIALS, 'Content-Type': 'application/json' },
			body: JSON.stringify({ salutation: 'Señora' }),
		});
		expect(amy(organization).salutation).toBe('SeÃ±ora');
	});

	it('no attribute of a refused body is stored', async () => {
		const organization = organizationWith();
		await patchAmy(organization, { phone: '1', gender: 'x' });
		expect(amy(organization).phone).toBe('3301020300');
	});

	it('a link is set by PKey, removed by null, and ignored without PKey', async () => {
		const organization = organizationWith();
		const units = await list(organization, 'profileAndServicesExt/orgUnitBase');
		const [, north] = units.content;
		const patch = (orgUnit: unknown) => patchAmy(organization, { orgUnit }, EXT);

		await patch({ PKey: north.PKey });
		expect(amy(organization).orgUnit).toEqual({
			PKey: north.PKey,
			href: north.href,
			title: 'North (north)',
		});
		const unit = (await (await fetch(String(north.href), { headers: CREDENTIALS })).json()) as Json;
		expect(unit).toEqual(north);
		await patch({ title: 'South (south)' });
		expect(amy(organization).orgUnit).toMatchObject({ title: 'North (north)' });
		await patch(null);
		expect(amy(organization).orgUnit).toBeNull();
	});
});
