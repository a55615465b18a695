import type { INodeParameters } from 'n8n-workflow';

import { type Harness, startHarness } from './harness';
import { amy, autoMap, by, formField, update, values } from './parameters';

let harness: Harness;

beforeAll(async () => {
	harness = await startHarness();
});

afterAll(async () => await harness.close());

const amyIn = (organization: string) => {
	const found = harness.sandbox
		.organization(organization)
		.profiles()
		.find(({ email }) => email === amy.email);
	if (!found) throw new Error('The sandbox has no Amy Dakota');
	return found;
};

/** Updates Amy by her key. */
const updateAmy = async (
	organization: string,
	fields: INodeParameters,
	options: INodeParameters,
	more = {},
) =>
	await harness.runNode({
		organization,
		parameters: update(by('id', amyIn(organization).PKey), fields, { options, ...more }),
	});

/** Updates Amy by her e-mail. */
const updateByEmail = async (
	organization: string,
	fields: INodeParameters,
	options: INodeParameters,
) =>
	await harness.runNode({
		organization,
		parameters: update(by('email', amy.email), fields, { options }),
	});

const methods = (requests: Array<{ method: string }>) => requests.map(({ method }) => method);

const bodiesOf = (requests: Array<{ method: string; body: string }>) =>
	requests.filter(({ method }) => method === 'PATCH').map(({ body }) => JSON.parse(body));

describe('Only Changed Fields', () => {
	const on = { onlyChanged: true };

	it('reads first, sends the difference and confirms it', async () => {
		const { items, requests } = await updateAmy(
			'changed',
			values({ phone: '1', firstName: 'Amy', 'location.city': '' }),
			{ ...on, confirmationReport: true },
		);

		expect(methods(requests)).toEqual(['GET', 'PATCH', 'GET']);
		const [body] = bodiesOf(requests);
		expect(Object.keys(body)).not.toContain('firstName');
		expect(body).toMatchObject({ phone: '1' });
		expect(items[0].json).toMatchObject({
			updated: true,
			phone: '1',
			firstName: 'Amy',
			confirmation: { status: 'applied' },
		});
	});

	it('writes nothing when nothing differs, and says so', async () => {
		const before = amyIn('same');
		const { items, requests } = await updateAmy(
			'same',
			values({ phone: before.phone as string, firstName: 'Amy' }),
			on,
		);

		expect(methods(requests)).toEqual(['GET']);
		expect(items[0].json).toMatchObject({ updated: false, PKey: before.PKey, email: amy.email });
		expect(amyIn('same').lastModified).toBe(before.lastModified);
	});

	it('by e-mail does not read again what the lookup has brought', async () => {
		const same = await updateByEmail('by-email', values({ firstName: 'Amy' }), on);
		const changed = await updateByEmail('by-email', values({ phone: '2' }), on);

		expect(methods(same.requests)).toEqual(['GET']);
		expect(methods(changed.requests)).toEqual(['GET', 'PATCH', 'GET']);
	});

	it('says whether it wrote also where nothing is confirmed', async () => {
		const off = { confirmUpdate: false };
		const same = await updateAmy('unconfirmed', values({ firstName: 'Amy' }), on, off);
		const changed = await updateAmy('unconfirmed', values({ phone: '2' }), on, off);

		const { PKey } = amyIn('unconfirmed');
		const href = expect.stringMatching(/\/profile\/@/) as string;
		expect(same.items[0].json).toEqual({ PKey, href, updated: false });
		expect(changed.items[0].json).toEqual({ PKey, href, updated: true });
		expect(methods(changed.requests)).toEqual(['GET', 'PATCH']);
	});

	it('takes equal numbers, days, switches and choices for equal, however they are written', async () => {
		const organization = 'equal';
		const { PKey } = harness.sandbox.organization(organization).put({
			PKey: amyIn(organization).PKey,
			birthDate: '1985-08-17',
			blackListEmail: true,
			cusPoints: 12,
			gender: 'female',
		});
		const form = [
			formField('birthDate', 'dateTime'),
			formField('blackListEmail', 'boolean'),
			formField('cusPoints', 'number'),
			formField('gender', 'options', { options: [{ name: 'Female', value: 'female' }] }),
		];
		const { items, requests } = await harness.runNode({
			organization,
			items: [
				{
					birthDate: '1985-08-17T00:00:00Z',
					blackListEmail: 'true',
					cusPoints: '12.0',
					gender: 'Female',
				},
			],
			parameters: update(by('id', PKey), autoMap(form), {
				options: on,
				endpoint: 'profileAndServicesExt',
			}),
		});

		expect(items[0].json.updated).toBe(false);
		expect(methods(requests)).toEqual(['GET']);
	});

	it('sends a field that the profile does not show, so that its refusal is told', async () => {
		const { error, requests } = await updateAmy(
			'not-shown',
			values({ firstName: 'Amy', cusPoints: 1 }),
			on,
		);

		expect(error?.message).toBe("'cusPoints' is not a field of this profile");
		expect(bodiesOf(requests)).toEqual([{ cusPoints: '1' }]);
	});
});

