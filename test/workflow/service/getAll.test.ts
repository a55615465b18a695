import type { INodeParameters } from 'n8n-workflow';

import { ext, getAll, standard } from '../parameters';
import { useHarness } from '../suite';

const { harness, control } = useHarness();

const node = 'adobeCampaign';

const run = async (organization: string, ...changes: INodeParameters[]) => {
	const { items, requests, error } = await harness.runNode({
		organization,
		node,
		parameters: getAll(...changes),
	});
	return {
		items,
		error,
		names: items.map(({ json }) => json.name),
		paths: requests.map(({ path }) =>
			path.replace(/^.*\/campaign\/\w+\//, '').replace(/_lineStart=.*/, '_lineStart'),
		),
	};
};

const services = ['SVC1', 'SVC2', 'SVC3', 'Ünïque & Söhne #1'];

describe.each([
	['all', standard],
	['all-v8', ext],
])('Get Many of services, in %s with %j', (organization, fieldSet) => {
	it('outputs all but templates, simplified', async () => {
		const { items, names } = await run(organization, fieldSet);

		expect(names).toEqual(services);
		expect(Object.keys(items[0].json)).toHaveLength(10);
	});

	it('outputs templates, too, with Include Templates', async () => {
		const { names } = await run(organization, fieldSet, { options: { includeTemplates: true } });

		expect(names).toEqual(['SVC1', 'SVC2', 'SVC3', 'SVC4', 'Ünïque & Söhne #1']);
	});

	it.each<[INodeParameters, string[], string]>([
		[{ filterBy: 'text', text: 'S' }, ['SVC1', 'SVC2', 'SVC3'], 'service/byText?text=S'],
		[{ filterBy: 'text', text: ' Garden ' }, ['SVC1'], 'service/byText?text=Garden'],
		[{ filterBy: 'text', text: 'Ünïque &' }, [services[3]], 'service/byText?text='],
		[{ filterBy: 'channel', channel: 'sms' }, ['SVC2'], 'service/byChannel?channel=sms'],
		[
			{ filterBy: 'channel', channel: '={{ "EMAIL" }}' },
			['SVC1', 'SVC3', services[3]],
			'service/byChannel?channel=email',
		],
		[
			{ filterBy: 'planning', startDate: '2023-01-01', endDate: '2023-12-31T12:00:00' },
			[],
			'service/byPlanning?startDate=2023-01-01&endDate=2023-12-31',
		],
		[
			{ filterBy: 'planning', startDate: '2023-01-01', endDate: '2024-01-01' },
			services,
			'service/byPlanning?startDate=2023-01-01&endDate=2024-01-01',
		],
	])('with %j outputs those that fit', async (filter, expected, path) => {
		const { names, paths } = await run(organization, fieldSet, filter);

		expect(names).toEqual(expected);
		expect(paths[0].startsWith(path)).toBe(true);
		expect(paths).toHaveLength(1);
	});
});

describe('Get Many of services', () => {
	it.each([
		['custom', 'byVisibility', 'true', [services[0], services[1], services[3]]],
		['custom-v8', 'Visibility', false, ['SVC3']],
	])(
		'by a filter of the instance, whose parameter may be named "_parameter" alone: %s',
		async (organization, filterName, value, expected) => {
			const { names, paths } = await run(organization, ext, {
				filterBy: 'customFilter',
				filterName,
				filterParameters: { parameter: [{ name: '_parameter', value }] },
			} as INodeParameters);

			expect(names).toEqual(expected);
			expect(paths[0]).toContain(`service/${filterName}?_parameter=${value}`);
		},
	);

	it('explains a filter that the instance does not have', async () => {
		const { error } = await run('no-filter', {
			filterBy: 'customFilter',
			filterName: 'byVisibility',
		});

		expect(error?.description).toMatch(
			/^Check 'Filter Name or ID': Campaign takes a name that it does not know for a key/,
		);
	});

	it.each<[string, INodeParameters]>([
		["'Text' is empty", { filterBy: 'text', text: '={{ "  " }}' }],
		["'Channel' has no such choice", { filterBy: 'channel', channel: '={{ "mail" }}' }],
		[
			"'Start Date' is not a day",
			{ filterBy: 'planning', startDate: '={{ "soon" }}', endDate: '2024-01-01' },
		],
		[
			"'End Date' is not a day",
			{ filterBy: 'planning', startDate: '2024-01-01', endDate: '={{ "" }}' },
		],
		[
			"'End Date' is before 'Start Date'",
			{ filterBy: 'planning', startDate: '2024-01-02', endDate: '2024-01-01' },
		],
		["'Filter Name or ID' is empty", { filterBy: 'customFilter', filterName: '={{ "" }}' }],
		[
			"'Include Templates' is neither true nor false",
			{ options: { includeTemplates: '={{ 5 }}' } },
		],
	])('refuses before any request: %s', async (message, changes) => {
		const { error, paths } = await run('refused', changes);

		expect(error?.message).toBe(message);
		expect(paths).toEqual([]);
	});

	it('reads all pages, and counts a template neither for Limit nor for the output', async () => {
		const organization = 'pages';
		for (let number = 1; number <= 30; number += 1) {
			const isTemplate = number % 2 === 0;
			control(organization).put({ name: `N${number}`, label: 'News', isTemplate }, 'service');
		}

		const all = await run(organization, { returnAll: true, options: { pageSize: 25 } });
		const some = await run(organization, { limit: 6 });

		expect(all.names).toHaveLength(19);
		expect(all.paths).toEqual([
			'service?_lineCount=25&_forcePagination=true',
			'service/?_lineCount=25&_forcePagination=true&_lineStart',
		]);
		// Pages of six rows until six services were found.
		expect(some.names).toEqual([...services, 'N1', 'N3']);
		expect(some.paths).toEqual([
			'service?_lineCount=6&_forcePagination=true',
			'service/?_lineCount=6&_forcePagination=true&_lineStart',
		]);
	});

	it('sorts, and outputs the chosen fields', async () => {
		const { items } = await run('sorted', {
			options: {
				orderBy: 'label',
				orderDirection: 'desc',
				fields: ['name', 'template.title', 'cusTopic'],
			},
		});

		expect(items.map(({ json }) => json.name)).toEqual([services[3], 'SVC2', 'SVC3', 'SVC1']);
		expect(items[1].json).toEqual({
			name: 'SVC2',
			'template.title': 'Newsletter template (SVC4)',
		});
	});
});
