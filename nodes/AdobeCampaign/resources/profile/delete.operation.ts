import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { optionsOf } from '../../parameters/options';
import { dryRunOption, readDryRun } from '../../parameters/dryRun';
import { nameOfProfile, readProfileChoice } from './locator';
import { elapsed } from '../../n8n/clock';
import { note } from '../../n8n/hints';
import { simplify } from '../../records/simplify';
import { unlessMissing } from '../../n8n/missing';
import { locateByPKey, pKeyOf, readProfile } from './find';
import { profileIn } from '../../transport/bodies';
import { startWork } from '../item';

export const properties: INodeProperties[] = [
	optionsOf('delete', [
		dryRunOption('Whether to only read the profile and return what would be deleted'),
		{
			displayName: 'If Not Found',
			name: 'ifNotFound',
			type: 'options',
			options: [
				{
					name: 'Fail the Item',
					value: 'error',
					description: 'Stop, or go to the error output, as the node is set',
				},
				{
					name: 'Ignore',
					value: 'ignore',
					description: 'Go on: the profile is gone, which is what was wanted',
				},
			],
			default: 'error',
			description: 'What to do when there is no such profile',
		},
	]),
];

export const description = {
	name: 'Delete',
	value: 'delete',
	action: 'Delete profile',
	description: 'Delete one customer profile for good',
};

export const nameOf = nameOfProfile;

/** A PKey of another instance is no proof that somebody is gone. */
const GONE = ['notFound'];

/** One request; two by e-mail or custom key, whose PKey has to be known first. */
export async function execute(context: IExecuteFunctions, itemIndex: number): Promise<IDataObject> {
	const choice = readProfileChoice(context, itemIndex);
	const isDryRun = readDryRun(context, itemIndex);
	const ignoresMissing =
		context.getNodeParameter('options.ifNotFound', itemIndex, 'error') === 'ignore';
	const { client, endpoint } = await startWork(context, itemIndex);

	const locate = async () => await locateByPKey(client, endpoint, choice);
	const deleting = async (): Promise<IDataObject> => {
		let located = await locate();
		const readAt = elapsed();
		if (isDryRun)
			return { deleted: false, dryRun: true, ...simplify(await readProfile(client, located)) };
		const isGone = async () => !(await unlessMissing(client.get(located.url, profileIn), GONE));
		const decide = async () => {
			located = await locate();
			return { url: located.url };
		};
		// By PKey nothing was read that could have changed.
		await client.delete(located.url, isGone, located.profile && { readAt, decide });
		note(context, 'The profile was deleted in Campaign for good, without a dry run');
		return { deleted: true, PKey: located.PKey };
	};
	if (!ignoresMissing) return await deleting();
	const done = await unlessMissing(deleting(), GONE);
	const dryRun = isDryRun && { dryRun: true };
	return done ?? { deleted: !isDryRun, ...dryRun, PKey: pKeyOf(choice) ?? null, alreadyGone: true };
}
