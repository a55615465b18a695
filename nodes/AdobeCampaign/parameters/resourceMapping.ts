import type { ILoadOptionsFunctions, ResourceMapperFields } from 'n8n-workflow';

import { readAuthentication } from './authentication';
import { readEndpoint } from '../resources/fieldSet';
import { EDITOR_PACE } from './pace';
import { toFormField } from './fields';
import { openClient } from '../transport/client';
import { readWritableFields } from '../records/metadata';

/** The instance's own fields for the form: labels, types and choices, without those that cannot be written. */
export async function mapProfileFields(this: ILoadOptionsFunctions): Promise<ResourceMapperFields> {
	const client = await openClient(this, readAuthentication(this), 0, () => EDITOR_PACE);
	const fields = await readWritableFields(this, client, readEndpoint(this));
	return { fields: fields.map(toFormField) };
}
