/**
 * Keeps what one run of a node needs more than once, such as the credential's fields or the metadata, so that it
 * is read once and not for every item. The key is n8n's execution context, so it is forgotten with the run.
 */
export class PerRun<T> {
	private readonly kept = new WeakMap<object, Map<string, Promise<T>>>();

	/** The value kept under `name`, read first if there is none. A failed read is not kept. */
	async get(run: object, name: string, read: () => Promise<T>): Promise<T> {
		const values = this.kept.get(run) ?? new Map<string, Promise<T>>();
		this.kept.set(run, values);
		const value = values.get(name) ?? read();
		values.set(name, value);
		value.catch(() => values.delete(name));
		return await value;
	}
}
