import { BY_FILTER, BY_ORDER } from '../../waysToAsk';
import { useHarness } from '../suite';
import { emails, Watching } from './watching';

const suite = useHarness();

const WAYS = [
	['Order', 'order', BY_ORDER, {}],
	['Custom Filter', 'filter', BY_FILTER, {}],
	['Custom Filter, not sorted', 'unsorted', BY_FILTER, { sortableFields: [] as string[] }],
] as const;

const EVENTS = [
	[
		'created',
		['new@example.com', 'quick@example.com', 'both@example.com'],
		null,
		'again@example.com',
	],
	['updated', ['old@example.com', 'both@example.com'], ['new@example.com'], undefined],
	[
		'both',
		[
			'created new@example.com',
			'updated old@example.com',
			'created quick@example.com',
			'created both@example.com',
		],
		['updated new@example.com'],
		'created again@example.com',
	],
] as const;

describe.each(WAYS)('Find Changes By: %s', (_, way, parameters, settings) => {
	describe.each(EVENTS)('Event: %s', (event, first, second, third) => {
		const watch = (name: string) =>
			new Watching(suite, `events-${way}-${event}-${name}`, { ...parameters, event }, { settings });

		it('tells a new profile from one that was changed, also when both happened between two polls', async () => {
			const watching = watch('kinds');
			const { trigger, control } = watching;
			expect(await trigger.activate()).toBeNull();

			watching.later();
			const fresh = watching.create('new@example.com');
			const both = watching.create('both@example.com');
			watching.later(1);
			watching.update(control.profiles()[7].PKey, { email: 'old@example.com' });
			watching.later(1);
			const quick = watching.create('quick@example.com');
			watching.later(0.9);
			watching.update(quick);
			watching.later();
			watching.update(both);
			expect(await watching.poll()).toEqual(first);
			expect(await watching.poll()).toBeNull();

			watching.later();
			watching.update(fresh);
			expect(await watching.poll()).toEqual(second);
			watching.later();
			watching.create('again@example.com');
			expect(await watching.poll()).toEqual(third === undefined ? null : [third]);
			expect(await watching.poll()).toBeNull();
		});

		it('an hour without a poll changes nothing of that', async () => {
			const watching = watch('hour');
			await watching.trigger.activate();
			watching.later(3600);
			const PKey = watching.create('early@example.com');
			watching.later(1800);
			watching.update(PKey);
			const word = { created: '', updated: '', both: 'created ' }[event];
			expect(await watching.poll()).toEqual([`${word}early@example.com`]);
			watching.later(3600);
			watching.update(PKey);
			expect(await watching.poll()).toEqual(
				{ created: null, updated: ['early@example.com'], both: ['updated early@example.com'] }[
					event
				],
			);
		});
	});
});

/** More than are remembered of distinct moments, and few enough for a machine that is busy with other tests. */
const OTHERS = 7000;

const MANY = { options: { maxItems: 25_000, pageSize: 1000, fields: ['email'], overlap: 1 } };

describe.each([
	['Order', 'order', BY_ORDER],
	['Custom Filter', 'filter', BY_FILTER],
])('Find Changes By: %s', (_, way, parameters) => {
	it.each([
		['created', 0, null],
		['updated', OTHERS, ['early@example.com']],
	] as const)(
		'%s: a profile that thousands of others have evicted from what is remembered is not new again, and is updated once',
		async (event, count, last) => {
			const watching = new Watching(
				suite,
				`evicted-${way}-${event}`,
				{ ...parameters, ...MANY, event },
				{ settings: { people: OTHERS } },
			);
			const { trigger, control } = watching;
			await trigger.activate();
			watching.later();
			const PKey = watching.create('early@example.com');
			expect(await watching.poll()).toEqual(event === 'created' ? ['early@example.com'] : null);

			watching.later(240);
			control.touch({ count: OTHERS, lastModified: watching.now, stepMs: 10 });
			watching.later(240);
			const others = (await trigger.pollAll()).flat();
			expect([others.length, new Set(emails(others)).size]).toEqual([count, count]);

			watching.later();
			watching.update(PKey);
			expect(await watching.poll()).toEqual(last);
			expect(await watching.poll()).toBeNull();
		},
	);
});
