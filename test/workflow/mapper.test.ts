import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { API_KEY, type Fault, STATIC_TOKEN } from '../../sandbox/server';
import { type Harness, startHarness } from './harness';
import { amy, autoMap, by, formField, update, values } from './parameters';

let harness: Harness;

beforeAll(async () => {
	harness = await startHarness();
});

afterAll(async () => await harness.close());

const ext = { endpoint: 'profileAndServicesExt' };

/** What the form shows where the instance describes itself like this. */
async function formOf(
	organization: string,
	respond: Extract<Fault, { respond: object }>['respond'],
) {
	harness.sandbox.organization(organization).faults([{ path: 'resourceType', times: 9, respond }]);
	return await harness.mapFields('mapProfileFields', {
		organization,
		parameters: update(by('list', ''), ext),
	});
}

const described = (content: object) => ({ status: 200, body: JSON.stringify({ content }) });

const amyIn = (organization: string) => harness.sandbox.organization(organization).profiles()[0];

/** The records that links lead to: organizational units, or stores of the company. */
async function linkedIn(organization: string, resource: string) {
	const url = `${harness.sandbox.url}/${organization}/campaign/profileAndServicesExt/${resource}`;
	const headers = { 'X-Api-Key': API_KEY, Authorization: `Bearer ${STATIC_TOKEN}` };
	const { content } = (await (await fetch(url, { headers })).json()) as {
		content: Array<{ PKey: string; title: string }>;
	};
	return content;
}

/** What was asked, in order. */
const asked = (requests: Array<{ method: string; path: string }>) =>
	requests.map(({ method, path }) => (path.includes('resourceType') ? 'metadata' : method));

const bodiesOf = (requests: Array<{ method: string; body: string }>) =>
	requests.filter(({ method }) => method === 'PATCH').map(({ body }) => JSON.parse(body));

