import { reflowed } from '../caller';
import { EXT, STANDARD, sandboxFor } from '../sandboxFor';

const SENTENCE = 'An error has occurred - please contact your administrator.';

const { organizationWith, stored, call, get, keyOfAmy } = sandboxFor('delete');

const remove = (organization: string, path: string) =>
	call(organization, { method: 'DELETE', path });

/** The texts of each dialect for the same mistakes. */
const DIALECTS = [
	{
		dialect: 'standard' as const,
		rst: `RST-360011 ${SENTENCE} `,
		malformedKey: { status: 500, text: /XTK-170036 Unable to parse expression '@id = @none'\.$/ },
	},
	{
		dialect: 'v8' as const,
		rst: '',
		malformedKey: { status: 404, text: /^Unable to decrypt PKey\. \(PKey=@none\)/ },
	},
];

describe.each(DIALECTS)('$dialect: DELETE', ({ dialect, rst, malformedKey }) => {
	const missing = (key: string) =>
		`${rst}Unable to find document with path 'Profile' from key '${key}:0' (document with schema 'profile' and name '${key}')`;

	it("answers 200 without a body, by PKey and by custom key ('Verbs')", async () => {
		const organization = organizationWith({ dialect });
		const byKey = await remove(organization, `${STANDARD}/${keyOfAmy(organization)}`);
		const byCustomKey = await remove(organization, `${EXT}/C-1002`);

		for (const reply of [byKey, byCustomKey]) {
			expect(reply).toMatchObject({ status: 200, text: '', contentType: null });
		}
		expect(stored(organization).map(({ cusCustomerId }) => cusCustomerId)).not.toContain('C-1001');
		expect(stored(organization)).toHaveLength(58);
	});

	it('answers 404 a second time, and for a key without a profile (Inferred for a PKey)', async () => {
		const organization = organizationWith({ dialect });
		const key = keyOfAmy(organization);
		await remove(organization, `${STANDARD}/${key}`);
		const replies = [
			[key, await remove(organization, `${STANDARD}/${key}`)],
			['C-1001', await remove(organization, `${EXT}/C-1001`)],
			['C-1001', await get(organization, `${EXT}/C-1001`)],
		] as const;

		for (const [name, { status, text }] of replies) {
			expect(status).toBe(404);
			expect(reflowed(text)).toBe(missing(name));
		}
		expect(stored(organization)).toHaveLength(59);
	});

	it('refuses a malformed PKey as a GET does', async () => {
		const organization = organizationWith({ dialect });
		const reply = await remove(organization, `${STANDARD}/@none`);

		expect(reply.status).toBe(malformedKey.status);
		expect(reflowed(reply.text)).toMatch(malformedKey.text);
		expect(stored(organization)).toHaveLength(60);
	});

	it('deletes no profile by a raw key on profileAndServices', async () => {
		const organization = organizationWith({ dialect });

		expect((await remove(organization, `${STANDARD}/C-1001`)).status).toBe(500);
		expect((await remove(organization, STANDARD)).status).toBe(500);
		expect(stored(organization)).toHaveLength(60);
	});
});
