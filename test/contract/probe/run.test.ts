import { Connection, Refused } from '../../../probe/connection';
import { budgetOf } from '../../../probe/plan';
import { run } from '../../../probe/run';
import { type Fault, type Sandbox, startSandbox } from '../../../sandbox/server';
import { EVERYTHING, leftIn, planFor, probed, type Probing } from './probing';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
afterAll(() => sandbox.close());

let serial = 0;
function organizationWith(...faults: Fault[]): string {
	const name = `run-${(serial += 1)}`;
	sandbox.organization(name).faults(faults);
	return name;
}

const requestsOf = (organization: string) => sandbox.organization(organization).requests();
const writesTo = (organization: string) =>
	requestsOf(organization).filter(({ method }) => method !== 'GET');

const READ_ONLY: Probing = { withTestProfile: false, named: {} };

describe('The budget', () => {
	it.each([
		['read-only', READ_ONLY],
		['with everything', {}],
		['with the test profile alone', { named: {}, withSecondProfile: false }],
	])('is not exceeded %s', async (_, more: Probing) => {
		const organization = organizationWith();

		const { requests } = await probed(sandbox, organization, more);

		expect(requestsOf(organization)).toHaveLength(requests);
		expect(requests).toBeLessThanOrEqual(budgetOf(planFor(sandbox, organization, more)));
	});

	it('counts requests that are sent again because there were too many', async () => {
		const tooMany = {
			status: 429,
			headers: { 'Retry-After': '0' },
			body: '{"error_code":"429050"}',
		};
		const organization = organizationWith({ times: 3, skip: 4, respond: tooMany });

		const { report, requests } = await probed(sandbox, organization, READ_ONLY);

		expect(report.settings).toEqual({});
		expect(requestsOf(organization)).toHaveLength(requests);
		expect(requestsOf(organization).filter(({ status }) => status === 429)).toHaveLength(3);
	});

	it('is not exceeded by a clean-up that is refused because there were too many requests', async () => {
		const tooMany = {
			status: 429,
			headers: { 'Retry-After': '0' },
			body: '{"error_code":"429050"}',
		};
		const organization = organizationWith({ method: 'DELETE', times: 1000, respond: tooMany });

		const { leftovers } = await probed(sandbox, organization);

		const most = budgetOf(planFor(sandbox, organization));
		expect(requestsOf(organization).length).toBeLessThanOrEqual(most);
		expect(leftovers).toEqual([leftIn(sandbox, organization)[0].PKey]);
	});

	it('is not spent on a server that does not answer any more', async () => {
		const organization = organizationWith({ skip: 5, times: 1000, drop: 'beforeWrite' });

		const { refused } = await probed(sandbox, organization, READ_ONLY);

		expect(refused?.message).toContain('does not answer any more');
		expect(requestsOf(organization).length).toBeLessThan(10);
	});

	it('is not spent on a server that goes on refusing', async () => {
		const tooMany = {
			status: 429,
			headers: { 'Retry-After': '0' },
			body: '{"error_code":"429050"}',
		};
		const organization = organizationWith({ times: 1000, respond: tooMany });

		await expect(probed(sandbox, organization, READ_ONLY)).rejects.toThrow('too many');
		expect(requestsOf(organization).length).toBeLessThan(10);
	});
});

