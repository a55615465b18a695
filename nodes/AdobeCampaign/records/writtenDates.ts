/** Dates as people and programs write them. What could mean two days is none: nothing here guesses. */

/** A text cut into its day and its time of day; blanks around the signs of a day, and a dot at its end, mean nothing. */
export function partsOf(written: string): { day: string; time?: string } | undefined {
	if (written === '' || written.length > LONGEST) return undefined;
	const text = written.replace(/(\d)\s*([./])\s*(?=\d)/g, '$1$2').replace(/(\d{4})\.$/, '$1');
	const cut = /(?:[T\s]|,\s*)(?=\d{1,2}:\d{2})/i.exec(text);
	return cut
		? { day: text.slice(0, cut.index), time: text.slice(cut.index + cut[0].length) }
		: { day: text };
}

const LONGEST = 100;

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const MONTH =
	'(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\\.?';
const WEEKDAY = '(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\\.?,?\\s+)?';
const DAY = '(\\d{1,2})(?:st|nd|rd|th)?\\.?';

const YEAR_FIRST = /^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})$/;
/** Without separators, for years that somebody can be born in. */
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
export function toIsoDay(text: string): string | undefined {
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

/** A written time as ISO 8601 has it; undefined when it is none. */
export function toIsoTime(text: string): { time: string; offset?: string } | undefined {
	const [whole, hours, minutes, seconds = '00', fraction = '0', half, zone] = TIME.exec(text) ?? [];
	if (whole === undefined || (half && (Number(hours) < 1 || Number(hours) > 12))) return undefined;
	const hour = half ? (Number(hours) % 12) + (/pm/i.test(half) ? 12 : 0) : Number(hours);
	const time = `${String(hour).padStart(2, '0')}:${minutes}:${seconds}.${fraction.slice(0, 3)}`;
	if (!zone) return { time };
	const offset = zone.replace(/^(?:UTC|GMT)(?=[+-])/i, '');
	return { time, offset: /^[+-]/.test(offset) ? offset : 'Z' };
}
