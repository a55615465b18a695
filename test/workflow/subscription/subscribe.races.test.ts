/** Subscribe whose POST has an unclear outcome, or while other runs and clients write. */
import type { Fault } from '../../../sandbox/server';
import { nextAnswered, peakOf, watchFlights } from '../flights';
import { amy, by, byItsEmail, standard, ext, subscribe, to, unsubscribe } from '../parameters';
import { oops, tooMany, writes } from '../requests';
import { LOOK, steps, SUBSCRIBED, useSubscriptions } from './pairs';

const { harness, control, profileIn, subscriptionsIn, servicesOf, enroll } = useSubscriptions();

/** One of the sandbox's people who is subscribed to nothing. */
const zoe = 'zoe.brannstrom@example.com';

const zoeToGarden = subscribe(by('email', zoe), to('name', 'SVC1'));

const html = { status: 200, body: '<html>Sign in</html>' };
const errorPage = { status: 500, body: '<html>Oops</html>' };
const page503 = { status: 503, body: '<html>Service Unavailable</html>' };
const validator = { status: 503, body: '{"error_code":"503000","message":"Error in validation"}' };

/** All that Campaign v8 says, also for a duplicate (Adobe, "Limitations" of v8). */
const generic = 'An error has occurred - please contact your administrator.';

const UNCLEAR: Array<[string, Fault, boolean]> = [
	['lost before the write', { drop: 'beforeWrite' }, false],
	['lost after the write', { drop: 'afterWrite' }, true],
	['502 before the write', { respond: oops(502) }, false],
	['502 after the write', { respondAfterWrite: oops(502) }, true],
	['504 after the write', { respondAfterWrite: oops(504) }, true],
	['503 before the write', { respond: page503 }, false],
	['503 after the write', { respondAfterWrite: page503 }, true],
	['an error page after the write', { respondAfterWrite: errorPage }, true],
	['a 200 of a proxy before the write', { respond: html }, false],
	['a 200 of a proxy after the write', { respondAfterWrite: html }, true],
	['201 without a body after the write', { respondAfterWrite: { status: 201, body: '' } }, true],
];

