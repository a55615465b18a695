import { subscription } from '../../../../../../nodes/AdobeCampaign/resources/subscription';
import { editorContextOf } from '../../context';

it('A subscription is of the kind that its Field Set says', () => {
	const kindFor = (endpoint: string) =>
		subscription.kindOf(editorContextOf({ parameters: { endpoint } }));

	expect(kindFor('profileAndServices').family).toBe('profileAndServices');
	expect(kindFor('profileAndServicesExt')).toMatchObject({
		family: 'profileAndServicesExt',
		name: 'subscription',
		many: 'subscriptions',
	});
});

it('No operation but Unsubscribe ends anything', () => {
	expect(subscription.operations.map(({ value }) => value)).toEqual([
		'subscribe',
		'unsubscribe',
		'getAll',
	]);
});
