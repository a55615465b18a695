import type { ProfileOutput } from '../../sandbox/control';
import { API_KEY } from '../../sandbox/credentials';
import { timestamp } from '../../sandbox/store/timestamp';
import { createCredential } from '../../tools/realN8n/credentials';
import {
	fileOf,
	itemsOf,
	listExecutions,
	nextExecution,
	runWorkflow,
} from '../../tools/realN8n/executions';
import { type Playground, startPlayground } from '../../tools/realN8n/playground';
import { pollEvery } from '../../tools/realN8n/pollTimes';
import { silent } from '../../tools/realN8n/progress';
import {
	activateWorkflow,
	deactivateWorkflow,
	type ImportedFile,
} from '../../tools/realN8n/workflows';
import { eventually } from './eventually';
import { type OpenForm, openForm } from './examples/formVisitor';
import { importExample, nodeIn } from './examples/importing';
import { startReceiver } from './examples/receiver';
import { type Script, startScriptedModel } from './scriptedModel';
import { publish, untilPolled } from './watching';

const amy = 'amy.dakota@example.com';

/** In milliseconds. */
const DAY = 24 * 60 * 60 * 1000;

let playground: Playground;

// The download of an n8n takes minutes, and happens once a machine.
beforeAll(async () => {
	playground = await startPlayground({ report: silent });
}, 1_800_000);

afterAll(async () => await playground?.stop());

const organization = () => playground.sandbox.organization('sandbox');

beforeEach(() => organization().reset());

const profilesOf = (email: string) =>
	organization()
		.profiles()
		.filter((profile) => profile.email === email);

/** Requests that change something. */
const writes = () =>
	organization()
		.requests()
		.filter(({ method }) => method !== 'GET');

const emailsOf = (profiles: object[]) =>
	profiles.map((profile) => (profile as ProfileOutput).email);

test('sheet-rows-to-profiles.json runs with its sample rows, and puts aside those that cannot be stored', async () => {
	const { rest } = playground.n8n;
	const { id } = await importExample(playground, 'sheet-rows-to-profiles.json');

	const execution = await runWorkflow(rest, id);

	expect(execution.status).toBe('success');
	expect(itemsOf(execution, 'Stored')).toEqual([
		{ row: 2, email: 'test-ada.winter@example.com', operation: 'created' },
		{ row: 3, email: 'test-ben.summer@example.com', operation: 'created' },
		{ row: 6, email: 'test-ada.winter@example.com', operation: 'updated' },
	]);
	expect(itemsOf(execution, 'Not Stored')).toEqual([
		{
			row: 4,
			email: 'test-cleo.autumn.example.com',
			reason: expect.stringContaining("'Match Value' is not an e-mail") as unknown,
		},
		{
			row: 5,
			email: 'test-dan.spring@example.com',
			reason: expect.stringContaining('It is not certain which day is meant') as unknown,
		},
	]);
	expect(profilesOf('test-ada.winter@example.com')).toMatchObject([
		{ lastName: 'Winter-Hill', birthDate: '1990-04-12', mobilePhone: '+15550100309' },
	]);
	expect(profilesOf('test-dan.spring@example.com')).toEqual([]);
});

describe('form-to-profile.json', () => {
	const tick = ['Yes, please write to me'];
	const newcomer = { 'E-mail': 'nina.new@example.com', 'First name': 'Nina', 'Last name': 'New' };
	const known = { 'E-mail': amy, 'First name': 'Amy', 'Last name': 'Dakota-Hill' };
	const nobodyKnowsWho = { 'E-mail': 'twins@example.com', 'First name': 'T', 'Last name': 'W' };

	let id: string;
	let form: OpenForm;

	beforeAll(async () => {
		const { rest, url } = playground.n8n;
		({ id } = await importExample(playground, 'form-to-profile.json'));
		await activateWorkflow(rest, id);
		// n8n 2 answers before it has opened the form.
		form = await eventually(async () => await openForm(`${url}/form/campaign-newsletter`));
	});

	afterAll(async () => await deactivateWorkflow(playground.n8n.rest, id));

	it('creates a new profile and thanks the visitor', async () => {
		expect(await form.submit({ ...newcomer, 'News by e-mail': tick })).toBe(true);

		expect(form.page).toContain('Thank you. We have stored what you told us.');
		expect(profilesOf('nina.new@example.com')).toMatchObject([
			{ firstName: 'Nina', lastName: 'New', blackListEmail: false },
		]);
	});

	it('updates a known profile, opted out without a tick and in with one', async () => {
		expect(await form.submit({ ...known, 'News by e-mail': [] })).toBe(true);
		expect(profilesOf(amy)).toMatchObject([{ lastName: 'Dakota-Hill', blackListEmail: true }]);

		expect(await form.submit({ ...known, 'News by e-mail': tick })).toBe(true);
		expect(profilesOf(amy)).toMatchObject([{ blackListEmail: false }]);
	});

	it('shows the visitor and the list of executions that nothing was stored', async () => {
		const { rest } = playground.n8n;
		const before = (await listExecutions(rest, id)).map((execution) => execution.id);

		expect(await form.submit({ ...nobodyKnowsWho, 'News by e-mail': [] })).toBe(false);

		expect(await nextExecution(rest, id, before)).toMatchObject({ status: 'error' });
		expect(writes()).toEqual([]);
	});
});

