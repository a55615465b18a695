import type { IDataObject, INodeParameters, ResourceMapperField } from 'n8n-workflow';

import type { Fault } from '../../../sandbox/server';
import { formField } from '../parameters';
import { oops, tooMany } from '../requests';
import { DIGEST, node, SENT, signal, steps, TRIGGERED, useWorkflows, VALUES } from './workflows';

const { harness, control, setState, signalsIn, workflowIn } = useWorkflows();

const STARTING = { options: { startIfStopped: true } };

const TOO_SOON = 'Campaign takes no signal for this activity yet';

const triggers = (requests: Parameters<typeof steps>[0]) =>
	steps(requests).filter((step) => step === 'POST trigger');

describe.each(['signal', 'signal-v8'])('Trigger Signal, in %s', (organization) => {
	beforeEach(() => control(organization).reset({}));

	const run = async (parameters: INodeParameters, faults: Fault[] = []) => {
		control(organization).faults(faults);
		return await harness.runNode({ organization, node, parameters });
	};

	it('triggers the only signal of a running workflow with its parameters', async () => {
		setState(organization, 'started');

		const { items, requests } = await run(signal(SENT));

		expect(items.map(({ json }) => json)).toEqual([
			{
				...{ triggered: true, workflow: 'WKF1', signal: 'signal1', source: 'n8n' },
				parameters: SENT,
				startedWorkflow: false,
			},
		]);
		expect(steps(requests)).toEqual(TRIGGERED);
		expect(signalsIn(organization)).toEqual([
			{ activity: 'signal1', source: 'n8n', parameters: SENT },
		]);
	});

	it('triggers the chosen one of several, and names them when none is chosen', async () => {
		const parameters = { audience: 'spring', count: 0, test: false };
		const open = await run(signal(parameters, { workflow: 'weekly_digest' }));
		const { items } = await run(
			signal(parameters, { workflow: 'weekly_digest', signal: 'urgent', source: 'Shop' }),
		);

		expect(open.error?.message).toContain("'Signal Name or ID' is empty");
		expect(open.error?.description).toContain('signal1, urgent');
		expect(triggers(open.requests)).toEqual([]);
		expect(items[0].json).toMatchObject({ triggered: true, signal: 'urgent' });
		expect(signalsIn(organization)).toEqual([{ activity: 'urgent', source: 'Shop', parameters }]);
	});

	it('reports a workflow without a signal, and a signal that is not there', async () => {
		setState(organization, 'started', 'WKF3');
		const none = await run(signal({}, { workflow: 'WKF3' }));
		const other = await run(signal({}, { workflow: 'weekly_digest', signal: 'urgnt' }));

		expect(none.error?.message).toBe('The workflow has no signal that can be triggered now');
		expect(other.error?.message).toContain('no activity of the name');
		expect(signalsIn(organization)).toEqual([]);
	});

	it('of a stopped workflow is an error that says so before any POST', async () => {
		const { error, requests } = await run(signal(VALUES));

		expect(error?.message).toBe('The workflow is stopped, and only a running one takes a signal');
		expect(error?.description).toContain("'Start If Stopped'");
		expect(steps(requests)).toEqual(['GET workflow']);
	});

	it('starts a stopped workflow with Start If Stopped, waits until it runs, then triggers', async () => {
		const { items, requests } = await run(signal(SENT, STARTING));

		expect(items[0].json).toMatchObject({ triggered: true, startedWorkflow: true });
		const all = steps(requests);
		expect(all.slice(0, 3)).toEqual(['GET workflow', 'POST command', 'GET workflow']);
		expect(all.slice(-2)).toEqual(['GET workflow', 'POST trigger']);
		expect(signalsIn(organization)).toHaveLength(1);
		expect(workflowIn(organization).state).toBe('started');
	});

	it('sends nothing to a workflow that does not come to run in time', async () => {
		control(organization).reset({ commandDelayMs: 600_000 });

		const { error, requests } = await run(
			signal(SENT, { options: { startIfStopped: true, waitAtMost: 0.05 } }),
		);

		expect(error?.message).toBe('The workflow was told to start, but was not seen running');
		expect(triggers(requests)).toEqual([]);
	});

	it.each([200, 500, 409])('tells the cooldown that comes with status %i', async (status) => {
		control(organization).reset({ signalCooldownStatus: status });
		const parameters = signal({}, DIGEST);
		await run(parameters);

		const { error, requests } = await run(parameters);

		expect(error?.message).toBe(TOO_SOON);
		expect(error?.description).toContain('ten minutes');
		expect(error?.description).toContain('Adobe says: Trigger of activity');
		expect(steps(requests)).toEqual(TRIGGERED);
		expect(signalsIn(organization)).toHaveLength(1);
	});

	it('sends one signal for two items, five at a time; the second is told without a request', async () => {
		const { items, errorItems, requests } = await harness.runNode({
			organization,
			node,
			items: [{}, {}],
			parameters: signal({}, DIGEST, { options: { maxConcurrency: 5 } }),
			nodeSettings: { onError: 'continueErrorOutput' },
		});

		expect(items.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }]);
		expect(errorItems[0].json.error).toMatch(
			/^An earlier item has sent this signal already.*taken in 10 minutes, from \d\d:\d\d on/,
		);
		expect(steps(requests)).toEqual(TRIGGERED);
	});

	it('sends the signals of different workflows and activities side by side', async () => {
		control(organization).reset({});
		const { items } = await harness.runNode({
			organization,
			node,
			items: [
				{ signal: 'signal1', parameters: {} },
				{ signal: 'urgent', parameters: { audience: '', count: 1, test: true } },
			],
			parameters: signal('={{ $json.parameters }}', {
				workflow: 'weekly_digest',
				signal: '={{ $json.signal }}',
			}),
		});

		expect(items.map(({ json }) => json.signal)).toEqual(['signal1', 'urgent']);
	});

	it.each<[string, Fault]>([
		['is lost', { method: 'POST', respondAfterWrite: oops(504) }],
		['is empty', { method: 'POST', respondAfterWrite: { status: 201, body: '' } }],
		['is a page', { method: 'POST', respondAfterWrite: { status: 200, body: '<html>Hello' } }],
	])('whose answer %s is not repeated: it may have been triggered', async (_, fault) => {
		const { error, requests } = await run(signal({}, DIGEST), [fault]);

		expect(error?.description).toMatch(/^The signal may have been triggered/);
		expect(triggers(requests)).toHaveLength(1);
		expect(signalsIn(organization)).toHaveLength(1);
	});

	it('is sent again when Campaign was only busy', async () => {
		const { items, requests } = await run(signal({}, DIGEST), [
			{ method: 'POST', respond: tooMany(0) },
		]);

		expect(items[0].json.triggered).toBe(true);
		expect(triggers(requests)).toHaveLength(2);
		expect(signalsIn(organization)).toHaveLength(1);
	});

	it('that comes when the workflow has just ended is explained', async () => {
		control(organization).reset({ triggerShown: 'always' });
		setState(organization, 'paused');

		const { error } = await run(signal(SENT));

		expect(error?.message).toBe('Campaign refused the signal');
		expect(error?.description).toContain('The workflow must be running');
	});

	it('of more than 64 KB is refused before it is sent', async () => {
		control(organization).reset({ signalParameters: 'hidden' });
		const { error, requests } = await run(signal({ text: 'é'.repeat(33_000) }, DIGEST));

		expect(error?.message).toBe('The signal is too large');
		expect(steps(requests)).toEqual(['GET workflow']);
	});
});

