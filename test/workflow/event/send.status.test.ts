/** What becomes of a message: 'Wait for Status' and 'Fail If Not Sent'. */
import type { INodeParameters } from 'n8n-workflow';

import { orderEvent, send } from '../parameters';
import { messages, methods, oops, REFUSED } from '../requests';
import { useHarness } from '../suite';
import { ctx, LOOKS, node } from './messages';

const { harness, control } = useHarness();

/** Values for all fields, so that no hint tells of a missing one. */
const order = {
	email: 'ines@example.com',
	ctx: { ...ctx, deliveryAt: '2099-01-01', orderDate: '2026-11-01', productList: [] },
};

describe.each(['status', 'status-v8'])('The status of a message, in %s,', (organization) => {
	beforeEach(() => control(organization).reset());

	const sendWith = async (options: INodeParameters['options'], more: object = {}) =>
		await harness.runNode({
			organization,
			node,
			items: [order],
			parameters: send({ options }),
			...more,
		});

	it('is the first one when nothing waits for it', async () => {
		const {
			items: [{ json }],
			requests,
		} = await sendWith({ waitForStatus: false, failIfNotSent: false });

		expect(json.status).toBe('pending');
		expect(methods(requests)).toEqual(['GET', 'POST']);
	});

	it.each<INodeParameters>([{ waitForStatus: true }, { failIfNotSent: true }])(
		'is that of the end when something waits for it: %j',
		async (options) => {
			const {
				items: [{ json }],
				requests,
				hints,
				error,
			} = await sendWith(options);

			expect(error?.message).toBeUndefined();
			expect(json.status).toBe('processed');
			expect(hints).toEqual([]);
			const [first, second, ...looks] = methods(requests);
			expect([first, second]).toEqual(['GET', 'POST']);
			expect(new Set(looks)).toEqual(new Set(['GET']));
			expect(requests.at(-1)?.path).toBe(
				`/${organization}/campaign/mc${organization}/${orderEvent}/${String(json.PKey)}`,
			);
		},
	);

	it('is looked at for a limited time, after which a hint says so', async () => {
		control(organization).reset({ eventStepMs: 600_000 });

		const {
			items: [{ json }],
			hints,
			error,
		} = await sendWith({
			waitForStatus: true,
			waitAtMost: '={{ 0.2 }}',
		});

		expect(error?.message).toBeUndefined();
		expect(json.status).toBe('pending');
		expect(messages(hints)).toEqual([
			"The message was accepted, and is still 'pending' after 0.2 seconds. Look again later with Get.",
		]);
	});

	it('is looked at once when there is no time', async () => {
		control(organization).reset({ eventStepMs: 600_000 });

		const {
			requests,
			items: [{ json }],
		} = await sendWith({ waitForStatus: true, waitAtMost: 0 });

		expect(json.status).toBe('pending');
		expect(methods(requests)).toEqual(['GET', 'POST', 'GET']);
	});

	it('of a scheduled message is not waited for', async () => {
		control(organization).reset({ eventOutcome: 'ignored' });

		const {
			requests,
			items: [{ json }],
			hints,
		} = await sendWith({
			waitForStatus: true,
			failIfNotSent: true,
			scheduled: '2099-12-24T18:00:00Z',
		});

		expect(json.status).toBe('pending');
		expect(methods(requests)).toEqual(['GET', 'POST']);
		expect(hints).toEqual([]);
	});

	it.each([
		['ignored', /in quarantine, or the profile is on the denylist/],
		['routingFailed', /not published, or was paused or unpublished/],
		['tooOld', /its expiration was over/],
		['deliveryFailed', /could not deliver it/],
		['targetingFailed', /targeting of the event/],
	] as const)('%s fails the item when a message has to be sent', async (eventOutcome, reason) => {
		control(organization).reset({ eventOutcome });

		const { error, status } = await sendWith({ failIfNotSent: true });

		const [{ PKey }] = control(organization).records(orderEvent);
		expect(status).toBe('error');
		expect(error?.message).toBe(`The message was not sent: its status is '${eventOutcome}'`);
		expect(error?.description).toMatch(reason);
		expect(error?.description).toContain(PKey);
		expect(error?.description).toContain('do not send it again');
	});

	it.each(['ignored', 'routingFailed', 'tooOld', 'deliveryFailed', 'targetingFailed'] as const)(
		'%s ends the wait',
		async (eventOutcome) => {
			control(organization).reset({ eventOutcome });

			const {
				items: [{ json }],
				hints,
				error,
			} = await sendWith({ waitForStatus: true });

			expect(error?.message).toBeUndefined();
			expect(json.status).toBe(eventOutcome);
			expect(hints).toEqual([]);
		},
	);

	it('that is none of the known ones is put out as it is, with a hint', async () => {
		control(organization).reset({ eventOutcome: 'paused', eventStepMs: 0 });

		const {
			items: [{ json }],
			hints,
			error,
		} = await sendWith({ failIfNotSent: true, waitAtMost: 0.2 });

		expect(error?.message).toBeUndefined();
		expect(json.status).toBe('paused');
		expect(messages(hints)).toEqual([expect.stringContaining("still 'paused' after 0.2 seconds")]);
	});

	it.each([
		['a refusal', REFUSED],
		['a gateway', oops(403)],
	])(
		'that cannot be read is a hint, and the message counts as sent: %s',
		async (_case, respond) => {
			control(organization).faults([{ ...LOOKS, times: 100, respond }]);

			const {
				items: [{ json }],
				hints,
				error,
			} = await sendWith({ failIfNotSent: true });

			expect(error?.message).toBeUndefined();
			expect(json).toMatchObject({ status: 'pending', channel: 'email' });
			expect(messages(hints)).toEqual([
				expect.stringMatching(/^The message was accepted, but its status could not be read: \w/),
			]);
			expect(control(organization).records(orderEvent)).toHaveLength(1);
		},
	);

	it('is read once more after a passing failure', async () => {
		control(organization).faults([{ ...LOOKS, respond: REFUSED }]);

		const {
			items: [{ json }],
			hints,
		} = await sendWith({ waitForStatus: true });

		expect(json.status).toBe('processed');
		expect(hints).toEqual([]);
	});

	it('is not looked at any more when the run is stopped', async () => {
		control(organization).reset({ eventStepMs: 600_000 });
		const stop = new AbortController();
		const running = sendWith({ waitForStatus: true }, { signal: stop.signal });
		setTimeout(() => stop.abort(), 1_000);

		const { status } = await running;

		expect(status).toBe('canceled');
		expect(control(organization).records(orderEvent).length).toBeLessThanOrEqual(1);
	});

	it('of a message in quarantine does not keep the others from being sent', async () => {
		control(organization).reset({ eventOutcome: 'ignored' });

		const { items } = await sendWith(
			{ failIfNotSent: true },
			{
				items: [order, order],
				nodeSettings: { onError: 'continueRegularOutput' },
			},
		);

		expect(items.map(({ json }) => json.error)).toEqual([
			expect.stringContaining("its status is 'ignored'"),
			expect.stringContaining("its status is 'ignored'"),
		]);
		expect(control(organization).records(orderEvent)).toHaveLength(2);
	});
});

it('A message that Campaign accepts is sent without the description of its event, too', async () => {
	control('status-bare').reset({ eventMetadata: false });

	const {
		items: [{ json }],
	} = await harness.runNode({
		organization: 'status-bare',
		node,
		items: [order],
		parameters: send({ options: { waitForStatus: true } }),
	});

	expect(json.status).toBe('processed');
});
