import type { NextFault } from '../../../sandbox/faults/fault';
import type { Fault, Settings } from '../../../sandbox/server';
import {
	CAPTURED_SUBSCRIPTION,
	DUPLICATE_SUBSCRIPTION,
	PRINTED_ITEM_OF_SERVICE,
	PRINTED_SERVICE,
	PRINTED_SUBSCRIBE_ANSWER,
	PRINTED_SUBSCRIBER,
} from '../adobe/examples/subscriptions';
import { below, parsed, reflowed, withoutKeys, type Json, type Reply } from '../caller';
import { EXT, STANDARD, sandboxFor } from '../sandboxFor';

const SERVICE = 'profileAndServices/service';
const GENERIC = 'An error has occurred - please contact your administrator.';
const OWN_KEYS = Object.keys(CAPTURED_SUBSCRIPTION);

const { organizationWith, baseUrl, control, call, get, list, keyOfAmy } =
	sandboxFor('subscriptions');

/** The five services and two people without subscriptions, Ada and Bea, unless `settings` has others. */
const withTwoPeople = (settings: Partial<Settings> = {}, ...faults: Fault[]) =>
	organizationWith(
		{
			profiles: [
				{ firstName: 'Ada', lastName: 'Alder', email: 'ada@example.com' },
				{ firstName: 'Bea', lastName: 'Birchwood', email: 'bea@example.com' },
			],
			...settings,
		},
		...faults,
	);

const service = (organization: string, name: string) => {
	const found = control(organization)
		.records('service')
		.find((one) => one.name === name);
	if (!found) throw new Error(`No service ${name}.`);
	return found;
};
const person = (organization: string, index = 0) => control(organization).profiles()[index];
/** The path of the subscriptions of a record, as the record says; on `profileAndServices` unless `endpoint` is Ext. */
const collectionOf = ({ subscriptions }: Json, endpoint = 'profileAndServices') =>
	below((subscriptions as { href: string }).href).replace(/^profileAndServices(Ext)?/, endpoint);

const ofPerson = (organization: string, index = 0) => collectionOf(person(organization, index));
const ofService = (organization: string, name: string) => collectionOf(service(organization, name));

const post = (organization: string, path: string, body: unknown) =>
	call(organization, { method: 'POST', path, body });
const remove = (organization: string, href: unknown) =>
	call(organization, { method: 'DELETE', path: below(href) });
const subscribe = (organization: string, name = 'SVC1', index = 0) =>
	post(organization, ofPerson(organization, index), {
		service: { PKey: service(organization, name).PKey },
	});
const stored = (organization: string) => control(organization).records('subscription');

