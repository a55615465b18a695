/** Lets those that mean the same go one at a time, in the order in which they came. */
export class Turns {
	/** By name: fulfilled when the last one that came is done. */
	private readonly last = new Map<string, Promise<void>>();

	/**
	 * Works when it is this one's turn.
	 *
	 * @param work its failure is its own, and the next one's turn comes all the same
	 */
	async take<T>(name: string, work: () => Promise<T>): Promise<T> {
		const before = this.last.get(name);
		let end = () => {};
		const done = new Promise<void>((resolve) => {
			end = resolve;
		});
		this.last.set(name, done);
		try {
			await before;
			return await work();
		} finally {
			end();
			if (this.last.get(name) === done) this.last.delete(name);
		}
	}
}
