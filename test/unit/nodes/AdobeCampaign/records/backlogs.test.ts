import type { Checkpoint } from '../../../../../nodes/AdobeCampaign/records/checkpoint';
import { placeOf } from '../../../../../nodes/AdobeCampaign/records/checkpoint';
import type { Row } from './simulatedCampaign';
import {
	simulatedTrigger,
	type Emitted,
	type Limits,
	type TriggerSetting,
} from './simulatedTrigger';

/** The tests are long loops: between two of them the process shows that it is alive (tools/watchdog). */
afterEach(async () => await new Promise((resolve) => setImmediate(resolve)));

const MINUTE = 60_000;
const BEGIN = Date.UTC(2026, 10, 25, 10);

/** A trigger that has begun, with what its polls put out. */
function scene(setting: Partial<TriggerSetting> = {}) {
	const clock = { time: BEGIN };
	const rows: Row[] = [];
	const trigger = simulatedTrigger({
		rows,
		clock,
		watched: 'both',
		way: 'sorted',
		overlapMs: 15 * MINUTE,
		lineCount: 1000,
		...setting,
	});
	let kept = trigger.begin();
	let largest = 0;
	const polls: Emitted[][] = [];
	const poll = async (limits?: Limits) => {
		const { output, after } = await trigger.poll(kept, limits);
		kept = JSON.parse(JSON.stringify(after)) as Checkpoint;
		largest = Math.max(
			largest,
			JSON.stringify(after).length + JSON.stringify(placeOf(after)).length,
		);
		polls.push(output);
		return output;
	};
	return {
		rows,
		clock,
		poll,
		asked: trigger.asked,
		emitted: () => polls.flat(),
		kept: () => kept,
		goOnAt: (checkpoint: Checkpoint) => {
			kept = checkpoint;
		},
		largest: () => largest,
		create: (moment: number, lastModified = moment) => {
			const versions = [{ moment: lastModified, visibleAt: moment }];
			rows.push({ acsId: `r${rows.length}`, created: moment, versions });
		},
		patch: (key: string, moment: number) =>
			rows[Number(key.slice(1))].versions.push({ moment, visibleAt: moment }),
		/** Polls until nothing more is put out; n8n keeps the time of a poll a minute after the one before. */
		async drain(limits: Limits, most: number) {
			for (let count = 1; count <= most; count += 1) {
				clock.time += MINUTE;
				const output = await poll(limits);
				if (output.length === 0 && !kept.backlog) return count;
			}
			throw new Error(`Not done after ${most} polls`);
		},
	};
}

const countOf = (values: string[]) => {
	const counts = new Map<string, number>();
	for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
	return counts;
};

/** Room for what `WatchedFields` keeps, 101,000 characters, and for what n8n stores around it. */
const ROOM = 97_000;

it('50,000 rows of one moment come at once, and once, also where the trigger goes on at its place', async () => {
	const { clock, create, poll, emitted, kept, goOnAt, largest } = scene();
	for (let count = 0; count < 50_000; count += 1) create(BEGIN + MINUTE);
	clock.time += 2 * MINUTE;
	expect(await poll({ most: 5000 })).toHaveLength(50_000);
	expect(await poll()).toEqual([]);
	goOnAt(placeOf(kept()));
	expect(await poll()).toEqual([]);
	expect(new Set(emitted().map(({ key }) => key)).size).toBe(50_000);
	expect(largest()).toBeLessThan(ROOM);
});

it('12,000 creations are worked off oldest first, each once, though the workflow updates each', async () => {
	const { rows, clock, create, patch, poll, emitted, kept, largest } = scene();
	for (let count = 0; count < 12_000; count += 1) create(BEGIN + MINUTE + 2 * count);
	// This one was changed before the list comes to its creation, so its creation is still to be put out.
	patch('r11000', BEGIN + 2.5 * MINUTE);
	clock.time += 3 * MINUTE;
	let polls = 0;
	do {
		polls += 1;
		const output = await poll({ most: 4000 });
		clock.time += MINUTE;
		const created = output.filter(({ event }) => event === 'created');
		for (const [index, { key }] of created.entries())
			patch(key, clock.time - MINUTE / 2 + index / 10);
	} while (kept().backlog);
	await poll();

	expect(polls).toBeLessThan(14);
	const created = countOf(
		emitted().flatMap(({ key, event }) => (event === 'created' ? [key] : [])),
	);
	expect(created.size).toBe(rows.length);
	expect(Math.max(...created.values())).toBe(1);
	const updated = new Set(
		emitted().flatMap(({ key, event }) => (event === 'updated' ? [key] : [])),
	);
	expect(updated.size).toBe(rows.length);
	expect(largest()).toBeLessThan(ROOM);
});

