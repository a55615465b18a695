import type { Settings } from '../../settings';
import type { StoredRecord } from '../../store/storedRecord';
import { serverTime, timestamp } from '../../store/timestamp';

/** The status of an event by the time since it came or was due, unless a test has set one ('Managing transactional messages'). */
export function statusOf(event: StoredRecord, settings: Settings): string {
	const { values } = event;
	if (values.status) return String(values.status);
	if (dueAt(event) > serverTime(settings).getTime()) return 'pending';
	const age = Date.now() - startOf(event, settings);
	if (age < settings.eventStepMs) return 'pending';
	return age < 2 * settings.eventStepMs ? 'processing' : settings.eventOutcome;
}

/** When the event was processed; "" before, and when it was not. */
export function processedAt(event: StoredRecord, settings: Settings): string {
	const { values } = event;
	if (values.processed) return String(values.processed);
	if (values.status || statusOf(event, settings) !== 'processed') return '';
	return timestamp(new Date(startOf(event, settings) + 2 * settings.eventStepMs));
}

/** In real time, which goes on when the clock of the server stands. */
function startOf(event: StoredRecord, { now }: Settings): number {
	const received = Number(event.values.receivedAt);
	return now === '' ? Math.max(dueAt(event), received) : received;
}

function dueAt({ values }: StoredRecord): number {
	return values.scheduled ? Date.parse(String(values.scheduled).replace(' ', 'T')) : 0;
}
