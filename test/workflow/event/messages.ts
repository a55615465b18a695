/** Messages of the sandbox's event for orders. */
import type { IDataObject } from 'n8n-workflow';

import type { ReceivedRequest } from '../../../sandbox/server';
import { orderEvent } from '../parameters';

export const node = 'adobeCampaign';

/** Values for all fields of the event that are not a list or a date. */
export const ctx = { firstName: 'Ines', orderNumber: 'O-1', total: 12.5, gift: false };

/** The address of the input items, by number from 0. */
export const emailOf = (number: number) => `customer-${number}@example.com`;

/** Input items, each with another address. */
export const orders = (count: number): IDataObject[] =>
	Array.from({ length: count }, (_, number) => ({ email: emailOf(number), ctx }));

/** The paths of the requests, from the message center on. */
export const paths = (requests: ReceivedRequest[]) =>
	requests.map(({ path }) => path.replace(/^\/[^/]+\/campaign\//, ''));

export const POSTS = { method: 'POST', path: orderEvent } as const;

/** The looks at the status of a message. */
export const LOOKS = { method: 'GET', path: `${orderEvent}/@` } as const;

export const METADATA = { method: 'GET', path: `resourceType/${orderEvent}` } as const;

/** Everything that a person sees of a run, in one text. */
export const said = (run: {
	items: unknown;
	errorItems: unknown;
	hints: unknown;
	error?: object;
}) =>
	JSON.stringify([
		run.items,
		run.errorItems,
		run.hints,
		run.error,
		run.error &&
			Object.getOwnPropertyNames(run.error).map(
				(name) => (run.error as Record<string, unknown>)[name],
			),
	]);
