import type { Kind } from '../transport/types';
import type { Confirmation, ConfirmedField } from './confirm';

/**
 * Enough of a value to recognise it. The whole may be a person's phone number or name, and n8n writes errors with all of
 * their parts into its log when that is set to debug.
 */
function abbreviated(value: unknown): string {
	if (value === undefined || value === null || value === '') return 'nothing';
	if (typeof value === 'object') return 'a list or an object';
	if (typeof value === 'number' && value !== 0) {
		return `a number (${String(value).replace(/\D/g, '').length} digits)`;
	}
	if (typeof value !== 'string') return String(value);
	const { length } = value;
	const shown = length > 6 ? 2 : length > 2 ? 1 : 0;
	const tail = length > 6 ? value.slice(-shown) : '';
	return `"${value.slice(0, shown)}...${tail}" (${length} characters)`;
}

const labelsOf = (fields: ConfirmedField[]) => fields.map(({ label }) => `'${label}'`);

const notStored = ({ fields }: Confirmation) =>
	fields.filter(({ verdict }) => verdict === 'different' || verdict === 'missing');

/** What Campaign did with the values. */
export type Wrote = 'created' | 'updated';

const acceptedText = (wrote: Wrote, { one }: Kind) =>
	`Campaign ${wrote === 'created' ? `created the ${one}` : 'accepted the update'}, but did not store`;

/** A sentence on some fields: what stands before and behind their labels. */
export interface FieldsHint {
	before: string;
	labels: string[];
	after: string;
}

/** What happened to the values that are not stored as sent, field by field. */
export function mismatchText(confirmation: Confirmation, wrote: Wrote, kind: Kind) {
	const { one, hasFieldSets } = kind;
	const advice = hasFieldSets ? "it may need 'Field Set' = 'Standard and Custom Fields', or " : '';
	const lines = notStored(confirmation).map(({ label, field, sent, stored, verdict }) =>
		verdict === 'missing'
			? `'${label}' (${field}) is not in the ${one} that Campaign returns: ${advice}this instance no longer has it.`
			: `'${label}' (${field}): sent ${abbreviated(sent)}, stored ${abbreviated(stored)}.`,
	);
	const labels = labelsOf(notStored(confirmation)).join(', ');
	return {
		message: `${acceptedText(wrote, kind)} ${labels} as sent`,
		description: [
			...lines,
			confirmation.reads > 0
				? `The ${one} was read ${confirmation.reads} times. Somebody else may have changed it at the same time, or a rule of your instance rewrites the value.`
				: `A rule of your instance may rewrite the value. The ${one} exists now: do not create it again.`,
			"To go on and see the whole values, set 'If a Value Was Not Stored' to 'Warn' and add 'Add Confirmation Report' in Options.",
		].join('\n'),
	};
}

/** The hint for values that are not stored as sent, where that is no error. */
export const notStoredHint = (
	confirmation: Confirmation,
	wrote: Wrote,
	kind: Kind,
): FieldsHint => ({
	before: acceptedText(wrote, kind),
	labels: labelsOf(notStored(confirmation)),
	after: ` as sent${wrote === 'updated' ? ". See 'Add Confirmation Report' in Options" : ''}`,
});

/** The hint for values that the server stored in a form of its own. */
export const normalizedHint = ({ fields }: Confirmation): FieldsHint => ({
	before: 'Campaign stored',
	labels: labelsOf(fields.filter(({ verdict }) => verdict === 'normalized')),
	after: ' in a form of its own (capital letters, spaces, number format or length)',
});

/** What `options.confirmationReport` adds to the output, values included: they are the run's own data. */
export const reportOf = ({ status, reads, fields }: Confirmation) => ({
	status,
	reads,
	fields: fields.map(({ field, sent, stored, verdict }) => ({ field, sent, stored, verdict })),
});
