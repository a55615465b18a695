import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { selectFields } from '../records/output';
import { simplify } from '../records/simplify';
import { inputError } from '../n8n/errors';
import type { Profile } from '../transport/types';
import { optionsOf } from './options';
import { readSwitch } from './readers';
import { readSimplify } from './simplify';

const show = { resource: ['profile'], operation: ['getAll'] };

/** Adobe documents no maximum; a page of this size is about half a megabyte. */
const PAGE_SIZE = 200;

const LIMIT = 50;

/** How many profiles are listed, in what order, and what of each. */
export const listingFields: INodeProperties[] = [
	{
		displayName: 'Return All',
		name: 'returnAll',
		type: 'boolean',
		default: false,
		description: 'Whether to return all results or only up to a given limit',
		displayOptions: { show },
	},
	{
		displayName: 'Limit',
		name: 'limit',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 50,
		description: 'Max number of results to return',
		displayOptions: { show: { ...show, returnAll: [false] } },
	},
];

/** What few people need of a list. */
export const listingOptions = optionsOf('getAll', [
	{
		displayName: 'Output Field Names or IDs',
		name: 'fields',
		type: 'multiOptions',
		typeOptions: { loadOptionsMethod: 'getProfileFields', loadOptionsDependsOn: ['endpoint'] },
		default: [],
		description:
			'Return only these fields of each profile, instead of the simplified ones. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
	},
	{
		displayName: 'Order By Name or ID',
		name: 'orderBy',
		type: 'options',
		typeOptions: { loadOptionsMethod: 'getSortableFields', loadOptionsDependsOn: ['endpoint'] },
		default: '',
		description:
			'The field to sort by. Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
	},
	{
		displayName: 'Order Direction',
		name: 'orderDirection',
		type: 'options',
		options: [
			{ name: 'Ascending', value: 'asc' },
			{ name: 'Descending', value: 'desc' },
		],
		default: 'asc',
		description: "The direction of 'Order By'",
	},
	{
		displayName: 'Page Size',
		name: 'pageSize',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: 1000 },
		default: PAGE_SIZE,
		description:
			'How many profiles to ask for at a time. Larger pages are faster, until Campaign does not answer in time.',
	},
]);

/** How a list is asked for. */
export interface ListingChoice {
	/** Most profiles; Infinity for all. */
	limit: number;
	/** Rows a page. */
	lineCount: number;
	/** As Adobe wants it: `email`, `email desc`. */
	order?: string;
	/** The first page is enough. */
	isOnePage: boolean;
}

function readCount(
	context: IExecuteFunctions,
	itemIndex: number,
	name: string,
	label: string,
	fallback: number,
) {
	// An expression may give a number as a text.
	const count = Number(context.getNodeParameter(name, itemIndex, fallback));
	if (Number.isInteger(count) && count >= 1) return count;
	throw inputError(context, itemIndex, {
		message: `'${label}' is not a number of profiles`,
		description: 'Enter a whole number from 1 on.',
	});
}

/**
 * The rows of each page. Adobe's `next` link repeats the number, so pages of equal length are asked for that end where
 * the limit does: 250 in pages of at most 200 are 2 of 125.
 */
const evenPages = (limit: number, pageSize: number) =>
	limit === Infinity ? pageSize : Math.ceil(limit / Math.ceil(limit / pageSize));

const FIELD_NAME = /^[a-z][\w.]*$/i;

function readOrder(context: IExecuteFunctions, itemIndex: number): string | undefined {
	const field = String(context.getNodeParameter('options.orderBy', itemIndex, '') ?? '').trim();
	if (field === '') return undefined;
	if (!FIELD_NAME.test(field)) {
		throw inputError(context, itemIndex, {
			message: "'Order By Name or ID' is not a field",
			description: "Choose one from the list, such as 'email'.",
		});
	}
	const direction = context.getNodeParameter('options.orderDirection', itemIndex, 'asc');
	return direction === 'desc' ? `${field} desc` : field;
}

/** Reads how many profiles are wanted, and in what order. @throws NodeOperationError before any request */
export function readListing(context: IExecuteFunctions, itemIndex: number): ListingChoice {
	const returnAll = readSwitch(context, itemIndex, 'returnAll', 'Return All');
	const limit = returnAll ? Infinity : readCount(context, itemIndex, 'limit', 'Limit', LIMIT);
	const pageSize = readCount(context, itemIndex, 'options.pageSize', 'Page Size', PAGE_SIZE);
	const order = readOrder(context, itemIndex);
	return {
		limit,
		lineCount: evenPages(limit, pageSize),
		...(order && { order }),
		isOnePage: limit <= pageSize,
	};
}

/** How each profile of a list is put out: chosen fields, the simplified ones, or all. */
export function readShape(
	context: IExecuteFunctions,
	itemIndex: number,
): (profile: Profile) => Profile {
	const chosen = context.getNodeParameter('options.fields', itemIndex, []);
	// An expression may give one text, "email, phone".
	const names = (Array.isArray(chosen) ? chosen : String(chosen ?? '').split(','))
		.map((name) => String(name).trim())
		.filter(Boolean);
	if (names.length > 0) return (profile) => selectFields(profile, names);
	return readSimplify(context, itemIndex) ? simplify : (profile) => profile;
}
