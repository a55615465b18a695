import type { Settings } from '../../../sandbox/server';
import {
	CAPTURED_EVENTS,
	EVENT_FILTERS,
	EVENT_KEY_LENGTH,
	PRINTED_EVENT_ANSWER,
} from '../adobe/examples/events';
import { below, parsed, type Json } from '../caller';
import { sandboxFor } from '../sandboxFor';

const ORDER = 'EVTorderConfirmation';
const RST = 'RST-360011 An error has occurred - please contact your administrator.';
const DIALECTS = ['standard', 'v8'] as const;

const { organizationWith, control, call, get, list } = sandboxFor('events');

const CTX = {
	firstName: 'Ines',
	orderNumber: 'O-1001',
	total: 129.9,
	gift: true,
	orderDate: '2026-11-25',
	deliveryAt: '2026-11-28T09:30:00Z',
	AC_language: 'fr_FR',
	productList: [{ productName: 'Boots', productPrice: '89', quantity: 1 }],
};
const BODY = { email: 'ines@example.com', externalId: 'X-1', ctx: CTX };
const BLANK_CTX = {
	AC_language: '',
	deliveryAt: '',
	firstName: '',
	gift: '',
	orderDate: '',
	orderNumber: '',
	productList: [],
	total: '',
};

/** Settings with which an event stays pending for the whole test. */
const STILL: Partial<Settings> = { eventStepMs: 3_600_000 };

const post = (organization: string, path: string, body: unknown, base = `mc${organization}`) =>
	call(organization, { method: 'POST', path: `${base}/${path}`, body });
const send = async (organization: string, body: unknown = BODY, event = ORDER) => {
	const reply = await post(organization, event, body);
	expect(reply.status).toBe(201);
	return parsed(reply);
};
const read = async (organization: string, { PKey }: Json, event = ORDER) =>
	parsed(await get(organization, `mc${organization}/${event}/${String(PKey)}`));

/** Asks for the status until it is the one that is waited for. @returns those that it had */
async function statusesUntil(organization: string, event: Json, last: string) {
	const seen = new Set<unknown>();
	while (!seen.has(last)) seen.add((await read(organization, event)).status);
	return [...seen];
}

