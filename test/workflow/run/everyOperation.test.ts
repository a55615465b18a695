/** The rules that hold for every operation of both nodes: a row of everyOperation.ts for each, in n8n's engine against the sandbox. */
import type { IDataObject, INodeParameters } from 'n8n-workflow';

import type { Fault, ReceivedRequest } from '../../../sandbox/server';
import type { Resource } from '../../../nodes/AdobeCampaign/resources/resource';
import { built } from '../built';
import {
	cast,
	type Dialect,
	type Item,
	parametersOf,
	partOf,
	type Row,
	ROWS,
} from '../everyOperation';
import { peakOf, watchFlights } from '../flights';
import type { Authentication } from '../harness';
import { methods, REFUSED, writes } from '../requests';
import type { NodeSettings } from '../runNode';
import { useHarness } from '../suite';

const { harness, control } = useHarness();

type NodeName = keyof typeof ROWS;

const { PROFILE_NODE, CAMPAIGN_NODE } =
	built<Record<'PROFILE_NODE' | 'CAMPAIGN_NODE', Resource[]>>('resources/index');

const RESOURCES: Record<NodeName, Resource[]> = {
	adobeCampaignProfile: PROFILE_NODE,
	adobeCampaign: CAMPAIGN_NODE,
};

const nameOf = ({ resource, operation, way }: Row) =>
	[`${resource}: ${operation}`, way].filter(Boolean).join(' ');

const rowsOf = (node: NodeName) => ROWS[node].map((row) => ({ ...row, node, name: nameOf(row) }));

const rows = [...rowsOf('adobeCampaignProfile'), ...rowsOf('adobeCampaign')];

type NamedRow = (typeof rows)[number];

it.each(Object.keys(ROWS) as NodeName[])('Each operation of %s has a row', (node) => {
	const operations = RESOURCES[node].flatMap(({ value, operations: those }) =>
		those.map((operation) => `${value}: ${operation.value}`),
	);
	const withRow = new Set(ROWS[node].map((row) => nameOf({ ...row, way: undefined })));

	expect([...withRow].sort()).toEqual(operations.sort());
});

/** What was asked for, without what differs from one instance to the other. */
const askedIn = (organization: string, requests: ReceivedRequest[]) =>
	requests.map(({ method, path }) => {
		const own = path
			.split('?')[0]
			.replace(`/${organization}/campaign/`, '')
			.replace(`mc${organization}`, 'mc<org>')
			.replace(/@[^/]+|(?<=\/)[\w-]{40,}/g, '<key>');
		return `${method} ${own}`;
	});

const organizationOf = ({ resource, operation, way = '' }: Row, test: string, dialect?: Dialect) =>
	[resource, operation, ...way.split(' '), test, dialect === 'v8' && 'v8']
		.filter(Boolean)
		.join('-')
		.toLowerCase();

interface Setting {
	organization: string;
	dialect?: Dialect;
	authentication?: Authentication;
	nodeSettings?: NodeSettings;
	options?: INodeParameters;
}

/** Runs the operation with these items. */
async function run(row: NamedRow, items: IDataObject[], setting: Setting) {
	const { dialect = 'standard', options, ...rest } = setting;
	const parameters = parametersOf(row, dialect);
	return await harness.runNode({
		...rest,
		node: row.node,
		items,
		parameters: {
			...parameters,
			options: { ...(parameters.options as INodeParameters), ...options },
		},
	});
}

/** Prepares an organization for a row. @returns the items */
function prepare(row: Row, organization: string, number: number, settings = {}): Item[] {
	const items = cast(control(organization), number, settings);
	row.before?.(control(organization), items);
	return items;
}

const changesIn = (organization: string) => control(organization).commits();

/** A fault for the request that the operation is about. */
const atDecisive = ({ decisive }: Row, fault: Fault, skip = 0): Fault[] => [
	{ ...decisive, skip, ...fault },
];

