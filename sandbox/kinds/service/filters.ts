import { toDay } from '../../campaign/dates';
import type { Filter, KindCall } from '../../campaign/kind';
import { refusalsOf } from '../../campaign/refusals';
import type { Dialect } from '../../settings';
import { isExtended, type Endpoint } from '../../store/field';
import type { StoredRecord } from '../../store/storedRecord';
import { MESSAGE_TYPES } from './enumerations';

const text = (service: StoredRecord, name: string) => String(service.values[name] ?? '');

/** Compares the beginning of name and label, with case, as the filter of this name does for profiles. */
const byText: Filter = {
	label: 'By name or label',
	parameters: ['text'],
	build({ query }) {
		const wanted = query.get('text') ?? '';
		return (service) => ['name', 'label'].some((name) => text(service, name).startsWith(wanted));
	},
};

/** Campaign Standard API, 'Filtering': `byChannel?channel=email`. Inferred: the text for another value. */
const byChannel: Filter = {
	label: 'By channel type',
	parameters: ['channel'],
	build(call) {
		const wanted = call.query.get('channel') ?? '';
		if (!MESSAGE_TYPES.some(({ name }) => name === wanted)) {
			throw refusalsOf(call).notInEnumeration(wanted, 'messageType');
		}
		return (service) => text(service, 'messageType') === wanted;
	},
};

/** Inferred: a service is found when it is available on some day of the period; an empty end is no end. */
const byPlanning: Filter = {
	label: 'Available during the given period',
	parameters: ['startDate', 'endDate'],
	build(call) {
		const [from, until] = ['startDate', 'endDate'].map((name) => day(call, name));
		return (service) => {
			const [start, end] = [text(service, 'start'), text(service, 'end')];
			return (until === '' || start <= until) && (end === '' || end >= from);
		};
	},
};

function day(call: KindCall, parameter: string): string {
	const given = call.query.get(parameter) ?? '';
	const read = given === '' ? '' : toDay(given);
	if (read === undefined) throw refusalsOf(call).wrongType(given, 'date');
	return read;
}

const byTargetResource: Filter = {
	label: 'By targeting resource',
	parameters: ['targetResource'],
	build({ query }) {
		const wanted = query.get('targetResource') ?? '';
		return (service) => text(service, 'targetResource') === wanted;
	},
};

/** Adobe, Campaign Standard data model, 'Service'. */
const FILTERS: Readonly<Record<string, Filter>> = {
	byChannel,
	byPlanning,
	byTargetResource,
	byText,
};

/**
 * The sandbox's own filter, as an administrator adds it; a client of a live instance sent it a parameter of exactly this name.
 * Inferred: "true" and "1" mean true.
 */
const visibility: Filter = {
	label: 'By visibility',
	parameters: ['_parameter'],
	build({ query }) {
		const wanted = ['true', '1'].includes(query.get('_parameter') ?? '');
		return ({ values }) => (values.cusVisible ?? false) === wanted;
	},
};

/** The filters of an endpoint; custom ones on Ext, in v8 without "by" ('Limitations'). */
export function serviceFilters(
	dialect: Dialect,
	endpoint: Endpoint,
): Readonly<Record<string, Filter>> {
	if (!isExtended(endpoint)) return FILTERS;
	return { ...FILTERS, [dialect === 'v8' ? 'Visibility' : 'byVisibility']: visibility };
}
