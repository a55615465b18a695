/**
 * Node's environment, but what a test started, such as an n8n of its own, ends with Jest. Jest gives a test a
 * copy of `process`, which gets no events, and a signal is no exit.
 */
const { TestEnvironment } = require('jest-environment-node');

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'];
const stop = () => process.exit(130);

module.exports = class extends TestEnvironment {
	async setup() {
		await super.setup();
		const ofTest = this.global.process;
		this.endTest = () => ofTest.emit('exit');
		process.once('exit', this.endTest);
		for (const signal of SIGNALS) process.on(signal, stop);
	}

	async teardown() {
		process.removeListener('exit', this.endTest);
		for (const signal of SIGNALS) process.removeListener(signal, stop);
		await super.teardown();
	}
};
