/**
 * The operations of both nodes, a row for each, with what the tests for all of them need to know of it: see
 * run/everyOperation.test.ts. A new operation needs a row.
 */
import type { IDataObject, INodeParameters } from 'n8n-workflow';

import type { OrganizationControl, Settings } from '../../sandbox/server';
import {
	byItsEmail,
	count,
	create,
	emailOf,
	get,
	getAll,
	getHistory,
	getSubscriptions,
	remove,
	standard,
	subscribe,
	to,
	unsubscribe,
	update,
	upsert,
	values,
} from './parameters';
import { signal, workflow } from './workflow/workflows';

export type Dialect = Settings['dialect'];

/** How the one write of an operation is made. */
export interface Write {
	method: 'POST' | 'PATCH' | 'DELETE';
	/** The kind of the sandbox's record that it changes. */
	kind: string;
	/** What an error begins with when it is not known whether it was done. */
	unclear: string;
}

export interface Row {
	resource: string;
	operation: string;
	/** Tells two rows of one operation apart. */
	way?: string;
	/** Each value that two items could have different is an expression on the item. */
	parameters: INodeParameters;
	/** The parameters that have other values in Campaign v8. */
	parametersV8?: INodeParameters;
	/** What must be so before, beside what `cast` has made. */
	before?: (control: OrganizationControl, items: Item[]) => void;
	/** What one item asks of Campaign, in order. Keys are <key>, and <org> is the organization. */
	asks: string[];
	/** The same of Campaign v8, where it is not the same. */
	asksV8?: string[];
	/** A part of the address of the request that the operation is about, and its method: there is one for each item. */
	decisive: { method: 'GET' | Write['method']; path: string };
	/** Absent: the operation writes nothing. */
	write?: Write;
	/** The values of the item that must not be seen in a message. */
	personal: Key[];
	/** The values of the item without which nothing is asked. */
	needed: Key[];
	/** A filter of the instance's own may look for records whose value is empty. */
	takesBlank?: true;
	/** A part of the output, and the value of the item that it has. Absent: the output has none. */
	shows?: [path: string, key: Key];
	/** Items name a record, and those for the same one go one after the other. */
	namesRecord?: true;
	/** Items may mean the same record without looking so: they go in their order. */
	isInOrder?: true;
	/** Campaign v8 does not have it. */
	isStandardOnly?: true;
	/** The output has nothing personal either. */
	isSilent?: true;
}

/** The values of one item. */
const valuesOfItem = (number: number) => ({
	email: emailOf(number),
	newEmail: `newcomer-${number}@example.com`,
	phone: `+3314020505${number}`,
	lastName: `Lafayette-${number}`,
	service: `NEWS${String(number).padStart(2, '0')}`,
	newService: `LETTER${number}`,
	label: `Label of ${number}`,
	eventId: 'EVTorderConfirmation',
	firstName: `Ines-${number}`,
	order: `X-200${number}`,
	newOrder: `Y-300${number}`,
	customer: `8812345${number}`,
	workflow: `flow_${number}`,
	fileName: `customers-of-${number}.csv`,
});

/** An item: its values, and the keys of records that are there for it. */
export type Item = ReturnType<typeof valuesOfItem> & { orderKey: string; messageKey: string };

export type Key = keyof Item & string;

const its = (key: Key) => `={{ $json.${key} }}`;

/**
 * Empties an organization, and puts in for each item a profile, a service, an order, a message and a workflow.
 *
 * @returns the items
 */
export function cast(
	control: OrganizationControl,
	number: number,
	settings: Partial<Settings> = {},
): Item[] {
	control.reset({ people: number, ...settings });
	return Array.from({ length: number }, (_, index) => {
		const item = valuesOfItem(index + 1);
		control.put({ name: item.service, label: `${item.service} of all` }, 'service');
		control.put(
			{
				...{ name: item.workflow, label: 'Import', state: 'started' },
				activities: { activity: { signal1: { parameters: { fileName: { type: 'string' } } } } },
			},
			'workflow',
		);
		const { PKey: orderKey } = control.put({ order_number: item.order, amount: 1 }, 'cusOrder');
		const { PKey: messageKey } = control.put({ email: item.email }, item.eventId);
		return { ...item, orderKey, messageKey };
	});
}

const keyOf = (control: OrganizationControl, kind: string, name: string, value: string) =>
	control.records(kind).find((record) => record[name] === value)?.PKey;

