import type { IHttpRequestOptions } from 'n8n-workflow';

import { Run } from '../../../../nodes/AdobeCampaign/n8n/run';
import { Instance } from '../../../../nodes/AdobeCampaign/records/instance';
import { Item } from '../../../../nodes/AdobeCampaign/records/item';
import type { RecordKind } from '../../../../nodes/AdobeCampaign/records/kind';
import type { SentField } from '../../../../nodes/AdobeCampaign/records/wire';
import { profileKind } from '../../../../nodes/AdobeCampaign/resources/profile/kind';
import { CampaignClient } from '../../../../nodes/AdobeCampaign/transport/client';
import { pauses } from '../../../../nodes/AdobeCampaign/transport/pauses';
import { Session, type Limits } from '../../../../nodes/AdobeCampaign/transport/session';
import type { Authentication } from '../../../../nodes/AdobeCampaign/transport/types';
import { contextOf, type Setting } from './context';

/** An answer of Campaign's, or the error of a connection. */
export type Reply =
	| { status: number; body?: unknown; headers?: Record<string, string> }
	| Error
	| (() => Promise<{ status: number; body?: unknown }>);

export const ok = (body: unknown): Reply => ({ status: 200, body });

export const GONE: Reply = { status: 500, body: 'Unable to find document of type profile' };

/** A connection that broke: it is unknown whether the request arrived. */
export const LOST: Reply = Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' });

/** The end of the list in any address of one. */
export const ALL = '_forcePagination=true';

/** A text that is sent. Its label is not its id: messages name the label. */
export const sentText = (
	id: string,
	value: SentField['value'],
	more: Partial<SentField> = {},
): SentField => ({ id, label: id.toUpperCase(), type: 'string', value, ...more });

export interface Scene extends Setting {
	kind?: RecordKind;
	limits?: Limits;
	authentication?: Authentication;
	/** With OAuth2: no token is stored. */
	isCold?: true;
	/** The script's addresses begin before the kind, such as `GET customResources/cusShop`. */
	isWhole?: boolean;
}

/** Each scene has an organization of its own: all runs of a process share what is known of one. */
let scenes = 0;

/** Makes the node's own waits a few milliseconds, for the rest of a test file. */
export function shortenPauses(): void {
	pauses.first = 1;
	pauses.rereads = [0, 0];
	pauses.together = 1;
	pauses.proofs = [0, 0, 0];
	pauses.looks = [1, 1, 1];
}

/** Answers by method and address from the kind on, such as `GET profile/@a`: one, or one after the other, the last for ever. */
export type Script = Record<string, Reply | Reply[]>;

/** n8n's request helper with a Campaign behind it that has these answers. Everything else is a 404. */
export function campaignOf(script: Script, organization: string, isWhole = false) {
	/** What was asked, with the body of a write behind it. */
	const asked: string[] = [];
	const times = new Map<string, number>();
	const family = isWhole ? '' : '\\w+/';
	const home = new RegExp(`^https://mc\\.adobe\\.io/${organization}/campaign/${family}`);
	const request = async ({ method, url, body }: IHttpRequestOptions) => {
		const name = `${method} ${url.replace(home, '')}`;
		asked.push(body === undefined ? name : `${name} ${JSON.stringify(body)}`);
		const replies = [script[name] ?? { status: 404 }].flat();
		const time = times.get(name) ?? 0;
		times.set(name, time + 1);
		const reply = replies[Math.min(time, replies.length - 1)];
		if (reply instanceof Error) throw reply;
		const { status, ...rest } = typeof reply === 'function' ? await reply() : reply;
		const { body: said = '', headers = {} } = rest as { body?: unknown; headers?: object };
		return {
			statusCode: status,
			headers,
			body: typeof said === 'string' ? said : JSON.stringify(said),
		};
	};
	return { asked, request };
}

/** One run against a Campaign with these answers. */
export function scene(
	script: Script,
	{
		kind = profileKind('profileAndServicesExt'),
		limits = { timeoutMs: 60_000, maxWaitMs: 300_000 },
		authentication = 'accessToken',
		isCold,
		isWhole,
		...setting
	}: Scene = {},
) {
	const organization = `acme${++scenes}`;
	const { asked, request } = campaignOf(script, organization, isWhole);
	const context = contextOf({ request, ...setting });
	const run = new Run(context);
	const connection = {
		baseUrl: 'https://mc.adobe.io',
		organization,
		authentication,
		credentialType: 'adobeCampaignApi' as const,
		credentialId: '1',
		headers: {},
		secrets: ['token-1'],
		isCold,
	};
	const session = new Session(run, connection, limits);
	const instance = new Instance();
	const clientOf = (index: number) => new CampaignClient(session, kind, index);
	const itemOf = (index: number) => new Item(run, index, clientOf(index), kind, instance);
	return {
		asked,
		context,
		/** What was asked besides reading. */
		written: () => asked.filter((name) => !name.startsWith('GET ')),
		run,
		session,
		instance,
		clientOf,
		client: clientOf(0),
		itemOf,
		item: itemOf(0),
		/** The texts of the output panel so far. */
		hints: () => {
			const hints: string[] = [];
			run.hints.show(contextOf({ hints }));
			return hints;
		},
	};
}

/** The texts of the error with which something fails. */
export async function errorOf(failing: Promise<unknown>) {
	const error = await failing.then(
		() => undefined,
		(thrown: unknown) => thrown as Error & { description?: string | null },
	);
	if (!error) throw new Error('It did not fail');
	return error;
}
