import { Gathering } from '../../../../../nodes/AdobeCampaign/n8n/gathering';
import { ONLY_PLACE, type Place } from '../../../../../nodes/AdobeCampaign/n8n/inParallel';

const settled = async () => await new Promise((resolve) => setImmediate(resolve));

/** Guests that gather, at most three; the test does the work, and says when no other item is at work. */
function scene(longestMs = 60_000) {
	const groups: Array<{ names: string[]; answer: (error?: Error) => void }> = [];
	const hurries: Array<() => void> = [];
	let lent = 0;
	const gathering = new Gathering<{ name: string }, string>(
		{ most: 3, longestMs: () => longestMs },
		async (wishes) => {
			await new Promise<void>((resolve, reject) =>
				groups.push({
					names: wishes.map(({ name }) => name),
					answer: (error) => (error ? reject(error) : resolve()),
				}),
			);
			const served = wishes.filter(({ name }) => name !== 'x');
			return new Map(served.map((wish) => [wish, `for ${wish.name}`]));
		},
	);
	const place: Place = {
		atOnce: 5,
		lend: async (waiting, hurry) => {
			lent += 1;
			hurries.push(hurry);
			return await waiting;
		},
	};
	const told: string[] = [];
	const join = (name: string, more: { place?: Place; signal?: AbortSignal } = {}) =>
		void gathering.join({ wish: { name }, place, ...more }).then(
			(result) => told.push(`${name}: ${result ?? 'nothing'}`),
			(error: Error) => told.push(`${name}: ${error.message}`),
		);
	return { gathering, groups, hurries, join, told, lent: () => lent };
}

it('Those that gather are served together when they are enough, and the last one keeps its place', async () => {
	const { groups, join, told, lent } = scene();
	for (const name of ['a', 'b', 'c']) join(name);
	await settled();
	expect(groups.map(({ names }) => names)).toEqual([['a', 'b', 'c']]);
	expect(told).toEqual([]);
	expect(lent()).toBe(2);

	groups[0].answer();
	await settled();
	expect([...told].sort()).toEqual(['a: for a', 'b: for b', 'c: for c']);
});

it('One that comes after the work has begun is in the next group', async () => {
	const { groups, hurries, join, told } = scene();
	for (const name of ['a', 'b', 'c', 'd']) join(name);
	await settled();
	expect(groups).toHaveLength(1);

	hurries[2]();
	await settled();
	expect(groups[1].names).toEqual(['d']);
	groups[1].answer();
	await settled();
	expect(told).toEqual(['d: for d']);
});

it('Those that gather are served when no other item is at work', async () => {
	const { groups, hurries, join } = scene();
	join('a');
	join('b');
	await settled();
	expect(groups).toEqual([]);

	for (const hurry of hurries) hurry();
	await settled();
	expect(groups.map(({ names }) => names)).toEqual([['a', 'b']]);
});

it('One that hurries late calls in no other group', async () => {
	const { groups, hurries, join } = scene();
	join('a');
	await settled();
	hurries[0]();
	join('b');
	await settled();
	hurries[0]();
	await settled();
	expect(groups.map(({ names }) => names)).toEqual([['a']]);

	join('c');
	join('d');
	await settled();
	expect(groups.map(({ names }) => names)).toEqual([['a'], ['b', 'c', 'd']]);
});

it('Those that gather are served when the first has waited long enough', async () => {
	const { groups, join } = scene(5);
	join('a');
	await settled();
	join('b');
	await new Promise((resolve) => setTimeout(resolve, 50));

	expect(groups.map(({ names }) => names)).toEqual([['a', 'b']]);
});

it('Those that gather are served when the run is stopped, and when they are called in', async () => {
	const { gathering, groups, join } = scene();
	const stop = new AbortController();
	join('a', { signal: stop.signal });
	await settled();
	stop.abort();
	await settled();
	join('b');
	await settled();
	gathering.callIn();
	gathering.callIn();
	await settled();

	expect(groups.map(({ names }) => names)).toEqual([['a'], ['b']]);
});

it('One without others is served at once', async () => {
	const { groups, join } = scene();
	join('a', { place: ONLY_PLACE });
	await settled();

	expect(groups.map(({ names }) => names)).toEqual([['a']]);
});

it('A failure is that of the one which works; the others get nothing, as does one without a result', async () => {
	const { groups, join, told } = scene();
	for (const name of ['a', 'x', 'c', 'x', 'e', 'f']) join(name);
	await settled();
	groups[0].answer(new Error('broken'));
	groups[1].answer();
	await settled();

	expect([...told].sort()).toEqual([
		'a: nothing',
		'c: broken',
		'e: for e',
		'f: for f',
		'x: nothing',
		'x: nothing',
	]);
});
