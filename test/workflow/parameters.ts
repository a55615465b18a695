/**
 * The parameters of each operation as a workflow stores them, built up from their defaults:
 * `update(by('email', amy.email), values({ phone: '1' }), { options: { dryRun: true } })`.
 * What comes later replaces what came before.
 */
import type { INodeParameters, ResourceMapperField } from 'n8n-workflow';

/** The first of the sandbox's invented people. */
export const amy = { email: 'amy.dakota@example.com', customKey: 'C-1001' };

/** An e-mail that two profiles of the sandbox have. */
export const twins = 'twins@example.com';

/** An e-mail that no profile of the sandbox has. */
export const nobody = 'nobody@example.com';

/** One of the people that `reset({ people })` puts into the sandbox, by number from 1. */
export const emailOf = (number: number) => `person-${String(number).padStart(6, '0')}@example.com`;

/** The first ones of them, as input items. */
export const people = (count: number) =>
	Array.from({ length: count }, (_, row) => ({ email: emailOf(row + 1), row }));

/** The locator 'Profile' in one of its modes. */
export const by = (mode: 'list' | 'id' | 'url' | 'email' | 'customKey', value: string) => ({
	profile: { __rl: true, mode, value },
});

/** The profile that has the input item's e-mail. */
export const byItsEmail = by('email', '={{ $json.email }}');

/** 'Field Set' at its default, and with the company's own fields. */
export const standard = { endpoint: 'profileAndServices' };
export const ext = { endpoint: 'profileAndServicesExt' };

const merge = (changes: INodeParameters[]): INodeParameters => Object.assign({}, ...changes);

/** The parameters of Get with everything at its default but the given ones. */
export const get = (...changes: INodeParameters[]): INodeParameters => ({
	operation: 'get',
	...standard,
	simplify: true,
	...merge(changes),
});

/** The same of Update. */
export const update = (...changes: INodeParameters[]): INodeParameters => ({
	operation: 'update',
	...standard,
	confirmUpdate: true,
	options: {},
	...merge(changes),
});

/** The same of Get Many, whose 'Limit' is 50. */
export const getAll = (...changes: INodeParameters[]): INodeParameters => ({
	operation: 'getAll',
	...merge(changes),
});

/** The same of Count. */
export const count = (...changes: INodeParameters[]): INodeParameters => ({
	operation: 'count',
	...merge(changes),
});

/** The same of Get History, whose 'Limit' is 50. */
export const getHistory = (...changes: INodeParameters[]): INodeParameters => ({
	operation: 'getHistory',
	...standard,
	...merge(changes),
});

/** The same of Create. */
export const create = (...changes: INodeParameters[]): INodeParameters => ({
	operation: 'create',
	...standard,
	options: {},
	...merge(changes),
});

/** The same of Create or Update, by the e-mail of the input item. */
export const upsert = (...changes: INodeParameters[]): INodeParameters => ({
	operation: 'upsert',
	...standard,
	matchBy: 'email',
	matchValue: '={{ $json.email }}',
	confirmUpdate: true,
	options: {},
	...merge(changes),
});

/** The same of Delete. */
export const remove = (...changes: INodeParameters[]): INodeParameters => ({
	operation: 'delete',
	...standard,
	options: {},
	...merge(changes),
});

/** The locator 'Service' in one of its modes. */
export const to = (mode: 'list' | 'name' | 'id' | 'url', value: string) => ({
	service: { __rl: true, mode, value },
});

/** The parameters of Subscribe with everything at its default but the given ones. */
export const subscribe = (...changes: INodeParameters[]): INodeParameters => ({
	resource: 'subscription',
	operation: 'subscribe',
	...standard,
	options: {},
	...merge(changes),
});

/** The same of Unsubscribe. */
export const unsubscribe = (...changes: INodeParameters[]): INodeParameters =>
	subscribe({ operation: 'unsubscribe' }, ...changes);

/** The same of Get Many of subscriptions, of a profile at first. */
export const getSubscriptions = (...changes: INodeParameters[]): INodeParameters =>
	subscribe({ operation: 'getAll', subscriptionsOf: 'profile', simplify: true }, ...changes);

/** An event of the sandbox that sends e-mails. */
export const orderEvent = 'EVTorderConfirmation';

/** The parameters of Send with everything at its default but the given ones, and the context as JSON. */
export const send = (...changes: INodeParameters[]): INodeParameters => ({
	resource: 'event',
	operation: 'send',
	eventId: orderEvent,
	email: '={{ $json.email }}',
	mobilePhone: '',
	specifyContext: 'json',
	contextJson: '={{ $json.ctx }}',
	messageCenter: '',
	options: {},
	...merge(changes),
});

/** The same of Get of a message, by its PKey. */
export const getMessage = (...changes: INodeParameters[]): INodeParameters => ({
	resource: 'event',
	operation: 'get',
	eventId: orderEvent,
	event: { __rl: true, mode: 'id', value: '={{ $json.PKey }}' },
	messageCenter: '',
	simplify: true,
	options: {},
	...merge(changes),
});

/** 'Context' filled in by hand, or mapped automatically without values, with the form as n8n stores it. */
export const context = (value: Record<string, unknown> | null, form: ResourceMapperField[] = []) =>
	({
		specifyContext: 'fields',
		context: {
			mappingMode: value ? 'defineBelow' : 'autoMapInputData',
			value,
			matchingColumns: [],
			schema: form,
		},
	}) as unknown as INodeParameters;

/** The locator 'Custom Resource': from the list, which stores the endpoint, too, or by name. */
export const inResource = (value: string) => ({
	resource: 'customResource',
	customResource: { __rl: true, mode: value.includes('/') ? 'list' : 'name', value },
});

/** The locator 'Record' in one of its modes. */
export const record = (mode: 'id' | 'acsId' | 'url', value: string) => ({
	record: { __rl: true, mode, value },
});

/** Create or Update of a record by a filter with one parameter, whose value is the input item's. */
export const upsertRecord = (
	filterName: string,
	filterParameter: string,
	...changes: INodeParameters[]
): INodeParameters =>
	upsert(
		{ matchBy: 'customFilter', filterName, filterParameter, matchValue: '={{ $json.key }}' },
		...changes,
	);

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

/** E-mail and phone of the input item, mapped automatically. */
export const emailAndPhone = autoMap([formField('email'), formField('phone')]);

/** 'Empty Values' set to clear. */
export const clearing = { options: { emptyValues: 'clear' } };

/** 'Add Confirmation Report' switched on. */
export const report = { options: { confirmationReport: true } };
