import { isOfKind } from '../../../../../nodes/AdobeCampaign/n8n/errors';
import { elapsed } from '../../../../../nodes/AdobeCampaign/n8n/wait';
import { recordIn, referenceIn } from '../../../../../nodes/AdobeCampaign/transport/bodies';
import type { CampaignClient } from '../../../../../nodes/AdobeCampaign/transport/client';
import { PROFILE } from '../../../../../nodes/AdobeCampaign/resources/profile/kind';
import type { CampaignRecord } from '../../../../../nodes/AdobeCampaign/transport/types';
import { errorOf, GONE, LOST, ok, scene, shortenPauses, type Reply } from '../campaign';

shortenPauses();

const AMY = { PKey: '@a', phone: '1' };
const BUSY: Reply = { status: 429, body: '' };
const DOWN: Reply = { status: 503, body: '' };
const CUT: Reply = { status: 502, body: '' };
const PAGE: Reply = { status: 500, body: '<html>Error</html>' };
const REFUSED: Reply = { status: 500, body: "'age' property that is read-only" };
const NO_WAIT = { timeoutMs: 60_000, maxWaitMs: 0 };

const collection = (client: CampaignClient) => client.urls.collection();
const urlOf = (client: CampaignClient) => client.urls.record('@a');

describe('GET', () => {
	const get = async (client: CampaignClient, isThere = false) =>
		await client.get(urlOf(client), recordIn, 'Before.', isThere);

	it.each([
		['429', BUSY],
		['503', DOWN],
		['502', CUT],
		['a lost connection', LOST],
		['an HTML page with an error', PAGE],
	])('is repeated after %s', async (_name, trouble) => {
		const { client, asked } = scene({ 'GET profile/@a': [trouble, ok(AMY)] });

		expect(await get(client)).toEqual(AMY);
		expect(asked).toHaveLength(2);
	});

	it('is sent at most five times when nothing comes back', async () => {
		const { client, asked } = scene({ 'GET profile/@a': LOST });

		expect((await errorOf(get(client))).message).toBe('No connection to Adobe Campaign');
		expect(asked).toHaveLength(5);
	});

	it('is not repeated after a refusal, whose error begins with the preface', async () => {
		const { client, asked } = scene({ 'GET profile/@a': GONE });
		const error = await errorOf(get(client));

		expect(error.message).toBe('The profile was not found');
		expect(error.description).toMatch(/^Before\.\n/);
		expect(isOfKind(error, ['notFound'])).toBe(true);
		expect(asked).toHaveLength(1);
	});

	it('is repeated after a refusal of a record that is known to exist', async () => {
		const { client, asked } = scene({ 'GET profile/@a': [GONE, ok(AMY)] });

		expect(await get(client, true)).toEqual(AMY);
		expect(asked).toHaveLength(2);
	});

	it('takes a text for a wrong address until Campaign itself has answered', async () => {
		const page: Reply = { status: 200, body: '<html>Hello</html>' };
		const before = scene({ 'GET profile/@a': page });
		await errorOf(get(before.client));
		expect(before.asked).toHaveLength(1);

		const after = scene({ 'GET profile/@a': [ok(AMY), page, ok(AMY)] });
		await get(after.client);
		expect(await get(after.client)).toEqual(AMY);
		expect(after.asked).toHaveLength(3);
	});
});

describe('GET of what can be done without', () => {
	const getOnce = async (client: CampaignClient) =>
		await client.getOnce(urlOf(client), recordIn, 5000);

	it('has less time than others', async () => {
		const { client, session } = scene({ 'GET profile/@a': ok(AMY) });
		const sending = jest.spyOn(session, 'send');

		expect(await getOnce(client)).toEqual(AMY);
		expect(sending.mock.calls[0][0]).toMatchObject({ method: 'GET', longestMs: 5000 });
	});

	it.each([
		['503', DOWN],
		['502', CUT],
		['a lost connection', LOST],
		['an HTML page with an error', PAGE],
		['a refusal', GONE],
		['something else', ok('text')],
	])('is not repeated after %s', async (_name, reply) => {
		const { client, asked } = scene({ 'GET profile/@a': [reply, ok(AMY)] });

		expect(await getOnce(client)).toBeUndefined();
		expect(asked).toHaveLength(1);
	});

	it('waits while the gateway has had too many requests, until Give Up After', async () => {
		const patient = scene({ 'GET profile/@a': [BUSY, BUSY, ok(AMY)] });
		expect(await getOnce(patient.client)).toEqual(AMY);

		const impatient = scene({ 'GET profile/@a': [BUSY, ok(AMY)] }, { limits: NO_WAIT });
		expect(await getOnce(impatient.client)).toBeUndefined();
		expect(impatient.asked).toHaveLength(1);
	});

	it('is not sent any more when the run was stopped', async () => {
		const { client, asked } = scene({ 'GET profile/@a': ok(AMY) }, { signal: AbortSignal.abort() });

		expect(await getOnce(client)).toBeUndefined();
		expect(asked).toEqual([]);
	});
});

