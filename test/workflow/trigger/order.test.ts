import { BY_FILTER, BY_ORDER, WAYS } from '../../waysToAsk';
import type { INodeParameters } from 'n8n-workflow';

import { useHarness } from '../suite';
import { instant, refusal, Watching } from './watching';

const suite = useHarness();

const few = { maxItems: 50, fields: ['email'] };

describe('On Too Many', () => {
	const begun = async (organization: string, options: object) => {
		const watching = new Watching(
			suite,
			organization,
			{ ...BY_ORDER, event: 'updated', options: { ...few, ...options } },
			{ settings: { people: 300 } },
		);
		await watching.trigger.activate();
		watching.later();
		watching.control.touch({ count: 80, lastModified: watching.now, stepMs: 1 });
		watching.later(1);
		return watching;
	};

	it('Stop: fails with the number at each poll, puts nothing out and loses nothing', async () => {
		const watching = await begun('order-stop', {});
		for (let poll = 0; poll < 2; poll += 1) {
			const words = await refusal(watching.poll());
			expect(words).toMatch(
				/^More than \d+ profiles have changed .* nothing is lost.*'Find Changes By' = 'Custom Filter'.*'On Too Many'/,
			);
			expect(Number(/\d+/.exec(words)?.[0])).toBeGreaterThanOrEqual(50);
		}
		const raised = { ...few, maxItems: 80 };
		watching.trigger.node.parameters.options = raised;
		expect(await watching.trigger.restart()).toHaveLength(80);
		expect(await watching.poll()).toBeNull();
	});

	it('Skip to Newest: puts out the newest, leaves the older ones out, and goes on from there', async () => {
		const watching = await begun('order-skip', { onTooMany: 'skip', pageSize: 30 });
		const { control } = watching;
		const newest = await watching.poll();
		const order = control.profiles().slice(0, 80);
		expect(newest).toEqual(order.slice(30).map(({ email }) => email));
		expect(await watching.poll()).toBeNull();
		watching.later();
		watching.create('next@example.com');
		watching.control.touch({ from: 299, count: 1, lastModified: watching.now });
		expect(await watching.poll()).toEqual(['person-000300@example.com']);
	});

	it('holds for a filter whose rows are not sorted, too, with words of its own', async () => {
		const watching = new Watching(
			suite,
			'order-unsorted',
			{ ...BY_FILTER, event: 'updated', options: few },
			{ settings: { people: 300, sortableFields: [] } },
		);
		await watching.trigger.activate();
		watching.later();
		watching.control.touch({ count: 80, lastModified: watching.now, stepMs: 1 });
		watching.later();
		expect(await refusal(watching.poll())).toMatch(
			/^More than \d+ profiles .*makes 'Last modified' sortable/,
		);
	});
});

describe.each(WAYS)('Find Changes By: %s', (_, way, parameters, settings) => {
	const watch = (name: string, event: string, more: object = {}, options: INodeParameters = {}) =>
		new Watching(
			suite,
			`moments-${way}-${name}`,
			{ ...parameters, event, options },
			{ settings: { ...settings, ...more } },
		);

	it.each([
		['people 0', { profiles: [] }],
		['a single profile', { people: 1 }],
	])('an organization with %s', async (name, more) => {
		const watching = watch(name.replace(/ /g, '-'), 'both', more);
		expect(await watching.trigger.activate()).toBeNull();
		expect(await watching.poll()).toBeNull();
		watching.later();
		const PKey = watching.create('first@example.com');
		expect(await watching.poll()).toEqual(['created first@example.com']);
		watching.later();
		watching.update(PKey);
		expect(await watching.poll()).toEqual(['updated first@example.com']);
		expect(await watching.poll()).toBeNull();
	});

	it('an import with one moment that is larger than a page', async () => {
		const watching = watch('import', 'created', {}, { pageSize: 20, maxItems: 200 });
		await watching.trigger.activate();
		watching.later();
		watching.create('before@example.com');
		watching.later(1);
		watching.control.newPeople(130);
		watching.later(1);
		watching.create('after@example.com');
		const found = (await watching.trigger.pollAll()).flat().map(({ email }) => email);
		expect([found[0], found[131]]).toEqual(['before@example.com', 'after@example.com']);
		expect([found.length, new Set(found).size]).toEqual([132, 132]);
	});

	it('a profile that appears late with an old moment comes within Overlap, and not after it', async () => {
		const watching = watch('late', 'created', {}, { overlap: 30 });
		const { control, trigger } = watching;
		await trigger.activate();
		watching.later(7200);
		watching.create('now@example.com');
		expect(await watching.poll()).toEqual(['now@example.com']);
		const late = (email: string, seconds: number) => {
			const moment = instant(7200 - seconds);
			control.put({ email, created: moment, lastModified: moment });
		};
		late('late@example.com', 29 * 60);
		late('too-late@example.com', 31 * 60);
		expect(await watching.poll()).toEqual(['late@example.com']);
		expect(await watching.poll()).toBeNull();
	});

	it('a moment in the future is put out once and hides nothing that comes before it', async () => {
		const watching = watch('future', 'both');
		const { control, trigger } = watching;
		await trigger.activate();
		watching.later();
		const [{ PKey }] = control.profiles();
		control.put({ PKey, email: 'ahead@example.com', lastModified: instant(86_400) });
		expect(await watching.poll()).toEqual(['updated ahead@example.com']);
		expect(await watching.poll()).toBeNull();
		watching.later();
		watching.create('now@example.com');
		expect(await watching.poll()).toEqual(['created now@example.com']);
		watching.later(86_400);
		watching.create('next@example.com');
		expect(await watching.poll()).toEqual(['created next@example.com']);
		expect(await watching.poll()).toBeNull();
	});

	it.each([
		['behind', '2019-03-01 10:00:00.000Z', '2019-03-01 10:10:00.000Z'],
		['ahead', '2031-03-01 10:00:00.000Z', '2031-03-01 10:10:00.000Z'],
	])("a clock of the server that is years %s n8n's changes nothing", async (name, begin, then) => {
		const watching = watch(name, 'both', {
			now: begin,
			profiles: [{ email: 'old@example.com', created: begin, lastModified: begin }],
		});
		const { control, trigger } = watching;
		await trigger.activate();
		expect(await watching.poll()).toBeNull();
		control.change({ now: then });
		control.put({ email: 'new@example.com', created: then, lastModified: then });
		control.put({ PKey: control.profiles()[0].PKey, lastModified: then });
		expect((await watching.poll())?.sort()).toEqual([
			'created new@example.com',
			'updated old@example.com',
		]);
		expect(await watching.poll()).toBeNull();
	});

	it('Page Size is asked for', async () => {
		const watching = watch('page', 'created', {}, { pageSize: 7 });
		await watching.trigger.activate();
		watching.later();
		watching.create('one@example.com');
		await watching.poll();
		const lists = watching.control.requests().filter(({ path }) => !path.includes('resourceType'));
		for (const { path } of lists) expect(path).toContain('_lineCount=7&');
	});

	it("'Fetch Test Event' after an import of one moment shows three profiles with few requests", async () => {
		const watching = watch('example', 'both', { people: 2000 });
		watching.later();
		watching.control.touch({ count: 2000, lastModified: watching.now });
		const before = watching.control.requests().length;
		expect(await watching.trigger.fetchTestEvent()).toHaveLength(3);
		expect(watching.control.requests().length - before).toBeLessThan(20);
	});
});