test('correct-phone-numbers-at-night.json writes only the numbers that are wrong', async () => {
	const person = (email: string, numbers: object) =>
		organization().put({ email: `${email}@example.com`, ...numbers });
	organization().reset({ profiles: [] });
	person('right', { phone: '+15550100401', mobilePhone: '' });
	person('spaced', { phone: '+1 (555) 010-0402', mobilePhone: '+15550100403' });
	person('both', { phone: ' 0555.010.0404', mobilePhone: '0555 0100405' });
	person('extension', { phone: '+1 555 010 0406 ext. 7', mobilePhone: '+44 (0)555 0100407' });
	const { rest } = playground.n8n;
	const { id } = await importExample(playground, 'correct-phone-numbers-at-night.json');

	const execution = await runWorkflow(rest, id);

	expect(execution.status).toBe('success');
	expect(itemsOf(execution, 'Corrected')).toEqual([
		{
			email: 'spaced@example.com',
			updated: true,
			phone: '+15550100402',
			phoneBefore: '+1 (555) 010-0402',
			mobilePhone: '+15550100403',
			mobilePhoneBefore: '+15550100403',
		},
		expect.objectContaining({ phone: '05550100404', mobilePhone: '05550100405', updated: true }),
	]);
	expect(profilesOf('spaced@example.com')).toMatchObject([{ phone: '+15550100402' }]);
	const written = writes().map(({ method, body }) => ({
		method,
		body: JSON.parse(body) as unknown,
	}));
	// The items run in parallel: which is written first is not said.
	expect(written).toHaveLength(2);
	expect(written).toEqual(
		expect.arrayContaining([
			{ method: 'PATCH', body: { phone: '+15550100402' } },
			{ method: 'PATCH', body: { phone: '05550100404', mobilePhone: '05550100405' } },
		]),
	);
});

test('export-all-profiles.json makes one file of all pages', async () => {
	organization().reset({ people: 1100 });
	const { rest } = playground.n8n;
	const { id } = await importExample(playground, 'export-all-profiles.json');

	const execution = await runWorkflow(rest, id, 'Export Now');

	const { name, text } = await fileOf(rest, execution, 'To a CSV File');
	const [head, first, ...rows] = text.trim().split(/\r?\n/);
	expect(name).toMatch(/^profiles-\d{4}-\d\d-\d\d\.csv$/);
	expect(head.replace('\uFEFF', '')).toBe(
		'email,firstName,lastName,mobilePhone,preferredLanguage,location.city,blackListEmail,lastModified',
	);
	expect(first).toMatch(/^person-000001@example\.com,Ada,Alder,/);
	expect(new Set([first, ...rows].map((row) => row.split(',', 1)[0])).size).toBe(1100);
	const pages = organization().requests();
	expect(pages.filter(({ path }) => path.includes('_lineCount=500'))).toHaveLength(3);
	expect(writes()).toEqual([]);
});

