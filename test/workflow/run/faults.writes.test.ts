/** POST, PATCH and DELETE whose outcome is unclear: no profile is created or deleted twice, and the error says what may have been done. */
import type { Fault } from '../../../sandbox/server';
import { amy, by, create, get, remove, upsert, values } from '../parameters';
import { asked, oops, profileCalls, tooMany } from '../requests';
import { useHarness } from '../suite';

const { harness, control, stored, amyIn, created } = useHarness();

const html = { status: 200, body: '<html>Sign in</html>' };
const errorPage = { status: 500, body: '<html>Oops</html>' };
const page503 = { status: 503, body: '<html>Service Unavailable</html>' };
const validator = { status: 503, body: '{"error_code":"503000","message":"Error in validation"}' };

const newcomer = { email: 'new@example.com' };
const createNewcomer = () => create(values(newcomer));
const upsertBy = (matchValue: string) => upsert({ matchValue }, values({ phone: '3301020304' }));

const UNCLEAR: Array<[string, (method: 'POST' | 'DELETE') => Fault, boolean]> = [
	['lost before the write', (method) => ({ method, drop: 'beforeWrite' }), false],
	['lost after the write', (method) => ({ method, drop: 'afterWrite' }), true],
	['502 before the write', (method) => ({ method, respond: oops(502) }), false],
	['502 after the write', (method) => ({ method, respondAfterWrite: oops(502) }), true],
	['504 before the write', (method) => ({ method, respond: oops(504) }), false],
	['504 after the write', (method) => ({ method, respondAfterWrite: oops(504) }), true],
	['503 before the write', (method) => ({ method, respond: page503 }), false],
	['503 after the write', (method) => ({ method, respondAfterWrite: page503 }), true],
	['503 in JSON after the write', (method) => ({ method, respondAfterWrite: oops(503) }), true],
	['an error page after the write', (method) => ({ method, respondAfterWrite: errorPage }), true],
	['a 200 of a proxy before the write', (method) => ({ method, respond: html }), false],
	['a 200 of a proxy after the write', (method) => ({ method, respondAfterWrite: html }), true],
];

const REPEATABLE: Array<[string, (method: 'POST' | 'DELETE') => Fault]> = [
	['429', (method) => ({ method, times: 2, respond: tooMany(0) })],
	['503 of a validator', (method) => ({ method, times: 2, respond: validator })],
];

