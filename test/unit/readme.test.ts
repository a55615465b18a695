import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { operationOptions } from '../../nodes/AdobeCampaign/resources';
import { ERROR_ROWS } from '../../nodes/AdobeCampaign/transport/refusalTable';
import { standardFields } from '../../scripts/fieldTable';

const readme = readFileSync(join(__dirname, '..', '..', 'README.md'), 'utf8');

describe('The README', () => {
	it.each(ERROR_ROWS.map(({ message }) => message.replace('{name}', '...')))(
		'explains "%s"',
		(message) => expect(readme).toContain(message),
	);

	it('has exactly the operations of the node in its table', () => {
		const section = readme.split('## Operations')[1].split('###')[0];
		const named = [...section.matchAll(/^\| \*\*(.+?)\*\*/gm)].map(([, name]) => name);

		expect(named).toEqual(operationOptions.map(({ name }) => name));
	});

	it('has the table of fields that the metadata makes (npm run fields)', async () => {
		const [, table] = readme.split(/<!-- \/?fields -->/);
		const rows = [...table.matchAll(/^\| (.+?) +\| `(.+?)` +\|$/gm)];

		expect(rows.map(([, label, id]) => [id, label])).toEqual(
			(await standardFields()).map(({ id, label }) => [id, label]),
		);
	});

	it('opens with the two commands', () => {
		expect(readme.slice(0, 600)).toMatch(/npm run demo[^]*npm test/);
	});
});
