/** Send of a transactional event: the request, the address, the schedule and the output. */
import type { INodeParameters } from 'n8n-workflow';

import { orderEvent, send } from '../parameters';
import { bodies, messages, methods, writes } from '../requests';
import { useHarness } from '../suite';
import { ctx, emailOf, node, paths, said } from './messages';

const { harness, control } = useHarness();

const email = 'ines@example.com';
const items = [{ email, ctx }];

/** Input items for an event of its own: `json` is what the expressions of the form read. */
const sendTo = async (organization: string, json: object, ...changes: INodeParameters[]) =>
	await harness.runNode({
		organization,
		node,
		items: [{ json: { email, ctx, ...json } }],
		parameters: send(...changes),
	});

const complete = {
	...ctx,
	deliveryAt: '2099-12-24 17:00:00.000Z',
	orderDate: '2026-11-01',
	productList: [{ productName: 'Boots', productPrice: '89', quantity: 2 }],
};

const options = (more: INodeParameters['options']): INodeParameters => ({ options: more });

describe.each([
	['send', 'accessToken'],
	['send-v8', 'accessToken'],
	['send', 'oAuth2'],
] as const)('Send, in %s with %s,', (organization, authentication) => {
	beforeEach(() => control(organization).reset());

	it('reads the fields of the event and sends one message', async () => {
		const {
			items: sent,
			requests,
			hints,
			error,
		} = await harness.runNode({
			organization,
			authentication,
			node,
			items: [{ email, ctx: complete }],
			parameters: send(),
		});

		expect(error?.message).toBeUndefined();
		const [{ PKey }] = control(organization).records(orderEvent);
		const family = `mc${organization}`;
		expect(methods(requests)).toEqual(['GET', 'POST']);
		expect(paths(requests)).toEqual([
			`${family}/resourceType/${orderEvent}`,
			`${family}/${orderEvent}`,
		]);
		expect(bodies(requests)).toEqual([{ email, ctx: complete }]);
		expect(sent).toEqual([
			{
				json: {
					PKey,
					href: `${harness.sandbox.url}/${organization}/campaign/${family}/${orderEvent}/${PKey}`,
					status: 'pending',
					eventId: orderEvent,
					channel: 'email',
				},
				pairedItem: { item: 0 },
			},
		]);
		expect(hints).toEqual([]);
	});
});

