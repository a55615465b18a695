import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { toCampaignDateTime } from '../../records/dates';
import { inputError } from '../../n8n/errors';
import { readDryRun } from '../../parameters/dryRun';
import { readSwitch } from '../../parameters/readers';

export const onlyChangedOption: INodeProperties = {
	displayName: 'Only Changed Fields',
	name: 'onlyChanged',
	type: 'boolean',
	// On as soon as it is added.
	default: true,
	description:
		"Whether to read the profile first and send only what differs. When nothing does, nothing is written. The output says which in 'updated'.",
};

export const ifUnmodifiedSinceOption: INodeProperties = {
	displayName: 'Only If Not Modified Since',
	name: 'ifUnmodifiedSince',
	type: 'dateTime',
	default: '',
	hint: "e.g. the 'lastModified' of an earlier read",
	description:
		'Refuse the update when somebody changed the profile after this moment. Best effort: Adobe has no conditional update, so a change in the second between reading and writing is not seen.',
};

/** What has to be known of the profile before it is changed. */
export interface Caution {
	onlyChanged: boolean;
	dryRun: boolean;
	/** A moment in milliseconds; undefined when any is right. */
	unmodifiedSince?: number;
}

/** Reads how careful an update is to be. @throws NodeOperationError when the moment is none */
export function readCaution(context: IExecuteFunctions, itemIndex: number): Caution {
	const onlyChanged = readSwitch(context, itemIndex, 'options.onlyChanged', 'Only Changed Fields');
	const dryRun = readDryRun(context, itemIndex);
	const since = context.getNodeParameter('options.ifUnmodifiedSince', itemIndex, false);
	if (since === false) return { onlyChanged, dryRun };
	// An expression that finds nothing is no moment either: the update would go out unguarded, and nobody would know.
	const moment = toCampaignDateTime(since, context.getTimezone());
	if (moment) return { onlyChanged, dryRun, unmodifiedSince: Date.parse(moment.replace(' ', 'T')) };
	throw inputError(context, itemIndex, {
		message: "'Only If Not Modified Since' in Options is no date with a time",
		description:
			"Enter a moment such as '2026-03-31T10:00:00Z', or the 'lastModified' of a profile.",
	});
}
