import { PerRun } from '../helpers/perRun';
import { writableFields, type ProfileField } from '../helpers/profileFields';
import type { CampaignClient } from './client';
import type { CampaignContext } from './connection';
import { metadataUrl } from './endpoints';
import { filtersIn, metadataIn } from './shapes';
import type { Endpoint, FilterEntry, Metadata } from './types';

const metadataOfRun = new PerRun<Metadata>();

/** What this instance says of its profiles on this endpoint, read at most once a run. @throws NodeApiError */
export const readMetadata = async (
	context: CampaignContext,
	client: CampaignClient,
	endpoint: Endpoint,
): Promise<Metadata> =>
	await metadataOfRun.get(
		context,
		endpoint,
		async () => await client.get(metadataUrl(client.tenant, endpoint), metadataIn),
	);

/** The fields that can be written. @throws NodeApiError */
export const readWritableFields = async (
	context: CampaignContext,
	client: CampaignClient,
	endpoint: Endpoint,
): Promise<ProfileField[]> =>
	writableFields((await readMetadata(context, client, endpoint)).content);

/** The filters by name: one request more. @throws NodeApiError */
export async function readFilters(
	context: CampaignContext,
	client: CampaignClient,
	endpoint: Endpoint,
): Promise<Record<string, FilterEntry>> {
	const { filters } = await readMetadata(context, client, endpoint);
	return filters ? await client.get(client.ownUrl(filters.href), filtersIn) : {};
}
