import type { Filter } from '../campaign/kind';
import type { Scalar } from '../exactJson';
import type { Dialect } from '../settings';
import type { FieldTable } from '../store/fieldTable';
import { valueOf, type StoredRecord } from '../store/storedRecord';

/** Makes filters for records whose fields equal the parameters. Inferred: see kinds/profile/customFilters.ts. */
export function filtersOn(fields: FieldTable) {
	const reader = readerOf(fields);
	return (label: string, names: Readonly<Record<string, string>>): Filter => {
		const parameters = Object.keys(names);
		return {
			label,
			parameters,
			build({ query }) {
				const conditions = parameters.map((parameter) => ({
					read: reader(names[parameter]),
					wanted: query.get(parameter) ?? '',
				}));
				return (record) => conditions.every(({ read, wanted }) => read(record) === wanted);
			},
		};
	};
}

/** Makes readers of one attribute of a record. */
export function readerOf(fields: FieldTable) {
	return (name: string): ((record: StoredRecord) => Scalar | undefined) => {
		const field = fields.printedAnywhere(name);
		return (record) => field && valueOf(record, field);
	};
}

/** Custom filters under the names of a dialect: `by<name>`, in v8 the bare name ('Limitations'). */
export function namedFor(
	dialect: Dialect,
	filters: Readonly<Record<string, Filter>>,
): Readonly<Record<string, Filter>> {
	const prefix = dialect === 'v8' ? '' : 'by';
	const named = Object.entries(filters).map(([name, filter]) => [prefix + name, filter]);
	return Object.fromEntries(named) as Record<string, Filter>;
}