describe('an event', () => {
	it.each(CAPTURED_EVENTS.map((one) => [one.answer.href, one] as const))(
		'is answered with the keys and blanks of %s',
		async (_href, { organization, answer }) => {
			control(organization).reset(STILL);
			const made = parsed(await post(organization, ORDER, BODY, 'mcacme'));
			const href = new RegExp(`/${organization}/campaign/mcacme/${ORDER}/${String(made.PKey)}$`);

			expect(made.href).toMatch(href);
			expect(String(made.PKey)).toHaveLength(EVENT_KEY_LENGTH);
			const printed = { ...answer, PKey: made.PKey, href: made.href, ctx: BLANK_CTX };
			expect(JSON.stringify(made)).toBe(JSON.stringify(printed));
		},
	);

	it('has the href and type of the page with setting relativeEventHref', async () => {
		const organization = organizationWith({ ...STILL, relativeEventHref: true });
		const made = await send(organization);

		const base = PRINTED_EVENT_ANSWER.href.replace('mcacme/EVTcartAbandonment', '');
		const href = `mc${organization}/${ORDER}${base.replace('@event', String(made.PKey))}`;
		expect(made).toMatchObject({ ...PRINTED_EVENT_ANSWER, href });
		expect(Object.keys(made)).toEqual([...Object.keys(made)].sort());
		expect(await read(organization, made)).toEqual(made);
		expect(control(organization).records(ORDER)[0].href).toMatch(/^http/);
	});

	it('is stored as it was sent, in both dialects, and is in the commits', async () => {
		for (const dialect of DIALECTS) {
			const organization = organizationWith({ ...STILL, dialect });
			const { PKey } = await send(organization);
			const [stored] = control(organization).records(ORDER);

			expect(stored).toMatchObject({ ...BODY, PKey, status: 'pending' });
			expect(stored.created).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3}Z$/);
			expect(control(organization).commits()).toMatchObject([
				{ kind: ORDER, change: 'create', PKey, values: { email: BODY.email } },
			]);
		}
	});

	it('is echoed by v8, which takes wishedChannel and names that the event does not have', async () => {
		const organization = organizationWith({ ...STILL, dialect: 'v8' });
		const body = { ...BODY, mobilePhone: '+33100', wishedChannel: 'sms', ctx: { ...CTX, more: 1 } };
		const made = await send(organization, body);

		expect(made).toMatchObject({ ...body, status: 'pending' });
		expect(made.created).not.toBe('');
		expect(await read(organization, made)).toEqual(made);
		expect((await post('sandbox', ORDER, body)).text).toContain("'wishedChannel' property");
	});

	it('drops a name that it does not have, in Campaign Standard', async () => {
		const organization = organizationWith(STILL);
		const rows = [{ productName: 'Boots', colour: 'red' }];
		const ctx = { firstName: 'Ines', nope: 1, productList: rows };
		const made = await send(organization, { ...BODY, ctx });

		expect(made.ctx).toEqual(BLANK_CTX);
		expect(control(organization).records(ORDER)[0].ctx).toEqual({
			firstName: 'Ines',
			productList: [{ productName: 'Boots' }],
		});
	});

	it.each([
		['EVTparcelSms', { mobilePhone: '+33100', ctx: { carrier: 'Owl' } }],
		[
			'EVTcartPush',
			{ registrationToken: 't', application: 'shop', pushPlatform: 'gcm', ctx: { firstName: 'I' } },
		],
		['EVTpasswordReset', { email: 'ines@example.com', ctx: {} }],
		[
			ORDER,
			{
				...BODY,
				scheduled: '2030-01-01 08:00:00.000Z',
				expiration: '2030-01-02 08:00:00.000Z',
				externalId5: '5',
			},
		],
	])('of the kind %s is stored with its address', async (event, body) => {
		const organization = organizationWith(STILL);
		const made = await send(organization, body, event);

		expect(made).toMatchObject({
			email: '',
			mobilePhone: '',
			registrationToken: '',
			scheduled: '',
		});
		expect(control(organization).records(event)).toMatchObject([body]);
	});

	it.each([
		['no ctx', ORDER, { email: 'a@example.com' }],
		['no ctx, for an event without fields', 'EVTpasswordReset', { email: 'a@example.com' }],
		['a ctx that is a list', ORDER, { ...BODY, ctx: [] }],
		['no e-mail', ORDER, { mobilePhone: '+33100', ctx: CTX }],
		['an empty e-mail', ORDER, { email: '', ctx: CTX }],
		['no mobile', 'EVTparcelSms', { email: 'a@example.com', ctx: {} }],
		['no application', 'EVTcartPush', { registrationToken: 't', ctx: {} }],
	])('is refused with %s', async (_case, event, body) => {
		const organization = organizationWith();

		expect(await post(organization, event, body)).toMatchObject({ status: 500, text: RST });
		expect(control(organization).records(event)).toEqual([]);
	});

	it('is refused with a body that is not JSON, by its text', async () => {
		const organization = organizationWith();

		expect(await post(organization, ORDER, 'email=a')).toMatchObject({
			status: 500,
			text: `${RST}\n'email=a' is not a valid constant.`,
		});
		expect(control(organization).records(ORDER)).toEqual([]);
	});

	it.each([
		['total', 'much'],
		['gift', 'perhaps'],
		['orderDate', '25/11/2026'],
		['deliveryAt', 'soon'],
		['firstName', { text: 'Ines' }],
		['productList', 'Boots'],
		['productList', [{ quantity: 'some' }]],
	])('is refused when %s is %j', async (name, value) => {
		const organization = organizationWith();
		const v8 = organizationWith({ dialect: 'v8' });
		const body = { ...BODY, ctx: { ...CTX, [name]: value } };
		const reply = await post(organization, ORDER, body);

		expect(reply.status).toBe(500);
		expect(reply.text).toMatch(/^RST-360011 .*\nBAS-010040 Cannot convert '/);
		expect((await post(v8, ORDER, body)).text).toBe(RST.replace('RST-360011 ', ''));
		expect(control(organization).records(ORDER)).toEqual([]);
	});

	it('names an attribute that it does not take, beside ctx', async () => {
		const organization = organizationWith();
		const refused = async (more: object) => await post(organization, ORDER, { ...BODY, ...more });

		expect((await refused({ nope: 1 })).text).toContain("'nope' property is not valid");
		expect((await refused({ status: 'processed' })).text).toContain("'status' property");
		expect((await refused({ pushPlatform: 'fax' })).text).toContain("The value 'fax' is not valid");
		expect((await refused({ scheduled: 'soon' })).text).toContain("Cannot convert 'soon'");
	});

	it('is not changed or deleted', async () => {
		const organization = organizationWith(STILL);
		const { href } = await send(organization);

		for (const method of ['PATCH', 'DELETE'] as const) {
			const body = method === 'PATCH' ? { email: 'x@example.com' } : undefined;
			expect((await call(organization, { method, path: below(href), body })).status).toBe(500);
		}
		expect(control(organization).records(ORDER)).toHaveLength(1);
	});

	it('may be answered 201 without a body, although it is stored', async () => {
		const organization = organizationWith();
		control(organization).faults([{ method: 'POST', respondAfterWrite: { status: 201 } }]);

		expect(await post(organization, ORDER, BODY)).toMatchObject({ status: 201, text: '' });
		expect(control(organization).records(ORDER)).toMatchObject([{ email: BODY.email }]);
	});
});

