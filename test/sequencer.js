const { default: Sequencer } = require('@jest/test-sequencer');

/** Files that take longer than their size tells, which is what Jest goes by as long as it has never run them. */
const LONG = [
	/test\/history\/history\.test/,
	/test\/package\/build\.test/,
	/test\/workflow\/run\//,
	/test\/contract\/probe\//,
	/test\/unit\/watchdog\//,
];

const rankOf = ({ path }) => {
	const rank = LONG.findIndex((pattern) => pattern.test(path));
	return rank === -1 ? LONG.length : rank;
};

/** Starts the long files first, so that at the end no process waits for one of them. */
module.exports = class extends Sequencer {
	sort(tests) {
		return super.sort(tests).sort((one, other) => rankOf(one) - rankOf(other));
	}
};
