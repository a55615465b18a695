import type { LinkedRecord, LinkTarget } from '../campaign/kind';

/** Inferred: names other than "All (all)". */
const UNITS: readonly LinkedRecord[] = [
	{ id: 1, label: 'All', name: 'all', parentTitle: '' },
	{ id: 2, label: 'North', name: 'north', parentTitle: 'All (all)' },
	{ id: 3, label: 'South', name: 'south', parentTitle: 'All (all)' },
];

/** What links to units lead to. v8 has no units ('Limitations'). */
export const UNIT_TARGETS: readonly LinkTarget[] = [
	{ name: 'orgUnitBase', dialect: 'standard', records: () => UNITS },
	{ name: 'geoUnitBase', dialect: 'standard', records: () => UNITS },
];
