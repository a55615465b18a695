import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { inputError } from '../../n8n/errors';
import { checkedName, readBoolean } from '../../parameters/readers';
import { toCampaignDate } from '../../records/dates';
import type { Filter } from '../../transport/urls';
import { standardFieldsNotice } from '../fieldSet';
import {
	customFilterFields,
	readCustomFilter,
	type FilterForm,
	type ListFilter,
} from '../listRecords';
import { isTemplate } from './kind';

const shownFor = (filterBy: string): INodeProperties['displayOptions'] => ({
	show: { filterBy: [filterBy] },
});

const CHANNELS = ['email', 'sms'];

/** Which services are listed (Adobe, "Service" data model). */
const fields: INodeProperties[] = [
	{
		displayName: 'Filter By',
		name: 'filterBy',
		type: 'options',
		noDataExpression: true,
		options: [
			{
				name: 'Channel',
				value: 'channel',
				description: 'Services that send e-mails, or those that send text messages',
			},
			{
				name: 'Custom Filter',
				value: 'customFilter',
				description: 'A filter that your Campaign instance defines',
			},
			{ name: 'None', value: 'none', description: 'All services' },
			{
				name: 'Planning',
				value: 'planning',
				description: 'Services that are planned between two days',
			},
			{
				name: 'Text',
				value: 'text',
				description: 'Services whose name or label begins with a text',
			},
		],
		default: 'none',
	},
	{
		displayName: 'Channel',
		name: 'channel',
		type: 'options',
		options: [
			{ name: 'Email', value: 'email' },
			{ name: 'SMS', value: 'sms' },
		],
		default: 'email',
		displayOptions: shownFor('channel'),
	},
	{
		displayName: 'Start Date',
		name: 'startDate',
		type: 'dateTime',
		required: true,
		default: '',
		description: 'The first day; the time of day does not count',
		displayOptions: shownFor('planning'),
	},
	{
		displayName: 'End Date',
		name: 'endDate',
		type: 'dateTime',
		required: true,
		default: '',
		description: 'The last day; the time of day does not count',
		displayOptions: shownFor('planning'),
	},
	{
		displayName: 'Text',
		name: 'text',
		type: 'string',
		placeholder: 'e.g. Garden',
		required: true,
		default: '',
		hint: "Finds beginnings only, and capital letters count: 'Gar' finds Garden News, 'gar' and 'News' do not",
		displayOptions: shownFor('text'),
	},
	standardFieldsNotice({ filterBy: ['customFilter'] }),
	...customFilterFields,
];

const includeTemplatesOption: INodeProperties = {
	displayName: 'Include Templates',
	name: 'includeTemplates',
	type: 'boolean',
	// On as soon as it is added.
	default: true,
	description: 'Whether to list templates, too: models that new services are made of',
};

function readChannel(context: IExecuteFunctions, itemIndex: number): Filter {
	const channel = checkedName(
		context,
		itemIndex,
		'Channel',
		context.getNodeParameter('channel', itemIndex),
	).toLowerCase();
	if (CHANNELS.includes(channel)) return { name: 'byChannel', parameters: { channel } };
	throw inputError(context, itemIndex, {
		message: "'Channel' has no such choice",
		description: `Its expression has to give one of: ${CHANNELS.join(', ')}.`,
	});
}

function readDay(
	context: IExecuteFunctions,
	itemIndex: number,
	name: string,
	label: string,
): string {
	const day = toCampaignDate(context.getNodeParameter(name, itemIndex), context.getTimezone());
	if (day) return day;
	throw inputError(context, itemIndex, {
		message: `'${label}' is not a day`,
		description: "Enter one such as 2026-03-31. Campaign's filter wants both days.",
	});
}

function readPlanning(context: IExecuteFunctions, itemIndex: number): Filter {
	const startDate = readDay(context, itemIndex, 'startDate', 'Start Date');
	const endDate = readDay(context, itemIndex, 'endDate', 'End Date');
	if (startDate <= endDate) return { name: 'byPlanning', parameters: { startDate, endDate } };
	throw inputError(context, itemIndex, {
		message: "'End Date' is before 'Start Date'",
		description: 'No service would be found. Check the two days.',
	});
}

function readText(context: IExecuteFunctions, itemIndex: number): Filter {
	const text = checkedName(context, itemIndex, 'Text', context.getNodeParameter('text', itemIndex));
	if (text !== '') return { name: 'byText', parameters: { text } };
	throw inputError(context, itemIndex, {
		message: "'Text' is empty",
		description: "Enter how a name or a label begins, or choose 'Filter By' = 'None'.",
	});
}

/** None of these values is personal. */
const only = (filter?: Filter): ListFilter => ({ filters: [filter], personal: [] });

function readFilter(context: IExecuteFunctions, itemIndex: number): ListFilter {
	switch (context.getNodeParameter('filterBy', itemIndex)) {
		case 'channel':
			return only(readChannel(context, itemIndex));
		case 'planning':
			return only(readPlanning(context, itemIndex));
		case 'text':
			return only(readText(context, itemIndex));
		case 'customFilter':
			return readCustomFilter(context, itemIndex);
		default:
			return only();
	}
}

/** Reads which services are to be listed. */
function read(context: IExecuteFunctions, itemIndex: number): ListFilter {
	const filter = readFilter(context, itemIndex);
	const withTemplates = readBoolean(
		context,
		itemIndex,
		'options.includeTemplates',
		'Include Templates',
	);
	return withTemplates ? filter : { ...filter, isWanted: (service) => !isTemplate(service) };
}

export const serviceFilters: FilterForm = { fields, options: [includeTemplatesOption], read };
