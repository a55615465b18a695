import { type Harness, startHarness } from '../workflow/harness';
import { playSeed } from './seeds';

let harness: Harness;

beforeAll(async () => {
	harness = await startHarness();
});

afterAll(async () => await harness.close());

const SEEDS = Array.from({ length: 100 }, (_, index) => index + 1);

// To play one again: npm run test:history -- --seed 17
test.each(SEEDS)('The history of seed %i has no violation', async (seed) => {
	const { violations } = await playSeed(harness, seed);

	expect(violations).toEqual([]);
});
