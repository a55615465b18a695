import { latencyOf } from '../../../sandbox/latency';

describe('the latency of the sandbox', () => {
	it('is the same for every answer without a spread', () => {
		expect(latencyOf({ latencyMs: 100, latencySpread: 0 })).toBe(100);
		expect(latencyOf({ latencyMs: 0, latencySpread: 0.5 })).toBe(0);
	});

	it('varies around its mean with a spread', () => {
		const times = Array.from({ length: 20_000 }, () =>
			latencyOf({ latencyMs: 100, latencySpread: 0.5 }),
		);
		const mean = times.reduce((sum, time) => sum + time, 0) / times.length;
		const slow = times.filter((time) => time > 200).length / times.length;

		expect(mean).toBeGreaterThan(96);
		expect(mean).toBeLessThan(104);
		expect(slow).toBeGreaterThan(0.03);
		expect(slow).toBeLessThan(0.07);
	});
});
