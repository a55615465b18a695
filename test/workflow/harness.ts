import type {
	ICredentialDataDecryptedObject,
	INodeCredentials,
	INodeListSearchResult,
	INodeParameters,
	INodePropertyOptions,
	ResourceMapperFields,
} from 'n8n-workflow';
import { join } from 'node:path';

import {
	API_KEY,
	CLIENT_SECRET,
	type ReceivedRequest,
	type Sandbox,
	startSandbox,
	STATIC_TOKEN,
	TOKEN_PATH,
} from '../../sandbox/server';
import {
	type EditorNode,
	type Engine,
	loadOptions,
	mapFields,
	searchList,
	startEngine,
	testCredential,
} from '../../tools/engine';
import { shortenPauses } from './pauses';
import { type NodeRun, type NodeUnderTest, runOneNode } from './runNode';

/** The node's parameter of that name; it decides which credential is used. */
export type Authentication = 'accessToken' | 'oAuth2';

interface Setting {
	/** An organization of the sandbox. Give each test its own: organizations share nothing. */
	organization?: string;
	authentication?: Authentication;
	/** Default: working ones, which are kept per organization with their token. */
	credentials?: INodeCredentials;
	/** Default: Adobe Campaign Profile. */
	node?: NodeName;
	parameters: INodeParameters;
}

type NodeTest = Setting & Omit<NodeUnderTest, 'type' | 'credentials'>;

interface HarnessRun extends NodeRun {
	/** What this run asked of its organization, in order. */
	requests: ReceivedRequest[];
	/** What this run asked of the token service. */
	tokenRequests: ReceivedRequest[];
}

export interface Harness {
	sandbox: Sandbox;
	engine: Engine;
	/**
	 * Working credentials for one organization of the sandbox. Without changes the same ones come
	 * back each time, token included; with changes (a wrong key, say) they are new.
	 */
	credentials(
		organization: string,
		authentication: Authentication,
		changes?: ICredentialDataDecryptedObject,
	): INodeCredentials;
	/** Runs the node behind a trigger. */
	runNode(test: NodeTest): Promise<HarnessRun>;
	searchList(
		method: string,
		setting: Setting,
		filter?: string,
		paginationToken?: string,
	): Promise<INodeListSearchResult>;
	mapFields(method: string, setting: Setting): Promise<ResourceMapperFields>;
	loadOptions(method: string, setting: Setting): Promise<INodePropertyOptions[]>;
	/** The editor's credential test: `{ status: 'OK' | 'Error', message }`. */
	testCredential(
		organization: string,
		authentication: Authentication,
		changes?: ICredentialDataDecryptedObject,
	): ReturnType<typeof testCredential>;
	close(): Promise<void>;
}

/** The nodes by name, each with the resource that it has at first. */
const NODES = {
	adobeCampaignProfile: 'profile',
	adobeCampaign: 'service',
	adobeCampaignProfileTrigger: 'profile',
};

export type NodeName = keyof typeof NODES;

export const typeOf = (node: NodeName) => `n8n-nodes-adobe-campaign.${node}`;

export const nodeType = typeOf('adobeCampaignProfile');

const credentialType = {
	accessToken: 'adobeCampaignApi',
	oAuth2: 'adobeCampaignOAuth2Api',
} as const;

/**
 * Starts the sandbox and n8n's engine with this repository's dist, whose pauses are shortened (pauses.ts). Once per test
 * file: see suite.ts.
 */
export async function startHarness(): Promise<Harness> {
	shortenPauses();
	const engine = await startEngine(join(__dirname, '..', '..'));
	const sandbox = await startSandbox();
	const kept = new Map<string, INodeCredentials>();

	const addCredentials = (
		organization: string,
		authentication: Authentication,
		changes?: ICredentialDataDecryptedObject,
	): INodeCredentials => {
		const type = credentialType[authentication];
		const data = { ...credentialData(sandbox.url, organization, authentication), ...changes };
		return { [type]: engine.credentials.add(type, data) };
	};

	const credentials: Harness['credentials'] = (organization, authentication, changes) => {
		if (changes) return addCredentials(organization, authentication, changes);
		const key = `${organization} ${authentication}`;
		const found = kept.get(key) ?? addCredentials(organization, authentication);
		kept.set(key, found);
		return found;
	};

	const complete = (setting: Setting): EditorNode => {
		const {
			organization = 'sandbox',
			authentication = 'accessToken',
			node = 'adobeCampaignProfile',
		} = setting;
		return {
			type: typeOf(node),
			parameters: { authentication, resource: NODES[node], ...setting.parameters },
			credentials: setting.credentials ?? credentials(organization, authentication),
		};
	};

	return {
		sandbox,
		engine,
		credentials,
		runNode: async (test) => {
			const newRequests = watchRequests(sandbox, test.organization ?? 'sandbox');
			const newTokenRequests = watchRequests(sandbox, 'ims');
			const run = await runOneNode(engine, { ...test, ...complete(test) });
			return { ...run, requests: newRequests(), tokenRequests: newTokenRequests() };
		},
		searchList: async (method, setting, filter, paginationToken) =>
			await searchList(engine, method, complete(setting), filter, paginationToken),
		mapFields: async (method, setting) => await mapFields(engine, method, complete(setting)),
		loadOptions: async (method, setting) => await loadOptions(engine, method, complete(setting)),
		testCredential: async (organization, authentication, changes) =>
			await testCredential(engine, credentialType[authentication], {
				...credentialData(sandbox.url, organization, authentication),
				...changes,
			}),
		close: async () => {
			engine.close();
			await sandbox.close();
		},
	};
}

/** @returns a function that gives what has come in since this call */
function watchRequests(sandbox: Sandbox, organization: string): () => ReceivedRequest[] {
	const { requests } = sandbox.organization(organization);
	const before = requests().length;
	return () => requests().slice(before);
}

/** What a user would type into the form, for the sandbox. */
function credentialData(
	url: string,
	organization: string,
	authentication: Authentication,
): ICredentialDataDecryptedObject {
	if (authentication === 'accessToken') {
		return {
			organization,
			apiKey: API_KEY,
			accessToken: STATIC_TOKEN,
			baseUrl: url,
		};
	}
	return {
		organization,
		clientId: API_KEY,
		clientSecret: CLIENT_SECRET,
		accessTokenUrl: `${url}${TOKEN_PATH}`,
		baseUrl: url,
	};
}
