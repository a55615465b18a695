/** Fields: the form that the instance describes, and links to other records. */
import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { API_KEY, type Fault, STATIC_TOKEN } from '../../../sandbox/server';
import { amy, autoMap, by, ext, formField, update, values } from '../parameters';
import { asked, bodies } from '../requests';
import { useHarness } from '../suite';

const { harness, control, stored, amyIn } = useHarness();

/** What the form shows where the instance describes itself like this. */
async function formOf(
	organization: string,
	respond: Extract<Fault, { respond: object }>['respond'],
) {
	control(organization).faults([{ path: 'resourceType', times: 9, respond }]);
	return await harness.mapFields('mapProfileFields', {
		organization,
		parameters: update(by('list', ''), ext),
	});
}

const described = (content: object) => ({ status: 200, body: JSON.stringify({ content }) });

/** The records that links lead to: organizational units, or stores of the company. */
async function linkedIn(organization: string, resource: string) {
	const url = `${harness.sandbox.url}/${organization}/campaign/profileAndServicesExt/${resource}`;
	const headers = { 'X-Api-Key': API_KEY, Authorization: `Bearer ${STATIC_TOKEN}` };
	const { content } = (await (await fetch(url, { headers })).json()) as {
		content: Array<{ PKey: string; title: string }>;
	};
	return content;
}

