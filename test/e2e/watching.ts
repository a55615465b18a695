import type { INodeParameters } from 'n8n-workflow';

import type { OrganizationControl } from '../../sandbox/control';
import { timestamp } from '../../sandbox/store/timestamp';
import type { WorkflowFile } from '../../tools/engine';
import { getExecution, itemsOf, listExecutions } from '../../tools/realN8n/executions';
import { pollEvery } from '../../tools/realN8n/pollTimes';
import type { RestClient, RestError } from '../../tools/realN8n/rest';
import type { RunningN8n } from '../../tools/realN8n/server';
import { LAST_N8N_1 } from '../../tools/realN8n/versions';
import { activateWorkflow } from '../../tools/realN8n/workflows';
import { eventually } from './eventually';

/** Seconds: n8n tries an activation five times, and polls every few seconds; the machine may be busy. */
const PATIENCE = 90;

/** A workflow of the trigger alone. @param seconds between two polls */
export const watchingWorkflow = (
	name: string,
	parameters: INodeParameters,
	seconds = 3,
): WorkflowFile => ({
	name: `Watching ${name}`,
	nodes: [
		{
			id: '5c1f6a0e-8f0e-4c55-9d4a-3a9a4a1b7c01',
			name,
			type: 'n8n-nodes-adobe-campaign.adobeCampaignProfileTrigger',
			typeVersion: 1,
			position: [0, 0],
			parameters: {
				authentication: 'accessToken',
				pollTimes: pollEvery(seconds),
				event: 'both',
				...parameters,
			},
			credentials: { adobeCampaignApi: { id: null, name: '' } },
		},
	],
	connections: {},
});

interface Publication {
	status: string;
	triggers: Array<{ errorMessage: string | null }>;
}

/** Waits until n8n 2 is done with a workflow that was published. @returns see `publish` */
export async function problemOfPublication(rest: RestClient, id: string): Promise<string> {
	const path = `/rest/workflows/${id}/publication-status`;
	return await eventually(async () => {
		const { status, triggers } = await rest.request<Publication>('GET', path);
		if (status === 'in_progress') throw new Error('n8n is still publishing.');
		return triggers.find(({ errorMessage }) => errorMessage)?.errorMessage ?? '';
	}, PATIENCE);
}

/**
 * Publishes a workflow and waits until n8n is done with it.
 *
 * @returns what the user is told about the trigger that could not be activated; '' when it could
 */
export async function publish({ version, rest }: RunningN8n, id: string): Promise<string> {
	if (version !== LAST_N8N_1) {
		await activateWorkflow(rest, id);
		return await problemOfPublication(rest, id);
	}
	try {
		await activateWorkflow(rest, id);
		return '';
	} catch (error) {
		return (error as RestError).message;
	}
}

interface Change {
	event: string;
	email: string;
	firstName: string;
}

/**
 * What the trigger of a workflow has put out, e.g. "created ann@example.com Ann", in order.
 *
 * @param names that the trigger has had
 * @param mayFail polls may have failed
 */
export async function changesOf(
	rest: RestClient,
	id: string,
	names: string[],
	mayFail = false,
): Promise<string[]> {
	const changes: string[] = [];
	for (const { id: execution } of (await listExecutions(rest, id)).reverse()) {
		const run = await getExecution(rest, execution);
		if (mayFail && run.status === 'error') continue;
		expect(run).toMatchObject({ mode: 'trigger', status: 'success' });
		const name = names.find((one) => run.data.resultData.runData[one]) ?? names[0];
		for (const item of itemsOf(run, name)) {
			const { event, email, firstName } = item as Change;
			changes.push(`${event} ${email} ${firstName}`.trim());
		}
	}
	return changes;
}

/** A person at Campaign's screens. */
export const personAt = (organization: OrganizationControl) => ({
	creates: (name: string) => {
		const { PKey } = organization.put({ email: `${name}@example.com`, firstName: '' });
		return PKey;
	},
	renames: (PKey: string, firstName: string) => {
		organization.put({ PKey, firstName, lastModified: timestamp() });
	},
});

/** How often the organization was asked for what has changed. */
export const pollsOf = (organization: OrganizationControl): number =>
	organization.requests().filter(({ path, status }) => {
		return status === 200 && path.includes('lastModified');
	}).length;

/** Waits for so many polls more; for two, since one may have begun before. */
export async function untilPolled(organization: OrganizationControl, polls = 2): Promise<void> {
	const wanted = pollsOf(organization) + polls;
	await eventually(
		async () => await Promise.resolve(expect(pollsOf(organization)).toBeGreaterThanOrEqual(wanted)),
		PATIENCE,
	);
}

/** Waits for what a trigger puts out, in any order: two changes may have one moment. @param read see `changesOf` */
export async function untilPutOut(read: () => Promise<string[]>, changes: string[]): Promise<void> {
	await eventually(
		async () => expect((await read()).sort()).toEqual([...changes].sort()),
		PATIENCE,
	);
}
