import type { Settings } from '../../../sandbox/server';
import { amy, emailAndPhone, ext, standard, twins, upsert, values } from '../parameters';
import { profileCalls } from '../requests';
import { useHarness } from '../suite';

const { harness, control, stored, created } = useHarness();

type Way = 'email' | 'customKey' | 'customFilter';

/** The sandbox's filter for a customer's key as the dialect names it. */
const filterIn = (organization: string, name = 'CustomerId') => ({
	filterName: organization.endsWith('-v8') ? name : `by${name}`,
	filterParameter: `${name.toLowerCase()}_parameter`,
});

const match = (organization: string, matchBy: Way, matchValue: string) => ({
	matchBy,
	matchValue,
	...(matchBy === 'customFilter' && filterIn(organization)),
});

const ways: Array<[Way, string, string, string]> = [
	['email', standard.endpoint, 'new@example.com', amy.email],
	['email', ext.endpoint, 'new@example.com', amy.email],
	['customKey', ext.endpoint, 'N-1', amy.customKey],
	['customFilter', ext.endpoint, 'N-1', amy.customKey],
];

describe.each(['upsert', 'upsert-v8'])('Create or Update, in %s', (organization) => {
	beforeEach(() => control(organization).reset());

	const fieldsFor = (way: Way, value: string, phone: string) =>
		values(way === 'email' ? { phone } : { cusCustomerId: value, phone });

	it.each(ways)(
		'creates a profile when it finds no match by %s on %s',
		async (way, endpoint, value) => {
			const { items, requests } = await harness.runNode({
				organization,
				parameters: upsert(match(organization, way, value), fieldsFor(way, value, '1'), {
					endpoint,
				}),
			});

			const made = created(organization)[0];
			expect(made).toMatchObject(way === 'email' ? { email: value } : { cusCustomerId: value });
			expect(items[0].json).toMatchObject({ PKey: made.PKey, phone: '1', operation: 'created' });
			expect(stored(organization)).toHaveLength(61);
			expect(profileCalls(requests)).toEqual(
				way === 'email' ? ['GET', 'POST'] : ['GET', 'POST', 'GET'],
			);
		},
	);

	it.each(ways)(
		'updates the one profile found by %s on %s, and no other',
		async (way, endpoint, _, value) => {
			const [before, ...others] = stored(organization);

			const { items, requests } = await harness.runNode({
				organization,
				parameters: upsert(match(organization, way, value), fieldsFor(way, value, '1'), {
					endpoint,
				}),
			});

			const [after, ...rest] = stored(organization);
			expect(rest).toEqual(others);
			expect(after).toEqual({ ...before, phone: '1', lastModified: after.lastModified });
			expect(items[0].json).toMatchObject({ PKey: before.PKey, phone: '1', operation: 'updated' });
			expect(profileCalls(requests)).toEqual(['GET', 'PATCH', 'GET']);
		},
	);

	it("outputs the reference after two requests without 'Confirm Update'", async () => {
		const [{ PKey }] = stored(organization);

		const { items, requests } = await harness.runNode({
			organization,
			parameters: upsert(match(organization, 'email', amy.email), values({ phone: '1' }), {
				confirmUpdate: false,
			}),
		});

		expect(items[0].json).toEqual({
			PKey,
			href: expect.stringContaining(PKey),
			operation: 'updated',
		});
		expect(profileCalls(requests)).toEqual(['GET', 'PATCH']);
	});

	it.each([
		['createOnly', amy.email, undefined, 'The profile exists already, and nothing was written'],
		['createOnly', 'new@example.com', 'created', undefined],
		['updateOnly', 'new@example.com', undefined, 'No profile matches, and nothing was written'],
		['updateOnly', amy.email, 'updated', undefined],
		['createOrUpdate', 'new@example.com', 'created', undefined],
		['createOrUpdate', amy.email, 'updated', undefined],
	])('has the Mode %s: for the e-mail %s', async (mode, value, operation, message) => {
		const before = stored(organization);

		const { items, error, requests } = await harness.runNode({
			organization,
			parameters: upsert(match(organization, 'email', value), values({ phone: '1' }), {
				options: { mode },
			}),
		});

		expect(items[0]?.json.operation).toBe(operation);
		expect(error?.message).toBe(message);
		if (message) {
			expect(profileCalls(requests)).toEqual(['GET']);
			expect(stored(organization)).toEqual(before);
			expect(error?.description).not.toContain(value);
			const isExisting = mode === 'createOnly';
			expect(error?.description?.includes(before[0].PKey)).toBe(isExisting);
		}
	});

	it.each<[string, Array<Partial<Settings>>]>([
		['an ordinary server', [{}]],
		['an exact one', [{ emailMatch: 'exact' }, { emailMatch: 'exact', emailPolicy: 'lowerCase' }]],
	])(
		'creates one profile for the same new e-mail in three items, whatever its capital letters: %s',
		async (_, settings) => {
			for (const setting of settings) {
				control(organization).reset(setting);
				// The list is as old as before the first POST.
				control(organization).faults([
					{ method: 'GET', path: 'byEmail', times: 9, staleRead: true },
				]);

				const { items, requests } = await harness.runNode({
					organization,
					items: ['New@Example.com', ' new@example.com ', 'NEW@EXAMPLE.COM'].map(
						(email, index) => ({
							email,
							phone: `${index}`,
						}),
					),
					parameters: upsert(emailAndPhone),
				});

				const [made, ...others] = created(organization);
				expect(others).toEqual([]);
				expect(made.phone).toBe('2');
				expect(items.map(({ json }) => json.operation)).toEqual(['created', 'updated', 'updated']);
				expect(new Set(items.map(({ json }) => json.PKey)).size).toBe(1);
				expect(items.map(({ pairedItem }) => pairedItem)).toEqual(
					[0, 1, 2].map((item) => ({ item })),
				);
				expect(profileCalls(requests)).toEqual([
					...['GET', 'GET', 'POST'],
					...['PATCH', 'GET', 'PATCH', 'GET'],
					// What is stored in small letters may be the older value: it is looked at once more.
					...('emailPolicy' in setting ? ['GET'] : []),
				]);
			}
		},
	);

	it.each<[Way, string, Record<string, string>]>([
		['customKey', 'N-1', { cusCustomerId: '={{ $json.key }}', phone: '1' }],
		['customFilter', 'N-1', { cusCustomerId: '={{ $json.key }}', phone: '1' }],
	])('creates one profile for the same new value of %s in two items', async (way, key, fields) => {
		const { items, requests } = await harness.runNode({
			organization,
			items: [{ key }, { key: 'N-2' }, { key }],
			parameters: upsert(match(organization, way, '={{ $json.key }}'), values(fields), ext),
		});

		expect(items.map(({ json }) => json.operation)).toEqual(['created', 'created', 'updated']);
		expect(
			created(organization)
				.map(({ cusCustomerId }) => cusCustomerId)
				.sort(),
		).toEqual([key, 'N-2']);
		// Only the first one is looked for; the second costs two requests.
		expect(profileCalls(requests).sort()).toEqual([
			...['GET', 'GET', 'GET', 'GET'],
			...['PATCH', 'POST', 'POST'],
		]);
	});

	it.each<[Partial<Settings>]>([
		[{ emailMatch: 'ignoreCase' }],
		[{ emailMatch: 'exact' }],
		[{ emailMatch: 'prefix' }],
		[{ emailMatch: 'exact', emailPolicy: 'lowerCase' }],
		[{ emailMatch: 'prefix', emailPolicy: 'lowerCase' }],
	])(
		'finds in the next run what it created, also with capital letters and spaces: %j',
		async (settings) => {
			control(organization).reset(settings);
			const run = async () =>
				await harness.runNode({
					organization,
					items: [{ email: ' New@Example.com ', phone: '1' }],
					parameters: upsert(emailAndPhone),
				});

			const results = [await run(), await run()];

			expect(results.map(({ items }) => items[0].json.operation)).toEqual(['created', 'updated']);
			expect(stored(organization)).toHaveLength(61);
		},
	);

	it('stores the e-mail of Match Value, by which the profile is found again', async () => {
		control(organization).reset({ emailMatch: 'exact' });
		const run = async () =>
			await harness.runNode({
				organization,
				parameters: upsert(
					match(organization, 'email', 'new@example.com'),
					values({ email: 'New@Example.com', phone: '1' }),
				),
			});

		await run();

		expect(created(organization)[0].email).toBe('new@example.com');
	});

	it('updates a profile twice when two items find it', async () => {
		const { items } = await harness.runNode({
			organization,
			items: [
				{ email: amy.email, phone: '1' },
				{ email: amy.email.toUpperCase(), phone: '2' },
			],
			parameters: upsert(emailAndPhone),
		});

		expect(items.map(({ json }) => json.operation)).toEqual(['updated', 'updated']);
		expect(stored(organization)).toHaveLength(60);
		expect(stored(organization)[0].phone).toBe('2');
	});

	it('goes on with the PKey that the answer to the update has', async () => {
		control(organization).reset({ rotatePkeys: true });

		const { items } = await harness.runNode({
			organization,
			parameters: upsert(match(organization, 'email', amy.email), values({ phone: '1' })),
		});

		expect(items[0].json).toMatchObject({ operation: 'updated', phone: '1' });
		expect(items[0].json.PKey).toBe(stored(organization)[0].PKey);
	});

	it.each([
		[{ method: 'PATCH', discardWrite: true } as const, 'error', 'did not store'],
		[{ method: 'PATCH', discardWrite: true } as const, 'warn', undefined],
	])(
		'reports an update that was not stored as Update does: %j, %s',
		async (fault, onMismatch, said) => {
			control(organization).faults([fault]);

			const { items, error, hints } = await harness.runNode({
				organization,
				parameters: upsert(
					match(organization, 'email', amy.email),
					values({ phone: '3301020304' }),
					{
						options: { onMismatch, confirmationReport: true },
					},
				),
			});

			if (said) expect(error?.message).toContain(said);
			else {
				expect(items[0].json).toMatchObject({
					operation: 'updated',
					confirmation: { status: 'different' },
				});
				expect(hints[0].message).toContain('did not store');
			}
		},
	);

	it.each(['continueErrorOutput', 'continueRegularOutput'] as const)(
		'writes the other items when some fail: %s',
		async (onError) => {
			const { items, errorItems } = await harness.runNode({
				organization,
				items: [
					{ email: 'one@example.com', phone: '1' },
					{ email: twins, phone: '1' },
					{ email: 'no e-mail', phone: '1' },
					{ email: amy.email, phone: '1' },
				],
				parameters: upsert(emailAndPhone),
				nodeSettings: { onError },
			});

			const all = [...items, ...errorItems];
			const of = (item: number) =>
				all.find(({ pairedItem }) => (pairedItem as { item: number }).item === item)?.json;
			expect(of(0)?.operation).toBe('created');
			expect(of(1)?.error).toContain('Several profiles match, and nothing was written [item 1]');
			expect(of(2)?.error).toContain("'Match Value' is not an e-mail [item 2]");
			expect(of(3)?.operation).toBe('updated');
			expect(errorItems).toHaveLength(onError === 'continueErrorOutput' ? 2 : 0);
			expect(stored(organization)).toHaveLength(61);
		},
	);
});