describe('a subscription', () => {
	it('reads exactly as captured on Ext, key order included', async () => {
		const organization = organizationWith({ profiles: [{ email: 'ines@example.com' }] });
		const { put } = control(organization);
		const { PKey } = put({ name: 'SVC13', label: 'Welcome Series' }, 'service');
		const subscriber = { PKey: person(organization).PKey };
		put({ service: { PKey }, subscriber, created: CAPTURED_SUBSCRIPTION.created }, 'subscription');

		const path = collectionOf(person(organization), 'profileAndServicesExt');
		const { content } = await list(organization, path);

		expect(JSON.stringify(withoutKeys(content))).toBe(
			JSON.stringify(withoutKeys([CAPTURED_SUBSCRIPTION])),
		);
		expect(withoutKeys(stored(organization))).toEqual(withoutKeys([CAPTURED_SUBSCRIPTION]));
	});

	it("has the printed attributes on the service's side ('Deleting subscriptions', 'Retrieving subscriptions')", async () => {
		const organization = organizationWith({
			profiles: [{ firstName: 'John', lastName: 'Doe' }],
		});
		const { created } = PRINTED_ITEM_OF_SERVICE;
		control(organization).put(
			{
				service: { PKey: service(organization, 'SVC3').PKey },
				subscriber: { PKey: person(organization).PKey },
				created,
			},
			'subscription',
		);

		const { content } = await list(organization, ofService(organization, 'SVC3'));
		const [item] = withoutKeys(content) as Json[];

		expect(content).toHaveLength(1);
		expect(item).toMatchObject(withoutKeys(PRINTED_ITEM_OF_SERVICE) as Json);
		const { title, ...subscriber } = item.subscriber as Json;
		expect(subscriber).toEqual(withoutKeys(PRINTED_SUBSCRIBER));
		expect(title).toBe('John Doe');
	});

	it("has the printed service on the profile's side ('Retrieving subscriptions')", async () => {
		const organization = withTwoPeople();
		control(organization).put(
			{ PKey: service(organization, 'SVC1').PKey, label: 'Sport Newsletter' },
			'service',
		);
		await subscribe(organization);
		const { content } = await list(organization, ofPerson(organization));

		expect(withoutKeys(content[0].service)).toEqual(withoutKeys(PRINTED_SERVICE));
		expect(Object.keys(content[0])).toEqual(OWN_KEYS);
	});

	it('is the same record on both sides, each with hrefs of its own', async () => {
		const organization = withTwoPeople();
		await subscribe(organization);
		const [mine] = (await list(organization, ofPerson(organization))).content;
		const [theirs] = (await list(organization, ofService(organization, 'SVC1'))).content;

		expect({ ...mine, href: '' }).toEqual({ ...theirs, href: '' });
		expect(below(mine.href)).toBe(`${ofPerson(organization)}${mine.PKey}`);
		expect(below(theirs.href)).toBe(`${ofService(organization, 'SVC1')}${mine.PKey}`);
		for (const { href } of [mine, theirs]) {
			const reply = await get(organization, below(href));
			expect(reply.status).toBe(200);
			expect(parsed(reply)).toEqual(href === mine.href ? mine : theirs);
		}
	});

	it('is not found below another person, nor by the name of its kind', async () => {
		const organization = withTwoPeople();
		const { PKey } = parsed(await subscribe(organization));
		const elsewhere = `${ofPerson(organization, 1)}${PKey}`;

		expect((await get(organization, elsewhere)).status).toBe(404);
		expect((await call(organization, { method: 'DELETE', path: elsewhere })).status).toBe(404);
		expect((await get(organization, `profileAndServices/subscription/${PKey}`)).status).toBe(404);
		expect((await get(organization, 'profileAndServices/subscription')).status).toBe(404);
		expect(stored(organization)).toHaveLength(1);
	});

	it('of Amy Dakota are two in the seed of both organizations, and no one else has any', async () => {
		for (const organization of ['sandbox', 'sandbox-v8']) {
			const amy = keyOfAmy(organization);
			expect(stored(organization)).toMatchObject([
				{ serviceName: 'SVC1', subscriber: { PKey: amy } },
				{ serviceName: 'SVC2', subscriber: { PKey: amy } },
			]);
		}
		expect(stored(organizationWith({ people: 3 }))).toEqual([]);
	});

	it('has no serviceName with serviceNameShown false', async () => {
		const organization = withTwoPeople({ serviceNameShown: false });
		const answer = parsed(await subscribe(organization));
		const { content } = await list(organization, ofPerson(organization));

		for (const item of [answer, content[0]]) {
			expect(Object.keys(item)).toEqual(OWN_KEYS.filter((name) => name !== 'serviceName'));
		}
	});
});