describe('A connection', () => {
	const connectionWith = (organization: string, budget: number, pauseMs: number) =>
		new Connection(planFor(sandbox, organization).access, { budget, toCleanUp: 1, pauseMs });

	it('sends no more than its budget, and what was kept to clean up', async () => {
		const organization = organizationWith();
		const connection = connectionWith(organization, 2, 0);
		const ask = () => connection.send('GET', 'profileAndServices/profile/PKey?_lineCount=1');
		await ask();
		await ask();

		await expect(ask()).rejects.toThrow('budget');
		connection.beginToCleanUp();
		await ask();
		await expect(ask()).rejects.toThrow('budget');

		expect(requestsOf(organization)).toHaveLength(3);
	});

	it('pauses between two requests', async () => {
		const connection = connectionWith(organizationWith(), 9, 60);
		const start = performance.now();
		const asked = [1, 2, 3].map(() => connection.send('GET', 'workflow/execution'));
		await Promise.all(asked);

		expect(performance.now() - start).toBeGreaterThan(115);
	});

	it.each([
		[
			'https://elsewhere.example/acme/campaign/profileAndServices/profile/@x?a=%2B',
			'profileAndServices/profile/@x?a=%2B',
		],
		['/acme/profileAndServices/profile/@x', 'profileAndServices/profile/@x'],
		['mcacme/EVTx/@x', 'mcacme/EVTx/@x'],
	])('asks for %s at its own host', (href, path) => {
		const access = { ...planFor(sandbox, 'acme').access };

		expect(new Connection(access, { budget: 1, toCleanUp: 0, pauseMs: 0 }).pathOf(href)).toBe(path);
	});

	it('follows no address of another organization', () => {
		expect(() =>
			connectionWith('acme', 1, 0).pathOf('https://mc.adobe.io/other/campaign/x'),
		).toThrow('another organization');
	});
});

it('An instance without profiles does not say whether it tells who changed one', async () => {
	const organization = organizationWith();
	sandbox.organization(organization).reset({ profiles: [] });

	const { report } = await probed(sandbox, organization, READ_ONLY);

	expect(report.answers.list?.is).toBe('answered');
	expect(report.assumptions.map(({ id }) => id)).not.toContain('accountsTold');
});

it('Requests are sent one at a time', async () => {
	const organization = organizationWith();
	sandbox.organization(organization).reset({ maxInFlight: 1, latencyMs: 3 });

	await probed(sandbox, organization);

	expect(requestsOf(organization).filter(({ status }) => status === 429)).toEqual([]);
});

describe('Nothing is written', () => {
	it('without a flag that asks for it', async () => {
		const organization = organizationWith();
		const confirm = jest.fn(async () => true);

		const { report } = await probed(sandbox, organization, {
			withTestProfile: false,
			named: { event: EVERYTHING.event, workflow: EVERYTHING.workflow },
			screen: { confirm },
		});

		expect(writesTo(organization)).toEqual([]);
		expect(confirm).not.toHaveBeenCalled();
		expect(report.answers.create).toEqual({ is: 'not asked', flag: '--with-test-profile' });
		expect(report.answers.signal).toEqual({ is: 'not asked', flag: '--signal' });
	});

	it.each([false, undefined])('when the answer to the question is %s', async (answer) => {
		const organization = organizationWith();
		const warned: string[] = [];

		const { report } = await probed(sandbox, organization, {
			screen: { confirm: async () => answer, warn: (line) => warned.push(line) },
		});

		expect(writesTo(organization)).toEqual([]);
		expect(report.answers.create).toEqual({ is: 'not asked', flag: '--yes' });
		expect(report.answers.list?.is).toBe('answered');
		expect(warned.join().includes('--yes')).toBe(answer === undefined);
	});

	it.each([{ signal: EVERYTHING.signal }, { resume: EVERYTHING.resume }])(
		'when the answer is no and it is not about a profile: %j',
		async (named) => {
			const organization = organizationWith();
			const confirm = jest.fn(async () => false);

			await probed(sandbox, organization, { withTestProfile: false, named, screen: { confirm } });

			expect(confirm).toHaveBeenCalledTimes(1);
			expect(writesTo(organization)).toEqual([]);
		},
	);

	it('before the question is answered, which names all that is written', async () => {
		const organization = organizationWith();
		let asked = '';

		await probed(sandbox, organization, {
			screen: {
				confirm: async (question) => {
					asked = question;
					expect(writesTo(organization)).toEqual([]);
					return true;
				},
			},
		});

		expect(asked).toContain(organization);
		expect(asked).toMatch(/n8n-probe-\w+-Test@example\.com/);
		// The first service that is not a template and sends no message.
		expect(asked).toContain('"Store Offers by SMS" (SVC2)');
		expect(asked).toContain('EVTpasswordReset');
		expect(asked).toContain('the activity signal1 of the workflow weekly_digest');
		expect(asked).toContain('"resume" to the workflow weekly_digest');
		expect(writesTo(organization).length).toBeGreaterThan(20);
	});
});

