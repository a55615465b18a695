import {
	CAPTURED_SERVICE,
	SERVICE_ENUMERATIONS,
	SERVICE_FIELDS,
	SERVICE_FILTERS,
} from '../adobe/examples/services';
import { below, parsed, reflowed, withoutKeys, type Json } from '../caller';
import { sandboxFor } from '../sandboxFor';

const SERVICE = 'profileAndServices/service';
const EXT = 'profileAndServicesExt/service';
const ODD_NAME = 'Ünïque & Söhne #1';
const GENERIC = 'An error has occurred - please contact your administrator.';

const { organizationWith, baseUrl, control, call, get, list, keyOfAmy } = sandboxFor('services');

const services = (organization: string) => control(organization).records('service');
const serviceOf = (organization: string, name: string) => {
	const found = services(organization).find((service) => service.name === name);
	if (!found) throw new Error(`No service ${name}.`);
	return found;
};
const namesIn = async (organization: string, path: string) =>
	(await list(organization, path)).content.map(({ name }) => name);

describe.each(['sandbox', 'sandbox-v8'])('the services of %s', (organization) => {
	it('are five: a newsletter, SMS, one of limited duration, a template, and a name to encode', async () => {
		const { content } = await list(organization, SERVICE);

		expect(content).toMatchObject([
			{ name: 'SVC1', label: 'Garden News', messageType: 'email', limitedDuration: false },
			{ name: 'SVC2', label: 'Store Offers by SMS', messageType: 'sms' },
			{ name: 'SVC3', limitedDuration: true, validityDuration: 'P10D' },
			{ name: 'SVC4', isTemplate: true },
			{ name: ODD_NAME, label: 'Ünïque & Söhne' },
		]);
		expect(content.map(({ isTemplate }) => isTemplate)).toEqual([false, false, false, true, false]);
	});

	it.each([SERVICE, EXT])('are read by name as by PKey, a bare object: %s', async (path) => {
		for (const { PKey, name, title } of services(organization)) {
			const byName = await get(organization, `${path}/${encodeURIComponent(String(name))}`);
			const byKey = await get(organization, `${path}/${PKey}`);

			expect(byName.status).toBe(200);
			expect(parsed(byName)).toMatchObject({ PKey, name, title });
			expect(byName.text).toBe(byKey.text);
		}
	});

	it('have subscriptions under a key of its own, which begins like the PKey', async () => {
		const { PKey, subscriptions } = parsed(await get(organization, `${SERVICE}/SVC1`));
		const { href } = subscriptions as { href: string };
		const key = href.split('/').at(-3) ?? '';

		expect(href).toMatch(/\/profileAndServices\/service\/@[\w-]{91}\/subscriptions\/$/);
		expect(key).not.toBe(PKey);
		expect(key.slice(0, 43)).toBe(String(PKey).slice(0, 43));
	});

	it.each(Object.keys(SERVICE_ENUMERATIONS))('%s has the printed values', async (name) => {
		const metadata = parsed(
			await get(organization, 'profileAndServices/resourceType/service'),
		) as Json & { content: Record<string, { values: Json }> };

		expect(Object.values(metadata.content[name].values)).toEqual(
			SERVICE_ENUMERATIONS[name as keyof typeof SERVICE_ENUMERATIONS],
		);
	});
});