describe.each(['send-all', 'send-all-v8'])('Send, in %s,', (organization) => {
	beforeEach(() => control(organization).reset());

	it('asks for the fields once, and makes one message for each item', async () => {
		const { items: sent, requests } = await harness.runNode({
			organization,
			node,
			items: [0, 1, 2].map((number) => ({ email: emailOf(number), ctx })),
			parameters: send(),
		});

		expect(methods(requests).sort()).toEqual(['GET', 'POST', 'POST', 'POST']);
		expect(sent.map(({ pairedItem }) => pairedItem)).toEqual([
			{ item: 0 },
			{ item: 1 },
			{ item: 2 },
		]);
		expect(new Set(sent.map(({ json }) => json.PKey)).size).toBe(3);
	});

	it('sends and outputs keys of your own, the schedule and the format', async () => {
		const {
			items: [{ json }],
			requests,
		} = await harness.runNode({
			organization,
			node,
			items,
			timezone: 'Europe/Paris',
			parameters: send(
				options({
					externalId: ' O-1\u200b ',
					externalId2: '',
					externalId3: '={{ 42 }}',
					emailFormat: 'text',
					scheduled: '2099-12-24T18:00:00',
					expiration: '2099-12-25T18:00:00+02:00',
					language: 'fr_FR',
				}),
			),
		});

		const put = {
			externalId: 'O-1',
			externalId3: '42',
			emailFormat: 'text',
			scheduled: '2099-12-24 17:00:00.000Z',
			expiration: '2099-12-25 16:00:00.000Z',
		};
		expect(bodies(requests)).toEqual([{ email, ...put, ctx: { ...ctx, AC_language: 'fr_FR' } }]);
		expect(json).toMatchObject({ ...put, status: 'pending' });
		expect(json).not.toHaveProperty('externalId2');
	});

	it('shows nothing of a person in outputs, hints and errors', async () => {
		const secret = { firstName: 'Inesqua', orderNumber: 'ORDER-99871' };
		const address = { email: 'inesqua@example.com', mobilePhone: '+33699887766' };
		const form = { mobilePhone: '={{ $json.mobilePhone }}' };
		const runs = [
			await sendTo(organization, { ...address, ctx: { ...ctx, ...secret } }, form),
			await sendTo(organization, { ...address, ctx: { ...secret, total: 'Inesqua' } }, form),
			await sendTo(organization, { ...address, ctx: { ...secret, extra: 'Inesqua' } }, form),
			await sendTo(organization, { ...address, email: 'inesqua@' }, form),
		];
		control(organization).faults([
			{
				method: 'POST',
				respond: {
					status: 500,
					body: `RST-360000 Inesqua ORDER-99871 inesqua@example.com +33699887766`,
				},
			},
		]);
		runs.push(await sendTo(organization, { ...address, ctx: { ...ctx, ...secret } }, form));

		expect(runs.map(({ error }) => error !== undefined)).toEqual([false, true, true, true, true]);
		expect(runs[4].error?.description).toContain('Adobe says: RST-360000');
		for (const run of runs) {
			expect(said(run)).not.toMatch(/inesqua|99871|99887766|ines@/i);
		}
	});

	it.each<[string, object, INodeParameters, object]>([
		['mailto:', { email: 'mailto:ines@example.com' }, {}, { email }],
		['invisible signs', { email: ' \ufeffines@exam\u200bple.com\u00a0' }, {}, { email }],
		['a name', { email: 'Ines <ines@example.com>' }, {}, { email }],
	])('cleans an address: %s', async (_case, json, changes, address) => {
		const { requests, error } = await sendTo(organization, json, changes);

		expect(error?.message).toBeUndefined();
		expect(bodies(requests)).toEqual([{ ...address, ctx }]);
	});

	it.each<[string, object, INodeParameters, RegExp, RegExp]>([
		['no address', { email: '' }, {}, /^The message has no address$/, /'Email' or 'Mobile Phone'/],
		[
			'a missing address',
			{ email: undefined },
			{},
			/^The message has no address$/,
			/Nothing was sent/,
		],
		['half an e-mail', { email: 'ines@' }, {}, /^'Email' is not an e-mail$/, /one whole e-mail/],
		[
			'two e-mails',
			{ email: 'a@example.com, b@example.com' },
			{},
			/^'Email' is not an e-mail$/,
			/^Nothing/,
		],
		['the word null', { email: 'null' }, {}, /^'Email' has a word for "nothing"/, /'null'/],
		[
			'a long e-mail',
			{ email: `${'a'.repeat(120)}@example.com` },
			{},
			/^'Email' is longer than an e-mail can be/,
			/128 characters/,
		],
		[
			'a phone of words',
			{},
			{ mobilePhone: 'call me' },
			/^'Mobile Phone' is not a phone/,
			/digits/,
		],
		['a short phone', {}, { mobilePhone: '112' }, /^'Mobile Phone' is not a phone/, /digits/],
		[
			'a phone without its last digits',
			{},
			{ mobilePhone: '={{ 336123456789012345678 }}' },
			/^'Mobile Phone' has no value/,
			/lost its last digits/,
		],
		[
			'a push notification without a device',
			{ email: '' },
			options({ application: 'com.example', pushPlatform: 'fcm' }),
			/^'Push: Registration Token' in Options is empty$/,
			/needs all three/,
		],
		[
			'a push notification without an application',
			{ email: '' },
			options({ registrationToken: 'token-1', pushPlatform: 'fcm' }),
			/^'Push: Application' in Options is empty$/,
			/needs all three/,
		],
		[
			'a push notification without a platform',
			{ email: '' },
			options({ registrationToken: 'token-1', application: 'com.example' }),
			/^'Push: Platform' in Options is empty$/,
			/needs all three/,
		],
		[
			'a push platform alone',
			{ email: '' },
			options({ pushPlatform: 'fcm' }),
			/^The message has no address$/,
			/three fields/,
		],
		[
			'another push platform',
			{ email: '' },
			options({ registrationToken: 't', application: 'a', pushPlatform: '={{ "windows" }}' }),
			/^'Push: Platform' in Options has no such choice$/,
			/apns, fcm, gcm/,
		],
		[
			'another format',
			{},
			options({ emailFormat: '={{ "pdf" }}' }),
			/^'Email Format' in Options has no such choice$/,
			/html, text/,
		],
		[
			'a key that is a word for nothing',
			{},
			options({ externalId4: 'undefined' }),
			/^'External ID 4' has no value/,
			/none of/,
		],
		['no event', {}, { eventId: '={{ "" }}' }, /^'Event ID' is empty$/, /EVTorderConfirmation/],
		[
			'another ID',
			{},
			{ eventId: 'orderConfirmation' },
			/^'Event ID' is not the ID/,
			/begins with EVT/,
		],
		['a path as ID', {}, { eventId: 'EVT/../x' }, /^'Event ID' is not the ID/, /begins with EVT/],
		[
			'a path as message center',
			{},
			{ messageCenter: 'mc/x' },
			/^'Message Center' is not a part/,
			/mcacme/,
		],
		[
			'a wait without an end',
			{},
			options({ waitForStatus: true, waitAtMost: 9999 }),
			/^'Wait at Most' in Options is not a number from 0 to 3600/,
			/for all items/,
		],
		[
			'a wait of words',
			{},
			options({ waitForStatus: true, waitAtMost: '={{ "x" }}' }),
			/^'Wait at Most' in Options is not a number from 0 to 3600/,
			/for all items/,
		],
		[
			'a switch that is none',
			{},
			options({ requireAllFields: '={{ "x" }}' }),
			/^'Require All Fields'/,
			/expression/,
		],
	])('refuses without a request %s', async (_case, json, changes, message, advice) => {
		const { requests, error } = await sendTo(organization, json, changes);

		expect(error?.message).toMatch(message);
		expect(error?.description).toMatch(advice);
		expect(requests).toEqual([]);
	});

	it.each<[string, INodeParameters, RegExp]>([
		['no moment', { scheduled: '' }, /^'Scheduled' in Options is no date/],
		[
			'a moment that nothing gave',
			{ scheduled: '={{ undefined }}' },
			/^'Scheduled' in Options is no date/,
		],
		['a word', { scheduled: 'tomorrow' }, /^'Scheduled' in Options is no date/],
		['the past', { scheduled: '2020-01-01T00:00:00Z' }, /^'Scheduled' in Options is in the past/],
		[
			'an end in the past',
			{ expiration: '2020-01-01T00:00:00Z' },
			/^'Expiration' in Options is in the past/,
		],
		[
			'an end before the beginning',
			{ scheduled: '2099-02-01T00:00:00Z', expiration: '2099-01-01T00:00:00Z' },
			/^'Expiration' in Options is not after 'Scheduled'$/,
		],
		[
			'an end at the beginning',
			{ scheduled: '2099-02-01T00:00:00Z', expiration: '2099-02-01T00:00:00Z' },
			/^'Expiration' in Options is not after 'Scheduled'$/,
		],
	])('refuses without a request a schedule with %s', async (_case, schedule, message) => {
		const { requests, error } = await sendTo(organization, {}, options(schedule));

		expect(error?.message).toMatch(message);
		expect(error?.description).toMatch(/^Nothing was sent\./);
		expect(requests).toEqual([]);
	});
});

