import { nodeDate } from '../workflow/built';
import { takeClock } from './clock';

const HOUR_MS = 3_600_000;

test('A step moves the clock of the test and of the node, and restore() ends it', () => {
	const now = () => [Date.now(), nodeDate.now()];
	const before = now();
	const clock = takeClock();
	clock.step(HOUR_MS);
	const stepped = now();
	clock.restore();
	const restored = now();

	for (const [index, start] of before.entries()) {
		expect(stepped[index]).toBeGreaterThanOrEqual(start + HOUR_MS);
		expect(restored[index]).toBeLessThan(start + HOUR_MS);
	}
});
