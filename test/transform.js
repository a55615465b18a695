/**
 * How Jest reads TypeScript: swc only strips the types, and `npm run typecheck` checks them, once for everything. The target is
 * that of test/tsconfig.json, which swc does not read.
 */
module.exports = {
	'^.+\\.ts$': [
		'@swc/jest',
		{ jsc: { parser: { syntax: 'typescript' }, target: 'es2022' }, module: { type: 'commonjs' } },
	],
};
