import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { optionsOf } from '../../parameters/options';
import { profileFieldsFor } from '../../parameters/fields';
import { readProfileValues, refuseNothing, refuseUnfit } from '../../parameters/values';
import { judgeCreated } from '../../records/judgeCreated';
import { toBody } from '../../records/wire';
import { collectionUrl } from '../../transport/urls';
import { profileIn } from '../../transport/bodies';
import { outcomeOf } from '../../records/outcome';
import { startWork } from '../item';

export const properties: INodeProperties[] = [profileFieldsFor('create'), optionsOf('create')];

export const description = {
	name: 'Create',
	value: 'create',
	action: 'Create profile',
	description: 'Add a new customer profile, also when another one has the same e-mail',
};

/** One request, sent once. */
export async function execute(context: IExecuteFunctions, itemIndex: number): Promise<IDataObject> {
	const work = await startWork(context, itemIndex);
	const values = await readProfileValues(context, itemIndex, work.readFields);
	refuseUnfit(context, itemIndex, values.refused);
	if (values.sent.length === 0) refuseNothing(context, itemIndex);
	// A value that is not stored as sent is a hint and no error: a second try would make a second profile.
	const choice = { withReport: false, onMismatch: 'warn' as const };
	const { client, endpoint } = work;
	const url = collectionUrl(client.tenant, endpoint);
	const record = await client.post(url, toBody(values.sent), profileIn);
	return outcomeOf(work, await judgeCreated(work, values.sent, record), values, choice);
}
