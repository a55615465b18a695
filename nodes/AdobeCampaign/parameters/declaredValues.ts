import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { inputError } from '../n8n/errors';
import { Columns } from '../records/columns';
import { isPlainObject, isSet, parsedJson } from '../records/given';
import type { RecordKind } from '../records/kind';
import type { GivenFields } from '../records/values';
import { readFields, readStoredFields, type FieldsParameter, type StoredFields } from './fields';

/** A parameter with values under names that somebody has declared in Campaign. */
export interface DeclaredParameter extends FieldsParameter {
	/** The choice between the form and JSON, and the JSON. */
	choice: { name: string; json: string };
	/** The method that lists the names. */
	mapperMethod: string;
	/** Changing one of these parameters empties the form. */
	dependsOn: string[];
	/** What the names are called: one of them, and several. */
	word: { singular: string; plural: string };
	description: string;
}

/** The form: the declared names, or JSON where the instance does not tell them. */
export const declaredFields = (parameter: DeclaredParameter): INodeProperties[] => {
	const { name, label, choice, mapperMethod, dependsOn, word, description } = parameter;
	return [
		{
			displayName: `Specify ${label}`,
			name: choice.name,
			type: 'options',
			noDataExpression: true,
			options: [
				{ name: 'Using Fields Below', value: 'fields' },
				{ name: 'Using JSON', value: 'json' },
			],
			default: 'fields',
			// Here, because n8n shows no description of a resource mapper (2.41).
			description,
		},
		{
			displayName: label,
			name,
			type: 'resourceMapper',
			noDataExpression: true,
			default: { mappingMode: 'defineBelow', value: null },
			description,
			typeOptions: {
				loadOptionsDependsOn: dependsOn,
				resourceMapper: {
					resourceMapperMethod: mapperMethod,
					mode: 'add',
					addAllFields: true,
					supportAutoMap: true,
					valuesLabel: label,
					fieldWords: word,
					// With n8n's Retry; why there are none says the method.
					noFieldsError: `No ${word.plural} to show`,
				},
			},
			displayOptions: { show: { [choice.name]: ['fields'] } },
		},
		{
			displayName: `${label} (JSON)`,
			name: choice.json,
			type: 'json',
			default: '{}',
			description,
			displayOptions: { show: { [choice.name]: ['json'] } },
		},
	];
};

/** Reads what of the form is the same for all items; undefined for JSON. */
export const readDeclaredForm = (
	context: IExecuteFunctions,
	kind: RecordKind,
	parameter: DeclaredParameter,
): StoredFields | undefined =>
	context.getNodeParameter(parameter.choice.name, 0, 'fields') === 'json'
		? undefined
		: readStoredFields(context, kind, parameter);

/** Reads the values of one item. @throws NodeOperationError for what is no object of JSON */
export function readDeclaredValues(
	context: IExecuteFunctions,
	itemIndex: number,
	{ choice, label }: DeclaredParameter,
	kind: RecordKind,
	stored: StoredFields | undefined,
): GivenFields {
	if (stored) return readFields(context, itemIndex, stored);
	const given = context.getNodeParameter(choice.json, itemIndex, '') as unknown;
	const isEmpty = !isSet(given) || (typeof given === 'string' && given.trim() === '');
	const values = isEmpty ? {} : typeof given === 'string' ? parsedJson(given) : given;
	if (!isPlainObject(values)) {
		throw inputError(context, itemIndex, {
			message: `'${label} (JSON)' is not an object`,
			description: 'Nothing was sent. Give one such as { "firstName": "Ines" }.',
		});
	}
	return {
		form: {
			mapping: 'single',
			columns: new Columns([], kind),
			zone: context.getTimezone(),
			clearsEmpty: false,
		},
		values: Object.entries(values)
			.filter(([, value]) => isSet(value))
			.map(([name, value]) => ({ name, value })),
		input: {},
	};
}
