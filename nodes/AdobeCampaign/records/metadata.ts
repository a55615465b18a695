import { filterOf, type ListedFilter } from './filters';
import { PerRun } from '../n8n/perRun';
import { writableFields, type ProfileField } from './fields';
import type { CampaignClient } from '../transport/client';
import type { CampaignContext } from '../transport/connection';
import { metadataUrl } from '../transport/urls';
import { filtersIn, metadataIn } from '../transport/bodies';
import type { Endpoint, Metadata } from '../transport/types';

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

const fieldsOf = new WeakMap<Metadata, ProfileField[]>();

/** The fields that can be written: made of the metadata once. @throws NodeApiError */
export async function readWritableFields(
	context: CampaignContext,
	client: CampaignClient,
	endpoint: Endpoint,
): Promise<ProfileField[]> {
	const metadata = await readMetadata(context, client, endpoint);
	const fields = fieldsOf.get(metadata) ?? writableFields(metadata.content);
	fieldsOf.set(metadata, fields);
	return fields;
}

/** The filters that the metadata points to: one request more, if there are any. @throws NodeApiError */
export async function filtersOf(
	client: CampaignClient,
	{ filters }: Metadata,
): Promise<ListedFilter[]> {
	const entries = filters ? await client.get(client.ownUrl(filters.href), filtersIn) : {};
	return Object.entries(entries).map(([name, entry]) => filterOf(name, entry));
}

/** The filters of the instance. @throws NodeApiError */
export const readFilters = async (
	context: CampaignContext,
	client: CampaignClient,
	endpoint: Endpoint,
): Promise<ListedFilter[]> =>
	await filtersOf(client, await readMetadata(context, client, endpoint));