describe('POST', () => {
	const nothing = async () => await Promise.resolve(undefined);
	const post = async (client: CampaignClient, look?: () => Promise<CampaignRecord | undefined>) =>
		await client.post(collection(client), { phone: '1' }, recordIn, look);

	it('is sent once, and its answer is read', async () => {
		const { client, asked } = scene({ 'POST profile': ok(AMY) });

		expect(await post(client)).toEqual(AMY);
		expect(asked).toEqual(['POST profile {"phone":"1"}']);
	});

	it('is sent again after a 429: nothing was done', async () => {
		const { client, asked } = scene({ 'POST profile': [BUSY, ok(AMY)] });

		expect(await post(client)).toEqual(AMY);
		expect(asked).toHaveLength(2);
	});

	it.each([
		['a lost connection', LOST],
		['502', CUT],
		['504', { status: 504, body: '' }],
		['503', DOWN],
		['an HTML page with an error', PAGE],
		['a success without a record', ok({})],
		['a success with a text', { status: 200, body: 'OK' }],
	] as Array<[string, Reply]>)('is never sent again after %s', async (_name, unclear) => {
		const { client, asked } = scene({ 'POST profile': [unclear, ok(AMY)] });
		const error = await errorOf(post(client, nothing));

		expect(asked).toHaveLength(1);
		expect(error.description).toMatch(/^The profile may exist now\./);
	});

	it('with an unclear answer is done when the record is found', async () => {
		const { client, asked } = scene({ 'POST profile': LOST });

		expect(await post(client, async () => await Promise.resolve(AMY))).toEqual(AMY);
		expect(asked).toHaveLength(1);
	});

	it('with an unclear answer fails with its own refusal when the look fails, too', async () => {
		const { client } = scene({ 'POST profile': CUT });
		const failing = async () => await Promise.reject<undefined>(new Error('another failure'));

		expect(await errorOf(post(client, failing))).toMatchObject({ httpCode: '502' });
	});

	it('that never reached a server may be sent again', async () => {
		const refused = Object.assign(new Error('refused'), { code: 'ECONNREFUSED' });
		const { client, asked } = scene({ 'POST profile': [refused, ok(AMY)] });

		expect(await post(client)).toEqual(AMY);
		expect(asked).toHaveLength(2);
	});

	it('that Campaign refuses fails at once and leaves no doubt', async () => {
		const { client, asked } = scene({ 'POST profile': REFUSED });
		const error = await errorOf(post(client));

		expect(error.message).toBe("Campaign computes 'age' itself");
		expect(error.description).not.toContain('may exist');
		expect(asked).toHaveLength(1);
	});

	it('keeps the values that it sends out of the error', async () => {
		const { client } = scene({ 'POST profile': { status: 500, body: 'Bad value Dakota here' } });
		const body = { location: { city: 'Dakota' } };
		const error = await errorOf(client.post(collection(client), body, recordIn));

		expect(error.description).toContain('Bad value');
		expect(error.description).not.toContain('Dakota');
	});
});

