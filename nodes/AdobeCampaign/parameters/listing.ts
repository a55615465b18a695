import type { INodeProperties } from 'n8n-workflow';

import { inputError } from '../n8n/errors';
import { parameterOf, type Context } from '../n8n/run';
import type { RecordKind } from '../records/kind';
import { PAGE_SIZE } from '../records/list';
import { selectFields, simplify } from '../records/output';
import type { CampaignRecord, Kind } from '../transport/types';
import { DEPENDS_ON } from './dependsOn';
import { optionsOf } from './options';
import { readBoolean, readNames } from './readers';

export const simplifyField: INodeProperties = {
	displayName: 'Simplify',
	name: 'simplify',
	type: 'boolean',
	default: true,
	description: 'Whether to return a simplified version of the response instead of the raw data',
};

export const readSimplify = (context: Context, itemIndex: number) =>
	readBoolean(context, itemIndex, 'simplify', 'Simplify');

/** How many records are listed. */
export const limitFields: INodeProperties[] = [
	{
		displayName: 'Return All',
		name: 'returnAll',
		type: 'boolean',
		default: false,
		description: 'Whether to return all results or only up to a given limit',
	},
	{
		displayName: 'Limit',
		name: 'limit',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 50,
		description: 'Max number of results to return',
		displayOptions: { show: { returnAll: [false] } },
	},
];

export const pageSizeOption = ({ many }: Kind): INodeProperties => ({
	displayName: 'Page Size',
	name: 'pageSize',
	type: 'number',
	typeOptions: { minValue: 1, maxValue: 1000 },
	default: PAGE_SIZE,
	description: `How many ${many} to ask for at a time. Larger pages are faster, until Campaign does not answer in time.`,
});

/** @param fieldsMethod the method that lists the fields of a record */
export const outputFieldsOption = ({ one }: Kind, fieldsMethod: string): INodeProperties => ({
	displayName: 'Output Field Names or IDs',
	name: 'fields',
	type: 'multiOptions',
	typeOptions: { loadOptionsMethod: fieldsMethod, loadOptionsDependsOn: DEPENDS_ON },
	default: [],
	description: `Return only these fields of each ${one}, instead of the simplified ones. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.`,
});

/**
 * The options of a list.
 *
 * @param fieldsMethod the method that lists the fields of a record
 * @param more those of the kind alone
 */
export const listingOptions = (kind: Kind, fieldsMethod: string, more: INodeProperties[] = []) =>
	optionsOf([
		...more,
		outputFieldsOption(kind, fieldsMethod),
		{
			displayName: 'Order By Name or ID',
			name: 'orderBy',
			type: 'options',
			typeOptions: { loadOptionsMethod: 'getSortableFields', loadOptionsDependsOn: DEPENDS_ON },
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
		pageSizeOption(kind),
	]);

/** How a list is asked for. */
export interface ListChoice {
	/** The most records; Infinity for all. */
	limit: number;
	/** Rows a page. */
	lineCount: number;
	/** As Adobe wants it: `email`, `email desc`. */
	order?: string;
	/** The first page is enough. */
	isOnePage: boolean;
}

function readCount(
	context: Context,
	itemIndex: number,
	name: string,
	label: string,
	{ many }: Kind,
	fallback?: number,
) {
	// An expression may give a number as a text.
	const count = Number(parameterOf(context, itemIndex, name, fallback));
	if (Number.isInteger(count) && count >= 1) return count;
	throw inputError(context, itemIndex, {
		message: `'${label}' is not a number of ${many}`,
		description: 'Enter a whole number from 1 on.',
	});
}

export const readPageSize = (context: Context, itemIndex: number, kind: Kind) =>
	readCount(context, itemIndex, 'options.pageSize', 'Page Size', kind, PAGE_SIZE);

/**
 * The rows of each page. Adobe's `next` link repeats the number, so pages of equal length are asked for that end where
 * the limit does: 250 in pages of at most 200 are 2 of 125.
 */
const evenPages = (limit: number, pageSize: number) =>
	limit === Infinity ? pageSize : Math.ceil(limit / Math.ceil(limit / pageSize));

const FIELD_NAME = /^[a-z][\w.]*$/i;

function readOrder(context: Context, itemIndex: number): string | undefined {
	const field = String(parameterOf(context, itemIndex, 'options.orderBy', '') ?? '').trim();
	if (field === '') return undefined;
	if (!FIELD_NAME.test(field)) {
		throw inputError(context, itemIndex, {
			message: "'Order By Name or ID' is not a field",
			description: "Choose one from the list, such as 'email'.",
		});
	}
	const direction = parameterOf(context, itemIndex, 'options.orderDirection', 'asc');
	return direction === 'desc' ? `${field} desc` : field;
}

/** How many records are wanted, and in what order. */
export function readListing(context: Context, itemIndex: number, kind: Kind): ListChoice {
	const returnAll = readBoolean(context, itemIndex, 'returnAll', 'Return All');
	const limit = returnAll ? Infinity : readCount(context, itemIndex, 'limit', 'Limit', kind);
	const pageSize = readPageSize(context, itemIndex, kind);
	const order = readOrder(context, itemIndex);
	return {
		limit,
		lineCount: evenPages(limit, pageSize),
		...(order && { order }),
		isOnePage: limit <= pageSize,
	};
}

/** How each record of a list is output: chosen fields, the simplified ones, or all. */
export function readShape(
	context: Context,
	itemIndex: number,
	kind: RecordKind,
): (record: CampaignRecord) => CampaignRecord {
	const names = readNames(context, itemIndex, 'options.fields');
	if (names.length > 0) return (record) => selectFields(record, names);
	return readSimplify(context, itemIndex) ? (record) => simplify(record, kind) : (record) => record;
}
