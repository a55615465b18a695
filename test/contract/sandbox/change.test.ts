import { parsed, type Json } from '../caller';
import { EXT, STANDARD, sandboxFor } from '../sandboxFor';

const { organizationWith, baseUrl, control, stored, call, get, list } = sandboxFor('change');

const PEOPLE = [
	{ lastName: 'B', email: 'b@example.com' },
	{ lastName: 'A', email: 'a@example.com' },
];

describe('change', () => {
	it('moves the clock and keeps records, requests and commits', async () => {
		const organization = organizationWith({ profiles: PEOPLE, now: '2026-11-25T21:00:00Z' });
		const { change, requests, commits } = control(organization);
		const create = async () =>
			parsed(await call(organization, { method: 'POST', path: STANDARD, body: { phone: '1' } }));
		const first = await create();
		change({ now: '2026-11-25T21:05:00Z' });
		const second = await create();

		expect([first.created, second.created]).toEqual([
			'2026-11-25 21:00:00.000Z',
			'2026-11-25 21:05:00.000Z',
		]);
		expect([stored(organization).length, requests().length, commits().length]).toEqual([4, 2, 2]);
	});

	it('holds for a list that was read before', async () => {
		const organization = organizationWith({ profiles: PEOPLE });
		const path = `${STANDARD}/byEmail?email=A@example.com`;
		expect((await list(organization, path)).content).toHaveLength(1);
		control(organization).change({ emailMatch: 'exact' });
		expect((await list(organization, path)).content).toHaveLength(0);

		const ordered = `${STANDARD}?_order=lastName`;
		expect((await get(organization, ordered)).status).toBe(200);
		control(organization).change({ sortableFields: [] });
		expect((await get(organization, ordered)).status).toBe(500);
	});

	it('of visibleAfterMs holds for writes that wait', async () => {
		const organization = organizationWith({ profiles: PEOPLE, visibleAfterMs: 3_600_000 });
		control(organization).put({ lastName: 'Late' });
		expect((await list(organization, STANDARD)).content).toHaveLength(2);
		control(organization).change({ visibleAfterMs: 0 });
		expect((await list(organization, STANDARD)).content).toHaveLength(3);
	});

	it('refuses a wrong setting, and one that a reset alone reads', async () => {
		const organization = organizationWith({ profiles: PEOPLE });
		const { change } = control(organization);

		expect(() => change({ smartCase: false, people: 3 })).toThrow(
			'Setting "people" is read by a reset alone.',
		);
		expect(() => change({ smartCase: false, now: 'soon' })).toThrow('Setting "now" is an instant.');
		const body = { firstName: 'amy' };
		const made = parsed(await call(organization, { method: 'POST', path: STANDARD, body }));
		expect(made.firstName).toBe('Amy');
		expect(() => control('ims').change({})).toThrow('The token service holds no profiles.');
	});

	it('is at the address settings', async () => {
		const organization = organizationWith({ profiles: PEOPLE });
		const response = await fetch(`${baseUrl()}/__sandbox/${organization}/settings`, {
			method: 'POST',
			body: '{"acsIdShown":false}',
		});

		expect(await response.json()).toEqual({ changed: organization });
		expect(stored(organization)[0]).not.toHaveProperty('acsId');
	});
});

describe('pkeyEpoch', () => {
	it('changes all PKeys that are shown, and no acsId; the old ones stay valid', async () => {
		const organization = organizationWith({ people: 3, rotatePkeys: true });
		const rows = async () => (await list(organization, EXT)).content;
		const before = await rows();
		control(organization).change({ pkeyEpoch: 1 });
		const after = await rows();
		control(organization).change({ pkeyEpoch: 2 });
		const keys = [before, after, await rows()].flat().map(({ PKey }) => PKey);

		expect(new Set(keys).size).toBe(9);
		expect(after.map(({ acsId }) => acsId)).toEqual(before.map(({ acsId }) => acsId));
		const now = parsed(await get(organization, `${EXT}/${String(before[1].PKey)}`));
		expect(now).toMatchObject({ PKey: keys[7], email: 'person-000002@example.com' });
		const path = `${EXT}/${String(after[1].PKey)}`;
		expect((await call(organization, { method: 'PATCH', path, body: { phone: '1' } })).status).toBe(
			200,
		);
		expect(stored(organization)[1].phone).toBe('1');
	});

	it('changes the PKeys in links, and a reset goes back', async () => {
		const organization = organizationWith();
		const linked = async () =>
			(await list(organization, 'profileAndServicesExt/cusOrder')).content[0]
				.cusProfilelink as Json;
		const before = await linked();
		control(organization).change({ pkeyEpoch: 1 });
		const after = await linked();
		control(organization).reset();

		expect(before).toHaveProperty('PKey');
		expect(after.title).toBe(before.title);
		expect(after.PKey).not.toBe(before.PKey);
		expect(await linked()).toEqual(before);
	});
});

describe('acsIdShown', () => {
	it.each([true, false])('%s decides whether profiles have the attribute', async (acsIdShown) => {
		const organization = organizationWith({ profiles: PEOPLE, acsIdShown });
		const metadata = async (kind: string) =>
			Object.keys(
				parsed(await get(organization, `profileAndServicesExt/resourceType/${kind}`))
					.content as object,
			);
		const [row] = (await list(organization, EXT)).content;

		expect('acsId' in row).toBe(acsIdShown);
		expect('acsId' in stored(organization)[0]).toBe(acsIdShown);
		expect((await metadata('profile')).includes('acsId')).toBe(acsIdShown);
		expect(await metadata('cusOrder')).toContain('acsId');
		expect((await get(organization, `${EXT}/acsId`)).status).toBe(acsIdShown ? 200 : 404);
	});
});
