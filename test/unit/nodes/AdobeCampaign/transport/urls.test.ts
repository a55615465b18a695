import fc from 'fast-check';

import {
	addressIn,
	keyIn,
	listAt,
	resolveHref,
	Urls,
	withAllPages,
} from '../../../../../nodes/AdobeCampaign/transport/urls';
import { PROFILE, profileKind } from '../../../../../nodes/AdobeCampaign/resources/profile/kind';

const ADOBE = { baseUrl: 'https://mc.adobe.io', organization: 'acme-mkt-stage1' };
const PROXY = { baseUrl: 'http://proxy.example:8080/adobe/api', organization: 'acme' };
const EXT = profileKind('profileAndServicesExt');
const CAMPAIGN = 'https://mc.adobe.io/acme-mkt-stage1/campaign';

test.each([
	['@2v1dr3ZK-_x', '@2v1dr3ZK-_x'],
	['C-1001', 'C-1001'],
	['a/b', 'a%2Fb'],
	['a b', 'a%20b'],
	['a+b', 'a%2Bb'],
	['a&b=c', 'a%26b%3Dc'],
	['a#b', 'a%23b'],
	['a?b', 'a%3Fb'],
	['100%', '100%25'],
	['%40', '%2540'],
	['amy@example.com', 'amy@example.com'],
	['José', 'Jos%C3%A9'],
	['名前', '%E5%90%8D%E5%89%8D'],
])('the key %j stands in the URL as %s', (key, encoded) => {
	const url = new Urls(ADOBE, EXT).record(key);
	expect(url).toBe(`${CAMPAIGN}/profileAndServicesExt/profile/${encoded}`);
	expect(decodeURIComponent(new URL(url).pathname.split('/')[5])).toBe(key);
});

test('half of a character has no encoding, and is no reason to fail', () => {
	const half = 'Amy \ud83d';
	const filter = { name: 'byText', parameters: { text: half } };
	expect(new Urls(ADOBE, EXT).record(half)).toMatch(/Amy%20%EF%BF%BD$/);
	expect(new Urls(ADOBE, PROFILE).list(filter)).toContain('text=Amy%20%EF%BF%BD&');
});

test.each([
	'amy@example.com',
	'amy+news@example.com',
	'a&b=c@example.com',
	'amy#1@example.com',
	'100%@example.com',
	'amy/dakota@example.com',
	'amy dakota@example.com',
	'josé@example.com',
	"o'neil@example.com",
])('the e-mail %s arrives as it is', (email) => {
	const filter = { name: 'byEmail', parameters: { email } };
	const url = new URL(new Urls(ADOBE, PROFILE).list(filter));
	expect(url.href.split('?')[0]).toBe(`${CAMPAIGN}/profileAndServices/profile/byEmail`);
	expect([...url.searchParams]).toEqual([
		['email', email],
		['_forcePagination', 'true'],
	]);
	expect(url.hash).toBe('');
});

describe('the address of a list', () => {
	const list = `${CAMPAIGN}/profileAndServices/profile`;

	test.each([
		[{}, '?_forcePagination=true'],
		[{ isOnePage: true }, ''],
		[{ lineCount: 25, isOnePage: true }, '?_lineCount=25'],
		[{ lineCount: 25 }, '?_lineCount=25&_forcePagination=true'],
		[{ order: 'email desc', isOnePage: true }, '?_order=email%20desc'],
	])('with %j ends in %j', (query, end) => {
		expect(new Urls(ADOBE, PROFILE).list(undefined, query)).toBe(list + end);
	});

	test('has the filter in its path and first the parameters of that', () => {
		const filter = { name: 'tier_points', parameters: { tier_parameter: 'a b', points: '1+1' } };
		const query = { lineCount: 50, order: 'email', isOnePage: true };
		expect(new Urls(ADOBE, PROFILE).list(filter, query)).toBe(
			`${list}/tier_points?tier_parameter=a%20b&points=1%2B1&_lineCount=50&_order=email`,
		);
	});

	test.each([
		[`${list}/?_lineCount=25&_lineStart=@v-_n`, '&_forcePagination=true'],
		[`${list}/`, '?_forcePagination=true'],
		[`${list}/?_forcePagination=true&_lineStart=@vn`, ''],
		[`${list}/?_lineStart=@vn&_forcePagination=true`, ''],
	])('of a next page, %s, gets %j and keeps the rest letter for letter', (next, added) => {
		expect(withAllPages(next)).toBe(next + added);
	});
});