describe('What is written', () => {
	it('concerns the invented profile alone', async () => {
		const organization = organizationWith();
		const before = JSON.stringify(sandbox.organization(organization).profiles());

		await probed(sandbox, organization, { named: {} });

		expect(JSON.stringify(sandbox.organization(organization).profiles())).toBe(before);
		const changed = sandbox.organization(organization).commits();
		expect(new Set(changed.map(({ kind }) => kind))).toEqual(new Set(['profile', 'subscription']));
	});

	it('subscribes to the service that is named', async () => {
		const organization = organizationWith();

		await probed(sandbox, organization, { named: { service: 'Ünïque & Söhne #1' } });

		const subscribed = sandbox
			.organization(organization)
			.commits()
			.filter(({ kind, links }) => kind === 'subscription' && links.service);
		const service = sandbox.organization(organization).records('service').at(-1);
		expect(subscribed.length).toBeGreaterThan(0);
		for (const { links } of subscribed) expect(links.service).toBe(service?.PKey);
	});

	it.each<[string, Fault]>([
		['whose answer got lost', { method: 'POST', path: '/profile', drop: 'afterWrite' }],
		[
			"whose answer is the gateway's own",
			{
				method: 'POST',
				path: '/profile',
				respondAfterWrite: { status: 504, body: '{"code":504}' },
			},
		],
	])('is deleted, also a profile %s', async (_, fault) => {
		const organization = organizationWith(fault);

		const { leftovers } = await probed(sandbox, organization);

		expect(sandbox.organization(organization).commits()[0]).toMatchObject({ change: 'create' });
		expect(leftIn(sandbox, organization)).toEqual([]);
		expect(leftovers).toEqual([]);
	});

	it('is deleted, also when its key is not known any more', async () => {
		const organization = organizationWith({
			method: 'DELETE',
			path: 'profileAndServicesExt/profile/@',
			respond: { status: 404, body: "Unable to find document with path 'Profile'" },
		});

		const { leftovers } = await probed(sandbox, organization, { withSecondProfile: false });

		expect(leftIn(sandbox, organization)).toEqual([]);
		expect(leftovers).toEqual([]);
	});

	const NO_ROWS: Fault = {
		path: 'byEmail',
		times: 100,
		respond: { status: 200, body: '{"content":[]}' },
	};

	it('is named by its key when it was not deleted and no list shows it', async () => {
		const organization = organizationWith(NO_ROWS, {
			method: 'DELETE',
			times: 100,
			respond: { status: 500, body: 'no' },
		});

		const { leftovers } = await probed(sandbox, organization, interruptedAfter('POST'));

		expect(leftovers).toEqual([leftIn(sandbox, organization)[0].PKey]);
	});

	it('is named by its e-mail when nothing tells whether it was made', async () => {
		const organization = organizationWith(NO_ROWS, {
			method: 'POST',
			path: '/profile',
			drop: 'afterWrite',
		});

		const { leftovers } = await probed(sandbox, organization, { named: {} });

		expect(leftovers).toEqual([leftIn(sandbox, organization)[0].email]);
	});

	it('is named when it cannot be deleted, with its key on the screen and not in the report', async () => {
		const organization = organizationWith({
			method: 'DELETE',
			path: 'profileAndServicesExt/profile/@',
			times: 100,
			respond: { status: 500, body: 'An error has occurred' },
		});

		const { leftovers, report } = await probed(sandbox, organization, {
			withSecondProfile: false,
			named: {},
		});

		const [left] = leftIn(sandbox, organization);
		expect(leftovers).toEqual([left.PKey]);
		expect(JSON.stringify(report)).not.toContain(left.PKey);
	});

	it('by an earlier run that was killed is told', async () => {
		const organization = organizationWith();
		sandbox.organization(organization).put({ email: 'n8n-probe-0123-Test@example.com' });
		const warned: string[] = [];

		await probed(sandbox, organization, { screen: { warn: (line) => warned.push(line) } });

		expect(warned.join()).toContain('Profiles of an earlier run are left (1)');
		expect(leftIn(sandbox, organization)).toHaveLength(1);
	});

	it('is not taken for another one that a filter finds', async () => {
		const rows = JSON.stringify({ content: [{ email: 'amy.dakota@example.com' }, null] });
		const organization = organizationWith({
			path: 'byText',
			respond: { status: 200, body: rows },
		});
		const warned: string[] = [];

		await probed(sandbox, organization, { screen: { warn: (line) => warned.push(line) } });

		expect(warned).toEqual([]);
	});
});