describe.each(['standard', 'v8'] as const)('%s: POST', (dialect) => {
	const sides = [
		['a profile', ofPerson, 'service', (name: string) => service(name, 'SVC1').PKey],
		[
			'a service',
			(name: string) => ofService(name, 'SVC1'),
			'subscriber',
			(name: string) => person(name).PKey,
		],
	] as const;

	it.each(sides)('below %s subscribes with 201', async (_what, path, member, key) => {
		const organization = withTwoPeople({ dialect });
		const reply = await post(organization, path(organization), {
			[member]: { PKey: key(organization) },
		});
		const answer = parsed(reply);
		const [item] = (await list(organization, path(organization))).content;
		const { PKey: serviceKey, title: serviceTitle } = item.service as Json;
		const { PKey: personKey, title: personTitle } = item.subscriber as Json;

		expect(reply.status).toBe(201);
		expect(Object.keys(answer)).toEqual(OWN_KEYS);
		expect(item).toMatchObject({
			origin: '',
			subscriptionDate: '',
			expirationDate: '',
			serviceName: 'SVC1',
			title: 'Garden News (SVC1) / Ada Alder (ada@example.com)',
		});
		expect([serviceKey, personKey]).toEqual([
			service(organization, 'SVC1').PKey,
			person(organization).PKey,
		]);
		expect(answer).toEqual(
			dialect === 'v8'
				? item
				: {
						...item,
						service: { PKey: serviceKey, title: serviceTitle },
						serviceName: '',
						subscriber: { PKey: personKey, title: personTitle },
					},
		);
	});

	it.each(sides)('below %s takes dates and the origin', async (_what, path, member, key) => {
		const organization = withTwoPeople({ dialect });
		await post(organization, path(organization), {
			[member]: { PKey: key(organization) },
			subscriptionDate: '2026-01-02T03:04:05.006Z',
			expirationDate: '2026-02-03 00:00:00.000Z',
			origin: 'shop',
		});

		expect(stored(organization)).toMatchObject([
			{
				subscriptionDate: '2026-01-02 03:04:05.006Z',
				expirationDate: '2026-02-03 00:00:00.000Z',
				origin: 'shop',
			},
		]);
	});

	it('fills the expiration date of a service of limited duration', async () => {
		const organization = withTwoPeople({ dialect });
		const { created, expirationDate } = parsed(await subscribe(organization, 'SVC3'));
		const days = (Date.parse(String(expirationDate)) - Date.parse(String(created))) / 86_400_000;

		expect(days).toBeCloseTo(10, 4);
	});

	const XTK = (key: string, kind: string) =>
		`'${key}' attribute unknown (see definition of '${kind}' schema). XTK-170036 Unable to parse expression '@id = @${key}'.`;
	const malformed = (key: string, kind: string) =>
		dialect === 'v8'
			? { status: 404, text: `Unable to decrypt PKey. (PKey=@${key})` }
			: { status: 500, text: XTK(key, kind) };
	const refusal = ({ status, text }: Reply) => ({ status, text: reflowed(text) });

	it('refuses a PKey that no record has, and one of another kind', async () => {
		const organization = withTwoPeople({ dialect });
		const wrong = (member: string, PKey: string) =>
			post(
				organization,
				member === 'service' ? ofPerson(organization) : ofService(organization, 'SVC1'),
				{ [member]: { PKey } },
			);
		const ada = person(organization).PKey;

		expect(refusal(await wrong('service', '@x'))).toEqual(malformed('x', 'Services (nms:service)'));
		expect(refusal(await wrong('subscriber', '@x'))).toEqual(
			malformed('x', 'Profiles (nms:recipient)'),
		);
		expect(refusal(await wrong('service', ada))).toEqual(
			malformed(ada.slice(1), 'Services (nms:service)'),
		);
		expect(stored(organization)).toEqual([]);
	});

	it('refuses the PKey of a deleted service, and a malformed key in the URL', async () => {
		const organization = withTwoPeople({ dialect });
		const { PKey } = service(organization, 'SVC1');
		control(organization).remove(PKey, 'service');
		const gone = await post(organization, ofPerson(organization), { service: { PKey } });
		const nowhere = await post(organization, `${STANDARD}/@x/subscriptions/`, {
			service: { PKey: service(organization, 'SVC2').PKey },
		});

		expect(gone.status).toBe(404);
		expect(gone.text).toContain(`Unable to find document with path 'Service' from key '${PKey}'`);
		expect(nowhere.status).toBe(dialect === 'v8' ? 404 : 500);
		expect(stored(organization)).toEqual([]);
	});

	it('refuses the second subscription of one person to one service, on either side', async () => {
		const organization = withTwoPeople({ dialect });
		expect((await subscribe(organization, 'SVC2', 1)).status).toBe(201);
		const again = [
			await subscribe(organization, 'SVC2', 1),
			await post(organization, ofService(organization, 'SVC2'), {
				subscriber: { PKey: person(organization, 1).PKey },
			}),
		];

		const text = dialect === 'v8' ? GENERIC : DUPLICATE_SUBSCRIPTION(2, 2);
		for (const reply of again) expect(refusal(reply)).toEqual({ status: 500, text });
		expect(stored(organization)).toHaveLength(1);
		expect((await subscribe(organization, 'SVC1', 1)).status).toBe(201);
		expect((await subscribe(organization, 'SVC2', 0)).status).toBe(201);
	});
});

it("POST answers with the printed part ('Performing subscriptions')", async () => {
	const organization = withTwoPeople();
	const { PKey } = control(organization).put(
		{ PKey: service(organization, 'SVC1').PKey, label: 'Sport Newsletter' },
		'service',
	);
	// The page writes the address without a slash at the end.
	const path = ofPerson(organization).slice(0, -1);
	const answer = withoutKeys(parsed(await post(organization, path, { service: { PKey } })));

	expect(answer).toMatchObject(withoutKeys(PRINTED_SUBSCRIBE_ANSWER) as Json);
});

