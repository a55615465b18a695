import type { INodeParameters } from 'n8n-workflow';

import { amy, autoMap, by, formField, update, values } from '../parameters';
import { bodies, methods } from '../requests';
import { useHarness } from '../suite';

const { harness, control, amyIn } = useHarness();

/** Updates Amy by her key. */
const updateAmy = async (organization: string, ...changes: INodeParameters[]) =>
	await harness.runNode({
		organization,
		parameters: update(by('id', amyIn(organization).PKey), ...changes),
	});

describe('Update', () => {
	it('by key changes the profile with two requests and outputs the refreshed one', async () => {
		const { items, requests } = await updateAmy('by-key', values({ phone: '3301020304' }));

		expect(methods(requests)).toEqual(['PATCH', 'GET']);
		expect(amyIn('by-key').phone).toBe('3301020304');
		expect(items[0].json).toMatchObject({
			phone: '3301020304',
			firstName: 'Amy',
			email: amy.email,
		});
	});

	it('by e-mail takes three requests', async () => {
		const { requests } = await harness.runNode({
			organization: 'by-email',
			parameters: update(by('email', amy.email), values({ phone: '1' })),
		});

		expect(methods(requests)).toEqual(['GET', 'PATCH', 'GET']);
		expect(amyIn('by-email').phone).toBe('1');
	});

	it('by custom key reads back by the PKey that Campaign returned', async () => {
		const { requests } = await harness.runNode({
			organization: 'by-custom-key',
			parameters: update(by('customKey', amy.customKey), values({ cusPoints: 7 }), {
				endpoint: 'profileAndServicesExt',
			}),
		});

		expect(requests.map(({ path }) => path.split('/').pop())).toEqual([
			amy.customKey,
			amyIn('by-custom-key').PKey,
		]);
		expect(amyIn('by-custom-key').cusPoints).toBe(7);
	});

	it('reads back under a new key when Campaign gives the profile one', async () => {
		control('rotating').reset({ rotatePkeys: true });

		const { items } = await updateAmy('rotating', values({ phone: '2' }));

		expect(items[0].json).toMatchObject({ phone: '2', PKey: amyIn('rotating').PKey });
	});

	it('without confirming sends one request and outputs the key and the URL', async () => {
		const { items, requests } = await updateAmy('unconfirmed', values({ phone: '3' }), {
			confirmUpdate: false,
		});

		const { PKey } = amyIn('unconfirmed');
		expect(methods(requests)).toEqual(['PATCH']);
		expect(items[0].json).toEqual({ PKey, href: expect.stringMatching(`/profile/${PKey}$`) });
	});

	it('sends no request more for an option that was added and is off', async () => {
		const off = {
			dryRun: false,
			onlyChanged: false,
			confirmationReport: false,
			onMismatch: 'error',
		};
		const { items, requests } = await updateAmy('options-off', values({ phone: '3' }), {
			options: off,
		});

		expect(methods(requests)).toEqual(['PATCH', 'GET']);
		expect(items[0].json).not.toHaveProperty('updated');
		expect(items[0].json).not.toHaveProperty('confirmation');
		expect(items[0].json).toHaveProperty('cryptedId');
	});

	it('works on Campaign v8', async () => {
		const { items } = await updateAmy('update-v8', values({ phone: '4' }));

		expect(items[0].json).toMatchObject({ phone: '4' });
	});
});

