/** Keeps what was read of an item for the one reader that comes after, so that no expression is evaluated twice. */
export class PerItem<T> {
	private readonly kept = new WeakMap<object, Map<number, T>>();

	keep(run: object, itemIndex: number, value: T): T {
		const values = this.kept.get(run) ?? new Map<number, T>();
		this.kept.set(run, values.set(itemIndex, value));
		return value;
	}

	/** What is kept, which is then forgotten; read now if nothing is. */
	take(run: object, itemIndex: number, read: () => T): T {
		const values = this.kept.get(run);
		const value = values?.get(itemIndex);
		values?.delete(itemIndex);
		return value ?? read();
	}
}
