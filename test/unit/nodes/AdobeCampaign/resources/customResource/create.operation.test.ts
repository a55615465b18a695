import { create } from '../../../../../../nodes/AdobeCampaign/resources/customResource/create.operation';
import { errorOf, shortenPauses } from '../../campaign';
import { EXT, MISSING, open, readOf } from './customResourceScene';

shortenPauses();

it('A record that was stored and is hidden is an error, and is not sent again', async () => {
	const body = { PKey: '@n', order_number: 'O-1', cusParentlink: null };
	const { item, asked, hints } = open({
		[`POST ${EXT}/cusOrder`]: { status: 201, body },
		[`GET ${EXT}/cusOrder/@n`]: MISSING,
	});
	const error = await errorOf(create.run(item, readOf(create)) as Promise<unknown>);

	expect(error.message).toContain('The record was stored, but Campaign hides it');
	expect(asked.map((one) => one.split(' ')[0])).toEqual(['POST', 'GET', 'GET']);
	expect(hints()).toEqual([]);
});
