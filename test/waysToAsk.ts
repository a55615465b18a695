/** The two ways in which a trigger finds changes, as the sandbox allows them: 'Find Changes By', with what belongs to it. */
export const BY_ORDER = { askBy: 'order' };
export const BY_FILTER = {
	askBy: 'filter',
	endpoint: 'profileAndServicesExt',
	filterName: 'byModifiedFrom',
	filterParameter: 'modifiedfrom_parameter',
};

/** The same with a name, and the sandbox's settings for it; a filter may be one of a table that is not sorted. */
export const WAYS = [
	['Order', 'order', BY_ORDER, {}],
	['Custom Filter', 'filter', BY_FILTER, {}],
	['Custom Filter, not sorted', 'unsorted', BY_FILTER, { sortableFields: [] as string[] }],
] as const;
