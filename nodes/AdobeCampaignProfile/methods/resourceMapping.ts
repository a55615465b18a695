import type { ILoadOptionsFunctions, ResourceMapperFields } from 'n8n-workflow';

import { readAuthentication } from '../descriptions/authentication';
import { readEndpoint } from '../descriptions/endpoint';
import { EDITOR_PACE } from '../descriptions/pace';
import { toFormField } from '../descriptions/profileFields';
import { openClient } from '../transport/client';
import { readWritableFields } from '../transport/metadata';

/** The instance's own fields for the form: labels, types and choices, without those that cannot be written. */
export async function mapProfileFields(this: ILoadOptionsFunctions): Promise<ResourceMapperFields> {
	const client = await openClient(this, readAuthentication(this), 0, () => EDITOR_PACE);
	const fields = await readWritableFields(this, client, readEndpoint(this));
	return { fields: fields.map(toFormField) };
}
