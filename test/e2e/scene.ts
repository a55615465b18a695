import type { INode, INodeParameters } from 'n8n-workflow';

import { API_KEY, STATIC_TOKEN } from '../../sandbox/credentials';
import type { Fault } from '../../sandbox/server';
import type { ReceivedRequest } from '../../sandbox/log';
import type { ProfileOutput, RecordOutput } from '../../sandbox/control';
import type { Settings } from '../../sandbox/settings';
import {
	createCredential,
	type SavedCredential,
	sandboxData,
} from '../../tools/realN8n/credentials';
import { signIn } from '../../tools/realN8n/owner';
import { RestClient } from '../../tools/realN8n/rest';
import { createWorkflow, getWorkflow, type SavedWorkflow } from '../../tools/realN8n/workflows';
import { readSession } from './environment/session';

export type Authentication = 'accessToken' | 'oAuth2';

/** What a journey begins with: an organization of the sandbox with its credentials, and workflows. */
export interface Scene {
	rest: RestClient;
	organization: string;
	sandboxUrl: string;
	credential(authentication?: Authentication): Promise<SavedCredential>;
	/** A workflow with these nodes in a row, each of them connected to the next. */
	workflow(...nodes: INode[]): Promise<SavedWorkflow>;
	stored(workflowId: string): Promise<SavedWorkflow>;
	/** Makes the organization what it was at first, and forgets what it was asked. */
	reset(): Promise<void>;
	faults(list: Fault[]): Promise<void>;
	/** Changes how the organization answers. */
	settings(changes: Partial<Settings>): Promise<void>;
	/** What the organization was asked, oldest first; "ims" for the token service. */
	requests(of?: string): Promise<ReceivedRequest[]>;
	profile(email: string): Promise<ProfileOutput>;
	/** All stored records of a kind, such as "subscription". */
	records(kind: string): Promise<RecordOutput[]>;
	/** Stores a profile as given, as if it had always been there. */
	put(profile: Record<string, unknown>): Promise<ProfileOutput>;
	/** The PKey of an organizational unit. */
	unit(name: string): Promise<string>;
}

const TYPES = { accessToken: 'adobeCampaignApi', oAuth2: 'adobeCampaignOAuth2Api' } as const;

/** By address of an n8n. n8n lets nobody log in often (429), so all scenes of a file do it once. */
const clients = new Map<string, RestClient>();

async function signedIn(url: string): Promise<RestClient> {
	const known = clients.get(url);
	if (known) return known;
	const rest = new RestClient(url);
	await signIn(rest);
	clients.set(url, rest);
	return rest;
}

/** @param organization any name that no other test uses: organizations share nothing */
export async function setScene(organization: string): Promise<Scene> {
	const { url, sandboxUrl } = readSession();
	const rest = await signedIn(url);
	const control = async <T>(path: string, body?: unknown): Promise<T> => {
		const options = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) };
		const response = await fetch(`${sandboxUrl}/__sandbox/${path}`, options);
		if (!response.ok) throw new Error(`The sandbox refused ${path}: ${await response.text()}`);
		return (await response.json()) as T;
	};
	const reset = async () => void (await control(`${organization}/reset`, {}));
	await reset();

	return {
		rest,
		organization,
		sandboxUrl,
		credential: async (authentication = 'accessToken') => {
			const type = TYPES[authentication];
			const data = { ...sandboxData(sandboxUrl)[type], organization };
			// n8n numbers it when a first attempt of the journey has left one of this name.
			const wanted = encodeURIComponent(`Adobe Campaign ${organization}`);
			const path = `/rest/credentials/new?name=${wanted}`;
			const { name } = await rest.request<{ name: string }>('GET', path);
			return await createCredential(rest, type, name, data);
		},
		workflow: async (...nodes) =>
			await createWorkflow(rest, {
				name: organization,
				nodes,
				connections: Object.fromEntries(
					nodes
						.slice(1)
						.map((node, index) => [
							nodes[index].name,
							{ main: [[{ node: node.name, type: 'main' as const, index: 0 }]] },
						]),
				),
			}),
		stored: async (workflowId) => await getWorkflow(rest, workflowId),
		reset,
		faults: async (list) => void (await control(`${organization}/faults`, list)),
		settings: async (changes) => void (await control(`${organization}/settings`, changes)),
		requests: async (of = organization) =>
			(await control<{ requests: ReceivedRequest[] }>(`${of}/requests`)).requests,
		profile: async (email) => {
			const { profiles } = await control<{ profiles: ProfileOutput[] }>(`${organization}/profiles`);
			const found = profiles.find((profile) => profile.email === email);
			if (!found) throw new Error(`The sandbox has no ${email}.`);
			return found;
		},
		records: async (kind) =>
			(await control<{ records: RecordOutput[] }>(`${organization}/records/${kind}`)).records,
		put: async (profile) => await control(`${organization}/profiles`, profile),
		unit: async (name) => {
			const address = `${sandboxUrl}/${organization}/campaign/profileAndServicesExt/orgUnitBase`;
			const headers = { 'X-Api-Key': API_KEY, Authorization: `Bearer ${STATIC_TOKEN}` };
			const { content } = (await (await fetch(address, { headers })).json()) as {
				content: Array<{ PKey: string; label: string }>;
			};
			const found = content.find(({ label }) => label === name);
			if (!found) throw new Error(`The sandbox has no unit ${name}.`);
			return found.PKey;
		},
	};
}

/** A node at the nth place of a row. */
export function node(place: number, type: string, name: string, more: Partial<INode>): INode {
	return {
		id: `00000000-0000-4000-8000-00000000000${place}`,
		name,
		type,
		typeVersion: 1,
		position: [place * 220, 0],
		parameters: {},
		...more,
	};
}

export const trigger = (): INode => node(0, 'n8n-nodes-base.manualTrigger', 'Trigger', {});

/** The node under test, named "Campaign", as it is after adding it and choosing a credential. */
export function campaignNode(
	credential: SavedCredential,
	parameters: INodeParameters = {},
	place = 1,
	type: 'adobeCampaignProfile' | 'adobeCampaign' = 'adobeCampaignProfile',
): INode {
	const authentication = credential.type === TYPES.oAuth2 ? 'oAuth2' : 'accessToken';
	return node(place, `n8n-nodes-adobe-campaign.${type}`, 'Campaign', {
		parameters: { authentication, ...parameters },
		credentials: { [credential.type]: { id: credential.id, name: credential.name } },
	});
}

/** "Edit Fields", giving one item with these values. */
export function itemNode(json: object, place = 1): INode {
	return node(place, 'n8n-nodes-base.set', 'Item', {
		typeVersion: 3.4,
		parameters: { mode: 'raw', jsonOutput: JSON.stringify(json), options: {} },
	});
}
