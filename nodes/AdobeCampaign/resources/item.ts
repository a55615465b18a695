import type { IExecuteFunctions } from 'n8n-workflow';

import { readAuthentication } from '../parameters/authentication';
import { readEndpoint } from './fieldSet';
import { readPace } from '../parameters/pace';
import type { FieldRule } from '../records/compare';
import type { SentField } from '../records/wire';
import { UNKNOWN } from '../records/rewrittenText';
import { pauseFor } from '../n8n/wait';
import { PerRun } from '../n8n/perRun';
import type { ProfileField } from '../records/fields';
import { openClient, type CampaignClient } from '../transport/client';
import { readWritableFields } from '../records/metadata';
import type { Endpoint } from '../transport/types';

/** What every operation works with: one item of one run, and the way to Campaign for it. */
export interface Work {
	context: IExecuteFunctions;
	itemIndex: number;
	client: CampaignClient;
	endpoint: Endpoint;
	/** Milliseconds, or until the run is stopped. */
	wait: (ms: number) => Promise<void>;
	/** The instance's writable fields: at most one request a run. */
	readFields: () => Promise<ProfileField[]>;
}

/** Opens the way to Campaign for one item. No request yet. @throws NodeOperationError for a credential that cannot be */
export async function startWork(context: IExecuteFunctions, itemIndex: number): Promise<Work> {
	const endpoint = readEndpoint(context);
	const client = await openClient(context, readAuthentication(context), itemIndex, () =>
		readPace(context),
	);
	const readFields = async () => await readWritableFields(context, client, endpoint);
	const wait = async (ms: number) => await pauseFor(ms, context.getExecutionCancelSignal?.());
	return { context, itemIndex, client, endpoint, wait, readFields };
}

const fieldsOfRun = new PerRun<ProfileField[] | undefined>();

/** The instance's fields, once more; undefined when they cannot be read, which is found out once a run. */
export const knownFields = async ({ context, endpoint, readFields }: Work) =>
	await fieldsOfRun.get(
		context,
		endpoint,
		async () =>
			// The failure is kept, too, or it would be repeated for every item.
			await readFields().catch(() => undefined),
	);

/**
 * The server's rules for the fields that were sent. When they cannot be read, a difference in letter case alone is put
 * down to one, since Campaign accepted the write.
 */
export async function rulesFor(work: Work, sent: SentField[]): Promise<Map<string, FieldRule>> {
	const fields = await knownFields(work);
	return new Map<string, FieldRule>(
		fields?.map((field) => [field.id, field]) ?? sent.map(({ id }) => [id, { policy: UNKNOWN }]),
	);
}
