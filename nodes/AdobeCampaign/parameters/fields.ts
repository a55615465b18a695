import type { INodeProperties, ResourceMapperField } from 'n8n-workflow';

import type { ProfileField } from '../records/fields';

/** The form for the values of an operation that writes. */
export const profileFieldsFor = (operation: string): INodeProperties => ({
	displayName: 'Fields',
	name: 'fields',
	type: 'resourceMapper',
	noDataExpression: true,
	required: true,
	default: { mappingMode: 'defineBelow', value: null },
	description:
		'The values to store. A field that is not listed, or has no value, stays as it is; [clear] empties one. Map Automatically takes columns that are named like a field, by its label or its API name.',
	typeOptions: {
		// n8n empties the form when one of these changes (2.41). The credential is not among them: a switch to OAuth2 for a
		// schedule would throw away all that was entered, and the fields are the same.
		loadOptionsDependsOn: ['endpoint'],
		resourceMapper: {
			resourceMapperMethod: 'mapProfileFields',
			mode: 'add',
			addAllFields: false,
			supportAutoMap: true,
			valuesLabel: 'Fields',
			fieldWords: { singular: 'field', plural: 'fields' },
			noFieldsError: 'Campaign describes no field that can be written',
		},
	},
	displayOptions: { show: { resource: ['profile'], operation: [operation] } },
});

/** What the form's own types do not tell of the fields that every instance has. */
const STANDARD_TYPES: Record<string, ProfileField['type']> = {
	birthDate: 'date',
	orgUnit: 'link',
	geoUnit: 'link',
};

const FORM_TYPES: Record<ProfileField['type'], ResourceMapperField['type']> = {
	string: 'string',
	number: 'number',
	boolean: 'boolean',
	options: 'options',
	date: 'dateTime',
	dateTime: 'dateTime',
	link: 'string',
};

/** A field as n8n's form shows it. */
export const toFormField = ({ id, label, type, options }: ProfileField): ResourceMapperField => ({
	id,
	displayName: label,
	type: FORM_TYPES[type],
	...(options && { options }),
	required: false,
	defaultMatch: false,
	canBeUsedToMatch: false,
	display: true,
});

/** The field behind an entry of the form that is stored in the workflow. */
export const fromFormField = ({
	id,
	displayName,
	type,
	options,
}: ResourceMapperField): ProfileField => ({
	id,
	label: displayName,
	type:
		type === 'options' || type === 'number' || type === 'boolean' || type === 'dateTime'
			? type
			: 'string',
	...(options && {
		options: options.map((option) => ({ name: option.name, value: String(option.value) })),
	}),
	...(id in STANDARD_TYPES && { type: STANDARD_TYPES[id] }),
});
