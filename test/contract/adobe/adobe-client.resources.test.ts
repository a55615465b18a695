import specification from '@adobe/aio-lib-campaign-standard/spec/api.json';
import type { Json } from '../caller';
import { adobeClientFor, contentOf, ORGANIZATIONS } from './adobeClientFor';
import { CLIENT_CALLS, knownIn } from './clientCalls';

const { client, control, keyOfAmy, organizationWith } = adobeClientFor('client-resources');

/** The operations of the client's specification: method, and path as a pattern. */
const OPERATIONS = new Map(
	Object.entries(specification.paths).flatMap(([path, entry]) =>
		Object.entries(entry as Record<string, { operationId?: string }>).flatMap(
			([method, { operationId }]): Array<[string, { method: string; path: RegExp }]> =>
				operationId === undefined ? [] : [[operationId, { method, path: pattern(path) }]],
		),
	),
);

function pattern(path: string): RegExp {
	return new RegExp(`^/[^/]+/campaign${path.replace(/\{\w+\}/g, '[^?]*')}(\\?.*)?$`);
}

/** The names of the client's own methods. */
async function methodsOf() {
	const prototype = Object.getPrototypeOf(await client()) as object;
	const inner = ['constructor', 'init', '__createRequestOptions', '__createFilterParams'];
	return Object.getOwnPropertyNames(prototype).filter((name) => !inner.includes(name));
}

describe("the calls of Adobe's client", () => {
	const distinct = (names: Array<string | undefined>) =>
		[...new Set(names.filter((name) => name !== undefined))].sort();

	it('have a test for every operation of its specification', () => {
		expect(OPERATIONS.size).toBe(28);
		const tested = distinct(CLIENT_CALLS.map(({ operation }) => operation));
		expect(tested).toEqual([...OPERATIONS.keys()].sort());
	});

	it('have a test for every method', async () => {
		const tested = distinct(CLIENT_CALLS.map(({ method }) => method));
		expect(tested).toEqual((await methodsOf()).sort());
	});

	describe.each(['standard', 'v8'] as const)('%s:', (dialect) => {
		it.each(CLIENT_CALLS.map((one) => [one.method ?? one.operation ?? '', one] as const))(
			'%s is understood',
			async (_name, { operation, call, status }) => {
				const organization = organizationWith({ dialect });
				const sdk = await client({ organization });
				const { requests } = control(organization);
				const known = knownIn(control(organization), organization);
				const failed = await call(sdk, known).then(
					() => false,
					() => true,
				);

				const [request, ...more] = requests();
				expect(more).toEqual([]);
				const expected = operation === undefined ? { method: 'post' } : OPERATIONS.get(operation);
				expect(request.method.toLowerCase()).toBe(expected?.method);
				if (expected && 'path' in expected) {
					expect(decodeURIComponent(request.path)).toMatch(expected.path);
				}
				expect(request.status).toBe(status[dialect]);
				expect(failed).toBe(status[dialect] >= 400);
			},
		);
	});
});