/** A run that is interrupted at its first request of this method. */
function interruptedAfter(method: string) {
	const interruption = new AbortController();
	const fetching: typeof fetch = async (input, init) => {
		const answer = await fetch(input, init);
		if (init?.method === method) interruption.abort();
		return answer;
	};
	return { interruption: interruption.signal, fetching };
}

describe('An interruption', () => {
	it('for the second time leaves a server that does not answer, and names the profile', async () => {
		const organization = organizationWith({ method: 'DELETE', times: 100, delayMs: 60_000 });
		const first = interruptedAfter('POST');
		const impatience = new AbortController();
		const deletions = () => requestsOf(organization).filter(({ method }) => method === 'DELETE');
		// Only when the server has it: a busy machine takes its time.
		const look = setInterval(() => deletions().length > 0 && impatience.abort(), 20);

		const { requests, leftovers } = await probed(sandbox, organization, {
			...first,
			impatience: impatience.signal,
		});
		clearInterval(look);

		expect(leftovers).toHaveLength(1);
		expect(requestsOf(organization)).toHaveLength(requests);
		expect(deletions()).toHaveLength(1);
	});

	it.each(['create', 'personName', 'subscribe', 'secondProfile'])(
		'during "%s" deletes everything and asks no other question',
		async (id) => {
			const organization = organizationWith();
			const interruption = new AbortController();
			const lines: string[] = [];

			const { answers, isInterrupted, leftovers } = await probed(sandbox, organization, {
				interruption: interruption.signal,
				screen: { say: (line) => lines.push(line) },
				fetching: async (input, init) => {
					const answer = await fetch(input, init);
					if (isAt(id, init?.method, String(input), String(init?.body))) interruption.abort();
					return answer;
				},
			});

			expect(isInterrupted).toBe(true);
			expect(answers.deleted).toEqual({ is: 'failed', why: 'the run was ended' });
			expect(leftovers).toEqual([]);
			expect(leftIn(sandbox, organization)).toEqual([]);
			expect(sandbox.organization(organization).records('subscription')).toHaveLength(2);
		},
	);

	let creations = 0;
	beforeEach(() => {
		creations = 0;
	});

	/** Whether this is the request of the question in the middle of which the run is ended. */
	function isAt(id: string, method: string | undefined, url: string, body: string): boolean {
		const isCreation = method === 'POST' && url.endsWith('/profile');
		if (isCreation) creations += 1;
		return {
			create: isCreation,
			personName: method === 'PATCH' && body.includes('mcDONALD'),
			subscribe: method === 'POST' && url.includes('/subscriptions/'),
			secondProfile: creations === 2,
		}[id] as boolean;
	}
});

describe('A question that fails', () => {
	it.each<[string, Fault, string]>([
		[
			'with a page of a proxy',
			{ respond: { status: 200, body: '<html>' } },
			'an unexpected answer',
		],
		['without an answer', { drop: 'beforeWrite' }, 'no answer'],
	])('%s does not end the others', async (_, fault, why) => {
		const organization = organizationWith({ ...fault, path: 'profile?_lineCount=1' });

		const { report } = await probed(sandbox, organization, READ_ONLY);

		const { list, ...others } = report.answers;
		expect(list).toEqual({ is: 'failed', why });
		expect(others.nobody?.is).toBe('answered');
		expect(others.unknownEvent?.is).toBe('answered');
	});
});