describe('a body that Campaign does not understand', () => {
	const BODIES = [
		['{}', {}],
		['an unknown member', { profile: { PKey: '@x' } }],
		['a name instead of a PKey', { subscriber: { email: 'ada@example.com' } }],
	] as const;

	it.each(BODIES)('is stored for subscriber 0 the first time: %s', async (_what, body) => {
		const organization = withTwoPeople();
		const path = ofService(organization, 'SVC3');
		const first = await post(organization, path, body);
		const second = await post(organization, path, {});

		expect(first.status).toBe(201);
		expect(parsed(first)).toMatchObject({
			subscriber: null,
			service: { title: 'Spring Trial (SVC3)' },
		});
		expect((await list(organization, path)).content).toMatchObject([
			{ subscriber: null, serviceName: 'SVC3' },
		]);
		expect(second.status).toBe(500);
		expect(reflowed(second.text)).toBe(DUPLICATE_SUBSCRIPTION(3, 0));
		expect(control(organization).records('historyEvent')).toEqual([]);
	});

	it('is stored for service 0 below a profile', async () => {
		const organization = withTwoPeople();
		const path = ofPerson(organization, 1);
		const first = await post(organization, path, {});

		expect(parsed(first)).toMatchObject({ service: null, serviceName: '' });
		expect((await list(organization, path)).content).toMatchObject([{ service: null }]);
		expect(reflowed((await post(organization, path, {})).text)).toBe(DUPLICATE_SUBSCRIPTION(0, 2));
		expect((await remove(organization, parsed(first).href)).status).toBe(204);
	});

	it.each([
		['with orphanSubscriber false', { orphanSubscriber: false }],
		['in v8', { dialect: 'v8' as const }],
	])('is refused %s', async (_when, settings) => {
		const organization = withTwoPeople(settings);
		for (const [, body] of BODIES) {
			const reply = await post(organization, ofService(organization, 'SVC1'), body);
			expect(reply.status).toBe(500);
		}
		expect(stored(organization)).toEqual([]);
	});
});

describe.each(['standard', 'v8'] as const)('%s: DELETE', (dialect) => {
	it.each([
		['profile', ofPerson],
		['service', (name: string) => ofService(name, 'SVC1')],
	])('of an href below a %s answers 204 without a body, then 404', async (_side, path) => {
		const organization = withTwoPeople({ dialect });
		await subscribe(organization);
		await subscribe(organization, 'SVC2');
		const [{ href }] = (await list(organization, path(organization))).content;

		expect(await remove(organization, href)).toMatchObject({ status: 204, text: '' });

		expect((await remove(organization, href)).status).toBe(404);
		expect((await get(organization, below(href))).status).toBe(404);
		expect(stored(organization)).toMatchObject([{ serviceName: 'SVC2' }]);
		expect(control(organization).records('service')).toHaveLength(5);
	});

	it('of a profile removes its subscriptions', async () => {
		const organization = withTwoPeople({ dialect });
		await subscribe(organization, 'SVC1', 0);
		await subscribe(organization, 'SVC1', 1);
		const { PKey } = person(organization);
		await call(organization, { method: 'DELETE', path: `${STANDARD}/${PKey}` });

		expect(stored(organization)).toMatchObject([{ subscriber: { firstName: 'Bea' } }]);
	});

	it('of the whole list, PATCH and other verbs are refused', async () => {
		const organization = withTwoPeople({ dialect });
		const { href } = parsed(await subscribe(organization));
		const path = ofPerson(organization);

		for (const refused of [
			await call(organization, { method: 'DELETE', path }),
			await call(organization, { method: 'PATCH', path: below(href), body: { origin: 'x' } }),
			await call(organization, { method: 'PATCH', path, body: { origin: 'x' } }),
			await call(organization, { method: 'POST', path: below(href), body: {} }),
		]) {
			expect(refused.status).toBe(500);
			expect(refused.text).toContain(GENERIC);
		}
		expect(stored(organization)).toMatchObject([{ origin: '' }]);
	});
});

