import type { IDataObject, INodeParameters } from 'n8n-workflow';

import type { Fault } from '../../sandbox/server';
import { type Harness, startHarness } from './harness';
import { amy, by, clearing, ext, people, update, upsert, values } from './parameters';
import { asked, tooMany, until, writes } from './requests';

/** What others do to a profile while a write waits, and what a server makes of one that it answered. */
let harness: Harness;

beforeAll(async () => {
	harness = await startHarness();
});

afterAll(async () => await harness.close());

// The node's own pauses are as long as they are: somebody else needs the time.
jest.setTimeout(30_000);

const control = (organization: string) => harness.sandbox.organization(organization);
const amyIn = (organization: string) => control(organization).profiles()[0];
const withEmail = (organization: string, email: string) =>
	control(organization)
		.profiles()
		.filter((profile) => profile.email === email);
const bodies = (requests: Parameters<typeof writes>[0]) =>
	writes(requests).map(({ body }) => JSON.parse(body) as IDataObject);

/** Somebody else's change, right after the first write has arrived. */
async function meanwhile(organization: string, method: string, change: () => void) {
	await until(() =>
		control(organization)
			.requests()
			.some((request) => request.method === method),
	);
	change();
}

const newcomer = 'newcomer@example.com';
const create = (email = newcomer) =>
	upsert({ matchValue: email }, values({ email, phone: '={{ $json.phone ?? "1" }}' }));

describe('Create or Update whose POST was refused', () => {
	it.each(['races', 'races-v8'])('looks again before it creates, in %s', async (organization) => {
		control(organization).reset();
		control(organization).faults([{ method: 'POST', respond: tooMany(1) }]);

		const running = harness.runNode({ organization, parameters: create() });
		await meanwhile(organization, 'POST', () =>
			control(organization).put({ email: newcomer, firstName: 'Amy' }),
		);
		const { items } = await running;

		expect(items[0].json).toMatchObject({ operation: 'updated', firstName: 'Amy', phone: '1' });
		expect(withEmail(organization, newcomer)).toHaveLength(1);
	});

	it('creates when nobody else did, and looks no more often than it has to', async () => {
		control('alone').faults([{ method: 'POST', respond: tooMany(0) }]);

		const { items, requests } = await harness.runNode({
			organization: 'alone',
			parameters: create(),
		});

		expect(items[0].json.operation).toBe('created');
		expect(asked(requests)).toEqual(['GET', 'POST', 'GET', 'POST']);
	});

	it('says so when two have it now', async () => {
		const organization = 'two-now';
		control(organization).faults([{ method: 'POST', respond: tooMany(1) }]);

		const running = harness.runNode({ organization, parameters: create() });
		await meanwhile(organization, 'POST', () => {
			for (const firstName of ['Amy', 'Tara']) {
				control(organization).put({ email: newcomer, firstName });
			}
		});

		expect((await running).error?.message).toBe('Several profiles match, and nothing was written');
	});

	it('respects Create Only', async () => {
		const organization = 'create-only';
		control(organization).faults([{ method: 'POST', respond: tooMany(1) }]);

		const running = harness.runNode({
			organization,
			parameters: { ...create(), options: { mode: 'createOnly' } },
		});
		await meanwhile(organization, 'POST', () => control(organization).put({ email: newcomer }));

		expect((await running).error?.message).toBe(
			'The profile exists already, and nothing was written',
		);
	});

	it('looks again also by custom key', async () => {
		const organization = 'by-key';
		control(organization).faults([{ method: 'POST', respond: tooMany(1) }]);

		const running = harness.runNode({
			organization,
			parameters: upsert(
				ext,
				{ matchBy: 'customKey', matchValue: 'N-1' },
				values({ cusCustomerId: 'N-1', phone: '1' }),
			),
		});
		await meanwhile(organization, 'POST', () =>
			control(organization).put({ cusCustomerId: 'N-1' }),
		);

		expect((await running).items[0].json.operation).toBe('updated');
	});
});

