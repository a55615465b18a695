import type { INode, INodeExecutionData } from 'n8n-workflow';
import { setTimeout as wait } from 'node:timers/promises';

import { API_KEY, STATIC_TOKEN } from '../../../sandbox/credentials';
import { CleanUp } from '../../../tools/realN8n/cleanUp';
import { createCredential } from '../../../tools/realN8n/credentials';
import { runWorkflow } from '../../../tools/realN8n/executions';
import { installN8n } from '../../../tools/realN8n/install';
import { silent } from '../../../tools/realN8n/progress';
import { startN8n } from '../../../tools/realN8n/server';
import { newUserFolder } from '../../../tools/realN8n/userFolder';
import { DEFAULT_N8N } from '../../../tools/realN8n/versions';
import { createWorkflow, type ImportedFile } from '../../../tools/realN8n/workflows';
import type { Own } from '../plan';
import { bodyOf, itemOf, type Task } from '../task';

/** What people build without this node: PATCH, then GET, with n8n's HTTP Request node at its defaults. */
export async function updateWithHttpRequests({ url, keys }: Task): Promise<Own> {
	const cleanUp = new CleanUp();
	try {
		const n8n = await startN8n({
			installation: await installN8n(DEFAULT_N8N, silent),
			userFolder: newUserFolder(cleanUp),
			env: { N8N_METRICS: 'true' },
		});
		cleanUp.add(() => n8n.stop());
		const credential = await createCredential(n8n.rest, 'httpCustomAuth', 'Campaign', {
			json: JSON.stringify({
				headers: { 'X-Api-Key': API_KEY, Authorization: `Bearer ${STATIC_TOKEN}` },
			}),
		});
		const workflow = await createWorkflow(n8n.rest, chain(url, keys), [credential]);
		const figures = await watchProcess(n8n.url);
		const { data } = await runWorkflow(n8n.rest, workflow.id);
		const { Update, Read } = data.resultData.runData;
		// Where every update was refused, nothing was left to read.
		const last = (Read ?? Update)[0];
		const read = Read?.[0].data?.main[0] ?? [];
		return {
			seconds: (last.startTime + last.executionTime - Update[0].startTime) / 1000,
			failed: keys.length - read.length,
			...(await figures()),
			// It is another process's.
			blocked: NaN,
		};
	} finally {
		await cleanUp.run();
	}
}

function chain(url: string, keys: string[]): ImportedFile {
	const items = keys.map((key, index): INodeExecutionData => {
		const item = itemOf(key, index);
		return { json: { PKey: key, fields: bodyOf(item) } };
	});
	const profile = `=${url}/sandbox/campaign/profileAndServices/profile/{{ $json.PKey }}`;
	const nodes = [
		node('Start', 'n8n-nodes-base.manualTrigger', 1, {}),
		request('Update', {
			method: 'PATCH',
			url: profile,
			sendBody: true,
			specifyBody: 'json',
			jsonBody: '={{ $json.fields }}',
		}),
		request('Read', { method: 'GET', url: profile }),
	];
	const to = (name: string) => ({ main: [[{ node: name, type: 'main' as const, index: 0 }]] });
	return {
		name: 'Chain',
		nodes,
		connections: { Start: to('Update'), Update: to('Read') },
		pinData: { Start: items },
	};
}

const node = (
	name: string,
	type: string,
	typeVersion: number,
	parameters: INode['parameters'],
): INode => ({ id: name, name, type, typeVersion, position: [0, 0], parameters });

const request = (name: string, parameters: INode['parameters']): INode => ({
	...node(name, 'n8n-nodes-base.httpRequest', 4.2, {
		authentication: 'genericCredentialType',
		genericAuthType: 'httpCustomAuth',
		...parameters,
	}),
	credentials: { httpCustomAuth: { id: null, name: '' } },
	onError: 'continueErrorOutput',
});

/** @returns a function that ends watching and tells what n8n itself reports of its memory and computing */
async function watchProcess(url: string): Promise<() => Promise<Pick<Own, 'memory' | 'cpu'>>> {
	const look = async () => {
		const metrics = await (await fetch(`${url}/metrics`)).text();
		const value = (name: string) =>
			Number(new RegExp(`^\\w*${name}(?:{.*})? (\\S+)`, 'm').exec(metrics)?.[1]);
		return {
			memory: value('process_resident_memory_bytes'),
			cpu: value('process_cpu_seconds_total'),
		};
	};
	const before = await look();
	let peak = before.memory;
	let isOn = true;
	const watching = (async () => {
		while (isOn) {
			peak = Math.max(peak, (await look()).memory);
			await wait(100);
		}
	})();
	return async () => {
		isOn = false;
		await watching;
		return { memory: peak - before.memory, cpu: (await look()).cpu - before.cpu };
	};
}
