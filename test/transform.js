/**
 * How Jest reads TypeScript: swc only strips the types, for the target of test/tsconfig.json, of which it reads nothing.
 * `npm run typecheck` checks them, once for everything.
 */
module.exports = {
	'^.+\\.ts$': [
		'@swc/jest',
		{ jsc: { parser: { syntax: 'typescript' }, target: 'es2022' }, module: { type: 'commonjs' } },
	],
};