/** Subscribes each item's profile to its service. */
function enroll(control: OrganizationControl, items: Item[]): void {
	for (const { email, service } of items) {
		control.put(
			{
				service: { PKey: keyOf(control, 'service', 'name', service) },
				subscriber: { PKey: keyOf(control, 'profile', 'email', email) },
			},
			'subscription',
		);
	}
}

const inState =
	(state: string): Row['before'] =>
	(control, items) => {
		for (const { workflow: name } of items) {
			control.put({ PKey: keyOf(control, 'workflow', 'name', name), state }, 'workflow');
		}
	};

const STORED = 'It is not known whether the change was stored';
const MAY_EXIST = (one: string) => `The ${one} may exist now`;

const PROFILE = 'GET profileAndServices/profile/byEmail';
const PROFILE_BY_KEY = 'profileAndServices/profile/<key>';

const profileValues = values({ lastName: its('lastName'), phone: its('phone') });

const profileRows: Row[] = [
	{
		resource: 'profile',
		operation: 'count',
		parameters: count({ filterBy: 'email', email: its('email') }, standard),
		asks: [PROFILE],
		decisive: { method: 'GET', path: 'byEmail' },
		personal: ['email'],
		needed: ['email'],
	},
	{
		resource: 'profile',
		operation: 'create',
		parameters: create(
			values({ email: its('newEmail'), lastName: its('lastName'), phone: its('phone') }),
		),
		asks: ['POST profileAndServices/profile'],
		decisive: { method: 'POST', path: 'profile' },
		write: { method: 'POST', kind: 'profile', unclear: MAY_EXIST('profile') },
		personal: ['newEmail', 'lastName', 'phone'],
		needed: [],
		shows: ['email', 'newEmail'],
	},
	{
		resource: 'profile',
		operation: 'upsert',
		namesRecord: true,
		way: 'of a new one',
		parameters: upsert(
			{ matchValue: its('newEmail') },
			values({ email: its('newEmail'), lastName: its('lastName'), phone: its('phone') }),
		),
		asks: [PROFILE, 'POST profileAndServices/profile'],
		decisive: { method: 'POST', path: 'profile' },
		write: { method: 'POST', kind: 'profile', unclear: MAY_EXIST('profile') },
		personal: ['newEmail', 'lastName', 'phone'],
		needed: ['newEmail'],
		shows: ['email', 'newEmail'],
	},
	{
		resource: 'profile',
		operation: 'upsert',
		namesRecord: true,
		way: 'of one that is there',
		parameters: upsert({ matchValue: its('email') }, profileValues),
		asks: [PROFILE, `PATCH ${PROFILE_BY_KEY}`, `GET ${PROFILE_BY_KEY}`],
		decisive: { method: 'PATCH', path: 'profile' },
		write: { method: 'PATCH', kind: 'profile', unclear: STORED },
		personal: ['email', 'lastName', 'phone'],
		needed: ['email'],
		shows: ['phone', 'phone'],
	},
	{
		resource: 'profile',
		operation: 'get',
		namesRecord: true,
		parameters: get(byItsEmail),
		asks: [PROFILE],
		decisive: { method: 'GET', path: 'byEmail' },
		personal: ['email'],
		needed: ['email'],
		shows: ['email', 'email'],
	},
	{
		resource: 'profile',
		operation: 'getAll',
		parameters: getAll({ filterBy: 'email', email: its('email'), simplify: true }, standard),
		asks: [PROFILE],
		decisive: { method: 'GET', path: 'byEmail' },
		personal: ['email'],
		needed: ['email'],
		shows: ['email', 'email'],
	},
	{
		resource: 'profile',
		operation: 'getHistory',
		parameters: getHistory(byItsEmail, { simplify: true }),
		before: enroll,
		asks: [
			PROFILE,
			'GET profileAndServices/history/<key>',
			'GET profileAndServices/history/<key>/events/',
		],
		decisive: { method: 'GET', path: 'events' },
		personal: ['email'],
		needed: ['email'],
		isStandardOnly: true,
	},
	{
		resource: 'profile',
		operation: 'update',
		namesRecord: true,
		parameters: update(byItsEmail, profileValues),
		asks: [PROFILE, `PATCH ${PROFILE_BY_KEY}`, `GET ${PROFILE_BY_KEY}`],
		decisive: { method: 'PATCH', path: 'profile' },
		write: { method: 'PATCH', kind: 'profile', unclear: STORED },
		personal: ['email', 'lastName', 'phone'],
		needed: ['email'],
		shows: ['phone', 'phone'],
	},
	{
		resource: 'profile',
		operation: 'delete',
		namesRecord: true,
		parameters: remove(byItsEmail),
		asks: [PROFILE, `DELETE ${PROFILE_BY_KEY}`],
		decisive: { method: 'DELETE', path: 'profile' },
		write: {
			method: 'DELETE',
			kind: 'profile',
			unclear: 'It is not known whether the profile was deleted',
		},
		personal: ['email'],
		needed: ['email'],
	},
];

