import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { PROFILE } from '../../nodes/AdobeCampaign/resources/profile/kind';
import { wordsOf } from '../../nodes/AdobeCampaign/transport/explain';
import { REFUSALS } from '../../nodes/AdobeCampaign/transport/refusalTable';
import { standardFields } from '../../scripts/fieldTable';

const read = (name: string) => readFileSync(join(__dirname, '..', '..', 'docs', name), 'utf8');

describe('docs/errors.md', () => {
	const page = read('errors.md');

	it.each(
		REFUSALS.map((row) => wordsOf(row, { authentication: 'oAuth2', kind: PROFILE }, '...').message),
	)('explains "%s"', (message) => expect(page).toContain(message));
});

describe('docs/fields.md', () => {
	it('has the table of fields that the metadata makes (npm run fields)', async () => {
		const [, table] = read('fields.md').split(/<!-- \/?fields -->/);
		const rows = [...table.matchAll(/^\| (.+?) +\| `(.+?)` +\|$/gm)];

		expect(rows.map(([, label, id]) => [id, label])).toEqual(
			(await standardFields()).map(({ id, label }) => [id, label]),
		);
	});
});

describe('docs/benchmark.md', () => {
	it('has the marks between which npm run bench writes its tables', () => {
		expect(read('benchmark.md')).toMatch(/<!-- bench -->[^]*\| This node,[^]*<!-- \/bench -->/);
	});
});

describe('docs/adobe-campaign-api.md', () => {
	const page = read('adobe-campaign-api.md');
	const headings = [...page.matchAll(/^#{2,3} (\d+(?:\.\d+)?)\.? /gm)].map(([, number]) => number);

	it('has each number of a section once, so that a comment can cite it', () => {
		expect(headings.length).toBeGreaterThan(40);
		expect([...new Set(headings)]).toEqual(headings);
	});

	it('has its sections in the order of their numbers', () => {
		const top = headings.filter((number) => !number.includes('.')).map(Number);

		expect(top).toEqual(top.map((_, index) => index));
	});
});