describe('The channel of a message', () => {
	const phone = { eventId: 'EVTparcelSms', email: '', ctx: {} };
	const parcel = { carrier: 'Post', parcelNumber: 'P-1' };

	it.each(['channel', 'channel-v8'])(
		'is the phone, also for a number from a sheet: %s',
		async (organization) => {
			const {
				items: [{ json }],
				requests,
			} = await sendTo(
				organization,
				{ ctx: parcel, phone: 33612345678 },
				{ eventId: phone.eventId, email: '', mobilePhone: '={{ $json.phone }}' },
			);

			expect(bodies(requests)).toEqual([{ mobilePhone: '33612345678', ctx: parcel }]);
			expect(json).toMatchObject({ channel: 'mobilePhone', eventId: 'EVTparcelSms' });
			expect(JSON.stringify(json)).not.toContain('33612345678');
		},
	);

	it('is push with all three of its fields', async () => {
		const device = {
			registrationToken: 'device-token-1',
			application: 'com.example',
			pushPlatform: 'fcm',
		};
		const {
			items: [{ json }],
			requests,
			error,
		} = await sendTo(
			'channel',
			{ ctx: { firstName: 'Ines' } },
			{ eventId: 'EVTcartPush', email: '', options: device },
		);

		expect(error?.message).toBeUndefined();
		expect(bodies(requests)).toEqual([{ ...device, ctx: { firstName: 'Ines' } }]);
		expect(json).toMatchObject({ channel: 'push' });
		expect(JSON.stringify(json)).not.toContain('device-token');
	});

	it.each(['+33 6 12-34.56/78', '(0033) 612345678'])(
		'is a phone as people write it: %s',
		async (mobilePhone) => {
			const { requests } = await sendTo(
				'channel',
				{ ctx: parcel },
				{ eventId: phone.eventId, email: '', mobilePhone },
			);

			expect(bodies(requests)).toMatchObject([{ mobilePhone }]);
		},
	);
});

