import { RecordTable } from '../../../../sandbox/store/recordTable';
import type { Compare } from '../../../../sandbox/store/sortedRows';

const byPoints: Compare = (a, b) =>
	Number(b.values.points) - Number(a.values.points) || a.id - b.id;
const content = (points: number) => ({ values: { points }, links: {} });

/** Numbers from 0 to 9, the same in each run. */
function* dice(seed: number): Generator<number, never> {
	for (let state = seed; ; ) {
		state = (state * 1103515245 + 12345) % 2 ** 31;
		yield Math.floor(state / 65536) % 10;
	}
}

it.each([1, 2, 3, 4, 5])('an order is the same after writes as sorted anew (run %d)', (seed) => {
	const numbers = dice(seed);
	const roll = () => numbers.next().value;
	const table = new RecordTable(() => undefined);
	for (let count = 0; count < 20; count += 1) table.insert(content(roll()));
	for (let round = 0; round < 100; round += 1) {
		for (let writes = roll(); writes > 0; writes -= 1) {
			const id = 1 + roll() * 2 + roll();
			const before = table.get(id);
			const what = roll();
			if (what < 2) table.insert(content(roll()));
			else if (what < 7 && before) table.replace({ ...before, ...content(roll()) });
			else if (before) table.remove(id);
			if (what === 9 && before) table.undo({ id, before });
		}
		const all = table.all();
		const ordered = table.inOrder('points', byPoints);

		expect(ordered).toEqual([...all].sort(byPoints));
		expect(all.map(({ id }) => id)).toEqual(all.map(({ id }) => id).sort((a, b) => a - b));
		expect(all.every((record) => table.get(record.id) === record)).toBe(true);
		expect(all).toHaveLength(table.size);
		expect(table.inOrder('points', byPoints)).toBe(ordered);
	}
});
