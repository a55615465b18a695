import { text } from '../fields';
import { createdOn, customResource } from './customResource';

/** Shops, which are linked to nothing and have no title field. */
export const cusShop = customResource({
	path: 'cusShop',
	label: 'Shops',
	isLinked: false,
	hasAuditFields: true,
	hasAcsId: true,
	title: 812_345,
	uniqueFields: ['shop_code'],
	fields: [
		text('shop_code', 'Shop code', 20, { sortable: true }),
		text('City', 'City', 64, { sortable: true }),
		text('zipcode', 'Zip code', 10),
		text('NP_ZIP_CD', 'ZIP code of the region', 10),
		{ name: 'openSince', label: 'Open since', type: 'date', sortable: true },
		{ name: 'visits', label: 'Visits', type: 'number', resType: 'long', sortable: true },
	],
	filters: { ShopCode: ['By shop code', { shop_code_parameter: 'shop_code' }] },
	rows: () =>
		[
			{
				shop_code: 'S-01',
				City: 'Albany',
				zipcode: '12207',
				NP_ZIP_CD: '12200',
				openSince: '1998-05-02',
				visits: 1200,
			},
			{
				shop_code: 'S-02',
				City: 'Toms River',
				zipcode: '08757',
				NP_ZIP_CD: '08700',
				openSince: '2011-10-30',
				visits: 75,
			},
			{ shop_code: 'S-03', City: 'Nîmes', zipcode: '30000' },
		].map((row) => ({ ...createdOn('2024-02-02'), ...row })),
});