describe('Two executions at once', () => {
	const twice = async (organization: string, faults: Fault[]) => {
		control(organization).reset({ latencyMs: 30 });
		control(organization).faults(faults);
		return await Promise.all(
			['1', '2'].map(
				async (phone) =>
					await harness.runNode({ organization, items: [{ phone }], parameters: create() }),
			),
		);
	};

	it.each<[string, Fault[]]>([
		['without any trouble', []],
		['while Campaign is busy', [{ method: 'POST', times: 2, respond: tooMany(1) }]],
		['while everything waits', [{ skip: 1, respond: tooMany(1) }]],
	])('make one profile of one e-mail, %s', async (name, faults) => {
		const organization = `twice-${name.split(' ').join('-')}`;

		const runs = await twice(organization, faults);

		expect(runs.map(({ error }) => error)).toEqual([undefined, undefined]);
		expect(runs.map(({ items }) => items[0].json.operation).sort()).toEqual(['created', 'updated']);
		expect(withEmail(organization, newcomer)).toHaveLength(1);
	});
});

describe('Update whose PATCH was refused or lost', () => {
	const begun = () => new Date().toISOString();
	const later = () => new Date(Date.now() + 60_000).toISOString().replace('T', ' ');

	it.each<[string, Fault]>([
		['refused', { method: 'PATCH', respond: tooMany(1) }],
		['lost', { method: 'PATCH', drop: 'beforeWrite' }],
	])('respects Only If Not Modified Since: %s', async (name, fault) => {
		const organization = `since-${name}`;
		const { PKey } = amyIn(organization);
		control(organization).faults([fault]);

		const running = harness.runNode({
			organization,
			parameters: update(by('id', PKey), values({ phone: '1' }), {
				options: { ifUnmodifiedSince: begun() },
			}),
		});
		await meanwhile(organization, 'PATCH', () =>
			control(organization).put({ PKey, phone: '2', lastModified: later() }),
		);
		const { error, requests } = await running;

		expect(error?.message).toContain('The profile was changed in the meantime');
		expect(amyIn(organization).phone).toBe('2');
		expect(writes(requests)).toHaveLength(1);
		// Of the lost one nobody can say that it was not this update.
		expect(error?.message.includes('nothing was written')).toBe(name === 'refused');
	});

	it('compares again with Only Changed Fields', async () => {
		const organization = 'only-changed';
		const { PKey, firstName } = amyIn(organization);
		control(organization).faults([{ method: 'PATCH', respond: tooMany(1) }]);

		const running = harness.runNode({
			organization,
			parameters: update(by('id', PKey), values({ phone: '1', firstName }), {
				options: { onlyChanged: true },
			}),
		});
		await meanwhile(organization, 'PATCH', () =>
			control(organization).put({ PKey, firstName: 'Tara' }),
		);
		const { items, requests } = await running;

		expect(items[0].json).toMatchObject({ updated: true, phone: '1', firstName });
		expect(bodies(requests)).toEqual([{ phone: '1' }, { phone: '1', firstName }]);
	});

	it('sends nothing when somebody else has done it meanwhile', async () => {
		const organization = 'done-already';
		const { PKey } = amyIn(organization);
		control(organization).faults([{ method: 'PATCH', respond: tooMany(1) }]);

		const running = harness.runNode({
			organization,
			parameters: update(by('id', PKey), values({ phone: '1' }), {
				options: { onlyChanged: true },
			}),
		});
		await meanwhile(organization, 'PATCH', () => control(organization).put({ PKey, phone: '1' }));
		const { items, requests } = await running;

		expect(items[0].json.phone).toBe('1');
		expect(writes(requests)).toHaveLength(1);
	});

	it('looks who has the e-mail now', async () => {
		const organization = 'moved-email';
		const { PKey } = amyIn(organization);
		control(organization).faults([{ method: 'PATCH', respond: tooMany(1) }]);

		const running = harness.runNode({
			organization,
			parameters: update(by('email', amy.email), values({ phone: '1' })),
		});
		let other = '';
		await meanwhile(organization, 'PATCH', () => {
			control(organization).put({ PKey, email: 'amy@elsewhere.example' });
			other = control(organization).put({ email: amy.email }).PKey;
		});
		const { items } = await running;

		expect(items[0].json.PKey).toBe(other);
		expect(amyIn(organization).phone).not.toBe('1');
	});

	it('of Create or Update looks who matches now', async () => {
		const organization = 'no-match-now';
		const { PKey } = amyIn(organization);
		control(organization).faults([{ method: 'PATCH', respond: tooMany(1) }]);

		const running = harness.runNode({
			organization,
			parameters: upsert({ matchValue: amy.email }, values({ phone: '1' })),
		});
		await meanwhile(organization, 'PATCH', () =>
			control(organization).put({ PKey, email: 'amy@elsewhere.example' }),
		);

		expect((await running).error?.message).toBe(
			'The profile does not match any more, and nothing was written',
		);
		expect(amyIn(organization).phone).not.toBe('1');
	});

	it('is not sent before it was read again when everything had to wait', async () => {
		const organization = 'all-waited';
		const { PKey } = amyIn(organization);
		// The look is slow; meanwhile another item is told to wait.
		control(organization).faults([
			{ skip: 1, method: 'GET', path: PKey.slice(1), delayMs: 300 },
			{ method: 'GET', path: 'nobody', respond: tooMany(1) },
		]);

		const running = harness.runNode({
			organization,
			items: [{ key: PKey }, { key: PKey, isSecond: true }, { key: '@nobody' }],
			parameters: update(by('id', '={{ $json.key }}'), values({ phone: '1' }), {
				options: { onlyChanged: true },
			}),
			nodeSettings: { onError: 'continueRegularOutput' },
		});

		const { items } = await running;
		expect(items[0].json.phone).toBe('1');
	});

	it('that must not be repeated blindly is looked at each time, once it may be stored', async () => {
		const organization = 'doubt-stays';
		const { PKey } = amyIn(organization);
		control(organization).faults([
			{ method: 'PATCH', respondAfterWrite: { status: 504, body: '' } },
			{ method: 'GET', staleRead: true },
			{ method: 'PATCH', respond: tooMany(0) },
		]);

		const { items, requests } = await harness.runNode({
			organization,
			parameters: update(by('id', PKey), values({ phone: '1' })),
		});

		expect(items[0].json.phone).toBe('1');
		expect(asked(requests).filter((one) => one !== 'metadata')).toEqual([
			...['PATCH', 'GET', 'PATCH', 'GET', 'GET'],
		]);
	});
});

