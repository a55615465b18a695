/** What things are called on the screen of each credential and in Adobe Developer Console. Stored values: accessToken, oAuth2. */

/** The field of the credential that holds the value of X-Api-Key. */
export const KEY_FIELD = { accessToken: 'API Key', oAuth2: 'Client ID' };

/** What to do about a token that Adobe does not accept. */
export const TOKEN_ADVICE = {
	accessToken:
		"A token lives 24 hours. Generate a new one in Adobe Developer Console and paste it into 'Access Token' of the credential. For schedules use the OAuth2 credential, which renews its token itself.",
	oAuth2:
		"Adobe does not accept the token that it issued for this credential. Check 'Scope' and 'Access Token URL' in the credential.",
};

/** What to do about a token that does not cover Adobe Campaign. */
export const SCOPE_ADVICE = {
	accessToken:
		"Add the scopes of Adobe Campaign to the project in Adobe Developer Console, then generate a new token for 'Access Token'.",
	oAuth2:
		"Compare 'Scope' in the credential with the scopes of the project in Adobe Developer Console.",
};

/** What gives a project access to one Campaign instance, as Adobe Developer Console calls it. */
export const ACCESS = 'product profile';
