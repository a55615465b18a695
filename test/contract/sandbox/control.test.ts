import { KINDS } from '../../../sandbox/kinds';
import type { Fault } from '../../../sandbox/server';
import { CREDENTIALS, parsed, type Json } from '../caller';
import { STANDARD, sandboxFor } from '../sandboxFor';

const GATEWAY_TIMEOUT = { status: 504, body: '{"code":504, "message":"Oops."}' };

const { organizationWith, baseUrl, control, stored, call, get, keyOfAmy, patchAmy } =
	sandboxFor('control');

const getAmy = (organization: string) => get(organization, `${STANDARD}/${keyOfAmy(organization)}`);
const setPhone = (organization: string) => patchAmy(organization, { phone: '2' });
const storedPhone = (organization: string) => stored(organization)[0].phone;
const statuses = (organization: string) =>
	control(organization)
		.requests()
		.map(({ status }) => status);

describe('commits', () => {
	const commitsOf = (organization: string) =>
		control(organization)
			.commits()
			.map(({ request, by, isKept, values }) => [request.method, by, isKept, values.phone]);

	it.each<[string, Fault | undefined, unknown[]]>([
		['one commit for a write', undefined, [['PATCH', 'sender', true, '2']]],
		[
			'one commit for a write with a lost answer',
			{ drop: 'afterWrite' },
			[['PATCH', 'sender', true, '2']],
		],
		[
			'one commit for a write that is answered 504',
			{ respondAfterWrite: GATEWAY_TIMEOUT },
			[['PATCH', 'sender', true, '2']],
		],
		['no commit for a write that was refused', { respond: GATEWAY_TIMEOUT }, []],
		['no commit for a write that did not arrive', { drop: 'beforeWrite' }, []],
		[
			'one commit, not kept, for a write that was undone',
			{ discardWrite: true },
			[['PATCH', 'sender', false, '2']],
		],
		[
			'a second commit for the write of another client',
			{ overwrite: { phone: '3' } },
			[
				['PATCH', 'sender', true, '2'],
				['PATCH', 'anotherClient', true, '3'],
			],
		],
	])('hold %s', async (_case, fault, expected) => {
		const organization = organizationWith({}, ...(fault ? [fault] : []));

		await setPhone(organization).catch(() => undefined);

		expect(commitsOf(organization)).toEqual(expected);
	});

	it('name the profile, a deleted one too, and are empty after a reset', async () => {
		const organization = organizationWith({ profiles: [{ email: 'amy.dakota@example.com' }] });
		const PKey = keyOfAmy(organization);
		const path = `${STANDARD}/${PKey}`;

		await call(organization, { method: 'DELETE', path });

		const { commits, reset } = control(organization);
		expect(commits()).toMatchObject([
			{ PKey, request: { method: 'DELETE' }, values: { email: 'amy.dakota@example.com' } },
		]);
		reset();
		expect(commits()).toEqual([]);
	});
});