describe.each(['clear', 'clear-v8'])(
	'A subscription with an unclear outcome, in %s',
	(organization) => {
		beforeEach(() => control(organization).reset());

		const twice = async (faults: Fault[]) => {
			control(organization).faults(faults);
			return await harness.runNode({
				organization,
				items: [{}, {}],
				parameters: zoeToGarden,
				nodeSettings: { onError: 'continueRegularOutput' },
			});
		};

		// What comes of it does not depend on the dialect.
		const unclear = organization.endsWith('-v8') ? UNCLEAR.slice(0, 2) : UNCLEAR;

		it.each(unclear)('is looked for and not sent again: %s', async (_case, fault, isDone) => {
			const { items, requests } = await twice([{ method: 'POST', ...fault }]);

			expect(writes(requests)).toHaveLength(1);
			if (isDone) {
				expect(items.map(({ json }) => json.alreadySubscribed)).toEqual([false, true]);
				expect(items[0].json).toMatchObject({ serviceName: 'SVC1', subscriber: { email: zoe } });
				expect(steps(requests)).toEqual([...SUBSCRIBED, 'GET profile', 'GET subscriptions']);
				expect(servicesOf(organization, zoe)).toEqual(['SVC1']);
			} else {
				expect(items[0].json.error).toContain('The subscription may exist now');
				expect(items[1].json.error).toContain('An earlier item may have subscribed this profile');
				expect(servicesOf(organization, zoe)).toEqual([]);
			}
		});

		it('is looked for again when the list is older than the write', async () => {
			const { items, requests } = await twice([
				{ method: 'POST', drop: 'afterWrite' },
				{ method: 'GET', path: '/subscriptions', skip: 1, times: 2, staleRead: true },
			]);

			expect(items.map(({ json }) => json.alreadySubscribed)).toEqual([false, true]);
			expect(writes(requests)).toHaveLength(1);
		});

		it('stays unclear when the list cannot be read', async () => {
			const { items, requests } = await twice([
				{ method: 'POST', drop: 'afterWrite' },
				{ method: 'GET', path: '/subscriptions', skip: 1, times: 5, respond: oops(504) },
			]);

			expect(items[0].json.error).toContain('The subscription may exist now');
			expect(items[0].json.error).not.toContain(zoe);
			// The second item reads the list, and it is there.
			expect(items[1].json).toMatchObject({ alreadySubscribed: true });
			expect(writes(requests)).toHaveLength(1);
		});

		it('is looked for when no answer came within Timeout', async () => {
			control(organization).faults([{ method: 'POST', trickle: 'byte' }]);

			const { items, requests } = await harness.runNode({
				organization,
				parameters: subscribe(by('email', zoe), to('name', 'SVC1'), { options: { timeout: 1 } }),
			});

			expect(items[0].json).toMatchObject({ alreadySubscribed: false, serviceName: 'SVC1' });
			expect(steps(requests)).toEqual(SUBSCRIBED);
		});

		it.each<[string, Fault]>([
			['429', { respond: tooMany(0) }],
			['503 of a validator', { respond: validator }],
		])(
			'is sent again when it was certainly not done, after the list was read: %s',
			async (_case, fault) => {
				const { items, requests } = await twice([{ method: 'POST', times: 2, ...fault }]);

				expect(items.map(({ json }) => json.alreadySubscribed)).toEqual([false, true]);
				expect(steps(requests).slice(0, 9)).toEqual([
					...LOOK,
					...['POST', 'GET', 'POST', 'GET', 'POST', 'GET'].map(
						(method) => `${method} subscriptions`,
					),
				]);
				expect(servicesOf(organization, zoe)).toEqual(['SVC1']);
			},
		);

		it('is not sent again after a wait in which another client has subscribed the profile', async () => {
			control(organization).faults([{ method: 'POST', respond: tooMany(0) }]);

			const running = harness.runNode({ organization, parameters: zoeToGarden });
			await nextAnswered(organization, 'POST');
			enroll(organization, zoe, 'SVC1');
			const { items, requests } = await running;

			expect(items[0].json).toMatchObject({ alreadySubscribed: true, serviceName: 'SVC1' });
			expect(writes(requests)).toHaveLength(1);
		});

		it('is not sent again when an unclear answer follows a refusal as too many', async () => {
			const { items, requests } = await twice([
				{ method: 'POST', respond: tooMany(0) },
				{ method: 'POST', drop: 'beforeWrite' },
			]);

			expect(items[0].json.error).toContain('The subscription may exist now');
			expect(writes(requests)).toHaveLength(2);
		});

		it.each(['ignore', 'error'])(
			'is one that another client was faster with, with If Already Subscribed = %s',
			async (ifSubscribed) => {
				enroll(organization, zoe, 'SVC1');
				control(organization).faults([{ method: 'GET', path: '/subscriptions', staleRead: true }]);

				const { items, error, requests } = await harness.runNode({
					organization,
					parameters: subscribe(by('email', zoe), to('name', 'SVC1'), {
						options: { ifSubscribed },
					}),
				});

				expect(steps(requests)).toEqual(SUBSCRIBED);
				if (ifSubscribed === 'ignore') {
					expect(items[0].json).toMatchObject({ alreadySubscribed: true, serviceName: 'SVC1' });
				} else {
					expect(error?.message).toBe('The profile is subscribed to the service already');
				}
				expect(subscriptionsIn(organization)).toHaveLength(3);
			},
		);

		it('is an error when Campaign refuses it and the list does not have it', async () => {
			const isV8 = organization.endsWith('-v8');
			const duplicate = `PGS-220000 PostgreSQL error: ERROR:  duplicate key value violates unique constraint "nmssubscriptionrcp_key" DETAIL:  Key (iserviceid, isubscriberid)=(12, 7) already exists.`;
			control(organization).faults([
				{ method: 'POST', respond: { status: 500, body: isV8 ? generic : duplicate } },
			]);

			const { error, requests } = await harness.runNode({ organization, parameters: zoeToGarden });

			expect(error?.message).toBe(
				isV8
					? 'Campaign refused a request about subscriptions and gives no reason'
					: 'Campaign says that the profile is subscribed already, but does not list the subscription',
			);
			expect(steps(requests)).toEqual(SUBSCRIBED);
		});

		it('is confirmed by a list that shows it at the second look', async () => {
			control(organization).faults([
				{ method: 'GET', path: '/subscriptions', skip: 1, staleRead: true },
			]);

			const { items, requests } = await harness.runNode({ organization, parameters: zoeToGarden });

			expect(items[0].json).toMatchObject({ alreadySubscribed: false, serviceName: 'SVC1' });
			expect(steps(requests)).toEqual([...SUBSCRIBED, 'GET subscriptions']);
		});

		it('is not confirmed when the list never shows it', async () => {
			control(organization).faults([{ method: 'POST', discardWrite: true }]);

			const { error, items, requests } = await harness.runNode({
				organization,
				parameters: zoeToGarden,
			});

			expect(items).toEqual([]);
			expect(error?.message).toBe(
				"The subscription was accepted, but the profile's list does not show it",
			);
			expect(error?.description).toMatch(/^It is not confirmed\..*Its PKey: @/);
			expect(steps(requests)).toEqual([...SUBSCRIBED, 'GET subscriptions', 'GET subscriptions']);
		});

		it('was accepted when the list cannot be read back, which the error says', async () => {
			control(organization).faults([
				{ method: 'GET', path: '/subscriptions', skip: 1, times: 5, respond: oops(504) },
			]);

			const { error, requests } = await harness.runNode({ organization, parameters: zoeToGarden });

			expect(error?.message).toBe(
				'The subscription was accepted, but could not be read back to confirm it',
			);
			expect(error?.description).not.toContain('Nothing was');
			expect(writes(requests)).toHaveLength(1);
		});
	},
);