describe('PATCH', () => {
	const REFERENCE = { PKey: '@a', href: 'x' };
	const patch = async (
		client: CampaignClient,
		look: () => Promise<typeof REFERENCE | undefined> = async () =>
			await Promise.reject(new Error('No look was expected')),
	) => await client.patch(urlOf(client), { phone: '1' }, referenceIn, look);

	it("takes Campaign's reference, and null for v8's empty 204", async () => {
		const { client } = scene({ 'PATCH profile/@a': [ok(REFERENCE), { status: 204 }] });

		expect(await patch(client)).toEqual(REFERENCE);
		expect(await patch(client)).toBeNull();
	});

	it.each([
		['429', BUSY],
		['503', DOWN],
	])('is sent again after %s without a look', async (_name, busy) => {
		const { client, asked } = scene({ 'PATCH profile/@a': [busy, ok(REFERENCE)] });

		expect(await patch(client)).toEqual(REFERENCE);
		expect(asked).toHaveLength(2);
	});

	it('after an unclear answer looks before it is sent again', async () => {
		const { client, asked } = scene({ 'PATCH profile/@a': [LOST, CUT, ok(REFERENCE)] });
		let looks = 0;
		const look = async () => {
			looks += 1;
			expect(asked).toHaveLength(looks);
			return await Promise.resolve(undefined);
		};

		expect(await patch(client, look)).toEqual(REFERENCE);
		expect([looks, asked.length]).toEqual([2, 3]);
	});

	it('is not sent again when the look finds the change', async () => {
		const { client, asked } = scene({ 'PATCH profile/@a': LOST });

		expect(await patch(client, async () => await Promise.resolve(REFERENCE))).toEqual(REFERENCE);
		expect(asked).toHaveLength(1);
	});

	it('is not sent again when the look fails', async () => {
		const { client, asked } = scene({ 'PATCH profile/@a': [LOST, ok(REFERENCE)] });
		const error = await errorOf(patch(client));

		expect(error.description).toMatch(/^It is not known whether the change was stored/);
		expect(asked).toHaveLength(1);
	});

	it('that was unclear once is in doubt whatever refuses it later', async () => {
		const { client } = scene({ 'PATCH profile/@a': [LOST, REFUSED] });
		const error = await errorOf(patch(client, async () => await Promise.resolve(undefined)));

		expect(error.message).toBe("Campaign computes 'age' itself");
		expect(error.description).toMatch(/^It is not known whether the change was stored/);
	});
});

describe('DELETE', () => {
	const remove = async (client: CampaignClient, isGone = false) => {
		let looks = 0;
		await client.delete(urlOf(client), async () => {
			looks += 1;
			return await Promise.resolve(isGone);
		});
		return looks;
	};

	it.each([
		['200 without a body', { status: 200 }],
		['204', { status: 204 }],
		['a JSON body', ok({})],
	] as Array<[string, Reply]>)('is done with %s', async (_name, done) => {
		const { client, asked } = scene({ 'DELETE profile/@a': done });

		expect(await remove(client)).toBe(0);
		expect(asked).toHaveLength(1);
	});

	it('of a missing record fails', async () => {
		const { client } = scene({ 'DELETE profile/@a': GONE });

		expect(isOfKind(await errorOf(remove(client)), ['notFound'])).toBe(true);
	});

	it('of a missing record is done when an earlier answer was unclear', async () => {
		const { client, asked } = scene({ 'DELETE profile/@a': [CUT, GONE] });

		expect(await remove(client)).toBe(1);
		expect(asked).toHaveLength(2);
	});

	it('that is refused otherwise after an unclear answer fails', async () => {
		const { client } = scene({ 'DELETE profile/@a': [CUT, { status: 500, body: 'No' }] });

		expect((await errorOf(remove(client))).description).toMatch(
			/^It is not known whether the profile was deleted/,
		);
	});

	it('is not sent again when the record is gone after an unclear answer', async () => {
		const { client, asked } = scene({ 'DELETE profile/@a': DOWN });

		expect(await remove(client, true)).toBe(1);
		expect(asked).toHaveLength(1);
	});

	it('with a text for an answer looks, because that did not come from Campaign', async () => {
		const { client, asked } = scene({ 'DELETE profile/@a': { status: 200, body: 'Hello' } });

		expect(await remove(client, true)).toBe(1);
		expect(asked).toHaveLength(1);
	});
});

