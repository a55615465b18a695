import type { FilterEntry } from '../transport/types';
import { textOf } from './fields';

/** A filter as the form offers it. */
export interface ListedFilter {
	/** The last part of its path: what the URL takes. */
	name: string;
	label?: string;
	/** The names of its query, in the instance's order. */
	parameters: string[];
}

/** Not one of Adobe's own, for paging and sorting, such as `_order`; but a filter's may be plain `_parameter` (seen on two tenants). */
export const isFilterParameter = (name: string) =>
	name !== '' && (!name.startsWith('_') || /parameter$/i.test(name));

/**
 * Reads an entry of the filters' metadata. `data` is the URL with `$value` for each parameter (Adobe, "Metadata
 * mechanism"); its path has the name that v8 wants, where the entry's own name may be another.
 */
export function filterOf(name: string, entry: FilterEntry): ListedFilter {
	const label = textOf(entry.label);
	const [path, query = ''] = textOf(entry.data).split('?');
	const segment = path.split('/').filter(Boolean).pop();
	const parameters = query
		.split('&')
		.map((part) => part.split('=')[0])
		.filter(isFilterParameter);
	return { name: segment ?? name, ...(label && { label }), parameters };
}
