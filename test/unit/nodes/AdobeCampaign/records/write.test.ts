import type { RecordField } from '../../../../../nodes/AdobeCampaign/records/metadata';
import type { SentField } from '../../../../../nodes/AdobeCampaign/records/wire';
import {
	confirmCreated,
	updateConfirmed,
	type ConfirmationChoice,
	type Target,
} from '../../../../../nodes/AdobeCampaign/records/write';
import { elapsed } from '../../../../../nodes/AdobeCampaign/n8n/wait';
import { errorOf, LOST, ok, scene, sentText, shortenPauses, type Reply } from '../campaign';

shortenPauses();

const PHONE = sentText('phone', '555');
const OPT_OUT: RecordField = { id: 'blackListEmail', label: 'No e-mail', type: 'boolean' };
const CONFIRMED: ConfirmationChoice = {
	confirmUpdate: true,
	together: false,
	withReport: false,
	onMismatch: 'error',
};
const WARNED: ConfirmationChoice = { ...CONFIRMED, onMismatch: 'warn' };
const REFERENCE = ok({ PKey: '@a', href: 'h' });
const STORED = { PKey: '@a', phone: '555', age: 51 };
const OTHER = { PKey: '@a', phone: '444' };
const NO_RULES = { 'GET resourceType/profile': ok({ content: { phone: { label: 'Phone' } } }) };
const DOWN: Reply = { status: 500, body: 'No' };

/** Updates the phone of the profile `@a`. */
async function update(
	script: Record<string, Reply | Reply[]>,
	choice: ConfirmationChoice,
	{
		sent = [PHONE],
		heldBack = [] as RecordField[],
		before = undefined as Target['before'],
		node = {},
		signal = undefined as AbortSignal | undefined,
		limits = { timeoutMs: 60_000, maxWaitMs: 300_000 },
		...options
	}: Partial<{
		sent: SentField[];
		heldBack: RecordField[];
		before: Target['before'];
		node: object;
		signal: AbortSignal | undefined;
		limits: { timeoutMs: number; maxWaitMs: number };
	}> &
		Parameters<typeof updateConfirmed>[4] = {},
) {
	const { item, client, asked, hints } = scene(
		{ ...NO_RULES, ...script },
		{ node, signal, limits },
	);
	const target = { url: client.urls.record('@a'), changes: sent, before };
	const updating = updateConfirmed(item, target, { sent, heldBack }, choice, options);
	return { output: updating, asked, hints };
}

describe('An update', () => {
	const GOOD = { 'PATCH profile/@a': REFERENCE, 'GET profile/@a': ok(STORED) };

	it('is a PATCH and the read that confirms it, and returns the whole record', async () => {
		const { output, asked } = await update(GOOD, CONFIRMED);

		expect(await output).toEqual(STORED);
		expect(asked).toEqual(['PATCH profile/@a {"phone":"555"}', 'GET profile/@a']);
	});

	it('is read by the PKey that Campaign answers, whatever key it was asked by', async () => {
		const { item, client, asked } = scene({
			'PATCH profile/C-1': REFERENCE,
			'GET profile/@a': ok(STORED),
		});
		const target = { url: client.urls.record('C-1'), changes: [PHONE] };
		await updateConfirmed(item, target, { sent: [PHONE], heldBack: [] }, CONFIRMED);

		expect(asked[1]).toBe('GET profile/@a');
	});

	it('confirms all that was given, also what did not have to be sent', async () => {
		const { item, client, asked } = scene(GOOD);
		const target = { url: client.urls.record('@a'), changes: [PHONE] };
		const sent = [PHONE, sentText('age', 51, { type: 'number' })];
		const choice = { ...CONFIRMED, withReport: true };
		const output = await updateConfirmed(item, target, { sent, heldBack: [] }, choice);

		expect(asked[0]).toBe('PATCH profile/@a {"phone":"555"}');
		expect(output.confirmation).toMatchObject({ fields: [{ field: 'phone' }, { field: 'age' }] });
	});

	it('shows the record to its caller before it is trusted', async () => {
		const { output } = await update(GOOD, CONFIRMED, {
			checkRecord: ({ age }) => {
				throw new Error(`another one: ${String(age)}`);
			},
		});

		await expect(output).rejects.toThrow('another one: 51');
	});

	it('reports fields that were cleared', async () => {
		const script = { ...GOOD, 'GET profile/@a': ok({ PKey: '@a', phone: '' }) };
		const cleared = { sent: [sentText('phone', '', { clears: true })] };
		const { output, hints } = await update(script, CONFIRMED, cleared);
		await output;

		expect(hints()).toEqual(["Fields that were cleared: 'PHONE'"]);
	});

	it.each([
		[true, 1],
		[false, 0],
	])('reports an opt-out that was held back where the record has it: %s', async (stored, count) => {
		const script = { ...GOOD, 'GET profile/@a': ok({ ...STORED, blackListEmail: stored }) };
		const { output, hints } = await update(script, CONFIRMED, { heldBack: [OPT_OUT] });
		await output;

		expect(hints()).toHaveLength(count);
	});

	it('of an AI agent returns the simple fields and those that were sent', async () => {
		const { output } = await update(GOOD, CONFIRMED, { node: { type: 'x.profileTool' } });

		expect(await output).toEqual({ PKey: '@a', phone: '555' });
	});
});

