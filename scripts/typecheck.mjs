/**
 * `npm run typecheck`: what needs the compiler, for what ships and for the rest: wrong types, and forgotten `await`s. Both look
 * at one program of the compiler, since to read 3,400 files takes most of the time. Exit code 1 if something is found.
 */
import { ESLint } from 'eslint';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import tseslint from 'typescript-eslint';

const root = fileURLToPath(new URL('..', import.meta.url));

const host = {
	getCanonicalFileName: (path) => path,
	getCurrentDirectory: () => root,
	getNewLine: () => '\n',
};

function programOf(file) {
	const { config } = ts.readConfigFile(file, ts.sys.readFile);
	const { fileNames, options, errors } = ts.parseJsonConfigFileContent(
		config,
		ts.sys,
		dirname(file),
	);
	return ts.createProgram({ rootNames: fileNames, options, configFileParsingDiagnostics: errors });
}

/** Prints one line, and under it what was found. Returns whether nothing was. */
function report(name, findings) {
	console.log(`${findings ? '✖' : '✔'} ${name}`);
	if (findings) console.log(findings);
	return !findings;
}

/** What the compiler says, as `tsc` prints it. */
function wrongTypes(program) {
	const format = process.stdout.isTTY
		? ts.formatDiagnosticsWithColorAndContext
		: ts.formatDiagnostics;
	return format(ts.getPreEmitDiagnostics(program), host);
}

/** Which promises are not waited for: rules of typescript-eslint that need types. */
async function forgottenAwaits(program) {
	const eslint = new ESLint({
		cwd: root,
		overrideConfigFile: true,
		overrideConfig: tseslint.config({
			files: ['**/*.ts'],
			extends: [tseslint.configs.base],
			languageOptions: { parserOptions: { programs: [program] } },
			linterOptions: { reportUnusedDisableDirectives: 'off', noInlineConfig: true },
			rules: {
				'@typescript-eslint/await-thenable': 'error',
				'@typescript-eslint/no-floating-promises': 'error',
				'@typescript-eslint/no-misused-promises': 'error',
			},
		}),
	});
	const ours = program
		.getRootFileNames()
		.filter((path) => path.endsWith('.ts'))
		.map((path) => relative(root, path));
	const results = await eslint.lintFiles(ours);
	if (results.length !== ours.length)
		throw new Error(`ESLint read ${results.length} of ${ours.length} files.`);
	const formatter = await eslint.loadFormatter('stylish');
	return await formatter.format(results);
}

const program = programOf(join(root, 'test', 'tsconfig.json'));
const outcomes = [
	report('types', wrongTypes(program)),
	report('no forgotten await', await forgottenAwaits(program)),
];
process.exitCode = outcomes.includes(false) ? 1 : 0;
