import type { IDisplayOptions, INodeProperties, IPollFunctions } from 'n8n-workflow';

import { inputError } from '../n8n/errors';
import { parameterOf } from '../n8n/run';
import { DEPENDS_ON } from '../parameters/dependsOn';
import {
	checkedParameter,
	filterNameField,
	parameterNameField,
	readFilterName,
} from '../parameters/filter';
import {
	outputFieldsOption,
	pageSizeOption,
	readPageSize,
	readShape,
	simplifyField,
} from '../parameters/listing';
import { readNumber, readTimeout, timeoutOption } from '../parameters/options';
import { readChoice, readNames } from '../parameters/readers';
import type { Watched } from '../records/checkpoint';
import type { RecordKind } from '../records/kind';
import type { CampaignRecord, Kind } from '../transport/types';

/** Where it is explained how a filter is made in Campaign. */
export const GUIDE =
	'https://github.com/n8n-nodes-adobe-campaign/n8n-nodes-adobe-campaign/blob/main/docs/trigger.md';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** Defaults: an event, minutes, hours, records. */
const EVENT = 'created';
const OVERLAP = 15;
const MAX_AGE = 0;
const MAX_ITEMS = 5000;

const shownFor = (askBy: string): IDisplayOptions => ({ show: { askBy: [askBy] } });

/** As labels are written. */
export const titleCase = (words: string) =>
	words.replace(/\b[a-z]/g, (letter) => letter.toUpperCase());

/** The label of the option that says how much a run gets. */
export const maxItemsLabel = ({ many }: Kind) => `Max ${titleCase(many)} per Run`;

export const eventField = ({ one, many }: Kind): INodeProperties => ({
	displayName: 'Event',
	name: 'event',
	type: 'options',
	noDataExpression: true,
	options: [
		{
			name: `${titleCase(one)} Created`,
			value: 'created',
			description: `A ${one} was added`,
			action: `On ${one} created`,
		},
		{
			name: `${titleCase(one)} Created or Updated`,
			value: 'both',
			description: 'Either of the two; the output says which',
			action: `On ${one} created or updated`,
		},
		{
			name: `${titleCase(one)} Updated`,
			value: 'updated',
			description: `A ${one} was changed after it was created`,
			action: `On ${one} updated`,
		},
	],
	default: EVENT,
	description: `What starts the workflow. Campaign does not report ${many} that were deleted.`,
});

/** How Campaign is asked for what has changed. */
const askByFields = ({ many }: Kind): INodeProperties[] => [
	{
		displayName: 'Find Changes By',
		name: 'askBy',
		type: 'options',
		noDataExpression: true,
		options: [
			{
				name: 'Custom Filter',
				value: 'filter',
				description: `Campaign returns only the ${many} that have changed. An administrator makes the filter once. Best with more than 100,000 ${many}.`,
			},
			{
				name: 'Order',
				value: 'order',
				description: `Campaign sorts all ${many} by their last change. Needs no preparation in Campaign.`,
			},
		],
		default: 'order',
		description:
			'How to ask Campaign for changes. When you activate the workflow, the node checks whether your Campaign can do it, and tells you if it cannot.',
	},
	{
		displayName: `An administrator makes the filter in Campaign, once, in six steps: 'Last modified' greater than or equal to a parameter. A filter by 'Created' does not find updates. <a href="${GUIDE}" target="_blank">How to make it</a>`,
		name: 'filterNotice',
		type: 'notice',
		default: '',
		displayOptions: shownFor('filter'),
	},
	filterNameField(shownFor('filter')),
	{
		...parameterNameField,
		name: 'filterParameter',
		required: true,
		description:
			'The parameter of the filter that takes the date and time since when changes are wanted. Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
		displayOptions: shownFor('filter'),
	},
];

