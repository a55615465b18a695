/**
 * Five projects: `jest --selectProjects unit` and so on. What each layer proves is in
 * CONTRIBUTING.md. `workflow`, `history` and `contract` run the built node: build first.
 *
 * ts-jest only strips types here (isolatedModules in test/tsconfig.json); `npm run typecheck` checks
 * them, once for everything.
 */
const project = (name) => ({
	displayName: name,
	testEnvironment: 'node',
	testMatch: [`<rootDir>/test/${name}/**/*.test.ts`],
	setupFilesAfterEnv: ['<rootDir>/test/watchdog/setup.ts'],
	transform: { '^.+\\.ts$': ['ts-jest', { tsconfig: '<rootDir>/test/tsconfig.json' }] },
	// Both name a package that exists already: jest warns of two of the same name.
	modulePathIgnorePatterns: ['<rootDir>/dist/package.json', '<rootDir>/.cache/'],
});

module.exports = {
	// Two processes fill a small machine; n8n-core takes a second to load in each test file.
	maxWorkers: 2,
	// A test that fails may leave a wait of the node behind, which nothing can end: it is no reason to wait for it.
	forceExit: true,
	// Each takes a second or less; a busy machine may take its time over one.
	testTimeout: 60_000,
	projects: ['unit', 'contract', 'workflow', 'history', 'package'].map(project),
};
