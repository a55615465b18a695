import { BY_FILTER } from '../../waysToAsk';
import { useHarness } from '../suite';
import { refusal, Watching } from './watching';

const suite = useHarness();

const GUIDE = 'docs/trigger.md';

const named = (filterName: string, filterParameter: string) => ({
	...BY_FILTER,
	filterName,
	filterParameter,
});

const FILTERS = [
	['standard', 'byModifiedFrom', 'modifiedfrom_parameter'],
	['standard', 'byChangedSince', '_parameter'],
	['v8', 'ModifiedFrom', 'modifiedfrom_parameter'],
	['v8', 'ChangedSince', '_parameter'],
] as const;

describe.each(FILTERS)('in %s, the filter %s with %s', (dialect, filterName, parameter) => {
	it.each([
		['as it is', {}],
		['with instants in ISO 8601 alone', { filterDates: 'iso' }],
		['with "greater than"', { fromFilterStrict: true }],
		['with a table that is not sorted', { sortableFields: [] }],
	] as const)('%s finds each change once', async (name, settings) => {
		const watching = new Watching(
			suite,
			`filter-${dialect}-${filterName}-${name.length}`,
			{ ...named(filterName, parameter), event: 'both' },
			{ settings: { dialect, ...(settings as object) } },
		);
		expect(await watching.trigger.activate()).toBeNull();
		watching.later();
		const PKey = watching.create('one@example.com');
		watching.create('two@example.com');
		expect(await watching.poll()).toEqual(['created one@example.com', 'created two@example.com']);
		watching.create('three@example.com');
		expect(await watching.poll()).toEqual(['created three@example.com']);
		watching.later();
		watching.update(PKey);
		expect(await watching.poll()).toEqual(['updated one@example.com']);
		expect(await watching.poll()).toBeNull();
		const lists = watching.control.requests().filter(({ path }) => path.includes(`/${filterName}`));
		expect(lists.length).toBeGreaterThan(4);
		for (const { path } of lists.slice(1)) expect(path).toContain(`?${parameter}=`);
	});
});

describe('a filter by the moment of creation', () => {
	const CREATED = named('byCreatedFrom', 'createdfrom_parameter');

	it('finds each new profile once', async () => {
		const watching = new Watching(suite, 'filter-creation', { ...CREATED, event: 'created' });
		await watching.trigger.activate();
		watching.later();
		const PKey = watching.create('one@example.com');
		expect(await watching.poll()).toEqual(['one@example.com']);
		watching.later();
		watching.update(PKey);
		watching.create('two@example.com');
		expect(await watching.poll()).toEqual(['two@example.com']);
		expect(await watching.poll()).toBeNull();
	});
});