describe('Fields: the form', () => {
	it('shows the names of a custom and a standard field with the same label', async () => {
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

	it('shows a field of an unknown type as text', async () => {
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

	it('is empty, without a notice, when no field can be written', async () => {
		// n8n would show a notice of the node all the time with 'Map Automatically'.
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
	])('reports why it cannot be shown: %i %s', async (status, body, message, advice) => {
		const headers = { 'X-Request-Id': 'REQ-1' };

		await expect(formOf('fails', { status, body, headers })).rejects.toMatchObject({
			message,
			description: expect.stringContaining(advice) as string,
		});
	});

	it('offers only the links that can be set', async () => {
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
		]);
		expect(await linksOf('links-v8', ext)).toEqual([['cusStorelink', 'Store (PKey)', 'string']]);
	});
});

describe('Fields: a link to another record', () => {
	const form = [formField('orgUnit', 'string', { displayName: 'Organizational unit (PKey)' })];

	const linkAmy = async (organization: string, orgUnit: unknown, more = {}) =>
		await harness.runNode({
			organization,
			parameters: update(by('id', amyIn(organization).PKey), values({ orgUnit }, form), ext, more),
		});

	it('is set by PKey and confirmed by PKey, without a request of its own', async () => {
		const [, north] = await linkedIn('by-key', 'orgUnitBase');
		const { items, requests } = await linkAmy('by-key', north.PKey, {
			options: { confirmationReport: true },
		});

		expect(asked(requests)).toEqual(['PATCH', 'GET']);
		expect(bodies(requests)).toEqual([{ orgUnit: { PKey: north.PKey } }]);
		expect(amyIn('by-key').orgUnit).toMatchObject({ title: 'North (north)' });
		expect(items[0].json).toMatchObject({
			orgUnit: { PKey: north.PKey },
			confirmation: {
				status: 'applied',
				fields: [{ field: 'orgUnit', sent: north.PKey, stored: north.PKey }],
			},
		});
	});

	it('that was not stored is an error like for any other value', async () => {
		const [, north] = await linkedIn('link-lost', 'orgUnitBase');
		control('link-lost').faults([{ method: 'PATCH', discardWrite: true }]);

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

	it('is left as it is by an empty text', async () => {
		const { items, error, requests } = await linkAmy('link-empty', '');

		expect(error).toBeUndefined();
		expect(items[0].json).toMatchObject({ updated: false, email: amy.email });
		expect(requests.map(({ method }) => method)).toEqual(['GET']);
	});

	it('to a record that does not exist is an error that names the form', async () => {
		const { error } = await linkAmy('link-wrong', '@abc');

		expect(error?.message).toBe('This Campaign instance has no such PKey');
		expect(error?.description).toContain("links in 'Fields'");
	});

	it('is taken from a profile as Get outputs it, and links to several records are left as they are', async () => {
		const organization = 'link-copied';
		const [, north] = await linkedIn(organization, 'orgUnitBase');
		await linkAmy(organization, north.PKey);
		const [linked, other] = stored(organization);
		const { orgUnit, subscriptions } = linked as IDataObject;

		const { requests, error } = await harness.runNode({
			organization,
			items: [{ orgUnit, geoUnit: { href: 'many' }, subscriptions }],
			parameters: update(by('id', other.PKey), autoMap(), ext),
		});

		expect(error).toBeUndefined();
		expect(bodies(requests)).toEqual([{ orgUnit: { PKey: north.PKey } }]);
		expect(asked(requests)).toEqual(['metadata', 'PATCH', 'GET']);
	});

	it('of a custom field is recognised by the metadata, which are read once', async () => {
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
		expect(bodies(requests)).toEqual([body, body]);
		expect(asked(requests)).toEqual(['metadata', 'PATCH', 'GET', 'PATCH', 'GET']);
	});
});

describe('Fields: the metadata are read once in a run, and only when they are needed:', () => {
	const items = [{ phone: '1', cusPoints: 1 }, { phone: '2', cusPoints: 2 }, { phone: '3' }];

	it.each<[string, Parameters<typeof update>[0], number]>([
		['not for values with a form', values({ phone: '={{ $json.phone }}' }), 0],
		['not for Map Automatically with a form', autoMap([formField('phone')]), 0],
		['for Map Automatically without one', autoMap(), 1],
		['for a value that the server rewrites', values({ firstName: '={{ "amy" }}' }), 1],
		[
			'for a custom date',
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

const fieldsOf = async (organization: string, endpoint = 'profileAndServices') =>
	(
		await harness.mapFields('mapProfileFields', {
			organization,
			parameters: update(by('list', ''), { endpoint }),
		})
	).fields;

describe('Fields: the form of the sandbox', () => {
	it('has the labels, types and choices of the instance', async () => {
		const fields = await fieldsOf('fields');
		const field = (id: string) => fields.find((entry) => entry.id === id);

		expect(field('phone')).toMatchObject({ type: 'string', display: true, required: false });
		expect(field('birthDate')).toMatchObject({ type: 'dateTime' });
		expect(field('blackListEmail')).toMatchObject({ type: 'boolean' });
		expect(field('gender')?.type).toBe('options');
		expect(field('gender')?.options?.map(({ value }) => value)).toEqual(
			expect.arrayContaining(['unknown', 'male', 'female']),
		);
		expect(field('location.city')).toMatchObject({ type: 'string' });
		expect(field('phone')?.displayName).not.toBe('phone');
	});

	it('leaves out fields that cannot be written', async () => {
		const ids = (await fieldsOf('fields-writable')).map(({ id }) => id);

		for (const id of ['PKey', 'href', 'age', 'created', 'lastModified', 'domain', 'title']) {
			expect(ids).not.toContain(id);
		}
		expect(
			ids.filter((id) => /LastModified$|^postalAddress|^subscriptions|Unit$/.test(id)),
		).toEqual([]);
	});

	it('has custom fields only with Standard and Custom Fields', async () => {
		const custom = (fields: Array<{ id: string }>) =>
			fields.map(({ id }) => id).filter((id) => id.startsWith('cus'));

		expect(custom(await fieldsOf('fields-custom'))).toEqual([]);
		const ext = await fieldsOf('fields-custom', 'profileAndServicesExt');
		expect(custom(ext).sort()).toEqual([
			'cusCardCode',
			'cusCustomerId',
			'cusLastContact',
			'cusLastVisit',
			'cusLoyaltyTier',
			'cusMembershipNumber',
			'cusNote',
			'cusPoints',
			'cusScore',
			'cusStoreFormat',
		]);
		expect(ext.find(({ id }) => id === 'cusPoints')?.type).toBe('number');
	});

	it('is the same whether choices come as a map or as a list', async () => {
		const asMap = await fieldsOf('fields-values');
		control('fields-values').reset({ metadataValues: 'list' });

		expect(await fieldsOf('fields-values')).toEqual(asMap);
	});

	it('has no label twice', async () => {
		const labels = (await fieldsOf('fields-labels', 'profileAndServicesExt')).map(
			({ displayName }) => displayName,
		);

		expect(new Set(labels).size).toBe(labels.length);
	});

	it('reports an error that names what to do', async () => {
		await expect(fieldsOf('no-product-profile')).rejects.toMatchObject({
			message: 'These credentials have no access to this organization',
		});
	});

	it('takes one request, and one for the organizational units', async () => {
		const { requests } = control('fields-count');
		await fieldsOf('fields-count', 'profileAndServicesExt');

		expect(requests().map(({ method }) => method)).toEqual(['GET', 'GET']);
		expect(requests()[1].path).toContain('/profileAndServicesExt/orgUnitBase?');
	});

	it('takes one with Standard Fields, which have no units', async () => {
		const { requests } = control('fields-count-standard');
		await fieldsOf('fields-count-standard');

		expect(requests().map(({ method }) => method)).toEqual(['GET']);
	});
});

describe('Fields: the organizational unit', () => {
	const EXT = 'profileAndServicesExt';
	const unitField = async (organization: string, faults: Fault[] = []) => {
		control(organization).faults(faults);
		return (await fieldsOf(organization, EXT)).find(({ id }) => id === 'orgUnit');
	};

	it('is chosen from the units of the instance, which are stored by PKey', async () => {
		const units = await linkedIn('units', 'orgUnitBase');
		const field = await unitField('units');

		expect(units.map(({ title }) => title)).toContain('North (north)');
		expect(field).toMatchObject({
			type: 'options',
			displayName: 'Organizational unit',
			options: [...units]
				.sort((a, b) => a.title.localeCompare(b.title, 'en'))
				.map(({ title, PKey }) => ({ name: title, value: PKey })),
		});
	});

	it('has the units of all pages', async () => {
		const pageOf = (from: number, next?: string) => ({
			status: 200,
			body: JSON.stringify({
				content: Array.from({ length: 200 }, (_, index) => ({
					PKey: `@${from + index}`,
					title: `Unit ${from + index}`,
				})),
				...(next && { next: { href: `${EXT}/orgUnitBase/?_lineStart=${next}` } }),
			}),
		});
		const field = await unitField('units-pages', [
			{ path: 'orgUnitBase/?_lineStart=2', respond: pageOf(200) },
			{ path: 'orgUnitBase', respond: pageOf(0, '2') },
		]);

		expect(field?.options).toHaveLength(400);
	});

	it.each<[string, Fault]>([
		['refuses it', { respond: { status: 500, body: 'RST-360011 An error has occurred' } }],
		[
			'does not know them',
			{ respond: { status: 404, body: 'RST-360011 An error\nError rc=-2003' } },
		],
		['says what v8 says', { respond: { status: 404, body: 'Unsupported endpoint.' } }],
		['says something else', { respond: { status: 200, body: '<html>Sign in</html>' } }],
		['has none', { respond: { status: 200, body: '{"content":[]}' } }],
		['breaks off', { drop: 'beforeWrite' }],
	])('stays a text field beside all others where the instance %s', async (name, fault) => {
		const organization = `no-units-${name.length}`;
		control(organization).faults([{ path: 'orgUnitBase', times: 99, ...fault } as Fault]);
		const fields = await fieldsOf(organization, EXT);

		const field = fields.find(({ id }) => id === 'orgUnit');
		expect(field).toMatchObject({ type: 'string', displayName: 'Organizational unit (PKey)' });
		expect(field).not.toHaveProperty('options');
		expect(fields.length).toBeGreaterThan(30);
	});

	describe('in a workflow whose form has a list', () => {
		/** The form as it was stored when the list had one unit that is gone since. */
		const listed = (...PKeys: string[]) => [
			formField('orgUnit', 'options', {
				displayName: 'Organizational unit',
				options: PKeys.map((value) => ({ name: value, value })),
			}),
		];
		const run = async (organization: string, orgUnit: unknown, form: typeof listed, key: string) =>
			await harness.runNode({
				organization,
				items: [{ unit: key }],
				parameters: update(
					by('id', amyIn(organization).PKey),
					values({ orgUnit }, form(key === '' ? '@old' : key)),
					ext,
				),
			});

		it('is sent by PKey and confirmed, without a request of its own', async () => {
			const [, north] = await linkedIn('unit-chosen', 'orgUnitBase');
			const { error, requests } = await run('unit-chosen', north.PKey, listed, north.PKey);

			expect(error).toBeUndefined();
			expect(asked(requests)).toEqual(['PATCH', 'GET']);
			expect(bodies(requests)).toEqual([{ orgUnit: { PKey: north.PKey } }]);
			expect(amyIn('unit-chosen').orgUnit).toMatchObject({ title: 'North (north)' });
		});

		it.each(['={{ $json.unit }}', '={{ ({ PKey: $json.unit, title: "x" }) }}'])(
			'is taken from the expression %s though it is not in the stored list',
			async (expression) => {
				const organization = 'unit-computed';
				const [, , south] = await linkedIn(organization, 'orgUnitBase');
				const { error, requests } = await run(
					organization,
					expression,
					() => listed('@old'),
					south.PKey,
				);

				expect(error).toBeUndefined();
				expect(asked(requests)).toEqual(['PATCH', 'GET']);
				expect(bodies(requests)).toEqual([{ orgUnit: { PKey: south.PKey } }]);
			},
		);

		it('is taken from a column with Map Automatically, too', async () => {
			const organization = 'unit-column';
			const [, north] = await linkedIn(organization, 'orgUnitBase');
			const { requests } = await harness.runNode({
				organization,
				items: [{ 'Organizational unit': north.PKey }],
				parameters: update(by('id', amyIn(organization).PKey), autoMap(listed('@old')), ext),
			});

			expect(bodies(requests)).toEqual([{ orgUnit: { PKey: north.PKey } }]);
		});

		it('is refused by n8n itself where a fixed PKey is not in the stored list', async () => {
			await expect(run('unit-fixed', '@other', listed, '')).rejects.toThrow(
				"'orgUnit' expects one of the following values: [@old]",
			);
			expect(control('unit-fixed').requests()).toEqual([]);
		});

		it('needs a PKey, not a name', async () => {
			const { error, requests } = await run('unit-name', '={{ "North" }}', listed, '@old');

			expect(error?.description).toContain('The PKey of the other record is needed');
			expect(requests).toEqual([]);
		});
	});
});
