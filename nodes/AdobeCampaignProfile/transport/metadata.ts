import { PerRun } from '../helpers/perRun';
import { writableFields, type ProfileField } from '../helpers/profileFields';
import type { CampaignClient } from './client';
import type { CampaignContext } from './connection';
import { metadataUrl } from './endpoints';
import { metadataIn } from './shapes';
import type { Endpoint } from './types';

const fieldsOfRun = new PerRun<ProfileField[]>();

/** The writable fields that this instance has on this endpoint, read at most once a run. @throws NodeApiError */
export const readWritableFields = async (
	context: CampaignContext,
	client: CampaignClient,
	endpoint: Endpoint,
): Promise<ProfileField[]> =>
	await fieldsOfRun.get(context, endpoint, async () =>
		writableFields(await client.get(metadataUrl(client.tenant, endpoint), metadataIn)),
	);