describe.each(['map', 'list'] as const)('With parameters that are declared as a %s', (shape) => {
	const organization = `declared-${shape}`;
	beforeEach(() => {
		control(organization).reset({ signalParameters: shape });
		setState(organization, 'started');
	});

	const run = async (parameters: INodeParameters, item: IDataObject = {}) =>
		await harness.runNode({
			organization,
			node,
			items: [item],
			timezone: 'Europe/Paris',
			parameters,
		});

	it('text, number and switch are sent as they are declared, empty, as text and off', async () => {
		const { items } = await run(
			signal({ fileName: '', rows: '3', dryRun: false, day: '2026-03-01 11:00' }),
		);

		expect(items[0].json.parameters).toEqual({
			...SENT,
			fileName: '',
			day: '2026-03-01 10:00:00.000Z',
		});
		expect(signalsIn(organization)[0].parameters).toEqual(items[0].json.parameters);
	});

	it.each([
		[{ ...VALUES, filename: 'x' }, "Did you mean 'fileName'?"],
		[{ fileName: 'x' }, 'all parameters'],
		[{ ...VALUES, rows: 'many' }, 'A number is needed'],
	])('%j is refused before it is sent: %s', async (values, told) => {
		const { error, requests } = await run(signal(values));

		expect(error?.description).toContain(told);
		expect(steps(requests)).toEqual(['GET workflow']);
	});

	it('the form has them, and sends what is entered', async () => {
		const setting = { organization, node, parameters: signal() } as const;
		const { fields } = await harness.mapFields('mapParameters', setting);
		const schema: ResourceMapperField[] = fields.map((field) => ({ ...field, removed: false }));

		const { items } = await run(
			signal(
				{},
				{
					specifyParameters: 'fields',
					parameters: {
						mappingMode: 'defineBelow',
						value: { ...VALUES, fileName: '={{ $json.file }}', dryRun: false },
						schema,
					} as unknown as INodeParameters,
				},
			),
			{ file: 'from-item.csv' },
		);

		expect(schema.map(({ id, type }) => [id, type])).toEqual([
			['day', 'dateTime'],
			['dryRun', 'boolean'],
			['fileName', 'string'],
			['rows', 'number'],
		]);
		expect(items[0].json.parameters).toEqual({ ...SENT, fileName: 'from-item.csv' });
	});

	it('columns of the item are mapped automatically', async () => {
		const { items } = await run(
			signal(
				{},
				{
					specifyParameters: 'fields',
					parameters: {
						mappingMode: 'autoMapInputData',
						value: null,
						schema: [formField('fileName')],
					} as unknown as INodeParameters,
				},
			),
			{ ...VALUES, other: 'x' },
		);

		expect(items[0].json.parameters).toEqual(SENT);
	});
});

