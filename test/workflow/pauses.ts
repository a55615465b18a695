import type { pauses as nodePauses } from '../../nodes/AdobeCampaign/transport/pauses';
import { built } from './built';

/** The built node's own table of pauses, which the engine runs with. It is another one in each test file. */
const { pauses } = built<{ pauses: typeof nodePauses }>('transport/pauses');

const real = structuredClone(pauses);

/**
 * Multiplies every pause that the node takes by itself, compared with its real length. A server's Retry-After, 'Timeout' and
 * 'Give Up After' keep their length.
 *
 * @param exact those that have another length, in milliseconds
 */
export function scalePauses(factor: number, exact: Partial<typeof nodePauses> = {}): void {
	pauses.first = real.first * factor;
	pauses.asking = real.asking * factor;
	pauses.rereads = real.rereads.map((ms) => ms * factor);
	pauses.looks = real.looks.map((ms) => ms * factor);
	pauses.together = real.together * factor;
	pauses.proofs = real.proofs.map((ms) => ms * factor);
	Object.assign(pauses, exact);
}

/** What the harness does when it starts, and the suite again after each test. */
export const shortenPauses = () => scalePauses(1 / 100);
