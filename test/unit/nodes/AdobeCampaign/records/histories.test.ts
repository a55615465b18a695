import fc from 'fast-check';

import type { Checkpoint, Watched } from '../../../../../nodes/AdobeCampaign/records/checkpoint';
import { shownAt, type Row, type Version } from './simulatedCampaign';
import { simulatedTrigger, type Emitted, type Polled, type Way } from './simulatedTrigger';

/** The tests are long loops: between two of them the process shows that it is alive (tools/watchdog). */
afterEach(async () => await new Promise((resolve) => setImmediate(resolve)));

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const DAY = 24 * 60 * MINUTE;
const BEGIN = Date.UTC(2026, 10, 25, 10);

const OVERLAP = 15 * MINUTE;
/** How late a change may appear: the rest of the overlap is for clocks that differ and for the time that a poll takes. */
const LATEST = 9 * MINUTE;
const SKEW = 3 * MINUTE;

/** Rows that are there before the trigger begins. */
const OLD_ROWS = 12;

const lateness = fc.oneof(
	{ weight: 3, arbitrary: fc.constant(0) },
	{ weight: 2, arbitrary: fc.integer({ min: 0, max: LATEST }) },
);

/** What happens to Campaign's rows, and when the trigger polls. Nothing else is random. */
const happening = fc.oneof(
	{ weight: 4, arbitrary: fc.record({ op: fc.constant('create' as const), late: lateness }) },
	{
		weight: 6,
		arbitrary: fc.record({ op: fc.constant('update' as const), row: fc.nat(), late: lateness }),
	},
	{
		weight: 2,
		arbitrary: fc.record({
			op: fc.constant('import' as const),
			row: fc.nat(),
			size: fc.integer({ min: 2, max: 25 }),
			isNew: fc.boolean(),
			late: lateness,
		}),
	},
	{
		weight: 1,
		arbitrary: fc.record({
			op: fc.constant('explicit' as const),
			row: fc.nat(),
			/** Into the future, or the past. */
			by: fc.oneof(
				fc.integer({ min: SECOND, max: 60 * MINUTE }),
				fc.integer({ min: -10 * DAY, max: -SECOND }),
			),
		}),
	},
	{
		weight: 1,
		arbitrary: fc.record({
			op: fc.constant('delete' as const),
			row: fc.nat(),
			/** Perhaps while a list is paged. */
			after: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 2 * MINUTE })),
		}),
	},
	{ weight: 1, arbitrary: fc.record({ op: fc.constant('rotate' as const) }) },
	{
		weight: 2,
		arbitrary: fc.record({
			op: fc.constant('wait' as const),
			ms: fc.integer({ min: SECOND, max: 20 * MINUTE }),
		}),
	},
	{
		weight: 8,
		arbitrary: fc.record({
			op: fc.constant('poll' as const),
			pages: fc.oneof(fc.constant(Infinity), fc.integer({ min: 1, max: 6 })),
			most: fc.oneof(fc.constant(Infinity), fc.integer({ min: 1, max: 8 })),
			/** The request that fails, if the poll comes to it. */
			failsAt: fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, fc.integer({ min: 1, max: 6 })),
			/** n8n ends between what is put out and what is saved. */
			isLost: fc.boolean().map((is) => is),
		}),
	},
);

const setting = fc.record({
	watched: fc.constantFrom<Watched>('created', 'updated', 'both'),
	way: fc.constantFrom<Way>('sorted', 'sorted', 'sorted', 'unsorted', 'order'),
	skew: fc.oneof(fc.constant(0), fc.integer({ min: -SKEW, max: SKEW })),
	lineCount: fc.integer({ min: 1, max: 7 }),
	isStrict: fc.boolean(),
	grain: fc.oneof({ weight: 4, arbitrary: fc.constant(1) }, fc.constantFrom(SECOND, MINUTE)),
	latency: fc.integer({ min: 1, max: 2 * SECOND }),
	gap: fc.integer({ min: 2, max: 90 * SECOND }),
	history: fc.array(happening, { minLength: 1, maxLength: 60 }),
});

type Scene = typeof setting extends fc.Arbitrary<infer T> ? T : never;

const nameOf = ({ key, moment }: { key: string; moment: number }) => `${key} ${moment}`;

