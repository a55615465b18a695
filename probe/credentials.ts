import { Refused } from './connection';
import { typedIn } from './screen';
import { fetchToken } from './token';

/** The key and the token, from the environment or typed in; never arguments. @throws Refused in words */
export async function credentials({ tokenUrl, scope }: { tokenUrl: string; scope: string }) {
	const { apiKey, accessToken } = await given({ tokenUrl, scope });
	return {
		apiKey: sendable(apiKey, 'The API key (client ID)'),
		accessToken: sendable(accessToken, 'The access token'),
	};
}

/** What no header can hold is refused here: the words in which `fetch` refuses it show it on the screen. */
function sendable(secret: string, name: string): string {
	const text = secret.trim();
	if (/^[!-~]+$/.test(text)) return text;
	throw new Refused(`${name} has a space or another character that does not belong there.`);
}

async function given({ tokenUrl, scope }: { tokenUrl: string; scope: string }) {
	const { env } = process;
	if (env.CAMPAIGN_CLIENT_ID && env.CAMPAIGN_CLIENT_SECRET) {
		const [id, secret] = [env.CAMPAIGN_CLIENT_ID, env.CAMPAIGN_CLIENT_SECRET];
		return { apiKey: id, accessToken: await fetchToken({ id, secret, tokenUrl, scope }) };
	}
	const apiKey = env.CAMPAIGN_API_KEY || (await typedIn('API key (client ID)'));
	const accessToken = env.CAMPAIGN_ACCESS_TOKEN || (await typedIn('Access token', true));
	if (apiKey && accessToken) return { apiKey, accessToken };
	throw new Refused(
		'Set CAMPAIGN_API_KEY and CAMPAIGN_ACCESS_TOKEN, or CAMPAIGN_CLIENT_ID and CAMPAIGN_CLIENT_SECRET, in the environment.',
	);
}