const PAGE = { status: 200, body: '<html>' };

it.each<[string, Fault]>([
	['services', { path: '/service?', respond: PAGE }],
	['profiles of earlier runs', { path: 'byText', respond: PAGE }],
	['profiles of earlier runs, whose answer gets lost', { path: 'byText', drop: 'beforeWrite' }],
])('A list that cannot be read before the questions does not end the run: %s', async (_, fault) => {
	const organization = organizationWith(fault);

	const { report } = await probed(sandbox, organization, { named: {} });

	expect(report.answers.list?.is).toBe('answered');
	expect(report.answers.create?.is).toBe('answered');
});

it('A part of the API that the account may not use does not end the questions about the others', async () => {
	const forbidden = {
		status: 403,
		body: '{"error_code":"403023","message":"Profile is not valid"}',
	};
	const organization = organizationWith({ path: 'workflow/', times: 9, respond: forbidden });

	const { report } = await probed(sandbox, organization, READ_ONLY);

	expect(report.answers.workflowList).toMatchObject({
		is: 'answered',
		facts: { answer: { status: 403, lines: ['Profile is not valid'] } },
	});
	expect(report.answers.unknownEvent?.is).toBe('answered');
});

describe('What ends a run is told in words', () => {
	const unreachable = { ...READ_ONLY };

	it.each([
		['a wrong API key', { apiKey: 'wrong' }, 'does not know this API key'],
		['a wrong token', { accessToken: 'wrong' }, 'access token is wrong or has expired'],
		[
			'an organization of others',
			{ organization: 'no-product-profile' },
			'no access to the organization "no-product-profile"',
		],
		[
			'an unknown organization',
			{ organization: 'unknown-organization' },
			'does not know the organization "unknown-organization"',
		],
		[
			'an organization without an instance',
			{ organization: 'no-cname' },
			'cannot reach its Campaign',
		],
		[
			'an address where nothing answers',
			{ baseUrl: 'http://127.0.0.1:9' },
			'No connection to http://127.0.0.1:9',
		],
	])('%s', async (_, wrong, sentence) => {
		const plan = planFor(sandbox, organizationWith(), unreachable);
		const screen = { say() {}, warn() {}, confirm: async () => true };

		const ended = run({ ...plan, access: { ...plan.access, ...wrong } }, screen);

		await expect(ended).rejects.toThrow(sentence);
		await expect(ended).rejects.toBeInstanceOf(Refused);
	});

	it("a token that is refused in other words than the gateway's", async () => {
		const respond = { status: 401, body: 'Unauthorized' };
		const organization = organizationWith({ respond });

		await expect(probed(sandbox, organization, unreachable)).rejects.toThrow(
			'access token is wrong or has expired',
		);
	});

	it('a connection that is cut before the first question', async () => {
		const organization = organizationWith({ path: '/service?', drop: 'beforeWrite' });

		await expect(probed(sandbox, organization, unreachable)).rejects.toThrow(
			`No connection to ${sandbox.url}`,
		);
	});

	it('a service that is not one', async () => {
		const organization = organizationWith({
			path: '/service/SVC1',
			respond: { status: 200, body: '<html>' },
		});

		await expect(
			probed(sandbox, organization, { ...unreachable, named: { service: 'SVC1' } }),
		).rejects.toThrow('Campaign has no service "SVC1"');
	});

	it('a token that ends in the middle, with the profile that could not be deleted', async () => {
		const organization = organizationWith(
			{ path: 'nobody', skip: 0, delayMs: 0 },
			{
				method: 'PATCH',
				skip: 1,
				expireTokens: true,
			},
		);

		const { refused, leftovers } = await probed(sandbox, organization);

		expect(refused?.message).toContain('access token is wrong or has expired');
		expect(leftovers).toEqual([leftIn(sandbox, organization)[0].PKey]);
	});
});
