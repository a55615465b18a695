/**
 * `gulp build`: the whole build. dist must come out as `n8n-node build` makes it, because that is
 * what n8n's own release tooling expects; test/package/build.test.ts compares the two.
 */
const { rm } = require('node:fs/promises');
const { dest, series, src } = require('gulp');

/**
 * What tsc does not emit as it stands: icons, and output schemas byte for byte. n8n's own build also takes the pictures of
 * the rest of the tree, so docs/ comes along; what is published is dist/nodes and dist/credentials.
 */
const STATIC_FILES = ['nodes', 'credentials', 'docs'].flatMap((folder) => [
	`${folder}/**/*.{png,svg}`,
	`${folder}/**/__schema__/**/*.json`,
]);

function clean() {
	return rm('dist', { recursive: true, force: true });
}

/** tsc also emits the codex files (*.node.json), because tsconfig.json includes them. */
async function compile() {
	const { execa } = await import('execa');
	await execa('tsc', { preferLocal: true, stdio: 'inherit' }).catch(() => {
		throw new Error('TypeScript found errors (see above). dist is incomplete.');
	});
}

/** `encoding: false` because gulp 5 otherwise reads every file as UTF-8 text, which ruins a PNG. */
function copyStatic() {
	return src(STATIC_FILES, { base: '.', encoding: false }).pipe(dest('dist'));
}

exports.build = series(clean, compile, copyStatic);
exports.default = exports.build;
