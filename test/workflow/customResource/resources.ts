import { inResource } from '../parameters';

/** The node that has custom resources. */
export const node = 'adobeCampaign' as const;

export const orders = inResource('profileAndServicesExt/cusOrder');
export const invoices = inResource('profileAndServicesExt/cusInvoice');
export const shops = inResource('customResources/cusShop');
export const tags = inResource('customResources/cusTag');

/** The first order of the sandbox. */
export const firstOrder = { number: 'O-1001', acsId: '5f0c1c5e-1b1e-4c62-9d7a-0d5b2f3a9c11' };

/** The names of an organization's filters: v8 leaves out `by`. */
export const filterNameIn = (organization: string, name: string) =>
	organization.endsWith('-v8') ? name : `by${name}`;

/** What was asked of an organization, such as `GET profileAndServicesExt/cusOrder`, with the keys of records as `@`. */
export const calls = (requests: Array<{ method: string; path: string }>) =>
	requests.map(
		({ method, path }) =>
			`${method} ${path
				.replace(/\?.*$/, '')
				.replace(/^.*?\/campaign\//, '')
				.replace(/@[^/]+/, '@')}`,
	);
