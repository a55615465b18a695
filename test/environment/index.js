/**
 * The environment of a workflow test: Node's, in which n8n itself is loaded once for each of Jest's processes and not again for
 * each test file, which took 3 of its 5 seconds (2,010 modules). n8n then runs outside of the test's own globals, as everywhere
 * else. The built node, which n8n loads, is new for each file.
 */
const { TestEnvironment } = require('jest-environment-node');
const { join, sep } = require('node:path');

const DIST = join(__dirname, '..', '..', 'dist') + sep;

module.exports = class extends TestEnvironment {
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
