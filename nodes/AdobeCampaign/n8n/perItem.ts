import { onePerRun } from './onePerRun';

/** Keeps what was read of an item for the one reader that comes after, so that no expression is evaluated twice. */
export class PerItem<T> {
	private readonly ofRun = onePerRun<Map<number, T>>();

	keep(run: object, itemIndex: number, value: T): T {
		this.ofRun(run, () => new Map()).set(itemIndex, value);
		return value;
	}

	/** What is kept, which is then forgotten; read now if nothing is. */
	take(run: object, itemIndex: number, read: () => T): T {
		const values = this.ofRun(run, () => new Map());
		const value = values.get(itemIndex);
		values.delete(itemIndex);
		return value ?? read();
	}
}
