import { tryToParseDateTime } from 'n8n-workflow';

type DateTime = ReturnType<typeof tryToParseDateTime>;

/**
 * ISO 8601, and Adobe's own notation with a space. "03/04/1985" would mean two days to two people, and whatever else
 * n8n's parser takes is read by JavaScript, which turns 30 February into 2 March.
 */
const DATE =
	/^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?) ?(Z|[+-]\d{2}(?::?\d{2})?)?)?$/;

/** The text of a date in any of the forms that reach the node: text, n8n's DateTime (Luxon), JavaScript's Date. */
function textOf(value: unknown): string {
	if (typeof value === 'string') return value.trim();
	if (typeof value !== 'object' || value === null) return '';
	if ('toISO' in value && typeof value.toISO === 'function') return String(value.toISO());
	const isDate = Object.prototype.toString.call(value) === '[object Date]';
	return isDate && !Number.isNaN(Number(value)) ? (value as Date).toISOString() : '';
}

const isMidnight = ({ hour, minute, second, millisecond }: DateTime) =>
	hour + minute + second + millisecond === 0;

/** The moment in the zone it was written in; `zone` counts when it was written without one. */
function parse(value: unknown, zone: string): DateTime | undefined {
	const [, day, time, offset = ''] = DATE.exec(textOf(value)) ?? [];
	if (!day) return undefined;
	try {
		const moment = tryToParseDateTime(time ? `${day}T${time}${offset}` : day, zone);
		return moment.toFormat('yyyy-MM-dd') === day ? moment : undefined;
	} catch {
		return undefined;
	}
}

/**
 * A calendar day as Campaign wants it, `YYYY-MM-DD`.
 *
 * A day that travelled as a moment is midnight somewhere: where it was written, in UTC, or where the workflow is
 * (`1985-08-16T22:00:00Z` is 17 August for a workflow in Paris). That day is taken, so that a birthday never moves.
 *
 * @param zone the workflow's time zone, such as `Europe/Paris`
 * @returns undefined when the value is no date
 */
export function toCampaignDate(value: unknown, zone: string): string | undefined {
	// A bare day has no zone: there are zones in which some days began late, and one that skipped a day.
	const written = parse(value, 'utc');
	if (!written) return undefined;
	const [, day, time, offset] = DATE.exec(textOf(value)) ?? [];
	if (!time || !offset) return day;
	const inWorkflow = written.setZone(zone);
	const midnight = [written, written.toUTC(), inWorkflow].find(isMidnight);
	// No midnight anywhere: a moment in UTC belongs to the workflow's day, any other to the day it names.
	const other = written.offset === 0 ? inWorkflow : written;
	return (midnight ?? other).toFormat('yyyy-MM-dd');
}

/**
 * A moment as Campaign writes it, `YYYY-MM-DD HH:MM:SS.mmmZ`. Without a zone of its own it is in the workflow's.
 *
 * @returns undefined when the value is no date
 */
export const toCampaignDateTime = (value: unknown, zone: string): string | undefined =>
	parse(value, zone)?.toUTC().toFormat("yyyy-MM-dd HH:mm:ss.SSS'Z'");