describe('the address of a collection', () => {
	const paths = (organization: string) => {
		const { PKey, cusCustomerId } = person(organization);
		return {
			own: ofPerson(organization),
			key: `${STANDARD}/${PKey}/subscriptions/`,
			raw: `${EXT}/${cusCustomerId}/subscriptions`,
			service: `${SERVICE}/SVC1/subscriptions`,
		};
	};
	const profiles = [{ email: 'ada@example.com', cusCustomerId: 'C-1' }];

	it('takes its own key and, like a live instance, the key of the record', async () => {
		const organization = organizationWith({ profiles });
		const { own, key, raw, service: ofService } = paths(organization);
		await subscribe(organization);

		for (const path of [own, key, raw, ofService]) {
			expect((await list(organization, path)).content).toHaveLength(1);
		}
		const [viaOwn] = (await list(organization, own)).content;
		const [viaKey] = (await list(organization, key)).content;
		expect(viaKey).toEqual(viaOwn);
		expect((await remove(organization, viaKey.href)).status).toBe(204);
	});

	it('takes its own key alone with strictCollectionKeys', async () => {
		const organization = organizationWith({ profiles, strictCollectionKeys: true });
		const { own, ...others } = paths(organization);

		expect((await get(organization, own)).status).toBe(200);
		for (const path of Object.values(others)) {
			expect((await get(organization, path)).status).toBe(500);
		}
	});

	it('ends with its record', async () => {
		const organization = organizationWith({ profiles });
		const { own } = paths(organization);
		control(organization).remove(person(organization).PKey);

		expect((await get(organization, own)).status).toBe(404);
	});
});

describe('a list of subscriptions', () => {
	/** A service with so many subscribers. */
	function popular(people: number, settings: Partial<Settings> = {}, ...faults: Fault[]) {
		const organization = organizationWith({ people, ...settings }, ...faults);
		const { profiles, put } = control(organization);
		const { PKey } = service(organization, 'SVC1');
		for (const subscriber of profiles()) {
			put({ service: { PKey }, subscriber: { PKey: subscriber.PKey } }, 'subscription');
		}
		return { organization, path: ofService(organization, 'SVC1') };
	}
	const emails = ({ content }: { content: Json[] }) =>
		content.map(({ subscriber }) => (subscriber as Json).email);

	it('has 25 items a page, a next page and a count, at the key of the collection', async () => {
		const { organization, path } = popular(30);
		const first = parsed(await get(organization, path));
		const { next, count } = first as Record<string, { href: string }>;
		const second = await list(organization, below(next.href));

		expect(first.content).toHaveLength(25);
		expect(first.serverSidePagination).toBe(true);
		expect(below(next.href)).toMatch(new RegExp(`^${path}\\?_lineStart=@[\\w-]{48}$`));
		expect(below(count.href)).toContain(`${path}/_count?_lineStart=@`);
		expect(parsed(await get(organization, below(count.href)))).toEqual({ count: 30 });
		expect(second.content).toHaveLength(5);
		expect(second.next).toBeUndefined();
		expect(
			new Set(emails({ content: [...(first.content as Json[]), ...second.content] })).size,
		).toBe(30);
	});

	it('takes _lineCount, _order and _lineStart, and is empty for a person without any', async () => {
		const { organization, path } = popular(4);
		const first = await list(organization, `${path}?_lineCount=3&_order=created%20desc`);

		expect(first.content).toHaveLength(3);
		expect(first.next?.href).toContain('_lineCount=3&_order=created%20desc&_lineStart=@');
		control(organization).put({ email: 'new@example.com' });
		expect(parsed(await get(organization, ofPerson(organization, 4)))).toMatchObject({
			content: [],
			count: { value: 0 },
		});
	});

	it('of a big table has a next page only with _forcePagination', async () => {
		const { organization, path } = popular(6, { bigTableThreshold: 5 });

		expect((await list(organization, `${path}?_lineCount=2`)).next).toBeUndefined();
		const forced = await list(organization, `${path}?_lineCount=2&_forcePagination=true`);
		expect(forced.next).toBeDefined();
	});

	it('is filtered by the filter that metadata names', async () => {
		const { organization, path } = popular(3);
		const { content } = parsed(await get(organization, 'profileAndServices/resourceType/profile'));
		const { resTarget } = (content as Record<string, Json>).subscriptions;
		const metadata = parsed(
			await get(organization, `profileAndServices/resourceType/${resTarget}`),
		);
		const filters = parsed(
			await get(organization, below((metadata.filters as { href: string }).href)),
		);
		const second = person(organization, 1);

		expect(Object.keys(metadata.content as Json)).toEqual(OWN_KEYS);
		expect(Object.keys(filters)).toEqual(['byText']);
		const query = `text=${encodeURIComponent(String(second.title))}`;
		const found = await list(organization, `${path}byText?${query}`);
		expect(emails(found)).toEqual([second.email]);
	});

	it.each<[NextFault, number[]]>([
		['gone', [2]],
		['overlap', [2, 2, 1]],
		['empty', [0, 2, 2]],
		['repeat', [2, 2, 2]],
	])('has the wrong next page of fault next "%s"', async (next, sizes) => {
		const { organization, path } = popular(4);
		control(organization).faults([{ path: '/subscriptions', next }]);
		const seen: number[] = [];
		for (let page: string | undefined = `${path}?_lineCount=2`; page; ) {
			const answer = await list(organization, page);
			seen.push(answer.content.length);
			page = answer.next && below(answer.next.href);
		}

		expect(seen).toEqual(sizes);
	});

	it('of profiles are the subscribers of a service, changed at once by a subscription', async () => {
		const { organization } = popular(3);
		control(organization).put({ email: 'new@example.com' });
		const subscribers = async (key: string) =>
			(await list(organization, `${STANDARD}/subscribers?service=${key}`)).content;
		const { PKey } = service(organization, 'SVC2');

		expect(await subscribers(service(organization, 'SVC1').PKey)).toHaveLength(3);
		expect(await subscribers(PKey)).toEqual([]);
		await subscribe(organization, 'SVC2', 3);
		expect(await subscribers(PKey)).toMatchObject([{ email: 'new@example.com' }]);
		expect(await subscribers('SVC2')).toHaveLength(1);
		expect((await get(organization, `${STANDARD}/subscribers?service=@x`)).status).toBe(500);
	});
});

