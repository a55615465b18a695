import type { Dialect } from '../settings';

/** Resources on Ext that links of a profile lead to. */
export type LinkTarget = 'orgUnitBase' | 'geoUnitBase' | 'cusStore';

export interface LinkedRecord {
	id: number;
	label: string;
	/** Also the raw key. */
	name: string;
	parentTitle?: string;
}

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

const RECORDS: Record<LinkTarget, readonly LinkedRecord[]> = {
	orgUnitBase: UNITS,
	geoUnitBase: UNITS,
	cusStore: STORES,
};

/** Units are gone in v8 ('Limitations'); the custom resource is there so that v8 has a link too. */
const TARGETS: Record<Dialect, readonly LinkTarget[]> = {
	standard: ['orgUnitBase', 'geoUnitBase'],
	v8: ['cusStore'],
};

/** The resource of this name, where the dialect has it. */
export function linkTarget(dialect: Dialect, name: string): LinkTarget | undefined {
	return TARGETS[dialect].find((target) => target === name);
}

/** What there is to link to. */
export function recordsOf(target: LinkTarget): readonly LinkedRecord[] {
	return RECORDS[target];
}
