import { itemsOf, runWorkflow } from '../../tools/realN8n/executions';
import { type Playground, startPlayground } from '../../tools/realN8n/playground';
import { silent } from '../../tools/realN8n/progress';
import { activateWorkflow, deactivateWorkflow } from '../../tools/realN8n/workflows';
import { eventually } from './eventually';
import { openForm } from './examples/formVisitor';
import { importExample, nodeIn } from './examples/importing';

/** The examples with the node Adobe Campaign. */
let playground: Playground;

// The download of an n8n takes minutes, and happens once a machine.
beforeAll(async () => {
	playground = await startPlayground({ report: silent });
}, 1_800_000);

afterAll(async () => await playground?.stop());

const organization = () => playground.sandbox.organization('sandbox');

beforeEach(() => organization().reset());

const amy = 'amy.dakota@example.com';

const confirmations = () => organization().records('EVTorderConfirmation');

describe('order-confirmation-from-a-webhook.json', () => {
	const lines = [{ name: 'Boots', price: '129.90', quantity: 1 }];
	const order = { email: amy, firstName: 'Amy', total: 129.9, lines };

	let id: string;

	beforeAll(async () => {
		const { rest } = playground.n8n;
		({ id } = await importExample(playground, 'order-confirmation-from-a-webhook.json'));
		await activateWorkflow(rest, id);
	});

	afterAll(async () => await deactivateWorkflow(playground.n8n.rest, id));

	/** What the shop is answered. n8n 2 answers 404 before it has opened the webhook. */
	const placed = async (content: object): Promise<unknown> =>
		await eventually(async () => {
			const answer = await fetch(`${playground.n8n.url}/webhook/campaign-new-order`, {
				method: 'POST',
				headers: { 'Content-Type': 'application/json' },
				body: JSON.stringify(content),
			});
			if (answer.status === 404) throw new Error('The webhook is not open yet.');
			return (await answer.json()) as unknown;
		});

	it('sends one message for an order, also when the shop calls twice', async () => {
		const first = await placed({ ...order, orderNumber: 'O-7001' });
		const second = await placed({ ...order, orderNumber: 'O-7001' });

		expect(first).toEqual({ orderNumber: 'O-7001', sent: true, status: 'pending' });
		expect(second).toMatchObject({ orderNumber: 'O-7001', sent: false });
		expect(confirmations()).toEqual([
			expect.objectContaining({
				email: amy,
				externalId: 'O-7001',
				ctx: {
					firstName: 'Amy',
					orderNumber: 'O-7001',
					total: 129.9,
					productList: [{ productName: 'Boots', productPrice: '129.90', quantity: 1 }],
				},
			}),
		]);
	});

	it('hands an order that cannot be confirmed to a person', async () => {
		const answer = await placed({ ...order, email: 'nobody', orderNumber: 'O-7002' });

		expect(answer).toEqual({
			orderNumber: 'O-7002',
			sent: false,
			reason: expect.stringContaining("'Email' is not an e-mail") as unknown,
		});
		expect(confirmations()).toEqual([]);
	});
});

test('bulk-import-by-file-and-signal.json tells Campaign the name of the file, once', async () => {
	const { rest } = playground.n8n;
	const { id } = await importExample(playground, 'bulk-import-by-file-and-signal.json', (file) => {
		// In place of an SFTP server: a node that hands on what it gets.
		Object.assign(nodeIn(file, 'Upload the File'), {
			type: 'n8n-nodes-base.noOp',
			parameters: {},
		});
	});

	const execution = await runWorkflow(rest, id);

	const fileName = expect.stringMatching(/^loyalty-\d{4}-\d\d-\d\d-\d{4}\.csv$/) as unknown;
	expect(itemsOf(execution, 'Told')).toEqual([{ fileName, rows: 2, startedWorkflow: true }]);
	expect(organization().records('signal')).toEqual([
		expect.objectContaining({
			source: 'n8n',
			parameters: {
				fileName,
				rows: 2,
				dryRun: true,
				day: expect.stringMatching(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3}Z$/) as unknown,
			},
		}),
	]);

	const again = await runWorkflow(rest, id);

	expect(again.status).toBe('error');
	expect(JSON.stringify(again.data.resultData.error)).toContain('takes no signal');
	expect(organization().records('signal')).toHaveLength(1);
});

