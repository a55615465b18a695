import type { IDataObject } from 'n8n-workflow';

import {
	declaredFields,
	readDeclaredForm,
	readDeclaredValues,
	type DeclaredParameter,
} from '../../../../../nodes/AdobeCampaign/parameters/declaredValues';
import { EVENT } from '../../../../../nodes/AdobeCampaign/resources/event/kind';
import { contextOf } from '../context';

const PARAMETER: DeclaredParameter = {
	name: 'context',
	label: 'Context',
	choice: { name: 'specifyContext', json: 'contextJson' },
	mapperMethod: 'mapContext',
	dependsOn: ['eventId'],
	word: { singular: 'field', plural: 'fields' },
	description: 'What it says',
};

function read(parameters: IDataObject, expressions: Record<string, unknown> = {}) {
	const context = contextOf({ parameters, expressions, items: [{ column: 1 }] });
	const stored = readDeclaredForm(context, EVENT, PARAMETER);
	return readDeclaredValues(context, 0, PARAMETER, EVENT, stored);
}

const json = (contextJson: unknown) =>
	read({ specifyContext: 'json', contextJson } as unknown as IDataObject);

it('The form has a choice between fields and JSON, and one of them', () => {
	const [choice, mapper, text] = declaredFields(PARAMETER);

	expect(choice).toMatchObject({ name: 'specifyContext', default: 'fields' });
	expect(mapper.displayOptions).toEqual({ show: { specifyContext: ['fields'] } });
	expect(mapper.typeOptions).toMatchObject({
		loadOptionsDependsOn: ['eventId'],
		resourceMapper: { resourceMapperMethod: 'mapContext', noFieldsError: 'No fields to show' },
	});
	expect(text).toMatchObject({
		name: 'contextJson',
		type: 'json',
		default: '{}',
		displayOptions: { show: { specifyContext: ['json'] } },
	});
});

it('The fields are read from the parameter of that name, one by one', () => {
	const given = read(
		{
			context: { mappingMode: 'defineBelow', value: { a: '=a', b: 2, c: null } },
		} as unknown as IDataObject,
		{ '=a': 1 },
	);

	expect(given.form.mapping).toBe('manual');
	expect(given.values).toEqual([
		{ name: 'a', value: 1, expression: '=a' },
		{ name: 'b', value: 2, expression: undefined },
	]);
	expect(given.input).toEqual({ column: 1 });
});

it('The label of the parameter stands in the error for what has no values', () => {
	expect(() => read({ context: '=x' }, { '=x': 3 })).toThrow("'Context' has no values by field");
});

it.each<[string, unknown, Array<[string, unknown]>]>([
	[
		'a text',
		'{ "a": "", "b": { "c": 1 }, "d": null }',
		[
			['a', ''],
			['b', { c: 1 }],
		],
	],
	[
		'an object',
		{ a: false, b: [] },
		[
			['a', false],
			['b', []],
		],
	],
	['an empty text', '', []],
	['blanks', ' \n', []],
])('JSON is read from %s, without what is null', (_case, given, values) => {
	const { form, values: found } = json(given);

	expect(found).toEqual(values.map(([name, value]) => ({ name, value })));
	expect(form).toMatchObject({ mapping: 'single', zone: 'Europe/Paris', clearsEmpty: false });
	expect(form.columns.isEmpty).toBe(true);
});

it.each(['[]', '3', 'null', 'x', [1], 3, true])(
	'JSON that is no object is refused: %j',
	(given) => {
		expect(() => json(given)).toThrow("'Context (JSON)' is not an object");
	},
);