describe('Create or Update does not write by mistake:', () => {
	const organization = 'upsert-mistakes';
	beforeEach(() => control(organization).reset());

	it('it refuses a new profile that the filter would not find again, also in the second item', async () => {
		const { items, requests } = await harness.runNode({
			organization,
			items: [{ key: 'N-1', column: 'N-1' }, { key: 'N-2' }],
			parameters: upsert(
				match(organization, 'customFilter', '={{ $json.key }}'),
				values({ cusCustomerId: '={{ $json.column }}', phone: '1' }),
				ext,
			),
			nodeSettings: { onError: 'continueRegularOutput' },
		});

		expect(items[0].json.operation).toBe('created');
		expect(items[1].json.error).toContain("a new one would not have the 'Match Value' either");
		expect(profileCalls(requests).filter((method) => method === 'POST')).toHaveLength(1);
	});

	it.each(['={{ $json.nothing }}', '={{ "Update Only" }}'])(
		'a Mode of %s is refused, and nothing is created',
		async (mode) => {
			const { error, requests } = await harness.runNode({
				organization,
				parameters: upsert(
					match(organization, 'email', 'new@example.com'),
					values({ phone: '1' }),
					{
						options: { mode },
					},
				),
			});

			expect(error?.message).toBe("'Mode' in Options has no such choice");
			expect(requests).toEqual([]);
		},
	);

	it('a profile whose e-mail was changed is not matched by the old one any more', async () => {
		const { items } = await harness.runNode({
			organization,
			items: ['first@example.com', 'moved@example.com', 'first@example.com'].map((email) => ({
				email,
			})),
			parameters: upsert(
				{ matchBy: 'email', matchValue: 'first@example.com' },
				values({ email: '={{ $json.email }}' }),
			),
		});

		expect(items.map(({ json }) => json.operation)).toEqual(['created', 'updated', 'created']);
		expect(created(organization).map(({ email }) => email)).toEqual([
			'moved@example.com',
			'first@example.com',
		]);
	});

	it('a value that a new profile does not have is an error, and the profile is not created twice', async () => {
		const run = async () =>
			await harness.runNode({
				organization,
				parameters: upsert(
					match(organization, 'email', 'new@example.com'),
					values({ phone: '12345' }),
					{
						options: { confirmationReport: true },
					},
				),
			});
		const made = { PKey: '@made', email: 'new@example.com', phone: '' };
		control(organization).faults([
			{ method: 'POST', respondAfterWrite: { status: 201, body: JSON.stringify(made) } },
		]);
		const first = await run();
		const second = await run();

		expect(stored(organization)).toHaveLength(61);
		expect(second.items[0].json).toMatchObject({
			operation: 'updated',
			phone: '12345',
			confirmation: { status: 'applied' },
		});
		expect(first.error?.message).toBe(
			"Campaign created the profile, but did not store 'phone' as sent",
		);
		expect(first.error?.description).toContain('The profile exists now');
	});

	it('metadata that cannot be read is asked for once, not for every item', async () => {
		control(organization).faults([
			{ path: 'resourceType', times: 99, respond: { status: 500, body: 'An error has occurred' } },
		]);
		const { requests } = await harness.runNode({
			organization,
			items: [amy.customKey, 'C-1002', 'C-1003'].map((key) => ({ key })),
			parameters: upsert(
				match(organization, 'customFilter', '={{ $json.key }}'),
				values({ phone: '1' }),
				{ ...ext, options: { maxConcurrency: 1 } },
			),
			nodeSettings: { onError: 'continueRegularOutput' },
		});

		expect(requests.filter(({ path }) => path.includes('resourceType'))).toHaveLength(1);
	});
});
