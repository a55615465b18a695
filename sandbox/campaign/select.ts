import { emptyValue, isSortable } from '../store/field';
import { storageOf } from '../store/storedKind';
import type { StoredRecord } from '../store/storedRecord';
import { attributeOf } from './attributes';
import { hiddenOf } from './hidden';
import type { KindCall } from './kind';
import { pathOf } from './owners';
import { belongsTo } from './recordKeys';
import { refusalsOf, TooSlow } from './refusals';

type Records = readonly StoredRecord[];

/** The last selection from each list of records, because every page of a walk through 100,000 records asks for the same. */
const kept = new WeakMap<Records, { asked: string; selected: Records }>();

/** The records that a list's URL asks for, in the order that it asks for. */
export function select(call: KindCall, filters: string[]): Records {
	const { store } = call.organization;
	const all = store.table(storageOf(call.kind)).visible();
	// A filter may look at records of other kinds, so every write makes a selection old.
	const asked = [
		call.endpoint,
		pathOf(call),
		...filters,
		withoutPage(call.query),
		store.writes,
	].join(' ');
	const last = call.kind.changesByItself ? undefined : kept.get(all);
	if (last?.asked === asked) return last.selected;
	const selected = order(call, filtered(call, filters, all));
	kept.set(all, { asked, selected });
	return selected;
}

function withoutPage(query: URLSearchParams): string {
	const rest = new URLSearchParams(query);
	rest.delete('_lineStart');
	return rest.toString();
}

function filtered(call: KindCall, filters: string[], records: Records): Records {
	const known = call.kind.filters(call.organization.settings.dialect, call.endpoint);
	const predicates = filters.map((name) => known[name].build(call));
	const isHidden = hiddenOf(call.kind, call.organization);
	if (!call.owner && !isHidden && predicates.length === 0) return records;
	return records.filter(
		(record) =>
			belongsTo(call.owner, record) &&
			!isHidden?.(record) &&
			predicates.every((matches) => matches(record)),
	);
}

/**
 * `_order=email`, `_order=email desc`, by a field that metadata calls sortable (Campaign Standard API, 'Sorting'; ` asc`
 * is in its version of 2019). Inferred: the order of creation without `_order`, and among equal values.
 */
function order(call: KindCall, records: Records): Records {
	const expression = call.query.get('_order');
	if (expression === null) return records;
	const [, name = '', direction] = /^(\w+)(?: (asc|desc))?$/.exec(expression) ?? [];
	const field = attributeOf(call, name);
	if (!field || !isSortable(field, call.organization.settings))
		throw refusalsOf(call).unknownOrder(expression);
	if (call.organization.settings.orderIgnored) return records;
	// Inferred: without an index the database sorts all rows, which may take longer than the gateway's minute.
	const { slowSortRows } = call.organization.settings;
	if (slowSortRows > 0 && records.length > slowSortRows) throw new TooSlow();
	const value = (record: StoredRecord) => record.values[field.name] ?? emptyValue(field);
	const sign = direction === 'desc' ? -1 : 1;
	const compare = (a: StoredRecord, b: StoredRecord) => {
		const [left, right] = [value(a), value(b)];
		if (left === right) return a.id - b.id;
		return left < right ? -sign : sign;
	};
	const table = call.organization.store.table(storageOf(call.kind));
	return records === table.all()
		? table.inOrder(`${field.name} ${sign}`, compare)
		: [...records].sort(compare);
}