describe('the activation', () => {
	const activation = async (
		name: string,
		parameters: object,
		settings: object = {},
		prepare?: (watching: Watching) => void,
	) => {
		const watching = new Watching(
			suite,
			`filter-activation-${name}`,
			{ ...BY_FILTER, ...parameters },
			{ settings },
		);
		prepare?.(watching);
		return await refusal(watching.trigger.activate());
	};

	it('refuses an order that the instance does not know, with the way to a filter', async () => {
		expect(await activation('unsorted', { askBy: 'order' }, { sortableFields: ['email'] })).toMatch(
			/^Your Campaign cannot sort profiles by 'Last modified' \| .*'Find Changes By' = 'Custom Filter'.*docs\/trigger\.md/,
		);
	});

	it('refuses an order that takes too long, with the way to a filter', async () => {
		expect(
			await activation('slow', { askBy: 'order' }, { people: 300, slowSortRows: 200 }),
		).toContain(GUIDE);
	});

	it('takes a filter whose rows are sorted in time, where all of them would not be', async () => {
		const watching = new Watching(
			suite,
			'filter-slow',
			{ ...BY_FILTER, event: 'created' },
			{ settings: { people: 300, slowSortRows: 200 } },
		);
		expect(await watching.trigger.activate()).toBeNull();
		watching.later();
		watching.create('one@example.com');
		expect(await watching.poll()).toEqual(['one@example.com']);
	});

	it.each([
		['filter', { filterName: 'byNothing' }, /^'Filter Name or ID' is not a filter.*byModifiedFrom/],
		[
			'parameter',
			{ filterParameter: 'other_parameter' },
			/^'Parameter Name or ID' is not a parameter of the filter.*modifiedfrom_parameter/,
		],
		['empty', { filterName: '' }, /^'Filter Name or ID' is empty/],
		['nameless', { filterParameter: '' }, /^'Parameter Name or ID' is empty/],
		['adobe', { filterParameter: '_order' }, /^'Parameter Name or ID' is not a name/],
		[
			'standard',
			{ endpoint: 'profileAndServices' },
			/^'Filter Name or ID' is not a filter.*'Field Set' = 'Standard and Custom Fields'/,
		],
	])('refuses a wrong %s', async (name, parameters, words) => {
		expect(await activation(name, parameters)).toMatch(words);
	});

	const SORTABLE: Array<[string, string[]]> = [
		['a sorted table', ['lastModified']],
		['an unsorted table', []],
	];

	const ofTable = (name: string, sortableFields: string[], parameters: object) =>
		new Watching(
			suite,
			`filter-${name}-${sortableFields.length}`,
			{ ...BY_FILTER, event: 'created', ...parameters },
			{ settings: { sortableFields } },
		);

	it.each(SORTABLE)(
		'refuses a filter by the creation, which would miss what is changed later, of %s',
		async (_, sortableFields) => {
			const watching = ofTable(
				'creation',
				sortableFields,
				named('byCreatedFrom', 'createdfrom_parameter'),
			);
			const PKey = watching.create('new@example.com');
			watching.later();
			watching.update(PKey);
			expect(await refusal(watching.trigger.activate())).toMatch(
				/^'Filter Name or ID' is a filter that does not find what was changed \| .*'Last modified'.*https:/,
			);
		},
	);

	it.each(SORTABLE)(
		'takes the right filter when a page of new profiles has come since the last update, of %s',
		async (_, sortableFields) => {
			const watching = ofTable('right', sortableFields, { options: { pageSize: 20 } });
			const PKey = watching.create('new@example.com');
			watching.later();
			watching.update(PKey);
			watching.later();
			watching.control.newPeople(50, { stepMs: 1 });
			watching.later();
			expect(await watching.trigger.activate()).toBeNull();
			expect(await watching.poll()).toBeNull();
		},
	);

	it.each(SORTABLE)(
		'refuses a filter that leaves nothing out, without reading on, of %s',
		async (_, sortableFields) => {
			const watching = ofTable('open', sortableFields, {});
			const { control, trigger } = watching;
			watching.later(30 * 86_400);
			watching.create('new@example.com');
			const oldestFirst = control.profiles();
			const page = (content: typeof oldestFirst, next?: object) => ({
				status: 200,
				body: JSON.stringify({ content, next }),
			});
			const latest = page(oldestFirst.slice(-1));
			control.faults([
				{ times: 9, path: 'desc', respond: latest },
				{ times: 9, path: 'byModifiedFrom', respond: page(oldestFirst, { href: 'unused' }) },
			]);
			expect(await refusal(trigger.activate())).toMatch(
				/^'Filter Name or ID' is a filter that does not leave out what was changed earlier \| .*'Parameter Name or ID'/,
			);
		},
	);

	it('refuses a filter of another kind of value', async () => {
		expect(
			await activation('tier', {
				filterName: 'bytier_points',
				filterParameter: 'points_parameter',
			}),
		).toMatch(/type|filter/i);
	});
});

describe('Max Profiles per Run', () => {
	it('works off a backlog in order over several runs, none lost or twice, also when it grows meanwhile', async () => {
		const watching = new Watching(
			suite,
			'filter-backlog',
			{
				...BY_FILTER,
				event: 'updated',
				options: { maxItems: 100, pageSize: 70, fields: ['email'] },
			},
			{ settings: { people: 1000 } },
		);
		const { trigger, control } = watching;
		await trigger.activate();
		watching.later(3600);
		control.touch({ count: 450, lastModified: watching.now, stepMs: 7 });
		watching.later();
		const runs = [await watching.poll(), await watching.poll()];
		control.touch({ from: 500, count: 130, lastModified: watching.now, stepMs: 7 });
		for (let run = await watching.poll(); run; run = await watching.poll()) runs.push(run);

		expect(runs.map((run) => run?.length)).toEqual([100, 100, 100, 100, 100, 80]);
		const expected = [...control.profiles().slice(0, 450), ...control.profiles().slice(500, 630)];
		expect(runs.flat()).toEqual(expected.map(({ email }) => email));
	});
});
