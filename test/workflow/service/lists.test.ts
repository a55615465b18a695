/** The lists behind the form of services, and the list of services in both nodes. */
import type { INodeParameters } from 'n8n-workflow';

import type { Fault } from '../../../sandbox/server';
import { ext, standard } from '../parameters';
import { useHarness } from '../suite';

const { harness, control } = useHarness();

const node = 'adobeCampaign';

const search = async (organization: string, typed?: string, token?: string, parameters = {}) =>
	await harness.searchList(
		'searchServices',
		{ organization, node, parameters: { operation: 'get', ...standard, ...parameters } },
		typed,
		token,
	);

const load = async (method: string, organization: string, more: INodeParameters = {}) => {
	const parameters = { operation: 'getAll', ...more };
	const options = await harness.loadOptions(method, { organization, node, parameters });
	return options.map(({ value }) => value);
};

describe('Service, From list,', () => {
	it.each([
		['pick', standard],
		['pick-v8', ext],
	])('shows labels and names without templates: %s', async (organization, fieldSet) => {
		const { results, paginationToken } = await search(organization, '', undefined, fieldSet);

		expect(results).toEqual([
			{ name: 'Garden News (SVC1)', value: 'SVC1' },
			{ name: 'Store Offers by SMS (SVC2)', value: 'SVC2' },
			{ name: 'Spring Trial (SVC3)', value: 'SVC3' },
			{ name: 'Ünïque & Söhne (Ünïque & Söhne #1)', value: 'Ünïque & Söhne #1' },
		]);
		expect(paginationToken).toBeUndefined();
		expect(control(organization).requests()[0].path).toContain(`/${fieldSet.endpoint}/service?`);
	});

	it.each([
		['news', ['SVC1']],
		[' NEWS ', ['SVC1']],
		['svc', ['SVC1', 'SVC2', 'SVC3']],
		['söhne', ['Ünïque & Söhne #1']],
		['template', []],
	])('finds what was typed in any part of them: %j', async (typed, names) => {
		const { results } = await search('typed', typed);

		expect(results.map(({ value }) => value)).toEqual(names);
	});

	it('is the same list in the node of profiles', async () => {
		const { results } = await harness.searchList('searchServices', {
			organization: 'other-node',
			parameters: { resource: 'subscription', operation: 'subscribe', ...standard },
		});

		expect(results).toHaveLength(4);
	});

	it('goes on with the next page when it is scrolled, and reads on for what was typed', async () => {
		const organization = 'many';
		control(organization).reset({
			longestPage: 60,
			bigTableThreshold: 10,
			forcePaginationKept: false,
		});
		for (let number = 1; number <= 130; number += 1) {
			control(organization).put({ name: `N${number}`, label: `Letter ${number}` }, 'service');
		}

		const first = await search(organization);
		const second = await search(organization, '', first.paginationToken as string);
		const third = await search(organization, '', second.paginationToken as string);
		const { results } = await search(organization, 'letter 130');

		const all = [first, second, third].flatMap((page) => page.results);
		expect(all).toHaveLength(134);
		expect(new Set(all.map(({ value }) => value)).size).toBe(134);
		expect(third.paginationToken).toBeUndefined();
		expect(results).toEqual([{ name: 'Letter 130 (N130)', value: 'N130' }]);
	});

	it('sends at most ten requests for one list', async () => {
		control('endless').reset({ longestPage: 1 });
		for (let number = 1; number <= 20; number += 1)
			control('endless').put({ label: 'x' }, 'service');

		const { paginationToken } = await search('endless', 'nothing like it');

		expect(control('endless').requests()).toHaveLength(10);
		expect(paginationToken).toBeDefined();
	});

	it('shows a service without a label by its name', async () => {
		control('unlabelled').put({ name: 'N1' }, 'service');

		expect((await search('unlabelled', 'n1')).results).toEqual([{ name: 'N1', value: 'N1' }]);
	});

	it('does not follow a link to another host', async () => {
		control('foreign').reset({ longestPage: 2 });
		control('foreign').faults([{ next: 'foreign' } as Fault]);

		await expect(search('foreign')).rejects.toMatchObject({
			message: expect.stringContaining('A link leads away') as string,
		});
	});
});

describe('Fields of a service', () => {
	it.each([
		['map', standard, false],
		['map-v8', ext, true],
	])('are those that can be written: %s', async (organization, fieldSet, isExt) => {
		const { fields } = await harness.mapFields('mapFields', {
			organization,
			node,
			parameters: { operation: 'create', ...fieldSet },
		});

		const ids = fields.map(({ id }) => id);
		expect(ids).toEqual(
			expect.arrayContaining([
				...['name', 'label', 'publicLabel', 'desc', 'messageType', 'mode', 'start', 'end'],
				...['limitedDuration', 'validityDuration'],
			]),
		);
		expect(fields.find(({ id }) => id === 'validityDuration')?.type).toBe('string');
		expect(ids.includes('cusTopic')).toBe(isExt);
		for (const id of [
			'PKey',
			'href',
			'title',
			'created',
			'isTemplate',
			'subscriptions',
			'template',
		]) {
			expect(ids).not.toContain(id);
		}
		expect(
			fields.find(({ id }) => id === 'messageType')?.options?.map(({ value }) => value),
		).toEqual([...['sms', 'email']]);
		expect(fields.find(({ id }) => id === 'start')?.type).toBe('dateTime');
	});

	it('have the organizational unit with Standard and Custom Fields', async () => {
		const { fields } = await harness.mapFields('mapFields', {
			organization: 'unit',
			node,
			parameters: { operation: 'create', ...ext },
		});

		expect(fields.map(({ id }) => id)).toContain('orgUnit');
	});

	it('are all but collections for the output', async () => {
		const ids = await load('getFields', 'output', ext);

		expect(ids).toEqual(expect.arrayContaining(['PKey', 'title', 'template', 'cusTopic']));
		expect(ids).not.toContain('subscriptions');
	});

	it('are sortable ones for the order, and each can be sorted by', async () => {
		const ids = await load('getSortableFields', 'sort', standard);

		expect(ids).toEqual(expect.arrayContaining(['name', 'label', 'lastModified']));
		for (const orderBy of ids) {
			const { status } = await harness.runNode({
				organization: 'sort',
				node,
				parameters: { operation: 'getAll', limit: 1, options: { orderBy: String(orderBy) } },
			});
			expect(status).toBe('success');
		}
	});
});

describe('Filters of services', () => {
	const own = ['byChannel', 'byPlanning', 'byTargetResource', 'byText'];

	it.each([
		['filters', standard, own],
		['filters-v8', standard, own],
		['filters', ext, [...own, 'byVisibility']],
		['filters-v8', ext, [...own, 'Visibility']],
	])(
		'are offered by the names in their URLs: %s with %j',
		async (organization, fieldSet, names) => {
			expect((await load('getFilters', organization, fieldSet)).sort()).toEqual([...names].sort());
		},
	);

	it.each([
		['byVisibility', ['_parameter']],
		['byPlanning', ['startDate', 'endDate']],
		['byNope', []],
	])('%s has the parameters %j', async (filterName, names) => {
		const more = { ...ext, filterBy: 'customFilter', filterName };

		expect(await load('getFilterParameters', 'parameters', more)).toEqual(names);
	});
});