test.each([
	[`${CAMPAIGN}/profileAndServices/profile/@a-_b`, '@a-_b'],
	[`${CAMPAIGN}/profileAndServices/profile/%40a-_b/`, '@a-_b'],
	[`${CAMPAIGN}/profileAndServicesExt/profile/C-1001`, 'C-1001'],
	[`${CAMPAIGN}/profileAndServicesExt/profile/A%201`, 'A 1'],
	[`${CAMPAIGN}/profileAndServicesExt/profile/100%`, '100%'],
	[`${CAMPAIGN}/profileAndServices/profile/profile/`, 'profile'],
	[`${CAMPAIGN}/profileAndServices/profile/@a/subscriptions`, ''],
	[`${CAMPAIGN}/profileAndServices/profile`, ''],
	[`${CAMPAIGN}/profileAndServices/service/@a`, ''],
])('%s ends in the key %j', (url, key) => {
	expect(keyIn(PROFILE, url)).toBe(key);
});

describe('the address of a record', () => {
	test.each([
		[`${CAMPAIGN}/profileAndServices/profile/@a`, 'profileAndServices', 'profile', '@a'],
		['/profileAndServicesExt/service/@a/', 'profileAndServicesExt', 'service', '@a'],
		['profileAndServices/profile/C%2F1', 'profileAndServices', 'profile', 'C/1'],
		[`${CAMPAIGN}/profileAndServices/profile/@a/subscriptions/@s`, '@a', 'subscriptions', '@s'],
	])('is read from %s', (url, family, name, key) => {
		expect(addressIn(url)).toEqual({ family, name, key });
	});

	test.each([
		['?', `${CAMPAIGN}/profileAndServices/service/@s?/profileAndServices/profile/@a`],
		['#', `${CAMPAIGN}/profileAndServices/service/@s#/profileAndServices/profile/@a`],
		['a filter', `${CAMPAIGN}/profileAndServices/profile/byEmail?email=amy@example.com`],
		['nothing', ''],
	])('is none with %s', (_what, url) => {
		expect(addressIn(url)).toBeUndefined();
		expect(keyIn(PROFILE, url)).toBe('');
	});

	test('is read as HTTP sends it, whatever it is put together of', () => {
		const part = fc.constantFrom(
			'profileAndServices',
			'profile',
			'service',
			'subscriptions',
			'@a',
			'C%2F1',
			'..',
			'.',
			'%2e%2E',
			'a b',
			'x\ty',
			'',
			'?',
			'#',
		);
		const joined = fc.tuple(
			fc.constantFrom('', '/', `${CAMPAIGN}/`),
			fc.array(part, { maxLength: 8 }),
			fc.constantFrom('/', '\\'),
		);
		fc.assert(
			fc.property(joined, ([start, parts, slash]) => {
				const url = start + parts.join(slash);
				const address = addressIn(url);
				if (!address) return;
				// What Node's HTTP client would ask for.
				const { pathname, search, hash } = new URL(url, CAMPAIGN);
				const end = pathname.replace(/\/$/, '').split('/');
				expect([search, hash]).toEqual(['', '']);
				expect(end.slice(-3, -1)).toEqual([address.family, address.name]);
				expect(decodeURIComponent(end[end.length - 1])).toBe(address.key);
			}),
			{ seed: 4, numRuns: Number(process.env.PROPERTY_RUNS ?? 1000) },
		);
	});

	test.each(['..', '%2e%2e', '.%2E'])('is what HTTP makes of it with %s', (up) => {
		const url = `${CAMPAIGN}/profileAndServices/profile/${up}/service/@s`;

		expect(addressIn(url)).toEqual({ family: 'profileAndServices', name: 'service', key: '@s' });
		expect(keyIn(PROFILE, url)).toBe('');
	});
});

test('a list that Campaign links to is asked for all pages, whatever stands in its address', () => {
	const list = `${CAMPAIGN}/profileAndServices/profile/@a/subscriptions/`;

	expect(listAt(list, { lineCount: 9 })).toBe(`${list}?_lineCount=9&_forcePagination=true`);
	expect(listAt(`${list}?a=b`)).toBe(`${list}?a=b&_forcePagination=true`);
	expect(listAt(list, { isOnePage: true })).toBe(list);
});

test('all profiles and metadata have addresses of their own', () => {
	expect(new Urls(ADOBE, PROFILE).collection()).toBe(`${CAMPAIGN}/profileAndServices/profile`);
	expect(new Urls(PROXY, EXT).metadata()).toBe(
		'http://proxy.example:8080/adobe/api/acme/campaign/profileAndServicesExt/resourceType/profile',
	);
});