it.each([
	['created', 0],
	['updated', 1],
	['both', 1],
] as const)('of a creation that 12,000 rows pushed out of memory, %s', async (watched, updates) => {
	const { clock, create, patch, poll } = scene({ watched });
	create(BEGIN + MINUTE);
	clock.time += 2 * MINUTE;
	expect(await poll()).toHaveLength(watched === 'updated' ? 0 : 1);
	for (let count = 0; count < 12_000; count += 1) create(BEGIN + 3 * MINUTE + count);
	clock.time += 4 * MINUTE;
	await poll({ most: 5000 });
	patch('r0', clock.time);
	clock.time += MINUTE;
	const later: Emitted[] = [];
	for (let count = 0; count < 6; count += 1) later.push(...(await poll({ most: 5000 })));
	expect(later.filter(({ key }) => key === 'r0').map(({ event }) => event)).toEqual(
		updates ? ['updated'] : [],
	);
});

it.each([1, 40, 7000])(
	'3,000 rows of the future, %i a moment, come once, and do not stand in the way',
	async (size) => {
		const { clock, create, poll, emitted, kept, largest, drain } = scene();
		for (let count = 0; count < 3000; count += 1) {
			create(BEGIN + 1, BEGIN + 100 * MINUTE + Math.floor(count / size));
		}
		clock.time += MINUTE;
		expect(await poll({ most: 400 })).not.toEqual([]);
		create(clock.time);
		clock.time += MINUTE;
		expect(await poll({ most: 400 })).toContainEqual(expect.objectContaining({ key: 'r3000' }));
		await drain({ most: 400 }, 5);
		expect(kept().cursor).toBeLessThanOrEqual(clock.time);
		expect(kept().from).toBeLessThanOrEqual(clock.time);
		expect(placeOf(kept()).from).toBeLessThanOrEqual(clock.time);
		expect(largest()).toBeLessThan(ROOM);
		clock.time += 200 * MINUTE;
		await drain({ most: 400 }, 20);
		expect(Math.max(...countOf(emitted().map(({ key }) => key)).values())).toBe(1);
		expect(emitted()).toHaveLength(3001);
	},
);

it('more rows than a poll has time for are worked off, though they are all within the overlap', async () => {
	const { clock, create, emitted, drain } = scene({ overlapMs: 24 * 60 * MINUTE, lineCount: 100 });
	for (let count = 0; count < 5000; count += 1) create(BEGIN + 1 + count);
	clock.time += MINUTE;
	expect(await drain({ pages: 12 }, 20)).toBeGreaterThan(8);
	expect(emitted()).toHaveLength(5000);
});

it('a moment that no poll can read to its end is put out by and by, or fails with words', async () => {
	const { clock, create, poll, emitted } = scene({ lineCount: 1000, mostLines: 1000 });
	for (let count = 0; count < 20_000; count += 1) create(BEGIN + MINUTE);
	clock.time += 2 * MINUTE;
	expect(await poll({ pages: 6 })).not.toEqual([]);
	expect(await poll({ pages: 7 })).not.toEqual([]);
	// No part is put out that could not be remembered together with the others.
	for (const pages of [4, 7, 12, 16]) {
		await expect(poll({ pages })).rejects.toThrow('More than one poll can read');
	}
	await poll();
	expect(Math.max(...countOf(emitted().map(({ key }) => key)).values())).toBe(1);
	expect(emitted()).toHaveLength(20_000);
});

it.each(['order', 'unsorted'] as const)(
	'a row that is deleted while a list is read hides no other one for good, by %s',
	async (way) => {
		const { clock, create, rows, poll, emitted } = scene({ way, lineCount: 5, latency: 1000 });
		for (let count = 0; count < 30; count += 1) create(BEGIN + (count + 1) * MINUTE);
		clock.time += 180 * MINUTE;
		// On the first page, and gone before the third one.
		rows[way === 'order' ? 28 : 2].deletedAt = clock.time + 2500;
		await poll();
		clock.time += MINUTE;
		await poll();
		expect(new Set(emitted().map(({ key }) => key)).size).toBe(30);
		expect(emitted()).toHaveLength(30);
	},
);

it.each([
	['seconds', 1000, 300, 2, 0],
	['minutes', MINUTE, 2000, 25, 0],
	['days', 24 * 60 * MINUTE, 10, MINUTE, 700],
])(
	'a filter that compares %s is worked off in few requests',
	async (_, grain, count, step, before) => {
		const { clock, create, emitted, drain, asked } = scene({ grain, lineCount: 200 });
		for (let index = 0; index < before; index += 1) create(BEGIN - (before - index) * 1000);
		for (let index = 0; index < count; index += 1) create(BEGIN + 1 + index * step);
		clock.time += 60 * MINUTE;
		const begun = asked();
		expect(await drain({ pages: 40 }, 3)).toBe(2);
		expect(asked() - begun).toBeLessThan(60);
		const found = emitted().filter(({ moment }) => moment > BEGIN);
		expect(found).toHaveLength(count);
		expect(new Set(found.map(({ key }) => key)).size).toBe(count);
	},
);
