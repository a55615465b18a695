/**
 * How Jest reads TypeScript: types are only stripped, file by file (isolatedModules in test/tsconfig.json). `npm run typecheck`
 * checks them, once for everything.
 */
module.exports = {
	'^.+\\.ts$': [
		'@swc/jest',
		{ jsc: { parser: { syntax: 'typescript' }, target: 'es2022' }, module: { type: 'commonjs' } },
	],
};