describe('The body of an update', () => {
	it('is exactly what was set, with nested parts nested', async () => {
		const { requests } = await updateAmy(
			'body',
			values({ phone: '1', 'location.city': 'Lyon', 'location.zipCode': '69001' }),
		);

		expect(bodies(requests)).toEqual([
			{ phone: '1', location: { city: 'Lyon', zipCode: '69001' } },
		]);
	});

	it('is JSON with its charset, so that accented letters arrive', async () => {
		const { requests } = await updateAmy('accents', values({ lastName: 'Łukasińska-Çelik' }));

		expect(requests[0].headers['content-type']).toBe('application/json;charset=utf-8');
		expect(amyIn('accents').lastName).toBe('Łukasińska-Çelik');
	});

	// n8n itself refuses to run a workflow with a literal '' where its form has a date or a choice.
	it('clears a field of any type by an empty text when Empty Values is Clear', async () => {
		const form = [
			formField('phone'),
			formField('birthDate', 'dateTime'),
			formField('cusPoints', 'number'),
			formField('gender', 'options', {
				options: [
					{ name: 'Unknown', value: 'unknown' },
					{ name: 'Female', value: 'female' },
				],
			}),
		];
		const { requests } = await updateAmy(
			'clearing',
			values({ phone: '', birthDate: "={{ '' }}", cusPoints: '', gender: "={{ '' }}" }, form),
			{ endpoint: 'profileAndServicesExt', options: { emptyValues: 'clear' } },
		);

		expect(bodies(requests)).toEqual([
			{ phone: '', birthDate: '', cusPoints: 0, gender: 'unknown' },
		]);
		expect(amyIn('clearing')).toMatchObject({ phone: '', birthDate: '', gender: 'unknown' });
	});

	it('leaves out a field without a value', async () => {
		const { requests } = await updateAmy(
			'no-value',
			values({ phone: '1', fax: null, mobilePhone: '={{ $json.nothing }}', firstName: '=' }),
		);

		expect(bodies(requests)).toEqual([{ phone: '1' }]);
	});

	it('does not read an empty cell as a switch that is off', async () => {
		const organization = 'empty-switch';
		const { PKey } = amyIn(organization);
		control(organization).put({ PKey, blackListEmail: true });
		const form = [formField('phone'), formField('blackListEmail', 'boolean')];

		await harness.runNode({
			organization,
			items: [{ phone: '1', blackListEmail: '' }],
			parameters: update(by('email', amy.email), autoMap(form)),
		});

		expect(amyIn(organization)).toMatchObject({ phone: '1', blackListEmail: true });
	});

	it('leaves out the switches that n8n stores for fields that were not added', async () => {
		const form = [formField('phone'), formField('blackList', 'boolean', { removed: true })];
		control('switches').put({ PKey: amyIn('switches').PKey, blackList: true });

		const { requests } = await updateAmy(
			'switches',
			values({ phone: '1', blackList: false }, form),
		);

		expect(bodies(requests)).toEqual([{ phone: '1' }]);
		expect(amyIn('switches').blackList).toBe(true);
	});

	it('has numbers, switches and choices in their own type, also when they came as text', async () => {
		const form = [
			formField('cusPoints', 'number'),
			formField('blackListEmail', 'boolean'),
			formField('gender', 'options', { options: [{ name: 'Female', value: 'female' }] }),
		];
		const { requests } = await updateAmy(
			'types',
			values({ cusPoints: '12', blackListEmail: 'true', gender: "={{ 'Female' }}" }, form),
			{ endpoint: 'profileAndServicesExt' },
		);

		expect(bodies(requests)).toEqual([{ cusPoints: 12, blackListEmail: true, gender: 'female' }]);
	});
});

describe('A birthday never moves a day', () => {
	const form = [formField('birthDate', 'dateTime')];

	it.each([
		['1985-08-17', '1985-08-17'],
		['1985-08-17T00:00:00', '1985-08-17'],
		['1985-08-17T00:00:00.000-04:00', '1985-08-17'],
		['1985-08-17T00:00:00.000Z', '1985-08-17'],
		['1985-08-17T04:00:00.000Z', '1985-08-17'],
		['1985-08-17 00:00:00.000Z', '1985-08-17'],
		["={{ DateTime.fromISO('1985-08-17') }}", '1985-08-17'],
		["={{ DateTime.fromISO('1985-08-17', { zone: 'Asia/Tokyo' }) }}", '1985-08-17'],
		["={{ '1985-08-17'.toDateTime() }}", '1985-08-17'],
		['={{ new Date(Date.UTC(1985, 7, 17)) }}', '1985-08-17'],
	])('%s in a workflow of New York', async (birthDate, day) => {
		const { requests, items } = await harness.runNode({
			organization: 'birthday',
			timezone: 'America/New_York',
			parameters: update(by('email', amy.email), values({ birthDate }, form)),
		});

		expect(bodies(requests)).toEqual([{ birthDate: day }]);
		expect(items[0].json.birthDate).toBe(day);
	});

	it('midnight in Paris that travelled as UTC is the day in Paris', async () => {
		const { requests } = await harness.runNode({
			organization: 'birthday-paris',
			timezone: 'Europe/Paris',
			parameters: update(
				by('email', amy.email),
				values({ birthDate: '1985-08-16T22:00:00.000Z' }, form),
			),
		});

		expect(bodies(requests)).toEqual([{ birthDate: '1985-08-17' }]);
	});
});

