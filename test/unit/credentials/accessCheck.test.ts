import { AdobeCampaignApi } from '../../../credentials/AdobeCampaignApi.credentials';
import { AdobeCampaignOAuth2Api } from '../../../credentials/AdobeCampaignOAuth2Api.credentials';
import { accessCheck } from '../../../credentials/accessCheck';

/** What n8n's types show only one by one. */
interface Rule {
	type: string;
	properties: { key?: string; value: unknown; message: string };
}

const rulesOf = (authentication: 'accessToken' | 'oAuth2') =>
	(accessCheck(authentication).rules ?? []) as Rule[];

/** n8n compares what the body has under the key with the value; the first rule that fits fails the test. */
const failure = (rules: Rule[], body: Record<string, unknown>) =>
	rules.find(
		({ type, properties: { key = '', value } }) =>
			type === 'responseSuccessBody' && body[key] === value,
	)?.properties.message;

/** The published validators of adobe.io's gateway: texts, and the numbers of its catch-all. */
const TEXT_CODES = [
	'400003',
	'401013',
	'403000',
	'403003',
	'403010',
	'403011',
	'403012',
	'403013',
	'403020',
	'403023',
	'403024',
	'429001',
	'429002',
	'429050',
	'503000',
	'503010',
	'503020',
	'503071',
];
const NUMBER_CODES = [500, 501, 502, 503, 504];

const PROFILE_LIST = { content: [], count: { href: 'x' }, serverSidePagination: true };

describe.each(['accessToken', 'oAuth2'] as const)('the test of %s', (authentication) => {
	const rules = rulesOf(authentication);

	test.each(TEXT_CODES)('has one rule for the text %s', (code) => {
		const found = rules.filter(({ properties }) => properties.value === code);
		expect(found).toMatchObject([
			{ type: 'responseSuccessBody', properties: { key: 'error_code' } },
		]);
	});

	test.each(NUMBER_CODES)('has one rule for the number %i', (code) => {
		const found = rules.filter(({ properties }) => properties.value === code);
		expect(found).toMatchObject([{ type: 'responseSuccessBody', properties: { key: 'code' } }]);
	});

	test('has no rules but these, 401 and the last one', () => {
		expect(rules).toHaveLength(TEXT_CODES.length + NUMBER_CODES.length + 2);
	});

	test('says of 401 that the token is wrong', () => {
		const found = rules.filter(({ type }) => type === 'responseCode');
		expect(found).toMatchObject([
			{
				properties: {
					value: 401,
					message: expect.stringMatching(/token is wrong or has expired/) as string,
				},
			},
		]);
	});

	test.each([PROFILE_LIST, { content: [{ PKey: '@a' }] }])('passes %j', (body) => {
		expect(failure(rules, body)).toBeUndefined();
	});

	test.each([{}, { PKey: '@a' }, { data: '<html></html>' }, { error_code: '999' }])(
		'fails %j, which is no list of profiles',
		(body) => {
			expect(failure(rules, body)).toMatch(/not a list of profiles/);
		},
	);

	test('tells refusals apart by their code', () => {
		expect(failure(rules, { error_code: '403023', message: 'm' })).toMatch(/no access to this org/);
		expect(failure(rules, { error_code: '403003', message: 'm' })).toMatch(/not know this API key/);
		expect(failure(rules, { code: 500, message: 'm' })).toMatch(/not know this organization/);
	});

	test('leaves no placeholder in a message', () => {
		const messages = rules.map(({ properties }) => properties.message);
		expect(messages.filter((message) => /[{}]|undefined/.test(message))).toEqual([]);
	});

	test('lets refusals through as bodies and follows no redirect', () => {
		expect(accessCheck(authentication).request).toMatchObject({
			qs: { _lineCount: 1 },
			disableFollowRedirect: true,
			ignoreHttpStatusErrors: { ignore: true, except: [401] },
		});
	});
});

test('the fields named are those of the credential', () => {
	for (const [credential, authentication] of [
		[new AdobeCampaignApi(), 'accessToken'],
		[new AdobeCampaignOAuth2Api(), 'oAuth2'],
	] as const) {
		const labels = credential.properties.map(({ displayName }) => displayName);
		const messages = rulesOf(authentication).map(({ properties }) => properties.message);
		const named = messages.flatMap((message) =>
			[...message.matchAll(/(?<!\w)'([A-Z][^']*)'/g)].map(([, label]) => label),
		);
		expect(labels).toEqual(expect.arrayContaining(named));
	}
});

test('headers are handed on', () => {
	expect(accessCheck('oAuth2', { 'X-Api-Key': 'k' }).request.headers).toEqual({
		'X-Api-Key': 'k',
	});
	expect(accessCheck('accessToken').request.headers).toEqual({});
});
