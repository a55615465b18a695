import { createRequire } from 'node:module';

import type { pauses as nodePauses } from '../../nodes/AdobeCampaign/transport/pauses';

/** Those of the built node, which the engine runs: with Jest and without it. */
const { pauses } = createRequire(__filename)(
	'../../dist/nodes/AdobeCampaign/transport/pauses.js',
) as { pauses: typeof nodePauses };

/** Makes every wait of the node's own a hundredth of what it is, for the rest of a test file. */
export function shortenPauses(): void {
	pauses.first /= 100;
	pauses.rereads = pauses.rereads.map((ms) => ms / 100);
	pauses.proofs = pauses.proofs.map((ms) => ms / 100);
}