describe('What a write was decided on', () => {
	const patch = async (
		client: CampaignClient,
		decide: (isUnclear: boolean) => Promise<object>,
		readAt = elapsed(),
	) =>
		await client.patch(
			urlOf(client),
			{ phone: '1' },
			referenceIn,
			async () => await Promise.resolve(undefined),
			{ readAt, decide: async (isUnclear) => (await decide(isUnclear)) as { done: null } },
		);

	it('is not decided again when the first answer is a success', async () => {
		const { client, asked } = scene({ 'PATCH profile/@a': ok(AMY) });
		await patch(client, async () => await Promise.reject(new Error('It was decided again')));

		expect(asked).toHaveLength(1);
	});

	it('is decided again before the write is sent once more, and may change it', async () => {
		const { client, asked } = scene({ 'PATCH profile/@a': [BUSY, ok(AMY)] });
		await patch(client, async () => await Promise.resolve({ body: { phone: '2' } }));

		expect(asked).toEqual(['PATCH profile/@a {"phone":"1"}', 'PATCH profile/@a {"phone":"2"}']);
	});

	it('may turn out to be done', async () => {
		const { client, asked } = scene({ 'PATCH profile/@a': BUSY });

		expect(await patch(client, async () => await Promise.resolve({ done: null }))).toBeNull();
		expect(asked).toHaveLength(1);
	});

	it.each([
		['429', false, BUSY],
		['503', true, DOWN],
		['a lost connection', true, LOST],
	] as Array<[string, boolean, Reply]>)(
		'after %s is decided as unclear: %s',
		async (_name, isUnclear, answer) => {
			const { client } = scene({ 'PATCH profile/@a': answer });
			const told: boolean[] = [];
			await patch(client, async (unclear) => {
				told.push(unclear);
				return await Promise.resolve({ done: null });
			});

			expect(told).toEqual([isUnclear]);
		},
	);

	it('that is out of date is decided before anything is sent', async () => {
		const { client, asked } = scene({ 'PATCH profile/@a': ok(AMY) });
		const longAgo = elapsed() - 60_000;
		await patch(client, async () => await Promise.resolve({ body: { phone: '2' } }), longAgo);

		expect(asked).toEqual(['PATCH profile/@a {"phone":"2"}']);
	});

	it('cannot become another record once the change may have arrived', async () => {
		const { client, asked } = scene({ 'PATCH profile/@a': [DOWN, ok(AMY)] });
		const error = await errorOf(
			patch(client, async () => await Promise.resolve({ url: client.urls.record('@b') })),
		);

		expect(error.message).toBe('Another profile is meant now than when this item began');
		expect(asked).toHaveLength(1);
	});

	it('may become another record as long as nothing arrived', async () => {
		const { client, asked } = scene({
			'PATCH profile/@a': BUSY,
			'PATCH profile/@b': ok({ PKey: '@b' }),
		});
		await patch(client, async () => await Promise.resolve({ url: client.urls.record('@b') }));

		expect(asked.at(-1)).toContain('PATCH profile/@b');
	});

	it('that fails once the change may have arrived is in doubt', async () => {
		const { client } = scene({ 'PATCH profile/@a': DOWN });
		const failing = patch(
			client,
			async () =>
				await Promise.reject(
					client.error({ message: 'No, and nothing was written', description: 'Choose.' }),
				),
		);

		expect(await errorOf(failing)).toMatchObject({
			message: 'No',
			description: expect.stringMatching(/^It is not known whether the change was stored/),
		});
	});
});

describe('Give Up After', () => {
	it('0 sends each request once', async () => {
		const { client, asked } = scene({ 'GET profile/@a': BUSY }, { limits: NO_WAIT });
		const error = await errorOf(client.get(urlOf(client), recordIn));

		expect(asked).toHaveLength(1);
		expect(error.description).toContain(
			"Campaign is busy for longer than 'Give Up After' in Options allows (0 minutes).",
		);
	});

	it('0 looks for the result of an unclear PATCH all the same', async () => {
		const { client, asked } = scene({ 'PATCH profile/@a': CUT }, { limits: NO_WAIT });
		const done = client.patch(urlOf(client), {}, referenceIn, async () => ({
			PKey: '@a',
			href: '',
		}));

		expect(await done).toEqual({ PKey: '@a', href: '' });
		expect(asked).toHaveLength(1);
	});

	it('is not waited for when the server asks for more', async () => {
		const asksForMore: Reply = { status: 429, headers: { 'retry-after': '30' } };
		const { client, asked } = scene(
			{ 'GET profile/@a': asksForMore },
			{ limits: { timeoutMs: 60_000, maxWaitMs: 1000 } },
		);
		await errorOf(client.get(urlOf(client), recordIn));

		expect(asked).toHaveLength(1);
	});
});

