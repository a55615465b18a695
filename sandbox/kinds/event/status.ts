import type { Settings } from '../../settings';
import type { StoredRecord } from '../../store/storedRecord';
import { timestamp } from '../../store/timestamp';

/** The status of an event by the time since it came or was due, unless a test has set one ('Managing transactional messages'). */
export function statusOf(event: StoredRecord, settings: Settings): string {
	const { values } = event;
	if (values.status) return String(values.status);
	const age = Date.now() - startOf(event);
	if (age < 0 || age < settings.eventStepMs) return 'pending';
	return age < 2 * settings.eventStepMs ? 'processing' : settings.eventOutcome;
}

/** When the event was processed; "" before, and when it was not. */
export function processedAt(event: StoredRecord, settings: Settings): string {
	const { values } = event;
	if (values.processed) return String(values.processed);
	if (values.status || statusOf(event, settings) !== 'processed') return '';
	return timestamp(new Date(startOf(event) + 2 * settings.eventStepMs));
}

function startOf({ values }: StoredRecord): number {
	const due = values.scheduled ? Date.parse(String(values.scheduled).replace(' ', 'T')) : 0;
	return Math.max(due, Number(values.receivedAt));
}
