import { tryToParseDateTime } from 'n8n-workflow';

import { cleanText } from './clean';

/** The longest text that is read as a date: more cannot be one. */
const LONGEST_DATE = 100;

/** A text cut into its day and its time of day; blanks around the signs of a day, and a dot at its end, mean nothing. */
function partsOf(written: string): { day: string; time?: string } | undefined {
	if (written === '' || written.length > LONGEST_DATE) return undefined;
	const text = written.replace(/(\d)\s*([./])\s*(?=\d)/g, '$1$2').replace(/(\d{4})\.$/, '$1');
	const cut = /(?:[T\s]|,\s*)(?=\d{1,2}:\d{2})/i.exec(text);
	return cut
		? { day: text.slice(0, cut.index), time: text.slice(cut.index + cut[0].length) }
		: { day: text };
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const MONTH =
	'(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\\.?';
const WEEKDAY = '(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\\.?,?\\s+)?';
const DAY = '(\\d{1,2})(?:st|nd|rd|th)?\\.?';

const YEAR_FIRST = /^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})$/;
/** Without separators, for years in which a person can be born. */
const BARE = /^((?:18|19|20|21)\d{2})(\d{2})(\d{2})$/;
const YEAR_LAST = /^(\d{1,2})([./-])(\d{1,2})\2(\d{4})$/;
const DAY_MONTH = new RegExp(`^${WEEKDAY}${DAY}[\\s-]+${MONTH},?[\\s-]+(\\d{4})$`, 'i');
const MONTH_DAY = new RegExp(`^${WEEKDAY}${MONTH}[\\s-]+${DAY},?[\\s-]+(\\d{4})$`, 'i');

