/** The rules that hold for every operation of both nodes: a row of everyOperation.ts for each, in n8n's engine against the sandbox. */
import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { type Dialect, type Item, type Key, partOf, ROWS } from '../everyOperation';
import { peakOf, watchFlights } from '../flights';
import type { Authentication } from '../harness';
import { bodies, methods, REFUSED, writes } from '../requests';
import type { NodeSettings } from '../runNode';
import {
	askedIn,
	atDecisive,
	type NamedRow,
	NODES,
	organizationOf,
	RESOURCES,
	rows,
	sentIn,
	useRows,
} from '../useRows';
import { signal } from '../workflow/workflows';

const { harness, control, prepare, run, changesIn } = useRows();

it.each(NODES)('Each operation of %s has a row', (node) => {
	const operations = RESOURCES[node].flatMap(({ value, operations: those }) =>
		those.map((operation) => `${value}: ${operation.value}`),
	);
	const withRow = new Set(ROWS[node].map(({ resource, operation }) => `${resource}: ${operation}`));

	expect([...withRow].sort()).toEqual(operations.sort());
});

/** Whether the form has an option 'Dry Run'. */
function hasDryRun({ node, resource, operation }: NamedRow): boolean {
	const found = RESOURCES[node]
		.find(({ value }) => value === resource)
		?.operations.find(({ value }) => value === operation);
	const { options = [] } = found?.properties.find(({ name }) => name === 'options') ?? {};
	return (options as Array<INodeProperties | INodePropertyOptions>).some(
		({ name }) => name === 'dryRun',
	);
}

/** What spreadsheets, mail programs and web pages put around a value: a BOM, signs without a width, blanks of all kinds. */
const asPasted = (value: string) => `\ufeff\u200b \u00a0${value}\u200b\t \r\n`;

const pasted = (item: Item): Item =>
	Object.fromEntries(Object.entries(item).map(([key, value]) => [key, asPasted(value)])) as Item;

const NO_RESULT: unknown[] = [undefined, null];
const BLANK = ['', ' \u200b'];

describe.each(rows)('$name', (row) => {
	const {
		asks,
		asksV8 = asks,
		write,
		isInOrder,
		isStandardOnly,
		namesRecord,
		needed,
		shows,
		takesBlank,
	} = row;
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
		const peak = peakOf(flights);
		expect(peak).toBeLessThanOrEqual(isInOrder ? 1 : 3);
		expect(peak > 1).toBe(!isInOrder);
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

	it(`works on five items for one record ${namesRecord ? 'one after the other' : 'side by side'}`, async () => {
		const organization = organizationOf(row, 'same');
		const [item] = prepare(row, organization, 1, { latencyMs: 20 });
		const flights = watchFlights(organization);

		const { items } = await run(
			row,
			Array.from({ length: 5 }, () => item),
			{
				organization,
				nodeSettings: { onError: 'continueRegularOutput' },
			},
		);

		expect(items[0].json.error).toBeUndefined();
		expect(peakOf(flights) === 1).toBe(namesRecord ?? false);
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

	it('sends a value cleaned that was pasted with what cannot be seen', async () => {
		const organization = organizationOf(row, 'pasted');
		const clean = await run(row, prepare(row, organization, 1), { organization });
		const expected = sentIn(organization, clean.requests);
		const items = prepare(row, organization, 1).map(pasted);

		const { error, requests } = await run(row, items, { organization });

		expect(error).toBeUndefined();
		expect(sentIn(organization, requests)).toEqual(expected);
	});

	if (needed.length > 0) {
		it.each(needed)('asks for nothing when %s has no value', async (key: Key) => {
			const organization = organizationOf(row, 'nothing');
			const [item] = prepare(row, organization, 1);

			for (const nothing of takesBlank ? NO_RESULT : [...NO_RESULT, ...BLANK]) {
				const { error, requests } = await run(row, [{ ...item, [key]: nothing }], {
					organization,
				});

				expect(error?.message).toBeDefined();
				expect(error?.description).toBeTruthy();
				expect(requests).toEqual([]);
			}
		});
	}

	if (hasDryRun(row)) {
		it('writes nothing with Dry Run, and tells what it would do', async () => {
			const organization = organizationOf(row, 'dry');
			const items = prepare(row, organization, 1);

			const output = await run(row, items, { organization, options: { dryRun: true } });

			expect(output.items.map(({ json }) => json.dryRun)).toEqual([true]);
			expect(writes(output.requests)).toEqual([]);
			expect(changesIn(organization)).toEqual([]);
		});
	}
});

describe('Values under names that somebody has declared: empty, 3 as text, and off', () => {
	it('are sent in the context of an event', async () => {
		const organization = 'declared-event';
		const { error, requests } = await harness.runNode({
			organization,
			node: 'adobeCampaign',
			items: [{ text: '', number: '3', isOn: false }],
			parameters: {
				...{ resource: 'event', operation: 'send', eventId: 'EVTorderConfirmation' },
				...{ email: 'ines@example.com', specifyContext: 'json', options: {} },
				contextJson: '={{ { firstName: $json.text, total: $json.number, gift: $json.isOn } }}',
			},
		});

		expect(error).toBeUndefined();
		expect(bodies(requests)).toMatchObject([{ ctx: { firstName: '', total: 3, gift: false } }]);
	});

	it('are an empty context for an event without fields', async () => {
		const { requests } = await harness.runNode({
			organization: 'declared-nothing',
			node: 'adobeCampaign',
			parameters: {
				...{ resource: 'event', operation: 'send', eventId: 'EVTpasswordReset' },
				...{ email: 'ines@example.com', specifyContext: 'json', options: {} },
				contextJson: '',
			},
		});

		expect(bodies(requests)).toEqual([{ email: 'ines@example.com', ctx: {} }]);
	});

	it('are sent as the parameters of a signal', async () => {
		const { error, requests } = await harness.runNode({
			organization: 'declared-signal',
			node: 'adobeCampaign',
			items: [{ text: '', number: '3', isOn: false }],
			parameters: signal('={{ { audience: $json.text, count: $json.number, test: $json.isOn } }}', {
				workflow: 'weekly_digest',
				signal: 'urgent',
			}),
		});

		expect(error).toBeUndefined();
		expect(bodies(requests)).toEqual([
			{ source: 'n8n', parameters: { audience: '', count: 3, test: false } },
		]);
	});
});
