/** Polls of an activated trigger that fail, or that have not enough time. */
import { NodeApiError, type IDataObject } from 'n8n-workflow';

import { CLIENT_SECRET, type Fault } from '../../../sandbox/server';
import { timestamp } from '../../../sandbox/store/timestamp';
import { BY_FILTER, BY_ORDER } from '../../waysToAsk';
import { MODES, Poller } from '../poller';
import { atCalls, oops, tooMany } from '../requests';
import { useHarness } from '../suite';
import { usePollers } from './watching';

const suite = useHarness();
const { harness, control } = suite;
const { trigger } = usePollers(suite);

const ALL = 100_000;

/** What n8n reads of an error. */
interface Failure {
	cause: string;
	retryAfterMs: number;
}

/** New people of an hour ago, before what is looked for again, each with a moment of its own. */
const arrive = (organization: string, count: number, stepMs = 1) =>
	control(organization).newPeople(count, {
		created: timestamp(new Date(Date.now() - 3_600_000)),
		stepMs,
	});

const keysOf = (runs: Array<IDataObject[] | null>) =>
	runs.flatMap((run) => run ?? []).map(({ PKey }) => String(PKey));

describe.each(MODES)('A poll in mode %s of n8n', (mode) => {
	it.each<[string, Fault, object]>([
		['429', { times: ALL, respond: tooMany(1) }, { cause: 'rate-limited', retryAfterMs: 1000 }],
		['503', { times: ALL, respond: oops(503) }, { cause: 'temporarily-unavailable' }],
		['504', { times: ALL, respond: oops(504) }, { cause: 'temporarily-unavailable' }],
		['cut', { times: ALL, drop: 'beforeWrite' }, { cause: 'temporarily-unavailable' }],
		[
			'401',
			{ times: ALL, respond: { status: 401, body: '{"error_code":"401013"}' } },
			{ cause: 'credential-invalid' },
		],
		[
			'403',
			{ times: ALL, respond: { status: 403, body: '{"error_code":"403003"}' } },
			{ cause: 'credential-invalid' },
		],
	])('tells n8n why it has failed: %s', async (name, fault, failure) => {
		const organization = `faults-why-${name}-${mode}`;
		// A quarter of it is longer than the pause that is asked for.
		const one = trigger(mode, organization, BY_ORDER, 8000);
		await one.activate();
		control(organization).faults([fault]);
		const error = await one.poll().catch((thrown: NodeApiError) => thrown);
		expect(error).toBeInstanceOf(NodeApiError);
		expect((error as NodeApiError & { failure?: object }).failure).toEqual(failure);
		control(organization).faults([]);
		expect(await one.poll()).toBeNull();
	});

	it('does not wait for as long as Campaign has asked for, but sends nothing until then', async () => {
		const organization = `faults-paused-${mode}`;
		const one = trigger(mode, organization, BY_ORDER, 4000);
		await one.activate();
		control(organization).faults([{ respond: tooMany(30) }]);
		await expect(one.poll()).rejects.toThrow(NodeApiError);
		const { length } = control(organization).requests();
		const error = await one.poll().catch((thrown: NodeApiError) => thrown);
		const { failure } = error as NodeApiError & { failure: Failure };
		expect(failure.cause).toBe('rate-limited');
		expect(failure.retryAfterMs).toBeGreaterThan(0);
		expect(failure.retryAfterMs).toBeLessThanOrEqual(30_000);
		expect(control(organization).requests()).toHaveLength(length);
	});

	it.each([
		['by order', BY_ORDER],
		['by filter', BY_FILTER],
	])(
		'brings 5,000 changes in a bounded number of polls while every tenth request is refused, %s',
		async (_, askBy) => {
			const organization = `faults-many-${mode}-${askBy.askBy}`;
			// Some pages take a poll; reading all of them from the latest on needs one poll that has the time for all.
			const budgetMs = askBy === BY_FILTER ? 6000 : 36_000;
			const options = { maxItems: 6000, pageSize: 500 };
			const one = trigger(mode, organization, { ...askBy, options }, budgetMs);
			await one.activate();
			arrive(organization, 5000);
			control(organization).faults(
				atCalls([9, 19, 29, 39, 49, 59], () => ({ path: 'profile', respond: tooMany(1) })),
			);
			const runs = await one.pollAll(40);
			const keys = keysOf(runs);
			expect(keys).toHaveLength(5000);
			expect(new Set(keys).size).toBe(5000);
			expect(runs.length).toBeLessThan(30);
			expect(await one.restart()).toBeNull();
		},
	);
});

describe('A poll without time', () => {
	it('still brings a page, so that the polls come to an end', async () => {
		const organization = 'faults-no-time';
		const one = trigger('memory', organization, { ...BY_FILTER, options: { pageSize: 10 } });
		await one.activate();
		arrive(organization, 95);
		control(organization).change({ latencyMs: 20 });
		// Reading may take half of it, which the first page uses up.
		const slow = one.changed({ budgetMs: 20, mode: 'scheduler' });
		const outcome = await slow.poll().catch((error: Error) => error);
		// An answer that takes longer than the whole budget is given up.
		expect(outcome).toBeInstanceOf(NodeApiError);

		const hasty = one.changed({ budgetMs: 400, mode: 'scheduler' });
		control(organization).change({ latencyMs: 70 });
		const runs: IDataObject[][] = [];
		for (let poll = 0; poll < 60 && keysOf(runs).length < 95; poll += 1) {
			// On a busy machine an answer may take longer than the poll may wait.
			runs.push((await hasty.poll().catch(() => null)) ?? []);
		}
		expect(new Set(keysOf(runs)).size).toBe(95);
		expect(keysOf(runs)).toHaveLength(95);
		expect(runs.filter(({ length }) => length > 0).length).toBeGreaterThan(1);
	});
});

describe('A client secret that is wrong', () => {
	it('is said at the activation and by each poll', async () => {
		const organization = 'faults-secret';
		const working = { event: 'created', authentication: 'oAuth2', ...BY_ORDER };
		const one = new Poller(harness, {
			credentials: harness.credentials(organization, 'oAuth2'),
			parameters: working,
		});
		await one.activate();
		const wrong = harness.credentials(organization, 'oAuth2', {
			clientSecret: `${CLIENT_SECRET}-old`,
		});
		const other = one.changed({ credentials: wrong });
		for (const fail of [async () => await other.activate(), async () => await other.poll()]) {
			await expect(fail()).rejects.toMatchObject({
				message: expect.stringMatching(/^Adobe does not accept the client secret/) as string,
				context: { cause: 'credential-invalid' },
			});
		}
	});
});
