/** Answers that are refused, lost, or not Campaign's: what is sent again, and what is not. */
import type { INodeParameters } from 'n8n-workflow';

import type { Fault } from '../../../sandbox/server';
import { amy, by, ext, get, getAll, update, upsert, values } from '../parameters';
import { asked, oops, tooMany } from '../requests';
import { useHarness } from '../suite';

const { harness, control, amyIn } = useHarness();

const generic = 'RST-360011 An error has occurred - please contact your administrator.';

async function updateByKey(organization: string, faults: Fault[], confirmUpdate = true) {
	const { PKey } = amyIn(organization);
	control(organization).faults(faults);
	return await harness.runNode({
		organization,
		parameters: update(by('id', PKey), values({ phone: '3301020304' }), { confirmUpdate }),
	});
}

async function getByKey(organization: string, faults: Fault[], more: INodeParameters = {}) {
	const { PKey } = amyIn(organization);
	control(organization).faults(faults);
	return await harness.runNode({ organization, parameters: get(by('id', PKey), more) });
}

describe('A request that is refused as too many', () => {
	it('is sent again after a pause, whatever the method', async () => {
		const { items, requests } = await updateByKey('throttled', [
			{ method: 'PATCH', times: 2, respond: tooMany(0) },
			{ method: 'GET', times: 2, respond: { ...tooMany(0), status: 503 } },
		]);

		expect(items[0].json.phone).toBe('3301020304');
		expect(asked(requests)).toEqual(['PATCH', 'PATCH', 'PATCH', 'GET', 'GET', 'GET']);
	});

	it('is sent again when the answer has no Retry-After, too', async () => {
		const body = '{"error_code":"429001","message":"Service usage limit reached"}';
		const { items } = await getByKey('throttled-silent', [{ respond: { status: 429, body } }]);

		expect(items[0].json.email).toBe(amy.email);
	});

	it('is an error after Give Up After', async () => {
		const { error, requests } = await getByKey(
			'throttled-long',
			[{ times: 100_000, respond: tooMany(0) }],
			{ options: { maxWait: 0.01 } },
		);

		expect(error).toMatchObject({
			message: 'Adobe is receiving too many requests from your organization',
			httpCode: '429',
		});
		expect(error?.description).toContain('Too many requests');
		expect(error?.description).toContain("'Give Up After' in Options allows (0.01 minutes)");
		expect(requests.length).toBeGreaterThan(2);
	});
});