describe('Only If Not Modified Since', () => {
	const since = (ifUnmodifiedSince: string) => ({ ifUnmodifiedSince });
	const read = (organization: string) => amyIn(organization).lastModified as string;

	it.each([
		['the moment of the last change', (moment: string) => moment],
		['a later one', () => '2099-01-01T00:00:00Z'],
		['the moment in another notation', (moment: string) => moment.replace(' ', 'T')],
	])('writes when the profile was last changed by %s', async (_case, momentFor) => {
		const moment = momentFor(read('since'));
		const { items, requests } = await updateAmy('since', values({ phone: '1' }), since(moment));

		expect(items[0].json.phone).toBe('1');
		expect(items[0].json).not.toHaveProperty('updated');
		expect(methods(requests)).toEqual(['GET', 'PATCH', 'GET']);
	});

	it('by e-mail uses what the lookup has brought', async () => {
		const moment = read('since-email');
		const { requests } = await updateByEmail('since-email', values({ phone: '1' }), since(moment));

		expect(methods(requests)).toEqual(['GET', 'PATCH', 'GET']);
	});

	it('refuses when somebody has changed the profile since, and writes nothing', async () => {
		const moment = read('overtaken');
		await updateAmy('overtaken', values({ fax: '9' }), {});
		const changed = read('overtaken');

		const { error, requests } = await updateAmy('overtaken', values({ phone: '1' }), since(moment));

		expect(error?.message).toBe('The profile was changed in the meantime, and nothing was written');
		expect(error?.description).toContain(`last modified ${changed}`);
		expect(methods(requests)).toEqual(['GET']);
		expect(amyIn('overtaken').phone).not.toBe('1');
	});

	it('counts milliseconds', async () => {
		const moment = Date.parse(read('milliseconds').replace(' ', 'T'));
		const before = new Date(moment - 1).toISOString();

		const { error } = await updateAmy('milliseconds', values({ phone: '1' }), since(before));

		expect(error?.message).toContain('was changed in the meantime');
	});

	it('takes a moment without a zone in the zone of the workflow', async () => {
		const organization = 'zone';
		harness.sandbox
			.organization(organization)
			.put({ PKey: amyIn(organization).PKey, lastModified: '2026-01-01 12:00:00.000Z' });
		const runIn = async (timezone: string) =>
			await harness.runNode({
				organization,
				timezone,
				parameters: update(by('email', amy.email), values({ phone: '1' }), {
					options: { ...since('2026-01-01T12:30:00'), dryRun: true },
				}),
			});

		expect((await runIn('Europe/Paris')).error?.message).toContain('in the meantime');
		expect((await runIn('Europe/London')).error).toBeUndefined();
	});

	it('refuses where the profile does not say when it was changed', async () => {
		const organization = 'no-moment';
		const { PKey } = amyIn(organization);
		const body = JSON.stringify({ PKey, phone: '' });
		harness.sandbox.organization(organization).faults([{ respond: { status: 200, body } }]);

		const { error, requests } = await harness.runNode({
			organization,
			parameters: update(by('id', PKey), values({ phone: '1' }), {
				options: since('2099-01-01T00:00:00Z'),
			}),
		});

		expect(error?.description).toContain('last modified at an unknown time');
		expect(methods(requests)).toEqual(['GET']);
	});

	it.each([
		['an expression that finds nothing', '={{ $json.nothing }}'],
		['an expression that is empty', '={{ "" }}'],
		['a text', '={{ "yesterday" }}'],
		['two days at once', '={{ "03/04/2026" }}'],
	])('refuses %s before any request', async (_case, value) => {
		const { error, requests } = await updateAmy(
			'wrong-moment',
			values({ phone: '1' }),
			since(value),
		);

		expect(error?.message).toBe("'Only If Not Modified Since' in Options is no date with a time");
		expect(requests).toEqual([]);
	});

	it('also guards an update of changed fields', async () => {
		const { error, requests } = await updateAmy('both', values({ phone: '1' }), {
			...since('2001-01-01T00:00:00Z'),
			onlyChanged: true,
		});

		expect(error?.message).toContain('was changed in the meantime');
		expect(methods(requests)).toEqual(['GET']);
	});
});

