import './quietClient';

import { init } from '@adobe/aio-lib-campaign-standard';
import specification from '@adobe/aio-lib-campaign-standard/spec/api.json';
import { API_KEY, STATIC_TOKEN } from '../../../sandbox/server';
import type { Json } from '../caller';
import { sandboxFor } from '../sandboxFor';

/** An organization for each dialect. */
export const ORGANIZATIONS = ['sandbox', 'sandbox-v8'];

/**
 * Adobe's own JavaScript client against a sandbox for the tests of one file. The client reads its server's address from its
 * specification at every init, so the address is replaced there: nothing of its code is touched.
 */
export function adobeClientFor(prefix: string) {
	const sandbox = sandboxFor(prefix);
	beforeAll(() => {
		specification.servers[0].url = `${sandbox.baseUrl()}/{ORGANIZATION}/campaign`;
	});
	const client = ({ organization = 'sandbox', apiKey = API_KEY, token = STATIC_TOKEN } = {}) =>
		init(organization, apiKey, token);
	return { ...sandbox, client };
}

export const contentOf = (answer: { body: unknown }) =>
	(answer.body as { content: Json[] }).content;