describe('The Stop button', () => {
	it('ends an item that waits for its next attempt, and says what may have been done', async () => {
		const stop = new AbortController();
		const { client, asked } = scene({ 'PATCH profile/@a': LOST }, { signal: stop.signal });
		const look = async () => {
			stop.abort();
			return await Promise.resolve(undefined);
		};
		const error = await errorOf(client.patch(urlOf(client), {}, referenceIn, look));

		expect(error.message).toBe('The run was stopped');
		expect(error.description).toBe(
			'It is not known whether the change was stored: read the profile before you send it again.\nNothing was sent for this item after that.',
		);
		expect(asked).toHaveLength(1);
	});

	it('ends a POST that is on its way, which may be done then', async () => {
		const stop = new AbortController();
		const reply: Reply = async () => {
			stop.abort();
			return await Promise.reject(new Error('canceled'));
		};
		const { client } = scene({ 'POST profile': reply }, { signal: stop.signal });
		const error = await errorOf(client.post(collection(client), {}, recordIn));

		expect(error.message).toBe('The run was stopped');
		expect(error.description).toMatch(/^The profile may exist now\./);
	});

	it('sends nothing when it was pressed before', async () => {
		const { client, asked } = scene({}, { signal: AbortSignal.abort() });

		expect((await errorOf(client.get(urlOf(client), recordIn))).message).toBe(
			'The run was stopped',
		);
		expect(asked).toEqual([]);
	});
});

describe('Reading back', () => {
	it('that fails says first that the write was done', async () => {
		const { client } = scene({ 'GET profile/@a': LOST }, { limits: NO_WAIT });
		const error = await errorOf(client.getBack(urlOf(client), recordIn, 'It was changed'));

		expect(error.message).toBe('It was changed');
		expect(error.description).toMatch(/^No connection to Adobe Campaign\.\n/);
	});

	it('of any kind returns what was read', async () => {
		const { client } = scene({});

		expect(await client.readBack(Promise.resolve(7), 'It was changed')).toBe(7);
		expect(await client.readBack(Promise.resolve(undefined), 'It was changed')).toBeUndefined();
	});

	it('of any kind that fails keeps the reason, without the number of the item', async () => {
		const { clientOf } = scene({}, { items: [{}, {}] });
		const client = clientOf(1);
		const reading = Promise.reject(client.error({ message: 'No list', description: 'Wait.' }));
		const error = await errorOf(client.readBack(reading, 'It was changed'));

		expect(error.message).toBe('It was changed [item 1]');
		expect(error.description).toBe('No list.\nWait.');
	});

	it('of any kind that fails no longer says that nothing was done', async () => {
		const { client } = scene({});
		const failure = { message: 'No list', description: 'Nothing was done. Wait.' };
		const reading = Promise.reject(client.error(failure));

		expect((await errorOf(client.readBack(reading, 'It was changed'))).description).toBe(
			'No list.\nWait.',
		);
	});

	it('of any kind keeps the status of the answer', async () => {
		const { client } = scene({ 'GET profile/@a': { status: 503, body: '' } }, { limits: NO_WAIT });
		const reading = client.get(urlOf(client), recordIn);

		expect(await errorOf(client.readBack(reading, 'It was changed'))).toMatchObject({
			httpCode: '503',
		});
	});
});