describe('a link of Campaign', () => {
	test.each([
		`${CAMPAIGN}/profileAndServices/profile/@a-_b`,
		`${CAMPAIGN}/profileAndServices/profile//_count?_lineCount=1&_lineStart=@vn`,
		`${CAMPAIGN}/profileAndServices/profile/byText?text=a%20b%2Bc+d`,
		`${CAMPAIGN}/profileAndServices/profile/?_order=email%20desc&x=@a`,
		`${CAMPAIGN}/profileAndServices/profile/José`,
		'https://mc.adobe.io:443/acme-mkt-stage1/campaign/profileAndServices/profile',
	])('%s comes back letter for letter', (href) => {
		expect(resolveHref(ADOBE, href)).toBe(href);
	});

	test.each([
		['profileAndServices/profile/@a', `${CAMPAIGN}/profileAndServices/profile/@a`],
		['/profileAndServices/profile/@a', `${CAMPAIGN}/profileAndServices/profile/@a`],
		['profileAndServices/profile//_count', `${CAMPAIGN}/profileAndServices/profile//_count`],
		['/profileAndServices/profile?x=a%20b', `${CAMPAIGN}/profileAndServices/profile?x=a%20b`],
		['mcAdobe/EVTorder/@a', `${CAMPAIGN}/mcAdobe/EVTorder/@a`],
		[
			'/acme-mkt-stage1/campaign/profileAndServices/profile',
			`${CAMPAIGN}/profileAndServices/profile`,
		],
		['profile/https://evil.example/', `${CAMPAIGN}/profile/https://evil.example/`],
	])('%s is relative to the organization', (href, url) => {
		expect(resolveHref(ADOBE, href)).toBe(url);
	});

	test.each([
		['profileAndServices/profile', '/adobe/api/acme/campaign/profileAndServices/profile'],
		['/profileAndServices/profile', '/adobe/api/acme/campaign/profileAndServices/profile'],
		['/adobe/api/acme/campaign/x', '/adobe/api/acme/campaign/x'],
		['http://proxy.example:8080/adobe/api/acme/campaign/x', '/adobe/api/acme/campaign/x'],
		['/acme/campaign/profile/@a', '/adobe/api/acme/campaign/profile/@a'],
		['http://proxy.example:8080/acme/campaign/x', '/adobe/api/acme/campaign/x'],
		[
			'https://mc.adobe.io/acme/campaign/x?_lineStart=@a%2Bb',
			'/adobe/api/acme/campaign/x?_lineStart=@a%2Bb',
		],
		['https://mc.adobe.io:443/acme/campaign/x', '/adobe/api/acme/campaign/x'],
	])('%s stays under the path of the base URL', (href, path) => {
		expect(resolveHref(PROXY, href)).toBe(`http://proxy.example:8080${path}`);
	});

	test.each([
		'https://mc.adobe.io/other/campaign/x',
		'https://mc.adobe.io/acme/campaign/../../../acme/campaign/x',
		'https://mc.adobe.io/acme/campaign/%2e%2e/%2e%2e/other/campaign/x',
		'https://mc.adobe.io/x/acme/campaign/x',
		'https://amy@mc.adobe.io/acme/campaign/x',
		'http://mc.adobe.io/acme/campaign/x',
		'https://mc.adobe.io.evil.example/acme/campaign/x',
		'http://proxy.example:8080/adobe/acme/campaign/x',
	])('behind a proxy %s is followed nowhere', (href) => {
		expect(resolveHref(PROXY, href)).toBeUndefined();
	});

	describe('without "campaign", as Adobe prints one', () => {
		const ours = (href: string) => resolveHref(ADOBE, href, PROFILE.family);

		test.each([
			'https://mc.adobe.io/acme-mkt-stage1/profileAndServices/service/@a',
			'/acme-mkt-stage1/profileAndServices/service/@a',
		])('%s is followed where it belongs', (href) => {
			expect(ours(href)).toBe(`${CAMPAIGN}/profileAndServices/service/@a`);
			expect(resolveHref(ADOBE, 'https://mc.adobe.io/acme-mkt-stage1/x/@a')).toBeUndefined();
		});

		test.each([
			'https://mc.adobe.io/acme',
			'http://proxy.example:8080/acme',
			'http://proxy.example:8080/adobe/api/acme',
			'/adobe/api/acme',
			'/acme',
		])('behind a proxy it is, too: %s', (start) => {
			expect(resolveHref(PROXY, `${start}/profileAndServices/service/@a`, PROFILE.family)).toBe(
				'http://proxy.example:8080/adobe/api/acme/campaign/profileAndServices/service/@a',
			);
		});

		test.each([
			'https://evil.example/acme-mkt-stage1/profileAndServices/service/@a',
			'https://mc.adobe.io/other/profileAndServices/service/@a',
			'https://mc.adobe.io/acme-mkt-stage1/profileAndServicesX/service/@a',
			'https://mc.adobe.io/acme-mkt-stage1/profileAndServices/../../other/campaign/x/@a',
			'https://mc.adobe.io/acme-mkt-stage1/profileAndServices/../../../other/campaign/x/@a',
			'https://mc.adobe.io/acme-mkt-stage1/target/activities',
			'//mc.adobe.io/acme-mkt-stage1/profileAndServices/service/@a',
			'https://mc.adobe.io@evil.example/acme-mkt-stage1/profileAndServices/service/@a',
		])('%s is followed nowhere', (href) => {
			expect(ours(href)).toBeUndefined();
		});
	});

	test.each([
		['another host', 'https://evil.example/acme-mkt-stage1/campaign/profile'],
		['a host that begins alike', 'https://mc.adobe.io.evil.example/acme-mkt-stage1/campaign/x'],
		['another sub-domain', 'https://x.mc.adobe.io/acme-mkt-stage1/campaign/x'],
		['another organization', 'https://mc.adobe.io/other/campaign/profileAndServices/profile'],
		['an organization that begins alike', 'https://mc.adobe.io/acme-mkt-stage11/campaign/x'],
		['another product', 'https://mc.adobe.io/acme-mkt-stage1/target/activities'],
		['a path that begins alike', 'https://mc.adobe.io/acme-mkt-stage1/campaignX/profile'],
		['another scheme', 'http://mc.adobe.io/acme-mkt-stage1/campaign/x'],
		['another port', 'https://mc.adobe.io:8443/acme-mkt-stage1/campaign/x'],
		['a user', 'https://amy@mc.adobe.io/acme-mkt-stage1/campaign/x'],
		['a password', 'https://:pw@mc.adobe.io/acme-mkt-stage1/campaign/x'],
		[
			'our host as a user of another',
			'https://mc.adobe.io@evil.example/acme-mkt-stage1/campaign/x',
		],
		['a host without a scheme', '//evil.example/acme-mkt-stage1/campaign/x'],
		['our own host without a scheme', '//mc.adobe.io/acme-mkt-stage1/campaign/x'],
		['a host behind backslashes', '\\\\evil.example\\acme-mkt-stage1\\campaign\\x'],
		['a host behind both slashes', '/\\evil.example/acme-mkt-stage1/campaign/x'],
		['a way up', '../../other/campaign/profileAndServices/profile'],
		['a way up in the middle', 'profile/../../../other/campaign/x'],
		['a way up in an absolute link', `${CAMPAIGN}/../../other/campaign/x`],
		['an encoded way up', '%2e%2e/%2E%2e/other/campaign/x'],
		['an encoded way up in an absolute link', `${CAMPAIGN}/%2e%2e/%2e%2e/other/campaign/x`],
		['a half encoded way up', `${CAMPAIGN}/.%2e/x`],
		['a way up with backslashes', '..\\..\\other\\campaign\\x'],
		['a way up behind the organization', '/acme-mkt-stage1/campaign/../x'],
		['a script', 'javascript:alert(1)'],
		['data', 'data:text/plain,x'],
		['a file', 'file:///acme-mkt-stage1/campaign/x'],
		['a scheme and nothing else', 'https://'],
		['an impossible port', 'https://mc.adobe.io:99999999/acme-mkt-stage1/campaign/x'],
	])('to %s is not followed: %s', (_, href) => {
		expect(resolveHref(ADOBE, href)).toBeUndefined();
	});

	test.each(['/other/api/acme/campaign/x', 'http://proxy.example:8080/acme/campaign/x'])(
		'%s does not leave the path of the base URL',
		(href) => {
			const url = resolveHref(PROXY, href);
			expect(url ?? 'http://proxy.example:8080/adobe/api/acme/campaign/').toMatch(
				/^http:\/\/proxy\.example:8080\/adobe\/api\/acme\/campaign\//,
			);
		},
	);

	test.each([
		'\thttps://evil.example/',
		'/\t/evil.example/',
		' //evil.example/',
		'ht\ntps://evil.example/',
	])('with invisible characters stays at home: %j', (href) => {
		const url = resolveHref(ADOBE, href) ?? `${CAMPAIGN}/`;
		expect(new URL(url).href.startsWith(`${CAMPAIGN}/`)).toBe(true);
	});
});
