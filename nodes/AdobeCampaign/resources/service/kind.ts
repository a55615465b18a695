import { NONE, type RecordKind } from '../../records/kind';
import { DUPLICATE, INVALID_KEY, MISSING_DOCUMENT } from '../../transport/refusalTable';
import type { RefusalRow } from '../../transport/types';
import type { FieldSet } from '../fieldSet';

/** What is told of a service in other words than of a profile: it is chosen by its name. */
const refusals: RefusalRow[] = [
	{
		kind: 'duplicate',
		says: DUPLICATE,
		message: 'Another service already has this name',
		advice:
			"The name of a service must be new. Choose another one in 'Fields', leave it out (Campaign makes one up), or update the service that has it.",
	},
	{
		kind: 'keyInvalid',
		says: INVALID_KEY,
		message: 'This Campaign instance has no service with this PKey',
		advice:
			"Check 'Service', and links in 'Fields'. A PKey belongs to one instance and can change: choose the service by its name.",
	},
	{
		kind: 'notFound',
		says: MISSING_DOCUMENT,
		message: 'The service was not found',
		advice:
			"Check 'Service': it may have been deleted, or the PKey is another instance's. Its name is the same on all instances.",
	},
];

/** What profiles subscribe to (Adobe, "Service" data model), with the fields that a field set has. */
export const serviceKind = (fieldSet: FieldSet): RecordKind => ({
	family: fieldSet,
	hasFieldSets: true,
	name: 'service',
	one: 'service',
	many: 'services',
	locator: 'Service',
	refusals,
	simple: [
		'name',
		'label',
		'desc',
		'messageType',
		'mode',
		'start',
		'end',
		'isTemplate',
		'lastModified',
		'PKey',
	],
	leading: ['name', 'label'],
	// What Adobe's data model shows, but no printed request has ever set.
	computed:
		/^(PKey|acsId|builtIn|created|href|isExternal|isTemplate|lastModified|mainDate|targetResource|thumbnail|title)$/,
	// Adobe, "Managing organizational units". Its other links are those of the screen: template, landing pages, scenarios.
	writableLinks: /^(orgUnit|geoUnit)$/,
	parts: {},
	// A duration is text, such as P10D, in all printed services; the data model calls it a number.
	types: {
		start: 'date',
		end: 'date',
		validityDuration: 'string',
		orgUnit: 'link',
		geoUnit: 'link',
	},
	optOuts: NONE,
});

/** The words for messages and forms, which are the same with every field set. */
export const SERVICE = serviceKind('profileAndServices');

/** A model that new services are made of. A metadata text or a switch: Adobe prints no list with one. */
export const isTemplate = ({ isTemplate: value }: { isTemplate?: unknown }) =>
	String(value) === 'true';