describe.each(ORGANIZATIONS)("Adobe's client and the custom resources of %s", (organization) => {
	const prefix = organization.endsWith('-v8') ? '' : 'by';

	it('lists the resources of the endpoint', async () => {
		const { body } = await (await client({ organization })).getCustomResources();
		expect(body).toMatchObject({ apiName: 'resourceType', cusOrder: { help: 'Orders' } });
	});

	it('filters and sorts rows, linked and unlinked ones', async () => {
		const sdk = await client({ organization });
		const byNumber = await sdk.getAllCustomResources('cusOrder', {
			filters: [`${prefix}OrderNumber`],
			order_number_parameter: 'O-1002',
		});
		const byChannel = await sdk.getAllProfileAndServicesExt('cusOrder', {
			filters: [`${prefix}Channel`],
			_parameter: 'web',
			order: 'amount',
		});
		const shops = await sdk.getAllBasicCustomResources('cusShop');

		expect(contentOf(byNumber)).toMatchObject([{ order_number: 'O-1002', customerID: '08757' }]);
		expect(contentOf(byChannel).map(({ order_number }) => order_number)).toEqual([
			'O-1003',
			'O-1001',
		]);
		expect(contentOf(shops)[0]).toMatchObject({ City: 'Albany', title: '812,345' });
	});

	it('creates, changes and deletes a row', async () => {
		const sdk = await client({ organization });
		const PKey = keyOfAmy(organization);
		const body = { loyalty_id: 'L-9', points: 1, cusProfilelink: { PKey } };
		const created = (await sdk.createCustomResource('cusLoyalty', body)).body as Json;
		expect(created).toMatchObject({ ...body, tier: '', title: 'L-9' });

		const key = String(created.PKey);
		const changed = await sdk.updateCustomResource('cusLoyalty', key, { tier: 'gold' });
		expect(changed).toMatchObject({ status: 200, body: { PKey: key, href: created.href } });
		expect(control(organization).records('cusLoyalty').at(-1)).toMatchObject({ tier: 'gold' });
		await sdk.deleteCustomResource('cusLoyalty', key);
		expect(control(organization).records('cusLoyalty')).toHaveLength(3);
		await expect(sdk.deleteCustomResource('cusLoyalty', key)).rejects.toThrow('404 - Not Found');
	});

	it('gets data where it asks for metadata of the endpoint with extensions', async () => {
		const answer = await (await client({ organization })).getMetadataForResourceExt('cusProduct');
		expect(contentOf(answer)).toHaveLength(3);
	});

	it('reads an address without slashes alone, because it encodes them', async () => {
		const sdk = await client({ organization });
		const { body } = await sdk.getDataFromRelativeUrl('customResources');
		expect(body).toMatchObject({ cusShop: { help: 'Shops' }, cusTag: { help: 'Tags' } });
		// Inferred: how an encoded slash after the organization is refused.
		await expect(sdk.getDataFromRelativeUrl('customResources/cusShop')).rejects.toThrow('404');
	});

	it('posts to an address, such as the subscriptions of a profile', async () => {
		const sdk = await client({ organization });
		const { subscriptions, service } = knownIn(control(organization), organization);
		const reply = await sdk.postDataToUrl(subscriptions, { service: { PKey: service } });
		expect(reply.status).toBe(201);
		expect(await reply.json()).toMatchObject({ service: { PKey: service } });
	});
});

describe("Adobe's client and what v8 does not have", () => {
	it('lists and renames organizational units, and gives one to a profile', async () => {
		const sdk = await client();
		const [, north] = contentOf(await sdk.getAllOrgUnits({ lineCount: 2 }));
		const PKey = String(north.PKey);

		const renamed = await sdk.updateOrgUnit(PKey, { label: 'Far North' });
		expect(renamed).toMatchObject({ status: 200, body: { PKey } });
		await sdk.updateProfileOrgUnit(keyOfAmy('sandbox'), PKey);
		const { body } = await sdk.getProfileWithOrgUnit(keyOfAmy('sandbox'));
		expect(body).toMatchObject({ firstName: 'Amy', orgUnit: { PKey, title: 'Far North (north)' } });
	});

	it('is told by a 404 that units have to be published anew (support article KA-14384)', async () => {
		const sdk = await client({ organization: organizationWith({ unitsListable: false }) });
		await expect(sdk.getAllOrgUnits()).rejects.toThrow(/404 - Not Found.*RST-360011.*rc=-2003/);
	});

	it('makes a privacy request, lists it, and reads the file of one that is complete', async () => {
		const sdk = await client();
		const made = await sdk.createGDPRRequest({
			name: 'PR7',
			namespaceName: 'defaultNamespace1',
			reconciliationValue: 'amy.dakota@example.com',
			regulation: 'GDPR',
			label: 'PR7',
			type: 'access',
		});
		expect(made).toMatchObject({ status: 201, body: { name: 'PR7', status: 'new' } });
		const [first, second] = contentOf(await sdk.getGDPRRequest());
		expect(second).toMatchObject({ name: 'PR7', regulation: 'GDPR' });
		const { href } = first.privacyRequestData as { href: string };
		expect(await sdk.getGDPRDataFile(href, 'PR1')).toContain('amy.dakota@example.com');
	});
});
