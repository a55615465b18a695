import { outside } from './built';

type Work = (signal: AbortSignal) => Promise<unknown>;

interface BackendCommon {
	SingleFlightLease: { prototype: { run: (key: string, work: Work) => Promise<unknown> } };
}

/** Of n8n-core itself: there may be another one beside it. */
const { SingleFlightLease } = outside.require(
	outside.require.resolve('@n8n/backend-common', {
		paths: [outside.require.resolve('n8n-core')],
	}),
) as BackendCommon;

/**
 * Imitates n8n 1, which has no lock for a token that is renewed: each request that is refused fetches one (requestOAuth2 in
 * request-helper-functions.js, n8n 1.123). Until `jest.restoreAllMocks()`.
 */
export function withoutTokenLock(): void {
	jest
		.spyOn(SingleFlightLease.prototype, 'run')
		.mockImplementation(async (_key, work) => await work(new AbortController().signal));
}
