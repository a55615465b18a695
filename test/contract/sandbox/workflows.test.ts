import {
	PRINTED_SIGNAL,
	PRINTED_WORKFLOW,
	TRIGGER_KEY_LENGTHS,
	UNDECLARED_PARAMETER,
} from '../adobe/examples/workflows';
import { below, parsed, withoutKeys, type Json } from '../caller';
import { sandboxFor } from '../sandboxFor';

const EXECUTION = 'workflow/execution';
const RST = 'RST-360011 An error has occurred - please contact your administrator.';
const DIALECTS = ['standard', 'v8'] as const;

const { organizationWith, control, call, get } = sandboxFor('workflows');

interface Activity {
	parameters?: unknown;
	trigger?: { href: string };
}

const read = async (organization: string, key: string) =>
	parsed(await get(organization, `${EXECUTION}/${key}`));
const activitiesOf = (workflow: Json) =>
	(workflow.activities as { activity: Record<string, Activity> }).activity;
const command = (organization: string, key: string, method: unknown) =>
	call(organization, { method: 'POST', path: `${EXECUTION}/${key}/commands`, body: { method } });
const stateOf = async (organization: string, key: string) => (await read(organization, key)).state;

/** Asks for the state until it is the one that is waited for. */
async function becomes(organization: string, key: string, state: string) {
	while ((await stateOf(organization, key)) !== state) {
		await new Promise((resolve) => setTimeout(resolve, 10));
	}
}

/** Sends a signal to an activity of a workflow that runs. */
async function send(organization: string, key: string, activity: string, body: unknown) {
	const { trigger } = activitiesOf(await read(organization, key))[activity];
	return await call(organization, { method: 'POST', path: below(trigger?.href), body });
}

const signalsOf = (organization: string) =>
	control(organization)
		.records('signal')
		.map(({ activity, source, parameters }) => ({ activity, source, parameters }));

/** An organization whose workflow `printed` takes the parameters of Adobe's sample, all of them texts. */
function organizationOfSample(names = Object.keys(PRINTED_SIGNAL.parameters)) {
	const organization = organizationWith();
	const parameters = Object.fromEntries(names.map((name) => [name, { type: 'string' }]));
	control(organization).put(
		{
			name: 'printed',
			label: 'Printed',
			state: 'started',
			nextProcessingDate: PRINTED_WORKFLOW.nextProcessingDate,
			activities: { activity: { signal1: { parameters } } },
		},
		'workflow',
	);
	return organization;
}