const optionsField = (
	kind: Kind,
	fieldsMethod: string,
	modifiersMethod: string,
): INodeProperties => {
	const { one, many } = kind;
	const options: INodeProperties[] = [
		{
			displayName: 'Fields to Watch Names or IDs',
			name: 'fieldsToWatch',
			type: 'multiOptions',
			typeOptions: { loadOptionsMethod: fieldsMethod, loadOptionsDependsOn: DEPENDS_ON },
			default: [],
			description: `Start only when one of these fields has changed since the ${one} was last seen. Use it when the workflow updates the ${one} itself: without it, each update would start the workflow again. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.`,
		},
		{
			displayName: 'Ignore Changes By Name or ID',
			name: 'ignoreChangesBy',
			type: 'options',
			typeOptions: {
				loadOptionsMethod: modifiersMethod,
				loadOptionsDependsOn: [...DEPENDS_ON, 'askBy', 'filterName', 'filterParameter'],
			},
			default: '',
			description:
				'Do not start for updates by this account, such as the one of this credential. The list is empty where Campaign does not tell accounts apart. Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
		},
		{
			displayName: 'Max Age',
			name: 'maxAge',
			type: 'number',
			typeOptions: { minValue: 0 },
			default: MAX_AGE,
			description:
				'Hours after which a change is too old to start the workflow, such as after a long pause; 0 for no limit',
		},
		{
			displayName: maxItemsLabel(kind),
			name: 'maxItems',
			type: 'number',
			typeOptions: { minValue: 1 },
			default: MAX_ITEMS,
			description: `How many ${many} one run gets at most; the others follow at the next poll, or 'On Too Many' decides. Only ${many} that were changed at the very same moment stay together.`,
		},
		{
			displayName: 'On Too Many',
			name: 'onTooMany',
			type: 'options',
			options: [
				{
					name: 'Skip to Newest',
					value: 'skip',
					description: `Start with the newest ${many} and leave the older ones out`,
				},
				{
					name: 'Stop',
					value: 'stop',
					description: 'Fail at each poll until you decide; nothing is lost',
				},
			],
			default: 'stop',
			description: `What to do when more ${many} have changed than '${maxItemsLabel(kind)}'. It counts with 'Order', and with a filter where Campaign cannot sort; otherwise the next polls go on in order, and only more ${many} of one moment than a poll can read are left out whole.`,
		},
		{
			displayName: 'Overlap',
			name: 'overlap',
			type: 'number',
			typeOptions: { minValue: 1, maxValue: 1440 },
			default: OVERLAP,
			description:
				'Minutes that each poll looks back, because Campaign shows a change only once it is complete, with an earlier time. Imports may take hours.',
		},
		outputFieldsOption(kind, fieldsMethod),
		pageSizeOption(kind),
		timeoutOption,
	];
	return {
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options,
	};
};

/** The form of a trigger, for any kind. @param properties those of the kind, such as which fields its records have */
export const watchProperties = (
	kind: Kind,
	properties: INodeProperties[],
	fieldsMethod: string,
	modifiersMethod: string,
): INodeProperties[] => [
	eventField(kind),
	...properties,
	...askByFields(kind),
	simplifyField,
	optionsField(kind, fieldsMethod, modifiersMethod),
];

/** A filter of the instance that finds what has changed since a moment. */
export interface MomentFilter {
	name: string;
	parameter: string;
}

/** What a trigger is set to. */
export interface WatchForm {
	watched: Watched;
	/** Undefined for 'Order'. */
	filter?: MomentFilter;
	shaped: (record: CampaignRecord) => CampaignRecord;
	fieldsToWatch: string[];
	/** Whose updates do not count; '' for nobody's. */
	ignored: string;
	/** Infinity for any age. */
	maxAgeMs: number;
	maxItems: number;
	onTooMany: 'stop' | 'skip';
	overlapMs: number;
	lineCount: number;
	timeoutMs: number;
}

/** @throws NodeOperationError naming the field that cannot be right */
export function readWatchForm(context: IPollFunctions, kind: RecordKind): WatchForm {
	const watched = readChoice(context, 0, 'event', 'Event', ['created', 'updated', 'both'] as const);
	const askBy = readChoice(context, 0, 'askBy', 'Find Changes By', ['filter', 'order'] as const);
	const filter = askBy === 'filter' && {
		name: readFilterName(context, 0),
		parameter: checkedParameter(context, 0, parameterOf(context, 0, 'filterParameter')),
	};
	const fieldsToWatch = readNames(context, 0, 'options.fieldsToWatch');
	if (watched === 'created' && fieldsToWatch.length > 0) {
		throw inputError(context, 0, {
			message: "'Fields to Watch' needs another 'Event'",
			description: `A ${kind.one} that is new has no values from before. Choose '${titleCase(kind.one)} Updated' or '${titleCase(kind.one)} Created or Updated', or remove the option.`,
		});
	}
	const ignored = String(parameterOf(context, 0, 'options.ignoreChangesBy', '') ?? '').trim();
	if (watched === 'created' && ignored !== '') {
		throw inputError(context, 0, {
			message: "'Ignore Changes By' needs another 'Event'",
			description: `It is for updates, and this trigger waits for ${kind.many} that are created. Remove the option.`,
		});
	}
	const maxAge = readNumber(context, 'maxAge', 'Max Age', MAX_AGE, 0) * HOUR;
	return {
		watched,
		...(filter && { filter }),
		shaped: readShape(context, 0, kind),
		fieldsToWatch,
		ignored,
		maxAgeMs: maxAge || Infinity,
		maxItems: readNumber(context, 'maxItems', maxItemsLabel(kind), MAX_ITEMS, 1),
		onTooMany: readChoice(
			context,
			0,
			'options.onTooMany',
			'On Too Many',
			['stop', 'skip'] as const,
			'stop',
		),
		overlapMs: readNumber(context, 'overlap', 'Overlap', OVERLAP, 1, 1440) * MINUTE,
		lineCount: readPageSize(context, 0, kind),
		timeoutMs: readTimeout(context),
	};
}