describe('Delete whose request was refused', () => {
	it('looks who has the e-mail now', async () => {
		const organization = 'delete-moved';
		const { PKey } = amyIn(organization);
		control(organization).faults([{ method: 'DELETE', respond: tooMany(1) }]);

		const running = harness.runNode({
			organization,
			parameters: {
				operation: 'delete',
				endpoint: 'profileAndServices',
				...by('email', amy.email),
				options: {},
			},
		});
		await meanwhile(organization, 'DELETE', () =>
			control(organization).put({ PKey, email: 'amy@elsewhere.example' }),
		);

		expect((await running).error?.message).toBe('No profile has this e-mail');
		expect(amyIn(organization).PKey).toBe(PKey);
	});
});

describe('Who was made in this run and then renamed', () => {
	const rows = (...entries: Array<[string, string, string]>) =>
		entries.map(([match, key, firstName]) => ({ match, key, firstName }));
	const byKey = (ways: INodeParameters) =>
		upsert(
			ext,
			ways,
			values({ cusCustomerId: '={{ $json.key }}', firstName: '={{ $json.firstName }}' }),
		);
	const ways: Array<[string, INodeParameters]> = [
		['custom key', { matchBy: 'customKey', matchValue: '={{ $json.match }}' }],
		[
			'filter',
			{
				matchBy: 'customFilter',
				filterName: 'byCustomerId',
				filterParameter: 'customerid_parameter',
				matchValue: '={{ $json.match }}',
			},
		],
	];

	it.each(ways)('keeps his name: by %s', async (name, way) => {
		const organization = `renamed-${name.replace(' ', '-')}`;

		const { items, error } = await harness.runNode({
			organization,
			items: rows(['A-1', 'A-1', 'Ann'], ['A-1', 'B-2', 'Ann'], ['A-1', 'A-1', 'Zoe']),
			parameters: byKey(way),
		});

		expect(error).toBeUndefined();
		expect(items.map(({ json }) => json.operation)).toEqual(['created', 'updated', 'created']);
		const made = control(organization).profiles().slice(60);
		expect(made.map(({ cusCustomerId, firstName }) => [cusCustomerId, firstName])).toEqual([
			['B-2', 'Ann'],
			['A-1', 'Zoe'],
		]);
	});

	it('keeps his name when the change could not be confirmed: by e-mail', async () => {
		const organization = 'renamed-unconfirmed';
		control(organization).faults([{ method: 'PATCH', overwrite: { phone: 'somebody else' } }]);

		const { items } = await harness.runNode({
			organization,
			items: [
				{ match: 'ann@example.com', email: 'ann@example.com', phone: '1', firstName: 'Ann' },
				{ match: 'ann@example.com', email: 'bea@example.com', phone: '2', firstName: 'Ann' },
				{ match: 'ann@example.com', email: 'ann@example.com', phone: '3', firstName: 'Zoe' },
			],
			parameters: upsert(
				{ matchValue: '={{ $json.match }}' },
				values({
					email: '={{ $json.email }}',
					phone: '={{ $json.phone }}',
					firstName: '={{ $json.firstName }}',
				}),
			),
			nodeSettings: { onError: 'continueRegularOutput' },
		});

		expect(items[1].json.error).toContain('did not store');
		const made = control(organization).profiles().slice(60);
		expect(made.map(({ email, firstName }) => [email, firstName])).toEqual([
			['bea@example.com', 'Ann'],
			['ann@example.com', 'Zoe'],
		]);
	});
});