describe('The message center', () => {
	it.each([
		['acme-mkt-stage1', 'mcacme'],
		['acme-mkt-prod3', 'mcacme'],
		['acme', 'mcacme'],
		['acme-mkt-qa', 'mcacme-mkt-qa'],
	])('of %s is %s', async (organization, family) => {
		const { requests, error } = await sendTo(organization, {});

		expect(error?.message).toBeUndefined();
		expect(requests.map(({ path }) => path)).toEqual([
			`/${organization}/campaign/${family}/resourceType/${orderEvent}`,
			`/${organization}/campaign/${family}/${orderEvent}`,
		]);
	});

	it.each(['globex', 'mcglobex'])('may be given as %s', async (messageCenter) => {
		control('own-center').reset({ messageCenter: 'globex' });

		const {
			requests,
			error,
			items: [{ json }],
		} = await sendTo('own-center', {}, { messageCenter });

		expect(error?.message).toBeUndefined();
		expect(paths(writes(requests))).toEqual([`mcglobex/${orderEvent}`]);
		expect(json.href).toContain(`/own-center/campaign/mcglobex/${orderEvent}/@`);
	});

	it.each(['wrong-center', 'wrong-center-v8'])(
		'is named when Campaign does not know the event: %s',
		async (organization) => {
			control(organization).reset({ messageCenter: 'globex' });

			const { error, hints } = await sendTo(organization, {});

			expect(error?.message).toBe('Campaign has no published event of this ID');
			expect(error?.description).toContain("set 'Message Center'");
			expect(messages(hints)).toEqual([]);
			expect(control(organization).records(orderEvent)).toEqual([]);
		},
	);

	it('is the same in an address without a host', async () => {
		control('relative').reset({ relativeEventHref: true });

		const {
			items: [{ json }],
		} = await sendTo('relative', {}, options({ waitForStatus: true }));

		expect(json).toMatchObject({
			status: 'processed',
			href: `${harness.sandbox.url}/relative/campaign/mcrelative/${orderEvent}/${String(json.PKey)}`,
		});
	});
});
