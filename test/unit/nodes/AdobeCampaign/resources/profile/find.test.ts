import { isOfKind, undefinedIfKind } from '../../../../../../nodes/AdobeCampaign/n8n/errors';
import {
	emailFilters,
	findByCustomKey,
	findByEmail,
	hasEmail,
	isDoubtfulKey,
	locateProfile,
	pKeyOf,
	readProfile,
	type ProfileChoice,
} from '../../../../../../nodes/AdobeCampaign/resources/profile/find';
import { MISSING } from '../../../../../../nodes/AdobeCampaign/transport/refusalTable';
import {
	ALL,
	errorOf,
	GONE,
	ok,
	scene,
	shortenPauses,
	type Reply,
	type Script,
} from '../../campaign';

shortenPauses();

const AMY = { PKey: '@a', email: 'amy@example.com', cusId: 'C-1' };
const list = (...content: object[]) => ok({ content });
const byEmail = (email: string) => `GET profile/byEmail?email=${encodeURIComponent(email)}&${ALL}`;

describe('An e-mail', () => {
	it('is looked for as written, and in small letters where that differs', () => {
		const writtenBy = (email: string) => emailFilters(email).map((one) => one.parameters.email);

		expect(writtenBy('amy@example.com')).toEqual(['amy@example.com']);
		expect(writtenBy('Amy@example.com')).toEqual(['Amy@example.com', 'amy@example.com']);
	});

	it.each([
		['amy@example.com', true],
		[' AMY@example.com', true],
		['amy@example.co', false],
		['', false],
		[undefined, false],
	])('is that of a profile that has %j: %s', (email, isOne) => {
		expect(hasEmail('Amy@Example.com')({ PKey: '@a', email })).toBe(isOne);
	});

	it('finds only profiles that have it, on all pages', async () => {
		const { item } = scene({
			[byEmail('amy@example.com')]: ok({
				content: [AMY, { PKey: '@b', email: 'amy@example.com.au' }],
				next: { href: 'profileAndServicesExt/profile/more' },
			}),
			[`GET profile/more?${ALL}`]: list({ PKey: '@c', email: 'AMY@example.com' }),
		});
		const found = await findByEmail(item, 'amy@example.com');

		expect(found.map(({ PKey }) => PKey)).toEqual(['@a', '@c']);
	});

	it('with capitals finds each profile once, and what only small letters find', async () => {
		const { item, asked } = scene({
			[byEmail('Amy@example.com')]: list(),
			[byEmail('amy@example.com')]: list(AMY),
		});

		expect(await findByEmail(item, 'Amy@example.com')).toEqual([AMY]);
		expect(asked).toHaveLength(2);
	});

	it('is looked for once from when the server was seen to ignore letter case', async () => {
		const { item, asked } = scene({ [byEmail('Amy@example.com')]: list(AMY) });
		await findByEmail(item, 'Amy@example.com');
		expect(item.instance.ignoresCase).toBe(true);
		expect(asked).toHaveLength(1);
	});

	it('that is not found is looked for in small letters all the same', async () => {
		const { item } = scene({
			[byEmail('Amy@example.com')]: list(),
			[byEmail('amy@example.com')]: list(AMY),
		});
		item.instance.ignoresCase = true;

		expect(await findByEmail(item, 'Amy@example.com')).toEqual([AMY]);
	});

	it('as it is stored shows nothing of letter case', async () => {
		const { item } = scene({ [byEmail('amy@example.com')]: list(AMY) });
		await findByEmail(item, 'amy@example.com');

		expect(item.instance.ignoresCase).toBeUndefined();
	});
});

describe('A custom key', () => {
	it.each([
		['C-1', false],
		['byron', true],
		['BYRON', true],
		['by', false],
		['1001', true],
		['１００１', true],
		['1e3', true],
		['C/1', true],
		['C#1', true],
		['100%', true],
	])('%j may be taken for something else: %s', (key, isDoubtful) => {
		expect(isDoubtfulKey(key)).toBe(isDoubtful);
	});

	const find = async (script: Script, key: string, fields: string[] = []) =>
		await findByCustomKey(scene(script).item, key, fields);

	it('finds the profile that has it', async () => {
		expect(await find({ 'GET profile/C-1': ok(AMY) }, 'C-1')).toEqual(AMY);
	});

	it('of a missing profile finds nothing', async () => {
		expect(await find({ 'GET profile/C-1': GONE }, 'C-1')).toBeUndefined();
	});

	it('is no proof that a profile is missing where the instance has no such key', async () => {
		const unknown = { status: 500, body: "XTK-170036 '@C-1' attribute unknown" };

		expect(
			isOfKind(await errorOf(find({ 'GET profile/C-1': unknown }, 'C-1')), ['keyInvalid']),
		).toBe(true);
	});

	it.each([
		['any field', []],
		['the field that is to hold it', ['email']],
	])('is not trusted when the answer does not have it in %s', async (_name, fields) => {
		const other = { ...AMY, ...(fields.length === 0 && { cusId: 'C-2' }) };
		const error = await errorOf(find({ 'GET profile/C-1': ok(other) }, 'C-1', fields));

		expect(error.message).toBe(
			'Campaign returned something else than the profile with this custom key',
		);
		expect(error.description).toContain('@a');
	});

	it.each([
		['a filter', { content: {}, filters: { href: 'profileAndServicesExt/profile/filters' } }],
		['a field', { content: { C_1: {} } }],
	])(
		'that is the name of %s is not taken for the list of one that it answers',
		async (_name, metadata) => {
			const script = {
				'GET profile/C_1': list({ ...AMY, cusId: 'C_1' }),
				'GET resourceType/profile': ok(metadata),
				'GET profile/filters': ok({ C_1: {} }),
			};

			expect((await errorOf(find(script, 'C_1'))).message).toContain('something else');
		},
	);

	it('may answer with a list of one, which is the profile', async () => {
		const script = {
			'GET profile/C-1': list(AMY),
			'GET resourceType/profile': ok({ content: { phone: {} } }),
		};

		expect(await find(script, 'C-1')).toEqual(AMY);
	});

	it('with a sign of addresses that is refused says so', async () => {
		const error = await errorOf(find({}, 'C/1'));

		expect(error.message).toBe('Campaign does not take this custom key in an address');
	});
});