/** Plays one history, and returns all that must be true and is not. */
async function play({ history, gap, ...scene }: Scene): Promise<string[]> {
	const wrong: string[] = [];
	const clock = { time: BEGIN };
	const rows: Row[] = [];
	const rotations: number[] = [];
	/** Rows with a moment that Campaign's clock did not set: whether they are new cannot always be known. */
	const odd = new Set<Row>();
	let written = BEGIN;

	const write = (row: Row, version: Version) => {
		// Rows are locked: what is written later is committed later.
		const last = row.versions[row.versions.length - 1];
		const visibleAt = Math.max(version.visibleAt, last?.visibleAt ?? 0);
		row.versions.push({ ...version, visibleAt });
	};
	/** No two happenings in one millisecond, but fractions of it. */
	const tick = () => {
		written = Math.max(written + 1, Math.floor(clock.time));
		clock.time = written + 1;
		return written + (written % 10) / 10;
	};
	const create = (moment: number, late: number) => {
		const row: Row = { acsId: `r${rows.length}`, created: moment, versions: [] };
		rows.push(row);
		write(row, { moment, visibleAt: moment + late });
	};
	for (let index = 0; index < OLD_ROWS; index += 1) {
		const acsId = `r${index}`;
		const moment = BEGIN - (index % 2 ? index * MINUTE : DAY + index);
		rows.push({ acsId, created: BEGIN - 3 * DAY, versions: [{ moment, visibleAt: 0 }] });
	}
	const some = (index: number) => rows[index % rows.length];

	let requests = 0;
	let failsAt = 0;
	const trigger = simulatedTrigger({
		...scene,
		rows,
		rotations,
		clock,
		overlapMs: OVERLAP,
		mostLines: scene.lineCount,
		fails: () => (requests += 1) === failsAt,
	});

	let kept = trigger.begin();
	let latestClock = trigger.now();
	/** All that was put out, and what was put out by a poll that was saved. */
	const emitted: Emitted[] = [];
	const saved = new Map<string, Emitted>();
	const savedCreations = new Set<string>();

	/** A version that was shown as long as a poll took that read everything must have been put out. */
	const expectAll = (from: number, to: number, when: string) => {
		const names = new Set(emitted.map(nameOf));
		const known = new Set(emitted.map(({ key }) => key));
		for (const row of rows) {
			const version = shownAt(row, from);
			if (!version || shownAt(row, to) !== version) continue;
			const moment = Math.floor(version.moment);
			const isOld = moment < BEGIN || moment < version.visibleAt - LATEST - 1;
			const isFuture = version.moment > from + scene.skew;
			if (isOld || isFuture || (version.visibleAt < BEGIN + 1 && row.created < BEGIN)) continue;
			const isNew = row.created >= BEGIN;
			const isOdd = odd.has(row);
			const wanted =
				scene.watched === 'both' ||
				(scene.watched === 'updated' && (!isNew || version.moment - row.created > SECOND));
			if (wanted && !names.has(`${row.acsId} ${moment}`)) {
				wrong.push(`${when}: lost ${row.acsId} ${moment - BEGIN}`);
			}
			if (scene.watched === 'created' && isNew && !isOdd && !known.has(row.acsId)) {
				wrong.push(`${when}: creation of ${row.acsId} lost`);
			}
		}
	};

	const check = (before: Checkpoint, { output, after }: Polled, isSaved: boolean) => {
		latestClock = Math.max(latestClock, trigger.now());
		output.forEach(({ moment }, index) => {
			if (index > 0 && moment < output[index - 1].moment) wrong.push('not the oldest first');
		});
		if (after.cursor > latestClock) wrong.push('cursor in the future');
		if (after.from > after.cursor + 1 && after.from > latestClock - OVERLAP)
			wrong.push('from in the future');
		if (after.from < before.from) wrong.push('from decreases');
		if (after.createdFrom < before.createdFrom) wrong.push('createdFrom decreases');
		if (after.createdFrom > after.from) wrong.push('createdFrom after from');
		emitted.push(...output);
		for (const one of output) {
			const row = rows.find(({ acsId }) => acsId === one.key);
			const isNew = row !== undefined && row.created >= BEGIN;
			if (one.event === 'created' && !isNew) wrong.push(`${one.key} is not new`);
			if (scene.watched !== 'both' && one.event !== scene.watched) wrong.push('another event');
			if (!isSaved) continue;
			if (saved.has(nameOf(one))) wrong.push(`twice ${nameOf(one)}`);
			if (one.event === 'created' && savedCreations.has(one.key) && row && !odd.has(row)) {
				wrong.push(`created twice ${one.key}`);
			}
			const isFirst = ![...saved.values()].some(({ key }) => key === one.key);
			if (
				scene.watched === 'both' &&
				isNew &&
				isFirst &&
				row &&
				!odd.has(row) &&
				one.event !== 'created'
			) {
				wrong.push(`${one.key} is new`);
			}
			saved.set(nameOf(one), one);
			if (one.event === 'created') savedCreations.add(one.key);
		}
	};

	const poll = async (pages: number, most: number, isLost: boolean, when: string) => {
		const before = JSON.stringify(kept);
		const begun = clock.time;
		const isWhole = kept.backlog?.resume === undefined;
		const polled = await trigger.poll(kept, { pages, most }).catch(() => undefined);
		if (JSON.stringify(kept) !== before) wrong.push('the checkpoint was changed');
		if (!polled) return false;
		check(kept, polled, !isLost);
		// A row that another one has hidden, which was deleted meanwhile, is found by the next poll.
		const isDisturbed =
			scene.way !== 'sorted' &&
			rows.some(({ deletedAt = 0 }) => deletedAt > begun && deletedAt <= clock.time);
		if (!polled.after.backlog && isWhole && !isDisturbed) expectAll(begun, clock.time, when);
		if (!isLost) kept = JSON.parse(JSON.stringify(polled.after)) as Checkpoint;
		return true;
	};

	for (const [index, event] of history.entries()) {
		clock.time += gap;
		const moment = tick();
		if (event.op === 'create') create(moment, event.late);
		if (event.op === 'update') write(some(event.row), { moment, visibleAt: moment + event.late });
		if (event.op === 'import') {
			for (let count = 0; count < event.size; count += 1) {
				if (event.isNew) create(moment, event.late);
				else if (count < rows.length) {
					write(some(event.row + count), { moment, visibleAt: moment + event.late });
				}
			}
		}
		if (event.op === 'explicit') {
			const row = some(event.row);
			odd.add(row);
			write(row, { moment: moment + event.by, visibleAt: moment });
		}
		if (event.op === 'delete') some(event.row).deletedAt ??= moment + event.after;
		if (event.op === 'rotate') rotations.push(moment);
		if (event.op === 'wait') clock.time += event.ms;
		if (event.op === 'poll') {
			requests = 0;
			failsAt = event.failsAt;
			await poll(event.pages, event.most, event.isLost && index % 3 === 0, `poll ${index}`);
		}
	}

	// Nothing more happens. Every poll may read a page more than the largest import has, three times; five times where a filter that
	// begins too early has to be asked for two moments before that is seen.
	failsAt = 0;
	const readings = scene.grain > 1 ? 5 : 3;
	const limits = { pages: readings * Math.ceil(60 / scene.lineCount) + 3, most: 5 };
	const isSorted = scene.way === 'sorted';
	for (const pause of [0, LATEST, 2 * 60 * MINUTE]) {
		clock.time += pause;
		let polls = 0;
		for (let quiet = 0; quiet < 2; polls += 1) {
			if (polls > rows.length + 60) {
				wrong.push(`not done after ${polls} polls`);
				break;
			}
			const count = emitted.length;
			clock.time += MINUTE;
			const { pages, most } = isSorted ? limits : { pages: Infinity, most: Infinity };
			if (!(await poll(pages, most, false, 'at the end'))) wrong.push('the trigger is stuck');
			quiet = emitted.length === count && !kept.backlog ? quiet + 1 : 0;
		}
	}
	expectAll(clock.time, clock.time, 'in the end');
	return wrong;
}

test('nothing is lost, nothing comes twice, and nothing gets stuck, whatever happens', async () => {
	const settings = {
		seed: Number(process.env.SEED ?? 13),
		numRuns: Number(process.env.PROPERTY_RUNS ?? 150),
	};
	await fc.assert(
		fc.asyncProperty(setting, async (scene) => {
			expect(await play(scene)).toEqual([]);
		}),
		settings,
	);
});
