import type { IHttpRequestOptions } from 'n8n-workflow';

import { CampaignClient } from '../../../../../nodes/AdobeCampaign/transport/client';
import { Run } from '../../../../../nodes/AdobeCampaign/n8n/run';
import { PROFILE } from '../../../../../nodes/AdobeCampaign/resources/profile/kind';
import { Session } from '../../../../../nodes/AdobeCampaign/transport/session';
import { contextOf } from '../context';

export const CAMPAIGN = 'https://mc.adobe.io/acme/campaign/';

/** A status other than 200, or a body. */
export type ScriptedAnswer = number | object;

/** A client whose Campaign has these answers, by what follows `/campaign/` in the URL. Everything else is a 404. */
export function scriptedCampaign(answers: Record<string, ScriptedAnswer>) {
	const asked: string[] = [];
	const request = async ({ url }: IHttpRequestOptions) => {
		const path = url.replace(CAMPAIGN, '');
		asked.push(path);
		const answer = answers[path] ?? 404;
		return typeof answer === 'number'
			? { statusCode: answer, headers: {}, body: '' }
			: { statusCode: 200, headers: {}, body: JSON.stringify(answer) };
	};
	const context = contextOf({ request });
	const connection = {
		baseUrl: 'https://mc.adobe.io',
		organization: 'acme',
		authentication: 'accessToken',
		credentialType: 'adobeCampaignApi',
		credentialId: '1',
		headers: {},
		secrets: [],
	} as const;
	const limits = { timeoutMs: 60_000, maxWaitMs: 300_000 };
	const session = new Session(new Run(context), { ...connection, secrets: [] }, limits);
	return { client: new CampaignClient(session, PROFILE, 0), asked };
}

/** Profiles with these PKeys, and the link to the next page if there is one. */
export const page = (keys: string, next?: string, count?: object) => ({
	content: [...keys].map((key) => ({ PKey: `@${key}` })),
	...(next !== undefined && { next: { href: next } }),
	...(count && { count }),
});
