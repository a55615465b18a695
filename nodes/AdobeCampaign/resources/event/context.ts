import type { IDataObject, NodeApiError } from 'n8n-workflow';

import { inDoubt, undefinedIfKind } from '../../n8n/errors';
import type { DeclaredParameter } from '../../parameters/declaredValues';
import { toDeclared } from '../../records/declared';
import type { Item } from '../../records/item';
import type { RecordField } from '../../records/metadata';
import type { GivenFields } from '../../records/values';

/** What the event's template writes into the message: Adobe's `ctx`. */
export const CONTEXT: DeclaredParameter = {
	name: 'context',
	label: 'Context',
	choice: { name: 'specifyContext', json: 'contextJson' },
	mapperMethod: 'mapContext',
	dependsOn: ['eventId', 'messageCenter'],
	word: { singular: 'field', plural: 'fields' },
	description:
		'What the message says: the fields of the event in Campaign. A list, such as the products of an order, is JSON: [{ "productName": "Boots" }]. An empty text is sent as it is.',
};

/** Adobe's name in `ctx` for the language of a multilingual message ("Configuring a transactional event"). */
const LANGUAGE = 'AC_language';

/** What decides `ctx`. */
interface ContextInput {
	context: GivenFields;
	/** Empty for none. */
	language: string;
	requiresAll: boolean;
}

/** What an instance says that does not tell the fields of an event. */
const UNTOLD = ['notFound', 'addressUnknown'];

/** `ctx`, with all that the event's fields allow. @throws NodeOperationError for what they do not */
export async function contextOf(item: Item, input: ContextInput): Promise<IDataObject> {
	const { context, language, requiresAll } = input;
	// Any other refusal ends the item: what is not checked may go out wrong to thousands.
	const fields = await undefinedIfKind(UNTOLD, item.fields()).catch(
		async (error: NodeApiError) =>
			await Promise.reject<RecordField[]>(
				inDoubt(error, 'The fields of the event could not be read, and nothing was sent.'),
			),
	);
	const declaration = { fields, label: CONTEXT.label, owner: 'event', word: CONTEXT.word.singular };
	const { values, missing } = await toDeclared(item, context, declaration);
	const without = missing.filter((name) => name !== LANGUAGE);
	const blank = Object.keys(values).filter((name) => values[name] === '' && name !== LANGUAGE);
	const wanted = [...without, ...blank].map((name) => `'${name}'`);
	if (wanted.length > 0 && requiresAll) {
		throw item.refuse(
			`'${CONTEXT.label}' has no value for ${wanted.join(', ')}`,
			"Nothing was sent, since 'Require All Fields' in Options is on. Give each field a value.",
		);
	}
	for (const name of without) {
		item.run.hints.addEntry('Fields of the event that were sent without a value', `'${name}'`);
	}
	if (!fields && context.form.columns.isEmpty) {
		item.hint(`Campaign does not tell the fields of ${item.kind.name}: 'Context' was not checked`);
	}
	return language ? { ...values, [LANGUAGE]: language } : values;
}