describe('The PKey of a choice', () => {
	it.each<[ProfileChoice, string | undefined]>([
		[{ by: 'key', key: '@a' }, '@a'],
		[{ by: 'href', href: 'https://x/campaign/profileAndServices/profile/@a' }, '@a'],
		[{ by: 'href', href: 'https://x/campaign/profileAndServices/profile/C-1' }, undefined],
		// A server on the way may read another address in it.
		[{ by: 'href', href: 'https://x/campaign/p/profile/@a%2F..%2F..%2Fservice%2F@s' }, undefined],
		[{ by: 'href', href: 'https://x/campaign/p/profile/@a%3Fx' }, undefined],
		[{ by: 'key', key: '@' }, undefined],
		[{ by: 'key', key: 'C-1' }, undefined],
		[{ by: 'email', email: 'amy@example.com' }, undefined],
	])('%j is %s', (choice, PKey) => {
		expect(pKeyOf(choice)).toBe(PKey);
	});
});

describe('Locating a profile', () => {
	const EMAIL: ProfileChoice = { by: 'email', email: 'amy@example.com' };

	it('by PKey or URL needs no request', async () => {
		const { item, asked, client } = scene({});
		const url = client.urls.record('@a');

		expect(await locateProfile(item, { by: 'key', key: '@a' })).toEqual({ url });
		expect(await locateProfile(item, { by: 'href', href: url })).toEqual({ url });
		expect(asked).toEqual([]);
	});

	it('by a custom key keeps the key, and needs no request', async () => {
		const { item, asked, client } = scene({});

		expect(await locateProfile(item, { by: 'key', key: 'C-1' })).toEqual({
			url: client.urls.record('C-1'),
			customKey: 'C-1',
		});
		expect(asked).toEqual([]);
	});

	it('by e-mail brings the profile', async () => {
		const { item, asked, client } = scene({ [byEmail('amy@example.com')]: list(AMY) });
		const located = await locateProfile(item, EMAIL);

		expect(located).toEqual({ url: client.urls.record('@a'), record: AMY });
		expect(await readProfile(item, located)).toBe(located.record);
		expect(asked).toHaveLength(1);
	});

	it('by an e-mail that no profile has, or several have, fails', async () => {
		const missing = scene({ [byEmail('amy@example.com')]: list() });
		expect(await undefinedIfKind(MISSING, locateProfile(missing.item, EMAIL))).toBeUndefined();

		const several = scene({ [byEmail('amy@example.com')]: list(AMY, { ...AMY, PKey: '@b' }) });
		const error = await errorOf(undefinedIfKind(MISSING, locateProfile(several.item, EMAIL)));
		expect(error.message).toBe('2 profiles have this e-mail');
		expect(error.description).toMatch(/'From list'.*\n- .*: @a\n- .*: @b$/);
	});

	it('on another host is refused before anything is sent', async () => {
		const { item, asked } = scene({});
		const href = 'https://evil.example/acme/campaign/profileAndServices/profile/@a';

		await expect(locateProfile(item, { by: 'href', href })).rejects.toThrow('was not followed');
		expect(asked).toEqual([]);
	});

	it('keeps the e-mail and the custom key out of errors', async () => {
		const { item } = scene({ 'GET profile/C-1001': { status: 500, body: 'No C-1001 here' } });
		const located = await locateProfile(item, { by: 'key', key: 'C-1001' });
		const error = await errorOf(readProfile(item, located));

		expect(error.description).toContain('Adobe says: No');
		expect(error.description).not.toContain('C-1001');
	});
});

describe('A missing profile', () => {
	it.each<[string, Reply, boolean]>([
		['a document that is not found', GONE, true],
		[
			'a PKey that the instance does not know',
			{ status: 500, body: 'Unable to decrypt PKey' },
			true,
		],
		['another refusal', { status: 500, body: 'No' }, false],
	])('is what %s means', async (_name, answer, isMissing) => {
		const { item, client } = scene({ 'GET profile/@a': answer });
		const reading = undefinedIfKind(MISSING, readProfile(item, { url: client.urls.record('@a') }));

		if (isMissing) expect(await reading).toBeUndefined();
		else await expect(reading).rejects.toThrow('Campaign refused the request');
	});
});
