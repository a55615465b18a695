import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { profileFieldsFor, readProfileFields } from '../../descriptions/profileFields';
import { outputOf } from '../../helpers/output';
import { createChecked } from './checkedCreate';
import { startWork } from './work';

export const properties: INodeProperties[] = [profileFieldsFor('create')];

export const description = {
	name: 'Create',
	value: 'create',
	action: 'Create profile',
	description: 'Add a new customer profile, also when another one has the same e-mail',
};

/** One request, sent once. */
export async function execute(context: IExecuteFunctions, itemIndex: number): Promise<IDataObject> {
	const work = await startWork(context, itemIndex);
	const sent = await readProfileFields(context, itemIndex, work.readFields);
	// Nothing tells a profile that this item made from one that was there before.
	const created = await createChecked(work, sent, async () => await Promise.resolve(undefined));
	return outputOf(context, created, sent);
}