describe('Two runs at the same time', () => {
	it.each(['pair', 'pair-v8'])('subscribe the same pair once: %s', async (organization) => {
		control(organization).reset({ latencyMs: 10 });
		const { PKey } = profileIn(organization, zoe);
		const run = async (parameters: ReturnType<typeof subscribe>) =>
			await harness.runNode({ organization, parameters });

		const runs = await Promise.all([
			run(subscribe(by('email', zoe), to('name', 'SVC1'), standard)),
			run(subscribe(by('id', PKey), to('name', 'Garden News'), ext)),
		]);

		const done = runs.map(({ items }) => items[0].json.alreadySubscribed);
		expect(done.sort()).toEqual([false, true]);
		expect(writes(control(organization).requests())).toHaveLength(1);
		expect(servicesOf(organization, zoe)).toEqual(['SVC1']);
	});

	it('subscribe and unsubscribe the same pair one after the other', async () => {
		const organization = 'to-and-fro';
		control(organization).reset({ latencyMs: 5 });
		const pair = [by('email', zoe), to('name', 'SVC1')];
		const flights = watchFlights(organization);

		const runs = await Promise.all(
			[subscribe(...pair), unsubscribe(...pair), subscribe(...pair), unsubscribe(...pair)].map(
				async (parameters) => await harness.runNode({ organization, parameters }),
			),
		);

		expect(runs.map(({ error }) => error?.message)).toEqual([...Array<undefined>(4)]);
		const ofList = flights.filter(({ path }) => path.includes('/subscriptions/'));
		expect(peakOf(ofList)).toBe(1);
		// In their order: each POST is followed by the DELETE of what it has made.
		const written = ofList.filter(({ method }) => method !== 'GET').map(({ method }) => method);
		expect(written).toEqual(
			Array.from({ length: written.length }, (_, index) => (index % 2 ? 'DELETE' : 'POST')),
		);
		expect(servicesOf(organization, zoe)).toHaveLength(written.length % 2);
	});

	it('unsubscribe the same pair with one DELETE', async () => {
		const organization = 'both-leave';
		control(organization).reset({ latencyMs: 5 });

		const runs = await Promise.all(
			['SVC1', 'garden news'].map(
				async (name) =>
					await harness.runNode({
						organization,
						items: [{ email: amy.email }],
						parameters: unsubscribe(byItsEmail, to('name', name)),
					}),
			),
		);

		const were = runs.map(({ items }) => items[0].json.wasSubscribed);
		expect(were.sort()).toEqual([false, true]);
		expect(writes(control(organization).requests())).toHaveLength(1);
		expect(servicesOf(organization, amy.email)).toEqual(['SVC2']);
	});
});