const SERVICE = 'GET profileAndServices/service/byText';
const SUBSCRIPTIONS = `${PROFILE_BY_KEY}/subscriptions/`;
const pair = [byItsEmail, to('name', its('service'))];

const subscriptionRows: Row[] = [
	{
		resource: 'subscription',
		operation: 'subscribe',
		namesRecord: true,
		parameters: subscribe(...pair),
		asks: [
			SERVICE,
			PROFILE,
			`GET ${SUBSCRIPTIONS}`,
			`POST ${SUBSCRIPTIONS}`,
			`GET ${SUBSCRIPTIONS}`,
		],
		decisive: { method: 'POST', path: 'subscriptions' },
		write: { method: 'POST', kind: 'subscription', unclear: MAY_EXIST('subscription') },
		personal: ['email'],
		needed: ['email', 'service'],
		shows: ['subscriber.email', 'email'],
	},
	{
		resource: 'subscription',
		operation: 'unsubscribe',
		namesRecord: true,
		parameters: unsubscribe(...pair),
		before: enroll,
		asks: [
			SERVICE,
			PROFILE,
			`GET ${SUBSCRIPTIONS}`,
			`DELETE ${SUBSCRIPTIONS}<key>`,
			`GET ${SUBSCRIPTIONS}`,
		],
		decisive: { method: 'DELETE', path: 'subscriptions' },
		write: {
			method: 'DELETE',
			kind: 'subscription',
			unclear: 'It is not known whether the subscription was deleted',
		},
		personal: ['email'],
		needed: ['email', 'service'],
		shows: ['subscriber.email', 'email'],
	},
	{
		resource: 'subscription',
		operation: 'getAll',
		parameters: getSubscriptions(byItsEmail),
		before: enroll,
		asks: [PROFILE, `GET ${SUBSCRIPTIONS}`],
		decisive: { method: 'GET', path: 'subscriptions' },
		personal: ['email'],
		needed: ['email'],
		shows: ['serviceName', 'service'],
	},
];

const SERVICE_BY_KEY = 'profileAndServices/service/<key>';

const ofService = (
	operation: string,
	parameters: INodeParameters,
): Pick<Row, 'resource' | 'operation' | 'parameters'> => ({
	resource: 'service',
	operation,
	parameters: { operation, ...standard, options: {}, ...parameters },
});

const serviceRows: Row[] = [
	{
		...ofService('create', values({ name: its('newService'), label: its('label') })),
		asks: ['POST profileAndServices/service'],
		decisive: { method: 'POST', path: 'service' },
		write: { method: 'POST', kind: 'service', unclear: MAY_EXIST('service') },
		personal: [],
		needed: [],
		shows: ['name', 'newService'],
	},
	{
		namesRecord: true,
		...ofService('get', { ...to('name', its('service')), simplify: true }),
		isInOrder: true,
		asks: [SERVICE],
		decisive: { method: 'GET', path: 'byText' },
		personal: [],
		needed: ['service'],
		shows: ['name', 'service'],
	},
	{
		...ofService('getAll', { filterBy: 'text', text: its('service'), simplify: true }),
		asks: [SERVICE],
		decisive: { method: 'GET', path: 'byText' },
		personal: [],
		needed: ['service'],
		shows: ['name', 'service'],
	},
	{
		namesRecord: true,
		...ofService('update', {
			...to('name', its('service')),
			...values({ label: its('label') }),
			confirmUpdate: true,
		}),
		isInOrder: true,
		asks: [SERVICE, `PATCH ${SERVICE_BY_KEY}`, `GET ${SERVICE_BY_KEY}`],
		decisive: { method: 'PATCH', path: 'service' },
		write: { method: 'PATCH', kind: 'service', unclear: STORED },
		personal: [],
		needed: ['service'],
		shows: ['label', 'label'],
	},
];

