import type { LinkedRecord, LinkTarget } from '../../campaign/kind';

/** Inferred: names other than "All (all)". */
const UNITS: readonly LinkedRecord[] = [
	{ id: 1, label: 'All', name: 'all', parentTitle: '' },
	{ id: 2, label: 'North', name: 'north', parentTitle: 'All (all)' },
	{ id: 3, label: 'South', name: 'south', parentTitle: 'All (all)' },
];

/** A custom resource. */
const STORES: readonly LinkedRecord[] = [
	{ id: 1, label: 'Harbour', name: 'harbour' },
	{ id: 2, label: 'Station', name: 'station' },
];

/** v8 has no units ('Limitations'); the custom resource gives it a link too. */
export const LINK_TARGETS: readonly LinkTarget[] = [
	{ name: 'orgUnitBase', dialect: 'standard', records: () => UNITS },
	{ name: 'geoUnitBase', dialect: 'standard', records: () => UNITS },
	{ name: 'cusStore', dialect: 'v8', records: () => STORES },
];