describe('Dry Run', () => {
	const on = { dryRun: true };
	const form = [
		formField('phone'),
		formField('firstName'),
		formField('location.city'),
		formField('birthDate', 'dateTime'),
	];

	it('reads, writes nothing, and says of each field what it is and what it would be', async () => {
		const before = amyIn('dry');
		const { items, requests } = await updateAmy(
			'dry',
			values(
				{
					phone: '1',
					firstName: 'Amy',
					'location.city': 'Oslo',
					birthDate: '1990-01-02T00:00:00Z',
				},
				form,
			),
			on,
		);

		const location = before.location as { city: string };
		expect(methods(requests)).toEqual(['GET']);
		expect(items[0]).toEqual({
			json: {
				PKey: before.PKey,
				dryRun: true,
				fields: [
					{ field: 'phone', now: before.phone, wouldBe: '1', changes: true },
					{ field: 'firstName', now: 'Amy', wouldBe: 'Amy', changes: false },
					{ field: 'location.city', now: location.city, wouldBe: 'Oslo', changes: true },
					{
						field: 'birthDate',
						now: before.birthDate,
						wouldBe: '1990-01-02',
						changes: true,
					},
				],
			},
			pairedItem: { item: 0 },
		});
		expect(amyIn('dry')).toEqual(before);
	});

	it('by e-mail is one request, too', async () => {
		const { requests } = await updateByEmail('dry-email', values({ phone: '1' }), on);

		expect(methods(requests)).toEqual(['GET']);
	});

	it('writes nothing whatever else is set', async () => {
		const { items, requests } = await updateAmy(
			'dry-more',
			values({ phone: '1' }),
			{ ...on, onlyChanged: true, onMismatch: 'warn', ifUnmodifiedSince: '2099-01-01T00:00:00Z' },
			{ confirmUpdate: false },
		);

		expect(methods(requests)).toEqual(['GET']);
		expect(items[0].json.dryRun).toBe(true);
	});

	it('tells a value that could not be stored, as the update would', async () => {
		const { error, requests } = await updateAmy(
			'dry-wrong',
			values({ birthDate: '={{ "03/08/1985" }}' }, form),
			on,
		);

		expect(error?.message).toBe("The value of 'birthDate' in 'Fields' cannot be stored");
		expect(requests).toEqual([]);
	});

	it('can be decided for each item', async () => {
		const { items, requests } = await harness.runNode({
			organization: 'dry-items',
			items: [{ dry: true }, { dry: false }],
			parameters: update(by('email', amy.email), values({ phone: '1' }), {
				options: { dryRun: '={{ $json.dry }}' },
			}),
		});

		expect(items.map(({ json }) => json.dryRun)).toEqual([true, undefined]);
		expect(methods(requests)).toEqual(['GET', 'GET', 'PATCH', 'GET']);
	});
});
