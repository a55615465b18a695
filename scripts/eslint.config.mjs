/**
 * Lint rules for what does not ship: scripts/, and sandbox/, tools/ and test/, which re-export this file.
 * The root eslint.config.mjs is n8n's own and stays untouched, as n8n's strict mode demands; its
 * rules are made for nodes and forbid timers, `process` and node: imports.
 */
import js from '@eslint/js';
import globals from 'globals';
import tseslint from 'typescript-eslint';

export default tseslint.config(
	js.configs.recommended,
	{ languageOptions: { globals: globals.node } },
	{
		files: ['**/*.ts'],
		extends: [tseslint.configs.recommended],
		rules: {
			'@typescript-eslint/no-explicit-any': 'error',
			'@typescript-eslint/ban-ts-comment': 'error',
			'@typescript-eslint/consistent-type-imports': 'error',
		},
	},
	{
		linterOptions: { noInlineConfig: true },
	},
);