describe('ask-about-a-profile.json', () => {
	const tools = ['Get Profile by Email', 'Find Profiles by Name'];

	/** What the agent says when its model uses this tool, with what the model was offered. */
	const ask = async (tool: string, callWith: Record<string, string>) => {
		const script: Script = { callWith: () => callWith, answer: (result) => result };
		const model = await startScriptedModel(script);
		const { rest } = playground.n8n;
		const credential = { apiKey: 'none', url: model.url };
		const { id, name } = await createCredential(rest, 'openAiApi', `For ${tool}`, credential);
		const workflow = await importExample(playground, 'ask-about-a-profile.json', (file) => {
			nodeIn(file, 'OpenAI Chat Model').credentials = { openAiApi: { id, name } };
			// The scripted model takes the first tool that it is offered.
			for (const other of tools) nodeIn(file, other).disabled = other !== tool;
		});
		const message = { sessionId: tool, action: 'sendMessage', chatInput: 'Who is it?' };
		try {
			const execution = await runWorkflow(rest, workflow.id, 'Question', message);
			const [{ output }] = itemsOf(execution, 'Answer the Question') as [{ output: string }];
			return { said: JSON.parse(output) as unknown, offered: model.offered[0] };
		} finally {
			await model.close();
		}
	};

	it('reads a profile by the e-mail that the model found in the question', async () => {
		const { said, offered } = await ask('Get Profile by Email', { Email: amy });

		expect(said).toEqual([expect.objectContaining({ email: amy, preferredLanguage: 'en_us' })]);
		expect(offered).toMatchObject([
			{
				name: 'Get_Profile_by_Email',
				description: expect.stringContaining('by its whole e-mail') as unknown,
				parameters: {
					properties: {
						Email: { type: 'string', description: expect.stringContaining('e-mail') as unknown },
					},
				},
			},
		]);
		expect(writes()).toEqual([]);
	});

	it('finds people by the beginning of their name', async () => {
		const { said, offered } = await ask('Find Profiles by Name', { Beginning: 'Winf' });

		expect(said).toEqual([
			{ firstName: 'Tara', lastName: 'Winfield', email: 'twins@example.com' },
			{ firstName: 'Tobin', lastName: 'Winfield', email: 'twins@example.com' },
		]);
		expect(offered).toMatchObject([
			{
				name: 'Find_Profiles_by_Name',
				parameters: { properties: { Beginning: { type: 'string' } } },
			},
		]);
		expect(writes()).toEqual([]);
	});
});

test('delete-test-profiles.json deletes nothing until dryRun is false, and then only the test profiles', async () => {
	const { rest } = playground.n8n;
	const begun = ['test-one@example.com', 'test-two@example.com'];
	for (const email of [...begun, 'not-test-three@example.com']) organization().put({ email });
	organization().put({ email: 'four@example.com', lastName: 'test-four' });
	const before = organization().profiles().length;

	const { id } = await importExample(playground, 'delete-test-profiles.json');
	const dryRun = await runWorkflow(rest, id);

	expect(itemsOf(dryRun, 'What Happened')).toEqual(
		begun.map((email) => ({ email, deleted: false })),
	);
	expect(itemsOf(dryRun, 'Delete')).toMatchObject(begun.map((email) => ({ email, dryRun: true })));
	expect(writes()).toEqual([]);

	const { id: inEarnest } = await importExample(playground, 'delete-test-profiles.json', (file) => {
		const { assignments } = nodeIn(file, 'Settings').parameters.assignments as {
			assignments: Array<{ name: string; value: unknown }>;
		};
		for (const setting of assignments) if (setting.name === 'dryRun') setting.value = false;
	});
	const deletion = await runWorkflow(rest, inEarnest);

	expect(itemsOf(deletion, 'What Happened')).toEqual(
		begun.map((email) => ({ email, deleted: true })),
	);
	const left = emailsOf(organization().profiles());
	expect(left).toHaveLength(before - 2);
	expect(left).toEqual(expect.arrayContaining(['not-test-three@example.com', 'four@example.com']));
});

/** What a person chooses after the import: the newsletter Garden News. */
const chooseService = (file: ImportedFile, ...names: string[]) => {
	for (const name of names) {
		nodeIn(file, name).parameters.service = { __rl: true, mode: 'list', value: 'SVC1' };
	}
};

const subscribers = () =>
	organization()
		.records('subscription')
		.filter(({ serviceName }) => serviceName === 'SVC1')
		.map(({ subscriber }) => (subscriber as ProfileOutput).email);

