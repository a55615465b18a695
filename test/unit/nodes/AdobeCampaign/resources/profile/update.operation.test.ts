import type { IDataObject } from 'n8n-workflow';

import { update } from '../../../../../../nodes/AdobeCampaign/resources/profile/update.operation';
import { errorOf, ok, scene, shortenPauses, type Script } from '../../campaign';
import { contextOf, inputOf } from '../../context';

shortenPauses();

const read = (options: IDataObject = {}, value: IDataObject = { phone: '2' }, key = '@a') =>
	inputOf(
		update,
		contextOf({
			parameters: {
				endpoint: 'profileAndServicesExt',
				profile: { mode: key.startsWith('@') ? 'id' : 'customKey', value: key },
				confirmUpdate: true,
				fields: {
					mappingMode: 'defineBelow',
					value,
					schema: ['phone', 'fax'].map((id) => ({ id, displayName: id, type: 'string' })),
				} as unknown as IDataObject,
				options,
			},
		}),
	);

const AMY = { PKey: '@a', phone: '1', fax: '9', lastModified: '2026-03-01 10:00:00.000Z' };
const REFERENCE = ok({ PKey: '@a', href: 'h' });
const GOOD: Script = {
	'GET profile/@a': [ok(AMY), ok({ ...AMY, phone: '2' })],
	'PATCH profile/@a': REFERENCE,
};

async function run(script: Script, ...input: Parameters<typeof read>) {
	const { item, asked, written } = scene(script);
	return { output: await update.run(item, read(...input)), asked, written: written() };
}

describe('Update', () => {
	it('reads the profile, Fields, Confirm Update and the guards', () => {
		expect(read()).toMatchObject({
			choice: { by: 'key', key: '@a' },
			confirmation: {
				confirmUpdate: true,
				together: false,
				withReport: false,
				onMismatch: 'error',
			},
			guards: { onlyChanged: false, dryRun: false },
			given: { values: [{ name: 'phone', value: '2' }] },
		});
		expect(update.recordKey?.(read())).toEqual({ way: 'PKey', key: '@a' });
	});

	it('by PKey is a PATCH and a read', async () => {
		const { output, asked } = await run({ ...GOOD, 'GET profile/@a': ok({ ...AMY, phone: '2' }) });

		expect(output).toEqual({ ...AMY, phone: '2' });
		expect(asked).toEqual(['PATCH profile/@a {"phone":"2"}', 'GET profile/@a']);
	});

	it('by a key that may be taken for something else reads before it writes', async () => {
		const { item, written } = scene({ 'GET profile/1001': ok({ ...AMY, cusId: 'C-1' }) });
		const error = await errorOf(update.run(item, read({}, { phone: '2' }, '1001')));

		expect(error.message).toContain('something else than the profile with this custom key');
		expect(written()).toEqual([]);
	});

	it('by another key compares the profile that was written', async () => {
		const { item } = scene({
			'PATCH profile/C-1': REFERENCE,
			'GET profile/@a': ok({ ...AMY, phone: '2' }),
		});
		const error = await errorOf(update.run(item, read({}, { phone: '2' }, 'C-1')));

		expect(error.description).toMatch(/^That profile has been changed\./);
	});

	it('refuses nothing at all, but not blank cells', async () => {
		await expect(run(GOOD, {}, {})).rejects.toThrow('There is nothing to store');
		const { output, written } = await run(GOOD, {}, { phone: '' });

		expect([output, written]).toEqual([{ updated: false, ...AMY }, []]);
	});
});

describe('Only Changed Fields', () => {
	it('sends what differs', async () => {
		const { output, written } = await run(GOOD, { onlyChanged: true }, { phone: '2', fax: '9' });

		expect(output).toEqual({ updated: true, ...AMY, phone: '2' });
		expect(written).toEqual(['PATCH profile/@a {"phone":"2"}']);
	});

	it('writes nothing when nothing differs', async () => {
		const { output, written } = await run(GOOD, { onlyChanged: true }, { fax: '9' });

		expect([output, written]).toEqual([{ updated: false, ...AMY }, []]);
	});

	it('takes a value that its field would refuse where it stands there already', async () => {
		const script = { ...GOOD, 'GET profile/@a': ok({ ...AMY, fax: true }) };
		const { written } = await run(script, { onlyChanged: true }, { fax: true });
		expect(written).toEqual([]);

		await expect(run(GOOD, { onlyChanged: true }, { fax: true })).rejects.toThrow(
			"The value of 'fax'",
		);
	});
});

describe('Dry Run', () => {
	it('writes nothing, and shows each field as it is and would be', async () => {
		const { output, written } = await run(GOOD, { dryRun: true });

		expect(output).toMatchObject({
			dryRun: true,
			fields: [{ field: 'phone', now: '1', wouldBe: '2', changes: true }],
		});
		expect(written).toEqual([]);
	});
});

describe('Only If Not Modified Since', () => {
	it.each([
		[{ ifUnmodifiedSince: '2026-03-31T10:00:00Z' }, Date.UTC(2026, 2, 31, 10)],
		[{ ifUnmodifiedSince: '2026-03-31 10:00:00.000Z' }, Date.UTC(2026, 2, 31, 10)],
		[{ ifUnmodifiedSince: '2026-03-31T12:00:00' }, Date.UTC(2026, 2, 31, 10)],
		[{}, undefined],
	])('%j is a moment, in the workflow’s time zone where it has no other', (options, moment) => {
		expect(read(options).guards.unmodifiedSince).toBe(moment);
	});

	it.each(['', 'yesterday', null])('%j is refused: it would silently remove the guard', (since) => {
		const expressions = { '=since': since };
		const parameters = {
			endpoint: 'profileAndServicesExt',
			profile: '@a',
			confirmUpdate: true,
			fields: {},
			options: { ifUnmodifiedSince: '=since' },
		};

		expect(() => inputOf(update, contextOf({ parameters, expressions }))).toThrow(
			"'Only If Not Modified Since' in Options is no date with a time",
		);
	});

	it.each([
		['2026-03-01T10:00:00Z', true],
		['2026-03-01T09:59:59Z', false],
	])('%s lets an update pass of a profile that was modified at ten: %s', async (since, passes) => {
		const updating = run(GOOD, { ifUnmodifiedSince: since });

		if (passes) expect((await updating).written).toHaveLength(1);
		else
			await expect(updating).rejects.toThrow(
				'was changed in the meantime, and nothing was written',
			);
	});

	it('takes a profile that does not say when it was changed for a changed one', async () => {
		const script = { ...GOOD, 'GET profile/@a': ok({ PKey: '@a' }) };

		await expect(run(script, { ifUnmodifiedSince: '2026-03-31T10:00:00Z' })).rejects.toThrow(
			'was changed in the meantime',
		);
	});
});