describe('Confirm Together', () => {
	const TOGETHER = { ...CONFIRMED, together: true };

	it('reads first with others, and alone what has to be read again', async () => {
		const { item, client, asked } = scene({
			...NO_RULES,
			'PATCH profile/C-1': REFERENCE,
			'GET profile/@a': ok(STORED),
		});
		const reading = jest
			.spyOn(item.instance.together, 'read')
			.mockResolvedValue({ ...OTHER, age: 1 });
		const target = { url: client.urls.record('C-1'), changes: [PHONE] };
		const sending = { sent: [PHONE], heldBack: [OPT_OUT] };

		expect(await updateConfirmed(item, target, sending, TOGETHER)).toEqual(STORED);
		expect(asked).toEqual([
			'PATCH profile/C-1 {"phone":"555"}',
			'GET resourceType/profile',
			'GET profile/@a',
		]);
		expect(reading).toHaveBeenCalledTimes(1);
		const [wanted] = reading.mock.calls[0];
		expect(wanted).toMatchObject({ PKey: '@a', fields: [PHONE, OPT_OUT] });
		expect(await wanted.readAlone()).toEqual(STORED);
	});

	it.each([
		['is off', CONFIRMED, REFERENCE],
		['has no key to go by, after v8’s empty 204', TOGETHER, { status: 204 }],
		['has nothing to confirm', { ...TOGETHER, confirmUpdate: false }, REFERENCE],
	])('does not read with others when it %s', async (_case, choice, reply) => {
		const { item, client } = scene({ 'PATCH profile/@a': reply, 'GET profile/@a': ok(STORED) });
		const reading = jest.spyOn(item.instance.together, 'read');
		const target = { url: client.urls.record('@a'), changes: [PHONE] };
		await updateConfirmed(item, target, { sent: [PHONE], heldBack: [] }, choice);

		expect(reading).not.toHaveBeenCalled();
	});
});

describe('Confirm Update off', () => {
	const OFF = { ...CONFIRMED, confirmUpdate: false };

	it('returns what PATCH answers', async () => {
		const { output, asked } = await update({ 'PATCH profile/@a': REFERENCE }, OFF);

		expect(await output).toEqual({ PKey: '@a', href: 'h' });
		expect(asked).toHaveLength(1);
	});

	it('reads key and URL after v8’s empty 204', async () => {
		const { output } = await update(
			{ 'PATCH profile/@a': { status: 204 }, 'GET profile/@a': ok({ ...STORED, href: 'h' }) },
			OFF,
		);

		expect(await output).toEqual({ PKey: '@a', href: 'h' });
	});
});

