import { type Harness, startHarness } from '../workflow/harness';
import { playSeed } from './seeds';

let harness: Harness;

beforeAll(async () => {
	harness = await startHarness();
});

afterAll(async () => await harness.close());

const SEEDS = Array.from({ length: 100 }, (_, index) => index + 1);

// To play one again: npm run test:history -- --seed 17
test.each(SEEDS)('the history of seed %i is as it must be', async (seed) => {
	const { violations } = await playSeed(harness, seed);

	expect(violations).toEqual([]);
});
