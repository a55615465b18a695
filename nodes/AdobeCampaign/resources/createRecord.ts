import { fieldsField, readFields, readStoredFields, type StoredFields } from '../parameters/fields';
import { optionsOf } from '../parameters/options';
import { refuseHidden, refuseHiddenBefore } from '../records/hidden';
import type { RecordKind } from '../records/kind';
import { inReadingOrder } from '../records/output';
import { refuseNothing, refuseUnfit, toFieldValues, type GivenFields } from '../records/values';
import { toBody } from '../records/wire';
import { confirmCreated } from '../records/write';
import { recordIn } from '../transport/bodies';
import type { Operation, OperationTexts } from './resource';

export interface CreateInput {
	given: GivenFields;
}

/**
 * 'Create': one request, sent once.
 *
 * @param mapperMethod the editor's method that lists the fields
 */
export const createRecord = (
	kind: RecordKind,
	mapperMethod: string,
	texts: OperationTexts,
): Operation<CreateInput, StoredFields> => ({
	value: 'create',
	name: 'Create',
	...texts,
	properties: [fieldsField(mapperMethod), optionsOf()],

	readShared: (context) => readStoredFields(context, kind),

	read: (context, itemIndex, stored) => ({ given: readFields(context, itemIndex, stored) }),

	outcomeOf: () => 'created',

	async run(item, { given }) {
		const { client } = item;
		const values = await toFieldValues(item, given);
		refuseUnfit(item, values.refused);
		if (values.sent.length === 0) refuseNothing(item, given);
		refuseHiddenBefore(item);
		const record = await client.post(client.urls.collection(), toBody(values.sent), recordIn);
		await refuseHidden(item, record);
		// A value that is not stored as sent is a hint and not an error: a second try would make a second record.
		const choice = { withReport: false, onMismatch: 'warn' as const };
		const created = await confirmCreated(item, values, record, choice);
		return inReadingOrder(created, item.kind, values.sent);
	},
});
