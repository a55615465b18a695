/**
 * `npm run fields`: rewrites the README's table of fields, by the sandbox's metadata: what the form calls them, and what they
 * are called in Campaign's API and in the columns of Map Automatically.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { writableFields } from '../nodes/AdobeCampaign/records/fields';
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
	return writableFields(metadata.content);
}

async function main(): Promise<void> {
	// Here, since Jest, whose tests ask for the fields, cannot load it.
	const { format, resolveConfig } = await import('prettier');
	const file = join(root, 'README.md');
	const readme = readFileSync(file, 'utf8');
	if (!BETWEEN.test(readme)) {
		throw new Error('README.md has no <!-- fields --> ... <!-- /fields -->.');
	}
	const rows = (await standardFields()).map(({ id, label }) => `| ${label} | \`${id}\` |`);
	const table = ['| Label in the form | API name |', '| --- | --- |', ...rows].join('\n');
	const text = readme.replace(BETWEEN, (_, start, end) => `${start}\n\n${table}\n\n${end}`);
	writeFileSync(file, await format(text, { ...(await resolveConfig(file)), filepath: file }));
	console.log("Rewrote the README's table of fields.");
}

if (require.main === module) void main();
