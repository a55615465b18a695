import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { SavedCredential } from '../../../tools/realN8n/credentials';
import type { RestClient } from '../../../tools/realN8n/rest';
import {
	createWorkflow,
	type ImportedFile,
	type SavedWorkflow,
} from '../../../tools/realN8n/workflows';

const folder = join(__dirname, '..', '..', '..', 'examples');

/**
 * Imports an example as it is. n8n itself finds the credentials, by the names that it gives to new ones.
 *
 * @param change what a user fills in after the import
 * @param credentials that are chosen instead, by their type
 */
export async function importExample(
	{ n8n }: { n8n: { rest: RestClient } },
	file: string,
	change?: (workflow: ImportedFile) => void,
	credentials: SavedCredential[] = [],
): Promise<SavedWorkflow> {
	const workflow = JSON.parse(readFileSync(join(folder, file), 'utf8')) as ImportedFile;
	change?.(workflow);
	return await createWorkflow(n8n.rest, workflow, credentials);
}

/** A node of the file, to be filled in. */
export function nodeIn({ nodes }: ImportedFile, name: string): ImportedFile['nodes'][number] {
	const found = nodes.find((node) => node.name === name);
	if (!found) throw new Error(`The example has no node "${name}".`);
	return found;
}