describe('subscriptionRights', () => {
	it.each(['profileSide', 'serviceSide'] as const)('"%s" allows that side alone', async (right) => {
		const organization = withTwoPeople({ subscriptionRights: right });
		const { put } = control(organization);
		const bodies = {
			profileSide: [ofPerson(organization), { service: service(organization, 'SVC1') }],
			serviceSide: [ofService(organization, 'SVC1'), { subscriber: person(organization) }],
		} as const;
		const trial = service(organization, 'SVC3').PKey;
		put(
			{ service: { PKey: trial }, subscriber: { PKey: person(organization).PKey } },
			'subscription',
		);

		for (const [side, [path, body]] of Object.entries(bodies)) {
			const [[member, { PKey }]] = Object.entries(body);
			const [existing] = (
				await list(organization, side === 'profileSide' ? path : ofService(organization, 'SVC3'))
			).content;
			const before = stored(organization).length;
			const made = await post(organization, path, { [member]: { PKey } });
			const allowed = side === right;

			expect(made.status).toBe(allowed ? 201 : 403);
			expect(stored(organization)).toHaveLength(before + (allowed ? 1 : 0));
			if (!allowed) {
				expect(made.text).toContain('You do not have the rights needed to modify');
				expect((await remove(organization, existing.href)).status).toBe(403);
				expect((await get(organization, path)).status).toBe(200);
			}
		}
	});
});

