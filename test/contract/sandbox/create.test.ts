import { parsed, reflowed, type Json } from '../caller';
import { EXT, STANDARD, sandboxFor } from '../sandboxFor';

const SENTENCE = 'An error has occurred - please contact your administrator.';

const { organizationWith, baseUrl, stored, call, get, list, keyOfAmy, amy, patchAmy } =
	sandboxFor('create');

const post = (organization: string, body: unknown, path = EXT) =>
	call(organization, { method: 'POST', path, body });

/** The texts of each dialect for the same mistakes. */
const DIALECTS = [
	{
		dialect: 'standard' as const,
		rst: `RST-360011 ${SENTENCE} `,
		duplicate:
			/^A 'Profile' with the same key '[^']+' already exists\. PGS-220000 PostgreSQL error/,
		malformedKey: { status: 500, text: /XTK-170036 Unable to parse expression '@id = @none'\.$/ },
		link: { field: 'orgUnit', target: 'orgUnitBase', name: 'north', path: 'OrgUnitBase' },
	},
	{
		dialect: 'v8' as const,
		rst: '',
		duplicate: new RegExp(`^${SENTENCE}$`),
		malformedKey: { status: 404, text: /^Unable to decrypt PKey\. \(PKey=@none\)/ },
		link: { field: 'cusStorelink', target: 'cusStore', name: 'station', path: 'CusStore' },
	},
];

describe.each(DIALECTS)('$dialect: POST', ({ dialect, rst, duplicate, malformedKey, link }) => {
	it("takes an empty profile, because no field is mandatory ('Creating profiles')", async () => {
		const organization = organizationWith({ dialect });
		const reply = await post(organization, {}, STANDARD);

		expect(reply.status).toBe(201);
		expect(parsed(reply)).toMatchObject({ email: '', lastName: '', gender: 'unknown', age: 0 });
		expect(stored(organization).at(-1)?.PKey).toBe(parsed(reply).PKey);
	});

	it('takes the custom key and the location, and answers with the address of the profile', async () => {
		const organization = organizationWith({ dialect });
		const body = { cusCustomerId: 'C-9001', location: { city: 'Albany', zipCode: '12207' } };
		const made = parsed(await post(organization, body));

		expect(made).toMatchObject(body);
		expect(made.href).toBe(`${baseUrl()}/${organization}/campaign/${EXT}/${String(made.PKey)}`);
		expect(parsed(await get(organization, `${EXT}/C-9001`))).toEqual(made);
	});

	it("makes two profiles of the same body, unless e-mail is a key ('Troubleshooting')", async () => {
		const body = { email: 'twice@example.com' };
		const organization = organizationWith({ dialect });
		const strict = organizationWith({ dialect, uniqueEmail: true });
		const first = await post(organization, body, STANDARD);
		const second = await post(organization, body, STANDARD);
		const third = await post(strict, body, STANDARD);
		const refused = await post(strict, body, STANDARD);

		expect([first, second, third].map(({ status }) => status)).toEqual([201, 201, 201]);
		expect(parsed(first).PKey).not.toBe(parsed(second).PKey);
		expect(refused.status).toBe(500);
		expect(reflowed(refused.text)).toMatch(duplicate);
		expect(stored(strict)).toHaveLength(61);
	});

	it('refuses a key of another profile, in PATCH too, and takes its own', async () => {
		const organization = organizationWith({ dialect, uniqueEmail: true });
		const email = 'zoe.brannstrom@example.com';
		const before = stored(organization);
		const replies = [
			await post(organization, { cusCustomerId: 'C-1001' }),
			await patchAmy(organization, { cusCustomerId: 'C-1002' }, EXT),
			await patchAmy(organization, { email }),
		];

		for (const { status, text } of replies) {
			expect(status).toBe(500);
			expect(reflowed(text)).toMatch(duplicate);
		}
		expect(stored(organization)).toEqual(before);
		const { email: own, cusCustomerId } = amy(organization);
		const same = await patchAmy(organization, { email: own, cusCustomerId }, EXT);
		expect(same.status).toBe(200);
	});

	it('refuses an attribute that does not exist at this endpoint, and makes no profile', async () => {
		const organization = organizationWith({ dialect });
		const refused = async (body: Json, path = EXT) =>
			reflowed((await post(organization, body, path)).text);

		expect(await refused({ nope: 1 })).toBe(
			"'nope' property is not valid for the 'profile' resource.",
		);
		expect(await refused({ cusPoints: 1 }, STANDARD)).toBe(
			"'cusPoints' property is not valid for the 'profile' resource.",
		);
		expect(await refused({ location: { street: 'x' } })).toBe(
			"'street' property is not valid for the 'profile' resource.",
		);
		expect(stored(organization)).toHaveLength(60);
	});

	it('sets a link by its PKey or its raw key on Ext, and answers with its title', async () => {
		const organization = organizationWith({ dialect });
		const path = `profileAndServicesExt/${link.target}`;
		const { content } = await list(organization, path);
		const record = content.find(({ name }) => name === link.name) ?? {};

		for (const PKey of [record.PKey, link.name]) {
			const made = parsed(await post(organization, { [link.field]: { PKey } }));
			expect(made[link.field]).toEqual({
				PKey: record.PKey,
				href: record.href,
				title: record.title,
			});
		}
		expect((await post(organization, { [link.field]: record }, STANDARD)).text).toContain(
			`'${link.field}' property is not valid`,
		);
	});

	it("refuses a link without a record ('Limitations')", async () => {
		const organization = organizationWith({ dialect });
		const linked = (PKey: string) => post(organization, { [link.field]: { PKey } });
		const malformed = await linked('@none');
		const raw = await linked('nowhere');

		expect(malformed.status).toBe(malformedKey.status);
		expect(reflowed(malformed.text)).toMatch(malformedKey.text);
		expect(raw.status).toBe(404);
		expect(reflowed(raw.text)).toBe(
			`${rst}Unable to find document with path '${link.path}' from key 'nowhere' (document with schema '${link.target}' and name 'nowhere')`,
		);
		expect((await linked(keyOfAmy(organization))).status).toBe(malformedKey.status);
		expect(stored(organization)).toHaveLength(60);
	});

	it("ignores other attributes of a link, or refuses them in v8 ('Limitations')", async () => {
		const organization = organizationWith({ dialect });
		const reply = await post(organization, { [link.field]: { label: 'New' } });

		if (dialect === 'v8') {
			expect(reply).toMatchObject({
				status: 500,
				text: "'label' property is not valid for the 'profile' resource.",
			});
		} else {
			expect(reply.status).toBe(201);
			expect(parsed(reply)).toHaveProperty(link.field, null);
		}
	});
});
