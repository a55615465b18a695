import type { Fault } from '../../sandbox/server';
import { type Harness, startHarness } from './harness';
import { amy, by, get, update, values } from './parameters';

let harness: Harness;

beforeAll(async () => {
	harness = await startHarness();
});

afterAll(async () => await harness.close());

const amyIn = (organization: string) => harness.sandbox.organization(organization).profiles()[0];

async function updateByKey(organization: string, faults: Fault[], confirmUpdate = true) {
	const { PKey } = amyIn(organization);
	harness.sandbox.organization(organization).faults(faults);
	return await harness.runNode({
		organization,
		parameters: update(by('id', PKey), values({ phone: '3301020304' }), { confirmUpdate }),
	});
}

async function getByKey(organization: string, faults: Fault[]) {
	const { PKey } = amyIn(organization);
	harness.sandbox.organization(organization).faults(faults);
	return await harness.runNode({ organization, parameters: get(by('id', PKey)) });
}

/** What was asked, in order. To see whether a change arrived, the node may need the field's rules: 'metadata'. */
const asked = (requests: Array<{ method: string; path: string }>) =>
	requests.map(({ method, path }) => (path.includes('resourceType') ? 'metadata' : method));

const oops = (status: number) => ({
	status,
	body: `{"code":${status}, "message":"Oops. Something went wrong. Check your URI and try again."}\n`,
});
const tooMany = {
	status: 429,
	headers: { 'Retry-After': '0' },
	body: '{"error_code":"429050","message":"Too many requests"}',
};
const generic = 'RST-360011 An error has occurred - please contact your administrator.';

describe('A throttled request', () => {
	it('is sent again after a pause, whatever the method', async () => {
		const { items, requests } = await updateByKey('throttled', [
			{ method: 'PATCH', times: 2, respond: tooMany },
			{ method: 'GET', times: 2, respond: { ...tooMany, status: 503 } },
		]);

		expect(items[0].json.phone).toBe('3301020304');
		expect(asked(requests)).toEqual(['PATCH', 'PATCH', 'PATCH', 'GET', 'GET', 'GET']);
	});

	it('waits also when the server does not say for how long', async () => {
		const body = '{"error_code":"429001","message":"Service usage limit reached"}';
		const { items } = await getByKey('throttled-silent', [{ respond: { status: 429, body } }]);

		expect(items[0].json.email).toBe(amy.email);
	});

	it('gives up in the end and says so', async () => {
		const { error, requests } = await getByKey('throttled-long', [{ times: 50, respond: tooMany }]);

		expect(error).toMatchObject({
			message: 'Adobe is receiving too many requests from your organization',
			httpCode: '429',
		});
		expect(error?.description).toContain('Too many requests');
		expect(requests).toHaveLength(6);
	});
});

describe('A GET without an answer', () => {
	it.each<[string, Fault]>([
		['connection lost', { drop: 'beforeWrite' }],
		['502', { respond: { status: 502, body: '<html>Bad Gateway</html>' } }],
		['504', { respond: oops(504) }],
	])('is sent again: %s', async (_case, fault) => {
		const { items, requests } = await getByKey('get-again', [fault]);

		expect(items[0].json.email).toBe(amy.email);
		expect(requests.length).toBe(2);
	});
});

describe('A PATCH of which nobody knows whether it arrived', () => {
	it.each<[string, Fault]>([
		['connection lost', { method: 'PATCH', drop: 'afterWrite' }],
		['502', { method: 'PATCH', respondAfterWrite: oops(502) }],
		['504', { method: 'PATCH', respondAfterWrite: oops(504) }],
	])('is looked at first and not sent twice when it did: %s', async (name, fault) => {
		const { items, requests } = await updateByKey(`arrived-${name.replace(' ', '-')}`, [fault]);

		expect(items[0].json.phone).toBe('3301020304');
		expect(asked(requests)).toEqual(['PATCH', 'GET', 'GET']);
	});

	it('is recognised in the form that the server gave it', async () => {
		const organization = 'arrived-normalized';
		const { PKey } = amyIn(organization);
		harness.sandbox.organization(organization).faults([{ method: 'PATCH', drop: 'afterWrite' }]);

		const { items, requests } = await harness.runNode({
			organization,
			parameters: update(by('id', PKey), values({ lastName: 'dakota-smith' })),
		});

		expect(items[0].json.lastName).toBe('Dakota-Smith');
		expect(asked(requests).filter((method) => method === 'PATCH')).toHaveLength(1);
	});

	it('outputs the reference also when it is not to be confirmed', async () => {
		const { items, requests } = await updateByKey(
			'arrived-unconfirmed',
			[{ method: 'PATCH', drop: 'afterWrite' }],
			false,
		);

		const { PKey } = amyIn('arrived-unconfirmed');
		expect(items[0].json).toEqual({ PKey, href: expect.stringContaining(PKey) });
		expect(asked(requests)).toEqual(['PATCH', 'GET']);
	});

	it.each<[string, Fault]>([
		['connection lost', { method: 'PATCH', drop: 'beforeWrite' }],
		['504', { method: 'PATCH', respond: oops(504) }],
	])('is sent again when it did not: %s', async (name, fault) => {
		const { items, requests } = await updateByKey(`not-arrived-${name.replace(' ', '-')}`, [fault]);

		expect(items[0].json.phone).toBe('3301020304');
		expect(asked(requests)).toEqual(['PATCH', 'GET', 'metadata', 'PATCH', 'GET']);
	});

	it('is looked for also after other troubles used up the patience', async () => {
		const { items, requests } = await updateByKey('arrived-late', [
			{ method: 'PATCH', times: 3, respond: tooMany },
			{ method: 'PATCH', times: 2, respond: oops(504) },
			{ method: 'PATCH', respondAfterWrite: oops(504) },
		]);

		expect(items[0].json.phone).toBe('3301020304');
		expect(asked(requests).filter((request) => request === 'PATCH')).toHaveLength(6);
	});

	it('is looked at when the answer was somebody else’s', async () => {
		const body = '<html>Sign in</html>';
		const lost = await updateByKey('login-page', [
			{ method: 'PATCH', times: 9, respond: { status: 200, body } },
		]);
		const arrived = await updateByKey('login-page-after', [
			{ method: 'PATCH', respondAfterWrite: { status: 200, body } },
		]);

		expect(lost.error?.message).toBe('The answer did not come from Adobe Campaign');
		expect(lost.error?.description).toContain('It is not known whether the change was stored');
		expect(arrived.items[0].json.phone).toBe('3301020304');
	});

	it('is an error that says so when it stays unknown', async () => {
		const { error, requests } = await updateByKey('unknown', [
			{ method: 'PATCH', drop: 'afterWrite' },
			{ method: 'GET', times: 10, respond: oops(504) },
		]);

		expect(error?.message).toBe('No connection to Adobe Campaign');
		expect(error?.description).toContain('It is not known whether the change was stored');
		expect(asked(requests).filter((method) => method === 'PATCH')).toHaveLength(1);
	});

	it('is given up after three attempts', async () => {
		const { error, requests } = await updateByKey('hopeless', [
			{ method: 'PATCH', times: 10, respond: oops(504) },
		]);

		expect(error?.message).toBe('Adobe Campaign is not available at the moment');
		expect(error?.description).toContain('It is not known whether the change was stored');
		expect(asked(requests)).toEqual(['PATCH', 'GET', 'metadata', 'PATCH', 'GET', 'PATCH', 'GET']);
	});
});

