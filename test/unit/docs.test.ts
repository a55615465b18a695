import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

import { arrowsBetween, drawn } from '../../scripts/architecture';
import { standardFields } from '../../scripts/fieldTable';
import { readImports, roomOf, sourcesIn } from '../../tools/house';

const root = join(__dirname, '..', '..');

const read = (name: string) => readFileSync(join(root, 'docs', name), 'utf8');

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
		expect(read('benchmark.md')).toMatch(/<!-- polls -->[^]*\| Custom Filter [^]*<!-- \/polls -->/);
		expect(read('benchmark.md')).toMatch(
			/<!-- limits -->[^]*\| 20 a second, [^]*<!-- \/limits -->/,
		);
		expect(read('benchmark.md')).toMatch(
			/<!-- networks -->[^]*\| 150 ms, TLS, [^]*<!-- \/networks -->/,
		);
		expect(read('benchmark.md')).toMatch(/<!-- workers -->[^]*Update[^]*<!-- \/workers -->/);
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

describe('The picture of docs/architecture.md', () => {
	const FOLDERS = ['nodes', 'credentials'];
	const ROOMS = ['credentials', 'nodes', 'resources', 'parameters', 'records', 'transport', 'n8n'];

	const files = FOLDERS.flatMap(sourcesIn);
	const imports = readImports(FOLDERS);

	it.each(ROOMS)('has the room %s with the number of its files', (room) => {
		const inRoom = files.filter((file) => roomOf(file) === room).length;
		const [, shown] = drawn(files, imports, 'light').split(
			room === 'nodes' ? '>nodes<' : `>${room}/<`,
		);

		expect(inRoom).toBeGreaterThan(0);
		expect(shown.match(/>(\d+) files?</)?.[1]).toBe(String(inRoom));
	});

	it('counts the imports from resources to records', () => {
		const isOne = ({ from, to }: { from: string; to: string }) =>
			from.includes('/resources/') && to.includes('/records/');

		expect(arrowsBetween(imports)).toContainEqual({
			from: 'resources',
			to: 'records',
			count: imports.filter(isOne).length,
		});
	});

	it('has no room for a file of an unknown folder', () => {
		expect(() => roomOf('nodes/AdobeCampaign/helpers/text.ts')).toThrow(/in none of the rooms/);
	});

	test('an import that runs up is dashed', () => {
		const down = { from: 'nodes/A/records/write.ts', to: 'nodes/A/n8n/wait.ts' };
		const up = { from: 'nodes/A/n8n/wait.ts', to: 'nodes/A/records/write.ts' };
		const paths = [down.from, up.from];

		expect(drawn(paths, [down], 'light')).not.toContain('stroke-dasharray');
		expect(drawn(paths, [down, up], 'light').match(/stroke-dasharray/g)).toHaveLength(1);
	});
});

describe('Links and pictures', () => {
	const PAGES = [
		'README.md',
		'CONTRIBUTING.md',
		'CHANGELOG.md',
		...readdirSync(join(root, 'docs'))
			.filter((name) => name.endsWith('.md'))
			.map((name) => `docs/${name}`),
		'examples/README.md',
		'sandbox/README.md',
	];

	/** The text of a page without its code, in which a bracket or a `#` means something else. */
	const proseOf = (page: string) =>
		readFileSync(join(root, page), 'utf8')
			.replace(/^ *(```+)[^]*?^ *\1/gm, '')
			.replace(/`[^`\n]*`/g, (code) => code.replace(/[[\]()]/g, ''));

	/** Links to other pages, files and pictures of the repository, and to headings. */
	const linksOf = (page: string) =>
		[...proseOf(page).matchAll(/\]\(([^)\s]+)\)|(?:src|srcset|href)="([^"]+)"/g)]
			.map(([, link, attribute]) => link ?? attribute)
			.filter((link) => !/^[a-z]+:/.test(link));

	/** The names that GitHub gives to the headings of a page. */
	const anchorsOf = (page: string) =>
		[...proseOf(page).matchAll(/^#+ (.+)$/gm)].map(([, heading]) =>
			heading
				.toLowerCase()
				.replace(/[^\p{L}\p{N}_ -]/gu, '')
				.replaceAll(' ', '-'),
		);

	const LINKS = PAGES.flatMap((page) => linksOf(page).map((link) => ({ page, link })));

	test.each(LINKS)('$page: the link $link leads somewhere', ({ page, link }) => {
		const [path, anchor] = link.split('#');
		const target = path === '' ? page : relative(root, join(root, dirname(page), path));

		expect(target).not.toMatch(/^\.\./);
		expect(existsSync(join(root, target))).toBe(true);
		if (anchor !== undefined) expect(anchorsOf(target)).toContain(anchor);
	});

	test.each(['credentials'])(
		'the README keeps the heading that the code links to: #%s',
		(anchor) => {
			expect(anchorsOf('README.md')).toContain(anchor);
		},
	);

	test('each page of docs/ is linked from the README or CONTRIBUTING.md', () => {
		const linked = ['README.md', 'CONTRIBUTING.md']
			.flatMap(linksOf)
			.map((link) => link.split('#')[0]);

		expect(linked).toEqual(
			expect.arrayContaining(PAGES.filter((page) => page.startsWith('docs/'))),
		);
	});

	test('each picture in docs/images is shown on a page', () => {
		const shown = PAGES.flatMap((page) => linksOf(page).map((link) => join(dirname(page), link)));
		const pictures = readdirSync(join(root, 'docs', 'images')).map((name) => `docs/images/${name}`);

		expect(pictures.filter((picture) => !shown.includes(picture))).toEqual([]);
	});
});