describe('Update refuses before anything is written:', () => {
	it.each([
		['nothing entered', values(null)],
		['nothing but empty expressions', values({ phone: '={{ $json.nothing }}' })],
		['an item without known fields', autoMap([formField('phone')])],
		['an empty item', autoMap()],
	])('%s', async (_case, fields) => {
		const { error, requests } = await updateAmy('nothing', fields);

		expect(error?.message).toBe('There is nothing to store');
		expect(requests).toEqual([]);
	});

	// As expressions: n8n itself refuses to run a workflow with a literal of the wrong type.
	it.each([
		[
			'birthDate',
			"={{ '03/08/1985' }}",
			formField('birthDate', 'dateTime', { displayName: 'Birth date' }),
		],
		['cusPoints', "={{ 'many' }}", formField('cusPoints', 'number', { displayName: 'Points' })],
		[
			'blackList',
			"={{ 'perhaps' }}",
			formField('blackList', 'boolean', { displayName: 'No contact' }),
		],
		['phone', '={{ ({ a: 1 }) }}', formField('phone', 'string', { displayName: 'Phone' })],
	])('%s %s', async (id, value, field) => {
		const { error, requests } = await updateAmy('bad-value', values({ [id]: value }, [field]));

		expect(error?.message).toBe(`The value of '${field.displayName}' in 'Fields' cannot be stored`);
		expect(JSON.stringify([error?.message, error?.description])).not.toContain('03/08');
		expect(requests).toEqual([]);
	});

	it('a choice is looked up in the instance before it is refused', async () => {
		const form = [formField('gender', 'options', { options: [{ name: 'Male', value: 'male' }] })];

		const newer = await updateAmy('choices', values({ gender: "={{ 'female' }}" }, form));
		const wrong = await updateAmy('choices', values({ gender: "={{ 'Femme' }}" }, form));

		expect(bodies(newer.requests)).toEqual([{ gender: 'female' }]);
		expect(wrong.error?.description).toContain("'female'");
		expect(methods(wrong.requests)).toEqual(['GET']);
	});

	it('a custom field on the standard endpoint names the setting to change', async () => {
		const { error } = await updateAmy('unknown-field', values({ cusPoints: 1 }, []));

		expect(error?.message).toBe("The value of 'cusPoints' in 'Fields' cannot be stored");
		expect(error?.description).toContain("'Field Set'");
	});
});

describe('Map Automatically', () => {
	it('sends the known fields of the item and nothing else', async () => {
		const form = [formField('phone'), formField('location.city'), formField('location.zipCode')];
		const { requests } = await harness.runNode({
			organization: 'auto-map',
			items: [
				{
					phone: '5',
					'location.city': 'Oslo',
					location: { zipCode: '0150' },
					age: 12,
					row: 7,
					fax: null,
				},
			],
			parameters: update(by('email', amy.email), autoMap(form)),
		});

		expect(bodies(requests)).toEqual([{ phone: '5', location: { city: 'Oslo', zipCode: '0150' } }]);
	});

	it('asks the instance for its fields once a run when the workflow has no form', async () => {
		const { requests, error } = await harness.runNode({
			organization: 'auto-map-live',
			items: [
				{ phone: '5', age: 12, postalAddress: { line1: 'x' }, PKey: 'no' },
				{ phone: '6', lastModified: '2020-01-01' },
			],
			parameters: update(by('email', amy.email), autoMap()),
		});

		expect(error).toBeUndefined();
		expect(requests.filter(({ path }) => path.includes('resourceType'))).toHaveLength(1);
		expect(bodies(requests)).toEqual([{ phone: '5' }, { phone: '6' }]);
	});

	it('takes what Get has output, the read-only part left behind', async () => {
		const profile = amyIn('auto-map-raw');
		const { requests, error } = await harness.runNode({
			organization: 'auto-map-raw',
			items: [{ ...profile, phone: '8' }],
			parameters: update(by('id', '={{ $json.PKey }}'), autoMap(), {
				endpoint: 'profileAndServicesExt',
			}),
		});

		expect(error).toBeUndefined();
		expect(bodies(requests)[0]).toMatchObject({ phone: '8', cusCustomerId: amy.customKey });
		expect(Object.keys(bodies(requests)[0])).not.toContain('href');
	});
});

it('Update needs only a profile and a field: by default it confirms, and fails when a value was not stored', async () => {
	control('defaults').faults([{ method: 'PATCH', discardWrite: true }]);

	const { error } = await harness.runNode({
		organization: 'defaults',
		parameters: { operation: 'update', ...by('email', amy.email), ...values({ phone: '1' }) },
	});

	expect(error?.message).toContain("did not store 'phone'");
});
