import { readInstant } from '../../campaign/dates';
import type { Filter, KindCall } from '../../campaign/kind';
import { refusalsOf } from '../../campaign/refusals';
import { timestamp } from '../../store/timestamp';

/**
 * The profiles since an instant, as an administrator may make the filter: 'Configuring filter definition' of Campaign Standard has
 * "greater than or equal to" with parameters. Inferred: that dates are among the fields, how an instant is written in a URL
 * (setting filterDates), the type in the text for another value, and that a parameter which is missing or empty finds every profile.
 */
function since(label: string, parameter: string, name: 'created' | 'lastModified'): Filter {
	return {
		label,
		parameters: [parameter],
		build(call) {
			const from = instant(call, call.query.get(parameter) ?? '');
			if (from === '') return () => true;
			// Texts of this form sort as the instants do.
			const read = ({ values }: { values: Readonly<Record<string, unknown>> }) =>
				String(values[name] ?? '');
			return call.organization.settings.fromFilterStrict
				? (profile) => read(profile) > from
				: (profile) => read(profile) >= from;
		},
	};
}

/** The instant in the form in which it is stored. @throws Refusal for a text that the instance does not read as one */
function instant(call: KindCall, given: string): string {
	if (given === '') return '';
	const { filterDates } = call.organization.settings;
	const form = given.includes('T') ? 'iso' : 'campaign';
	const read = filterDates === 'either' || filterDates === form ? readInstant(given) : undefined;
	if (!read) throw refusalsOf(call).wrongType(given, 'datetime');
	return timestamp(read);
}

/** One of them has a parameter whose name says nothing, as a filter of a live instance has. */
export const DATE_FILTERS: Readonly<Record<string, Filter>> = {
	ModifiedFrom: since('By last modified from', 'modifiedfrom_parameter', 'lastModified'),
	CreatedFrom: since('By created from', 'createdfrom_parameter', 'created'),
	ChangedSince: since('By changed since', '_parameter', 'lastModified'),
};
