import { update } from '../../../../../../nodes/AdobeCampaign/resources/service/update.operation';
import { errorOf, ok, shortenPauses } from '../../campaign';
import { BY_NAME, GARDEN, METADATA, open, readOf } from './serviceScene';

shortenPauses();

/** What is another than with profiles: the rest is tested with theirs. */
describe('Update', () => {
	it('by name looks up, writes, and reads back', async () => {
		const { item, asked } = open({
			...METADATA,
			[BY_NAME]: ok({ content: [GARDEN] }),
			'PATCH service/@s': ok({ PKey: '@s', href: 'h' }),
			'GET service/@s': ok({ ...GARDEN, desc: 'New' }),
		});

		expect(await update.run(item, readOf(update))).toMatchObject({ PKey: '@s', desc: 'New' });
		expect(asked).toEqual([BY_NAME, 'PATCH service/@s {"desc":"New"}', 'GET service/@s']);
	});

	it('with Only Changed Fields needs no other read than the look-up', async () => {
		const { item, asked } = open({
			...METADATA,
			[BY_NAME]: ok({ content: [{ ...GARDEN, desc: 'New' }] }),
		});
		const input = readOf(update, { options: { onlyChanged: true } });

		expect(await update.run(item, input)).toMatchObject({ updated: false, PKey: '@s' });
		expect(asked).toEqual([BY_NAME]);
	});

	it('that was changed meanwhile names a service', async () => {
		const { item, written } = open({ ...METADATA, [BY_NAME]: ok({ content: [GARDEN] }) });
		const input = readOf(update, { options: { ifUnmodifiedSince: '2026-02-01T00:00:00Z' } });
		const error = await errorOf(update.run(item, input) as Promise<unknown>);

		expect(error.message).toBe('The service was changed in the meantime, and nothing was written');
		expect(written()).toEqual([]);
	});
});
