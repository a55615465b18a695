/**
 * Five projects: `npm run test:unit` and so on, with a path or any option of Jest behind `--`. What each layer proves is in
 * CONTRIBUTING.md. `workflow`, `history`, `contract` and `package` use the built node.
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
	// Two processes fill a small machine.
	maxWorkers: 2,
	testSequencer: '<rootDir>/test/sequencer.js',
	// A test that fails may leave a wait of the node behind, which cannot be ended. The scripts of package.json name this
	// option again, since --selectProjects takes everything up to the next option for names of projects.
	forceExit: true,
	// Most take far less than a second; a busy machine may take its time over one.
	testTimeout: 60_000,
	projects: [
		...['unit', 'contract', 'history', 'package'].map(project),
		{
			...project('workflow'),
			testEnvironment: '<rootDir>/test/workflow/environment.js',
			moduleNameMapper: { '^(n8n-core|n8n-workflow)$': '<rootDir>/test/workflow/outside/$1.js' },
		},
	],
};
