import fc from 'fast-check';

import type { Fault } from '../../sandbox/server';
import { campaignFaults, tokenFaults } from './faults';
import type { OnError, OperationName } from './history';

/** One item: the profile that it names, and how. */
export interface PlannedItem {
	person: number;
	way: 'email' | 'capitals' | 'PKey';
}

/** Something that happens a moment after the request with that number was sent. */
export interface Moment {
	call: number;
	afterMs: number;
}

export interface PlannedRun {
	operation: OperationName;
	items: PlannedItem[];
	onError: OnError;
	concurrency: number;
	confirmUpdate: boolean;
	confirmTogether: boolean;
	onlyChanged: boolean;
	/** 'Only If Not Modified Since'. */
	since?: string;
	/** Whether a name is written too, which the server rewrites. */
	withName: boolean;
	/** Seconds. */
	timeout?: number;
	/** Minutes. */
	giveUpAfter: number;
	stop?: Moment;
	/** How much later than the first run it starts. */
	startMs: number;
}

/** What is played: everything about it follows from its seed. */
export interface Plan {
	isV8: boolean;
	isExt: boolean;
	authentication: 'accessToken' | 'oAuth2';
	/** Profiles that are stored before the first run... */
	people: number;
	/** ...and e-mails that no profile has yet. */
	strangers: number;
	latencyMs: number;
	/** What the instance does when a list is to begin with what was changed last. */
	sorting: 'sorts' | 'ignores' | 'refuses';
	runs: PlannedRun[];
	faults: Fault[];
	tokenFaults: Fault[];
	/** By how many milliseconds the clock of the machine is set forward, or back. */
	clock: Array<Moment & { byMs: number }>;
}

/** Without what is drawn for itself. */
type FirstRun = Omit<PlannedRun, 'confirmTogether'>;
type FirstPlan = Omit<Plan, 'sorting' | 'runs'> & { runs: FirstRun[] };

const chance = (percent: number) => fc.integer({ min: 0, max: 99 }).map((it) => it < percent);

const maybe = <T>(percent: number, arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
	fc
		.tuple(chance(percent), arbitrary)
		.map(([is, value]): T | undefined => (is ? value : undefined));

const oneOf = <T>(...choices: T[]) => fc.constantFrom(...choices);

const operation = oneOf<OperationName>(
	...['update', 'update', 'update', 'update', 'upsert', 'upsert', 'upsert', 'upsert'].map(
		(name) => name as OperationName,
	),
	'create',
	'delete',
	'get',
);

const moment = (calls: number) =>
	fc.record({ call: fc.integer({ min: 1, max: calls }), afterMs: fc.integer({ min: 0, max: 12 }) });

const itemsOf = (people: number) =>
	fc.array(
		fc.record({
			person: fc.nat(people - 1),
			way: oneOf<PlannedItem['way']>('email', 'email', 'capitals', 'PKey', 'PKey'),
		}),
		{ minLength: 10, maxLength: 40, size: 'max' },
	);

const run = (people: number): fc.Arbitrary<FirstRun> =>
	fc.record({
		operation,
		items: itemsOf(people),
		onError: oneOf<OnError>('stopWorkflow', 'continueRegularOutput', 'continueErrorOutput'),
		concurrency: oneOf(1, 2, 5, 10),
		confirmUpdate: chance(65),
		onlyChanged: chance(20),
		// Before the last change of every profile, between that and the run, after the run.
		since: maybe(15, oneOf('2020-01-01T00:00:00Z', '2025-06-01T00:00:00Z', '2100-01-01T00:00:00Z')),
		withName: chance(30),
		timeout: maybe(25, fc.constant(0.15)),
		giveUpAfter: oneOf(0.002, 0.005, 0.01),
		stop: maybe(20, moment(60)),
		startMs: oneOf(0, 0, 3, 15),
	});

const runs = (people: number) => fc.array(run(people), { minLength: 1, maxLength: 2, size: 'max' });

/** Two runs of Create or Update that begin at the same time, with e-mails that no profile has yet. */
const race = (people: number, strangers: number) =>
	runs(strangers).map((both) =>
		[both[0], both[1] ?? both[0]].map(
			({ items, ...rest }): FirstRun => ({
				...rest,
				operation: 'upsert',
				startMs: 0,
				items: items.map(({ person, way }) => ({ person: people + person, way })),
			}),
		),
	);

const plan: fc.Arbitrary<FirstPlan> = fc
	.tuple(fc.integer({ min: 2, max: 4 }), fc.integer({ min: 0, max: 3 }))
	.chain(([people, strangers]) =>
		fc.record({
			isV8: fc.boolean(),
			isExt: fc.boolean(),
			authentication: oneOf<Plan['authentication']>('accessToken', 'oAuth2'),
			people: fc.constant(people),
			strangers: fc.constant(strangers),
			latencyMs: oneOf(0, 0, 2, 5),
			runs:
				strangers === 0
					? runs(people)
					: fc.oneof(
							{ weight: 5, arbitrary: runs(people + strangers) },
							{ weight: 1, arbitrary: race(people, strangers) },
						),
			faults: campaignFaults,
			tokenFaults,
			clock: fc.array(
				moment(60).chain((when) =>
					oneOf(-3_600_000, -60_000, -900, -40, 40, 900, 60_000, 3_600_000).map((byMs) => ({
						...when,
						byMs,
					})),
				),
				{ maxLength: 3, size: 'max' },
			),
		}),
	);

/** What is drawn for itself, so that a seed's plan is otherwise what it was before this was played. */
const confirming = fc.record({
	sorting: oneOf<Plan['sorting']>('sorts', 'sorts', 'sorts', 'ignores', 'refuses'),
	together: fc.tuple(chance(60), chance(60)),
});

/** The plan of a seed: the same one each time. */
export const planOf = (seed: number): Plan => {
	const [{ runs: planned, ...rest }] = fc.sample(plan, { seed, numRuns: 1 });
	const [{ sorting, together }] = fc.sample(confirming, { seed, numRuns: 1 });
	return {
		...rest,
		sorting,
		runs: planned.map((one, index) => ({ ...one, confirmTogether: together[index] })),
	};
};