describe('a workflow', () => {
	it("reads as printed while it runs ('Triggering a signal activity')", async () => {
		const organization = organizationOfSample();
		const workflow = withoutKeys(await read(organization, 'printed')) as Json;

		expect(workflow).toMatchObject(withoutKeys(PRINTED_WORKFLOW) as Json);
		expect(Object.keys(workflow)).toEqual([...Object.keys(workflow)].sort());
		expect(workflow).toMatchObject({ name: 'printed', title: 'Printed (printed)' });
	});

	it("has long keys in the address of a trigger (issue 11 of Adobe's client)", async () => {
		const workflow = await read('sandbox', 'weekly_digest');
		const href = String(activitiesOf(workflow).signal1.trigger?.href);
		const keys = href.split('/').filter((part) => part.startsWith('@'));

		expect(keys.map((key) => key.length)).toEqual(TRIGGER_KEY_LENGTHS);
		expect(keys[0]).toBe(workflow.PKey);
		expect(href).toMatch(/\/trigger\/$/);
		expect(workflow.href).toMatch(new RegExp(`/campaign/${EXECUTION}/${keys[0]}$`));
	});

	it.each(['sandbox', 'sandbox-v8'])('is found by its ID and by its PKey: %s', async (name) => {
		const stopped = await read(name, 'WKF1');

		expect(stopped).toMatchObject({
			label: 'Import loyalty file',
			state: 'stopped',
			logicalStatus: 'finished',
		});
		expect(await read(name, String(stopped.PKey))).toEqual(stopped);
	});

	it('declares its parameters in Campaign Standard alone, and has no trigger while it is stopped', async () => {
		expect(activitiesOf(await read('sandbox', 'WKF1'))).toEqual({
			signal1: {
				parameters: {
					fileName: { type: 'string' },
					rows: { type: 'number' },
					dryRun: { type: 'boolean' },
					day: { type: 'datetime' },
				},
			},
			loadFile1: {},
		});
		expect(activitiesOf(await read('sandbox-v8', 'WKF1'))).toEqual({ signal1: {}, loadFile1: {} });
		const { signal1, urgent } = activitiesOf(await read('sandbox', 'weekly_digest'));
		expect(signal1).toMatchObject({ parameters: {}, trigger: {} });
		expect(urgent.trigger?.href).not.toBe(signal1.trigger?.href);
		expect(activitiesOf(await read('sandbox', 'WKF3'))).toEqual({ scheduler1: {}, update1: {} });
	});

	it('signalParameters and triggerShown switch how a signal looks', async () => {
		const listed = organizationWith({ signalParameters: 'list', triggerShown: 'always' });
		const hidden = organizationWith({ signalParameters: 'hidden' });
		const mapped = organizationWith({ signalParameters: 'map', dialect: 'v8' });

		expect(activitiesOf(await read(listed, 'WKF1')).signal1).toEqual({
			parameters: [
				{ name: 'fileName', type: 'string' },
				{ name: 'rows', type: 'number' },
				{ name: 'dryRun', type: 'boolean' },
				{ name: 'day', type: 'datetime' },
			],
			trigger: { href: expect.stringContaining('/trigger/') as string },
		});
		expect(activitiesOf(await read(hidden, 'WKF1')).signal1).toEqual({});
		expect(activitiesOf(await read(mapped, 'WKF1')).signal1).toHaveProperty('parameters.rows');
	});

	it.each([
		['no list', EXECUTION, `${RST}\nError rc=-2003`],
		['no metadata', 'workflow/resourceType/workflow', `${RST}\nError rc=-2003`],
		['no signals', 'workflow/signal', `${RST}\nError rc=-2003`],
		['nothing else below it', `${EXECUTION}/WKF1/activities`, `${RST}\nError rc=-2003`],
		[
			'no workflow of another ID',
			`${EXECUTION}/WKF99`,
			`${RST}\nUnable to find document with path 'Workflow' from key 'WKF99:0' (document with schema 'workflow' and name 'WKF99')`,
		],
	])('there is %s', async (_case, path, text) => {
		expect(await get('sandbox', path)).toMatchObject({ status: 404, text });
	});

	it('is not changed or deleted', async () => {
		for (const method of ['PATCH', 'DELETE'] as const) {
			const body = method === 'PATCH' ? { label: 'x' } : undefined;
			const reply = await call('sandbox', { method, path: `${EXECUTION}/WKF1`, body });
			expect(reply).toMatchObject({ status: 500, text: RST });
		}
	});
});

describe('commands', () => {
	it.each(DIALECTS)('start, pause, resume and stop a workflow of %s', async (dialect) => {
		const organization = organizationWith({ dialect, commandDelayMs: 1 });
		for (const [method, state, logicalStatus] of [
			['start', 'started', 'started'],
			['pause', 'paused', 'warning'],
			['resume', 'started', 'started'],
			['pause', 'paused', 'warning'],
			['start', 'started', 'started'],
			['stop', 'stopped', 'finished'],
		]) {
			const reply = await command(organization, 'WKF1', method);
			expect([reply.status, parsed(reply)]).toEqual([201, {}]);
			await becomes(organization, 'WKF1', state);
			expect(await read(organization, 'WKF1')).toMatchObject({ logicalStatus });
		}
		const methods = control(organization)
			.commits()
			.map(({ kind, values }) => `${kind} ${String(values.lastCommand)}`);
		expect(methods).toEqual([
			'workflow start',
			'workflow pause',
			'workflow resume',
			'workflow pause',
			'workflow start',
			'workflow stop',
		]);
	});

	it('take effect later (setting commandDelayMs), in their order', async () => {
		const organization = organizationWith({ commandDelayMs: 3_600_000 });
		await command(organization, 'WKF1', 'start');
		await command(organization, 'weekly_digest', 'stop');

		expect(await stateOf(organization, 'WKF1')).toBe('stopped');
		expect(await stateOf(organization, 'weekly_digest')).toBe('started');
	});

	it('that find nothing to do are taken, and change nothing', async () => {
		const organization = organizationWith({ commandDelayMs: 0 });
		for (const [key, method, state] of [
			['WKF1', 'pause', 'stopped'],
			['WKF1', 'resume', 'stopped'],
			['WKF1', 'stop', 'stopped'],
			['weekly_digest', 'start', 'started'],
			['weekly_digest', 'resume', 'started'],
		]) {
			expect((await command(organization, key, method)).status).toBe(201);
			expect(await stateOf(organization, key)).toBe(state);
		}
	});

	it('start a run that ends by itself with setting workflowRunMs', async () => {
		const long = organizationWith({ commandDelayMs: 0, workflowRunMs: 3_600_000 });
		const short = organizationWith({ commandDelayMs: 0, workflowRunMs: 20 });
		await command(long, 'WKF1', 'start');
		await command(short, 'WKF1', 'start');

		expect(await stateOf(long, 'WKF1')).toBe('started');
		await becomes(short, 'WKF1', 'stopped');
	});

	it('have the status of setting commandStatus', async () => {
		const organization = organizationWith({ commandStatus: 204 });
		const reply = await command(organization, 'WKF1', 'start');

		expect(reply).toMatchObject({ status: 204, text: '' });
	});

	it.each([['Start'], ['restart'], [1], [undefined]])('refuse the method %s', async (method) => {
		const organization = organizationWith();

		expect(await command(organization, 'WKF1', method)).toMatchObject({ status: 500, text: RST });
		expect(control(organization).commits()).toEqual([]);
	});

	it('find a workflow by its PKey, and no other one', async () => {
		const organization = organizationWith({ commandDelayMs: 0 });
		const { PKey } = await read(organization, 'WKF1');
		await command(organization, String(PKey), 'start');

		expect(await stateOf(organization, 'WKF1')).toBe('started');
		expect((await command(organization, 'WKF99', 'start')).status).toBe(404);
		expect((await get(organization, `${EXECUTION}/WKF1/commands`)).status).toBe(500);
	});

	it('give way to a state that a test stores', async () => {
		const organization = organizationWith({ commandDelayMs: 0, workflowRunMs: 3_600_000 });
		await command(organization, 'WKF1', 'start');
		const [{ PKey }] = control(organization).records('workflow');
		const put = control(organization).put({ PKey, state: 'paused' }, 'workflow');

		expect(put).toMatchObject({ name: 'WKF1', state: 'paused', logicalStatus: 'warning' });
		expect(await stateOf(organization, 'WKF1')).toBe('paused');
	});
});

