import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { operationOptions } from '../../nodes/AdobeCampaignProfile/actions';
import { ERROR_ROWS } from '../../nodes/AdobeCampaignProfile/transport/errors';

const readme = readFileSync(join(__dirname, '..', '..', 'README.md'), 'utf8');

describe('The README', () => {
	it.each(ERROR_ROWS.map(({ message }) => message.replace('{name}', '...')))(
		'explains "%s"',
		(message) => expect(readme).toContain(message),
	);

	it.each(operationOptions.map(({ name }) => name))('lists the operation %s', (name) =>
		expect(readme).toMatch(new RegExp(`^\\| \\*\\*${name}\\*\\*`, 'm')),
	);

	it('opens with the two commands', () => {
		expect(readme.slice(0, 600)).toMatch(/npm run demo[^]*npm test/);
	});
});
