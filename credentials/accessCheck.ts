import type { IAuthenticateRuleResponseSuccessBody, ICredentialTestRequest } from 'n8n-workflow';

import { REFUSALS } from '../nodes/AdobeCampaign/transport/refusalTable';
import { wordsOf } from '../nodes/AdobeCampaign/transport/explain';
import type { Authentication } from '../nodes/AdobeCampaign/transport/types';

const rule = (
	key: string,
	value: unknown,
	message: string,
): IAuthenticateRuleResponseSuccessBody => ({
	type: 'responseSuccessBody',
	properties: { key, value, message },
});

/** One rule for each code that the gateway can put into the body of a refusal. */
function gatewayRules(authentication: Authentication) {
	return REFUSALS.flatMap((row) => {
		const { message, advice } = wordsOf(row, { authentication });
		return (row.codes ?? []).map((code) =>
			// "Oops" carries a number, everything else a text (adobe.io's gateway).
			code.length === 3
				? rule('code', Number(code), `${message}. ${advice}`)
				: rule('error_code', code, `${message}. ${advice}`),
		);
	});
}

/**
 * Reads one profile, which proves access to Campaign and not only a token.
 *
 * n8n's rules look either at a status (of a request that threw) or at a body (of one that did not), and the same
 * 403 means five things at Adobe. So refusals are let through as bodies, told apart by their code, and whatever is
 * not a list of profiles fails the last rule. Only 401 still throws, since n8n renews an OAuth2 token on it.
 */
export function accessCheck(
	authentication: Authentication,
	headers: Record<string, string> = {},
): ICredentialTestRequest {
	const expired = REFUSALS.find(({ kind }) => kind === 'tokenInvalid');
	const { message, advice } = expired
		? wordsOf(expired, { authentication })
		: { message: 'The access token is wrong', advice: '' };
	const rules = [
		{ type: 'responseCode', properties: { value: 401, message: `${message}. ${advice}` } },
		...gatewayRules(authentication),
		rule(
			'content',
			undefined,
			"The answer is not a list of profiles. Check 'Base URL' and 'Organization'; the project also needs the product profile of this Campaign instance in Adobe Developer Console.",
		),
	];
	return {
		request: {
			baseURL:
				"={{$credentials.baseUrl.trim().replace(/^(?=.)(?!.*:\\/\\/)/, 'https://').replace(/\\/+$/, '')}}",
			url: '=/{{encodeURIComponent($credentials.organization.trim())}}/campaign/profileAndServices/profile',
			qs: { _lineCount: 1 },
			headers,
			disableFollowRedirect: true,
			ignoreHttpStatusErrors: { ignore: true, except: [401] },
		},
		// n8n reads both kinds of rules from one list; its type allows only one kind per list.
		rules: rules as ICredentialTestRequest['rules'],
	};
}
