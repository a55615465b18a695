import { create } from '../../../../../../nodes/AdobeCampaign/resources/service/create.operation';
import { errorOf, ok, shortenPauses } from '../../campaign';
import { GARDEN, METADATA, open, readOf } from './serviceScene';

shortenPauses();

/** What is another than with profiles: the rest is tested with theirs. */
describe('Create', () => {
	it('is one POST to the services', async () => {
		const { item, written } = open({ ...METADATA, 'POST service': ok({ ...GARDEN, desc: 'New' }) });

		expect(await create.run(item, readOf(create))).toMatchObject({ PKey: '@s', name: 'SVC13' });
		expect(written()).toEqual(['POST service {"desc":"New"}']);
	});

	it('that may have been done says so of a service', async () => {
		const { item, written } = open({ ...METADATA, 'POST service': { status: 502, body: '' } });
		const error = await errorOf(create.run(item, readOf(create)) as Promise<unknown>);

		expect(error.description).toMatch(/^The service may exist now\./);
		expect(written()).toHaveLength(1);
	});

	it('with a name that is taken says so', async () => {
		const { item } = open({
			...METADATA,
			'POST service': {
				status: 500,
				body: 'PGS-220000 PostgreSQL error: ERROR:  duplicate key value violates unique constraint "nmsservice_name" DETAIL:  Key (sname)=(SVC13) already exists.',
			},
		});
		const error = await errorOf(create.run(item, readOf(create)) as Promise<unknown>);

		expect(error.message).toMatch(/service/);
		expect(`${error.message}${error.description}`).not.toContain('SVC13');
	});
});