describe('The requests of an item for another kind of record', () => {
	const SERVICE = { ...PROFILE, name: 'service', one: 'service', many: 'services' };

	it('have that kind’s addresses and words, and the same session and item', async () => {
		const { clientOf, session } = scene(
			{ 'GET service/@s': { status: 500, body: 'Unable to find document of type service' } },
			{ items: [{}, {}] },
		);
		const client = clientOf(1).of(SERVICE);
		const error = await errorOf(client.get(client.urls.record('@s'), recordIn));

		expect(client.session).toBe(session);
		expect(client.kind).toBe(SERVICE);
		expect(error.message).toBe('The service was not found [item 1]');
	});

	it('hide what the other kind’s hide, whichever of them is told, and whenever', async () => {
		const said: Reply = { status: 500, body: 'Neither C-1001 nor G-2002 nor K-3003' };
		const { client, clientOf } = scene({ 'GET profile/@a': said, 'GET service/@s': said });
		client.hide('C-1001');
		const ofServices = client.of(SERVICE);
		ofServices.hide('G-2002');
		client.hide('K-3003');
		for (const failing of [
			client.get(urlOf(client), recordIn),
			ofServices.get(ofServices.urls.record('@s'), recordIn),
			ofServices.of(PROFILE).get(urlOf(client), recordIn),
		]) {
			expect((await errorOf(failing)).description).toContain('Neither ... nor ... nor ...');
		}
		// Another item has values of its own.
		const other = clientOf(1).of(SERVICE);
		const { description } = await errorOf(other.get(other.urls.record('@s'), recordIn));
		expect(description).toContain('Neither C-1001 nor G-2002');
	});

	it('take turns of their own: one profile and one service may have the same key', async () => {
		const { client } = scene({});
		const order: string[] = [];
		await client.inTurn('@a', async () => {
			await client.of(SERVICE).inTurn('@a', async () => {
				order.push('service');
				await Promise.resolve();
			});
			order.push('profile');
		});

		expect(order).toEqual(['service', 'profile']);
	});
});

describe('A link', () => {
	it('to another host or organization is not followed', () => {
		const { client } = scene({});

		expect(client.ownUrl('profileAndServices/profile/@a')).toContain(
			'/campaign/profileAndServices',
		);
		for (const href of ['https://evil.example/x', 'https://mc.adobe.io/other/campaign/x']) {
			expect(() => client.ownUrl(href)).toThrow('leads away from your Campaign organization');
		}
	});
});

describe('A turn', () => {
	it('makes the work of one key wait for the one before, in any run of the same organization', async () => {
		const { client, clientOf } = scene({});
		const order: string[] = [];
		let end = () => {};
		const first = client.inTurn('key', async () => {
			await new Promise<void>((resolve) => (end = resolve));
			order.push('first');
		});
		const second = clientOf(1).inTurn('key', async () => {
			order.push('second');
			await Promise.resolve();
		});
		await clientOf(2).inTurn('other', async () => {
			order.push('other');
			await Promise.resolve();
		});
		end();
		await Promise.all([first, second]);

		expect(order).toEqual(['other', 'first', 'second']);
	});
});

describe('A kind', () => {
	const isRefusal = ({ body }: { body: unknown }) => body === 'Too early';
	const kind = { ...PROFILE, isRefusal, uncertain: 'It may be sent: look first.' };
	const post = async (client: CampaignClient) =>
		await client.post(collection(client), {}, recordIn);

	it('may have refusals whose status is one of success, which are told in their words', async () => {
		const { client, asked } = scene(
			{ 'POST profile': { status: 200, body: 'Too early' } },
			{ kind },
		);

		const { description } = await errorOf(post(client));

		expect(description).toContain('Adobe says: Too early');
		expect(description).not.toContain('It may be sent');
		expect(asked).toHaveLength(1);
	});

	it('may say in words of its own what is not known after a POST', async () => {
		const { client } = scene({ 'POST profile': LOST }, { kind });

		expect((await errorOf(post(client))).description).toMatch(/^It may be sent: look first\.\n/);
	});
});

describe("The gateway's Oops after a POST", () => {
	const OOPS: Reply = { status: 500, body: { code: 500, message: 'Oops. Something went wrong.' } };

	it.each([
		['leaves it open once Campaign has answered', true, /^The profile may exist now/],
		['is that of a wrong organization before', false, /^Check 'Organization'/],
	])('%s', async (_what, hasAnswered, description) => {
		const { client, asked } = scene({ 'POST profile': OOPS, 'GET profile/@a': ok({ PKey: '@a' }) });
		if (hasAnswered) await client.get(client.urls.record('@a'), recordIn);
		const error = await errorOf(client.post(collection(client), {}, recordIn));

		expect(error.description).toMatch(description);
		expect(asked.filter((one) => one.startsWith('POST'))).toHaveLength(1);
	});
});
