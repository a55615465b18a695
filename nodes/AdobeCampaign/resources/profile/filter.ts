import type { IExecuteFunctions, INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { inputError } from '../../n8n/errors';
import { checkedApiName, checkedName } from '../../parameters/readers';
import { isEmail } from '../../records/clean';
import { isCustom } from '../../records/metadata';
import { standardFieldsNotice } from '../fieldSet';
import {
	customFilterFields,
	readCustomFilter,
	type FilterForm,
	type ListFilter,
} from '../listRecords';
import { emailFilters, hasEmail, noteSpelling } from './find';

const shownFor = (filterBy: string): INodeProperties['displayOptions'] => ({
	show: { filterBy: [filterBy] },
});

/** Which profiles are listed. */
const fields: INodeProperties[] = [
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
		displayName: 'Field Name or ID',
		name: 'textField',
		type: 'options',
		typeOptions: { loadOptionsMethod: 'getTextFields', loadOptionsDependsOn: ['endpoint'] },
		default: 'any',
		description:
			'The field that begins with the text. Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
		displayOptions: shownFor('text'),
	},
	standardFieldsNotice({ filterBy: ['customFilter'] }),
	...customFilterFields,
];

/** The fields of every instance that Campaign searches for a text. */
export const TEXT_FIELDS: INodePropertyOptions[] = [
	{ name: 'Email or Name', value: 'any' },
	{ name: 'Email', value: 'email' },
	{ name: 'First Name', value: 'firstName' },
	{ name: 'Last Name', value: 'lastName' },
];

const textOf = (context: IExecuteFunctions, name: string, label: string, itemIndex: number) =>
	checkedName(context, itemIndex, label, context.getNodeParameter(name, itemIndex));

function readEmail(context: IExecuteFunctions, itemIndex: number): ListFilter {
	const email = textOf(context, 'email', 'Email', itemIndex);
	if (isEmail(email)) {
		return {
			filters: emailFilters(email),
			isWanted: hasEmail(email),
			onFound: noteSpelling,
			personal: [email],
		};
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
	const searched = checkedApiName(context, itemIndex, 'Field Name or ID', field);
	if (!isCustom(searched)) {
		return { filters: [byText({ text, filterType: searched })], personal };
	}
	return {
		filters: [byText({ [searched]: text, filterType: searched.slice('cus'.length) })],
		isWanted: (profile) => String(profile[searched] ?? '').startsWith(text),
		personal,
	};
}

/** Reads which profiles are to be listed. */
function read(context: IExecuteFunctions, itemIndex: number): ListFilter {
	switch (context.getNodeParameter('filterBy', itemIndex)) {
		case 'email':
			return readEmail(context, itemIndex);
		case 'text':
			return readText(context, itemIndex);
		case 'customFilter':
			return readCustomFilter(context, itemIndex);
		default:
			return { filters: [undefined], personal: [] };
	}
}

export const profileFilters: FilterForm = { fields, read };
