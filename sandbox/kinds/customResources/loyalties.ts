import { link, text } from '../fields';
import { AMY, createdOn, customResource, linkTo, TARA } from './customResource';

/** The loyalty cards of profiles. */
export const cusLoyalty = customResource({
	path: 'cusLoyalty',
	label: 'Loyalty cards',
	isLinked: true,
	hasAuditFields: true,
	hasAcsId: true,
	title: 'loyalty_id',
	uniqueFields: ['loyalty_id'],
	fields: [
		text('loyalty_id', 'Loyalty ID', 20, { sortable: true }),
		{ name: 'points', label: 'Points', type: 'number', resType: 'long', sortable: true },
		text('tier', 'Tier', 20),
		link('cusProfilelink', 'Profile', 'profile'),
	],
	filters: { LoyaltyId: ['By loyalty ID', { loyalty_id_parameter: 'loyalty_id' }] },
	rows: (keys) => [
		{
			...createdOn('2024-02-10'),
			loyalty_id: 'L-00017',
			points: 120,
			tier: 'silver',
			cusProfilelink: linkTo(keys, 'profile', AMY),
		},
		{
			...createdOn('2024-02-11'),
			loyalty_id: 'L-00018',
			points: 5,
			tier: 'bronze',
			cusProfilelink: linkTo(keys, 'profile', TARA),
		},
		{ ...createdOn('2024-02-12'), loyalty_id: 'L-00019' },
	],
});
