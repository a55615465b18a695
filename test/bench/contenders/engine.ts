import type { INodeParameters, INodeTypes } from 'n8n-workflow';

import { startEngine } from '../../../tools/engine';
import { sandboxData } from '../../../tools/realN8n/credentials';
import { root } from '../../../tools/realN8n/root';
import { autoMap, by, formField, get, update, values } from '../../workflow/parameters';
import { runOneNode } from '../../workflow/runNode';
import { AT_ONCE, type Own } from '../plan';
import { FIELDS, itemOf, type Task } from '../task';
import { timed } from '../timed';
import { FLOOR, floorNode } from './floor';

const NODE = 'n8n-nodes-adobe-campaign.adobeCampaignProfile';

/** Which profile, as a workflow says it. */
const KEY = '={{ $json.PKey }}';

const form = FIELDS.map((name) => formField(name));
const expressions = FIELDS.map((name) => [name, `={{ $json["${name}"] }}`]);

/** 'Fields' of Update, in its two ways. */
export const mapped = {
	automatically: autoMap(form),
	byExpressions: values(Object.fromEntries(expressions), form),
};

/** This node, in n8n's engine. */
export async function updateWithNode(
	task: Task,
	fields: INodeParameters,
	maxConcurrency = AT_ONCE,
): Promise<Own> {
	const profile = by('id', KEY);
	const parameters = update(profile, fields, { options: { maxConcurrency } });
	return await runInEngine(task, NODE, {
		authentication: 'accessToken',
		resource: 'profile',
		...parameters,
	});
}

/** Reads one profile for each item, by an expression that names the same one. */
export async function readOneProfile({ url, keys: [key] }: Task, items: number): Promise<Own> {
	return await runInEngine({ url, keys: new Array<string>(items).fill(key) }, NODE, {
		authentication: 'accessToken',
		resource: 'profile',
		...get(by('id', KEY)),
	});
}

/** Shows what an update of eight company fields would do, with the instance's fields or with those of the form. */
export async function tryCompanyFields(task: Task, hasForm: boolean): Promise<Own> {
	const names = FIELDS.map((_, field) => `cusField${field * 50}`);
	const entered = Object.fromEntries(names.map((name) => [name, '={{ $json.phone }}']));
	const form = hasForm ? names.map((name) => formField(name)) : [];
	return await runInEngine(task, NODE, {
		authentication: 'accessToken',
		resource: 'profile',
		...update(by('id', KEY), values(entered, form), {
			endpoint: 'profileAndServicesExt',
			options: { dryRun: true, maxConcurrency: AT_ONCE },
		}),
	});
}

/** n8n's request helper, in the same engine. */
export async function updateWithFloor(task: Task): Promise<Own> {
	return await runInEngine(task, FLOOR, { key: KEY });
}

async function runInEngine(
	{ url, keys, ready }: Task,
	type: string,
	parameters: INodeParameters,
): Promise<Own> {
	const engine = await startEngine(root);
	const floor = floorNode(`${url}/sandbox/campaign/profileAndServices/profile`);
	const { nodeTypes } = engine.package;
	const find: INodeTypes['getByNameAndVersion'] = (name, version) =>
		name === FLOOR ? floor : nodeTypes.getByNameAndVersion(name, version);
	engine.package.nodeTypes = { ...nodeTypes, getByNameAndVersion: find };
	const credential = engine.credentials.add('adobeCampaignApi', sandboxData(url).adobeCampaignApi);
	const items = keys.map(itemOf);
	await ready?.();
	return await timed(async () => {
		const run = await runOneNode(engine, {
			type,
			parameters,
			credentials: { adobeCampaignApi: credential },
			nodeSettings: { onError: 'continueErrorOutput' },
			items,
		});
		if (run.error) throw new Error(run.error.message);
		return items.length - run.items.length;
	});
}
