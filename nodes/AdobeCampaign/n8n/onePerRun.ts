/**
 * Keeps one value for each run of a node, made when it is first asked for. The key is n8n's execution context, so it is
 * forgotten with the run.
 */
export function onePerRun<T>() {
	const kept = new WeakMap<object, T>();
	return (run: object, make: () => T): T => {
		const value = kept.get(run) ?? make();
		kept.set(run, value);
		return value;
	};
}