const isoDay = (year: string, month: number | string, day: number | string) =>
	`${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;

const monthOf = (name: string) => MONTHS.indexOf(name.slice(0, 3).toLowerCase()) + 1;

/**
 * `YYYY-MM-DD` of a written day, which need not exist. "31.12.1980" and "12/31/1980" have only one meaning, "03/04/1985"
 * has two.
 */
function toIsoDay(text: string): string | undefined {
	const [, year, , month, day] = YEAR_FIRST.exec(text) ?? [];
	if (year) return isoDay(year, month, day);
	const [, bareYear, bareMonth, bareDay] = BARE.exec(text) ?? [];
	if (bareYear) return isoDay(bareYear, bareMonth, bareDay);
	const [, first, , second, lastYear] = YEAR_LAST.exec(text) ?? [];
	if (lastYear) {
		const [one, other] = [Number(first), Number(second)];
		if (one > 12 || one === other) return isoDay(lastYear, other, one);
		return other > 12 ? isoDay(lastYear, one, other) : undefined;
	}
	const [, dayNumber, dayMonth, dayYear] = DAY_MONTH.exec(text) ?? [];
	if (dayYear) return isoDay(dayYear, monthOf(dayMonth), dayNumber);
	const [, monthName, monthDay, monthYear] = MONTH_DAY.exec(text) ?? [];
	return monthYear && isoDay(monthYear, monthOf(monthName), monthDay);
}

/** `10:30`, `10:30:15.5`, `9:05 pm`; then a zone: `Z`, `GMT`, `+02:00`, and JavaScript's `GMT+0200 (name)`. */
const TIME =
	/^(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d+))?)?\s*(am|pm)?\s*(Z|(?:UTC|GMT)?[+-]\d{2}(?::?\d{2})?|UTC|GMT)?(?:\s\([^()]*\))?$/i;

/** A written time as ISO 8601 has it; undefined when it is not a time. */
function toIsoTime(text: string): { time: string; offset?: string } | undefined {
	const [whole, hours, minutes, seconds = '00', fraction = '0', half, zone] = TIME.exec(text) ?? [];
	if (whole === undefined || (half && (Number(hours) < 1 || Number(hours) > 12))) return undefined;
	const hour = half ? (Number(hours) % 12) + (/pm/i.test(half) ? 12 : 0) : Number(hours);
	const time = `${String(hour).padStart(2, '0')}:${minutes}:${seconds}.${fraction.slice(0, 3)}`;
	if (!zone) return { time };
	const offset = zone.replace(/^(?:UTC|GMT)(?=[+-])/i, '');
	return { time, offset: /^[+-]/.test(offset) ? offset : 'Z' };
}

type DateTime = ReturnType<typeof tryToParseDateTime>;

/** The text of a date in any of the forms that reach the node: text, n8n's DateTime (Luxon), JavaScript's Date. */
function textOf(value: unknown): string {
	if (typeof value === 'string') return cleanText(value);
	// A sheet's 19801231 is a number; all other numbers count days or seconds.
	if (typeof value === 'number' && /^\d{8}$/.test(String(value))) return String(value);
	if (typeof value !== 'object' || value === null) return '';
	if ('toISO' in value && typeof value.toISO === 'function') return String(value.toISO());
	const isDate = Object.prototype.toString.call(value) === '[object Date]';
	return isDate && !Number.isNaN(Number(value)) ? (value as Date).toISOString() : '';
}

interface Written {
	/** `YYYY-MM-DD` as it is written. */
	day: string;
	/** Absent for a bare day. */
	time?: string;
	/** `Z`, `+02:00`; absent when the text has no zone. */
	offset?: string;
}

/** Whatever else n8n's parser takes is read by JavaScript, which turns 30 February into 2 March. */
function read(value: unknown): Written | undefined {
	const parts = partsOf(textOf(value));
	const day = parts && toIsoDay(parts.day);
	if (!parts || !day) return undefined;
	if (parts.time === undefined) return { day };
	const time = toIsoTime(parts.time);
	return time && { day, ...time };
}

/** The moment in the zone it was written in; `zone` counts when it was written without one. */
function momentOf({ day, time, offset = '' }: Written, zone: string): DateTime | undefined {
	try {
		const moment = tryToParseDateTime(time ? `${day}T${time}${offset}` : day, zone);
		return moment.toFormat('yyyy-MM-dd') === day ? moment : undefined;
	} catch {
		return undefined;
	}
}

/** There are zones in which some days began late: in São Paulo at one o'clock, when summer time came. */
const isMidnight = (moment: DateTime) => Number(moment) === Number(moment.startOf('day'));

/**
 * A calendar day as Campaign wants it, `YYYY-MM-DD`.
 *
 * A day that travelled as a moment is midnight somewhere: where it was written, in UTC, where the workflow is
 * (`1985-08-16T22:00:00Z` is 17 August for a workflow in Paris), or where n8n itself runs, since a database's driver makes
 * its days there. That day is taken, so that a birthday never moves. A moment that is midnight in none of these zones is not a day.
 *
 * @param zone the workflow's time zone, such as `Europe/Paris`
 * @returns undefined when the value is not a date
 */
export function toCampaignDate(value: unknown, zone: string): string | undefined {
	const written = read(value);
	// A bare day has no zone: there is one zone that skipped a day.
	const moment = written && momentOf(written, 'utc');
	if (!written || !moment) return undefined;
	if (!written.time || !written.offset) return written.day;
	const zones = [moment, moment.toUTC(), moment.setZone(zone), moment.setZone('system')];
	return zones.find(isMidnight)?.toFormat('yyyy-MM-dd');
}

/**
 * A moment as Campaign writes it, `YYYY-MM-DD HH:MM:SS.mmmZ`. Without a zone of its own it is in the workflow's.
 *
 * @returns undefined when the value is not a date
 */
export function toCampaignDateTime(value: unknown, zone: string): string | undefined {
	const written = read(value);
	return written && momentOf(written, zone)?.toUTC().toFormat("yyyy-MM-dd HH:mm:ss.SSS'Z'");
}

const FORMAT = "toFormat('yyyy-MM-dd')";

/**
 * Why a value is no date, and the expression that makes one of it. Without the value, which may be personal.
 *
 * @param source where the value comes from in an expression, such as `$json.birthDate`
 */
export function dateProblem(value: unknown, zone: string, source: string): string {
	const text = typeof value === 'number' ? String(value) : textOf(value);
	const converted = (format: string, from = source) =>
		`{{ DateTime.fromFormat(${from}, '${format}').${FORMAT} }}`;
	if (/^\d{9,10}$|^\d{12,}$/.test(text)) {
		const unit = text.length < 12 ? 'Seconds' : 'Millis';
		return `A date is needed, not a number. Of the ${unit === 'Millis' ? 'milliseconds' : 'seconds'} since 1970: {{ DateTime.from${unit}(Number(${source})).${FORMAT} }}.`;
	}
	if (/^\d{5}(\.\d+)?$/.test(text)) {
		return `A date is needed, not a number. Of the day number of a spreadsheet: {{ DateTime.fromISO('1899-12-30').plus({ days: Number(${source}) }).${FORMAT} }}.`;
	}
	const parts = partsOf(text);
	if (parts && toIsoDay(parts.day) && !toCampaignDateTime(value, zone)) {
		return "There is no such day or time. A date is written with the year first: '1985-08-17'.";
	}
	const [, first, separator, year] =
		/^(\d{1,2})([./-])\d{1,2}\2(\d{4}|\d{2})$/.exec(parts?.day ?? '') ?? [];
	if (year && Number(first) <= 31) {
		const from = parts?.time === undefined ? source : `${source}.split(' ')[0]`;
		const [dayFirst, monthFirst] = [
			['d', 'M'],
			['M', 'd'],
		].map((order) =>
			converted([...order, year.length === 4 ? 'yyyy' : 'yy'].join(separator), from),
		);
		return `It is not certain which day is meant. Where the day stands first: ${dayFirst}. Where the month does: ${monthFirst}.`;
	}
	if (toCampaignDateTime(value, zone)) {
		return `A day is needed, and this is a moment of one. Which day that is depends on the time zone, so format it: {{ ${source}.toDateTime().${FORMAT} }}.`;
	}
	return `A date is needed, written with the year first: '1985-08-17'. Another form is converted by naming it: ${converted('d. MMMM yyyy')}.`;
}
