import type { IDataObject } from 'n8n-workflow';

import type { ConfirmationChoice } from '../../descriptions/confirmation';
import { isStored, type Confirmation } from '../../helpers/confirm';
import { mismatchText, normalizedText, reportOf } from '../../helpers/confirmationText';
import type { SentField } from '../../helpers/fieldValues';
import { note } from '../../helpers/notices';
import { outputOf } from '../../helpers/output';
import { inputError } from '../../transport/nodeErrors';
import type { Profile } from '../../transport/types';
import type { Work } from './work';

/** A profile that was written, and how what it holds compares with what was sent. */
export interface Written {
	record: Profile;
	confirmation: Confirmation;
	/** What Campaign did, as part of a sentence. */
	done: 'accepted the update' | 'created the profile';
}

/**
 * What is put out and said of a profile that was written.
 *
 * @throws NodeOperationError when a value was not stored and that is to be an error
 */
export function outcomeOf(
	{ context, itemIndex }: Work,
	{ record, confirmation, done }: Written,
	sent: SentField[],
	{ withReport, onMismatch }: Pick<ConfirmationChoice, 'withReport' | 'onMismatch'>,
): IDataObject {
	if (!isStored(confirmation)) {
		const mismatch = mismatchText(confirmation, done);
		if (onMismatch !== 'warn') throw inputError(context, itemIndex, mismatch);
		const more = done === 'accepted the update' ? ". See 'Add Confirmation Report' in Options" : '';
		note(context, `${mismatch.message}${more}`);
	}
	const normalized = normalizedText(confirmation);
	if (normalized) note(context, normalized);
	const output = outputOf(context, record, sent);
	return withReport ? { confirmation: reportOf(confirmation), ...output } : output;
}
