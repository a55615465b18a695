/**
 * Jest's transform for packages that are loaded outside of a test's own globals: a file of theirs becomes one line, which
 * requires the file there. jest.config.js names the packages.
 */
const { createHash } = require('node:crypto');

const codeFor = (path) => `module.exports = globalThis.outside.require(${JSON.stringify(path)});\n`;

module.exports = {
	process: (_source, path) => ({ code: codeFor(path) }),
	getCacheKey: (_source, path) => createHash('sha256').update(codeFor(path)).digest('hex'),
};
