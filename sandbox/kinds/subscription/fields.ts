import { FieldTable } from '../../store/fieldTable';
import { link, readOnly, stamp, text } from '../fields';

/**
 * Every attribute of the subscription that a client (CruGlobal) captured in 2018 on profileAndServicesExt. `email` and `mobilePhone` are
 * empty there although the subscriber has an e-mail. Inferred: types, lengths, and that origin and dates may be written; the release
 * notes of 17.10 say so of "subscription date fields".
 */
export const SUBSCRIPTION_FIELDS = new FieldTable([
	text('PKey', 'Main resource ID', 255, readOnly),
	stamp('created', 'Created', { sortable: true }),
	text('email', 'Email', 128, readOnly),
	stamp('expirationDate', 'Expiration date', { readOnly: false }),
	text('href', 'Address of the subscription', 255, readOnly),
	text('metadata', 'Resource', 255, readOnly),
	text('mobilePhone', 'Mobile', 32, readOnly),
	text('origin', 'Origin', 255),
	link('service', 'Service', 'service', {
		shows: ['PKey', 'href', 'label', 'name', 'title'],
		isOwner: true,
	}),
	text('serviceName', 'Service name', 64, readOnly),
	link('subscriber', 'Subscriber', 'profile', {
		shows: ['PKey', 'email', 'firstName', 'href', 'lastName', 'title'],
		isOwner: true,
	}),
	stamp('subscriptionDate', 'Subscription date', { readOnly: false }),
	text('title', 'Subscription', 255, readOnly),
	// Inferred: not printed, as in every published subscription; stored like that of any record.
	stamp('lastModified', 'Last modified', { internal: true }),
]);
