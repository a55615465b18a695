import { onePerRun } from './onePerRun';

/**
 * Keeps what one run of a node needs more than once, such as the credential's fields or the metadata, so that it
 * is read once and not for every item.
 */
export class PerRun<T> {
	private readonly ofRun = onePerRun<Map<string, Promise<T>>>();

	/** The value kept under `name`, read first if there is none. A failed read is not kept. */
	async get(run: object, name: string, read: () => Promise<T>): Promise<T> {
		const values = this.ofRun(run, () => new Map());
		const value = values.get(name) ?? read();
		values.set(name, value);
		value.catch(() => values.delete(name));
		return await value;
	}
}
