import type { INodeParameters } from 'n8n-workflow';

import type { Fault } from '../../sandbox/server';
import { type Harness, startHarness } from './harness';
import { shortenPauses } from './pauses';
import { asked } from './requests';
import { amy, by, get, update, values } from './parameters';

shortenPauses();

let harness: Harness;

beforeAll(async () => {
	harness = await startHarness();
});

afterAll(async () => await harness.close());

// A request that is lost each time is tried for up to seven seconds.
jest.setTimeout(20_000);

const amyIn = (organization: string) => harness.sandbox.organization(organization).profiles()[0];

async function updateByKey(organization: string, faults: Fault[], confirmUpdate = true) {
	const { PKey } = amyIn(organization);
	harness.sandbox.organization(organization).faults(faults);
	return await harness.runNode({
		organization,
		parameters: update(by('id', PKey), values({ phone: '3301020304' }), { confirmUpdate }),
	});
}

async function getByKey(organization: string, faults: Fault[], more: INodeParameters = {}) {
	const { PKey } = amyIn(organization);
	harness.sandbox.organization(organization).faults(faults);
	return await harness.runNode({ organization, parameters: get(by('id', PKey), more) });
}

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
		const { error, requests } = await getByKey(
			'throttled-long',
			[{ times: 100_000, respond: tooMany }],
			{ options: { maxWait: 0.05 } },
		);

		expect(error).toMatchObject({
			message: 'Adobe is receiving too many requests from your organization',
			httpCode: '429',
		});
		expect(error?.description).toContain('Too many requests');
		expect(error?.description).toContain("'Give Up After' in Options allows (0.05 minutes)");
		expect(requests.length).toBeGreaterThan(2);
	});
});