describe('the address of events', () => {
	it.each([
		['acme', 'mcacme'],
		['acme-mkt-prod2', 'mcacme'],
		['acme-mkt-stage12', 'mcacme'],
		['acme-mkt-prodx', 'mcacme-mkt-prodx'],
	])('of %s is %s', async (organization, base) => {
		control(organization).reset();
		expect((await post(organization, ORDER, BODY, base)).status).toBe(201);
		expect((await post(organization, ORDER, BODY, `${base}x`)).status).toBe(404);
		expect(control(organization).records(ORDER)).toHaveLength(1);
	});

	it('is that of setting messageCenter alone', async () => {
		const organization = organizationWith({ messageCenter: 'shops' });
		const { href, PKey } = parsed(await post(organization, ORDER, BODY, 'mcshops'));

		expect(href).toMatch(`/${organization}/campaign/mcshops/${ORDER}/${String(PKey)}`);
		expect(control(organization).records(ORDER)).toMatchObject([{ PKey, href }]);
		expect((await post(organization, ORDER, BODY)).status).toBe(404);
	});

	it.each([
		['an event that does not exist', 'mcsandbox/EVTnothing'],
		['a profile below it', 'mcsandbox/profile'],
		['an event below another endpoint', `profileAndServices/${ORDER}`],
	])('does not lead to %s', async (_case, path) => {
		const reply = await call('sandbox', { method: 'POST', path, body: BODY });
		expect(reply).toMatchObject({ status: 404, text: `${RST}\nError rc=-2003` });
	});

	it('has no push in v8', async () => {
		const path = 'mcsandbox-v8/EVTcartPush';
		const reply = await call('sandbox-v8', { method: 'POST', path, body: { ctx: {} } });
		expect(reply).toMatchObject({
			status: 404,
			text: `Unsupported endpoint. (endpoint=rest/${path})`,
		});
	});
});

describe('the status of an event', () => {
	it.each(DIALECTS)('goes on by itself in %s, and the rest stays as answered', async (dialect) => {
		const organization = organizationWith({ dialect, eventStepMs: 500 });
		const made = await send(organization);

		const all = ['pending', 'processing', 'processed'];
		const seen = await statusesUntil(organization, made, 'processed');
		expect(seen).toEqual(all.filter((one) => seen.includes(one)));
		const { processed } = await read(organization, made);
		expect(processed).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3}Z$/);
		expect(await read(organization, made)).toEqual({ ...made, status: 'processed', processed });
	});

	it.each(['ignored', 'routingFailed', 'deliveryFailed', 'tooOld', 'targetingFailed', 'paused'])(
		'ends as %s with setting eventOutcome',
		async (eventOutcome) => {
			const settings = { eventStepMs: 0, eventOutcome } as Partial<Settings>;
			const organization = organizationWith(settings);

			expect(await send(organization)).toMatchObject({ status: eventOutcome, processed: '' });
		},
	);

	it('is pending until the event is due', async () => {
		const organization = organizationWith({ eventStepMs: 0 });
		const later = await send(organization, { ...BODY, scheduled: '2999-01-01T00:00:00Z' });
		const due = await send(organization, { ...BODY, scheduled: '2020-01-01 00:00:00Z' });

		expect([later.status, due.status]).toEqual(['pending', 'processed']);
	});

	it('is what a test sets', async () => {
		const organization = organizationWith(STILL);
		const made = await send(organization);
		const other = await send(organization);
		control(organization).put({ PKey: made.PKey, status: 'ignored' }, ORDER);

		expect(await read(organization, made)).toMatchObject({ status: 'ignored', processed: '' });
		expect(await read(organization, other)).toMatchObject({ status: 'pending' });
	});

	it("is answered to a POST as to a GET (specification of Adobe's client)", async () => {
		const organization = organizationWith(STILL);
		const made = await send(organization);
		const path = below(made.href);

		expect(parsed(await call(organization, { method: 'POST', path }))).toEqual(made);
		expect(control(organization).records(ORDER)).toHaveLength(1);
	});

	it('is not found with a key of another event, a gone one or a made-up one', async () => {
		const organization = organizationWith();
		const made = await send(organization);
		const other = await send(organization, BODY, 'EVTpasswordReset');
		const status = async ({ PKey }: Json) =>
			(await get(organization, `mc${organization}/${ORDER}/${String(PKey)}`)).status;

		expect(await status(other)).toBe(500);
		expect(await status({ PKey: '@x' })).toBe(500);
		control(organization).remove(String(made.PKey), ORDER);
		expect(await status(made)).toBe(404);
	});
});

