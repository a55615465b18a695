/** What becomes of an activation: when it succeeds without a poll, and when it is refused with words. */
import { NodeApiError, NodeOperationError, type INodeParameters } from 'n8n-workflow';

import type { Fault } from '../../../sandbox/server';
import { BY_FILTER, BY_ORDER } from '../../waysToAsk';
import { MODES, type Mode, type Poller } from '../poller';
import { oops, tooMany } from '../requests';
import { useHarness } from '../suite';
import { usePollers } from './watching';

const suite = useHarness();
const { harness, control } = suite;
const pollers = usePollers(suite);
const { newcomer } = pollers;

const GUIDE = '/docs/trigger.md';

const ALL = 100_000;

/** A poll gives up soon: see WAITING in watchRecords. */
const BUDGET_MS = 2000;

const trigger = (mode: Mode, organization: string, parameters: INodeParameters = BY_ORDER) =>
	pollers.trigger(mode, organization, parameters, BUDGET_MS);

const warnings = ({ log }: Poller) => log.filter((line) => line.startsWith('warn'));

const expectOnly = (output: unknown, email: string) =>
	expect(output).toEqual([expect.objectContaining({ email })]);

const TROUBLE: Array<[string, Fault]> = [
	['429', { times: ALL, respond: tooMany(0) }],
	['429 for a long time', { times: ALL, respond: tooMany(30) }],
	['503', { times: ALL, respond: { status: 503, body: '' } }],
	['504', { times: ALL, respond: oops(504) }],
	['a connection that is cut', { times: ALL, drop: 'beforeWrite' }],
];

describe.each(MODES)('in mode %s of n8n', (mode) => {
	const named = (name: string) => `activation-${name.replaceAll(' ', '-')}-${mode}`;

	it.each(TROUBLE.filter(([name]) => !name.includes('long')))(
		'succeeds while Campaign answers %s, with a warning, and counts from then on',
		async (name, fault) => {
			const organization = named(name);
			const one = trigger(mode, organization);
			control(organization).faults([fault]);
			expect(await one.activate()).toBeNull();
			expect(warnings(one)).toEqual([expect.stringContaining('Activated, but not polled yet: ')]);
			const early = newcomer(organization);

			await expect(one.poll()).rejects.toThrow(NodeApiError);
			control(organization).faults([]);
			expectOnly(await one.poll(), early);
			expect(await one.poll()).toBeNull();
			const late = newcomer(organization);
			expectOnly(await one.restart(), late);
		},
	);

	it('counts from the activation that failed, also when n8n forgets each poll after it', async () => {
		const organization = named('forgotten');
		const one = trigger(mode, organization, BY_FILTER);
		// The header of the server's time has whole seconds.
		const before = new Date(Date.now() - 10_000).toISOString().replace('T', ' ');
		control(organization).put({
			email: 'early@example.com',
			created: before,
			lastModified: before,
		});
		control(organization).faults([{ times: ALL, drop: 'beforeWrite' }]);
		expect(await one.activate()).toBeNull();
		control(organization).faults([]);
		for (let round = 0; round < 3; round += 1) expect(await one.poll()).toBeNull();
		const email = newcomer(organization);
		expectOnly(await one.restart(), email);
		expect(await one.poll()).toBeNull();
	});

	it('counts from the activation by the clock of the server', async () => {
		const organization = named('clock');
		control(organization).change({ now: '2026-11-20T10:00:00Z' });
		const one = trigger(mode, organization);
		newcomer(organization);
		control(organization).faults([{ times: ALL, drop: 'beforeWrite' }]);
		await one.activate();
		control(organization).faults([]);
		control(organization).change({ now: '2026-11-20T10:01:00Z' });
		const email = newcomer(organization);
		expectOnly(await one.poll(), email);
		expect(await one.poll()).toBeNull();
	});

	it('puts out at once what was missed', async () => {
		const organization = named('missed');
		const one = trigger(mode, organization);
		await one.activate();
		const email = newcomer(organization);
		expectOnly(await one.activate('update'), email);
		expect(await one.poll()).toBeNull();
	});

	it('goes on later with what was missed when the network is dead', async () => {
		const organization = named('dead');
		const one = trigger(mode, organization);
		await one.activate();
		const email = newcomer(organization);
		control(organization).faults([{ times: ALL, drop: 'beforeWrite' }]);
		const again = one.changed({ budgetMs: undefined });
		expect(await again.activate('update')).toBeNull();
		expect(warnings(again)).toHaveLength(1);
		control(organization).faults([]);
		expectOnly(await again.poll(), email);
	});

	it('refuses a credential that Campaign refuses', async () => {
		const organization = named('credential');
		const one = trigger(mode, organization);
		for (const [status, code] of [
			[401, '401013'],
			[403, '403003'],
		]) {
			const body = JSON.stringify({ error_code: code, message: 'No' });
			control(organization).faults([{ times: ALL, respond: { status: Number(status), body } }]);
			await expect(one.activate()).rejects.toMatchObject({
				context: { cause: 'credential-invalid' },
			});
		}
		control(organization).faults([]);
		expect(await one.activate()).toBeNull();
		const email = newcomer(organization);
		expectOnly(await one.poll(), email);
	});

	it('begins with a credential that was changed between two polls, and keeps that', async () => {
		const organization = named('moved');
		const other = `${organization}-other`;
		const one = trigger(mode, organization);
		await one.activate();
		one.node = { ...one.node, credentials: harness.credentials(other, 'accessToken') };
		const moved = one.changed({ node: one.node });
		// An execution without items, with which n8n stores where the trigger has begun.
		if (mode === 'scheduler') expect(await moved.poll()).toEqual([]);
		else expect(await moved.poll()).toBeNull();
		const email = newcomer(other);
		expectOnly(await moved.restart(), email);
	});
});

