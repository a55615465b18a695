import type { IDataObject } from 'n8n-workflow';

import { upsert } from '../../../../../../nodes/AdobeCampaign/resources/profile/upsert.operation';
import { ALL, ok, scene, shortenPauses, type Script } from '../../campaign';
import { contextOf, inputOf } from '../../context';

shortenPauses();

const read = (
	options: IDataObject = {},
	value: IDataObject = { phone: '2' },
	match: IDataObject = {},
) =>
	inputOf(
		upsert,
		contextOf({
			parameters: {
				endpoint: 'profileAndServicesExt',
				matchBy: 'email',
				matchValue: 'amy@example.com',
				...match,
				confirmUpdate: true,
				fields: {
					mappingMode: 'defineBelow',
					value,
					schema: ['phone', 'email', 'cusId'].map((id) => ({
						id,
						displayName: id,
						type: 'string',
					})),
				} as unknown as IDataObject,
				options,
			},
		}),
	);

const LIST = `GET profile/byEmail?email=amy%40example.com&${ALL}`;
const AMY = { PKey: '@a', email: 'amy@example.com', phone: '1' };
const UPDATED = { ...AMY, phone: '2' };
const FOUND: Script = {
	[LIST]: ok({ content: [AMY] }),
	'PATCH profile/@a': ok({ PKey: '@a', href: 'h' }),
	'GET profile/@a': ok(UPDATED),
};
const MISSING: Script = { [LIST]: ok({ content: [] }), 'POST profile': ok(UPDATED) };

async function run(script: Script, ...input: Parameters<typeof read>) {
	const { item, asked, written } = scene(script);
	return { output: await upsert.run(item, read(...input)), asked, written: written() };
}

describe('Create or Update', () => {
	it('reads match, Mode, Confirm Update and Fields', () => {
		expect(read({ mode: 'updateOnly' })).toMatchObject({
			match: { by: 'email', value: 'amy@example.com' },
			mode: 'updateOnly',
			confirmation: { confirmUpdate: true, onMismatch: 'error' },
			given: { values: [{ name: 'phone', value: '2' }] },
		});
		expect(upsert.recordKey?.(read())).toEqual(
			upsert.recordKey?.(read({}, {}, { matchValue: 'AMY@example.com' })),
		);
	});

	it('updates the one profile that matches', async () => {
		const { output, written } = await run(FOUND);

		expect(output).toEqual({ operation: 'updated', ...UPDATED });
		expect(written).toEqual(['PATCH profile/@a {"phone":"2"}']);
	});

	it('creates a profile that does not match yet', async () => {
		const { output, written } = await run(MISSING);

		expect(output).toEqual({ operation: 'created', ...UPDATED });
		expect(written).toEqual(['POST profile {"email":"amy@example.com","phone":"2"}']);
	});

	it('writes nothing when several match', async () => {
		const several = { [LIST]: ok({ content: [AMY, { ...AMY, PKey: '@b' }] }) };

		await expect(run(several)).rejects.toMatchObject({
			message: 'Several profiles match, and nothing was written',
			description: expect.stringMatching(/: @a\n- .*: @b$/),
		});
	});

	it('of the same value again updates what the run has made, whatever the list says', async () => {
		const { item, written } = scene({ ...FOUND, ...MISSING });
		await upsert.run(item, read());
		await upsert.run(item, read());

		expect(written()).toEqual([
			'POST profile {"email":"amy@example.com","phone":"2"}',
			'PATCH profile/@a {"phone":"2"}',
		]);
	});

	it('does not clear the e-mail that the profile is known by, and says when nothing is left', async () => {
		const { output, written } = await run(FOUND, {}, { email: '[clear]' });

		expect([output, written]).toEqual([{ operation: 'unchanged', ...AMY }, []]);
	});

	it('does not clear the key that the profile is known by', async () => {
		const byKey = { ...FOUND, 'GET profile/C-1': ok({ ...AMY, cusId: 'C-1' }) };
		const match = { matchBy: 'customKey', matchValue: 'C-1' };
		const { written } = await run(byKey, {}, { cusId: '[clear]', phone: '2' }, match);

		expect(written).toEqual(['PATCH profile/@a {"phone":"2"}']);
	});
});

describe('Mode', () => {
	it.each([
		['updateOnly', MISSING, 'No profile matches, and nothing was written'],
		['createOnly', FOUND, 'The profile exists already, and nothing was written'],
	])('%s refuses the other case', async (mode, script, message) => {
		await expect(run(script, { mode })).rejects.toThrow(message);
	});

	it.each([
		['updateOnly', FOUND, 'updated'],
		['createOnly', MISSING, 'created'],
	])('%s does its own', async (mode, script, operation) => {
		expect((await run(script, { mode })).output).toMatchObject({ operation });
	});
});