const eventRows: Row[] = [
	{
		resource: 'event',
		operation: 'send',
		parameters: {
			...{ eventId: its('eventId'), email: its('email'), specifyContext: 'json' },
			contextJson: '={{ { firstName: $json.firstName, orderNumber: $json.order, total: 12 } }}',
			options: {},
		},
		asks: ['GET mc<org>/resourceType/EVTorderConfirmation', 'POST mc<org>/EVTorderConfirmation'],
		decisive: { method: 'POST', path: '/EVTorderConfirmation' },
		write: {
			method: 'POST',
			kind: 'EVTorderConfirmation',
			unclear: 'The message may have been sent',
		},
		personal: ['email', 'firstName', 'order'],
		needed: ['eventId', 'email'],
		isSilent: true,
	},
	{
		resource: 'event',
		operation: 'get',
		namesRecord: true,
		parameters: {
			...{ eventId: its('eventId'), simplify: true, options: {} },
			event: { __rl: true, mode: 'id', value: its('messageKey') },
		},
		asks: ['GET mc<org>/EVTorderConfirmation/<key>'],
		decisive: { method: 'GET', path: '/EVTorderConfirmation/' },
		personal: [],
		needed: ['eventId', 'messageKey'],
		shows: ['PKey', 'messageKey'],
	},
];

const WORKFLOW = 'workflow/execution/flow_1';

const ofWorkflow = (operation: string, state: string): Row => ({
	resource: 'workflow',
	operation,
	namesRecord: true,
	parameters: workflow(operation, { workflow: its('workflow') }),
	before: inState(state),
	asks: [`POST ${WORKFLOW}/commands`],
	decisive: { method: 'POST', path: 'commands' },
	write: {
		method: 'POST',
		kind: 'workflow',
		unclear: 'It is not known whether Campaign got the command',
	},
	personal: [],
	needed: ['workflow'],
	shows: ['workflow', 'workflow'],
});

const workflowRows: Row[] = [
	{
		resource: 'workflow',
		operation: 'get',
		namesRecord: true,
		parameters: workflow('get', { workflow: its('workflow'), simplify: true }),
		asks: [`GET ${WORKFLOW}`],
		decisive: { method: 'GET', path: 'execution' },
		personal: [],
		needed: ['workflow'],
		shows: ['name', 'workflow'],
	},
	ofWorkflow('start', 'stopped'),
	ofWorkflow('pause', 'started'),
	ofWorkflow('resume', 'paused'),
	ofWorkflow('stop', 'started'),
	{
		resource: 'workflow',
		operation: 'triggerSignal',
		namesRecord: true,
		parameters: signal('={{ { fileName: $json.fileName } }}', { workflow: its('workflow') }),
		asks: [`GET ${WORKFLOW}`, 'POST workflow/execution/<key>/activities/activity/<key>/trigger/'],
		decisive: { method: 'POST', path: 'trigger' },
		write: { method: 'POST', kind: 'signal', unclear: 'The signal may have been triggered' },
		personal: ['fileName'],
		needed: ['workflow'],
		shows: ['parameters.fileName', 'fileName'],
	},
];

const ORDERS = 'profileAndServicesExt/cusOrder';
const orders = { customResource: { __rl: true, mode: 'list', value: ORDERS } };
const order = { record: { __rl: true, mode: 'id', value: its('orderKey') } };

const ofOrders = (
	operation: string,
	parameters: INodeParameters,
): Pick<Row, 'resource' | 'operation' | 'parameters'> => ({
	resource: 'customResource',
	operation,
	parameters: { operation, ...orders, options: {}, ...parameters },
});

const withNumber = (value: string): INodeParameters => ({
	filterBy: 'customFilter',
	filterName: 'byOrderNumber',
	filterParameters: { parameter: [{ name: 'order_number_parameter', value }] },
});
const inV8 = { parametersV8: { filterName: 'OrderNumber' } };

const matching = (value: string): INodeParameters => ({
	...{ matchBy: 'customFilter', filterName: 'byOrderNumber' },
	...{ filterParameter: 'order_number_parameter', matchValue: value },
	confirmUpdate: true,
});

/** One request a run tells the links of an order. */
const METADATA = 'GET profileAndServicesExt/resourceType/cusOrder';

/** Two requests a run tell the parameters of a filter. */
const FILTERS = [METADATA, 'GET profileAndServicesExt/resourceType/<key>/filters/'];

const CHANGED = [`PATCH ${ORDERS}/<key>`, `GET ${ORDERS}/<key>`];

const orderValues = values({ customerID: its('customer'), status: its('label') });