describe.each(['post', 'post-v8'])('A POST with an unclear outcome, in %s', (organization) => {
	beforeEach(() => control(organization).reset());

	it.each(UNCLEAR)('is not sent twice by Create: %s', async (_case, fault, isDone) => {
		control(organization).faults([fault('POST')]);

		const { error, requests } = await harness.runNode({
			organization,
			parameters: createNewcomer(),
		});

		expect(error?.description).toMatch(/^The profile may exist now\. Look for it with 'Get Many'/);
		expect(error?.description).not.toContain(newcomer.email);
		expect(asked(requests)).toEqual(['POST']);
		expect(created(organization)).toHaveLength(isDone ? 1 : 0);
	});

	it.each(UNCLEAR)('is searched for by Create or Update: %s', async (_case, fault, isDone) => {
		control(organization).faults([fault('POST')]);

		const { items, requests } = await harness.runNode({
			organization,
			items: [newcomer, newcomer],
			parameters: upsertBy('={{ $json.email }}'),
			nodeSettings: { onError: 'continueRegularOutput' },
		});

		expect(created(organization)).toHaveLength(isDone ? 1 : 0);
		if (isDone) {
			const [{ PKey }] = created(organization);
			expect(items.map(({ json }) => json.operation)).toEqual(['created', 'updated']);
			expect(items.map(({ json }) => json.PKey)).toEqual([PKey, PKey]);
			expect(asked(requests)).toEqual(['GET', 'POST', 'GET', 'PATCH', 'GET']);
		} else {
			expect(items[0].json.error).toContain('The profile may exist now');
			expect(items[1].json.error).toContain(
				'An earlier item with the same match value may have created this profile [item 1]',
			);
			expect(asked(requests)).toEqual(['GET', 'POST', 'GET']);
		}
	});

	it.each<[string, Fault]>([
		['cannot be read', { method: 'GET', skip: 1, times: 9, respond: oops(504) }],
		['is older than the write', { method: 'GET', skip: 1, staleRead: true }],
	])(
		'stays unclear when the search %s, and later items with that value write nothing',
		async (_, look) => {
			control(organization).faults([{ method: 'POST', drop: 'afterWrite' }, look]);

			const { items, requests } = await harness.runNode({
				organization,
				items: [newcomer, { email: 'NEW@example.com' }],
				parameters: upsertBy('={{ $json.email }}'),
				nodeSettings: { onError: 'continueRegularOutput' },
			});

			for (const { json } of items) expect(json.error).toMatch(/may (exist|have created)/);
			expect(asked(requests).filter((method) => method !== 'GET')).toEqual(['POST']);
			expect(created(organization)).toHaveLength(1);
		},
	);

	it('stays unclear when another client created a profile at the same time', async () => {
		control(organization).put(newcomer);
		control(organization).faults([
			{ method: 'GET', staleRead: true },
			{ method: 'POST', respondAfterWrite: oops(504) },
		]);

		const { error, requests } = await harness.runNode({
			organization,
			parameters: upsertBy(newcomer.email),
		});

		expect(error?.description).toMatch(/^The profile may exist now/);
		expect(asked(requests)).toEqual(['GET', 'POST', 'GET']);
	});

	it.each(REPEATABLE)(
		'is sent again when it was certainly not carried out: %s',
		async (_case, fault) => {
			for (const parameters of [createNewcomer(), upsertBy('other@example.com')]) {
				control(organization).faults([fault('POST')]);

				const { items, requests } = await harness.runNode({ organization, parameters });

				expect(items[0].json.PKey).toBeDefined();
				expect(asked(requests).filter((method) => method === 'POST')).toHaveLength(3);
			}
			expect(created(organization)).toHaveLength(2);
		},
	);

	it('is not sent again when an unclear answer follows a refusal as too many', async () => {
		control(organization).faults([
			{ method: 'POST', respond: tooMany(0) },
			{ method: 'POST', drop: 'afterWrite' },
		]);

		const { error, requests } = await harness.runNode({
			organization,
			parameters: createNewcomer(),
		});

		expect(error?.description).toContain('may exist');
		expect(asked(requests)).toEqual(['POST', 'POST']);
		expect(created(organization)).toHaveLength(1);
	});

	it('is not sent twice with the OAuth2 credential either', async () => {
		control(organization).faults([{ method: 'POST', drop: 'afterWrite' }]);

		const { error, requests } = await harness.runNode({
			organization,
			authentication: 'oAuth2',
			parameters: createNewcomer(),
		});

		expect(error?.description).toContain('may exist');
		expect(asked(requests)).toEqual(['POST']);
		expect(created(organization)).toHaveLength(1);
	});

	it('is sent again with a new token after a 401, which comes before any write', async () => {
		const oAuth2 = { organization, authentication: 'oAuth2' as const };
		await harness.runNode({ ...oAuth2, parameters: get(by('email', amy.email)) });
		control(organization).faults([{ method: 'POST', expireTokens: true }]);

		const { items } = await harness.runNode({ ...oAuth2, parameters: createNewcomer() });

		expect(items[0].json.email).toBe(newcomer.email);
		expect(created(organization)).toHaveLength(1);
	});

	it('becomes an update when another client has created the profile', async () => {
		control(organization).reset({ uniqueEmail: true });
		control(organization).put(newcomer);
		control(organization).faults([{ method: 'GET', staleRead: true }]);

		const { items, requests } = await harness.runNode({
			organization,
			parameters: upsertBy(newcomer.email),
		});

		expect(items[0].json.operation).toBe('updated');
		expect(asked(requests)).toEqual(['GET', 'POST', 'GET', 'PATCH', 'GET']);
		expect(created(organization)).toHaveLength(1);
	});

	it('is not called unclear when no connection was made', async () => {
		const { error } = await harness.runNode({
			organization,
			credentials: harness.credentials(organization, 'accessToken', {
				baseUrl: 'http://127.0.0.1:1',
			}),
			parameters: createNewcomer(),
		});

		expect(error?.message).toBe('No connection to Adobe Campaign');
		expect(error?.description).not.toContain('may exist');
	});
});

