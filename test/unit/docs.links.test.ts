import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

const root = join(__dirname, '..', '..');

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

test.each(['credentials'])('the README keeps the heading that the code links to: #%s', (anchor) => {
	expect(anchorsOf('README.md')).toContain(anchor);
});

test('each page of docs/ is linked from the README or CONTRIBUTING.md', () => {
	const linked = ['README.md', 'CONTRIBUTING.md']
		.flatMap(linksOf)
		.map((link) => link.split('#')[0]);

	expect(linked).toEqual(expect.arrayContaining(PAGES.filter((page) => page.startsWith('docs/'))));
});

test('each picture in docs/images is shown on a page', () => {
	const shown = PAGES.flatMap((page) => linksOf(page).map((link) => join(dirname(page), link)));
	const pictures = readdirSync(join(root, 'docs', 'images')).map((name) => `docs/images/${name}`);

	expect(pictures.filter((picture) => !shown.includes(picture))).toEqual([]);
});
