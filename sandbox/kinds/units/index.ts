import type { Kind } from '../../campaign/kind';
import { refusalsOf } from '../../campaign/refusals';
import { FieldTable } from '../../store/fieldTable';
import type { RecordInput } from '../../store/storedKind';
import { readOnly, stamp, text } from '../fields';

const CREATED = '2024-01-01 08:00:00.000Z';

/** Inferred: names other than "All (all)". */
const SEED: readonly RecordInput[] = [
	{ label: 'All', name: 'all', parentTitle: '' },
	{ label: 'North', name: 'north', parentTitle: 'All (all)' },
	{ label: 'South', name: 'south', parentTitle: 'All (all)' },
].map((unit) => ({ ...unit, created: CREATED, lastModified: CREATED }));

/** Campaign Standard API, 'Organizational units'. Inferred: labels, lengths, and what is sortable. */
const FIELDS = new FieldTable([
	text('PKey', 'Primary key', 255, readOnly),
	stamp('created', 'Created', { sortable: true }),
	text('desc', 'Description', 512),
	text('href', 'Address of the unit', 255, readOnly),
	text('label', 'Label', 128, { sortable: true }),
	stamp('lastModified', 'Last modified', { sortable: true }),
	text('name', 'ID', 64, { sortable: true }),
	text('parentTitle', 'Parent', 255, readOnly),
	text('title', 'Title', 255, readOnly),
]);

/**
 * Units, which v8 does not have ('Limitations'): they are listed, read and updated. An instance refuses the list until it is published anew
 * (support article KA-14384, setting unitsListable). Inferred: they are neither created nor deleted over the API, and the titles of children
 * keep the old name of a unit.
 */
function unit(kind: Pick<Kind, 'path' | 'label' | 'document' | 'schema'>): Kind {
	return {
		...kind,
		help: kind.label,
		endpoints: () => ['profileAndServicesExt'],
		only: 'standard',
		fields: FIELDS,
		filters: () => ({}),
		seed: () => SEED,
		uniqueFields: () => ['name'],
		computed: { title: ({ values }) => `${String(values.label)} (${String(values.name)})` },
		answer(call, path) {
			const { settings } = call.organization;
			if (call.method === 'POST' || call.method === 'DELETE') throw refusalsOf(call).generic;
			if (path.length === 0 && call.method === 'GET' && !settings.unitsListable) {
				throw refusalsOf(call).unknownResource;
			}
			return undefined;
		},
	};
}

export const orgUnitBase = unit({
	path: 'orgUnitBase',
	label: 'Organizational units',
	document: 'OrgUnitBase',
	schema: 'nms:orgUnitBase',
});

/** Campaign gives them to no new instance since 2018. */
export const geoUnitBase = unit({
	path: 'geoUnitBase',
	label: 'Geographical units',
	document: 'GeoUnitBase',
	schema: 'nms:geoUnitBase',
});
