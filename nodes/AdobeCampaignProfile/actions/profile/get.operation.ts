import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { readAuthentication } from '../../descriptions/authentication';
import { readEndpoint } from '../../descriptions/endpoint';
import { readProfileChoice } from '../../descriptions/profileLocator';
import { readSimplify, simplifyField } from '../../descriptions/simplify';
import { simplify } from '../../helpers/simplify';
import { openClient } from '../../transport/client';
import { locateProfile } from '../../transport/profiles';
import { profileIn } from '../../transport/shapes';

export const properties: INodeProperties[] = [simplifyField];

export const description = {
	name: 'Get',
	value: 'get',
	action: 'Get profile',
	description: 'Read one profile by e-mail, key or URL',
};

/** One request, also by e-mail: the lookup brings the whole profile. */
export async function execute(context: IExecuteFunctions, itemIndex: number): Promise<IDataObject> {
	const choice = readProfileChoice(context, itemIndex);
	const client = await openClient(context, readAuthentication(context), itemIndex);
	const { url, profile } = await locateProfile(client, readEndpoint(context), choice);
	const found = profile ?? (await client.get(url, profileIn));
	return readSimplify(context, itemIndex) ? simplify(found) : found;
}
