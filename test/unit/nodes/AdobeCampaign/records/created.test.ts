import { NodeOperationError, type INode } from 'n8n-workflow';

import {
	createProven,
	CreatedRecords,
	FINDS_OTHERS,
	type Made,
} from '../../../../../nodes/AdobeCampaign/records/created';
import type { SentField } from '../../../../../nodes/AdobeCampaign/records/wire';
import { PROFILE } from '../../../../../nodes/AdobeCampaign/resources/profile/kind';
import type { CampaignRecord } from '../../../../../nodes/AdobeCampaign/transport/types';
import { sentText } from '../campaign';

describe('What a run has created', () => {
	const created = () => {
		const records = new CreatedRecords();
		records.add('C-1', '@a', [sentText('cusId', 'C-1')]);
		return records;
	};

	it('is found by its identity, with the fields that hold it', () => {
		const records = created();

		expect([records.find('C-1'), records.fieldsOf('C-1')]).toEqual([{ PKey: '@a' }, ['cusId']]);
		expect([records.find('C-2'), records.fieldsOf('C-2')]).toEqual([undefined, []]);
	});

	it('is unclear where it is not known whether it was made', () => {
		const records = created();
		records.addUnclear('C-2');

		expect([records.find('C-2'), records.fieldsOf('C-2')]).toEqual(['unclear', []]);
	});

	it.each<[string, string, string, SentField[], boolean]>([
		['gives it another identity', 'C-1', '@a', [sentText('cusId', 'C-9')], false],
		['reaches it by its PKey', 'other', '@a', [sentText('cusId', 'C-9')], false],
		['names it in other capitals', 'c-1', '@x', [sentText('cusId', 'C-9')], false],
		['sends the same identity', 'C-1', '@a', [sentText('cusId', ' c-1 ')], true],
		['sends another field', 'C-1', '@a', [sentText('phone', 'C-9')], true],
		['is about another record', 'C-2', '@b', [sentText('cusId', 'C-9')], true],
	])(
		'is forgotten before an update that may rename it: one that %s',
		(_name, identity, PKey, sent, isKept) => {
			const records = created();
			records.beforeUpdate(identity, PKey, sent);

			expect(records.find('C-1') !== undefined).toBe(isKept);
		},
	);

	it('stays unclear, whatever is updated', () => {
		const records = created();
		records.addUnclear('C-1');
		records.beforeUpdate('C-1', '@a', [sentText('cusId', 'C-9')]);

		expect(records.find('C-1')).toBe('unclear');
	});
});

const MADE: Made = { record: { PKey: '@a' } };
const FOUND = [{ PKey: '@a' }];

/** The items of one run that create records, against a Campaign whose list answers these looks. */
function scene(...looks: Array<CampaignRecord[] | Error>) {
	const waits: number[] = [];
	const created = new CreatedRecords();
	let looked = 0;
	let creations = 0;
	const item = {
		kind: PROFILE,
		instance: { created },
		wait: async (ms: number) => {
			waits.push(ms);
			await Promise.resolve();
		},
		refuse: (message: string, description: string) =>
			new NodeOperationError({ name: 'Node' } as INode, message, { description }),
	};
	const look = async () => {
		const found = looks[Math.min(looked++, looks.length - 1)];
		if (found instanceof Error) throw found;
		return await Promise.resolve(found);
	};
	const create = async (made: Made | Error | Promise<Made> = MADE) =>
		await createProven(item, look, async () => {
			creations += 1;
			if (made instanceof Error) throw made;
			return await made;
		});
	return { create, waits, counts: () => ({ looked, creations }) };
}

describe('The first record that a run creates by a key or a filter', () => {
	it('is looked up after it was created', async () => {
		const { create, counts } = scene(FOUND);

		expect(await create()).toEqual(MADE);
		expect(counts()).toEqual({ looked: 1, creations: 1 });
	});

	it('is looked up three times, with growing pauses, before it counts as not found', async () => {
		const { create, counts, waits } = scene([]);

		await expect(create()).rejects.toMatchObject({
			message: "The profile was created, but 'Match Value' does not find it",
			description: expect.stringMatching(/ The PKey: @a$/),
		});
		expect(counts()).toEqual({ looked: 3, creations: 1 });
		expect(waits).toEqual([0, 500, 1500]);
	});

	it.each([
		['another one besides', [...FOUND, { PKey: '@b' }], 'finds others, too', 1],
		['another one instead', [{ PKey: '@b' }], 'finds another one', 3],
	])('is an error when %s is found', async (_case, found, words, looks) => {
		const { create, counts } = scene(found);

		await expect(create()).rejects.toMatchObject({
			message: `The profile was created, but 'Match Value' ${words}`,
			description: expect.stringMatching(/ The PKey: @a\. What else was found:\n- @b$/),
		});
		expect(counts().looked).toBe(looks);
	});

	it('is not found when others are found that do not have its values', async () => {
		const others = Object.assign(new NodeOperationError({ name: 'Node' } as INode, 'Others'), {
			context: { kind: FINDS_OTHERS },
		});
		const { create, counts } = scene(others);

		await expect(create()).rejects.toThrow("'Match Value' does not find it");
		expect(counts().looked).toBe(1);
	});

	it('that is found late is found', async () => {
		const { create, counts } = scene([], [], FOUND);

		expect(await create()).toEqual(MADE);
		expect(counts().looked).toBe(3);
	});
});

describe('The other records', () => {
	it('wait for the proof of the first, and are created without a look of their own', async () => {
		const { create, counts } = scene(FOUND);
		let make: (made: Made) => void = () => {};
		const first = create(new Promise<Made>((resolve) => (make = resolve)));
		const others = Promise.all([create(), create()]);
		await new Promise((resolve) => setImmediate(resolve));
		expect(counts()).toEqual({ looked: 0, creations: 1 });

		make(MADE);
		await Promise.all([first, others]);
		expect(counts()).toEqual({ looked: 1, creations: 3 });
	});

	it('are created when the first is found with others', async () => {
		const { create, counts } = scene([...FOUND, { PKey: '@b' }]);
		const results = await Promise.allSettled([create(), create()]);

		expect(results.map(({ status }) => status)).toEqual(['rejected', 'fulfilled']);
		expect(counts().creations).toBe(2);
	});

	it('are not created when the first is not found', async () => {
		const { create, counts } = scene([]);
		const results = await Promise.allSettled([create(), create(), create()]);

		expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
		expect(results[2]).toMatchObject({
			reason: {
				message:
					"No profile matches, and none was created: 'Match Value' does not find what an earlier item created",
			},
		});
		expect(counts().creations).toBe(1);
	});

	it('take over the proof when the first could not be created', async () => {
		const { create, counts } = scene(FOUND);
		const [first, second, third] = await Promise.allSettled([
			create(new Error('refused')),
			create(),
			create(),
		]);

		expect(first.status).toBe('rejected');
		expect([second, third].map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled']);
		expect(counts()).toEqual({ looked: 1, creations: 3 });
	});

	it('take over the proof when the first existed already', async () => {
		const { create, counts } = scene(FOUND);
		const existing: Made = { existing: FOUND };

		expect(await create(Promise.resolve(existing))).toBe(existing);
		expect(counts().looked).toBe(0);
		await create();
		expect(counts().looked).toBe(1);
	});

	it('take over the proof when the look for the first failed, which is no reason to refuse it', async () => {
		const { create, counts } = scene(new Error('busy'), FOUND);

		expect(await create()).toEqual(MADE);
		expect(await create()).toEqual(MADE);
		expect(counts()).toEqual({ looked: 2, creations: 2 });
	});
});
