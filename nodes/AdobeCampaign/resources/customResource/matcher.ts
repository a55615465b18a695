import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { readChoice } from '../../parameters/readers';
import type { Item } from '../../records/item';
import {
	checkParameters,
	fieldsOfNewByFilter,
	filterMatchFields,
	findByFilter,
	readFilterMatch,
	type FilterMatch,
} from '../filterMatch';
import { readMatchValue, withValues, type Matcher } from '../matcher';
import { findAllByAcsId } from './acsId';

/** How a record is recognised that may exist already. */
type Match = FilterMatch | { by: 'acsId'; value: string };

const fields: INodeProperties[] = [
	{
		displayName: 'Match By',
		name: 'matchBy',
		type: 'options',
		noDataExpression: true,
		options: [
			{
				name: 'acsId',
				value: 'acsId',
				description: 'The automatic ID: changes the record that has it, and creates none',
			},
			{
				name: 'Custom Filter',
				value: 'customFilter',
				description:
					'A filter of the resource that finds a value exactly; one that finds beginnings could update another record',
			},
		],
		default: 'customFilter',
		description: 'How to recognise a record that exists already',
	},
	...filterMatchFields({
		displayName: 'Match Value',
		name: 'matchValue',
		type: 'string',
		placeholder: 'e.g. O-1001',
		required: true,
		default: '',
		description:
			'The value to look for. A record that has it is updated, otherwise one is created; when several have it, nothing is written.',
	}),
];

function read(context: IExecuteFunctions, itemIndex: number): Match {
	const by = readChoice(context, itemIndex, 'matchBy', 'Match By', ['acsId', 'customFilter']);
	const value = readMatchValue(context, itemIndex);
	return by === 'acsId' ? { by, value } : readFilterMatch(context, itemIndex, value);
}

const valuesOf = (match: Match): string[] =>
	match.by === 'customFilter' ? Object.values(match.filter.parameters) : [match.value];

/** Campaign makes the acsId of a new record itself: it could not be found by the one that was looked for. */
function refuseNew(item: Item): never {
	throw item.refuse(
		'No record has this acsId, and nothing was written',
		"Campaign makes the acsId of a new record itself, so none was created. Check 'Match Value', or choose 'Match By' = 'Custom Filter'.",
	);
}

export const recordMatcher: Matcher<Match> = {
	fields,
	read,
	identityOf: (match) =>
		match.by === 'customFilter'
			? JSON.stringify(match.filter)
			: JSON.stringify([match.by, match.value]),
	valuesOf,
	async check(item, match) {
		if (match.by === 'customFilter') await checkParameters(item, match.filter);
	},
	find: async (item, match, sent) =>
		match.by === 'customFilter'
			? await findByFilter(item, match.filter, sent)
			: await findAllByAcsId(item, match.value),
	fieldsOf: (match, sent) => withValues(valuesOf(match), sent),
	fieldsOfNew: async (item, match, sent) =>
		match.by === 'customFilter' ? await fieldsOfNewByFilter(item, match, sent) : refuseNew(item),
};
