import type { LinkTarget } from '../../campaign/kind';
import type { StoredRecord } from '../../store/storedRecord';

/** The two kinds of units. */
export const UNIT_PATHS = ['orgUnitBase', 'geoUnitBase'] as const;

/** What links to units lead to. v8 has no units ('Limitations'). */
export const UNIT_TARGETS: readonly LinkTarget[] = UNIT_PATHS.map((name) => ({
	name,
	dialect: 'standard',
	records: (store) =>
		store
			.table(name)
			.all()
			.map((unit) => ({ id: unit.id, label: text(unit, 'label'), name: text(unit, 'name') })),
}));

function text({ values }: StoredRecord, name: string): string {
	return String(values[name] ?? '');
}
