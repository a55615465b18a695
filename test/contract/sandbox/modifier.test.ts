import { parsed, type Json } from '../caller';
import { EXT, STANDARD, sandboxFor } from '../sandboxFor';

const { organizationWith, baseUrl, control, stored, call, get, list } = sandboxFor('modifier');

const PEOPLE = [{ lastName: 'First' }, { lastName: 'Second' }];

const create = async (organization: string) =>
	parsed(await call(organization, { method: 'POST', path: STANDARD, body: { phone: '1' } }));

const update = async (organization: string, PKey: unknown) =>
	parsed(
		await call(organization, {
			method: 'PATCH',
			path: `${STANDARD}/${PKey}`,
			body: { phone: '2' },
		}),
	);

/** Who created and who changed each profile of a list. */
async function accounts(organization: string): Promise<unknown[][]> {
	const { content } = await list(organization, STANDARD);
	const title = (link: unknown) => (link as Json | undefined)?.title;
	return content.map(({ createdBy, modifiedBy }) => [title(createdBy), title(modifiedBy)]);
}

describe('modifiedByShown', () => {
	it('is never by default: no read, list or write shows an account', async () => {
		const organization = organizationWith({ profiles: PEOPLE, apiAccount: 'Shop' });
		const made = await create(organization);
		const [first] = (await list(organization, EXT)).content;
		const alone = parsed(await get(organization, `${EXT}/${String(made.PKey)}`));

		for (const profile of [made, first, alone, ...stored(organization)]) {
			expect(profile).not.toHaveProperty('createdBy');
			expect(profile).not.toHaveProperty('modifiedBy');
		}
		expect(control(organization).commits()[0].values).not.toHaveProperty('modifiedBy');
	});

	it.each([STANDARD, EXT])('prints accounts as links of %s, in ASCII order', async (path) => {
		const organization = organizationWith({ profiles: PEOPLE, modifiedByShown: 'link' });
		const [inList] = (await list(organization, path)).content;
		const alone = parsed(await get(organization, `${path}/${String(inList.PKey)}`));
		const names = Object.keys(alone);
		const { PKey } = alone.modifiedBy as Json;

		expect(alone).toEqual(inList);
		expect(names).toEqual([...names].sort());
		expect(PKey).toMatch(/^@[\w-]{91}$/);
		expect(alone.modifiedBy).toEqual({
			PKey,
			href: `${baseUrl()}/${organization}/campaign/${path.split('/')[0]}/operator/${String(PKey)}`,
			title: 'Import',
		});
		expect(alone.createdBy).toEqual(alone.modifiedBy);
		expect(names).not.toContain('country');
	});

	it('says Anonymous for writes over the API', async () => {
		const organization = organizationWith({ profiles: PEOPLE, modifiedByShown: 'link' });
		await update(organization, stored(organization)[0].PKey);
		await create(organization);

		expect(await accounts(organization)).toEqual([
			['Import', 'Anonymous'],
			['Import', 'Import'],
			['Anonymous', 'Anonymous'],
		]);
	});

	it('names the account that wrote, though another one writes later', async () => {
		const organization = organizationWith({
			profiles: PEOPLE,
			modifiedByShown: 'link',
			apiAccount: 'Shop',
		});
		const made = await create(organization);
		control(organization).change({ apiAccount: 'n8n' });
		await update(organization, made.PKey);
		await update(organization, stored(organization)[1].PKey);
		const [, second, third] = (await list(organization, STANDARD)).content;

		expect(await accounts(organization)).toEqual([
			['Import', 'Import'],
			['Import', 'n8n'],
			['Shop', 'n8n'],
		]);
		expect(third.modifiedBy).toEqual(second.modifiedBy);
		expect((third.createdBy as Json).PKey).not.toBe((third.modifiedBy as Json).PKey);
	});

	it('says Import for writes of control, and of another client', async () => {
		const overwrite = { method: 'PATCH', overwrite: { fax: '3' } };
		const organization = organizationWith({ modifiedByShown: 'link', profiles: [] }, overwrite);
		for (let made = 0; made < 4; made += 1) await create(organization);
		const [first, second, third] = stored(organization);
		await update(organization, first.PKey);
		control(organization).put({ PKey: second.PKey, fax: '3' });
		control(organization).put({ lastName: 'New' });
		control(organization).touch({ from: 2, count: 1 });
		control(organization).newPeople(1);

		expect(await accounts(organization)).toEqual([
			...[first, second, third].map(() => ['Anonymous', 'Import']),
			['Anonymous', 'Anonymous'],
			['Import', 'Import'],
			['Import', 'Import'],
		]);
	});

	it('has one of its values', () => {
		const organization = organizationWith();
		expect(() => control(organization).change({ modifiedByShown: 'text' as 'link' })).toThrow(
			'Setting "modifiedByShown" is one of never, link.',
		);
	});
});
