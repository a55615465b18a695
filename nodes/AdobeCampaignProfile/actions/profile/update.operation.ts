import { sleep } from 'n8n-workflow';
import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { readAuthentication } from '../../descriptions/authentication';
import { confirmationFields, readConfirmation } from '../../descriptions/confirmation';
import { readEndpoint } from '../../descriptions/endpoint';
import { profileFields, readProfileFields } from '../../descriptions/profileFields';
import { readProfileChoice } from '../../descriptions/profileLocator';
import type { FieldRule } from '../../helpers/compare';
import { confirm, isStored } from '../../helpers/confirm';
import { mismatchText, normalizedText, reportOf } from '../../helpers/confirmationText';
import { toBody, type SentField } from '../../helpers/fieldValues';
import type { ProfileField } from '../../helpers/profileFields';
import { note } from '../../helpers/notices';
import { openClient } from '../../transport/client';
import { profileUrl } from '../../transport/endpoints';
import { readWritableFields } from '../../transport/metadata';
import { inputError } from '../../transport/nodeErrors';
import { locateProfile } from '../../transport/profiles';
import { profileIn, referenceIn } from '../../transport/shapes';

export const properties: INodeProperties[] = [profileFields, ...confirmationFields];

export const description = {
	name: 'Update',
	value: 'update',
	action: 'Update profile',
	description: 'Change fields of one profile and check that every value was stored',
};

const ACCEPTED = 'The change was accepted, but the profile could not be read back to confirm it.';

/** When the rules cannot be read, a difference in letter case alone is put down to one, since the change was accepted. */
const rulesOf = (fields: ProfileField[] | undefined, sent: SentField[]): Map<string, FieldRule> =>
	new Map<string, FieldRule>(
		fields
			? fields.map((field) => [field.id, field])
			: sent.map(({ id }) => [id, { policy: 'smartCase' }]),
	);

/**
 * PATCH, then the confirming GET: two requests, three by e-mail. The metadata is read (once a run) only when the form
 * in the workflow does not say enough, or when a stored value differs and its rule has to explain it.
 */
export async function execute(context: IExecuteFunctions, itemIndex: number): Promise<IDataObject> {
	const choice = readProfileChoice(context, itemIndex);
	const { confirmUpdate, withReport, onMismatch } = readConfirmation(context, itemIndex);
	const endpoint = readEndpoint(context);
	const client = await openClient(context, readAuthentication(context), itemIndex);
	const readFields = async () => await readWritableFields(context, client, endpoint);
	const sent = await readProfileFields(context, itemIndex, readFields);
	const { url } = await locateProfile(client, endpoint, choice);
	const source = (profile: string, doneBefore = '') => ({
		read: async () => await client.get(profile, profileIn, doneBefore),
		rules: async () => rulesOf(await readFields().catch(() => undefined), sent),
		wait: sleep,
	});
	const findStored = async () => {
		const { record, confirmation } = await confirm(sent, source(url), []);
		return isStored(confirmation) ? referenceIn(record) : undefined;
	};
	const reference = await client.patch(url, toBody(sent), referenceIn, findStored);
	if (!confirmUpdate) return reference ?? (await client.get(url, referenceIn, ACCEPTED));

	// Campaign may answer with another key than the one it was asked by: a custom key in the URL, above all.
	const confirmedUrl = reference ? profileUrl(client.tenant, endpoint, reference.PKey) : url;
	const { record, confirmation } = await confirm(sent, source(confirmedUrl, ACCEPTED));
	if (!isStored(confirmation)) {
		const mismatch = mismatchText(confirmation);
		if (onMismatch === 'error') throw inputError(context, itemIndex, mismatch);
		note(context, `${mismatch.message}. See 'Add Confirmation Report' in Options`);
	}
	const normalized = normalizedText(confirmation);
	if (normalized) note(context, normalized);
	return withReport ? { ...record, confirmation: reportOf(confirmation) } : record;
}
