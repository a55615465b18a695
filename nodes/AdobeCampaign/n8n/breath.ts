import { sleep } from 'n8n-workflow';

import { elapsed } from './clock';

/** Work without a wait in it holds up everything else that n8n does, its Stop button too: milliseconds at a stretch. */
const LONGEST_STRETCH = 20;

/** Lets n8n do something else from time to time, in the middle of work that takes long. Counts from its last break; where the work has waited
 * for something else meanwhile, one break is needless: about a millisecond. */
export class Breath {
	private since = elapsed();

	async take(): Promise<void> {
		if (elapsed() - this.since < LONGEST_STRETCH) return;
		await sleep(0);
		this.since = elapsed();
	}
}