describe('A PATCH of Create or Update with an unclear outcome', () => {
	it.each<[string, Fault[], string[]]>([
		[
			'lost before the write',
			[{ method: 'PATCH', drop: 'beforeWrite' }],
			['PATCH', 'GET', 'GET', 'PATCH'],
		],
		['lost after the write', [{ method: 'PATCH', drop: 'afterWrite' }], ['PATCH', 'GET']],
		['an error page', [{ method: 'PATCH', respondAfterWrite: errorPage }], ['PATCH', 'GET']],
		[
			'503',
			[{ method: 'PATCH', respond: { ...oops(503), headers: { 'Retry-After': '0' } } }],
			['PATCH', 'GET', 'PATCH'],
		],
		['429', [{ method: 'PATCH', respond: tooMany(0) }], ['PATCH', 'GET', 'PATCH']],
	])('never creates a profile: %s', async (name, faults, expected) => {
		const organization = `patch-${name.replaceAll(' ', '-')}`;
		control(organization).faults(faults);

		const { items, requests } = await harness.runNode({
			organization,
			parameters: upsertBy(amy.email),
		});

		expect(items[0].json).toMatchObject({ operation: 'updated', phone: '3301020304' });
		expect(asked(requests).filter((request) => request !== 'metadata')).toEqual([
			'GET',
			...expected,
			'GET',
		]);
		expect(stored(organization)).toHaveLength(60);
	});

	it.each(['patch-made', 'patch-made-v8'])(
		'is sent once for a profile of an earlier item when it is stored by a rule, in %s',
		async (organization) => {
			control(organization).reset();
			control(organization).faults([{ method: 'PATCH', drop: 'afterWrite' }]);

			const { items, requests } = await harness.runNode({
				organization,
				items: [
					{ ...newcomer, firstName: 'Amy' },
					{ ...newcomer, firstName: 'zoe' },
				],
				parameters: upsert(values({ firstName: '={{ $json.firstName }}' })),
			});

			expect(items.map(({ json }) => json.firstName)).toEqual(['Amy', 'Zoe']);
			expect(profileCalls(requests).filter((method) => method !== 'GET')).toEqual([
				'POST',
				'PATCH',
			]);
			expect(created(organization)).toHaveLength(1);
		},
	);

	it('is an error and not a new profile when the profile cannot be read', async () => {
		control('patch-unknown').faults([
			{ method: 'PATCH', drop: 'afterWrite' },
			{ method: 'GET', skip: 1, times: 9, respond: oops(504) },
		]);

		const { error } = await harness.runNode({
			organization: 'patch-unknown',
			parameters: upsertBy(amy.email),
		});

		expect(error?.description).toContain('It is not known whether the change was stored');
		expect(stored('patch-unknown')).toHaveLength(60);
	});

	it('is not sent at all when the search cannot be read', async () => {
		control('list-unread').faults([{ method: 'GET', times: 9, respond: oops(504) }]);

		const { error, requests } = await harness.runNode({
			organization: 'list-unread',
			parameters: upsertBy(newcomer.email),
		});

		expect(error).toBeDefined();
		expect(asked(requests)).toEqual(['GET', 'GET', 'GET', 'GET', 'GET']);
	});
});

describe.each(['gone', 'gone-v8'])('A DELETE with an unclear outcome, in %s', (organization) => {
	beforeEach(() => control(organization).reset());

	const removeAmy = async (faults: Fault[]) => {
		const { PKey } = amyIn(organization);
		control(organization).faults(faults);
		const run = await harness.runNode({
			organization,
			parameters: remove(by('id', PKey)),
		});
		return { ...run, PKey };
	};

	it.each(UNCLEAR)('is checked before it is sent again: %s', async (name, fault, isDone) => {
		const { items, requests, error, PKey } = await removeAmy([fault('DELETE')]);

		// After a 200 of a proxy it is not sent again: the answer would be the same.
		if (name === 'a 200 of a proxy before the write') {
			expect(error?.description).toContain('It is not known whether the profile was deleted');
			expect(asked(requests)).toEqual(['DELETE', 'GET']);
			return;
		}
		expect(items[0].json).toEqual({ deleted: true, PKey });
		expect(asked(requests)).toEqual(isDone ? ['DELETE', 'GET'] : ['DELETE', 'GET', 'DELETE']);
		expect(stored(organization)).toHaveLength(59);
	});

	it('succeeds when the check returned the profile once more, although it was deleted', async () => {
		const { items, requests, PKey } = await removeAmy([
			{ method: 'DELETE', respondAfterWrite: oops(504) },
			{ method: 'GET', staleRead: true },
		]);

		expect(items[0].json).toEqual({ deleted: true, PKey });
		expect(asked(requests)).toEqual(['DELETE', 'GET', 'DELETE']);
	});

	it.each(REPEATABLE)(
		'is sent again without a check when it was certainly not carried out: %s',
		async (_, fault) => {
			const { items, requests, PKey } = await removeAmy([fault('DELETE')]);

			expect(items[0].json).toEqual({ deleted: true, PKey });
			expect(asked(requests)).toEqual(['DELETE', 'DELETE', 'DELETE']);
		},
	);

	it('is not taken for done when the instance does not know the PKey', async () => {
		const body =
			"'x' attribute unknown. XTK-170036 Unable to parse expression '@id = @x'. Unable to decrypt PKey";
		const { error } = await removeAmy([
			{ method: 'DELETE', drop: 'beforeWrite' },
			{ method: 'GET', respond: { status: 500, body } },
		]);

		expect(error?.description).toContain('It is not known whether the profile was deleted');
	});

	it('is an error that says so when the check cannot be read', async () => {
		const { error, requests } = await removeAmy([
			{ method: 'DELETE', drop: 'afterWrite' },
			{ method: 'GET', times: 9, respond: oops(504) },
		]);

		expect(error?.description).toContain('It is not known whether the profile was deleted');
		expect(asked(requests)).toEqual(['DELETE', 'GET', 'GET', 'GET', 'GET', 'GET']);
	});
});
