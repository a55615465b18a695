import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { type Playground } from '../../../tools/realN8n/playground';
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
 */
export async function importExample(
	{ n8n }: Playground,
	file: string,
	change?: (workflow: ImportedFile) => void,
): Promise<SavedWorkflow> {
	const workflow = JSON.parse(readFileSync(join(folder, file), 'utf8')) as ImportedFile;
	change?.(workflow);
	return await createWorkflow(n8n.rest, workflow);
}

/** A node of the file, to be filled in. */
export function nodeIn({ nodes }: ImportedFile, name: string): ImportedFile['nodes'][number] {
	const found = nodes.find((node) => node.name === name);
	if (!found) throw new Error(`The example has no node "${name}".`);
	return found;
}