describe('faults', () => {
	it('respond answers instead of Campaign, byte for byte', async () => {
		const body = '{"error_code":"429050","message":"Too many requests"}';
		const organization = organizationWith(
			{},
			{
				respond: { status: 429, headers: { 'Retry-After': '1' }, body },
			},
		);

		const reply = await setPhone(organization);

		expect(reply).toMatchObject({ status: 429, text: body, contentType: 'application/json' });
		expect(reply.headers.get('retry-after')).toBe('1');
		expect(storedPhone(organization)).toBe('3301020300');
		expect((await setPhone(organization)).status).toBe(200);
	});

	it('method, path, skip and times select the calls; other calls do not count', async () => {
		const organization = organizationWith(
			{},
			{ method: 'PATCH', skip: 1, times: 2, respond: { status: 503 } },
			{ path: 'byEmail?email=', respond: { status: 502, body: 'x', contentType: 'text/html' } },
		);

		await getAmy(organization);
		for (let count = 0; count < 4; count += 1) await setPhone(organization);
		const path = `${STANDARD}/byEmail?email=a`;
		const html = await call(organization, { method: 'GET', path });

		expect(statuses(organization)).toEqual([200, 200, 503, 503, 200, 502]);
		expect(html.contentType).toBe('text/html');
	});

	it('drop cuts the connection before or after the write', async () => {
		const before = organizationWith({}, { method: 'PATCH', drop: 'beforeWrite' });
		const after = organizationWith({}, { method: 'PATCH', drop: 'afterWrite' });

		await expect(setPhone(before)).rejects.toThrow('fetch failed');
		await expect(setPhone(after)).rejects.toThrow('fetch failed');

		expect(storedPhone(before)).toBe('3301020300');
		expect(storedPhone(after)).toBe('2');
		expect(statuses(after)).toEqual([0]);
	});

	it('respondAfterWrite stores the write and then sends its own answer', async () => {
		const organization = organizationWith({}, { respondAfterWrite: GATEWAY_TIMEOUT });

		expect((await setPhone(organization)).status).toBe(504);
		expect(storedPhone(organization)).toBe('2');
	});

	it('staleRead shows the state before the last write, once', async () => {
		const organization = organizationWith({}, { staleRead: true });
		await setPhone(organization);

		expect(parsed(await getAmy(organization)).phone).toBe('3301020300');
		expect(parsed(await getAmy(organization)).phone).toBe('2');
	});

	it('discardWrite answers 200 and stores nothing', async () => {
		const organization = organizationWith({}, { discardWrite: true });
		await getAmy(organization);

		expect((await setPhone(organization)).status).toBe(200);
		expect(storedPhone(organization)).toBe('3301020300');
		await setPhone(organization);
		expect(storedPhone(organization)).toBe('2');
	});

	it('overwrite stores the values of another client right after the write', async () => {
		const organization = organizationWith(
			{},
			{
				overwrite: { phone: '9', 'location.city': 'Elsewhere' },
			},
		);

		await patchAmy(organization, { phone: '2', salutation: 'Ms' });

		expect(stored(organization)[0]).toMatchObject({
			phone: '9',
			salutation: 'Ms',
			location: { city: 'Elsewhere' },
		});
	});

	it.each(['byte', 'blanks'] as const)(
		'trickle carries the call out and sends its answer as %s without an end',
		async (trickle) => {
			const organization = organizationWith({}, { trickle });
			const leave = new AbortController();
			const reply = await fetch(`${baseUrl()}/${organization}/campaign/${STANDARD}`, {
				headers: CREDENTIALS,
				signal: leave.signal,
			});
			const reader = reply.body?.getReader();
			const first = await reader?.read();
			const second = await reader?.read();
			leave.abort();

			expect(reply.status).toBe(200);
			expect(String.fromCharCode(first?.value?.[0] ?? 0)).toBe(trickle === 'byte' ? '{' : ' ');
			expect(second?.done).toBe(false);
		},
	);

	it('delayMs carries the call out at once and answers later', async () => {
		const organization = organizationWith({}, { method: 'PATCH', delayMs: 60_000 });
		const key = keyOfAmy(organization);
		const impatient = new AbortController();
		const patch = fetch(`${baseUrl()}/${organization}/campaign/${STANDARD}/${key}`, {
			method: 'PATCH',
			headers: { ...CREDENTIALS, 'Content-Type': 'application/json;charset=utf-8' },
			body: '{"phone":"2"}',
			signal: impatient.signal,
		});

		await until(() => storedPhone(organization) === '2');
		expect(statuses(organization)).toEqual([0]);
		impatient.abort();
		await expect(patch).rejects.toThrow('aborted');
	});

	it('an organization with maxInFlight answers 429 with Retry-After above it', async () => {
		const organization = organizationWith();
		control(organization).reset({ maxInFlight: 1, latencyMs: 50 });

		const replies = await Promise.all([getAmy(organization), getAmy(organization)]);

		const [admitted, refused] = replies.sort((a, b) => a.status - b.status);
		expect(admitted.status).toBe(200);
		expect(parsed(refused)).toEqual({ error_code: '429050', message: 'Too many requests' });
		expect(refused.headers.get('retry-after')).toBe('1');
	});

	it('a wrong list of faults is refused and leaves the old one', () => {
		const organization = control(organizationWith());
		const wrong = (fault: object) => () => organization.faults([fault as Fault]);

		expect(wrong({ oops: 1 })).toThrow('Fault 0: no "oops".');
		expect(wrong({ method: 'GET' })).toThrow('Fault 0 needs exactly one of respond,');
		expect(wrong({ delayMs: 1, staleRead: true })).toThrow('needs exactly one of');
	});
});