describe('A GET without an answer', () => {
	it.each<[string, Fault]>([
		['connection lost', { drop: 'beforeWrite' }],
		['502', { respond: { status: 502, body: '<html>Bad Gateway</html>' } }],
		['504', { respond: oops(504) }],
		['an error page', { respond: { status: 500, body: '<html>Oops</html>' } }],
		['an empty 500', { respond: { status: 500 } }],
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

	it('is given up after five attempts', async () => {
		const { error, requests } = await updateByKey('hopeless', [
			{ method: 'PATCH', times: 10, respond: oops(504) },
		]);

		expect(error?.message).toBe('Adobe Campaign is not available at the moment');
		expect(error?.description).toContain('It is not known whether the change was stored');
		expect(asked(requests).filter((request) => request !== 'metadata')).toEqual(
			Array.from({ length: 5 }, () => ['PATCH', 'GET']).flat(),
		);
	});
});

const standard = 'profileAndServices';
const html = { status: 200, body: '<html>Sign in</html>' };
const errorPage = { status: 500, body: '<html>Oops</html>' };
const page503 = { status: 503, body: '<html>Service Unavailable</html>' };
const validator = { status: 503, body: '{"error_code":"503000","message":"Error in validation"}' };

const control = (organization: string) => harness.sandbox.organization(organization);
const born = (organization: string) => control(organization).profiles().slice(60);
const newcomer = { email: 'new@example.com' };

const create = () => ({ operation: 'create', endpoint: standard, ...values(newcomer) });

const upsert = (value: string) => ({
	operation: 'upsert',
	endpoint: standard,
	confirmUpdate: true,
	options: {},
	matchBy: 'email',
	matchValue: value,
	...values({ phone: '3301020304' }),
});

const UNCLEAR: Array<[string, (method: 'POST' | 'DELETE') => Fault, boolean]> = [
	['lost before the write', (method) => ({ method, drop: 'beforeWrite' }), false],
	['lost after the write', (method) => ({ method, drop: 'afterWrite' }), true],
	['502 before the write', (method) => ({ method, respond: oops(502) }), false],
	['502 after the write', (method) => ({ method, respondAfterWrite: oops(502) }), true],
	['504 before the write', (method) => ({ method, respond: oops(504) }), false],
	['504 after the write', (method) => ({ method, respondAfterWrite: oops(504) }), true],
	['503 before the write', (method) => ({ method, respond: page503 }), false],
	['503 after the write', (method) => ({ method, respondAfterWrite: page503 }), true],
	['503 in JSON after the write', (method) => ({ method, respondAfterWrite: oops(503) }), true],
	['an error page after the write', (method) => ({ method, respondAfterWrite: errorPage }), true],
	['a 200 of somebody else before', (method) => ({ method, respond: html }), false],
	['a 200 of somebody else after', (method) => ({ method, respondAfterWrite: html }), true],
];

const REPEATABLE: Array<[string, (method: 'POST' | 'DELETE') => Fault]> = [
	['429', (method) => ({ method, times: 2, respond: tooMany })],
	['503 of a validator', (method) => ({ method, times: 2, respond: validator })],
];

describe.each(['post', 'post-v8'])('A POST of which nobody knows, in %s', (organization) => {
	beforeEach(() => control(organization).reset());

	it.each(UNCLEAR)('is not sent twice by Create: %s', async (_case, fault, isDone) => {
		control(organization).faults([fault('POST')]);

		const { error, requests } = await harness.runNode({ organization, parameters: create() });

		expect(error?.description).toMatch(/^The profile may exist now\. Look for it with 'Get Many'/);
		expect(error?.description).not.toContain(newcomer.email);
		expect(asked(requests)).toEqual(['POST']);
		expect(born(organization)).toHaveLength(isDone ? 1 : 0);
	});

	it.each(UNCLEAR)('is looked for by Create or Update: %s', async (_case, fault, isDone) => {
		control(organization).faults([fault('POST')]);

		const { items, requests } = await harness.runNode({
			organization,
			items: [newcomer, newcomer],
			parameters: upsert('={{ $json.email }}'),
			nodeSettings: { onError: 'continueRegularOutput' },
		});

		expect(born(organization)).toHaveLength(isDone ? 1 : 0);
		if (isDone) {
			const [{ PKey }] = born(organization);
			expect(items.map(({ json }) => json.operation)).toEqual(['created', 'updated']);
			expect(items.map(({ json }) => json.PKey)).toEqual([PKey, PKey]);
			expect(asked(requests)).toEqual(['GET', 'POST', 'GET', 'PATCH', 'GET']);
		} else {
			expect(items[0].json.error).toContain('The profile may exist now');
			expect(items[1].json.error).toContain(
				'An earlier item with the same match value may have created this profile [item 1]',
			);
			expect(asked(requests)).toEqual(['GET', 'POST', 'GET']);
		}
	});

	it.each<[string, Fault]>([
		['cannot be read', { method: 'GET', skip: 1, times: 9, respond: oops(504) }],
		['is older than the write', { method: 'GET', skip: 1, staleRead: true }],
	])('stays unclear when the look %s, and nothing with that value is written', async (_, look) => {
		control(organization).faults([{ method: 'POST', drop: 'afterWrite' }, look]);

		const { items, requests } = await harness.runNode({
			organization,
			items: [newcomer, { email: 'NEW@example.com' }],
			parameters: upsert('={{ $json.email }}'),
			nodeSettings: { onError: 'continueRegularOutput' },
		});

		for (const { json } of items) expect(json.error).toMatch(/may (exist|have created)/);
		expect(asked(requests).filter((method) => method !== 'GET')).toEqual(['POST']);
		expect(born(organization)).toHaveLength(1);
	});

	it('stays unclear when somebody else made one at the same time', async () => {
		control(organization).put(newcomer);
		control(organization).faults([
			{ method: 'GET', staleRead: true },
			{ method: 'POST', respondAfterWrite: oops(504) },
		]);

		const { error, requests } = await harness.runNode({
			organization,
			parameters: upsert(newcomer.email),
		});

		expect(error?.description).toMatch(/^The profile may exist now/);
		expect(asked(requests)).toEqual(['GET', 'POST', 'GET']);
	});

	it.each(REPEATABLE)('is sent again when it was not done for sure: %s', async (_case, fault) => {
		for (const parameters of [create(), upsert('other@example.com')]) {
			control(organization).faults([fault('POST')]);

			const { items, requests } = await harness.runNode({ organization, parameters });

			expect(items[0].json.PKey).toBeDefined();
			expect(asked(requests).filter((method) => method === 'POST')).toHaveLength(3);
		}
		expect(born(organization)).toHaveLength(2);
	});

	it('is not sent again after an unclear answer that follows a clear one', async () => {
		control(organization).faults([
			{ method: 'POST', respond: tooMany },
			{ method: 'POST', drop: 'afterWrite' },
		]);

		const { error, requests } = await harness.runNode({ organization, parameters: create() });

		expect(error?.description).toContain('may exist');
		expect(asked(requests)).toEqual(['POST', 'POST']);
		expect(born(organization)).toHaveLength(1);
	});

	it('is not sent twice with the OAuth2 credential either', async () => {
		control(organization).faults([{ method: 'POST', drop: 'afterWrite' }]);

		const { error, requests } = await harness.runNode({
			organization,
			authentication: 'oAuth2',
			parameters: create(),
		});

		expect(error?.description).toContain('may exist');
		expect(asked(requests)).toEqual(['POST']);
		expect(born(organization)).toHaveLength(1);
	});

	it('is sent again with a new token after a 401, which comes before any write', async () => {
		const oAuth2 = { organization, authentication: 'oAuth2' as const };
		await harness.runNode({ ...oAuth2, parameters: get(by('email', amy.email)) });
		control(organization).faults([{ method: 'POST', expireTokens: true }]);

		const { items } = await harness.runNode({ ...oAuth2, parameters: create() });

		expect(items[0].json.email).toBe(newcomer.email);
		expect(born(organization)).toHaveLength(1);
	});

	it('updates the profile that somebody else was faster with', async () => {
		control(organization).reset({ uniqueEmail: true });
		control(organization).put(newcomer);
		control(organization).faults([{ method: 'GET', staleRead: true }]);

		const { items, requests } = await harness.runNode({
			organization,
			parameters: upsert(newcomer.email),
		});

		expect(items[0].json.operation).toBe('updated');
		expect(asked(requests)).toEqual(['GET', 'POST', 'GET', 'PATCH', 'GET']);
		expect(born(organization)).toHaveLength(1);
	});

	it('is not called unclear when nobody was there to take it', async () => {
		const { error } = await harness.runNode({
			organization,
			credentials: harness.credentials(organization, 'accessToken', {
				baseUrl: 'http://127.0.0.1:1',
			}),
			parameters: create(),
		});

		expect(error?.message).toBe('No connection to Adobe Campaign');
		expect(error?.description).not.toContain('may exist');
	});
});

describe('A PATCH of Create or Update', () => {
	it.each<[string, Fault[], string[]]>([
		[
			'lost before the write',
			[{ method: 'PATCH', drop: 'beforeWrite' }],
			['PATCH', 'GET', 'GET', 'PATCH'],
		],
		['lost after the write', [{ method: 'PATCH', drop: 'afterWrite' }], ['PATCH', 'GET']],
		['an error page', [{ method: 'PATCH', respondAfterWrite: errorPage }], ['PATCH', 'GET']],
		[
			'503',
			[{ method: 'PATCH', respond: { ...oops(503), headers: { 'Retry-After': '0' } } }],
			['PATCH', 'GET', 'PATCH'],
		],
		['429', [{ method: 'PATCH', respond: tooMany }], ['PATCH', 'GET', 'PATCH']],
	])('never becomes a profile: %s', async (name, faults, expected) => {
		const organization = `patch-${name.replaceAll(' ', '-')}`;
		control(organization).faults(faults);

		const { items, requests } = await harness.runNode({
			organization,
			parameters: upsert(amy.email),
		});

		expect(items[0].json).toMatchObject({ operation: 'updated', phone: '3301020304' });
		expect(asked(requests).filter((request) => request !== 'metadata')).toEqual([
			'GET',
			...expected,
			'GET',
		]);
		expect(control(organization).profiles()).toHaveLength(60);
	});

	it('of which nothing is known is an error and no new profile', async () => {
		control('patch-unknown').faults([
			{ method: 'PATCH', drop: 'afterWrite' },
			{ method: 'GET', skip: 1, times: 9, respond: oops(504) },
		]);

		const { error } = await harness.runNode({
			organization: 'patch-unknown',
			parameters: upsert(amy.email),
		});

		expect(error?.description).toContain('It is not known whether the change was stored');
		expect(control('patch-unknown').profiles()).toHaveLength(60);
	});

	it('a list that cannot be read writes nothing', async () => {
		control('list-unread').faults([{ method: 'GET', times: 9, respond: oops(504) }]);

		const { error, requests } = await harness.runNode({
			organization: 'list-unread',
			parameters: upsert(newcomer.email),
		});

		expect(error).toBeDefined();
		expect(asked(requests)).toEqual(['GET', 'GET', 'GET', 'GET', 'GET']);
	});
});

describe.each(['gone', 'gone-v8'])('A DELETE of which nobody knows, in %s', (organization) => {
	beforeEach(() => control(organization).reset());

	const remove = async (faults: Fault[]) => {
		const { PKey } = amyIn(organization);
		control(organization).faults(faults);
		const run = await harness.runNode({
			organization,
			parameters: { operation: 'delete', endpoint: standard, options: {}, ...by('id', PKey) },
		});
		return { ...run, PKey };
	};

	it.each(UNCLEAR)('is looked for before it is sent again: %s', async (name, fault, isDone) => {
		const { items, requests, error, PKey } = await remove([fault('DELETE')]);

		// Somebody else's 200 is not sent again: it would be the same.
		if (name === 'a 200 of somebody else before') {
			expect(error?.description).toContain('It is not known whether the profile was deleted');
			expect(asked(requests)).toEqual(['DELETE', 'GET']);
			return;
		}
		expect(items[0].json).toEqual({ deleted: true, PKey });
		expect(asked(requests)).toEqual(isDone ? ['DELETE', 'GET'] : ['DELETE', 'GET', 'DELETE']);
		expect(control(organization).profiles()).toHaveLength(59);
	});

	it('is done also when the look was too early to see it', async () => {
		const { items, requests, PKey } = await remove([
			{ method: 'DELETE', respondAfterWrite: oops(504) },
			{ method: 'GET', staleRead: true },
		]);

		expect(items[0].json).toEqual({ deleted: true, PKey });
		expect(asked(requests)).toEqual(['DELETE', 'GET', 'DELETE']);
	});

	it.each(REPEATABLE)(
		'is simply sent again when it was not done for sure: %s',
		async (_, fault) => {
			const { items, requests, PKey } = await remove([fault('DELETE')]);

			expect(items[0].json).toEqual({ deleted: true, PKey });
			expect(asked(requests)).toEqual(['DELETE', 'DELETE', 'DELETE']);
		},
	);

	it('is not done because the look meets an instance that does not know the PKey', async () => {
		const body =
			"'x' attribute unknown. XTK-170036 Unable to parse expression '@id = @x'. Unable to decrypt PKey";
		const { error } = await remove([
			{ method: 'DELETE', drop: 'beforeWrite' },
			{ method: 'GET', respond: { status: 500, body } },
		]);

		expect(error?.description).toContain('It is not known whether the profile was deleted');
	});

	it('is an error that says so when the look cannot be read', async () => {
		const { error, requests } = await remove([
			{ method: 'DELETE', drop: 'afterWrite' },
			{ method: 'GET', times: 9, respond: oops(504) },
		]);

		expect(error?.description).toContain('It is not known whether the profile was deleted');
		expect(asked(requests)).toEqual(['DELETE', 'GET', 'GET', 'GET', 'GET', 'GET']);
	});
});

it('a confirming read that fails says that the change was accepted', async () => {
	const { error } = await updateByKey('vanished', [
		{ method: 'GET', respond: { status: 404, body: 'Unable to find document with path' } },
	]);

	expect(error?.message).toBe(
		'The change was accepted, but the profile could not be read back to confirm it',
	);
	expect(error?.description).toMatch(/^The profile was not found\./);
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

	it('is not asked again for every item when it stays busy', async () => {
		const { faults } = harness.sandbox.organization('ims');
		faults([{ times: 1000, respond: { status: 500, body: '' } }]);

		const { items, tokenRequests } = await harness.runNode({
			organization: 'token-down-many',
			authentication: 'oAuth2',
			credentials: harness.credentials('token-down-many', 'oAuth2', {}),
			items: Array.from({ length: 40 }, (_, row) => ({ email: `person-${row}@example.com` })),
			parameters: get(by('email', '={{ $json.email }}')),
			nodeSettings: { onError: 'continueRegularOutput' },
		});
		faults([]);

		expect(items).toHaveLength(40);
		for (const { json } of items) expect(json.error).toContain('token service is not available');
		// Five times for each of those that were on their way, at most.
		expect(tokenRequests.length).toBeGreaterThan(5);
		expect(tokenRequests.length).toBeLessThanOrEqual(60);
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
		const { items, requests } = await updateByKey('no-content-v8', [
			{ method: 'PATCH', respondAfterWrite: { status: 204 } },
		]);

		expect(items[0].json.phone).toBe('3301020304');
		expect(asked(requests)).toEqual(['PATCH', 'GET']);
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
