import {
	isCustomKey,
	profileLocator,
	readProfileChoice,
	recordKeyOf,
	searchProfiles,
} from '../../../../../../nodes/AdobeCampaign/resources/profile/locator';
import type { FieldSet } from '../../../../../../nodes/AdobeCampaign/resources/fieldSet';
import { ALL, campaignOf, ok } from '../../campaign';
import { contextOf, editorContextOf } from '../../context';

const formOf = (endpoint: string) => {
	const forms = profileLocator.filter(({ displayOptions }) =>
		displayOptions?.show?.endpoint?.includes(endpoint),
	);
	expect(forms).toHaveLength(1);
	return forms[0];
};

const modesOf = (endpoint: string) => formOf(endpoint).modes?.map(({ name }) => name);

test('a custom key is offered only where custom fields are', () => {
	expect(modesOf('profileAndServices')).toEqual(['list', 'email', 'id', 'url']);
	expect(modesOf('profileAndServicesExt')).toEqual(['list', 'email', 'id', 'url', 'customKey']);
});

test('both forms are stored under the same name and begin with the list', () => {
	for (const form of profileLocator) {
		expect(form).toMatchObject({
			name: 'profile',
			type: 'resourceLocator',
			required: true,
			default: { mode: 'list', value: '' },
		});
	}
});

const STANDARD_URL = 'https://mc.adobe.io/acme/campaign/profileAndServices/profile/@a';
const EXT_URL = 'https://mc.adobe.io/acme/campaign/profileAndServicesExt/profile/C-1';

/** Reads the choice from what stands in the form. */
function read(profile: unknown, endpoint: FieldSet = 'profileAndServices') {
	const parameters = { profile: '=profile', endpoint };
	return readProfileChoice(contextOf({ parameters, expressions: { '=profile': profile } }), 0);
}

const EXT: FieldSet = 'profileAndServicesExt';

describe('Profile', () => {
	it.each([
		['list', '@a', { by: 'key', key: '@a' }],
		['id', ' @a ', { by: 'key', key: '@a' }],
		['id', 'Amy <amy@example.com>', { by: 'email', email: 'amy@example.com' }],
		['id', STANDARD_URL, { by: 'href', href: STANDARD_URL }],
		['email', 'amy@example.com', { by: 'email', email: 'amy@example.com' }],
		['url', STANDARD_URL, { by: 'href', href: STANDARD_URL }],
		['', '@a', { by: 'key', key: '@a' }],
	])('in the mode %j takes %j', (mode, value, choice) => {
		expect(read({ mode, value })).toEqual(choice);
	});

	it('by custom key takes a text or a number, with custom fields', () => {
		expect(read({ mode: 'customKey', value: 'C-1' }, EXT)).toEqual({ by: 'key', key: 'C-1' });
		expect(read({ mode: 'customKey', value: 1001 }, EXT)).toEqual({ by: 'key', key: '1001' });
	});

	it('as a person or a model wrote it is a plain value', () => {
		expect(read('@a')).toEqual({ by: 'key', key: '@a' });
		expect(read('amy@example.com')).toEqual({ by: 'email', email: 'amy@example.com' });
	});

	it.each<[string, unknown, FieldSet, string]>([
		['list', '', EXT, "'Profile' is empty"],
		['list', null, EXT, "'Profile' is empty"],
		['list', 'Amy', EXT, "'Profile' is neither a PKey nor an e-mail"],
		['id', 'C-1', EXT, "'Profile' is neither a PKey nor an e-mail"],
		['id', 'null', EXT, `'Profile' has a word for "nothing"`],
		['email', '@a', EXT, "'Profile' is not an e-mail"],
		['url', '@a', EXT, "'Profile' is not the URL of a profile"],
		[
			'url',
			'https://mc.adobe.io/acme/campaign/profileAndServices/profile',
			EXT,
			"'Profile' is not the URL of a profile",
		],
		// What would be deleted is the service before the sign.
		...['?', '#'].map((sign): [string, unknown, FieldSet, string] => [
			'url',
			STANDARD_URL.replace('profile/@a', `service/@s${sign}/profileAndServices/profile/@a`),
			'profileAndServices',
			"'Profile' is not the URL of a profile",
		]),
		['url', STANDARD_URL, EXT, "'Profile' is the URL of another field set"],
		['url', EXT_URL, 'profileAndServices', "'Profile' is the URL of another field set"],
		[
			'customKey',
			'C-1',
			'profileAndServices',
			"'Profile' by custom key needs 'Standard and Custom Fields'",
		],
		['customKey', '@a', EXT, "'Profile' is not a custom key"],
		['id', ['@a'], EXT, "'Profile' has no value that can be looked for"],
	])('in the mode %j refuses %j with %s', (mode, value, endpoint, message) => {
		expect(() => read({ mode, value }, endpoint)).toThrow(message);
	});
});

describe('A custom key', () => {
	it.each([
		['C-1', true],
		['by', true],
		['byron', true],
		['', false],
		['.', false],
		['..', false],
		['.C', true],
		['@a', false],
		['byName', false],
		['a\nb', false],
	])('may be %j: %s', (text, isOne) => {
		expect(isCustomKey(text)).toBe(isOne);
	});
});

describe('Items that choose the same profile', () => {
	it.each([
		[{ by: 'email', email: 'Amy@Example.com' } as const, { way: 'email', key: 'amy@example.com' }],
		[{ by: 'key', key: '@aB' } as const, { way: 'PKey', key: '@aB' }],
		[{ by: 'href', href: STANDARD_URL } as const, { way: 'PKey', key: '@a' }],
		[{ by: 'href', href: EXT_URL } as const, { way: 'customKey', key: 'c-1' }],
		[{ by: 'key', key: 'C-1' } as const, { way: 'customKey', key: 'c-1' }],
	])('have the same key: %j', (choice, key) => {
		expect(recordKeyOf(choice)).toEqual(key);
	});
});

describe('From list', () => {
	const rows = (count: number, more: object = {}) =>
		Array.from({ length: count }, (_, index) => ({ PKey: `@${index}`, ...more }));
	const listOf = async (content: object[], next?: string) => {
		const { request } = campaignOf(
			{
				[`GET profile?_lineCount=50&${ALL}`]: ok({
					content,
					...(next && { next: { href: next } }),
				}),
				[`GET profile/more?${ALL}`]: ok({
					content: [],
					next: { href: 'profileAndServices/profile/on' },
				}),
			},
			'acme',
		);
		const parameters = { authentication: 'accessToken', endpoint: 'profileAndServices' };
		return await searchProfiles.call(editorContextOf({ parameters, request }));
	};

	it.each([
		[{ title: 'Dr. Amy', email: 'a@b.example' }, 'Dr. Amy'],
		[{ firstName: 'Amy', lastName: 'Lee', email: 'a@b.example' }, 'Amy Lee (a@b.example)'],
		[{ lastName: 'Lee', email: '' }, 'Lee'],
		[{ email: 'a@b.example' }, 'a@b.example'],
		[{}, '@0'],
	])('shows %j as %s', async (profile, name) => {
		expect(await listOf(rows(1, profile))).toEqual({
			results: [{ name, value: '@0' }],
			paginationToken: undefined,
		});
	});

	it('goes on where the list is not at its end', async () => {
		const { results, paginationToken } = await listOf(rows(50), 'profileAndServices/profile/more');

		expect(results).toHaveLength(50);
		expect(paginationToken).toContain('profile/more');
	});
});
