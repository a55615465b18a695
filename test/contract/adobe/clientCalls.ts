import type { Client } from '@adobe/aio-lib-campaign-standard';
import type { OrganizationControl } from '../../../sandbox/server';

/** What a call of the client takes, from an organization as it starts. */
export interface Known {
	/** The organization, which is also the base of its events. */
	organization: string;
	amy: string;
	/** PKeys of the first records. */
	service: string;
	order: string;
	unit: string;
	/** Addresses of collections and files to post to. */
	subscriptions: string;
	privacyFile: string;
	/** Address of a signal without parameters. */
	signal: string;
	/** PKey of an event of the kind EVENT. */
	event: string;
}

export interface ClientCall {
	/** The name of the client's method. Without one the operation is called as its methods call theirs. */
	method?: keyof Client;
	/** The operation of the client's specification; without one the method posts to an address that it is given. */
	operation?: string;
	call(client: Client, known: Known): Promise<unknown>;
	/** What is answered. */
	status: { standard: number; v8: number };
}

const both = (status: number) => ({ standard: status, v8: status });
/** For what v8 does not have ('Limitations'). */
const standardAlone = (standard: number, v8 = 404) => ({ standard, v8 });

const ORDER = { order_number: 'O-5001', amount: 12.5 };
const EVENT = 'EVTpasswordReset';
const EVENT_BODY = { email: 'a@example.com', ctx: {} };

