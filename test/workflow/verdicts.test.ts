import type { IDataObject, INodeParameters } from 'n8n-workflow';

import type { Settings } from '../../sandbox/settings';
import { type Harness, startHarness } from './harness';
import { amy, autoMap, by, ext, formField, get, update, upsert, values } from './parameters';

/** What is said of values that were written, and of those that would have gone back by mistake. */
let harness: Harness;

beforeAll(async () => {
	harness = await startHarness();
});

afterAll(async () => await harness.close());

jest.setTimeout(30_000);

const control = (organization: string) => harness.sandbox.organization(organization);
const amyIn = (organization: string) => control(organization).profiles()[0];
const report = { options: { confirmationReport: true } };

const bodies = (requests: Array<{ method: string; body: string }>) =>
	requests
		.filter(({ method }) => method === 'PATCH')
		.map(({ body }) => JSON.parse(body) as IDataObject);

const messages = (hints: Array<{ message: string }>) => hints.map(({ message }) => message);

const longNote = `${'x'.repeat(254)}😀 and more`;

describe('A value that a rule of the server explains is normalized, after one read:', () => {
	/** Stored by the server right after the write. */
	it.each<[string, string, unknown, string | number, Partial<Settings>]>([
		['another small sigma', 'firstName', 'ΑΛΕΞΗΣ', 'Αλεξησ', {}],
		['the sigma of the end', 'firstName', 'ΑΛΕΞΗΣ', 'Αλεξης', {}],
		['a text cut in an emoji', 'cusNote', longNote, `${'x'.repeat(254)}\ufffd`, {}],
		['a text cut before an emoji', 'cusNote', longNote, 'x'.repeat(254), {}],
		['single precision', 'cusScore', 19.99, Math.fround(19.99), {}],
		['the last bit', 'cusScore', 0.3, 0.1 + 0.2, {}],
		['a plain apostrophe', 'lastName', 'O’Neil', "O'Neil", {}],
	])('%s', async (_rule, field, sent, kept, settings) => {
		const organization = 'normalized';
		control(organization).reset(settings);
		control(organization).faults([{ method: 'PATCH', overwrite: { [field]: kept } }]);

		const { items, error, requests } = await harness.runNode({
			organization,
			items: [{ sent: sent as string }],
			parameters: update(
				by('email', amy.email),
				ext,
				report,
				values({ [field]: '={{ $json.sent }}' }, []),
			),
		});

		expect(error).toBeUndefined();
		expect(items[0].json.confirmation).toMatchObject({ status: 'normalized', reads: 1 });
		expect(requests.filter(({ method }) => method === 'PATCH')).toHaveLength(1);
	});

	it('whole seconds', async () => {
		const organization = 'seconds';
		control(organization).reset({ dateTimePrecision: 'seconds' });

		const { items } = await harness.runNode({
			organization,
			parameters: update(
				by('email', amy.email),
				ext,
				report,
				values({ cusLastContact: '={{ $now.set({ millisecond: 569 }) }}' }, []),
			),
		});

		expect(items[0].json.confirmation).toMatchObject({ status: 'normalized', reads: 1 });
	});

	it.each<[string, Partial<Settings>, Record<string, unknown>]>([
		['apostrophes', { apostrophes: 'plain' }, { lastName: 'O’Neil' }],
		['single precision', { numberPrecision: 'single' }, { cusScore: 19.99 }],
	])('by an instance that has the rule: %s', async (_rule, settings, fields) => {
		const organization = 'ruled';
		control(organization).reset(settings);

		const { items } = await harness.runNode({
			organization,
			parameters: update(by('email', amy.email), ext, report, values(fields, [])),
		});

		expect(items[0].json.confirmation).toMatchObject({ status: 'normalized', reads: 1 });
	});
});

it.each<[string, string, unknown, string | number]>([
	['an accent that is gone', 'firstName', 'Zoé', 'Zoe'],
	['an apostrophe that is gone', 'lastName', 'O’Neil', 'ONeil'],
	['a cut that is too short', 'cusNote', longNote, 'x'.repeat(200)],
	['a cut key', 'cusCardCode', 'ABC-123456', 'ABC-1234'],
	['a cent', 'cusScore', 19.99, 19.98],
	['another second', 'cusLastContact', '2024-05-06T07:08:09Z', '2024-05-06 07:08:10.000Z'],
])('what no rule explains stays different: %s', async (_case, field, sent, kept) => {
	const organization = 'different';
	control(organization).reset();
	control(organization).faults([{ method: 'PATCH', overwrite: { [field]: kept } }]);

	const { error } = await harness.runNode({
		organization,
		items: [{ sent: sent as string }],
		parameters: update(by('email', amy.email), ext, values({ [field]: '={{ $json.sent }}' }, [])),
	});

	expect(error?.message).toMatch(/^Campaign accepted the update, but did not store/);
});

it.each([
	[403, 'You do not have the rights needed to read the profile'],
	[403, '{"error_code":"403024","message":"Not allowed to read the profile"}'],
	[404, 'Unable to find document with path'],
])('a read-back that is refused says what was done: %s %s', async (status, body) => {
	const organization = 'read-back';
	control(organization).reset();
	control(organization).faults([{ method: 'GET', skip: 1, respond: { status, body } }]);

	const { error } = await harness.runNode({
		organization,
		parameters: update(by('email', amy.email), values({ phone: '77' })),
	});

	expect(error?.message).toBe(
		'The change was accepted, but the profile could not be read back to confirm it',
	);
	expect(error?.description).not.toContain('may not change');
	expect(error?.description).toContain(`HTTP status ${status}`);
	expect(amyIn(organization).phone).toBe('77');
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
	])(
		'that came after the record was read is not taken back, and it is said: %s',
		async (_case, parameters) => {
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
					expect.stringMatching(
						/^Opt-outs that were left as they are.*'No longer contact by email'/,
					),
				);
			}
		},
	);

	it('that nobody has needs no word', async () => {
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
	])('is set on purpose as ever: %s', async (_case, item, fields, expected) => {
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