describe('If a Value Was Not Stored', () => {
	const WRONG = { 'PATCH profile/@a': REFERENCE, 'GET profile/@a': ok(OTHER) };

	it('Fail the Item: fails after three reads', async () => {
		const { output, asked } = await update(WRONG, CONFIRMED);

		expect((await errorOf(output)).message).toBe(
			"Campaign accepted the update, but did not store 'PHONE' as sent",
		);
		expect(asked.filter((name) => name === 'GET profile/@a')).toHaveLength(3);
	});

	it('Warn: returns the record as it is, with a hint', async () => {
		const { output, hints } = await update(WRONG, WARNED);

		expect(await output).toEqual(OTHER);
		expect(hints()).toEqual([
			"Campaign accepted the update, but did not store 'PHONE' as sent. See 'Add Confirmation Report' in Options",
		]);
	});

	const UNREADABLE = { 'PATCH profile/@a': REFERENCE, 'GET profile/@a': DOWN };
	const ACCEPTED = 'The change was accepted, but the profile could not be read back to confirm it';
	const impatient = { limits: { timeoutMs: 60_000, maxWaitMs: 0 } };

	it('Fail the Item: also fails when the record cannot be read back', async () => {
		const { output } = await update(UNREADABLE, CONFIRMED, impatient);

		expect((await errorOf(output)).message).toBe(ACCEPTED);
	});

	it('Warn: goes on with PATCH’s answer when the record cannot be read back', async () => {
		const { output, hints } = await update(UNREADABLE, { ...WARNED, withReport: true }, impatient);

		expect(await output).toEqual({
			confirmation: { status: 'missing', reads: 0, fields: [] },
			PKey: '@a',
			href: 'h',
		});
		expect(hints()).toEqual([ACCEPTED]);
	});

	it('Warn: does not hide an error of the code', async () => {
		const { item } = scene({ 'PATCH profile/@a': REFERENCE });
		item.client.getBack = async () => await Promise.reject(new TypeError('broken'));
		const target = { url: item.client.urls.record('@a'), changes: [PHONE] };
		const updating = updateConfirmed(item, target, { sent: [PHONE], heldBack: [] }, WARNED);

		await expect(updating).rejects.toThrow('broken');
	});

	it('Warn: does not hide that the run was stopped', async () => {
		const stop = new AbortController();
		const reply: Reply = async () => {
			stop.abort();
			return await Promise.reject(new Error('canceled'));
		};
		const script = { 'PATCH profile/@a': REFERENCE, 'GET profile/@a': reply };
		const { output } = await update(script, WARNED, { signal: stop.signal });

		expect((await errorOf(output)).description).toMatch(/^The run was stopped\./);
	});

	it('Warn: does not hide that another record was meant', async () => {
		const script = { ...WRONG, 'GET profile/@a': ok(STORED) };
		const { output } = await update(script, WARNED, {
			checkRecord: () => {
				throw new Error('another one');
			},
		});

		await expect(output).rejects.toThrow('another one');
	});
});

describe('A PATCH with an unclear answer', () => {
	it('is not sent again when the record holds the values', async () => {
		const { output, asked } = await update(
			{ 'PATCH profile/@a': LOST, 'GET profile/@a': ok(STORED) },
			CONFIRMED,
		);

		expect(await output).toEqual(STORED);
		expect(asked.filter((name) => name.startsWith('PATCH'))).toHaveLength(1);
	});

	it('is sent again when the record does not hold them', async () => {
		const { output, asked } = await update(
			{ 'PATCH profile/@a': [LOST, REFERENCE], 'GET profile/@a': [ok(OTHER), ok(STORED)] },
			CONFIRMED,
		);

		expect(await output).toEqual(STORED);
		expect(asked.filter((name) => name.startsWith('PATCH'))).toHaveLength(2);
	});

	it.each<[string, object | undefined, number]>([
		['was there before', { name: 'Amy' }, 2],
		['was not there before', { name: 'Bob' }, 1],
		['was not read before, as of a record that is known by its key', {}, 1],
		['was not read before, as there was no record', undefined, 1],
	])(
		'is sent so often when a rule explains a value that %s: %j, %d times',
		async (_name, old, times) => {
			const rules = { name: { type: 'string', label: 'Name', dataPolicy: 'smartCase' } };
			const { output, asked } = await update(
				{
					'GET resourceType/profile': ok({ content: rules }),
					'PATCH profile/@a': [LOST, REFERENCE],
					'GET profile/@a': ok({ PKey: '@a', name: 'Amy' }),
				},
				CONFIRMED,
				{ sent: [sentText('name', 'amy')], before: old && { PKey: '@a', ...old } },
			);
			await output;

			expect(asked.filter((name) => name.startsWith('PATCH'))).toHaveLength(times);
		},
	);
});