const customResourceRows: Row[] = [
	{
		...ofOrders('count', withNumber(its('order'))),
		...inV8,
		asks: [`GET ${ORDERS}/byOrderNumber`, `GET ${ORDERS}//byOrderNumber/_count`],
		asksV8: [`GET ${ORDERS}/OrderNumber`, `GET ${ORDERS}//OrderNumber/_count`],
		decisive: { method: 'GET', path: '_count' },
		personal: ['order'],
		needed: ['order'],
		takesBlank: true,
	},
	{
		...ofOrders('create', values({ order_number: its('newOrder'), customerID: its('customer') })),
		asks: [`POST ${ORDERS}`, METADATA, `GET ${ORDERS}/<key>`],
		decisive: { method: 'POST', path: 'cusOrder' },
		write: { method: 'POST', kind: 'cusOrder', unclear: MAY_EXIST('record') },
		personal: ['newOrder', 'customer'],
		needed: [],
		shows: ['order_number', 'newOrder'],
	},
	{
		namesRecord: true,
		...ofOrders('upsert', {
			...matching(its('newOrder')),
			...values({ order_number: its('newOrder'), customerID: its('customer') }),
		}),
		...inV8,
		way: 'of a new one',
		asks: [
			...FILTERS,
			`GET ${ORDERS}/byOrderNumber`,
			`POST ${ORDERS}`,
			`GET ${ORDERS}/<key>`,
			`GET ${ORDERS}/byOrderNumber`,
		],
		asksV8: [
			...FILTERS,
			`GET ${ORDERS}/OrderNumber`,
			`POST ${ORDERS}`,
			`GET ${ORDERS}/<key>`,
			`GET ${ORDERS}/OrderNumber`,
		],
		decisive: { method: 'POST', path: 'cusOrder' },
		write: { method: 'POST', kind: 'cusOrder', unclear: MAY_EXIST('record') },
		personal: ['newOrder', 'customer'],
		needed: ['newOrder'],
		shows: ['order_number', 'newOrder'],
	},
	{
		namesRecord: true,
		...ofOrders('upsert', { ...matching(its('order')), ...orderValues }),
		...inV8,
		way: 'of one that is there',
		asks: [...FILTERS, `GET ${ORDERS}/byOrderNumber`, ...CHANGED],
		asksV8: [...FILTERS, `GET ${ORDERS}/OrderNumber`, ...CHANGED],
		decisive: { method: 'PATCH', path: 'cusOrder' },
		write: { method: 'PATCH', kind: 'cusOrder', unclear: STORED },
		personal: ['order', 'customer'],
		needed: ['order'],
		shows: ['customerID', 'customer'],
	},
	{
		namesRecord: true,
		...ofOrders('delete', order),
		asks: [`DELETE ${ORDERS}/<key>`],
		decisive: { method: 'DELETE', path: 'cusOrder' },
		write: {
			method: 'DELETE',
			kind: 'cusOrder',
			unclear: 'It is not known whether the record was deleted',
		},
		personal: [],
		needed: ['orderKey'],
		shows: ['PKey', 'orderKey'],
	},
	{
		namesRecord: true,
		...ofOrders('get', { ...order, simplify: true }),
		asks: [`GET ${ORDERS}/<key>`],
		decisive: { method: 'GET', path: 'cusOrder' },
		personal: [],
		needed: ['orderKey'],
		shows: ['order_number', 'order'],
	},
	{
		...ofOrders('getAll', { ...withNumber(its('order')), simplify: true }),
		...inV8,
		asks: [`GET ${ORDERS}/byOrderNumber`],
		asksV8: [`GET ${ORDERS}/OrderNumber`],
		decisive: { method: 'GET', path: 'OrderNumber' },
		personal: ['order'],
		needed: ['order'],
		takesBlank: true,
		shows: ['order_number', 'order'],
	},
	{
		namesRecord: true,
		...ofOrders('update', { ...order, ...orderValues, confirmUpdate: true }),
		asks: CHANGED,
		decisive: { method: 'PATCH', path: 'cusOrder' },
		write: { method: 'PATCH', kind: 'cusOrder', unclear: STORED },
		personal: ['customer'],
		needed: ['orderKey'],
		shows: ['customerID', 'customer'],
	},
];

/** By node. */
export const ROWS = {
	adobeCampaignProfile: [...profileRows, ...subscriptionRows],
	adobeCampaign: [...serviceRows, ...eventRows, ...workflowRows, ...customResourceRows],
};

/** The parameters of a row for one dialect. */
export const parametersOf = (
	{ resource, operation, parameters, parametersV8 }: Row,
	dialect: Dialect,
): INodeParameters => ({
	resource,
	operation,
	...parameters,
	...(dialect === 'v8' && parametersV8),
});

/** A part of an output by its path, such as `subscriber.email`. */
export const partOf = (json: IDataObject, path: string): unknown =>
	path.split('.').reduce<unknown>((part, name) => (part as IDataObject | undefined)?.[name], json);
