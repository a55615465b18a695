import type { INodeParameters, ResourceMapperField } from 'n8n-workflow';

/** The first of the sandbox's invented people. */
export const amy = { email: 'amy.dakota@example.com', customKey: 'C-1001' };

/** An e-mail that no profile of the sandbox has. */
export const nobody = 'nobody@example.com';

/** One of the people that `reset({ people })` puts into the sandbox, by number from 1. */
export const emailOf = (number: number) => `person-${String(number).padStart(6, '0')}@example.com`;

/** So many of them, as input items. */
export const people = (count: number) =>
	Array.from({ length: count }, (_, row) => ({ email: emailOf(row + 1), row }));

/** The locator 'Profile' in one of its modes. */
export const by = (mode: 'list' | 'id' | 'url' | 'email' | 'customKey', value: string) => ({
	profile: { __rl: true, mode, value },
});

/** The parameters of Get with everything at its default but the given ones. */
export const get = (...changes: INodeParameters[]): INodeParameters => ({
	operation: 'get',
	endpoint: 'profileAndServices',
	simplify: true,
	...Object.assign({}, ...changes),
});

/** The parameters of Update with everything at its default but the given ones. */
export const update = (...changes: INodeParameters[]): INodeParameters => ({
	operation: 'update',
	endpoint: 'profileAndServices',
	confirmUpdate: true,
	options: {},
	...Object.assign({}, ...changes),
});

/** One entry of the form as n8n stores it with the workflow. */
export const formField = (
	id: string,
	type: ResourceMapperField['type'] = 'string',
	more: Partial<ResourceMapperField> = {},
): ResourceMapperField => ({
	id,
	displayName: id,
	type,
	required: false,
	defaultMatch: false,
	canBeUsedToMatch: false,
	display: true,
	removed: false,
	...more,
});

/** 'Fields' filled in by hand. Without a form of its own every entry is a text. */
export const values = (value: Record<string, unknown> | null, form?: ResourceMapperField[]) =>
	({
		fields: {
			mappingMode: 'defineBelow',
			value,
			matchingColumns: [],
			schema: form ?? Object.keys(value ?? {}).map((id) => formField(id)),
		},
	}) as unknown as INodeParameters;

/** 'Fields' set to map automatically. n8n stores null as the value then. */
export const autoMap = (form: ResourceMapperField[] = []) =>
	({
		fields: { mappingMode: 'autoMapInputData', value: null, matchingColumns: [], schema: form },
	}) as unknown as INodeParameters;

/** The parameters of Create or Update with everything at its default but the given ones. */
export const upsert = (...changes: INodeParameters[]): INodeParameters => ({
	operation: 'upsert',
	endpoint: 'profileAndServices',
	matchBy: 'email',
	matchValue: '={{ $json.email }}',
	confirmUpdate: true,
	options: {},
	...Object.assign({}, ...changes),
});

/** The field set with the company's own fields. */
export const ext = { endpoint: 'profileAndServicesExt' };

/** 'Empty Values' set to clear. */
export const clearing = { options: { emptyValues: 'clear' } };
