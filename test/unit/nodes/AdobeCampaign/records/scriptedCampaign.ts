import type { IExecuteFunctions, IHttpRequestOptions } from 'n8n-workflow';

import { CampaignClient } from '../../../../../nodes/AdobeCampaign/transport/client';
import { Line } from '../../../../../nodes/AdobeCampaign/transport/session';
import { Throttle } from '../../../../../nodes/AdobeCampaign/transport/throttle';

export const CAMPAIGN = 'https://mc.adobe.io/acme/campaign/';

/** A status other than 200, or a body. */
export type ScriptedAnswer = number | object;

/** A client whose Campaign has these answers, by what follows `/campaign/` in the URL. Everything else is a 404. */
export function scriptedCampaign(answers: Record<string, ScriptedAnswer>) {
	const asked: string[] = [];
	const httpRequestWithAuthentication = async (_type: string, { url }: IHttpRequestOptions) => {
		const path = url.replace(CAMPAIGN, '');
		asked.push(path);
		const answer = answers[path] ?? 404;
		return typeof answer === 'number'
			? { statusCode: answer, headers: {}, body: '' }
			: { statusCode: 200, headers: {}, body: JSON.stringify(answer) };
	};
	const context = {
		getNode: () => ({ name: 'Node', type: 'adobeCampaignProfile', parameters: {} }),
		getInputData: () => [{ json: {} }],
		helpers: { httpRequestWithAuthentication },
	} as unknown as IExecuteFunctions;
	const tenant = {
		baseUrl: 'https://mc.adobe.io',
		organization: 'acme',
		authentication: 'accessToken',
		credentialType: 'adobeCampaignApi',
		headers: {},
	} as const;
	const run = {
		pace: { timeoutMs: 60_000, maxWaitMs: 300_000 },
		throttle: new Throttle(),
		learnt: { rewritten: new Set<string>() },
		trouble: {},
	};
	const line = new Line(context, { ...tenant, secrets: [] }, 0, run);
	return { client: new CampaignClient({ ...tenant, secrets: [] }, line, run.learnt), asked };
}

/** Profiles with these PKeys, and the link to the next page if there is one. */
export const page = (keys: string, next?: string, count?: object) => ({
	content: [...keys].map((key) => ({ PKey: `@${key}` })),
	...(next !== undefined && { next: { href: next } }),
	...(count && { count }),
});
