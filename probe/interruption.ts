/** A signal may come twice: from the terminal, and from npm or tsx, which pass it on. */
const SAME_MS = 1000;

/**
 * What ends a run before its time. The first signal, or an output that nobody reads any more, interrupts it; a later signal is of
 * somebody who does not want to wait for a server that does not answer.
 */
export function endsOf(process: NodeJS.Process) {
	const interruption = new AbortController();
	const impatience = new AbortController();
	let since = 0;
	const interrupt = () => {
		if (!interruption.signal.aborted) {
			since = performance.now();
			console.error('Interrupted. Cleaning up ... Interrupt again to leave at once.');
			interruption.abort();
		} else if (performance.now() - since > SAME_MS) impatience.abort();
	};
	for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, interrupt);
	// As with "| head", or a terminal that was closed. Without a listener the process would end, and the profile would stay.
	for (const stream of [process.stdout, process.stderr]) {
		stream.on('error', () => interruption.abort());
	}
	return { interruption: interruption.signal, impatience: impatience.signal };
}