describe('a signal', () => {
	const parameters = { audience: 'spring', count: 3, test: true };
	const body = { source: 'n8n', parameters };

	it.each(DIALECTS)('is taken by a running workflow of %s, as it was sent', async (dialect) => {
		const organization = organizationWith({ dialect });
		const reply = await send(organization, 'weekly_digest', 'urgent', body);

		expect(reply).toMatchObject({ status: 201, contentType: 'application/json;charset=utf-8' });
		expect(parsed(reply)).toEqual({});
		const [signal] = control(organization).records('signal');
		expect(signal).toMatchObject({ activity: 'urgent', source: 'n8n', parameters });
		expect(signal.workflow).toMatchObject({ name: 'weekly_digest', label: 'Weekly digest' });
		expect(signal.created).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3}Z$/);
		expect(control(organization).commits()).toMatchObject([
			{
				kind: 'signal',
				change: 'create',
				values: { activity: 'urgent', source: 'n8n', parameters: JSON.stringify(parameters) },
				links: { workflow: control(organization).records('workflow')[1].PKey },
			},
		]);
	});

	it('may have every parameter as text, as Adobe prints it, and none where none is declared', async () => {
		const organization = organizationOfSample();
		const texts = { audience: 'spring', count: '3', test: 'true' };

		expect((await send(organization, 'printed', 'signal1', PRINTED_SIGNAL)).status).toBe(201);
		const second = { source: 'API', parameters: texts };
		expect((await send(organization, 'weekly_digest', 'urgent', second)).status).toBe(201);
		const bare = { source: 'API' };
		expect((await send(organization, 'weekly_digest', 'signal1', bare)).status).toBe(201);
		expect(signalsOf(organization)).toEqual([
			{ activity: 'signal1', ...PRINTED_SIGNAL },
			{ activity: 'urgent', ...second },
			{ activity: 'signal1', source: 'API', parameters: {} },
		]);
	});

	it('is refused as printed for a parameter that is not declared, and taken by v8', async () => {
		const names = Object.keys(PRINTED_SIGNAL.parameters).filter((name) => name !== 'contentURL');
		const organization = organizationOfSample(names);
		const v8 = organizationWith({ dialect: 'v8' });

		expect(await send(organization, 'printed', 'signal1', PRINTED_SIGNAL)).toMatchObject({
			status: 500,
			text: UNDECLARED_PARAMETER,
			contentType: 'text/plain;charset=utf-8',
		});
		expect(signalsOf(organization)).toEqual([]);
		expect((await send(v8, 'weekly_digest', 'urgent', PRINTED_SIGNAL)).status).toBe(201);
	});

	it.each([
		['a missing parameter', { ...parameters, test: undefined }, "'test' parameter isn't defined"],
		['a text for a number', { ...parameters, count: 'many' }, "Cannot convert 'many'"],
		['a text for a boolean', { ...parameters, test: 'perhaps' }, "Cannot convert 'perhaps'"],
		['an object for a text', { ...parameters, audience: {} }, "Cannot convert '{}'"],
	])('is refused for %s', async (_case, sent, text) => {
		const organization = organizationWith();
		const wrong = { source: 'n8n', parameters: sent };
		const reply = await send(organization, 'weekly_digest', 'urgent', wrong);

		expect(reply.status).toBe(500);
		expect(reply.text).toContain(text);
		expect(reply.text).toMatch(/^RST-360011 .*\n[^\n]*\nXTK-170006 .*\nRST-360000 /);
		expect(signalsOf(organization)).toEqual([]);
	});

	it.each([
		['no source', { parameters }],
		['an empty source', { source: '', parameters }],
		['parameters that are a list', { source: 'n8n', parameters: [1] }],
		['no JSON', 'source=n8n'],
		[
			'more than 64 KB',
			{ source: 'n8n', parameters: { ...parameters, audience: 'x'.repeat(65_536) } },
		],
	])('is refused for a body with %s, by v8 too', async (_case, wrong) => {
		for (const dialect of DIALECTS) {
			const organization = organizationWith({ dialect });
			const reply = await send(organization, 'weekly_digest', 'urgent', wrong);
			expect(reply.status).toBe(500);
			expect(signalsOf(organization)).toEqual([]);
		}
	});

	it.each([200, 500])(
		'too soon after another gets text that begins with T, and status %s',
		async (status) => {
			const organization = organizationWith({ signalCooldownStatus: status });
			const again = () => send(organization, 'weekly_digest', 'urgent', body);
			await again();
			const reply = await again();

			expect(reply).toMatchObject({ status, contentType: 'text/plain;charset=utf-8' });
			expect(reply.text).toMatch(/^T/);
			expect(signalsOf(organization)).toHaveLength(1);
			const other = await send(organization, 'weekly_digest', 'signal1', { source: 'n8n' });
			expect(other.status).toBe(201);

			control(organization).remove(control(organization).records('signal')[0].PKey, 'signal');
			expect((await again()).status).toBe(201);
		},
	);

	it('is taken again at once with signalCooldownSeconds 0', async () => {
		const organization = organizationWith({ signalCooldownSeconds: 0 });
		await send(organization, 'weekly_digest', 'urgent', body);

		expect((await send(organization, 'weekly_digest', 'urgent', body)).status).toBe(201);
	});

	it.each(['stopped', 'paused'])(
		'is refused by a workflow that is %s, at the address of before',
		async (state) => {
			const organization = organizationWith();
			const { PKey, ...workflow } = await read(organization, 'weekly_digest');
			const path = below(activitiesOf(workflow).urgent.trigger?.href);
			control(organization).put({ PKey, state }, 'workflow');

			const reply = await call(organization, { method: 'POST', path, body });
			expect(reply).toMatchObject({ status: 500, text: RST });
			expect(activitiesOf(await read(organization, 'weekly_digest')).urgent).not.toHaveProperty(
				'trigger',
			);
		},
	);

	it('is not taken at an address without the keys of Campaign', async () => {
		const { PKey } = await read('sandbox', 'weekly_digest');
		const below = `${EXECUTION}/${String(PKey)}/activities/activity`;

		const post = (path: string) => call('sandbox', { method: 'POST', path, body });
		expect((await post(`${below}/urgent/trigger`)).status).toBe(500);
		expect((await post(`${below}/@x/trigger/`)).text).toContain('XTK-170036');
		expect((await post(`${below}/@x`)).status).toBe(404);
	});

	it('ends with its workflow, and may be answered 201 without a body', async () => {
		const organization = organizationWith();
		control(organization).faults([{ method: 'POST', respondAfterWrite: { status: 201 } }]);

		const reply = await send(organization, 'weekly_digest', 'urgent', body);
		expect(reply).toMatchObject({ status: 201, text: '' });
		expect(signalsOf(organization)).toHaveLength(1);
		control(organization).remove(control(organization).records('workflow')[1].PKey, 'workflow');
		expect(signalsOf(organization)).toEqual([]);
	});
});
