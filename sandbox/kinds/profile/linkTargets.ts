import type { LinkedRecord, LinkTarget } from '../../campaign/kind';
import { UNIT_TARGETS } from '../units/linkTargets';

/** A custom resource. */
const STORES: readonly LinkedRecord[] = [
	{ id: 1, label: 'Harbour', name: 'harbour' },
	{ id: 2, label: 'Station', name: 'station' },
];

/** v8 has no units; the custom resource gives it a link too. */
export const LINK_TARGETS: readonly LinkTarget[] = [
	...UNIT_TARGETS,
	{ name: 'cusStore', dialect: 'v8', records: () => STORES },
];