describe('a service', () => {
	it('reads exactly as captured, key order included', async () => {
		const organization = organizationWith();
		const { put } = control(organization);
		const template = put({ name: 'newsletter', label: 'Newsletter', isTemplate: true }, 'service');
		const { PKey } = put(
			{ ...CAPTURED_SERVICE, PKey: undefined, template: { PKey: template.PKey } },
			'service',
		);

		const service = withoutKeys(parsed(await get(organization, `${SERVICE}/${PKey}`)));

		expect(JSON.stringify(service)).toBe(JSON.stringify(withoutKeys(CAPTURED_SERVICE)));
	});

	it('is created of nothing with 201, a free name, and every default', async () => {
		const organization = organizationWith();
		control(organization).put({ name: 'SVC7' }, 'service');
		const post = () => call(organization, { method: 'POST', path: `${SERVICE}/`, body: {} });

		const created = await post();
		const service = parsed(created);
		const today = String(service.created).slice(0, 10);

		expect(created.status).toBe(201);
		expect(Object.keys(service)).toEqual(Object.keys(CAPTURED_SERVICE));
		expect(service).toMatchObject({
			...CAPTURED_SERVICE,
			...{ PKey: service.PKey, href: service.href, subscriptions: service.subscriptions },
			created: service.created,
			label: '',
			lastModified: service.created,
			mainDate: today,
			name: 'SVC8',
			start: today,
			template: null,
			title: ' (SVC8)',
		});
		expect(parsed(await post()).name).toBe('SVC9');
	});

	it('takes every attribute that may be written, and cuts a text to its length', async () => {
		const organization = organizationWith();
		const body = {
			name: 'n'.repeat(70),
			label: 'l'.repeat(130),
			publicLabel: 'p'.repeat(130),
			desc: 'd'.repeat(600),
			messageType: 'sms',
			mode: 'viral',
			start: '2026-01-02',
			end: '2026-03-04',
			limitedDuration: true,
			validityDuration: 'P3M',
			cusTopic: 'tulips',
			cusVisible: true,
		};
		const created = parsed(await call(organization, { method: 'POST', path: EXT, body }));

		expect(created).toMatchObject({
			...body,
			name: 'n'.repeat(64),
			label: 'l'.repeat(128),
			publicLabel: 'p'.repeat(128),
			desc: 'd'.repeat(512),
		});
		expect(parsed(await get(organization, `${EXT}/${created.PKey}`))).toEqual(created);
	});

	it('is updated with 200 and { PKey, href } alone', async () => {
		const organization = organizationWith();
		const { PKey } = serviceOf(organization, 'SVC1');
		const path = `${SERVICE}/SVC1`;
		const reply = await call(organization, { method: 'PATCH', path, body: { label: 'Gardens' } });

		expect(reply.status).toBe(200);
		expect(parsed(reply)).toEqual({
			PKey,
			href: `${baseUrl()}/${organization}/campaign/${SERVICE}/${PKey}`,
		});
		expect(serviceOf(organization, 'SVC1')).toMatchObject({
			label: 'Gardens',
			title: 'Gardens (SVC1)',
		});
	});

	it('is deleted with 204, its subscriptions with it, and no one else is', async () => {
		const organization = organizationWith();
		const { PKey } = serviceOf(organization, 'SVC1');
		const path = `${SERVICE}/${PKey}`;

		expect(await call(organization, { method: 'DELETE', path })).toMatchObject({
			status: 204,
			text: '',
		});

		expect((await get(organization, path)).status).toBe(404);
		const left = control(organization).records('subscription');
		expect(left).toMatchObject([{ serviceName: 'SVC2' }]);
		expect(control(organization).profiles()).toHaveLength(60);
		const commits = control(organization).commits();
		expect(commits.map(({ kind, change }) => [kind, change])).toEqual([
			['service', 'delete'],
			['subscription', 'delete'],
		]);
		expect(commits[1].links).toEqual({ service: PKey, subscriber: keyOfAmy(organization) });
	});

	it('has hrefs without "/campaign" with linkPath "withoutCampaign", as one is printed', async () => {
		const organization = organizationWith({ linkPath: 'withoutCampaign' });
		const { PKey, href } = parsed(await get(organization, `${SERVICE}/SVC1`));

		expect(href).toBe(`${baseUrl()}/${organization}/${SERVICE}/${PKey}`);
	});

	it('has units and custom attributes on Ext alone, units in Standard alone', async () => {
		const names = async (organization: string, path: string) =>
			Object.keys(parsed(await get(organization, `${path}/SVC1`)));

		const own = Object.keys(CAPTURED_SERVICE);
		expect(await names('sandbox', SERVICE)).toEqual(own);
		const sorted = (...more: string[]) => [...own, ...more].sort();
		expect(await names('sandbox', EXT)).toEqual(
			sorted('cusTopic', 'cusVisible', 'geoUnit', 'orgUnit'),
		);
		expect(await names('sandbox-v8', EXT)).toEqual(sorted('cusTopic', 'cusVisible'));
	});
});

/** The texts of each dialect ('Limitations'), which prints them for services. */
const REFUSED = [
	{
		dialect: 'standard' as const,
		unknownName: `RST-360011 ${GENERIC} Unable to find document with path 'Service' from key 'adobe_nl:0' (document with schema 'service' and name 'adobe_nl')`,
		otherName: `RST-360011 ${GENERIC} RST-360012 Inconsistent operation on resource 'service' – Cannot update key 'SVC3' to 'SVC9'.`,
		takenName: `A 'Service' with the same key 'SVC4' already exists. PGS-220000 PostgreSQL error: ERROR: duplicate key value violates unique constraint "nmsservice_name" DETAIL: Key (sname)=(SVC4) already exists.`,
		badChannel: `RST-360011 ${GENERIC} The value 'fax' is not valid for the 'nms:service:messageType' enumeration of the '@messageType' field`,
	},
	{
		dialect: 'v8' as const,
		unknownName: `Unable to find document with path 'Service' from key 'adobe_nl:0' (document with schema 'service' and name 'adobe_nl')`,
		otherName: GENERIC,
		takenName: GENERIC,
		badChannel: GENERIC,
	},
];

