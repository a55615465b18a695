import { untilStopped } from '../n8n/wait';

/** Lets those that mean the same go one at a time, in the order in which they came. */
export class Turns {
	/** By name: fulfilled when the last one that came is done, and all before it. */
	private readonly last = new Map<string, Promise<void>>();

	/**
	 * Works when it is this one's turn, or when the run is stopped, which ends all waiting.
	 *
	 * @param work its failure is its own, and the next one's turn comes all the same
	 */
	async take<T>(name: string, work: () => Promise<T>, signal?: AbortSignal): Promise<T> {
		const before = this.last.get(name) ?? Promise.resolve();
		const working = untilStopped(before, signal).then(work);
		const done = Promise.all([before, working.catch(() => undefined)]).then(() => {
			if (this.last.get(name) === done) this.last.delete(name);
		});
		this.last.set(name, done);
		return await working;
	}
}