describe('The form', () => {
	it('tells a custom field from the standard one that is named like it', async () => {
		const { fields } = await formOf(
			'clash',
			described({
				cusPhone: { label: 'Phone', type: 'string', resType: 'string' },
				fax: { label: 'Fax', type: 'string', resType: 'string' },
				phone: { label: 'Phone', type: 'string', resType: 'string' },
			}),
		);

		expect(fields.map(({ id, displayName }) => [id, displayName])).toEqual([
			['fax', 'Fax'],
			['cusPhone', 'Phone (cusPhone)'],
			['phone', 'Phone (phone)'],
		]);
	});

	it('has 300 fields, each once and in the order of their labels', async () => {
		const content = Object.fromEntries(
			Array.from({ length: 300 }, (_, index) => [
				`cus${index}`,
				{ label: `Field ${String((index * 7) % 300).padStart(3, '0')}`, type: 'string' },
			]),
		);
		const { fields } = await formOf('many', described(content));

		const labels = fields.map(({ displayName }) => displayName);
		expect(new Set(fields.map(({ id }) => id)).size).toBe(300);
		expect(labels).toEqual([...labels].sort());
	});

	it('takes a type that nobody has heard of for text', async () => {
		const { fields } = await formOf(
			'unknown-type',
			described({
				cusPlace: { label: 'Place', type: 'geopoint', resType: 'geopoint' },
				cusOdd: {},
			}),
		);

		expect(fields).toMatchObject([
			{ id: 'cusOdd', displayName: 'cusOdd', type: 'string' },
			{ id: 'cusPlace', displayName: 'Place', type: 'string' },
		]);
	});

	it.each([
		['a map', { gold: { label: 'Gold' }, silver: { label: 'Silver' } }],
		['a map of labels', { gold: 'Gold', silver: 'Silver' }],
		['a list', [{ name: 'gold', label: 'Gold' }, { name: 'silver', label: 'Silver' }, null]],
	])('offers the same choices when they come as %s', async (_shape, choices) => {
		const content = { cusTier: { label: 'Tier', type: 'enumeration', values: choices } };
		const { fields } = await formOf('choices', described(content));

		expect(fields).toMatchObject([
			{
				id: 'cusTier',
				type: 'options',
				options: [
					{ name: 'Gold', value: 'gold' },
					{ name: 'Silver', value: 'silver' },
				],
			},
		]);
	});

	it('is empty, and nothing more, when there is nothing that can be written', async () => {
		// n8n would show a notice of ours all the time under 'Map Automatically'.
		expect(await formOf('nothing', described({ age: {} }))).toEqual({ fields: [] });
	});

	const gateway = (code: string) => `{"error_code":"${code}","message":"said"}`;

	it.each([
		[500, 'RST-360011 An error has occurred', 'Campaign refused the request', 'REQ-1'],
		[
			403,
			gateway('403023'),
			'These credentials have no access to this organization',
			'product profile',
		],
		[401, gateway('401013'), 'The access token is wrong or has expired', "'Access Token'"],
		[
			404,
			'RST-360011 An error has occurred\nError rc=-2003',
			'Campaign does not know this address',
			"try 'Standard Fields'",
		],
		[200, '<html>Sign in</html>', 'The answer did not come from Adobe Campaign', 'proxy'],
		[200, '{"content":[]}', "Campaign's answer is not what was asked for", "'Base URL'"],
	])('says in words why it stays empty: %i %s', async (status, body, message, advice) => {
		const headers = { 'X-Request-Id': 'REQ-1' };

		await expect(formOf('fails', { status, body, headers })).rejects.toMatchObject({
			message,
			description: expect.stringContaining(advice) as string,
		});
	});

	it('offers the links that a profile can be given, and none that it cannot', async () => {
		const linksOf = async (organization: string, settings: INodeParameters) => {
			const setting = { organization, parameters: update(by('list', ''), settings) };
			const { fields } = await harness.mapFields('mapProfileFields', setting);
			return fields
				.filter(({ displayName }) => displayName.includes('PKey'))
				.map(({ id, displayName, type }) => [id, displayName, type]);
		};

		expect(await linksOf('links', {})).toEqual([]);
		expect(await linksOf('links', ext)).toEqual([
			['geoUnit', 'Geographical unit (PKey)', 'string'],
			['orgUnit', 'Organizational unit (PKey)', 'string'],
		]);
		expect(await linksOf('links-v8', ext)).toEqual([['cusStorelink', 'Store (PKey)', 'string']]);
	});
});