describe('newsletter-form-with-double-opt-in.json', () => {
	const form = 'Newsletter Form';

	/** What is done with the answers of the form, when the mail was answered so. */
	const submit = async (email: string, data: object) => {
		const { rest } = playground.n8n;
		const answers = { 'E-mail': email, 'First name': 'Nina' };
		const { id } = await importExample(
			playground,
			'newsletter-form-with-double-opt-in.json',
			(file) => {
				chooseService(file, 'Subscribe');
				file.pinData = {
					[form]: [{ json: answers }],
					'Ask for Confirmation': [{ json: { data } }],
				};
			},
		);
		return await runWorkflow(rest, id, form, answers);
	};

	const newcomer = 'nina.new@example.com';

	it('stores a newcomer without e-mails, and does nothing more before the click', async () => {
		expect((await submit(newcomer, { approved: false })).status).toBe('success');

		expect(profilesOf(newcomer)).toMatchObject([{ firstName: 'Nina', blackListEmail: true }]);
		expect(subscribers()).toEqual([amy]);
	});

	it('lifts the opt-out with the click, and subscribes', async () => {
		const execution = await submit(newcomer, { approved: true });

		expect(itemsOf(execution, 'Subscribed')).toEqual([
			{ email: newcomer, service: 'SVC1', alreadySubscribed: false, mayGetEmails: true },
		]);
		expect(profilesOf(newcomer)).toMatchObject([{ blackListEmail: false }]);
		expect(subscribers()).toEqual([amy, newcomer]);
	});

	it('changes nothing of a known profile before the click', async () => {
		await submit('vera.complete@example.com', {});

		expect(writes()).toEqual([]);
	});
});