describe('An update that had to wait', () => {
	const BUSY: Reply = { status: 429 };
	const decide = (changes: SentField[], url = 'https://mc.adobe.io/x') => ({
		basis: {
			readAt: elapsed(),
			decide: async () => await Promise.resolve({ url, changes }),
		},
	});

	it('is not sent any more when nothing is left to change', async () => {
		const { item, client, asked } = scene({
			'PATCH profile/@a': BUSY,
			'GET profile/@a': ok(STORED),
		});
		const url = client.urls.record('@a');
		const sending = { sent: [PHONE], heldBack: [] };
		const options = decide([], url);

		expect(
			await updateConfirmed(item, { url, changes: [PHONE] }, sending, CONFIRMED, options),
		).toEqual(STORED);
		expect(asked.filter((name) => name.startsWith('PATCH'))).toHaveLength(1);
	});

	it('sends what is left to change', async () => {
		const { item, client, written } = scene({
			'PATCH profile/@a': [BUSY, REFERENCE],
			'GET profile/@a': ok({ ...STORED, fax: '1' }),
		});
		const url = client.urls.record('@a');
		const fax = sentText('fax', '1');
		const sending = { sent: [PHONE, fax], heldBack: [] };
		await updateConfirmed(
			item,
			{ url, changes: [PHONE, fax] },
			sending,
			CONFIRMED,
			decide([fax], url),
		);

		expect(written()).toEqual([
			'PATCH profile/@a {"phone":"555","fax":"1"}',
			'PATCH profile/@a {"fax":"1"}',
		]);
	});
});

describe('A new record', () => {
	const created = async (
		record: object,
		choice: { withReport: boolean; onMismatch: 'error' | 'warn' },
	) => {
		const { item, asked, hints } = scene(NO_RULES);
		const sending = { sent: [PHONE], heldBack: [] };
		const output = confirmCreated(item, sending, { PKey: '@a', ...record }, choice);
		return { output, asked, hints };
	};

	it('is compared with the answer, without a request', async () => {
		const { output, asked } = await created(STORED, { withReport: true, onMismatch: 'error' });

		expect(await output).toMatchObject({ confirmation: { status: 'applied', reads: 0 }, age: 51 });
		expect(asked).toEqual([]);
	});

	it('that differs is compared by the rules, and is an error or a hint', async () => {
		const failed = await created(OTHER, { withReport: false, onMismatch: 'error' });
		expect((await errorOf(failed.output)).message).toBe(
			"Campaign created the profile, but did not store 'PHONE' as sent",
		);
		expect(failed.asked).toEqual(['GET resourceType/profile']);

		const warned = await created(OTHER, { withReport: false, onMismatch: 'warn' });
		expect(await warned.output).toEqual(OTHER);
		expect(warned.hints()).toEqual([
			"Campaign created the profile, but did not store 'PHONE' as sent",
		]);
	});

	it('that is stored in a form of the server’s own is a hint', async () => {
		const rules = { name: { label: 'Name', dataPolicy: 'smartCase' } };
		const { item, hints } = scene({ 'GET resourceType/profile': ok({ content: rules }) });
		const sending = { sent: [sentText('name', 'amy')], heldBack: [] };
		await confirmCreated(item, sending, { PKey: '@a', name: 'Amy' }, CONFIRMED);

		expect(hints()).toEqual([expect.stringContaining("stored 'NAME' in a form of its own")]);
	});
});
