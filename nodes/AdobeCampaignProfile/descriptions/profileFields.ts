import type {
	IDataObject,
	IExecuteFunctions,
	INodeProperties,
	ResourceMapperField,
} from 'n8n-workflow';

import { isPKey, toWire, type Conversion, type SentField } from '../helpers/fieldValues';
import { onePerRun } from '../helpers/onePerRun';
import { valueAt, type ProfileField } from '../helpers/profileFields';
import { inputError } from '../transport/nodeErrors';

/** The form for the values of an operation that writes. */
export const profileFieldsFor = (operation: string): INodeProperties => ({
	displayName: 'Fields',
	name: 'fields',
	type: 'resourceMapper',
	noDataExpression: true,
	required: true,
	default: { mappingMode: 'defineBelow', value: null },
	description:
		'The values to store. Empty text clears a field; a field that is not listed stays as it is.',
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
const fromFormField = ({ id, displayName, type, options }: ResourceMapperField): ProfileField => ({
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

/** The form that is stored in the workflow. */
interface Form {
	stored: ProfileField[];
	known: Map<string, ProfileField>;
	/** Of the fields that are not shown. */
	hidden: Set<string>;
	isAutoMapped: boolean;
}

const formOf = onePerRun<Form>();

/** The same for all items, since it cannot be an expression: read once. */
const readForm = (context: IExecuteFunctions): Form =>
	formOf(context, () => {
		const schema = context.getNodeParameter('fields.schema', 0, [], {
			rawExpressions: true,
		}) as ResourceMapperField[];
		const stored = schema.map(fromFormField);
		return {
			stored,
			known: new Map(stored.map((field) => [field.id, field])),
			hidden: new Set(schema.filter(({ removed }) => removed).map(({ id }) => id)),
			isAutoMapped: context.getNodeParameter('fields.mappingMode', 0) === 'autoMapInputData',
		};
	});

/** The key of another record, or that record as Get returns it. */
const isLinkValue = (value: unknown) =>
	isPKey(value) || (typeof value === 'object' && value !== null && 'PKey' in value);

const isSet = (value: unknown) => value !== undefined && value !== null;

/**
 * The values of "Map Each Column Manually". Read one by one and raw: n8n would check them against the form stored in
 * the workflow, where a day has a time and empty text is no date, and it crashes when nothing was ever entered.
 * Entries of fields that are not shown are left out: n8n stores `false` for every switch nobody added, which would
 * take back people's opt-outs.
 */
function enteredValues(context: IExecuteFunctions, itemIndex: number, hidden: Set<string>) {
	const raw = context.getNodeParameter('fields.value', itemIndex, null, { rawExpressions: true });
	return (
		Object.entries((raw ?? {}) as IDataObject)
			// "=" is an expression that nobody has written yet; n8n would evaluate it to an empty text, which clears.
			.filter(([id, value]) => !hidden.has(id) && value !== '=')
			.map(([id, value]): [string, unknown] => {
				const isExpression = typeof value === 'string' && value.startsWith('=');
				return [
					id,
					isExpression ? context.getNodeParameter(`fields.value["${id}"]`, itemIndex) : value,
				];
			})
			.filter(([, value]) => isSet(value))
	);
}

/** The values of "Map Automatically": what the item has for the fields that can be written, and nothing else. */
async function itemValues(
	item: IDataObject,
	stored: ProfileField[],
	readLive: () => Promise<ProfileField[]>,
): Promise<Array<[string, unknown]>> {
	if (!Object.values(item).some(isSet)) return [];
	const fields = stored.length > 0 ? stored : await readLive();
	return fields
		.map(({ id }): [string, unknown] => [id, valueAt(item, id)])
		.filter(([, value]) => isSet(value));
}

/** A value of the form or the item, as its field takes it; undefined for "leave it as it is". */
async function convert(
	id: string,
	value: unknown,
	known: Map<string, ProfileField>,
	readLive: () => Promise<ProfileField[]>,
	zone: string,
): Promise<{ field?: ProfileField; conversion?: Conversion }> {
	const live = async () => (await readLive()).find((field) => field.id === id);
	const stored = known.get(id);
	// The form does not tell a day from a moment, nor a company's own link from a text.
	const isOpen = stored?.type === 'dateTime' || (id.startsWith('cus') && isLinkValue(value));
	const field = !stored || isOpen ? await live() : stored;
	if (!field) return {};
	// An item of Get has links that are set elsewhere: to nothing, or to many.
	if (field.type === 'link' && typeof value === 'object' && !isLinkValue(value)) return { field };
	// A switch has no empty state: an empty cell of a table must not take back somebody's opt-out.
	if (field.type === 'boolean' && value === '') return { field };
	const conversion = toWire(field, value, zone);
	if (field.type !== 'options' || 'value' in conversion) return { field, conversion };
	// The choice may be newer than the form.
	const newer = (await live()) ?? field;
	return { field: newer, conversion: toWire(newer, value, zone) };
}

/**
 * Reads the fields to send, as Campaign wants them.
 *
 * The form stored in the workflow says what the fields are. The instance's own metadata (`readLive`) is asked when
 * that is not enough: no form was stored, a custom date may be a day or a moment, a choice may be newer than the form.
 *
 * @throws NodeOperationError when there is nothing to send, or a value cannot be stored in its field
 */
export async function readProfileFields(
	context: IExecuteFunctions,
	itemIndex: number,
	readLive: () => Promise<ProfileField[]>,
): Promise<SentField[]> {
	const { stored, known, hidden, isAutoMapped } = readForm(context);
	const values = isAutoMapped
		? await itemValues(context.getInputData()[itemIndex].json, stored, readLive)
		: enteredValues(context, itemIndex, hidden);

	const zone = context.getTimezone();
	const sent: SentField[] = [];
	for (const [id, value] of values) {
		const { field, conversion } = await convert(id, value, known, readLive, zone);
		if (!field || (conversion && 'problem' in conversion)) {
			throw inputError(context, itemIndex, {
				message: `The value of '${field?.label ?? id}' in 'Fields' cannot be stored`,
				description:
					conversion && 'problem' in conversion
						? conversion.problem
						: "The instance has no such field that can be written. See 'Field Set'.",
			});
		}
		if (conversion) sent.push({ ...field, value: conversion.value });
	}
	if (sent.length > 0) return sent;
	throw inputError(context, itemIndex, {
		message: 'There is nothing to store',
		description: isAutoMapped
			? "The item has no value that is named like a field of 'Fields', such as 'firstName' or 'phone'."
			: "Add at least one field to 'Fields' and give it a value. To clear a field, give it an empty text.",
	});
}
