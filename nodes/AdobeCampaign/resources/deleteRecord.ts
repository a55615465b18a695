import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { undefinedIfKind } from '../n8n/errors';
import { elapsed } from '../n8n/wait';
import {
	dryRunOption,
	ifNotFoundOption,
	optionsOf,
	readDryRun,
	readIfNotFound,
} from '../parameters/options';
import type { RecordKind } from '../records/kind';
import { simplify } from '../records/output';
import { recordIn } from '../transport/bodies';
import type { DeletableChooser, Located } from './chooser';
import { locateByPKey } from './locateByPKey';
import type { Operation, OperationTexts } from './resource';

export interface DeleteInput<Choice> {
	choice: Choice;
	isDryRun: boolean;
	ignoresMissing: boolean;
}

/** keyInvalid may be another instance's PKey, so it is not proof of deletion. */
const GONE = ['notFound'];

/**
 * 'Delete': one request; two where the choice names no PKey, which has to be known first.
 *
 * @param fields what the form says before, such as what else may be deleted
 */
export const deleteRecord = <Choice, Place extends Located>(
	chooser: DeletableChooser<Choice, Place>,
	{ one }: RecordKind,
	texts: OperationTexts,
	fields: INodeProperties[] = [],
): Operation<DeleteInput<Choice>> => ({
	value: 'delete',
	name: 'Delete',
	...texts,
	properties: [
		...chooser.fields,
		...fields,
		optionsOf([
			dryRunOption(`Whether to only read the ${one} and return what would be deleted`),
			ifNotFoundOption(one, {
				name: 'Ignore',
				value: 'ignore',
				description: `Go on: the ${one} is gone, which is what was wanted`,
			}),
		]),
	],

	read: (context, itemIndex) => ({
		choice: chooser.read(context, itemIndex),
		isDryRun: readDryRun(context, itemIndex),
		ignoresMissing: readIfNotFound(context, itemIndex) === 'ignore',
	}),

	outcomeOf: ({ alreadyGone, dryRun }) => {
		if (alreadyGone) return 'gone already';
		return dryRun ? 'looked at' : 'deleted';
	},

	recordKey: ({ choice }) => chooser.recordKey(choice),

	async run(item, { choice, isDryRun, ignoresMissing }) {
		const { client } = item;
		const deleting = async (): Promise<IDataObject> => {
			let located = await locateByPKey(item, chooser, choice);
			const readAt = elapsed();
			if (isDryRun) {
				const record = located.record ?? (await client.get(located.url, recordIn));
				return { deleted: false, dryRun: true, ...simplify(record, item.kind) };
			}
			const isGone = async () => !(await undefinedIfKind(GONE, client.get(located.url, recordIn)));
			const decide = async () => {
				located = await locateByPKey(item, chooser, choice);
				return { url: located.url };
			};
			// By PKey nothing was read that could have changed.
			await client.delete(located.url, isGone, located.record && { readAt, decide });
			item.hint(`The ${item.kind.one} was deleted in Campaign for good, without a dry run`);
			return { deleted: true, PKey: located.PKey };
		};
		if (!ignoresMissing) return await deleting();
		const done = await undefinedIfKind(GONE, deleting());
		const dryRun = isDryRun && { dryRun: true };
		const PKey = chooser.pKeyOf(choice) ?? null;
		return done ?? { deleted: !isDryRun, ...dryRun, PKey, alreadyGone: true };
	},
});
