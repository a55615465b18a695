import { getAll } from '../../../../../../nodes/AdobeCampaign/resources/service/getAll.operation';
import { ALL, ok } from '../../campaign';
import { GARDEN, MODEL, open, readOf } from './serviceScene';

/** What is another than with profiles: the rest is tested with theirs. */
describe('Get Many', () => {
	it('leaves templates out, and reads on until the limit is reached without them', async () => {
		const first = `GET service?_lineCount=1&${ALL}`;
		const { item, asked } = open({
			[first]: ok({ content: [MODEL], next: { href: 'profileAndServices/service/more' } }),
			[`GET service/more?${ALL}`]: ok({ content: [GARDEN] }),
		});

		expect(await getAll.run(item, readOf(getAll, { limit: 1 }))).toMatchObject([{ PKey: '@s' }]);
		expect(asked).toHaveLength(2);
	});

	it('with Include Templates has them', async () => {
		const { item } = open({ 'GET service?_lineCount=50': ok({ content: [MODEL, GARDEN] }) });
		const input = readOf(getAll, { options: { includeTemplates: true } });

		expect(await getAll.run(item, input)).toMatchObject([{ PKey: '@m' }, { PKey: '@s' }]);
	});
});
