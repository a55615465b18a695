import {
	fieldsField,
	readFields,
	readStoredFields,
	type StoredFields,
	WRITE_ADVICE,
} from '../../parameters/fields';
import { optionsOf } from '../../parameters/options';
import { refuseNothing, refuseUnfit, toFieldValues, type GivenFields } from '../../records/values';
import { toBody } from '../../records/wire';
import { confirmCreated } from '../../records/write';
import { recordIn } from '../../transport/bodies';
import type { Operation } from '../resource';
import { PROFILE } from './kind';

interface CreateInput {
	given: GivenFields;
}

/** One request, sent once. */
export const create: Operation<CreateInput, StoredFields> = {
	value: 'create',
	name: 'Create',
	action: 'Create profile',
	description: 'Add a new customer profile, also when another one has the same e-mail',
	toolDescription: `Create profile in Adobe Campaign: adds a new customer profile. ${WRITE_ADVICE}`,
	properties: [fieldsField('mapProfileFields'), optionsOf()],

	readShared: (context) => readStoredFields(context, PROFILE),

	read: (context, itemIndex, stored) => ({ given: readFields(context, itemIndex, stored) }),

	async run(item, { given }) {
		const { client } = item;
		const values = await toFieldValues(item, given);
		refuseUnfit(item, values.refused);
		if (values.sent.length === 0) refuseNothing(item, given);
		const record = await client.post(client.urls.collection(), toBody(values.sent), recordIn);
		// A value that is not stored as sent is a hint and not an error: a second try would make a second profile.
		const choice = { withReport: false, onMismatch: 'warn' as const };
		return await confirmCreated(item, values, record, choice);
	},
};
