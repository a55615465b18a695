import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { optionsOf } from '../../parameters/options';
import { nameOfProfile, readProfileChoice } from './locator';
import { readSimplify, simplifyFor } from '../../parameters/simplify';
import { simplify } from '../../records/simplify';
import { unlessMissing } from '../../n8n/missing';
import { locateProfile, readProfile } from './find';
import { startWork } from '../item';

export const properties: INodeProperties[] = [
	simplifyFor('get'),
	optionsOf('get', [
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
					name: 'Return an Empty Item',
					value: 'empty',
					description: 'One item without data, so that the workflow goes on',
				},
			],
			default: 'error',
			description: 'What to do when there is no such profile',
		},
	]),
];

export const description = {
	name: 'Get',
	value: 'get',
	action: 'Get profile',
	description: 'Read one customer profile by e-mail, key or URL',
};

export const nameOf = nameOfProfile;

/** One request, also by e-mail: the lookup brings the whole profile. */
export async function execute(context: IExecuteFunctions, itemIndex: number): Promise<IDataObject> {
	const choice = readProfileChoice(context, itemIndex);
	const { client, endpoint } = await startWork(context, itemIndex);
	const reading = async () =>
		await readProfile(client, await locateProfile(client, endpoint, choice));
	const mayBeMissing =
		context.getNodeParameter('options.ifNotFound', itemIndex, 'error') === 'empty';
	const profile = mayBeMissing ? await unlessMissing(reading()) : await reading();
	if (!profile) return {};
	return readSimplify(context, itemIndex) ? simplify(profile) : profile;
}
