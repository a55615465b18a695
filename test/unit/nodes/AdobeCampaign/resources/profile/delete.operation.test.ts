import type { IDataObject } from 'n8n-workflow';

import { remove } from '../../../../../../nodes/AdobeCampaign/resources/profile/delete.operation';
import { ALL, GONE, LOST, ok, scene, shortenPauses, type Script } from '../../campaign';
import { contextOf, inputOf } from '../../context';

shortenPauses();

const modeOf = (value: string) => (value.startsWith('@') ? 'id' : 'customKey');

const read = (options: IDataObject, value = '@a', mode = modeOf(value)) =>
	inputOf(
		remove,
		contextOf({
			parameters: {
				endpoint: 'profileAndServicesExt',
				profile: { mode, value },
				options,
			},
		}),
	);

const BY_EMAIL = `GET profile/byEmail?email=a%40b.example&${ALL}`;
const AMY = { PKey: '@a', cusId: 'C-1', email: 'a@b.example', fax: '1' };

async function run(script: Script, options: IDataObject = {}, value?: string, mode?: string) {
	const { item, asked, hints } = scene(script);
	return { output: await remove.run(item, read(options, value, mode)), asked, hints: hints() };
}

describe('Delete', () => {
	it.each([
		[{}, { isDryRun: false, ignoresMissing: false }],
		[{ dryRun: true }, { isDryRun: true, ignoresMissing: false }],
		[{ ifNotFound: 'ignore' }, { isDryRun: false, ignoresMissing: true }],
	])('reads the profile, Dry Run and If Not Found: %j', (options, expected) => {
		expect(read(options)).toEqual({ choice: { by: 'key', key: '@a' }, ...expected });
		expect(remove.recordKey?.(read(options))).toEqual({ way: 'PKey', key: '@a' });
	});

	it('refuses a Dry Run whose expression has no result, which must not count as off', () => {
		expect(() => read({ dryRun: '' })).toThrow("'Dry Run' is neither true nor false");
	});

	it('by PKey is one request, and says that there was no dry run', async () => {
		const { output, asked, hints } = await run({ 'DELETE profile/@a': ok({}) });

		expect(output).toEqual({ deleted: true, PKey: '@a' });
		expect(asked).toEqual(['DELETE profile/@a']);
		expect(hints).toEqual(['The profile was deleted in Campaign for good, without a dry run']);
	});

	it('by custom key reads first, and deletes by the PKey', async () => {
		const script = { 'GET profile/C-1': ok(AMY), 'DELETE profile/@a': ok({}) };
		const { asked } = await run(script, {}, 'C-1');

		expect(asked).toEqual(['GET profile/C-1', 'DELETE profile/@a']);
	});

	it('by custom key finds the profile again when it had to wait', async () => {
		const script = {
			'GET profile/C-1': [ok(AMY), ok({ ...AMY, PKey: '@b' })],
			'DELETE profile/@a': { status: 429 },
			'DELETE profile/@b': ok({}),
		};
		const { output, asked } = await run(script, {}, 'C-1');

		expect(output).toEqual({ deleted: true, PKey: '@b' });
		expect(asked).toEqual([
			'GET profile/C-1',
			'DELETE profile/@a',
			'GET profile/C-1',
			'DELETE profile/@b',
		]);
	});

	it('by URL builds the address, which has nothing else in it', async () => {
		const href = 'profileAndServicesExt/service/@s%3F/profileAndServicesExt/profile/@a/';
		const choice = {
			choice: { by: 'href' as const, href },
			isDryRun: false,
			ignoresMissing: false,
		};
		const { item, asked } = scene({ 'DELETE profile/@a': ok({}) });

		expect(await remove.run(item, choice)).toEqual({ deleted: true, PKey: '@a' });
		expect(asked).toEqual(['DELETE profile/@a']);
		const away = { by: 'href' as const, href: `https://evil.example/${href}` };
		await expect(remove.run(item, { ...choice, choice: away })).rejects.toThrow('leads away');
		expect(asked).toHaveLength(1);
	});

	it.each(['', '..', '../service/@s', '@a/../../service/@s', 'C-1'])(
		'by e-mail refuses the PKey %j, which is none',
		async (PKey) => {
			const script = { [BY_EMAIL]: ok({ content: [{ ...AMY, PKey }] }) };

			await expect(run(script, {}, 'a@b.example', 'email')).rejects.toMatchObject({
				message: 'Campaign returned a profile without a PKey',
				description: "Nothing was done. Choose 'Profile' 'By ID'.",
			});
		},
	);

	it('with an unclear answer looks whether the profile is gone', async () => {
		const script = { 'DELETE profile/@a': LOST, 'GET profile/@a': GONE };
		const { output, asked } = await run(script);

		expect(output).toEqual({ deleted: true, PKey: '@a' });
		expect(asked).toEqual(['DELETE profile/@a', 'GET profile/@a']);
	});
});

describe('Dry Run', () => {
	it('only reads, and returns what would be deleted', async () => {
		const { output, asked, hints } = await run({ 'GET profile/@a': ok(AMY) }, { dryRun: true });

		expect(output).toEqual({ deleted: false, dryRun: true, PKey: '@a', email: 'a@b.example' });
		expect([asked, hints]).toEqual([['GET profile/@a'], []]);
	});
});

describe('If Not Found', () => {
	it.each([
		[{ ifNotFound: 'ignore' }, { deleted: true, PKey: '@a', alreadyGone: true }],
		[
			{ ifNotFound: 'ignore', dryRun: true },
			{ deleted: false, dryRun: true, PKey: '@a', alreadyGone: true },
		],
	])('%j goes on', async (options, output) => {
		expect(
			(await run({ 'DELETE profile/@a': GONE, 'GET profile/@a': GONE }, options)).output,
		).toEqual(output);
	});

	it('Ignore does not ignore a PKey of another instance', async () => {
		const unknown = { status: 500, body: 'Unable to decrypt PKey' };

		await expect(run({ 'DELETE profile/@a': unknown }, { ifNotFound: 'ignore' })).rejects.toThrow(
			'This Campaign instance has no such PKey',
		);
	});

	it('Fail the Item is the default', async () => {
		await expect(run({ 'DELETE profile/@a': GONE })).rejects.toThrow('The profile was not found');
	});
});
