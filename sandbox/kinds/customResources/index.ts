import type { Kind } from '../../campaign/kind';
import { cusInvoice } from './invoices';
import { cusLoyalty } from './loyalties';
import { cusOrder } from './orders';
import { cusProduct } from './products';
import { cusShop } from './shops';
import { cusTag } from './tags';

/** The custom resources of this instance, but the one that v8 profiles link to. */
export const CUSTOM_RESOURCES: readonly Kind[] = [
	cusProduct,
	cusOrder,
	cusInvoice,
	cusLoyalty,
	cusShop,
	cusTag,
];