describe.each(REFUSED)('$dialect refuses', ({ dialect, ...texts }) => {
	const organization = () => organizationWith({ dialect });

	it.each([SERVICE, EXT])('a name that no service has, on %s', async (path) => {
		const reply = await get(organization(), `${path}/adobe_nl`);
		expect(reply.status).toBe(404);
		expect(reflowed(reply.text)).toBe(texts.unknownName);
	});

	it('another name in the body than in the URL', async () => {
		const body = { name: 'SVC9' };
		const name = organization();
		const reply = await call(name, { method: 'PATCH', path: `${SERVICE}/SVC3`, body });

		expect(reply.status).toBe(500);
		expect(reflowed(reply.text)).toBe(texts.otherName);
		expect(serviceOf(name, 'SVC3')).toBeDefined();
	});

	it('a name that another service has, in PATCH and POST', async () => {
		const name = organization();
		const path = `${SERVICE}/${serviceOf(name, 'SVC3').PKey}`;
		const body = { name: 'SVC4' };
		const replies = [
			await call(name, { method: 'PATCH', path, body }),
			await call(name, { method: 'POST', path: SERVICE, body }),
		];

		for (const { status, text } of replies) {
			expect(status).toBe(500);
			expect(reflowed(text)).toBe(texts.takenName);
		}
		expect(services(name)).toHaveLength(5);
	});

	it('a channel that the enumeration does not have', async () => {
		const name = organization();
		const body = { messageType: 'fax' };
		const reply = await call(name, { method: 'POST', path: SERVICE, body });

		expect(reply.status).toBe(500);
		expect(reflowed(reply.text)).toBe(texts.badChannel);
		expect(services(name)).toHaveLength(5);
	});

	it('an attribute that Campaign sets', async () => {
		const name = organization();
		const body = { mainDate: '2020-01-01' };
		expect((await call(name, { method: 'POST', path: SERVICE, body })).status).toBe(500);
	});
});

describe('a filter of services', () => {
	const organization = 'service-filters';
	beforeAll(() => {
		const { put, reset } = control(organization);
		reset();
		put({ name: 'past', label: 'Past', start: '2020-01-01', end: '2020-12-31' }, 'service');
		put({ name: 'future', label: 'Gardens to come', start: '2099-01-01' }, 'service');
		put({ name: 'Gnomes', targetResource: 'cusGnome', start: '2099-01-01' }, 'service');
	});

	it.each([
		['byText?text=Garden', ['SVC1', 'future']],
		['byText?text=garden', []],
		['byText?text=SVC3', ['SVC3']],
		['byText?text=News', ['SVC4']],
		['byText?text=News%20', []],
		['byChannel?channel=sms', ['SVC2']],
		['byChannel/byText?channel=email&text=G', ['SVC1', 'future', 'Gnomes']],
		['byPlanning?startDate=2020-06-01&endDate=2020-07-01', ['past']],
		['byPlanning?startDate=2021-01-01&endDate=2023-01-01', []],
		[
			'byPlanning?startDate=2098-01-01',
			['SVC1', 'SVC2', 'SVC3', 'SVC4', ODD_NAME, 'future', 'Gnomes'],
		],
		['byTargetResource?targetResource=cusGnome', ['Gnomes']],
	])('%s finds %j', async (query, names) => {
		expect(await namesIn(organization, `${SERVICE}/${query}`)).toEqual(names);
	});

	it('counts what it finds, at an address with a double slash', async () => {
		const { count } = parsed(await get(organization, `${SERVICE}/byChannel?channel=sms`));
		const { href } = count as { href: string };

		expect(count).toMatchObject({ value: 1 });
		expect(href).toContain('/service//byChannel/_count?channel=sms');
		expect(parsed(await get(organization, below(href)))).toEqual({ count: 1 });
	});

	it('refuses a channel and a date that do not exist', async () => {
		for (const query of ['byChannel?channel=fax', 'byPlanning?startDate=yesterday']) {
			expect((await get(organization, `${SERVICE}/${query}`)).status).toBe(500);
		}
	});

	it.each([
		['sandbox', 'byVisibility'],
		['sandbox-v8', 'Visibility'],
	])('of %s that an administrator made takes plain _parameter: %s', async (name, filter) => {
		const found = (value: string) => namesIn(name, `${EXT}/${filter}?_parameter=${value}`);

		expect(await found('true')).toEqual(['SVC1', 'SVC2', ODD_NAME]);
		expect(await found('false')).toEqual(['SVC3', 'SVC4']);
		expect((await get(name, `${SERVICE}/${filter}?_parameter=true`)).status).not.toBe(200);
	});

	it("is listed in metadata with its parameters (data model, 'Service')", async () => {
		const filters = async (endpoint: string) => {
			const metadata = parsed(await get('sandbox', `${endpoint}/resourceType/service`));
			const { href } = metadata.filters as { href: string };
			const found = parsed(await get('sandbox', below(href))) as Record<string, { metadata: Json }>;
			return Object.fromEntries(
				Object.entries(found).map(([name, { metadata }]) => [name, Object.keys(metadata)]),
			);
		};

		expect(await filters('profileAndServices')).toEqual(SERVICE_FILTERS);
		expect(await filters('profileAndServicesExt')).toEqual({
			...SERVICE_FILTERS,
			byVisibility: ['_parameter'],
		});
	});
});

it("metadata of services has the printed types and lengths (data model, 'Service')", async () => {
	const metadata = parsed(await get('sandbox', 'profileAndServicesExt/resourceType/service'));
	const content = metadata.content as Record<string, Json>;

	expect(metadata).toMatchObject({ name: 'service', schema: 'nms:service' });
	for (const [name, entry] of Object.entries(SERVICE_FIELDS)) {
		expect([name, content[name]]).toMatchObject([name, entry]);
	}
	expect(content.subscriptions).toMatchObject({ resTarget: 'subscription' });
});