describe('A GET without an answer of Campaign', () => {
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

describe('A PATCH with an unclear outcome', () => {
	it.each<[string, Fault]>([
		['connection lost', { method: 'PATCH', drop: 'afterWrite' }],
		['502', { method: 'PATCH', respondAfterWrite: oops(502) }],
		['504', { method: 'PATCH', respondAfterWrite: oops(504) }],
	])('is not sent again when the profile has the values already: %s', async (name, fault) => {
		const { items, requests } = await updateByKey(`arrived-${name.replace(' ', '-')}`, [fault]);

		expect(items[0].json.phone).toBe('3301020304');
		expect(asked(requests)).toEqual(['PATCH', 'GET', 'GET']);
	});

	it('is not sent again when the server stored the value in a form of its own', async () => {
		const organization = 'arrived-normalized';
		const { PKey } = amyIn(organization);
		control(organization).faults([{ method: 'PATCH', drop: 'afterWrite' }]);

		const { items, requests } = await harness.runNode({
			organization,
			parameters: update(by('id', PKey), values({ lastName: 'dakota-smith' })),
		});

		expect(items[0].json.lastName).toBe('Dakota-Smith');
		expect(asked(requests).filter((method) => method === 'PATCH')).toHaveLength(1);
	});

	it('outputs the reference without Confirm Update, too', async () => {
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
	])('is sent again when the profile does not have the values: %s', async (name, fault) => {
		const { items, requests } = await updateByKey(`not-arrived-${name.replace(' ', '-')}`, [fault]);

		expect(items[0].json.phone).toBe('3301020304');
		expect(asked(requests)).toEqual(['PATCH', 'GET', 'metadata', 'PATCH', 'GET']);
	});

	it('is checked before each repetition, also after refusals as too many', async () => {
		const { items, requests } = await updateByKey('arrived-late', [
			{ method: 'PATCH', times: 3, respond: tooMany(0) },
			{ method: 'PATCH', times: 2, respond: oops(504) },
			{ method: 'PATCH', respondAfterWrite: oops(504) },
		]);

		expect(items[0].json.phone).toBe('3301020304');
		expect(asked(requests).filter((request) => request === 'PATCH')).toHaveLength(6);
	});

	it('is checked when the answer did not come from Campaign', async () => {
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

	it('is an error that says so when the profile cannot be read', async () => {
		const { error, requests } = await updateByKey('unknown', [
			{ method: 'PATCH', drop: 'afterWrite' },
			{ method: 'GET', times: 10, respond: oops(504) },
		]);

		expect(error?.message).toBe('No connection to Adobe Campaign');
		expect(error?.description).toContain('It is not known whether the change was stored');
		expect(asked(requests).filter((method) => method === 'PATCH')).toHaveLength(1);
	});

	it('is an error after five attempts', async () => {
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

describe('A refusal of Campaign is not sent again:', () => {
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

describe('An answer that did not come from Campaign', () => {
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

	it('is not an empty 204, which v8 sends for a success', async () => {
		const { items, requests } = await updateByKey('no-content-v8', [
			{ method: 'PATCH', respondAfterWrite: { status: 204 } },
		]);

		expect(items[0].json.phone).toBe('3301020304');
		expect(asked(requests)).toEqual(['PATCH', 'GET']);
	});
});

it('An unreachable server is an error that names Base URL', async () => {
	const { error } = await harness.runNode({
		organization: 'nobody',
		credentials: harness.credentials('nobody', 'accessToken', { baseUrl: 'http://127.0.0.1:1' }),
		parameters: get(by('email', amy.email)),
	});

	expect(error?.message).toBe('No connection to Adobe Campaign');
	expect(error?.description).toContain("'Base URL'");
	expect(error?.description).toContain('ECONNREFUSED');
});

const postgreSql = (words: string) => ({
	status: 500,
	body: `PGS-220000 PostgreSQL error: ERROR:  ${words}`,
});

/** A value of the stored profile that was not sent, and that PostgreSQL may quote. */
const storedBirthDate = '1975-02-01';

async function refuseUpdate(organization: string, words: string, more: INodeParameters = {}) {
	control(organization).faults([{ method: 'PATCH', respond: postgreSql(words) }]);
	return await harness.runNode({
		organization,
		items: [{ email: amy.email, lastName: 'Dakota-Lafayette' }],
		parameters: update(
			by('email', '={{ $json.email }}'),
			values({ lastName: '={{ $json.lastName }}' }),
			more,
		),
	});
}

describe("A refusal of Campaign's database", () => {
	it('that passes by itself says so, and the request is not sent again', async () => {
		const { error, requests } = await refuseUpdate('deadlock', 'deadlock detected');

		expect(error?.message).toBe("Campaign's database was busy with the same records");
		expect(error?.description).toMatch(/^This passes by itself: run it again/);
		expect(error?.description).toContain("'Max Concurrency' in Options");
		expect(error).toMatchObject({
			httpCode: '500',
			failure: { cause: 'temporarily-unavailable' },
		});
		expect(requests.filter(({ method }) => method === 'PATCH')).toHaveLength(1);
	});

	it('for a missing value names the column, and shows no value of the row', async () => {
		const { error } = await refuseUpdate(
			'not-null',
			`null value in column "sexternalid" of relation "nmsrecipient" violates not-null constraint\nDETAIL:  Failing row contains (812, O'Neil (Jr), DAKOTA-LAFAYETTE,\n${amy.email}, ${storedBirthDate}, null).`,
		);

		expect(error?.message).toBe("Campaign's database needs a value for 'sexternalid'");
		expect(error?.description).toContain("'Fields'");
		expect(error?.description).toContain('DETAIL:  Failing row contains (...)\nHTTP status 500');
		const told = JSON.stringify([error?.message, error?.description]).toLowerCase();
		for (const value of ["o'neil", 'jr', 'lafayette', amy.email, storedBirthDate]) {
			expect(told).not.toContain(value);
		}
	});

	it.each([
		['value too long for type character varying(30)', 'A value is longer than its field'],
		[
			'invalid byte sequence for encoding "UTF8": 0x00',
			'A value has a character that Campaign cannot store',
		],
		[
			'duplicate key value violates unique constraint "nmsrecipient_email" DETAIL:  Key (semail)=(x) already exists.',
			'Another profile already has this key',
		],
	])('has a message of its own: %s', async (words, message) => {
		const { error } = await refuseUpdate('words', words);

		expect(error?.message).toBe(message);
	});

	it('of a key that another profile has does not advise to use Create or Update, which is in use', async () => {
		const organization = 'upsert-duplicate';
		const words =
			'duplicate key value violates unique constraint "nmsrecipient_cuscustomerid" DETAIL:  Key (scuscustomerid)=(C-1002) already exists.';
		control(organization).faults([{ method: 'PATCH', respond: postgreSql(words) }]);

		const { error } = await harness.runNode({
			organization,
			parameters: upsert(ext, { matchValue: amy.email }, values({ cusCustomerId: 'C-1002' })),
		});

		expect(error?.message).toBe('Another profile already has this key');
		expect(error?.description).toContain("'Create or Update' looks only for its 'Match Value'");
		expect(error?.description).not.toContain('C-1002');
	});

	it('of a list advises a smaller Page Size', async () => {
		control('list-timeout').faults([
			{ respond: postgreSql('canceling statement due to statement timeout') },
		]);

		const { error, requests } = await harness.runNode({
			organization: 'list-timeout',
			parameters: getAll(),
		});

		expect(error?.message).toBe("Campaign's database took too long");
		expect(error?.description).toContain("'Page Size' in Options");
		expect(requests).toHaveLength(1);
	});
});
