import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { ASSUMPTIONS } from '../../../probe/assumptions';
import { sourcesIn } from '../../../tools/house';

const read = (path: string) => readFileSync(join(__dirname, '../../..', path), 'utf8');

/** All names in the node's own descriptions. */
const inNode = sourcesIn('nodes').flatMap((path) =>
	[...read(path).matchAll(/(?:displayName|name): '([^']+)'/g)].map(([, name]) =>
		name.replace(/ (?:Name|Names) or IDs?$/, ''),
	),
);

/** Names that are put together, or that n8n has on the screen itself, as the documentation writes them. */
const inPages = ['operations', 'trigger', 'values'].flatMap((page) =>
	[...read(`docs/${page}.md`).matchAll(/[*_`]+([A-Za-z][^*_`\n]*)[*_`]+/g)].map(([, name]) => name),
);

const onScreen = new Set([...inNode, ...inPages]);

describe('What helps where an assumption does not hold', () => {
	it.each(ASSUMPTIONS)('$id names options as they are on the screen', ({ help }) => {
		const named = [...help.matchAll(/"([^"]+)"/g)].map(([, name]) => name);

		expect(named.filter((name) => !onScreen.has(name))).toEqual([]);
	});

	it('is said of nothing where nothing was asked', () => {
		const failing = ASSUMPTIONS.filter((one) => one.fails({}, {}));

		expect(failing.map(({ id }) => id)).toEqual([]);
	});
});
