const { join } = require('node:path');

const esModules = require('../esModules');
const transform = require('../transform');

/**
 * `npm run test:e2e`: the packed package in a real n8n, used in a real browser. One n8n, one sandbox
 * and one Chromium for the whole run; each test has its own workflow, and its own organization of the
 * sandbox. A test that changes n8n itself starts one of its own, as those of `api` do. What a test that
 * fails saw is kept in .cache/e2e.
 */
const rootDir = join(__dirname, '..', '..');
const common = {
	rootDir,
	testEnvironment: '<rootDir>/test/e2e/environment/endsWithJest.js',
	transform,
	moduleNameMapper: esModules,
	modulePathIgnorePatterns: ['<rootDir>/dist/package.json', '<rootDir>/.cache/'],
};

module.exports = {
	rootDir,
	// All share one n8n, and a browser and an n8n fill a small machine.
	maxWorkers: 1,
	testTimeout: 180_000,
	projects: [
		{
			...common,
			displayName: 'browser',
			testMatch: ['<rootDir>/test/e2e/*.test.ts'],
			testPathIgnorePatterns: ['/api[^/]*\\.test\\.ts$'],
			globalSetup: '<rootDir>/test/e2e/environment/globalSetup.ts',
			globalTeardown: '<rootDir>/test/e2e/environment/globalTeardown.ts',
		},
		{
			...common,
			displayName: 'api',
			testMatch: ['<rootDir>/test/e2e/api*.test.ts'],
		},
	],
};
