/**
 * `npm run demo`: updates a profile. Starts the sandbox, loads the built package with n8n's own
 * loader, runs examples/update-a-phone-number.json in n8n's own engine, and shows what happened.
 * Exit code 0 only if the node says "applied" and the sandbox really holds the value.
 */
import Table from 'cli-table3';
import type { IDataObject } from 'n8n-workflow';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { API_KEY, type Sandbox, startSandbox, STATIC_TOKEN } from '../sandbox/server';
import {
	type Engine,
	engineVersion,
	type RunResult,
	runWorkflow,
	startEngine,
	type WorkflowFile,
} from '../tools/engine';

const root = join(__dirname, '..');
const organizationName = 'sandbox';
const getNode = 'Get Amy Dakota';
const updateNode = 'Update Her Phone Number';

interface ConfirmedField {
	field: string;
	sent: unknown;
	stored: unknown;
	verdict: string;
}

async function main(): Promise<void> {
	// process.exit runs the exit handler that removes the engine's temporary folder; a signal alone does not.
	for (const signal of ['SIGINT', 'SIGTERM'] as const)
		process.once(signal, () => process.exit(130));
	const sandbox = await startSandbox();
	try {
		const engine = await startEngine(root);
		try {
			await runAndShow(engine, sandbox);
		} finally {
			engine.close();
		}
	} finally {
		await sandbox.close();
	}
}

async function runAndShow(engine: Engine, sandbox: Sandbox): Promise<void> {
	const file = join('examples', 'update-a-phone-number.json');
	const workflow = JSON.parse(readFileSync(join(root, file), 'utf8')) as WorkflowFile;
	// The name in the file, which is n8n's default one: found by it, as n8n does on import.
	engine.credentials.add(
		'adobeCampaignApi',
		{
			organization: organizationName,
			apiKey: API_KEY,
			accessToken: STATIC_TOKEN,
			baseUrl: sandbox.url,
		},
		'Adobe Campaign account',
	);

	const run = await runWorkflow(engine, { workflow });
	if (run.error) throw new Error(`${run.error.message}\n${run.error.description ?? ''}`.trim());

	const fields = confirmedFields(run);
	console.log(`Ran ${file} against the sandbox:\n`);
	console.log(tableOf(fields, onlyItem(run, getNode)));
	showRequests(sandbox);
	console.log(`\nn8n ${engineVersion()}, ${engine.package.name} ${engine.package.version}.`);
	checkStored(fields, sandbox, String(onlyItem(run, updateNode).PKey));
	console.log(
		'Next: README.md says how to use it in your n8n; "npm run sandbox" keeps a sandbox running.',
	);
}

function onlyItem(run: RunResult, node: string): IDataObject {
	const items = run.nodes[node]?.outputs[0] ?? [];
	if (items.length !== 1) throw new Error(`"${node}" gave ${items.length} items, not one.`);
	return items[0].json;
}

function confirmedFields(run: RunResult): ConfirmedField[] {
	const { confirmation } = onlyItem(run, updateNode) as { confirmation?: { fields?: unknown } };
	const fields = confirmation?.fields;
	if (!Array.isArray(fields) || fields.length === 0) {
		throw new Error(`"${updateNode}" gave no confirmation report.`);
	}
	return fields as ConfirmedField[];
}

function tableOf(fields: ConfirmedField[], before: IDataObject): string {
	const table = new Table({
		head: ['field', 'before', 'sent', 'stored', 'verdict'],
		style: { head: [], border: [] },
	});
	for (const { field, sent, stored, verdict } of fields) {
		table.push([field, before[field], sent, stored, verdict].map(String));
	}
	return table.toString();
}

/** Without queries, which hold e-mail addresses, and with keys cut short. */
function showRequests(sandbox: Sandbox): void {
	const requests = sandbox.organization(organizationName).requests();
	console.log(`\n${requests.length} requests:`);
	for (const { method, path, status } of requests) {
		const short = path.replace(/\?.*/, '?...').replace(/(@.{8})[^/?]*/, '$1...');
		console.log(`  ${method} ${short} ${status}`);
	}
}

/** Checks that the sandbox holds what was sent, whatever the node's verdict is. */
function checkStored(fields: ConfirmedField[], sandbox: Sandbox, key: string): void {
	const profiles = sandbox.organization(organizationName).profiles();
	const stored = profiles.find(({ PKey }) => PKey === key);
	for (const { field, sent, verdict } of fields) {
		if (verdict !== 'applied') throw new Error(`The verdict on "${field}" is "${verdict}".`);
		if (stored?.[field] !== sent) {
			throw new Error(`The node says "applied", but the sandbox holds another "${field}".`);
		}
	}
}

main().catch((error: unknown) => {
	console.error(`\nThe demo failed: ${error instanceof Error ? error.message : String(error)}`);
	process.exitCode = 1;
});
