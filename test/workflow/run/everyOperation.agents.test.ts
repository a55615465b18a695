/** Every operation as the tool of an AI agent. */
import type { INodeParameters } from 'n8n-workflow';

import { callToolOf } from '../agent';
import { type Item, parametersOf } from '../everyOperation';
import { REFUSED } from '../requests';
import { atDecisive, type NamedRow, organizationOf, RESOURCES, rows, useRows } from '../useRows';

const { harness, control, prepare, run } = useRows();

/** The row's parameters with the values of the model in place of those of the item. */
const fromModel = (row: NamedRow) =>
	JSON.parse(
		JSON.stringify(parametersOf(row, 'standard')).replace(/\$json\.(\w+)/g, "$$fromAI('$1')"),
	) as INodeParameters;

const call = async (row: NamedRow, organization: string, given: Item) => {
	const { node } = row;
	const parameters = fromModel(row);
	const { answers, read } = await callToolOf(harness, { organization, node, parameters }, [given]);
	return { answer: answers[0], read };
};

/** More would fill a model's context with what nobody asked for. */
const MOST_CHARACTERS = 1000;

const REQUEST_ID = / Request ID: \S+$/;

describe.each(rows)('$name, as a tool', (row) => {
	const operation = RESOURCES[row.node]
		.find(({ value }) => value === row.resource)
		?.operations.find(({ value }) => value === row.operation);

	it('is described, and answers in short', async () => {
		const organization = organizationOf(row, 'tool');
		const [item] = prepare(row, organization, 1);

		const { answer, read } = await call(row, organization, item);

		expect(read).toMatch(new RegExp(`^${operation?.action} in Adobe Campaign: \\w.{20,}`));
		expect(answer).toEqual([expect.not.objectContaining({ error: expect.anything() as unknown })]);
		expect(JSON.stringify(answer).length).toBeLessThan(MOST_CHARACTERS);
	});

	it('says in the error what to do', async () => {
		const organization = organizationOf(row, 'tool error');
		const refuse = () => {
			const items = prepare(row, organization, 1);
			control(organization).faults(atDecisive(row, { respond: REFUSED }));
			return items;
		};
		const { error } = await run(row, refuse(), { organization });
		const advice = error?.description?.replace(/\s*\n\s*/g, ' ').replace(REQUEST_ID, '');

		const { answer } = await call(row, organization, refuse()[0]);

		const told = (answer as { error: string }).error.replace(REQUEST_ID, '');
		expect(told).toBe(`${error?.message}. ${advice}`);
	});
});
