import { createRequire } from 'node:module';

import type { pauses as nodePauses } from '../../nodes/AdobeCampaign/transport/pauses';

/** The built node's own table of pauses, which the engine runs with. With Jest, it is another one in each test file. */
const { pauses } = createRequire(__filename)(
	'../../dist/nodes/AdobeCampaign/transport/pauses.js',
) as { pauses: typeof nodePauses };

const real = structuredClone(pauses);

/**
 * Makes every pause that the node takes by itself a hundredth of its real length. The harness does this when it starts.
 * A server's Retry-After, 'Timeout' and 'Give Up After' keep their length.
 */
export function shortenPauses(): void {
	pauses.first = real.first / 100;
	pauses.rereads = real.rereads.map((ms) => ms / 100);
	pauses.proofs = real.proofs.map((ms) => ms / 100);
}

/** For the few tests that measure a pause; `shortenPauses` ends it. */
export function useRealPauses(): void {
	Object.assign(pauses, structuredClone(real));
}