/** A call for every method and every operation of Adobe's client. */
export const CLIENT_CALLS: readonly ClientCall[] = [
	{
		method: 'getAllProfiles',
		operation: 'getAllProfiles',
		call: (client) => client.getAllProfiles({ lineCount: 2 }),
		status: both(200),
	},
	{
		method: 'createProfile',
		operation: 'createProfile',
		call: (client) => client.createProfile({ lastName: 'Newcomer' }),
		status: both(201),
	},
	{
		method: 'updateProfile',
		operation: 'updateProfile',
		call: (client, { amy }) => client.updateProfile(amy, { phone: '1' }),
		status: both(200),
	},
	{
		method: 'getProfile',
		operation: 'getProfile',
		call: (client, { amy }) => client.getProfile(amy),
		status: both(200),
	},
	{
		method: 'getAllServices',
		operation: 'getAllServices',
		call: (client) => client.getAllServices(),
		status: both(200),
	},
	{
		method: 'createService',
		operation: 'createService',
		call: (client) => client.createService({ label: 'Weekly' }),
		status: both(201),
	},
	{
		method: 'getService',
		operation: 'getService',
		call: (client, { service }) => client.getService(service),
		status: both(200),
	},
	{
		method: 'getHistoryOfProfile',
		operation: 'getHistoryOfProfile',
		call: (client, { amy }) => client.getHistoryOfProfile(amy),
		status: standardAlone(200),
	},
	{
		method: 'getMetadataForResource',
		operation: 'getMetadataForResource',
		call: (client) => client.getMetadataForResource('profile'),
		status: both(200),
	},
	{
		method: 'getMetadataForResourceExt',
		operation: 'getMetadataForResourceExt',
		call: (client) => client.getMetadataForResourceExt('cusOrder'),
		status: both(200),
	},
	{
		method: 'getCustomResources',
		operation: 'getCustomResources',
		call: (client) => client.getCustomResources(),
		status: both(200),
	},
	{
		method: 'getAllCustomResources',
		operation: 'getAllCustomResources',
		call: (client) => client.getAllCustomResources('cusOrder'),
		status: both(200),
	},
	{
		method: 'getAllProfileAndServicesExt',
		operation: 'getAllCustomResources',
		call: (client) => client.getAllProfileAndServicesExt('cusOrder', { lineCount: 2 }),
		status: both(200),
	},
	{
		method: 'getAllBasicCustomResources',
		operation: 'getAllBasicCustomResources',
		call: (client) => client.getAllBasicCustomResources('cusShop'),
		status: both(200),
	},
	{
		method: 'createCustomResource',
		operation: 'createCustomResource',
		call: (client) => client.createCustomResource('cusOrder', ORDER),
		status: both(201),
	},
	{
		method: 'updateCustomResource',
		operation: 'updateCustomResource',
		call: (client, { order }) => client.updateCustomResource('cusOrder', order, { amount: 1 }),
		status: both(200),
	},
	{
		method: 'deleteCustomResource',
		operation: 'deleteCustomResource',
		call: (client, { order }) => client.deleteCustomResource('cusOrder', order),
		status: both(200),
	},
	{
		operation: 'getCustomResource',
		call: (client, { order }) =>
			client.sdk.apis.customresource.getCustomResource(
				{ CUSTOMRESOURCE: 'cusOrder', PKEY: order },
				client.__createRequestOptions({ body: null }),
			),
		status: both(200),
	},
	{
		method: 'createGDPRRequest',
		operation: 'createGDPRRequest',
		call: (client) => client.createGDPRRequest({ name: 'PR2', type: 'access' }),
		status: standardAlone(201),
	},
	{
		method: 'getGDPRRequest',
		operation: 'getGDPRRequest',
		call: (client) => client.getGDPRRequest(),
		status: standardAlone(200),
	},
	{
		method: 'getGDPRDataFile',
		call: (client, { privacyFile }) => client.getGDPRDataFile(privacyFile, 'PR1'),
		status: standardAlone(200),
	},
	{
		method: 'getAllOrgUnits',
		operation: 'getAllOrgUnits',
		call: (client) => client.getAllOrgUnits(),
		status: standardAlone(200),
	},
	{
		method: 'updateOrgUnit',
		operation: 'updateOrgUnit',
		call: (client, { unit }) => client.updateOrgUnit(unit, { label: 'Everything' }),
		status: standardAlone(200),
	},
	{
		method: 'getProfileWithOrgUnit',
		operation: 'getProfileWithOrgUnit',
		call: (client, { amy }) => client.getProfileWithOrgUnit(amy),
		status: both(200),
	},
	{
		method: 'updateProfileOrgUnit',
		operation: 'updateProfileOrgUnit',
		call: (client, { amy, unit }) => client.updateProfileOrgUnit(amy, unit),
		status: standardAlone(200, 500),
	},
	{
		method: 'getDataFromRelativeUrl',
		operation: 'getDataFromRelativeUrl',
		call: (client) => client.getDataFromRelativeUrl('profileAndServicesExt'),
		status: both(200),
	},
	{
		method: 'postDataToUrl',
		call: (client, { subscriptions, service }) =>
			client.postDataToUrl(subscriptions, { service: { PKey: service } }),
		status: both(201),
	},
	{
		method: 'getWorkflow',
		operation: 'getWorkflow',
		call: (client) => client.getWorkflow('WKF1'),
		status: both(200),
	},
	{
		method: 'controlWorkflow',
		operation: 'controlWorkflow',
		call: (client) => client.controlWorkflow('WKF1', 'start'),
		status: both(201),
	},
	{
		method: 'triggerSignalActivity',
		call: (client, { signal }) => client.triggerSignalActivity(signal, { source: 'API' }),
		status: both(201),
	},
	{
		method: 'sendTransactionalEvent',
		operation: 'sendTransactionalEvent',
		call: (client) => client.sendTransactionalEvent(EVENT, EVENT_BODY),
		status: both(201),
	},
	{
		method: 'sendTransactionalEventForMacTenantId',
		operation: 'sendTransactionalEvent',
		call: (client, { organization }) =>
			client.sendTransactionalEventForMacTenantId(organization, EVENT, EVENT_BODY),
		status: both(201),
	},
	{
		method: 'getTransactionalEvent',
		operation: 'getTransactionalEvent',
		call: (client, { event }) => client.getTransactionalEvent(EVENT, event),
		status: both(200),
	},
	{
		method: 'getTransactionalEventForMacTenantId',
		operation: 'getTransactionalEvent',
		call: (client, { organization, event }) =>
			client.getTransactionalEventForMacTenantId(organization, EVENT, event),
		status: both(200),
	},
];

const hrefOf = (attribute: unknown) => (attribute as { href: string }).href;

/** What the calls take, with an event that is stored for them. Amy, the first profile, has not subscribed to the last service. */
export function knownIn(control: OrganizationControl, organization: string): Known {
	const [amy] = control.profiles();
	const [order] = control.records('cusOrder');
	const [unit] = control.records('orgUnitBase');
	const [request] = control.records('privacyTool');
	const digest = control.records('workflow').find(({ name }) => name === 'weekly_digest');
	const { activity } = digest?.activities as { activity: Record<string, { trigger: unknown }> };
	return {
		organization,
		amy: amy.PKey,
		service: control.records('service').at(-1)?.PKey ?? '',
		order: order.PKey,
		unit: unit.PKey,
		subscriptions: hrefOf(amy.subscriptions),
		privacyFile: hrefOf(request.privacyRequestData),
		signal: hrefOf(activity.signal1.trigger),
		event: control.put(EVENT_BODY, EVENT).PKey,
	};
}