describe('A profile that was made in this run', () => {
	const byKey = upsert(
		ext,
		{ matchBy: 'customKey', matchValue: 'K-1', ...clearing },
		values({ cusCustomerId: '={{ $json.key }}', firstName: '={{ $json.firstName }}' }),
	);

	it('keeps its key when a cell is empty', async () => {
		const { items } = await harness.runNode({
			organization: 'made-cleared',
			items: [
				{ key: 'K-1', firstName: 'Ann' },
				{ key: '', firstName: 'Anna' },
			],
			parameters: byKey,
		});

		expect(items.map(({ json }) => json.operation)).toEqual(['created', 'updated']);
		expect(control('made-cleared').profiles().at(-1)).toMatchObject({
			cusCustomerId: 'K-1',
			firstName: 'Anna',
		});
	});

	it('is put out by its key alone when there is nothing to change', async () => {
		const { items } = await harness.runNode({
			organization: 'made-silent',
			items: [{ phone: '1' }, { phone: '' }],
			parameters: upsert({ matchValue: newcomer }, values({ phone: '={{ $json.phone }}' })),
		});

		expect(items[1].json).toEqual({ operation: 'unchanged', PKey: items[0].json.PKey });
	});
});

describe('Once a write may be done', () => {
	const move = (organization: string, PKey: string) => {
		control(organization).put({ email: amy.email, firstName: 'Bob' });
		control(organization).put({ PKey, email: 'ann@elsewhere.example' });
	};

	it('nobody else is changed, who has the e-mail by now', async () => {
		const organization = 'doubt-moved';
		const before = amyIn(organization);
		const { PKey } = before;
		control(organization).faults([
			{ method: 'PATCH', respondAfterWrite: { status: 504, body: '' } },
			// As old as from before the change.
			{
				method: 'GET',
				path: PKey.slice(1),
				respond: { status: 200, body: JSON.stringify(before) },
			},
		]);

		const running = harness.runNode({
			organization,
			parameters: update(by('email', amy.email), values({ phone: '5' })),
		});
		await meanwhile(organization, 'PATCH', () => move(organization, PKey));
		const { error } = await running;

		expect(error?.message).toBe('Another profile is meant now than when this item began');
		expect(error?.description).toContain('It is not known whether the change was stored');
		expect(
			control(organization)
				.profiles()
				.filter(({ phone }) => phone === '5'),
		).toHaveLength(1);
	});

	it('no error says that nothing was written', async () => {
		const organization = 'doubt-words';
		const { PKey } = amyIn(organization);
		control(organization).faults([
			{ method: 'PATCH', respondAfterWrite: { status: 504, body: '' } },
			{ method: 'GET', path: PKey.slice(1), staleRead: true },
		]);

		const { error } = await harness.runNode({
			organization,
			parameters: upsert({ matchValue: amy.email }, values({ email: 'new@example.com' })),
		});

		expect(error?.message).toBe('The profile does not match any more');
		expect(error?.description).toMatch(/^It is not known whether the change was stored/);
	});
});

