import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { amy, autoMap, by, formField, get, update, upsert, values } from '../parameters';
import { bodies, messages, methods } from '../requests';
import { useHarness } from '../suite';

const { harness, control, amyIn } = useHarness();

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

describe('Only Changed Fields', () => {
	const on = { onlyChanged: true };

	it('reads first, sends the difference and confirms it', async () => {
		const { items, requests } = await updateAmy(
			'changed',
			values({ phone: '1', firstName: 'Amy', 'location.city': '' }),
			{ ...on, confirmationReport: true },
		);

		expect(methods(requests)).toEqual(['GET', 'PATCH', 'GET']);
		const [body] = bodies(requests);
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

	it('by e-mail does not read the profile that was found once more', async () => {
		const same = await updateByEmail('by-email', values({ firstName: 'Amy' }), on);
		const changed = await updateByEmail('by-email', values({ phone: '2' }), on);

		expect(methods(same.requests)).toEqual(['GET']);
		expect(methods(changed.requests)).toEqual(['GET', 'PATCH', 'GET']);
	});

	it('outputs whether it wrote without Confirm Update, too', async () => {
		const off = { confirmUpdate: false };
		const same = await updateAmy('unconfirmed', values({ firstName: 'Amy' }), on, off);
		const changed = await updateAmy('unconfirmed', values({ phone: '2' }), on, off);

		const { PKey } = amyIn('unconfirmed');
		const href = expect.stringMatching(/\/profile\/@/) as string;
		expect(same.items[0].json).toEqual({ PKey, href, updated: false });
		expect(changed.items[0].json).toEqual({ PKey, href, updated: true });
		expect(methods(changed.requests)).toEqual(['GET', 'PATCH']);
	});

	it('does not send equal numbers, days, switches and choices that are written in another way', async () => {
		const organization = 'equal';
		const { PKey } = control(organization).put({
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

	it('sends a field that the profile does not have, so that Campaign refuses it', async () => {
		const { error, requests } = await updateAmy(
			'not-shown',
			values({ firstName: 'Amy', cusPoints: 1 }),
			on,
		);

		expect(error?.message).toBe("'cusPoints' is not a field of this profile");
		expect(bodies(requests)).toEqual([{ cusPoints: '1' }]);
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

	it('by e-mail uses the profile that was found', async () => {
		const moment = read('since-email');
		const { requests } = await updateByEmail('since-email', values({ phone: '1' }), since(moment));

		expect(methods(requests)).toEqual(['GET', 'PATCH', 'GET']);
	});

	it('refuses a profile that was changed since, and writes nothing', async () => {
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

	it('reads a moment without a time zone in that of the workflow', async () => {
		const organization = 'zone';
		control(organization).put({
			PKey: amyIn(organization).PKey,
			lastModified: '2026-01-01 12:00:00.000Z',
		});
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

	it('refuses a profile without a time of its last change', async () => {
		const organization = 'no-moment';
		const { PKey } = amyIn(organization);
		const body = JSON.stringify({ PKey, phone: '' });
		control(organization).faults([{ respond: { status: 200, body } }]);

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

	it('is checked together with Only Changed Fields', async () => {
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

	it('reads, writes nothing, and outputs the present and the new value of each field', async () => {
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
				dryRun: true,
				email: amy.email,
				firstName: 'Amy',
				lastName: 'Dakota',
				PKey: before.PKey,
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

	it('by e-mail takes one request, too', async () => {
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

	it('refuses a value that cannot be stored, as the update would', async () => {
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

describe('An opt-out', () => {
	const read = async (organization: string, parameters: INodeParameters = {}) =>
		(await harness.runNode({ organization, parameters: get(by('email', amy.email), parameters) }))
			.items[0].json;
	const optOut = (organization: string) => {
		const { PKey } = amyIn(organization);
		control(organization).put({ PKey, blackListEmail: true });
	};

	it.each<[string, INodeParameters]>([
		['Update', update(by('email', amy.email), autoMap())],
		[
			'Only Changed Fields',
			update(by('email', amy.email), autoMap(), { options: { onlyChanged: true } }),
		],
		['Create or Update', upsert(autoMap())],
		['no Confirm Update', update(by('email', amy.email), autoMap(), { confirmUpdate: false })],
		[
			'an expression that takes it over',
			update(
				by('email', amy.email),
				values({ phone: '8', blackListEmail: '={{ $json.blackListEmail }}' }, [
					formField('phone'),
					formField('blackListEmail', 'boolean', { displayName: 'No longer contact by email' }),
				]),
			),
		],
	])('that came after the record was read is kept, with a hint: %s', async (_case, parameters) => {
		const organization = 'opt-out';
		for (const simplify of [true, false]) {
			control(organization).reset();
			const record = await read(organization, { simplify });
			optOut(organization);

			const { error, hints, requests } = await harness.runNode({
				organization,
				items: [{ ...record, phone: '8' }],
				parameters,
			});

			expect(error).toBeUndefined();
			expect(bodies(requests)[0]).toMatchObject({ phone: '8' });
			expect(bodies(requests)[0]).not.toHaveProperty('blackListEmail');
			expect(amyIn(organization)).toMatchObject({ blackListEmail: true, phone: '8' });
			expect(messages(hints)).toContainEqual(
				expect.stringMatching(/^Opt-outs that were left as they are.*'No longer contact by email'/),
			);
		}
	});

	it('that the profile does not have causes no hint', async () => {
		const organization = 'no-opt-out';
		const record = await read(organization, { simplify: false });

		const { hints } = await harness.runNode({
			organization,
			items: [{ ...record, phone: '8' }],
			parameters: update(by('email', amy.email), autoMap()),
		});

		expect(messages(hints)).toEqual([]);
	});

	it.each<[string, IDataObject, INodeParameters, boolean]>([
		['opting out, of a record', { blackListEmail: true, PKey: '@a', phone: '1' }, autoMap(), true],
		['opting in, by a sheet', { blackListEmail: 'no' }, autoMap(), false],
		[
			'opting in, by hand',
			{ PKey: '@a' },
			values({ blackListEmail: '={{ false }}' }, [formField('blackListEmail', 'boolean')]),
			false,
		],
	])('is set when the item or the form says so: %s', async (_case, item, fields, expected) => {
		const organization = 'on-purpose';
		control(organization).reset();
		if (!expected) optOut(organization);

		await harness.runNode({
			organization,
			items: [item],
			parameters: update(by('email', amy.email), fields),
		});

		expect(amyIn(organization).blackListEmail).toBe(expected);
	});
});
