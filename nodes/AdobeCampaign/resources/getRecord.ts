import { undefinedIfKind } from '../n8n/errors';
import { ifNotFoundOption, optionsOf, readIfNotFound } from '../parameters/options';
import { readSimplify, simplifyField } from '../parameters/listing';
import { simplify } from '../records/output';
import { MISSING } from '../transport/refusalTable';
import type { Chooser, Located } from './chooser';
import type { Operation, OperationTexts } from './resource';

export interface GetInput<Choice> {
	choice: Choice;
	mayBeMissing: boolean;
	simplified: boolean;
}

/** What of a chooser reading one record takes. */
export type Found<Choice, Place extends Located> = Pick<
	Chooser<Choice, Place>,
	'fields' | 'read' | 'recordKey' | 'locate' | 'readRecord'
>;

/**
 * 'Get': one request, also where the record has to be looked up, since that brings the whole record; two for a service in other capitals.
 *
 * @param cut what 'Simplify' makes of a record
 */
export const getRecord = <Choice, Place extends Located>(
	chooser: Found<Choice, Place>,
	one: string,
	texts: OperationTexts,
	cut = simplify,
): Operation<GetInput<Choice>> => ({
	value: 'get',
	name: 'Get',
	...texts,
	properties: [
		...chooser.fields,
		simplifyField,
		optionsOf([
			ifNotFoundOption(one, {
				name: 'Return an Empty Item',
				value: 'empty',
				description: 'One item without data, so that the workflow goes on',
			}),
		]),
	],

	read: (context, itemIndex) => ({
		choice: chooser.read(context, itemIndex),
		mayBeMissing: readIfNotFound(context, itemIndex) === 'empty',
		simplified: readSimplify(context, itemIndex),
	}),

	recordKey: ({ choice }) => chooser.recordKey(choice),

	async run(item, { choice, mayBeMissing, simplified }) {
		const reading = chooser
			.locate(item, choice)
			.then(async (place) => await chooser.readRecord(item, place));
		const record = mayBeMissing ? await undefinedIfKind(MISSING, reading) : await reading;
		if (!record) return {};
		return simplified ? cut(record, item.kind) : record;
	},
});
