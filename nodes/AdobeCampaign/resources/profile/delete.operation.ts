import type { IDataObject } from 'n8n-workflow';

import { undefinedIfKind } from '../../n8n/errors';
import { elapsed } from '../../n8n/wait';
import {
	dryRunOption,
	ifNotFoundOption,
	optionsOf,
	readDryRun,
	readIfNotFound,
} from '../../parameters/options';
import { simplify } from '../../records/output';
import { recordIn } from '../../transport/bodies';
import type { Operation } from '../resource';
import { locateByPKey, pKeyOf, readProfile, type ProfileChoice } from './find';
import { profileLocator, readProfileChoice, recordKeyOf } from './locator';

interface DeleteInput {
	choice: ProfileChoice;
	isDryRun: boolean;
	ignoresMissing: boolean;
}

/** keyInvalid may be another instance's PKey, so it is not proof of deletion. */
const GONE = ['notFound'];

/** One request; two by e-mail or custom key, whose PKey has to be known first. */
export const remove: Operation<DeleteInput> = {
	value: 'delete',
	name: 'Delete',
	action: 'Delete profile',
	description: 'Delete one customer profile for good',
	toolDescription: 'Delete profile in Adobe Campaign: deletes one customer profile for good',
	properties: [
		...profileLocator,
		optionsOf([
			dryRunOption('Whether to only read the profile and return what would be deleted'),
			ifNotFoundOption('profile', {
				name: 'Ignore',
				value: 'ignore',
				description: 'Go on: the profile is gone, which is what was wanted',
			}),
		]),
	],

	read: (context, itemIndex) => ({
		choice: readProfileChoice(context, itemIndex),
		isDryRun: readDryRun(context, itemIndex),
		ignoresMissing: readIfNotFound(context, itemIndex) === 'ignore',
	}),

	recordKey: ({ choice }) => recordKeyOf(choice),

	async run(item, { choice, isDryRun, ignoresMissing }) {
		const { client } = item;
		const deleting = async (): Promise<IDataObject> => {
			let located = await locateByPKey(item, choice);
			const readAt = elapsed();
			if (isDryRun) {
				const profile = await readProfile(item, located);
				return { deleted: false, dryRun: true, ...simplify(profile, item.kind) };
			}
			const isGone = async () => !(await undefinedIfKind(GONE, client.get(located.url, recordIn)));
			const decide = async () => {
				located = await locateByPKey(item, choice);
				return { url: located.url };
			};
			// By PKey nothing was read that could have changed.
			await client.delete(located.url, isGone, located.record && { readAt, decide });
			item.hint('The profile was deleted in Campaign for good, without a dry run');
			return { deleted: true, PKey: located.PKey };
		};
		if (!ignoresMissing) return await deleting();
		const done = await undefinedIfKind(GONE, deleting());
		const dryRun = isDryRun && { dryRun: true };
		return (
			done ?? { deleted: !isDryRun, ...dryRun, PKey: pKeyOf(choice) ?? null, alreadyGone: true }
		);
	},
};
