import { readInstant } from './campaign/dates';
import { profile } from './kinds/profile';
import { crowd } from './kinds/profile/seed';
import type { Organization } from './organization';
import type { ProfileInput } from './settings';
import { byImport } from './store/modifier';
import { readInput } from './store/recordInput';
import { serverTime, timestamp } from './store/timestamp';

/** A change of many profiles at once, as an import or an "Update data" activity of a workflow makes it. */
export interface Touch {
	/** Number of profiles. */
	count: number;
	/** Index of the first one in the order of creation. Default 0. */
	from?: number;
	/** An instant, which the first profile gets. Default: the time of the server's clock. */
	lastModified?: string;
	/** Milliseconds from one profile to the next. Default 0: one statement, one moment. */
	stepMs?: number;
	/** Attributes that all of them get, without any policy. */
	values?: ProfileInput;
}

/** What new people get. */
export interface Arrival {
	/** An instant. Default: the time of the server's clock. */
	created?: string;
	/** An instant. Default: that of `created`. */
	lastModified?: string;
	/** Milliseconds from one person to the next, for both. Default 0. */
	stepMs?: number;
}

/**
 * Changes profiles without a request. @returns their number, less than `count` at the end of the table
 * @throws Error for a number or an instant that is not one, or an attribute that does not exist
 */
export function touch(organization: Organization, change: Touch): number {
	const { from = 0, stepMs = 0, values = {} } = change;
	const table = organization.store.table(profile.path);
	const start = instantOf('lastModified', change.lastModified, serverTime(organization.settings));
	const given = readInput(profile, organization.keys, values);
	const rows = table.all().slice(number('from', from), from + number('count', change.count));
	const stamps = stampsFrom(start, stepMs);
	for (const row of rows) {
		table.replace({
			...row,
			values: {
				...row.values,
				...given.values,
				...byImport(row.values),
				lastModified: stamps.next().value,
			},
			links: { ...row.links, ...given.links },
		});
	}
	return rows.length;
}

/**
 * Adds made-up people whose numbers go on after the last one. @returns their number
 * @throws Error for a number or an instant that is not one
 */
export function addPeople(organization: Organization, count: number, arrival: Arrival): number {
	const { stepMs = 0 } = arrival;
	const born = instantOf('created', arrival.created, serverTime(organization.settings));
	const created = stampsFrom(born, stepMs);
	const changed = stampsFrom(instantOf('lastModified', arrival.lastModified, born), stepMs);
	const first = organization.people;
	for (const person of crowd(number('count', count), first)) {
		const stamps = { created: created.next().value, lastModified: changed.next().value };
		organization.put(profile, { ...person, ...stamps });
	}
	organization.people += count;
	return count;
}

/** One text for one moment: 50,000 rows share it. */
function* stampsFrom(start: Date, stepMs: number): Generator<string, never> {
	let [at, text] = [start.getTime(), timestamp(start)];
	for (;;) {
		yield text;
		if (stepMs !== 0) text = timestamp(new Date((at += stepMs)));
	}
}

function instantOf(name: string, text: string | undefined, otherwise: Date): Date {
	const read = text === undefined ? otherwise : readInstant(text);
	if (!read) throw new Error(`"${name}" is an instant.`);
	return read;
}

function number(name: string, value: unknown): number {
	if (typeof value === 'number' && Number.isInteger(value) && value >= 0) return value;
	throw new Error(`"${name}" is a whole number from 0 on.`);
}
