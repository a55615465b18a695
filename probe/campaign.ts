import { randomBytes } from 'node:crypto';

import { type Connection, NoAnswer, Refused } from './connection';
import { isGood, isList, isObject, type Json, recordOf, rowsOf } from './replies';
import { STANDARD_NAMES } from './standardNames';
import { TestProfile } from './testProfile';

/** The endpoint with the fields that every instance has. */
export const PLAIN = 'profileAndServices';
/** The endpoint with the instance's own fields, too; there only after they were published. */
const EXT = 'profileAndServicesExt';

/** What metadata says of an attribute. */
export type Attribute = Json;

/** What the person at the screen names, because it cannot be found. */
export interface Named {
	service?: string;
	/** "EVT..." */
	event?: string;
	/** The name after "mc" in the address of events. */
	messageCenter?: string;
	workflow?: string;
	/** The workflow and the activity that a signal is sent to. */
	signal?: { workflow: string; activity: string };
	/** The workflow that is told to resume. */
	resume?: string;
}

/** What questions have found out for those after them. */
interface Found {
	dialect?: 'standard' | 'v8';
	/** Number of profiles. */
	count?: number;
	dateFilter?: { name: string; parameter: string; write: (instant: Date) => string };
	/** How long lists took to show the invented profile. */
	listedAfterMs?: number;
}

export interface Campaign {
	connection: Connection;
	host: string;
	organization: string;
	named: Named;
	/** The endpoint with the most fields. */
	endpoint: string;
	/** The attributes of profiles, as metadata lists them. */
	attributes: Readonly<Record<string, Attribute>>;
	metadata: Json;
	/** The service that the invented profile is subscribed to. */
	service?: Json;
	/** Whether the list of services has a template; undefined where it was not read. */
	hasTemplates?: boolean;
	profile: TestProfile;
	found: Found;
}

/** Requests of `reach`, at most. */
export const REQUESTS_TO_REACH = 3;

/** Reads what all questions need. @throws Refused in words for the screen */
export async function reach(
	connection: Connection,
	place: { baseUrl: string; organization: string },
	named: Named,
): Promise<Campaign> {
	return await reached(connection, place, named).catch((error: unknown) => {
		if (!(error instanceof NoAnswer)) throw error;
		throw new Refused(`No connection to ${place.baseUrl}: ${error.message}. See --base-url.`);
	});
}

async function reached(
	connection: Connection,
	{ baseUrl, organization }: { baseUrl: string; organization: string },
	named: Named,
): Promise<Campaign> {
	const { endpoint, metadata } = await readMetadata(connection, baseUrl, organization);
	const services = named.service === undefined ? await listServices(connection) : undefined;
	return {
		connection,
		host: new URL(baseUrl).host,
		organization,
		named,
		endpoint,
		metadata,
		attributes: (metadata.content ?? {}) as Record<string, Attribute>,
		service: named.service
			? await readService(connection, named.service)
			: chosenOf(services ?? []),
		hasTemplates: services?.some(({ isTemplate }) => isTemplate === true),
		profile: new TestProfile(connection, endpoint, randomBytes(6).toString('hex')),
		found: {},
	};
}

async function readMetadata(connection: Connection, baseUrl: string, organization: string) {
	for (const endpoint of [EXT, PLAIN]) {
		const reply = await connection.send('GET', `${endpoint}/resourceType/profile`);
		const { json, status } = reply;
		if (isGood(reply) && isObject(json) && isObject(json.content)) {
			return { endpoint, metadata: json };
		}
		// The gateway's own answer (docs/adobe-campaign-api.md 7.3).
		if (isObject(json) && 'code' in json) {
			throw new Refused(
				`Adobe does not know the organization "${organization}", or cannot reach its Campaign (status ${status}). See --organization: it is the part of the instance's address before .campaign.adobe.com.`,
			);
		}
	}
	throw new Refused(
		`What answers at ${baseUrl} does not describe profiles as Campaign does. See --base-url and --organization.`,
	);
}

/** Undefined for an answer that is no list. */
async function listServices(connection: Connection): Promise<Json[] | undefined> {
	const reply = await connection.send('GET', `${PLAIN}/service?_lineCount=25`);
	return isGood(reply) && isList(reply) ? rowsOf(reply).filter(isObject) : undefined;
}

async function readService(connection: Connection, name: string): Promise<Json> {
	const reply = await connection.send('GET', `${PLAIN}/service/${encodeURIComponent(name)}`);
	if (isGood(reply) && isObject(reply.json)) return recordOf(reply);
	throw new Refused(
		`Campaign has no service "${name}". See --service: it is its ID, such as SVC13.`,
	);
}

/** A service that sends no message to those who subscribe, if there is one (docs/adobe-campaign-api.md 11). */
function chosenOf(services: readonly Json[]): Json | undefined {
	const real = services.filter(({ isTemplate }) => isTemplate !== true);
	return real.find((service) => !sendsMessage(service)) ?? real[0];
}

export const sendsMessage = ({ subScenarioEventType }: Json) =>
	subScenarioEventType !== 'EVTNoMessageSent';

/** Attributes of the instance's own that can be written and are stored as this. */
export function ownAttributes({ attributes }: Campaign, resType: string): string[] {
	return Object.entries(attributes)
		.filter(([name, one]) => !STANDARD_NAMES.has(name) && one.readOnly === false)
		.filter(([, one]) => one.resType === resType && one.mandatory !== true)
		.map(([name]) => name);
}

/** "mcacme" for acme and for acme-mkt-stage1 (docs/adobe-campaign-api.md 15). */
export function eventsOf({ organization, named }: Campaign): string {
	const base = named.messageCenter ?? organization.replace(/-mkt-(?:prod|stage)\d*$/, '');
	return `mc${encodeURIComponent(base)}`;
}
