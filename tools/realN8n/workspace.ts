import { join } from 'node:path';

import { createSandboxCredentials, type SandboxCredentials } from './credentials';
import type { RestClient } from './rest';
import { root } from './root';
import { importWorkflows, type SavedWorkflow } from './workflows';

/** What a person finds in the n8n of `npm start`. */
export interface Workspace {
	credentials: SandboxCredentials;
	workflows: SavedWorkflow[];
}

/** Fills an n8n: both credentials for a sandbox, and the workflows of examples/ with them chosen. */
export async function fillWorkspace(rest: RestClient, sandboxUrl: string): Promise<Workspace> {
	const credentials = await createSandboxCredentials(rest, sandboxUrl);
	const examples = join(root, 'examples');
	const workflows = await importWorkflows(rest, examples, Object.values(credentials));
	return { credentials, workflows };
}
