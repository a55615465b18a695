/**
 * Five projects: `npm run test:unit` and so on, with a path or any option of Jest behind `--`. What each layer proves is in
 * CONTRIBUTING.md. `workflow`, `history`, `contract` and `package` use the built node.
 */
const esModules = require('./test/esModules');
const typescript = require('./test/transform');

/** n8n itself, outside of the test's own globals, as the built node, which n8n loads; and the server that the sandbox is built on. */
const N8N_AND_SERVER = ['fastify', 'n8n-core', 'n8n-workflow'];

/**
 * What takes most of the time to load n8n-workflow. Unit tests load n8n-workflow itself anew for each file: the node's code and
 * n8n's error classes must have the same `Error`, and n8n's `sleep` must see the timers of the test.
 */
const LIBRARIES = [
	'@n8n/expression-runtime',
	'@n8n/tournament',
	'esprima-next',
	'form-data',
	'jmespath',
	'jsonrepair',
	'lodash',
	'recast',
	'transliteration',
	'typescript',
	'xml2js',
	'zod',
];

/**
 * Ten times as long as the longest test blocks the event loop, if the property tests are not asked for more cases than they run
 * by themselves. A process that takes longer is ended (test/watchdog).
 */
const LONGEST_BLOCK_MS = process.env.PROPERTY_RUNS ? 3_600_000 : 30_000;

const project = (name, outside = N8N_AND_SERVER) => ({
	displayName: name,
	testEnvironment: '<rootDir>/test/environment',
	testEnvironmentOptions: { longestBlockMs: LONGEST_BLOCK_MS },
	testMatch: [`<rootDir>/test/${name}/**/*.test.ts`],
	transform: {
		...typescript,
		[`/node_modules/(${outside.join('|')})/.*\\.c?js$`]: '<rootDir>/test/environment/outside.js',
	},
	moduleNameMapper: esModules,
	transformIgnorePatterns: [`/node_modules/(?!(${outside.join('|')})/)`],
	// Both name a package that exists already: jest warns of two of the same name.
	modulePathIgnorePatterns: ['<rootDir>/dist/package.json', '<rootDir>/.cache/'],
});

module.exports = {
	// Three processes fill two processors: half of the time of a workflow test is spent waiting.
	maxWorkers: 3,
	testSequencer: '<rootDir>/test/sequencer.js',
	// A test that fails may leave a wait of the node behind, which cannot be ended. The scripts of package.json name this
	// option again, since --selectProjects takes everything up to the next option for names of projects.
	forceExit: true,
	// Most take far less than a second; a busy machine may take its time over one.
	testTimeout: 60_000,
	projects: [
		project('unit', LIBRARIES),
		...['contract', 'history', 'package', 'workflow'].map((name) => project(name)),
	],
};
