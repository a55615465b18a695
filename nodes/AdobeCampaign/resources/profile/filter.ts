import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { isEmail } from '../../records/clean';
import type { ProfileFilter } from '../../transport/urls';
import { inputError } from '../../n8n/errors';
import { emailFilters, hasEmail } from './find';
import type { Profile } from '../../transport/types';
import {
	checkedName,
	FILTER_NOTE,
	filterNameField,
	filterParametersField,
	readFilterName,
	readFilterParameters,
} from '../../parameters/filter';
import { typedName } from '../../parameters/typedName';

const shownFor = (filterBy: string): INodeProperties['displayOptions'] => ({
	show: { resource: ['profile'], operation: ['getAll'], filterBy: [filterBy] },
});

/** Which profiles are listed. */
export const listFilterFields: INodeProperties[] = [
	{
		displayName: 'Filter By',
		name: 'filterBy',
		type: 'options',
		noDataExpression: true,
		options: [
			{
				name: 'Custom Filter',
				value: 'customFilter',
				description: 'A filter that your Campaign instance defines',
			},
			{
				name: 'Email',
				value: 'email',
				description: 'Profiles with a given e-mail, as written or in small letters',
			},
			{ name: 'None', value: 'none', description: 'All profiles' },
			{
				name: 'Text',
				value: 'text',
				description: 'Profiles whose name or e-mail begins with a text',
			},
		],
		default: 'none',
		displayOptions: { show: { resource: ['profile'], operation: ['getAll'] } },
	},
	{
		displayName: 'Email',
		name: 'email',
		type: 'string',
		placeholder: 'e.g. name@email.com',
		required: true,
		default: '',
		hint: 'The whole e-mail. Several profiles may have it. It is looked for as written and in small letters.',
		displayOptions: shownFor('email'),
	},
	{
		displayName: 'Text',
		name: 'text',
		type: 'string',
		placeholder: 'e.g. Dakota',
		required: true,
		default: '',
		hint: "Finds beginnings only, and capital letters count: 'Dak' finds Dakota, 'dak' and 'kota' do not",
		displayOptions: shownFor('text'),
	},
	{
		displayName: 'Search In Name or ID',
		name: 'textField',
		type: 'options',
		typeOptions: { loadOptionsMethod: 'getTextFields', loadOptionsDependsOn: ['endpoint'] },
		default: 'any',
		description:
			'The field that begins with the text. Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
		displayOptions: shownFor('text'),
	},
	filterNameField({
		show: { resource: ['profile'], operation: ['getAll'], filterBy: ['customFilter'] },
	}),
	filterParametersField(
		'Filter Parameters',
		'What the filter searches for. Capital letters usually count.',
		{ show: { resource: ['profile'], operation: ['getAll'], filterBy: ['customFilter'] } },
	),
];

/** Which profiles are meant, and how Campaign is asked for them. */
export interface ListFilter {
	/** All of them; none for all profiles. */
	filters?: ProfileFilter[];
	/** What is told apart here, because Campaign does not promise to; undefined when all that it finds is meant. */
	isWanted?: (profile: Profile) => boolean;
	/** What may not be seen in a message. */
	personal?: string[];
	/** Said first when the list cannot be read. */
	advice?: string;
}

const textOf = (context: IExecuteFunctions, name: string, label: string, itemIndex: number) =>
	typedName(context, itemIndex, label, context.getNodeParameter(name, itemIndex));

function readEmail(context: IExecuteFunctions, itemIndex: number): ListFilter {
	const email = textOf(context, 'email', 'Email', itemIndex);
	if (isEmail(email)) {
		return { filters: emailFilters(email), isWanted: hasEmail(email), personal: [email] };
	}
	throw inputError(context, itemIndex, {
		message: email === '' ? "'Email' is empty" : "'Email' is not an e-mail",
		description: "Enter one whole e-mail. For a part of one choose 'Filter By' = 'Text'.",
	});
}

/**
 * Adobe prints the search in a custom field as `cusHobby=Dancing&filterType=Hobby`, for fields that the profile's extension
 * has in its advanced filtering ("Retrieving profiles"). It does not say what comes for the others, so it is compared.
 */
function readText(context: IExecuteFunctions, itemIndex: number): ListFilter {
	const text = textOf(context, 'text', 'Text', itemIndex);
	const field = String(context.getNodeParameter('textField', itemIndex) ?? '').trim();
	if (text === '') {
		throw inputError(context, itemIndex, {
			message: "'Text' is empty",
			description: "Enter how a name or an e-mail begins, or choose 'Filter By' = 'None'.",
		});
	}
	const personal = [text];
	const byText = (parameters: Record<string, string>) => ({ name: 'byText', parameters });
	if (field === 'any') return { filters: [byText({ text })], personal };
	const searched = checkedName(context, itemIndex, 'Search In Name or ID', field);
	if (!searched.startsWith('cus')) {
		return { filters: [byText({ text, filterType: searched })], personal };
	}
	return {
		filters: [byText({ [searched]: text, filterType: searched.slice('cus'.length) })],
		isWanted: (profile) => String(profile[searched] ?? '').startsWith(text),
		personal,
	};
}

function readCustomFilter(context: IExecuteFunctions, itemIndex: number): ListFilter {
	const name = readFilterName(context, itemIndex);
	const parameters = readFilterParameters(context, itemIndex);
	return {
		filters: [{ name, parameters }],
		personal: Object.values(parameters),
		advice: FILTER_NOTE,
	};
}

/** Reads which profiles are to be listed. @throws NodeOperationError before any request when that cannot be */
export function readListFilter(context: IExecuteFunctions, itemIndex: number): ListFilter {
	switch (context.getNodeParameter('filterBy', itemIndex)) {
		case 'email':
			return readEmail(context, itemIndex);
		case 'text':
			return readText(context, itemIndex);
		case 'customFilter':
			return readCustomFilter(context, itemIndex);
		default:
			return {};
	}
}
