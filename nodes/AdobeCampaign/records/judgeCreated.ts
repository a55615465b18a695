import { judge } from './confirm';
import type { SentField } from './wire';
import type { Profile } from '../transport/types';
import type { Written } from './outcome';
import { rulesFor, type Work } from '../resources/item';

/** Compares what was sent with the whole profile, which Campaign answers a POST with: no request but for the rules. */
export async function judgeCreated(
	work: Work,
	sent: SentField[],
	record: Profile,
): Promise<Written> {
	const judged = await judge(sent, record, async () => await rulesFor(work, sent));
	return { record, confirmation: { ...judged, reads: 0 }, done: 'created the profile' };
}
