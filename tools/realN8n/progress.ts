/** Shows progress to a person. */
export interface Report {
	/** A line of text. */
	say(line: string): void;
	/** Begins long work; the returned function ends it, with a line about the outcome if given. */
	begin(doing: string): (outcome?: string) => void;
}

/** For tests: prints nothing. */
export const silent: Report = { say: () => undefined, begin: () => () => undefined };

/** On a terminal one line that counts the seconds; elsewhere a line now and one every ten seconds. */
export const onConsole: Report = {
	say: (line) => console.log(line),
	begin(doing) {
		const { isTTY } = process.stdout;
		const started = Date.now();
		const seconds = () => Math.round((Date.now() - started) / 1000);
		const tick = () =>
			isTTY
				? process.stdout.write(`\r\u001b[2K${doing} ... ${seconds()} s`)
				: console.log(`  ... ${seconds()} s`);
		if (isTTY) tick();
		else console.log(`${doing} ...`);
		const timer = setInterval(tick, isTTY ? 1000 : 10_000);
		return (outcome) => {
			clearInterval(timer);
			if (isTTY) process.stdout.write('\r\u001b[2K');
			if (outcome) console.log(`${outcome} (${seconds()} s)`);
		};
	},
};
