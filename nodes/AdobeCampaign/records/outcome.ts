import type { IDataObject } from 'n8n-workflow';

import type { ConfirmationChoice } from '../parameters/confirmation';
import type { ProfileValues } from '../parameters/values';
import { isStored, type Confirmation } from './confirm';
import { mismatchText, normalizedText, reportOf } from './report';
import type { SentField } from './wire';
import { note, noteEntry } from '../n8n/hints';
import { outputOf } from './output';
import { storedValue, type ProfileField } from './fields';
import { inputError } from '../n8n/errors';
import type { Profile } from '../transport/types';
import type { Work } from '../resources/item';

/** A profile that was written, and how what it holds compares with what was sent. */
export interface Written {
	record: Profile;
	confirmation: Confirmation;
	/** What Campaign did, as part of a sentence. */
	done: 'accepted the update' | 'created the profile';
}

/** What was sent, and what was not although it stood there. */
export type Sending = Pick<ProfileValues, 'sent' | 'heldBack'>;

/** Empty values that took something away are counted: a blank cell is easily overlooked. */
export function noteCleared({ context }: Pick<Work, 'context'>, sent: SentField[]) {
	for (const { label } of sent.filter(({ clears }) => clears)) {
		noteEntry(context, 'Fields that were cleared', `'${label}'`);
	}
}

/** Opt-outs that are set now, and would have been taken back by an older state of the record. */
export function noteHeldBack(
	{ context }: Pick<Work, 'context'>,
	heldBack: ProfileField[],
	record?: Profile,
) {
	for (const field of heldBack) {
		if (record && storedValue(record, field) !== true) continue;
		noteEntry(
			context,
			"Opt-outs that were left as they are, because the items are records read earlier (to take one back, set it to false by hand in 'Map Each Column Manually')",
			`'${field.label}'`,
		);
	}
}

/**
 * What is put out and said of a profile that was written.
 *
 * @throws NodeOperationError when a value was not stored and that is to be an error
 */
export function outcomeOf(
	work: Work,
	{ record, confirmation, done }: Written,
	{ sent, heldBack }: Sending,
	{ withReport, onMismatch }: Pick<ConfirmationChoice, 'withReport' | 'onMismatch'>,
): IDataObject {
	const { context, itemIndex } = work;
	if (!isStored(confirmation)) {
		const mismatch = mismatchText(confirmation, done);
		if (onMismatch !== 'warn') throw inputError(context, itemIndex, mismatch);
		const more = done === 'accepted the update' ? ". See 'Add Confirmation Report' in Options" : '';
		note(context, `${mismatch.message}${more}`);
	}
	const normalized = normalizedText(confirmation);
	if (normalized) note(context, normalized);
	if (done === 'accepted the update') noteCleared(work, sent);
	noteHeldBack(work, heldBack, record);
	const output = outputOf(context, record, sent);
	return withReport ? { confirmation: reportOf(confirmation), ...output } : output;
}