describe('Where Campaign does not tell the parameters', () => {
	it('they are sent as they are, and what Campaign does not know is explained', async () => {
		control('untold').reset({ signalParameters: 'hidden' });
		setState('untold', 'started');
		const run = async (values: object) =>
			await harness.runNode({ organization: 'untold', node, parameters: signal(values) });

		const unknown = await run({ ...SENT, contentURL: 'secret-value' });
		const wrong = await run({ ...SENT, rows: 'many' });
		const sent = await run(SENT);

		expect(unknown.error?.message).toBe("The signal has no parameter 'contentURL'");
		expect(unknown.error?.description).not.toContain('secret-value');
		expect(wrong.error?.message).toBe('A parameter has another type than the signal declares');
		expect(sent.items[0].json.parameters).toEqual(SENT);
	});
});

describe('The list of signals', () => {
	const load = async (workflowId: string) =>
		await harness.loadOptions('getSignals', {
			organization: 'listed',
			node,
			parameters: signal({}, { workflow: workflowId }),
		});

	it.each([
		['weekly_digest', ['signal1', 'urgent']],
		['WKF1', ['', 'signal1']],
		['WKF3', ['scheduler1', 'update1']],
		['', ['']],
	])('of %j is %j', async (workflowId, ids) => {
		expect((await load(workflowId)).map(({ value }) => value)).toEqual(ids);
	});

	it('says what is wrong', async () => {
		await expect(load('WKF99')).rejects.toThrow('The workflow was not found');
	});
});