describe('A link', () => {
	const form = [formField('orgUnit', 'string', { displayName: 'Organizational unit (PKey)' })];

	const linkAmy = async (organization: string, orgUnit: unknown, more = {}) =>
		await harness.runNode({
			organization,
			parameters: update(by('id', amyIn(organization).PKey), values({ orgUnit }, form), ext, more),
		});

	it('is set by key, read back by key, and takes no request of its own', async () => {
		const [, north] = await linkedIn('by-key', 'orgUnitBase');
		const { items, requests } = await linkAmy('by-key', north.PKey, {
			options: { confirmationReport: true },
		});

		expect(asked(requests)).toEqual(['PATCH', 'GET']);
		expect(bodiesOf(requests)).toEqual([{ orgUnit: { PKey: north.PKey } }]);
		expect(amyIn('by-key').orgUnit).toMatchObject({ title: 'North (north)' });
		expect(items[0].json).toMatchObject({
			orgUnit: { PKey: north.PKey },
			confirmation: {
				status: 'applied',
				fields: [{ field: 'orgUnit', sent: north.PKey, stored: north.PKey }],
			},
		});
	});

	it('that was not stored is told like any other value', async () => {
		const [, north] = await linkedIn('link-lost', 'orgUnitBase');
		harness.sandbox.organization('link-lost').faults([{ method: 'PATCH', discardWrite: true }]);

		const { error } = await linkAmy('link-lost', north.PKey);

		expect(error?.message).toContain("did not store 'Organizational unit (PKey)' as sent");
		expect(error?.description).toContain('stored nothing');
	});

	it('that is set already is not written again with Only Changed Fields', async () => {
		const [, north] = await linkedIn('link-same', 'orgUnitBase');
		await linkAmy('link-same', north.PKey);

		const { items, requests } = await linkAmy('link-same', north.PKey, {
			options: { onlyChanged: true },
		});

		expect(items[0].json.updated).toBe(false);
		expect(asked(requests)).toEqual(['GET']);
	});

	it.each([['a name', '={{ "north" }}']])(
		'needs a key: %s is refused before any request',
		async (_case, value) => {
			const { error, requests } = await linkAmy('link-name', value);

			expect(error?.message).toBe(
				"The value of 'Organizational unit (PKey)' in 'Fields' cannot be stored",
			);
			expect(error?.description).toContain('The PKey of the other record is needed');
			expect(requests).toEqual([]);
		},
	);

	it('is left as it is by an empty text, which says nothing', async () => {
		const { items, error, requests } = await linkAmy('link-empty', '');

		expect(error).toBeUndefined();
		expect(items[0].json).toMatchObject({ updated: false, email: amy.email });
		expect(requests.map(({ method }) => method)).toEqual(['GET']);
	});

	it('to a record that is not there is refused in words that name the form', async () => {
		const { error } = await linkAmy('link-wrong', '@abc');

		expect(error?.message).toBe('This Campaign instance has no such PKey');
		expect(error?.description).toContain("links in 'Fields'");
	});

	it('is taken from a profile as Get returns it; what leads to many is left as it is', async () => {
		const organization = 'link-copied';
		const [, north] = await linkedIn(organization, 'orgUnitBase');
		await linkAmy(organization, north.PKey);
		const [linked, other] = harness.sandbox.organization(organization).profiles();
		const { orgUnit, subscriptions } = linked as IDataObject;

		const { requests, error } = await harness.runNode({
			organization,
			items: [{ orgUnit, geoUnit: { href: 'many' }, subscriptions }],
			parameters: update(by('id', other.PKey), autoMap(), ext),
		});

		expect(error).toBeUndefined();
		expect(bodiesOf(requests)).toEqual([{ orgUnit: { PKey: north.PKey } }]);
		expect(asked(requests)).toEqual(['metadata', 'PATCH', 'GET']);
	});

	it('of the company’s own is known by the metadata, once a run', async () => {
		const organization = 'link-store-v8';
		const [, station] = await linkedIn(organization, 'cusStore');
		const { requests, error } = await harness.runNode({
			organization,
			items: [{ n: 1 }, { n: 2 }],
			parameters: update(
				by('id', amyIn(organization).PKey),
				values({ cusStorelink: station.PKey }, [formField('cusStorelink')]),
				ext,
			),
		});

		expect(error).toBeUndefined();
		const body = { cusStorelink: { PKey: station.PKey } };
		expect(bodiesOf(requests)).toEqual([body, body]);
		expect(asked(requests)).toEqual(['metadata', 'PATCH', 'GET', 'PATCH', 'GET']);
	});
});

describe('The metadata is read once a run, and only where it is needed:', () => {
	const items = [{ phone: '1', cusPoints: 1 }, { phone: '2', cusPoints: 2 }, { phone: '3' }];

	it.each<[string, Parameters<typeof update>[0], number]>([
		['not for a form', values({ phone: '={{ $json.phone }}' }), 0],
		['not for Map Automatically with a form', autoMap([formField('phone')]), 0],
		['for Map Automatically without one', autoMap(), 1],
		['for a value that the server rewrites', values({ firstName: '={{ "amy" }}' }), 1],
		[
			'for a date of the company’s own',
			values({ cusSince: '2026-01-01' }, [formField('cusSince', 'dateTime')]),
			1,
		],
		[
			'for a choice that is newer than the form',
			values({ gender: '={{ "female" }}' }, [
				formField('gender', 'options', { options: [{ name: 'Male', value: 'male' }] }),
			]),
			1,
		],
	])('%s', async (_case, fields, times) => {
		const { requests } = await harness.runNode({
			organization: 'once',
			items,
			parameters: update(by('email', amy.email), fields, ext),
			nodeSettings: { onError: 'continueRegularOutput' },
		});

		expect(asked(requests).filter((what) => what === 'metadata')).toHaveLength(times);
	});
});
