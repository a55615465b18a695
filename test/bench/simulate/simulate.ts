import { chanceOf } from './chance';
import { work } from './client';
import { type Contender, NODE } from './contenders';
import { Gateway } from './gateway';
import type { Scenario } from './scenarios';
import { onSimulatedClock } from './clock';

/** What one run of a scenario came to. */
export interface Run {
	/** Times as long as the server's rule makes necessary. */
	ofLimit: number;
	/** Of a hundred requests. */
	refused: number;
	/** How many times longer the slowest client took than the fastest. */
	spread: number;
	givenUp: number;
	/** The longest wait of a request, in times of what it would be if each client had an equal share. */
	starved: number;
}

/** The shortest time in which the rule lets so many requests through, in milliseconds. */
function shortest(requests: number, most: (ms: number) => number): number {
	let [less, more] = [0, 24 * 3_600_000];
	while (more - less > 1) {
		const middle = (less + more) / 2;
		if (most(middle) >= requests) more = middle;
		else less = middle;
	}
	return more;
}

/** The time that nobody can beat: the rule's, and that of each client's own limit. Latency of the last answer included. */
function limitOf({ clients, latency, transit }: Scenario, most: (ms: number) => number): number {
	const answer = latency.mean + 4 * transit;
	const own = clients.map(
		({ startsAt, items, atOnce }) => startsAt + (Math.ceil(items / atOnce) * 2 + 1) * answer,
	);
	// What comes from some time on cannot be done before.
	const rule = clients.map(({ startsAt }) => {
		const later = clients.filter((client) => client.startsAt >= startsAt);
		const requests = later.reduce((sum, { items }) => sum + 2 * items + 1, 0);
		return startsAt + shortest(requests, most) + (most(1000) === Infinity ? 0 : answer);
	});
	return Math.max(...own, ...rule);
}

/** One scenario, once: the same for the same seed. */
export async function simulate(
	scenario: Scenario,
	seed: number,
	contender: Contender = NODE,
): Promise<Run> {
	const chance = chanceOf(seed);
	const { clients, latency } = scenario;
	const { limit, most } = scenario.start(chance);
	const gateway = new Gateway({ ...scenario, limit, chance });
	const random = Math.random;
	Math.random = () => chance.unit();
	try {
		return await onSimulatedClock(async () => {
			const began = performance.now();
			const outcomes = await Promise.all(
				clients.map(async (load) => await work(load, gateway, contender)),
			);
			const least = limitOf(scenario, most);
			const requests = clients.reduce((sum, { items }) => sum + 2 * items + 1, 0);
			const times = outcomes.map(({ time, items }) => time / items);
			// What a request would wait if all its client's others were before it.
			const fair = ({ atOnce }: { atOnce: number }) =>
				Math.max(latency.mean + 4 * scenario.transit, (least / requests) * clients.length * atOnce);
			return {
				ofLimit: (Math.max(...outcomes.map(({ endedAt }) => endedAt)) - began) / least,
				refused: (100 * gateway.refused) / gateway.requests,
				spread: Math.max(...times) / Math.min(...times),
				givenUp: outcomes.reduce((sum, outcome) => sum + outcome.givenUp, 0),
				starved: Math.max(...outcomes.map((outcome) => outcome.longest / fair(outcome))),
			};
		});
	} finally {
		Math.random = random;
	}
}
