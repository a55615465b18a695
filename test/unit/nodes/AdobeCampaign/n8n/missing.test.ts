import { markKind, unlessMissing } from '../../../../../nodes/AdobeCampaign/n8n/missing';

const failing = async (kind?: string) => {
	const error = new Error('It failed');
	return await Promise.reject<string>(kind ? markKind(error, kind) : error);
};

test('what was read comes back', async () => {
	expect(await unlessMissing(Promise.resolve('Amy'))).toBe('Amy');
});

test.each(['notFound', 'keyInvalid'])('%s is nothing', async (kind) => {
	expect(await unlessMissing(failing(kind))).toBeUndefined();
});

test.each([undefined, 'addressUnknown', 'unavailable', 'campaignRefused', 'productProfileMissing'])(
	'%s stays an error',
	async (kind) => {
		await expect(unlessMissing(failing(kind))).rejects.toThrow('It failed');
	},
);

test('the kinds that mean nothing can be fewer', async () => {
	await expect(unlessMissing(failing('keyInvalid'), ['notFound'])).rejects.toThrow('It failed');
});