describe('newsletter-from-a-sheet-at-night.json', () => {
	const named = ['left', 'new', 'out', 'gone'].map((name) => `${name}@example.com`);
	const [left, fresh, out, gone] = named;
	/** Enough that one of ten may leave. */
	const faithful = Array.from({ length: 9 }, (_, row) => `faithful-${row}@example.com`);
	const people = [...named, ...faithful];

	/** A newsletter with ten subscribers, one who left by the link, and others. */
	function setScene(settings: { dialect?: 'v8' } = {}): void {
		organization().reset({ profiles: [], ...settings });
		for (const email of people) organization().put({ email, blackListEmail: email === out });
		const [service] = organization().records('service');
		const subscribe = (email: string) => {
			const [subscriber] = profilesOf(email);
			return organization().put({ service, subscriber }, 'subscription');
		};
		for (const email of [...faithful, gone]) subscribe(email);
		organization().remove(subscribe(left).PKey, 'subscription');
	}

	const run = async (rows: object[], isDryRun = false) => {
		const { rest } = playground.n8n;
		const { id } = await importExample(
			playground,
			'newsletter-from-a-sheet-at-night.json',
			(file) => {
				chooseService(file, 'Who Is Subscribed', 'Unsubscribe', 'Subscribe');
				for (const name of ['Unsubscribe', 'Subscribe'])
					nodeIn(file, name).parameters.options = isDryRun ? { dryRun: true } : {};
				for (const name of ['History', 'Events'])
					nodeIn(file, name).parameters.headerParameters = {
						parameters: [{ name: 'X-Api-Key', value: API_KEY }],
					};
				file.pinData = { 'Rows of the Sheet': rows.map((json) => ({ json })) as never };
			},
		);
		return await runWorkflow(rest, id);
	};

	const long = '2020-01-01';
	const ofFaithful = faithful.map((email) => ({
		email: ` ${email.toUpperCase()} `,
		consented: long,
	}));
	const rows = [
		...ofFaithful,
		{ email: left, consented: long },
		{ email: fresh, consented: long },
		{ email: out, consented: long },
		{ email: 'nobody@example.com', consented: long },
		{ email: 'vera@example.com', consented: 'yes' },
	];

	it('subscribes whom nothing speaks against, and lists the others for a person', async () => {
		setScene();

		const execution = await run(rows);

		expect(execution.status).toBe('success');
		expect(itemsOf(execution, 'Added')).toEqual([{ email: fresh, alreadySubscribed: false }]);
		expect(itemsOf(execution, 'Removed')).toEqual([{ email: gone, unsubscribed: true }]);
		expect(itemsOf(execution, 'For a Person')).toEqual([
			{ email: left, reason: expect.stringContaining('after the consent') as unknown },
			{ email: out, reason: expect.stringContaining('opted out') as unknown },
			{ email: 'nobody@example.com', reason: expect.stringContaining('no profile') as unknown },
			{ email: 'vera@example.com', reason: expect.stringContaining('no profile') as unknown },
		]);
		expect(subscribers().sort()).toEqual([...faithful, fresh]);
	});

	it('only proposes as it is imported', async () => {
		setScene();

		const execution = await run(rows, true);

		expect(itemsOf(execution, 'Removed')).toEqual([{ email: gone, unsubscribed: false }]);
		expect(writes()).toEqual([]);
	});

	it.each([
		['before', -2, 'Added'],
		['on the day of', 0, 'For a Person'],
		['after', 1, 'For a Person'],
	])(
		'leaves who left %s the consent to a person, unless it is newer',
		async (_when, days, node) => {
			setScene();
			const leftAt = new Date(Date.now() - 10 * DAY);
			for (const { PKey } of organization().records('historyEvent'))
				organization().put({ PKey, date: timestamp(leftAt) }, 'historyEvent');
			const consented = new Date(leftAt.getTime() - days * DAY).toISOString().slice(0, 10);
			const stay = [...faithful, gone].map((email) => ({ email, consented: long }));

			const execution = await run([...stay, { email: left, consented }]);

			expect(itemsOf(execution, node)).toEqual([expect.objectContaining({ email: left })]);
		},
	);

	it.each(['2999-01-01', '2026-02-31', '2026-99-99', '31.3.2026', 'yes'])(
		'takes %s for no consent',
		async (consented) => {
			setScene();
			const stay = [...faithful, gone].map((email) => ({ email, consented: long }));

			const execution = await run([...stay, { email: fresh, consented }]);

			expect(itemsOf(execution, 'For a Person')).toEqual([
				{ email: fresh, reason: expect.stringContaining("'consented'") as unknown },
			]);
			expect(writes()).toEqual([]);
		},
	);

	it.each([
		['empty', [{}], 'no row with an e-mail'],
		['half read', ofFaithful.slice(0, 5), '5 of 10 subscribers'],
		['another one', [{ email: 'other@example.com', consented: long }], '10 of 10 subscribers'],
		['without its consents', [{ email: fresh }], "no column 'consented'"],
		['not clean', [...rows, { email: '"amy@example.com"', consented: long }], 'no clean e-mail'],
	])('stops before the first change when the sheet is %s', async (_what, some, reason) => {
		setScene();

		const execution = await run(some);

		expect(execution.status).toBe('error');
		expect(JSON.stringify(execution.data.resultData.error)).toContain(reason);
		expect(writes()).toEqual([]);
	});

	it('on v8, which has no history, only removes', async () => {
		setScene({ dialect: 'v8' });

		const execution = await run([...ofFaithful, { email: fresh, consented: long }]);

		expect(itemsOf(execution, 'Removed')).toEqual([{ email: gone, unsubscribed: true }]);
		expect(itemsOf(execution, 'For a Person')).toEqual([
			{ email: fresh, reason: expect.stringContaining('does not tell') as unknown },
		]);
		expect(subscribers().sort()).toEqual(faithful);
	});
});

test('new-profiles-to-chat.json tells a chat of a new profile, once, and of no change', async () => {
	const { n8n } = playground;
	const chat = await startReceiver();
	const { id } = await importExample(playground, 'new-profiles-to-chat.json', (file) => {
		nodeIn(file, 'New Profile').parameters.pollTimes = pollEvery(3);
		nodeIn(file, 'Post to the Chat').parameters.url = chat.url;
	});
	try {
		expect(await publish(n8n, id)).toBe('');
		const email = 'nina.new@example.com';
		const { PKey } = organization().put({ email, firstName: 'Nina', lastName: '<!channel>' });
		const text = `A new profile in Adobe Campaign\n• Nina &lt;!channel&gt;, ${email}`;
		await eventually(
			async () => await Promise.resolve(expect(chat.received).toEqual([{ text }])),
			90,
		);

		organization().put({ PKey, firstName: 'Nora', lastModified: timestamp() });
		await untilPolled(organization());
		expect(chat.received).toHaveLength(1);
	} finally {
		await deactivateWorkflow(n8n.rest, id);
		await chat.close();
	}
});
