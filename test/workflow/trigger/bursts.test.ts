import { BY_FILTER, BY_ORDER } from '../../waysToAsk';
import { useHarness } from '../suite';
import { refusal, Watching } from './watching';

const suite = useHarness();

const MANY = { pageSize: 1000, fields: ['email'] };

const emailsOf = (runs: Array<Array<{ email?: unknown }>>) => runs.flat().map(({ email }) => email);

describe('3,000 profiles of one moment', () => {
	it.each([
		['Order', 'order', BY_ORDER, { maxItems: 4000 }],
		['Custom Filter', 'filter', BY_FILTER, {}],
		['Custom Filter with few a run', 'few', BY_FILTER, { maxItems: 100 }],
	])('%s: each is put out once', async (_, name, parameters, options) => {
		const watching = new Watching(
			suite,
			`moment-${name}`,
			{ ...parameters, event: 'updated', options: { ...MANY, ...options } },
			{ settings: { people: 3000 } },
		);
		await watching.trigger.activate();
		watching.later();
		watching.control.touch({ count: 3000, lastModified: watching.now });
		watching.later();
		const found = emailsOf(await watching.trigger.pollAll());
		expect([found.length, new Set(found).size]).toEqual([3000, 3000]);
		watching.later();
		watching.control.touch({ from: 5, count: 1, lastModified: watching.now });
		expect(await watching.poll()).toEqual(['person-000006@example.com']);
	});
});

describe('50,000 changed profiles', () => {
	const burst = async (organization: string, parameters: object, stepMs: number) => {
		const watching = new Watching(
			suite,
			organization,
			{ event: 'updated', ...parameters },
			{ settings: { people: 50_000 } },
		);
		await watching.trigger.activate();
		watching.later(600);
		watching.control.touch({ count: 50_000, lastModified: watching.now, stepMs });
		watching.later(600);
		return watching;
	};

	it('Custom Filter: the first runs are whole, in order, and go on where they ended', async () => {
		const watching = await burst(
			'burst-filter',
			{ ...BY_FILTER, options: { ...MANY, maxItems: 1500 } },
			0.1,
		);
		const runs = [await watching.trigger.poll(), await watching.trigger.poll()];
		const found = emailsOf(runs.map((run) => run ?? []));
		const expected = Array.from(
			{ length: found.length },
			(_, index) => `person-${String(index + 1).padStart(6, '0')}@example.com`,
		);
		expect(found).toEqual(expected);
		expect(found.length).toBeGreaterThanOrEqual(3000);
	});

	it('Order: stops with words, or skips to the newest, and a poll more puts nothing out', async () => {
		const watching = await burst(
			'burst-order',
			{ ...BY_ORDER, options: { ...MANY, maxItems: 2000 } },
			1,
		);
		expect(await refusal(watching.poll())).toMatch(/^More than \d+ profiles have changed/);
		watching.trigger.node.parameters.options = { ...MANY, maxItems: 2000, onTooMany: 'skip' };
		const newest = await watching.poll();
		expect([newest?.length, newest?.[0], newest?.[1999]]).toEqual([
			2000,
			'person-048001@example.com',
			'person-050000@example.com',
		]);
		expect(await watching.poll()).toBeNull();
		watching.later();
		watching.control.touch({ from: 7, count: 1, lastModified: watching.now });
		expect(await watching.poll()).toEqual(['person-000008@example.com']);
	});
});
