import { elapsed } from '../../n8n/wait';
import type { Item } from '../../records/item';
import { COOLDOWN } from './kind';

/** After a signal the same activity takes no other for so long, in milliseconds (Adobe, "Triggering a signal activity"). */
const COOLDOWN_MS = 10 * 60_000;

/** A signal as an item may name it: the workflow by ID or PKey, and the activity, or nothing for the only one. */
export const signalNamed = (workflow: unknown, activity: string) =>
	JSON.stringify(['signal', String(workflow), activity]);

/** Notes that a signal was sent, or may have been, under all names that later items may have for it. */
export function noteSignal({ instance }: Item, names: string[]): void {
	for (const name of names) instance.sentAt.set(name, elapsed());
}

/** @throws NodeApiError when an earlier item of this run has sent the signal and Campaign takes no other yet */
export function refuseTooSoon({ client, instance }: Item, names: string[], zone: string): void {
	const sentAt = Math.max(...names.map((name) => instance.sentAt.get(name) ?? -Infinity));
	const leftMs = sentAt + COOLDOWN_MS - elapsed();
	if (leftMs <= 0) return;
	const minutes = Math.ceil(leftMs / 60_000);
	// The minute after: what the clock shows has no seconds.
	const next = new Date(Date.now() + leftMs + 60_000).toLocaleTimeString('en-GB', {
		timeZone: zone,
		hour: '2-digit',
		minute: '2-digit',
	});
	throw client.error({
		kind: COOLDOWN,
		message: 'An earlier item has sent this signal already',
		description: `Nothing was sent for this one: after a signal the same activity takes no other for ten minutes. The next one is taken in ${minutes} ${minutes === 1 ? 'minute' : 'minutes'}, from ${next} on (${zone}). To send one signal for all items, switch on 'Execute Once' in the node's settings.`,
	});
}