it('a confirming read that fails says that the change was accepted', async () => {
	const { error } = await updateByKey('vanished', [
		{ method: 'GET', respond: { status: 404, body: 'Unable to find document with path' } },
	]);

	expect(error?.message).toBe('The profile was not found');
	expect(error?.description).toMatch(/^The change was accepted/);
});

describe('A token service that is busy', () => {
	it.each([429, 503, 500])('is asked again: %s', async (status) => {
		harness.sandbox.organization('ims').faults([{ respond: { status, body: 'busy' } }]);
		const organization = `token-busy-${status}`;

		const { items, tokenRequests } = await harness.runNode({
			organization,
			authentication: 'oAuth2',
			credentials: harness.credentials(organization, 'oAuth2', {}),
			parameters: get(by('email', amy.email)),
		});

		expect(items[0].json.email).toBe(amy.email);
		expect(tokenRequests).toHaveLength(2);
	});

	it('is told without blaming the credential when it stays busy', async () => {
		harness.sandbox.organization('ims').faults([{ times: 9, respond: { status: 500, body: '' } }]);

		const { error } = await harness.runNode({
			organization: 'token-down',
			authentication: 'oAuth2',
			credentials: harness.credentials('token-down', 'oAuth2', {}),
			parameters: get(by('email', amy.email)),
		});
		harness.sandbox.organization('ims').faults([]);

		expect(error?.message).toBe("Adobe's token service is not available at the moment");
	});
});

describe("Campaign's refusals are answers and not sent again", () => {
	it.each([
		['500 without a reason', { status: 500, body: generic }],
		['500 "Oops"', oops(500)],
		['404', { status: 404, body: 'Unable to find document with path' }],
		['403', { status: 403, body: '{"error_code":"403023","message":"Profile is not valid"}' }],
	])('%s', async (_case, respond) => {
		const { error, requests } = await updateByKey('refused', [{ method: 'PATCH', respond }]);

		expect(error).toBeDefined();
		expect(asked(requests)).toEqual(['PATCH']);
	});
});

describe('An answer that is not Campaign’s', () => {
	it.each([
		['a page of a proxy', { status: 200, body: '<html>Sign in</html>' }, 'did not come from Adobe'],
		['an empty answer', { status: 200, body: '' }, 'did not come from Adobe'],
		['an error page', { status: 500, body: '<html>Oops</html>' }, 'did not come from Adobe'],
		[
			'a redirect',
			{ status: 302, headers: { Location: 'http://127.0.0.1:1/' }, body: '' },
			'redirect',
		],
	])('%s', async (_case, respond, message) => {
		const { error, requests } = await getByKey('not-campaign', [{ respond }]);

		expect(error?.message).toContain(message);
		expect(requests).toHaveLength(1);
	});

	it('an empty 204, as v8 gives it, is a success', async () => {
		const { items } = await updateByKey('no-content-v8', [
			{ method: 'PATCH', respondAfterWrite: { status: 204 } },
		]);

		expect(items[0].json.phone).toBe('3301020304');
	});
});

it('nobody at the base URL names the field to check', async () => {
	const { error } = await harness.runNode({
		organization: 'nobody',
		credentials: harness.credentials('nobody', 'accessToken', { baseUrl: 'http://127.0.0.1:1' }),
		parameters: get(by('email', amy.email)),
	});

	expect(error?.message).toBe('No connection to Adobe Campaign');
	expect(error?.description).toContain("'Base URL'");
	expect(error?.description).toContain('ECONNREFUSED');
});