it('refuses to wait for creations where Campaign does not tell them, but for updates', async () => {
	const organization = 'activation-no-created';
	const content = { lastModified: { label: 'Last modified', type: 'datetime', sortable: true } };
	const respond = { status: 200, body: JSON.stringify({ content }) };
	control(organization).faults([{ path: 'resourceType', times: 2, respond }]);
	await expect(trigger('memory', organization).activate()).rejects.toThrow(
		/^Campaign does not tell when its profiles were created\. .*'Event' = 'Profile Updated'/,
	);
	const updates = trigger('memory', organization, { ...BY_ORDER, event: 'updated' });
	expect(await updates.activate()).toBeNull();
});

describe('An n8n that starts', () => {
	it.each<[string, Fault]>([
		[
			'a refused credential',
			{ times: ALL, respond: { status: 401, body: '{"error_code":"401013"}' } },
		],
		['any refusal', { times: ALL, respond: { status: 500, body: 'An error has occurred' } }],
	])('keeps a trigger alive through %s: its polls report it', async (name, fault) => {
		const organization = `activation-start-${name.replaceAll(' ', '-')}`;
		const one = trigger('memory', organization);
		await one.activate();
		const email = newcomer(organization);
		control(organization).faults([fault]);
		for (const mode of ['init', 'leadershipChange'] as const) {
			expect(await one.activate(mode)).toBeNull();
		}
		expect(warnings(one)).toHaveLength(2);
		await expect(one.activate('update')).rejects.toThrow(NodeApiError);
		await expect(one.poll()).rejects.toThrow(NodeApiError);
		control(organization).faults([]);
		expectOnly(await one.poll(), email);
	});
});

describe('An activation that meets a poll of the same node', () => {
	it('is left out, and counts from then on', async () => {
		const organization = 'activation-meets';
		const one = trigger('scheduler', organization);
		await one.activate();
		const other = one.changed({
			parameters: { event: 'both', ...BY_ORDER },
			budgetMs: undefined,
		});
		control(organization).faults([{ delayMs: 300 }]);
		const [, output] = await Promise.all([one.poll(), other.activate('update')]);
		expect(output).toBeNull();
		const email = newcomer(organization);
		expectOnly(await other.poll(), email);
	});
});

describe('What an instance cannot do', () => {
	const refusal = async (
		name: string,
		parameters: INodeParameters,
		settings: Parameters<ReturnType<typeof control>['reset']>[0] = {},
	) => {
		const organization = `activation-cannot-${name}`;
		control(organization).reset(settings);
		const one = trigger('memory', organization, parameters);
		const error = await one.activate().then(
			() => undefined,
			(thrown: NodeOperationError) => thrown,
		);
		expect(error).toBeInstanceOf(NodeOperationError);
		expect(error?.context.cause).toBeUndefined();
		expect(error?.description).toContain(GUIDE);
		return `${error?.message} ${error?.description}`;
	};

	it('is said at the activation: the filter is not there', async () => {
		const text = await refusal('filter', { ...BY_FILTER, filterName: 'byNothing' });
		expect(text).toContain("'Filter Name or ID' is not a filter of this instance");
		expect(text).toContain('byModifiedFrom');
	});

	it('is said at the activation: the filter has another parameter', async () => {
		const text = await refusal('parameter', { ...BY_FILTER, filterParameter: 'other_parameter' });
		expect(text).toContain("'Parameter Name or ID' is not a parameter of the filter");
		expect(text).toContain('modifiedfrom_parameter');
	});

	it('is said at the activation: the field cannot be sorted', async () => {
		const text = await refusal('sort', BY_ORDER, { sortableFields: ['email'] });
		expect(text).toContain("cannot sort profiles by 'Last modified'");
		expect(text).toContain("'Custom Filter'");
	});

	it('is said at the activation: the sort takes too long', async () => {
		const text = await refusal('slow', BY_ORDER, { slowSortRows: 10 });
		expect(text).toContain("takes too long to sort its profiles by 'Last modified'");
		expect(text).toContain("'Custom Filter'");
	});

	it('is not that a sort takes too long when Campaign is only busy', async () => {
		const organization = 'activation-cannot-busy';
		const one = trigger('memory', organization);
		const respond = { status: 503, body: '' };
		control(organization).faults([{ path: '_order', times: ALL, respond }]);
		expect(await one.activate()).toBeNull();
		expect(warnings(one)).toEqual([expect.stringContaining('not available at the moment')]);
	});
});
