import { text } from '../fields';
import { createdOn, customResource } from './customResource';

/** What was ordered. No link leads from it, and it is deleted with the last order that refers to it. */
export const cusProduct = customResource({
	path: 'cusProduct',
	label: 'Products',
	isLinked: true,
	hasAuditFields: true,
	hasAcsId: true,
	title: 'productName',
	uniqueFields: ['product_code'],
	fields: [
		text('product_code', 'Product code', 30, { sortable: true }),
		text('productName', 'Product name', 100, { sortable: true }),
		{ name: 'price', label: 'Price', type: 'number', resType: 'double' },
	],
	filters: { ProductCode: ['By product code', { product_code_parameter: 'product_code' }] },
	rows: () =>
		[
			{ product_code: 'BOOT-42', productName: 'Garden boots', price: 129.9 },
			{ product_code: 'SEED-01', productName: 'Sunflower seeds', price: 2.5 },
			{ product_code: 'POT-7', productName: 'Flower pot', price: 7 },
		].map((row) => ({ ...createdOn('2024-02-01'), ...row })),
});
