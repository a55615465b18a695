/**
 * Finds forgotten `await`s, which only type information can show. These rules need the compiler,
 * so they run once, in a pass of their own (lint.mjs), over what ships as well as what does not.
 */
import tseslint from 'typescript-eslint';
import { fileURLToPath } from 'node:url';

export default tseslint.config({
	files: ['**/*.ts'],
	extends: [tseslint.configs.base],
	languageOptions: {
		parserOptions: {
			project: ['test/tsconfig.json'],
			tsconfigRootDir: fileURLToPath(new URL('..', import.meta.url)),
		},
	},
	linterOptions: { reportUnusedDisableDirectives: 'off', noInlineConfig: true },
	rules: {
		'@typescript-eslint/await-thenable': 'error',
		'@typescript-eslint/no-floating-promises': 'error',
		'@typescript-eslint/no-misused-promises': 'error',
	},
});
