import type { Kind } from '../../campaign/kind';
import type { RecordTable } from '../../store/recordTable';
import type { StoredRecord } from '../../store/storedRecord';
import { timestamp } from '../../store/timestamp';
import { UNIT_TARGETS } from '../units/linkTargets';
import { NAME, SERVICE_FIELDS } from './fields';
import { serviceFilters } from './filters';
import { firstServices } from './seed';

const text = ({ values }: StoredRecord, name: string) => String(values[name] ?? '');

/**
 * What people subscribe to. Defaults and the form of computed attributes: a service captured by a client (CruGlobal) in 2018.
 * Inferred: 204 for a DELETE.
 */
export const service: Kind = {
	path: 'service',
	label: 'Services',
	document: 'Service',
	schema: 'nms:service',
	help: 'Services',
	endpoints: () => ['profileAndServices', 'profileAndServicesExt'],
	fields: SERVICE_FIELDS,
	filters: serviceFilters,
	seed: firstServices,
	newValues: (table) => ({
		[NAME]: freeName(table),
		messageType: 'email',
		mode: 'newsletter',
		start: timestamp().slice(0, 10),
		subScenarioEventType: 'EVTNoMessageSent',
		targetResource: 'profile',
		unsubScenarioEventType: 'EVTNoMessageSent',
		validityDuration: 'P10D',
	}),
	rawKey: () => NAME,
	uniqueFields: () => [NAME],
	deletedStatus: 204,
	computed: {
		builtIn: () => false,
		isExternal: () => false,
		mainDate: (one) => text(one, 'created').slice(0, 10),
		thumbnail: () => '/nl/img/thumbnails/defaultService.png',
		title: (one) => `${text(one, 'label')} (${text(one, NAME)})`,
	},
	linkTargets: UNIT_TARGETS,
};

/** "SVC6", the first that is free. Inferred: which number. */
function freeName(table: RecordTable): string {
	const taken = new Set(table.all().map(({ values }) => values[NAME]));
	let number = table.size + 1;
	while (taken.has(`SVC${number}`)) number += 1;
	return `SVC${number}`;
}
