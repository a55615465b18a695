/**
 * `npm run fields`: rewrites the table of docs/fields.md from the sandbox's metadata: the fields' labels in the form, and their
 * names in Campaign's API and in the columns of Map Automatically.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { writableFields } from '../nodes/AdobeCampaign/records/metadata';
import { PROFILE } from '../nodes/AdobeCampaign/resources/profile/kind';
import { metadataIn } from '../nodes/AdobeCampaign/transport/bodies';
import { API_KEY, startSandbox, STATIC_TOKEN } from '../sandbox/server';
import { root } from '../tools/realN8n/root';

const BETWEEN = /(<!-- fields -->)[^]*(<!-- \/fields -->)/;

/** The fields that every instance has, as the sandbox describes them. */
export async function standardFields() {
	const sandbox = await startSandbox();
	const url = `${sandbox.url}/sandbox/campaign/profileAndServices/resourceType/profile`;
	const headers = { 'X-Api-Key': API_KEY, Authorization: `Bearer ${STATIC_TOKEN}` };
	const metadata = metadataIn(await (await fetch(url, { headers })).json());
	await sandbox.close();
	if (!metadata) throw new Error('The sandbox does not describe its fields.');
	return writableFields(metadata.content, PROFILE);
}

async function main(): Promise<void> {
	// Imported here because Jest, which loads this file in a test, cannot load prettier.
	const { format, resolveConfig } = await import('prettier');
	const file = join(root, 'docs', 'fields.md');
	const page = readFileSync(file, 'utf8');
	if (!BETWEEN.test(page)) {
		throw new Error('docs/fields.md has no <!-- fields --> ... <!-- /fields -->.');
	}
	const rows = (await standardFields()).map(({ id, label }) => `| ${label} | \`${id}\` |`);
	const table = ['| Label in the form | API name |', '| --- | --- |', ...rows].join('\n');
	const text = page.replace(BETWEEN, (_, start, end) => `${start}\n\n${table}\n\n${end}`);
	writeFileSync(file, await format(text, { ...(await resolveConfig(file)), filepath: file }));
	console.log('Rewrote the table of docs/fields.md.');
}

if (require.main === module) void main();
