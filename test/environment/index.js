/**
 * The environment of a test: Node's, with a way to what is loaded once for each of Jest's processes, outside of the test's own
 * globals, and not again for each test file (outside.js). n8n took 3 of a file's 5 seconds (2,010 modules). The built node,
 * which n8n loads there, is new for each file.
 */
const { TestEnvironment } = require('jest-environment-node');
const { join, sep } = require('node:path');

const { watch } = require('../watchdog');

/** One thread watches over all files of a process. */
let setFile;

const DIST = join(__dirname, '..', '..', 'dist') + sep;

module.exports = class extends TestEnvironment {
	constructor(config, context) {
		super(config, context);
		setFile ??= watch(config.projectConfig.testEnvironmentOptions.longestBlockMs);
		setFile(context.testPath);
	}

	async setup() {
		await super.setup();
		for (const path of Object.keys(require.cache)) {
			if (path.startsWith(DIST)) delete require.cache[path];
		}
		// Jest gives a test a copy, and n8n would not see the settings that tools/engine makes.
		this.global.process.env = process.env;
		this.global.outside = { require, Date, console, process };
	}
};