describe('the control addresses', () => {
	const ask = async (path: string, body?: unknown) => {
		const response = await fetch(`${baseUrl()}/__sandbox/${path}`, {
			method: body === undefined ? 'GET' : 'POST',
			body: JSON.stringify(body),
			headers: { 'Content-Type': 'application/json' },
		});
		return { status: response.status, body: (await response.json()) as Json };
	};

	it('show the received requests, without secrets', async () => {
		const organization = organizationWith();
		await setPhone(organization);
		const headers = { 'X-Api-Key': 'secret key' };
		await call(organization, { method: 'GET', path: `${STANDARD}?_lineCount=1`, headers });

		const { body } = await ask(`${organization}/requests`);

		const [patch, get] = body.requests as Array<Json & { headers: Json }>;
		expect(body.count).toBe(2);
		expect(patch).toMatchObject({ method: 'PATCH', status: 200, body: '{"phone":"2"}' });
		expect(patch.headers).toMatchObject({
			'content-type': 'application/json;charset=utf-8',
			authorization: 'present',
			'x-api-key': 'present',
		});
		expect(get.path).toBe(`/${organization}/campaign/${STANDARD}?_lineCount=1`);
		expect(get).toMatchObject({ status: 403, headers: { authorization: 'absent' } });
		expect(JSON.stringify(body)).not.toMatch(/secret key|sandbox-access-token/);
	});

	it('reset an organization, set its faults and show what is stored', async () => {
		const organization = organizationWith();
		expect((await ask(`${organization}/faults`, [{ respond: { status: 503 } }])).body).toEqual({
			faults: 1,
		});
		expect((await getAmy(organization)).status).toBe(503);

		const settings = { dialect: 'v8', profiles: [{ email: 'only@example.com' }] };
		expect((await ask(`${organization}/reset`, settings)).status).toBe(200);

		const { body } = await ask(`${organization}/profiles`);
		expect(body).toMatchObject({ count: 1, profiles: [{ email: 'only@example.com' }] });
		expect(body).not.toHaveProperty('profiles.0.orgUnit');
		expect((await ask(`${organization}/requests`)).body).toEqual({ count: 0, requests: [] });
	});

	it('reset without a body goes back to the seed', async () => {
		const organization = organizationWith({}, { times: 9, respond: { status: 503 } });
		const url = `${baseUrl()}/__sandbox/${organization}/reset`;
		expect((await fetch(url, { method: 'POST' })).status).toBe(200);
		expect((await getAmy(organization)).status).toBe(200);
	});

	it('answer 400 with a text for a wrong setting or fault, and change nothing', async () => {
		const organization = organizationWith();
		await setPhone(organization);

		const wrong = await ask(`${organization}/reset`, { profiles: [{ nme: 'x' }] });

		expect(wrong).toEqual({ status: 400, body: { error: 'Profiles have no attribute "nme".' } });
		expect(storedPhone(organization)).toBe('2');
		expect((await ask(`${organization}/faults`, [{}])).status).toBe(400);
	});

	it('records/<kind> shows and stores records of a kind, and names the kinds for an unknown one', async () => {
		const organization = organizationWith();
		const stored = await ask(`${organization}/records/profile`, { email: 'put@example.com' });
		expect(stored).toMatchObject({ status: 200, body: { email: 'put@example.com' } });

		const { body } = await ask(`${organization}/records/profile`);
		expect(body).toMatchObject({ count: 61 });
		expect(body.records).toEqual((await ask(`${organization}/profiles`)).body.profiles);
		expect(await ask(`${organization}/records/parcel`)).toEqual({
			status: 400,
			body: {
				error: `No kind "parcel". Kinds: ${KINDS.map(({ path }) => path).join(', ')}.`,
			},
		});
	});

	it('put stores without any policy, and changes the profile of a PKey', () => {
		const organization = control(organizationWith());
		const made = organization.put({ lastName: 'mcDONALD', location: { city: 'X' } });
		expect(made).toMatchObject({ lastName: 'mcDONALD', location: { city: 'X', zipCode: '' } });

		organization.put({ PKey: made.PKey, phone: '1' });

		expect(organization.profiles().at(-1)).toMatchObject({ lastName: 'mcDONALD', phone: '1' });
		expect(organization.profiles()).toHaveLength(61);
	});
});

/** Waits until a condition is true, in turns of the event loop. */
async function until(done: () => boolean): Promise<void> {
	while (!done()) await new Promise((resolve) => setImmediate(resolve));
}
