import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { inputError } from '../../n8n/errors';
import { isSet } from '../../records/given';
import { momentOf } from '../../records/compare';
import { toCampaignDateTime } from '../../records/dates';

const SCHEDULED = 'Scheduled';
const EXPIRATION = 'Expiration';

export const scheduleOptions: INodeProperties[] = [
	{
		displayName: EXPIRATION,
		name: 'expiration',
		type: 'dateTime',
		default: '',
		description:
			"When the message is too late to be sent. Without a time zone the workflow's counts.",
	},
	{
		displayName: SCHEDULED,
		name: 'scheduled',
		type: 'dateTime',
		default: '',
		description:
			"When Campaign is to send the message; at once without it. Without a time zone the workflow's counts.",
	},
];

/** When a message is to be sent and until when, as Campaign writes it. */
export interface Schedule {
	scheduled?: string;
	expiration?: string;
}

/** An option that was added and has no value would send at once what was meant for later. */
function readMoment(
	context: IExecuteFunctions,
	itemIndex: number,
	name: keyof Schedule,
	label: string,
): string | undefined {
	const options = context.getNodeParameter('options', itemIndex, {}) as IDataObject;
	if (!(name in options)) return undefined;
	const given: unknown = options[name];
	const moment = isSet(given) ? toCampaignDateTime(given, context.getTimezone()) : undefined;
	if (moment === undefined) {
		throw inputError(context, itemIndex, {
			message: `'${label}' in Options is no date with a time`,
			description:
				"Nothing was sent. Enter a moment such as '2026-12-24T18:00:00', or remove the option.",
		});
	}
	if (momentOf(moment) > Date.now()) return moment;
	throw inputError(context, itemIndex, {
		message: `'${label}' in Options is in the past`,
		description: `Nothing was sent. It is ${moment}. To send at once, remove the option.`,
	});
}

/** Reads the schedule of a message. @throws NodeOperationError for a moment that is over */
export function readSchedule(context: IExecuteFunctions, itemIndex: number): Schedule {
	const scheduled = readMoment(context, itemIndex, 'scheduled', SCHEDULED);
	const expiration = readMoment(context, itemIndex, 'expiration', EXPIRATION);
	if (scheduled && expiration && momentOf(expiration) <= momentOf(scheduled)) {
		throw inputError(context, itemIndex, {
			message: `'${EXPIRATION}' in Options is not after '${SCHEDULED}'`,
			description: 'Nothing was sent. The message would be too old when its turn comes.',
		});
	}
	return { ...(scheduled && { scheduled }), ...(expiration && { expiration }) };
}
