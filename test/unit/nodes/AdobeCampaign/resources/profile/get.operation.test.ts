import type { IDataObject } from 'n8n-workflow';

import { get } from '../../../../../../nodes/AdobeCampaign/resources/profile/get.operation';
import { GONE, ok, scene } from '../../campaign';
import { contextOf, inputOf } from '../../context';

const read = (parameters: IDataObject) =>
	inputOf(
		get,
		contextOf({
			parameters: {
				endpoint: 'profileAndServicesExt',
				profile: { mode: 'id', value: '@a' },
				simplify: true,
				...parameters,
			},
		}),
	);

describe('Get', () => {
	it.each([
		[{}, { mayBeMissing: false, simplified: true }],
		[{ simplify: false }, { mayBeMissing: false, simplified: false }],
		[{ options: { ifNotFound: 'empty' } }, { mayBeMissing: true, simplified: true }],
		[{ options: { ifNotFound: 'error' } }, { mayBeMissing: false, simplified: true }],
	])('reads the profile, Simplify and If Not Found: %j', (parameters, expected) => {
		expect(read(parameters)).toEqual({ choice: { by: 'key', key: '@a' }, ...expected });
	});

	it('keeps items of one profile in their order', () => {
		expect(get.recordKey?.(read({}))).toEqual({ way: 'PKey', key: '@a' });
	});

	it('returns the simple fields, or all of them', async () => {
		const AMY = { PKey: '@a', email: 'a@b.example', fax: '1' };
		const { item } = scene({ 'GET profile/@a': ok(AMY) });

		expect(await get.run(item, read({}))).toEqual({ PKey: '@a', email: 'a@b.example' });
		expect(await get.run(item, read({ simplify: false }))).toEqual(AMY);
	});

	it('of a missing profile is an error, or an empty item', async () => {
		const { item } = scene({ 'GET profile/@a': GONE });

		await expect(get.run(item, read({}))).rejects.toThrow('The profile was not found');
		expect(await get.run(item, read({ options: { ifNotFound: 'empty' } }))).toEqual({});
	});
});
