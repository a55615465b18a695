import { NONE, type RecordKind } from '../../records/kind';
import { DUPLICATE, INVALID_KEY, MISSING_DOCUMENT } from '../../transport/refusalTable';
import type { RefusalRow } from '../../transport/types';

/** What is told of a record of a custom resource in other words than of a profile: nothing else has a key of its own. */
const refusals: RefusalRow[] = [
	{
		kind: 'duplicate',
		says: DUPLICATE,
		message: 'Another record already has this key',
		advice:
			"A value in 'Fields' must be unique in this custom resource, and another record has it; one that Campaign hides counts, too. 'Create or Update' changes the record that exists.",
	},
	{
		kind: 'keyInvalid',
		says: INVALID_KEY,
		message: 'This custom resource has no record with this PKey',
		advice:
			"Check 'Record' and 'Custom Resource', and links in 'Fields'. A PKey belongs to one instance and one resource, and can change: a filter or 'By acsId' finds the record again.",
	},
	{
		kind: 'notFound',
		says: MISSING_DOCUMENT,
		message: 'The record was not found',
		advice:
			"Check 'Record': it may have been deleted, or the PKey is another instance's. Campaign also hides a record while one that it must belong to is missing.",
	},
	{
		kind: 'addressUnknown',
		says: /rc=-2003|Unsupported endpoint/,
		// v8 may say no more than that.
		when: ({ status }, { isHtml }) => status === 404 && !isHtml,
		message: 'Campaign has no such custom resource',
		advice:
			"Check 'Custom Resource': its name begins with 'cus', and letter case counts. It must be published in Campaign, and not be hidden from APIs.",
		cause: 'configuration-invalid',
	},
];

/**
 * The endpoints that serve custom resources: those that are linked to profiles or services, and all others; never both (Adobe,
 * "Interacting with custom resources").
 */
export const FAMILIES = ['profileAndServicesExt', 'customResources'] as const;

export type Family = (typeof FAMILIES)[number];

/** The records of one custom resource. Which fields it has, only the instance knows. */
export const customResourceKind = (family: Family, name: string): RecordKind => ({
	family,
	name,
	one: 'record',
	many: 'records',
	locator: 'Record',
	refusals,
	simple: 'flat',
	// Campaign's own, as far as the resource has them. Names of its own are in the administrator's spelling, such as CREATED.
	computed: /^(?:PKey|acsId|created|createdBy|href|lastModified|modifiedBy|thumbnail|title)$/,
	// Links to Campaign's own resources; those to custom ones and to profiles begin with "cus".
	writableLinks: /^(?:orgUnit|geoUnit)$/,
	parts: {},
	types: { orgUnit: 'link', geoUnit: 'link' },
	optOuts: NONE,
	mayHide: true,
});

/** The words for messages and forms, which are the same for every resource. */
export const CUSTOM_RESOURCE = customResourceKind('profileAndServicesExt', 'customResource');
