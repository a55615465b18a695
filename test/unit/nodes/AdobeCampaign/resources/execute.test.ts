import type { IDataObject } from 'n8n-workflow';

import { execute } from '../../../../../nodes/AdobeCampaign/resources/execute';
import { PROFILE } from '../../../../../nodes/AdobeCampaign/resources/profile/kind';
import type { Item } from '../../../../../nodes/AdobeCampaign/records/item';
import type { Operation, Resource } from '../../../../../nodes/AdobeCampaign/resources/resource';
import { errorOf } from '../campaign';
import { contextOf, CREDENTIAL, type Setting } from '../context';

/** The items that were worked on. */
let worked: Item[] = [];

const paint: Operation<{ colour: string }> = {
	value: 'paint',
	name: 'Paint',
	action: 'Paint toy',
	description: 'Give a toy another colour',
	toolDescription: 'Paint toy: gives it another colour',
	properties: [],
	read: (context, itemIndex) => ({
		colour: String(context.getNodeParameter('colour', itemIndex)),
	}),
	recordKey: ({ colour }) => ({ way: 'colour', key: colour }),
	run: async (item, { colour }) => {
		worked.push(item);
		return await Promise.resolve({ painted: `${item.kind.one} ${item.index}`, colour });
	},
};

const toy: Resource = {
	value: 'toy',
	name: 'Toy',
	properties: [],
	operations: [paint],
	defaultOperation: 'paint',
	kindOf: () => ({ ...PROFILE, family: 'toys', name: 'toy', one: 'toy', many: 'toys' }),
	methods: {},
};

const PARAMETERS = {
	authentication: 'accessToken',
	resource: 'toy',
	operation: 'paint',
	colour: '=colour',
	options: {},
};

const run = async (parameters: IDataObject = {}, setting: Setting = {}) => {
	worked = [];
	const context = contextOf({
		parameters: { ...PARAMETERS, ...parameters },
		expressions: { '=colour': (index: number) => `colour ${index}` },
		items: [{}, {}],
		...setting,
	});
	return await execute(context, [toy]);
};

it('calls the operation that is chosen, for each item, with the kind of its resource', async () => {
	expect(await run()).toEqual([
		{ json: { painted: 'toy 0', colour: 'colour 0' }, pairedItem: { item: 0 } },
		{ json: { painted: 'toy 1', colour: 'colour 1' }, pairedItem: { item: 1 } },
	]);
});

it('reads what all items share once, with the first', async () => {
	const readShared = jest.fn(() => 'shared');
	const read = jest.fn(() => ({ colour: 'red' }));
	const operation: Operation<{ colour: string }> = { ...paint, readShared, read };
	const context = contextOf({ parameters: PARAMETERS, items: [{}, {}, {}] });
	await execute(context, [{ ...toy, operations: [operation] }]);

	expect(readShared).toHaveBeenCalledTimes(1);
	expect(read.mock.calls).toEqual([0, 1, 2].map((index) => [context, index, 'shared']));
});

it('gives all items one run, one session and one memory of the instance', async () => {
	await run({ options: { timeout: 7 } });
	const [one, other] = worked;

	expect(other.run).toBe(one.run);
	expect(other.client.session).toBe(one.client.session);
	expect(other.instance).toBe(one.instance);
	expect(one.client.session.limits.timeoutMs).toBe(7000);
});

it.each([
	[{ operation: 'melt' }, "This version has no operation 'melt'"],
	[{ resource: 'cloud' }, "This version has no resource 'cloud'"],
])('refuses what the table does not have: %j', async (changes, message) => {
	await expect(run(changes)).rejects.toThrow(message);
});

it('refuses a wrong Max Concurrency before any item is worked on', async () => {
	await expect(run({ options: { maxConcurrency: 0 } })).rejects.toThrow("'Max Concurrency'");
	expect(worked).toEqual([]);
});

it('names the records of the resource in the error of a run that ends halfway', async () => {
	const colour = (index: number) => {
		if (index === 1) throw new Error('no colour');
		return 'red';
	};
	const error = await errorOf(
		run({ options: { maxConcurrency: 1 } }, { expressions: { '=colour': colour } }),
	);

	expect(error.message).toBe('no colour (1 of 2 items were done)');
});

describe('A credential', () => {
	it('that cannot be right is an error of each item', async () => {
		const output = await run({}, { credential: () => ({}), continueOnFail: true });

		expect(output.map(({ json }) => String(json.error).slice(0, 14))).toEqual([
			"'Organization'",
			"'Organization'",
		]);
		expect(output.map(({ json }) => /\[item \d\]/.exec(String(json.error))?.[0])).toEqual([
			'[item 0]',
			'[item 1]',
		]);
	});

	it('that could not be read is read again by the next item', async () => {
		let reads = 0;
		const output = await run(
			{ options: { maxConcurrency: 1 } },
			{ credential: () => (reads++ === 0 ? {} : CREDENTIAL), continueOnFail: true },
		);

		expect(output[0].json).toHaveProperty('error');
		expect(output[1].json).toMatchObject({ painted: 'toy 1' });
	});

	it('that is another one for an item ends that item alone', async () => {
		const output = await run(
			{},
			{
				credential: (index) => ({ ...CREDENTIAL, organization: `acme${index}` }),
				continueOnFail: true,
			},
		);

		expect(worked.map(({ index }) => index)).toEqual([0]);
		expect(output[1].json.error).toMatch(/^The credential is another one for this item/);
	});

	it('is not read for an item whose parameters cannot be read', async () => {
		let reads = 0;
		const credential = () => {
			reads += 1;
			return CREDENTIAL;
		};
		const colour = () => {
			throw new Error('no colour');
		};
		await errorOf(run({}, { credential, expressions: { '=colour': colour } }));

		expect(reads).toBe(0);
	});
});
