import { link, text } from '../fields';
import { createdOn, customResource, linkTo } from './customResource';

/** The invoice of an order, without which it is hidden: its link is of the type "1 cardinality simple link". */
export const cusInvoice = customResource({
	path: 'cusInvoice',
	label: 'Invoices',
	isLinked: true,
	hasAuditFields: true,
	hasAcsId: true,
	title: 'invoice_number',
	uniqueFields: ['invoice_number'],
	fields: [
		text('invoice_number', 'Invoice number', 30, { sortable: true }),
		{ name: 'total', label: 'Total', type: 'number', resType: 'double' },
		link('cusOrderlink', 'Order', 'cusOrder', { isRequired: true }),
	],
	filters: {
		InvoiceNumber: ['By invoice number', { invoice_number_parameter: 'invoice_number' }],
	},
	rows: (keys) =>
		[
			{ invoice_number: 'I-2001', total: 129.9 },
			{ invoice_number: 'I-2002', total: 20 },
			{ invoice_number: 'I-2003', total: 0.5 },
		].map((row, index) => ({
			...createdOn('2024-03-11'),
			...row,
			cusOrderlink: linkTo(keys, 'cusOrder', index + 1),
		})),
});