test('loyalty-points-to-a-custom-resource.json stores each member once, and links the profile', async () => {
	const { rest } = playground.n8n;
	const rows = [
		{ loyalty_id: 'L-90001', email: amy, points: 150, tier: 'gold' },
		{ loyalty_id: 'L-90002', email: 'nobody@example.com', points: 5, tier: '' },
		{ loyalty_id: 'L-90003', email: 'twins@example.com', points: 9, tier: '' },
		{ loyalty_id: '', email: amy, points: 1, tier: '' },
		{ loyalty_id: 'L-90001', email: amy, points: 160, tier: 'gold' },
	];
	const before = organization().records('cusLoyalty').length;
	const { id } = await importExample(
		playground,
		'loyalty-points-to-a-custom-resource.json',
		(file) => {
			file.pinData = { 'Members Who Changed': rows.map((json) => ({ json })) as never };
		},
	);

	const execution = await runWorkflow(rest, id);

	expect(itemsOf(execution, 'Stored')).toEqual([
		{ loyalty_id: 'L-90001', points: 150, operation: 'created', linked: true },
		{ loyalty_id: 'L-90002', points: 5, operation: 'created', linked: false },
		{ loyalty_id: 'L-90001', points: 160, operation: 'updated', linked: true },
	]);
	expect(itemsOf(execution, 'Owner Unclear')).toEqual([
		{ loyalty_id: 'L-90003', reason: expect.stringContaining('profiles') as unknown },
	]);
	expect(itemsOf(execution, 'Not Stored')).toEqual([
		{ loyalty_id: '', reason: expect.stringContaining("'Match Value' is empty") as unknown },
	]);
	const stored = organization().records('cusLoyalty');
	expect(stored).toHaveLength(before + 2);
	const owner = organization()
		.profiles()
		.find(({ email }) => email === amy);
	expect(stored.find(({ loyalty_id }) => loyalty_id === 'L-90001')).toMatchObject({
		points: 160,
		tier: 'gold',
		cusProfilelink: { PKey: owner?.PKey },
	});
});

test('status-board-of-workflows.json shows each workflow, and those that are not what they should be', async () => {
	const { rest } = playground.n8n;
	const { id } = await importExample(playground, 'status-board-of-workflows.json');
	const [gone] = organization()
		.records('workflow')
		.filter(({ name }) => name === 'WKF3');
	organization().remove(gone.PKey, 'workflow');

	const execution = await runWorkflow(rest, id);

	expect(itemsOf(execution, 'Board')).toMatchObject([
		{ id: 'weekly_digest', label: 'Weekly digest', state: 'started', wanted: 'started' },
		{ id: 'WKF1', label: 'Import loyalty file', state: 'stopped', wanted: 'started' },
		{ id: 'WKF3', label: '', state: 'not found', wanted: 'stopped' },
	]);
	expect(itemsOf(execution, 'Needs a Look')).toMatchObject([{ id: 'WKF1' }, { id: 'WKF3' }]);
	expect(organization().commits()).toEqual([]);
});

describe('landing-page-with-one-message.json', () => {
	const newcomer = 'nina.new@example.com';
	let id: string;

	beforeAll(async () => {
		const { rest } = playground.n8n;
		({ id } = await importExample(playground, 'landing-page-with-one-message.json', (file) => {
			nodeIn(file, 'Subscribe').parameters.service = { __rl: true, mode: 'list', value: 'SVC1' };
		}));
		await activateWorkflow(rest, id);
	});

	afterAll(async () => await deactivateWorkflow(playground.n8n.rest, id));

	const subscribers = () =>
		organization()
			.records('subscription')
			.filter(({ serviceName }) => serviceName === 'SVC1')
			.map(({ subscriber }) => (subscriber as { email: string }).email);

	it('makes the profile, subscribes it and sends one message, also when the form comes twice', async () => {
		const url = `${playground.n8n.url}/form/campaign-garden-guide`;
		for (let time = 0; time < 2; time += 1) {
			// n8n 2 answers before it has opened the form.
			const form = await eventually(async () => await openForm(url));
			expect(await form.submit({ 'E-mail': newcomer, 'First name': 'Nina' })).toBe(true);
			expect(form.page).toContain(
				'Thank you. If Garden News is new to you, the guide is on its way.',
			);
		}

		const made = organization().profiles();
		expect(made.filter(({ email }) => email === newcomer)).toMatchObject([{ firstName: 'Nina' }]);
		expect(subscribers()).toEqual([amy, newcomer]);
		expect(confirmations()).toMatchObject([{ email: newcomer, ctx: { firstName: 'Nina' } }]);
	});
});