describe.each(rows)('$name', (row) => {
	const { asks, asksV8 = asks, write, isInOrder, isStandardOnly, shows } = row;
	it.each<[Authentication, Dialect]>([
		['accessToken', 'standard'],
		['oAuth2', 'standard'],
		...(isStandardOnly ? [] : ([['accessToken', 'v8']] as Array<[Authentication, Dialect]>)),
	])('asks for no more than it needs, with %s, in %s', async (authentication, dialect) => {
		const organization = organizationOf(row, authentication, dialect);
		const items = prepare(row, organization, 1);

		const { error, requests } = await run(row, items, { organization, dialect, authentication });

		expect(error).toBeUndefined();
		expect(askedIn(organization, requests)).toEqual(dialect === 'v8' ? asksV8 : asks);
		expect(methods(writes(requests))).toEqual(write ? [write.method] : []);
		expect(changesIn(organization).map(({ kind }) => kind)).toEqual(write ? [write.kind] : []);
	});

	if (isStandardOnly) {
		it('says that Campaign v8 does not have it', async () => {
			const organization = organizationOf(row, 'missing', 'v8');
			const { error } = await run(row, prepare({ ...row, before: undefined }, organization, 1), {
				organization,
				dialect: 'v8',
			});

			expect(error?.description).toContain('Campaign v8');
		});
	}

	it('works on ten items side by side, each of them once, and links what comes out', async () => {
		const organization = organizationOf(row, 'ten');
		const items = prepare(row, organization, 10, { latencyMs: 30 });
		const flights = watchFlights(organization);

		const output = await run(row, items, { organization, options: { maxConcurrency: 3 } });

		expect(output.error).toBeUndefined();
		expect(peakOf(flights)).toBe(isInOrder ? 1 : 3);
		const from = output.items.map(({ pairedItem }) => (pairedItem as { item: number }).item);
		expect([...new Set(from)]).toEqual(items.map((_, index) => index));
		if (shows) {
			const [path, key] = shows;
			expect(output.items.map(({ json }) => partOf(json, path))).toEqual(
				from.map((index) => items[index][key]),
			);
		}
		const sent = writes(output.requests).map(({ method, path, body }) => [method, path, body]);
		expect(new Set(sent.map((one) => JSON.stringify(one))).size).toBe(sent.length);
		const changed = control(organization)
			.commits()
			.map(({ PKey }) => PKey);
		expect(new Set(changed).size).toBe(write ? 10 : 0);
		expect(changed).toHaveLength(write ? 10 : 0);
	});

	describe('of which Campaign refuses the second one of three', () => {
		const refuseSecond = async (onError: NodeSettings['onError']) => {
			const organization = organizationOf(row, `refused-${onError}`);
			const items = prepare(row, organization, 3);
			control(organization).faults(atDecisive(row, { respond: REFUSED }, 1));
			const output = await run(row, items, {
				organization,
				options: { maxConcurrency: 1 },
				nodeSettings: { onError },
			});
			return { ...output, input: items, changes: changesIn(organization) };
		};

		it('stops, names it, and says how many were done', async () => {
			const { error, items, changes } = await refuseSecond('stopWorkflow');

			expect(items).toEqual([]);
			expect(error?.message).toMatch(/ \[item 1\] \(1 of 3 (?:items were done|were sent)\b.*\)$/);
			expect(error).toMatchObject({ context: { itemIndex: 1 } });
			expect(error?.description).toContain('Done: items 0.');
			expect(changes).toHaveLength(write ? 1 : 0);
		});

		it('goes on with the others, and puts the error in its place', async () => {
			const { error, items, input, changes } = await refuseSecond('continueRegularOutput');

			expect(error).toBeUndefined();
			const failed = items.filter(({ pairedItem }) => (pairedItem as { item: number }).item === 1);
			expect(failed).toEqual([
				{
					json: { ...input[1], error: expect.stringContaining('[item 1]. ') as string },
					pairedItem: { item: 1 },
				},
			]);
			const others = items.filter((item) => !failed.includes(item));
			expect(others.map(({ json }) => json.error)).toEqual(others.map(() => undefined));
			expect(new Set(others.map(({ pairedItem }) => JSON.stringify(pairedItem))).size).toBe(2);
			expect(changes).toHaveLength(write ? 2 : 0);
		});

		it('goes on with the others, and hands it to the error output with its input', async () => {
			const { items, errorItems, input, changes } = await refuseSecond('continueErrorOutput');

			expect(errorItems).toEqual([
				{
					json: { ...input[1], error: expect.stringContaining('[item 1]. ') as string },
					pairedItem: { item: 1 },
				},
			]);
			expect(new Set(items.map(({ pairedItem }) => JSON.stringify(pairedItem)))).toEqual(
				new Set(['{"item":0}', '{"item":2}']),
			);
			expect(changes).toHaveLength(write ? 2 : 0);
		});
	});
});
