import type { Settings } from '../settings';
import { timestamp } from '../store/timestamp';

const DATE = /^(\d{4}-\d{2}-\d{2})([ T]\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})?)?$/;

/** `YYYY-MM-DD`. Inferred: a date with a time is read as an instant, and its day in UTC is stored. */
export function toDay(text: string): string | undefined {
	return readInstant(text)?.toISOString().slice(0, 10);
}

/** Adobe's form of an instant. Inferred: a day alone is its midnight, and the milliseconds that are not stored are 0. */
export function toInstant(text: string, { dateTimePrecision }: Settings): string | undefined {
	const instant = readInstant(text);
	if (dateTimePrecision === 'seconds') instant?.setUTCMilliseconds(0);
	return instant && timestamp(instant);
}

/** Inferred: a time without a zone is in UTC. Undefined for text that is not a date. */
export function readInstant(text: string): Date | undefined {
	const [, day, time, , , zone] = DATE.exec(text) ?? [];
	// JavaScript reads "1985-02-30" as a day in March.
	if (!isDay(day)) return undefined;
	const instant = new Date(text.replace(' ', 'T') + (time && !zone ? 'Z' : ''));
	return Number.isNaN(instant.getTime()) ? undefined : instant;
}

function isDay(text: string | undefined): boolean {
	const midnight = new Date(text ?? '');
	return !Number.isNaN(midnight.getTime()) && midnight.toISOString().slice(0, 10) === text;
}