describe('Only Changed Fields', () => {
	const address = { address1: '1 Main Street', city: 'Lyon', zipCode: '69001', countryCode: 'FR' };
	const parts = (changes: Partial<typeof address> = {}) =>
		Object.fromEntries(
			Object.entries({ ...address, ...changes }).map(([part, value]) => [
				`location.${part}`,
				value,
			]),
		);

	it.each(['merge', 'replace'] as const)(
		'sends all given parts of an address of which one differs, to a server that %ss',
		async (locationPatch) => {
			const organization = `address-${locationPatch}`;
			control(organization).reset({ locationPatch });
			const { PKey } = amyIn(organization);
			control(organization).put({ PKey, location: address });

			const { items, requests } = await harness.runNode({
				organization,
				parameters: update(by('id', PKey), values({ ...parts({ city: 'Paris' }), phone: '1' }), {
					options: { onlyChanged: true, confirmationReport: true },
				}),
			});

			expect(bodies(requests)[0].location).toEqual({ ...address, city: 'Paris' });
			expect(amyIn(organization).location).toMatchObject({ ...address, city: 'Paris' });
			expect(items[0].json.confirmation).toMatchObject({ status: 'applied' });
		},
	);

	it('confirms all that was given, not only what was sent', async () => {
		const organization = 'confirms-all';
		const { PKey, firstName } = amyIn(organization);
		control(organization).faults([{ method: 'PATCH', overwrite: { firstName: 'Tara' } }]);

		const { error, requests } = await harness.runNode({
			organization,
			parameters: update(by('id', PKey), values({ phone: '1', firstName }), {
				options: { onlyChanged: true },
			}),
		});

		expect(bodies(requests)).toEqual([{ phone: '1' }]);
		expect(error?.message).toBe(
			"Campaign accepted the update, but did not store 'firstName' as sent",
		);
	});
});

