import { API_KEY, CLIENT_SECRET, STATIC_TOKEN, TOKEN_PATH } from './credentials';

/** How to reach a running sandbox, for the terminal and for a browser at its address. */
export function howToReach(url: string): string {
	return `Adobe Campaign sandbox: a stand-in with invented people, not Adobe.

  Base URL       ${url}
  Organizations  sandbox (Campaign Standard), sandbox-v8 (Campaign v8); any other name works and starts fresh
  API key        ${API_KEY}
  Access token   ${STATIC_TOKEN}
  OAuth2         token URL ${url}${TOKEN_PATH}
                 client ID ${API_KEY}, client secret ${CLIENT_SECRET}

  Try it
    curl '${url}/sandbox/campaign/profileAndServices/profile/byEmail?email=amy.dakota@example.com' \\
      -H 'X-Api-Key: ${API_KEY}' -H 'Authorization: Bearer ${STATIC_TOKEN}'

  Control (name of an organization, or ims for the token service)
    POST ${url}/__sandbox/<name>/reset      settings as JSON, or nothing
    POST ${url}/__sandbox/<name>/settings   the same without losing what is stored
    POST ${url}/__sandbox/<name>/faults     what goes wrong next, as a list
    GET  ${url}/__sandbox/<name>/requests   what was received
    GET  ${url}/__sandbox/<name>/profiles   what is stored
  All of it is described in sandbox/README.md.
`;
}
