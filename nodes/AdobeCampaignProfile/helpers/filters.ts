import type { FilterEntry } from '../transport/types';
import { textOf } from './profileFields';

/** A filter as the form offers it. */
export interface ListedFilter {
	/** The last part of its path: what the URL takes. */
	name: string;
	label?: string;
	/** The names of its query, in the instance's order. */
	parameters: string[];
}

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
		.filter((parameter) => parameter !== '' && !parameter.startsWith('_'));
	return { name: segment ?? name, ...(label && { label }), parameters };
}
