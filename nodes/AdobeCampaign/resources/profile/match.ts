import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { inputError } from '../../n8n/errors';
import { isEmail } from '../../records/clean';
import { EMAIL_LENGTH } from '../../records/wire';
import { readFieldSet, standardFieldsNotice } from '../fieldSet';
import { checkParameters, filterMatchFields, readFilterMatch } from '../filterMatch';
import { readMatchValue, type Matcher } from '../matcher';
import { isCustomKey } from './locator';
import {
	fieldsOfNew,
	findMatches,
	identityOf,
	valuesOf,
	withMatchValues,
	type Match,
} from './matches';

/** How an existing profile is recognised. */
const matchFields: INodeProperties[] = [
	{
		displayName: 'Match By',
		name: 'matchBy',
		type: 'options',
		noDataExpression: true,
		options: [
			{
				name: 'Custom Filter',
				value: 'customFilter',
				description:
					'A filter of your instance that finds a value exactly; one that finds beginnings could update somebody else',
			},
			{
				name: 'Custom Key',
				value: 'customKey',
				description:
					"The key field that your instance defines for profiles, with 'Standard and Custom Fields'",
			},
			{ name: 'Email', value: 'email', description: 'Several profiles with it are an error' },
		],
		default: 'email',
		description: 'How to recognise a profile that exists already',
	},
	standardFieldsNotice({ matchBy: ['customFilter'] }),
	...filterMatchFields({
		displayName: 'Match Value',
		name: 'matchValue',
		type: 'string',
		placeholder: 'e.g. name@email.com or C-1001',
		required: true,
		default: '',
		description:
			'The e-mail, key or filter value to look for. A profile that has it is updated, otherwise one is created; when several have it, nothing is written.',
	}),
];

const refusals = {
	email: {
		message: "'Match Value' is not an e-mail",
		description: "Enter one whole e-mail, or choose another 'Match By'.",
	},
	tooLong: {
		message: "'Match Value' is longer than an e-mail can be in Campaign",
		description: `Campaign keeps ${EMAIL_LENGTH} characters and cuts the rest, so the profile would not be found again. Nothing was written.`,
	},
	customKey: {
		message: "'Match Value' is not a custom key",
		description:
			'Enter the value of the key field that your Campaign instance defines for profiles.',
	},
	standard: {
		message: "'Match By' = 'Custom Key' needs 'Standard and Custom Fields'",
		description: "Change 'Field Set', or choose another 'Match By'.",
	},
};

function refusalOf(by: Match['by'], value: string, isStandard: boolean) {
	if (by === 'customKey' && isStandard) return refusals.standard;
	if (by === 'email' && value.length > EMAIL_LENGTH) return refusals.tooLong;
	if (by === 'email') return isEmail(value) ? undefined : refusals.email;
	return by === 'customFilter' || isCustomKey(value) ? undefined : refusals.customKey;
}

/** Reads how an existing profile is recognised. */
export function readMatch(context: IExecuteFunctions, itemIndex: number): Match {
	const by = context.getNodeParameter('matchBy', itemIndex) as Match['by'];
	const value = readMatchValue(context, itemIndex);
	const refusal = refusalOf(by, value, readFieldSet(context) === 'profileAndServices');
	if (refusal) throw inputError(context, itemIndex, refusal);
	return by === 'customFilter' ? readFilterMatch(context, itemIndex, value) : { by, value };
}

export const profileMatcher: Matcher<Match> = {
	fields: matchFields,
	read: readMatch,
	identityOf,
	valuesOf,
	async check(item, match) {
		if (match.by === 'customFilter') await checkParameters(item, match.filter);
	},
	find: findMatches,
	fieldsOf: withMatchValues,
	fieldsOfNew,
	// Every profile has an e-mail, and `byEmail` looks at nothing else; one that is too long is refused when it is read.
	isCertain: ({ by }) => by === 'email',
};
