import type { Field } from '../../store/field';
import { flag, text } from '../fields';

/** What a message goes over. An event of Campaign Standard has one channel from the start. */
export type Channel = 'email' | 'sms' | 'push';

/** A kind of transactional event, as a marketer defines and publishes it. */
export interface EventDefinition {
	/** Begins with "EVT". */
	id: string;
	label: string;
	channel: Channel;
	/** The attributes in `ctx`. */
	context: readonly Field[];
}

export const DEFINITIONS: readonly EventDefinition[] = [
	{
		id: 'EVTorderConfirmation',
		label: 'Order confirmation',
		channel: 'email',
		context: [
			// Chooses the language of a multilingual event ('Configuring a transactional event').
			text('AC_language', 'Language', 32),
			{ name: 'deliveryAt', label: 'Delivery at', type: 'datetime' },
			text('firstName', 'First name', 255),
			flag('gift', 'Gift'),
			{ name: 'orderDate', label: 'Order date', type: 'date' },
			text('orderNumber', 'Order number', 255),
			{
				name: 'productList',
				label: 'Products',
				type: 'collection',
				parts: [
					text('productName', 'Product', 255),
					text('productPrice', 'Price', 255),
					{ name: 'quantity', label: 'Quantity', type: 'number', resType: 'double' },
				],
			},
			{ name: 'total', label: 'Total', type: 'number', resType: 'double' },
		],
	},
	{
		id: 'EVTparcelSms',
		label: 'Parcel on its way',
		channel: 'sms',
		context: [text('carrier', 'Carrier', 255), text('parcelNumber', 'Parcel number', 255)],
	},
	{
		id: 'EVTcartPush',
		label: 'Abandoned cart',
		channel: 'push',
		context: [text('firstName', 'First name', 255)],
	},
	{ id: 'EVTpasswordReset', label: 'Password reset', channel: 'email', context: [] },
];