describe('A change of capital letters only', () => {
	const change = async (organization: string, to: string, faults: Fault[]) => {
		control(organization).reset({ smartCase: false });
		control(organization).faults(faults);
		const { PKey } = amyIn(organization);
		return await harness.runNode({
			organization,
			parameters: update(by('id', PKey), values({ lastName: to }), {
				options: { confirmationReport: true },
			}),
		});
	};

	it.each([true, false])('that was lost is told, smartCase %s', async (smartCase) => {
		const organization = `capitals-lost-${smartCase}`;
		control(organization).reset({ smartCase });
		const { PKey } = amyIn(organization);
		// Nothing that smartCase would make of what is sent.
		control(organization).put({ PKey, lastName: 'DAKOTA' });
		control(organization).faults([{ method: 'PATCH', discardWrite: true }]);

		const { error } = await harness.runNode({
			organization,
			parameters: update(by('id', PKey), values({ lastName: 'Dakota' })),
		});

		expect(error?.message).toBe(
			"Campaign accepted the update, but did not store 'lastName' as sent",
		);
	});

	it('that is read back too early is looked at again', async () => {
		const { items } = await change('capitals-stale', 'DAKOTA', [
			{ method: 'GET', staleRead: true },
		]);

		expect(items[0].json).toMatchObject({
			lastName: 'DAKOTA',
			confirmation: { status: 'applied', reads: 2 },
		});
	});
});

describe('The confirming read', () => {
	const broken: Array<[string, Fault['respond']]> = [
		['a bare 500', { status: 500, body: 'Internal Server Error' }],
		['an empty 500', { status: 500 }],
		['the gateway’s 500', { status: 500, body: '{"code":500, "message":"Oops."}' }],
		['a page of a proxy', { status: 200, body: '<html>Sign in</html>' }],
		['nothing', { status: 200 }],
	];

	it.each(broken)('is repeated after %s', async (name, respond) => {
		const organization = `read-${broken.findIndex(([one]) => one === name)}`;
		control(organization).faults([{ method: 'GET', respond } as Fault]);

		const { items, requests } = await harness.runNode({
			organization,
			parameters: update(by('id', amyIn(organization).PKey), values({ phone: '1' })),
		});

		expect(items[0].json.phone).toBe('1');
		expect(asked(requests)).toEqual(['PATCH', 'GET', 'GET']);
	});

	it('that does not work at all is a hint with Warn, and an error without', async () => {
		const organization = 'unreadable';
		const { PKey } = amyIn(organization);
		const run = async (onMismatch: string) => {
			control(organization).faults([{ method: 'GET', times: 99, respond: { status: 500 } }]);
			return await harness.runNode({
				organization,
				parameters: update(by('id', PKey), values({ phone: '1' }), {
					options: { onMismatch, confirmationReport: true },
				}),
			});
		};
		const warned = await run('warn');
		const failed = await run('error');

		expect(warned.error).toBeUndefined();
		expect(warned.items[0].json).toMatchObject({
			PKey,
			confirmation: { status: 'missing', reads: 0 },
		});
		expect(warned.hints.map(({ message }) => message).join()).toContain('could not be read back');
		expect(failed.error?.message).toContain('could not be read back');
	});

	it('off: a profile that was created is not judged', async () => {
		const { items, requests } = await harness.runNode({
			organization: 'unjudged',
			parameters: upsert(
				ext,
				{ matchValue: newcomer, confirmUpdate: false },
				values({ email: newcomer, cusCardCode: 'A'.repeat(30) }),
			),
		});

		expect(items[0].json).toMatchObject({ operation: 'created', cusCardCode: 'A'.repeat(20) });
		expect(asked(requests)).toEqual(['GET', 'POST']);
	});
});