describe('faults', () => {
	const GATEWAY_TIMEOUT = { status: 504, body: '{"code":504, "message":"Oops."}' };

	it.each<[string, Fault, number | 'cut', number]>([
		['discardWrite', { discardWrite: true }, 201, 0],
		['drop beforeWrite', { drop: 'beforeWrite' }, 'cut', 0],
		['drop afterWrite', { drop: 'afterWrite' }, 'cut', 1],
		['respond', { respond: GATEWAY_TIMEOUT }, 504, 0],
		['respondAfterWrite', { respondAfterWrite: GATEWAY_TIMEOUT }, 504, 1],
		['201 without a body', { respondAfterWrite: { status: 201 } }, 201, 1],
	])('%s on a POST', async (_name, fault, status, subscriptions) => {
		const organization = withTwoPeople();
		control(organization).faults([{ method: 'POST', path: '/subscriptions', ...fault }]);
		const reply = await subscribe(organization).catch(() => undefined);

		expect(reply?.status ?? 'cut').toBe(status);
		expect(stored(organization)).toHaveLength(subscriptions);
		// A write that was undone leaves nothing in the way of the next one.
		expect((await subscribe(organization)).status).toBe(subscriptions === 0 ? 201 : 500);
	});

	it.each<[string, Fault, number | 'cut', number]>([
		['discardWrite', { discardWrite: true }, 204, 1],
		['drop beforeWrite', { drop: 'beforeWrite' }, 'cut', 1],
		['drop afterWrite', { drop: 'afterWrite' }, 'cut', 0],
		['respondAfterWrite', { respondAfterWrite: GATEWAY_TIMEOUT }, 504, 0],
	])('%s on a DELETE', async (_name, fault, status, subscriptions) => {
		const organization = withTwoPeople();
		const { href } = parsed(await subscribe(organization));
		control(organization).faults([{ method: 'DELETE', path: '/subscriptions', ...fault }]);
		const reply = await remove(organization, href).catch(() => undefined);

		expect(reply?.status ?? 'cut').toBe(status);
		expect(stored(organization)).toHaveLength(subscriptions);
		const [first] = (await list(organization, ofPerson(organization))).content;
		expect(first?.href).toBe(subscriptions === 1 ? href : undefined);
	});

	it('discardWrite on the DELETE of a service brings its subscriptions back', async () => {
		const organization = withTwoPeople();
		await subscribe(organization);
		control(organization).faults([{ discardWrite: true }]);
		const path = `${SERVICE}/SVC1`;

		expect((await call(organization, { method: 'DELETE', path })).status).toBe(204);
		expect(stored(organization)).toMatchObject([{ serviceName: 'SVC1' }]);
		expect(control(organization).records('service')).toHaveLength(5);
	});

	it('staleRead shows the list as it was before the last write', async () => {
		const organization = withTwoPeople();
		const path = ofPerson(organization);
		const { href } = parsed(await subscribe(organization));
		const stale = async () => {
			control(organization).faults([{ staleRead: true }]);
			return (await list(organization, path)).content;
		};

		expect(await stale()).toEqual([]);
		await remove(organization, href);
		expect(await stale()).toHaveLength(1);
		expect((await list(organization, path)).content).toEqual([]);
	});
});

describe('the control of an organization', () => {
	it('has commits that tell who was subscribed to what, and unsubscribed', async () => {
		const organization = withTwoPeople({}, { method: 'DELETE', discardWrite: true });
		const { href, PKey } = parsed(await subscribe(organization, 'SVC2', 1));
		await remove(organization, href);

		const links = {
			service: service(organization, 'SVC2').PKey,
			subscriber: person(organization, 1).PKey,
		};
		expect(control(organization).commits()).toMatchObject([
			{ kind: 'subscription', change: 'create', PKey, links, isKept: true },
			{ kind: 'subscription', change: 'delete', PKey, links, isKept: false },
		]);
	});

	it('puts, shows and removes subscriptions', async () => {
		const organization = withTwoPeople();
		const { put, remove: take, records, commits } = control(organization);
		const made = put(
			{
				service: { PKey: service(organization, 'SVC1').PKey },
				subscriber: { PKey: person(organization).PKey },
				subscriptionDate: '2026-01-02 03:04:05.006Z',
			},
			'subscription',
		);

		expect(records('subscription')).toEqual([made]);
		expect(made).toMatchObject({
			serviceName: 'SVC1',
			subscriptionDate: '2026-01-02 03:04:05.006Z',
		});
		const path = below(made.href);
		expect(path).toBe(`${collectionOf(person(organization), 'profileAndServicesExt')}${made.PKey}`);
		expect(parsed(await get(organization, path))).toEqual(made);

		take(made.PKey, 'subscription');
		expect(records('subscription')).toEqual([]);
		expect(() => take(made.PKey, 'subscription')).toThrow('No subscription has the PKey');
		expect(commits()).toEqual([]);
	});

	it('removes records over HTTP, too', async () => {
		const organization = withTwoPeople();
		const { PKey } = parsed(await subscribe(organization));
		const url = `${baseUrl()}/__sandbox/${organization}/records/subscription/${String(PKey)}`;
		const first = await fetch(url, { method: 'DELETE' });
		const second = await fetch(url, { method: 'DELETE' });

		expect([first.status, await first.json()]).toEqual([200, { removed: PKey }]);
		expect(second.status).toBe(400);
		expect(stored(organization)).toEqual([]);
	});
});