describe('lists of events', () => {
	const listed = async (organization: string, path: string) =>
		(await list(organization, `mc${organization}/${ORDER}/${path}`)).content;

	it('are filtered by e-mail, and show the values', async () => {
		const organization = organizationWith(STILL);
		await send(organization);
		await send(organization, { ...BODY, email: 'other@example.com' });
		const rows = await listed(organization, 'byEmail?email=Ines%40example.com');

		expect(rows).toEqual([control(organization).records(ORDER)[0]]);
		expect(rows).toMatchObject([{ ...BODY, status: 'pending' }]);
		expect(await listed(organization, 'byEmail?email=nobody%40example.com')).toEqual([]);
	});

	it('show blanks with setting eventListShows', async () => {
		const organization = organizationWith({ ...STILL, eventListShows: 'blanks' });
		const made = await send(organization);

		expect(await listed(organization, 'byEmail?email=ines%40example.com')).toEqual([made]);
	});

	it('are filtered by the status of now', async () => {
		const organization = organizationWith({ eventStepMs: 30 });
		const made = await send(organization);
		const processed = () => listed(organization, 'byStatusOrType?status=processed');
		await processed();
		await statusesUntil(organization, made, 'processed');

		expect(await processed()).toHaveLength(1);
		expect(await listed(organization, 'byStatusOrType?status=pending')).toEqual([]);
		expect(await listed(organization, `byStatusOrType?type=${ORDER}`)).toHaveLength(1);
		expect(await listed(organization, 'byStatusOrType?type=EVTother')).toEqual([]);
	});
});

describe('metadata of events', () => {
	const metadataOf = async (organization: string, event: string) =>
		parsed(await get(organization, `mc${organization}/resourceType/${event}`));
	const contextOf = ({ content }: Json) =>
		(content as { ctx: { content: Record<string, Json> } }).ctx.content;

	it.each(['sandbox', 'sandbox-v8'])(
		"describe ctx and the filters (data model, 'Subscription'): %s",
		async (organization) => {
			const metadata = await metadataOf(organization, ORDER);
			const context = contextOf(metadata);

			expect(metadata).toMatchObject({ name: ORDER, data: `/mc${organization}/${ORDER}/` });
			expect(Object.keys(context)).toEqual(Object.keys(BLANK_CTX));
			expect(context).toMatchObject({
				firstName: { apiName: 'firstName', type: 'string', resType: 'string', length: '255' },
				total: { type: 'number' },
				gift: { type: 'boolean' },
				orderDate: { type: 'date', resType: 'date' },
				deliveryAt: { type: 'date', resType: 'datetime' },
				productList: {
					type: 'collection',
					content: { productName: { type: 'string' }, quantity: { type: 'number' } },
				},
			});
			const { href } = metadata.filters as { href: string };
			const filters = parsed(await get(organization, below(href))) as Record<string, Json>;
			for (const [name, parameters] of Object.entries(EVENT_FILTERS)) {
				expect(Object.keys(filters[name].metadata as Json)).toEqual(parameters);
			}
		},
	);

	it('describe an event without fields', async () => {
		expect(contextOf(await metadataOf('sandbox', 'EVTpasswordReset'))).toEqual({});
	});

	it('are not there with setting eventMetadata', async () => {
		const organization = organizationWith({ eventMetadata: false });
		const base = `mc${organization}`;

		for (const path of [`${base}/resourceType/${ORDER}`, `${base}/${ORDER}/metadata`]) {
			expect((await get(organization, path)).status).toBe(404);
		}
		await send(organization);
	});
});