describe('Stop while a write is in flight', () => {
	const PATCH = update(by('email', amy.email), values({ phone: '1' }));
	const DELETE = {
		operation: 'delete',
		endpoint: 'profileAndServices',
		...by('email', amy.email),
		options: {},
	};
	const CREATE = {
		operation: 'create',
		endpoint: 'profileAndServices',
		...values({ phone: '1' }),
		options: {},
	};

	it.each<[string, INodeParameters, string]>([
		['PATCH', PATCH, 'It is not known whether the change was stored'],
		['DELETE', DELETE, 'It is not known whether the profile was deleted'],
		['POST', CREATE, 'The profile may exist now'],
		['POST', create(), 'The profile may exist now'],
	])('says what may have been done: %s', async (method, parameters, said) => {
		const organization = `stopped-${method}-${String(parameters.operation)}`;
		control(organization).faults([{ method, delayMs: 600_000 }]);
		const stop = new AbortController();
		const begin = performance.now();

		const running = harness.runNode({ organization, parameters, signal: stop.signal });
		await meanwhile(organization, method, () => stop.abort());
		const { error } = await running;

		expect(error?.message).toBe('The run was stopped');
		expect(error?.description).toContain(said);
		expect(performance.now() - begin).toBeLessThan(15_000);
	});

	it('names the items whose writes were on their way', async () => {
		const organization = 'stopped-many';
		control(organization).reset({ people: 3 });
		control(organization).faults([{ method: 'PATCH', times: 9, delayMs: 600_000 }]);
		const stop = new AbortController();

		const running = harness.runNode({
			organization,
			items: people(3),
			parameters: update(by('email', '={{ $json.email }}'), values({ phone: '1' })),
			signal: stop.signal,
		});
		await until(
			() =>
				control(organization)
					.requests()
					.filter(({ method }) => method === 'PATCH').length > 2,
		);
		stop.abort();
		const { error } = await running;

		expect(error?.description).toContain('It is not known whether the change was stored');
		expect(error?.description).toContain('items 1 to 2, which were on their way');
		expect(error?.description).not.toContain('Nothing was done');
	});
});

describe('A credential with an expression', () => {
	const run = async (
		authentication: 'accessToken' | 'oAuth2',
		changes: IDataObject,
		orgs: string[],
	) =>
		await harness.runNode({
			organization: orgs[0],
			authentication,
			credentials: harness.credentials(orgs[0], authentication, changes as Record<string, string>),
			items: orgs.map((org, row) => ({ org, row })),
			parameters: update(by('email', amy.email), values({ phone: '={{ "555-" + $json.row }}' })),
			nodeSettings: { onError: 'continueRegularOutput' },
		});

	it.each(['accessToken', 'oAuth2'] as const)(
		'that is another one for an item is refused for that item: %s',
		async (authentication) => {
			const [one, other] = [`org-${authentication}-a`, `org-${authentication}-b`];
			const expressions = [
				`={{ $itemIndex === 1 ? "${other}" : "${one}" }}`,
				'={{ $json.org }}',
				`={{ $json.org || "${one}" }}`,
				'={{ $input.item.json.org }}',
			];
			for (const organization of expressions) {
				const { items } = await run(authentication, { organization }, [one, other, one]);

				expect(items[0].json.phone).toBe('555-0');
				expect(items[1].json.error).toContain('The credential is another one for this item');
				expect(items[1].json.error).toContain("'Loop Over Items'");
				expect(items[2].json.phone).toBe('555-2');
				expect(amyIn(other).phone).not.toMatch(/^555/);
			}
			expect(writes(control(other).requests())).toEqual([]);
		},
	);

	it('that is the same for all items works', async () => {
		const { items } = await run('accessToken', { organization: '={{ $json.org }}' }, [
			'org-same',
			'org-same',
		]);

		expect(items.map(({ json }) => json.phone)).toEqual(['555-0', '555-1']);
	});
});

it('an empty cell that clears takes part in what is compared again', async () => {
	const organization = 'cleared-meanwhile';
	const { PKey } = amyIn(organization);
	control(organization).faults([{ method: 'PATCH', respond: tooMany(1) }]);

	const running = harness.runNode({
		organization,
		parameters: update(by('id', PKey), values({ phone: '', firstName: 'Tara' }), {
			options: { ...clearing.options, onlyChanged: true },
		}),
	});
	await meanwhile(organization, 'PATCH', () => control(organization).put({ PKey, phone: '' }));

	expect(bodies((await running).requests).at(-1)).toEqual({ firstName: 'Tara' });
});
