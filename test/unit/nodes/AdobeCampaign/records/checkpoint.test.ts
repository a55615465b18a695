import {
	beginningAfter,
	notBefore,
	placeOf,
	Progress,
	type Change,
	type Checkpoint,
	type Reached,
	type Watched,
} from '../../../../../nodes/AdobeCampaign/records/checkpoint';

const MINUTE = 60_000;
const T = Date.UTC(2026, 10, 25, 10);
const OLD = T - 1000 * MINUTE;

const rulesOf = (watched: Watched = 'both', now = T) => ({
	watched,
	now: () => now,
	overlapMs: 15 * MINUTE,
});

const BEFORE: Checkpoint = {
	from: T - 30 * MINUTE,
	cursor: T - 15 * MINUTE,
	createdFrom: T - 30 * MINUTE,
	seen: '',
};

/** One poll that finds these changes. */
function poll(
	changes: Change[],
	{
		before = BEFORE,
		watched = 'both' as Watched,
		now = T,
		reached = { isEnd: true } as Reached,
	} = {},
) {
	const progress = new Progress(Object.freeze({ ...before }), rulesOf(watched, now));
	const events = changes.map((change) => progress.add(change));
	return { events, progress, after: progress.checkpoint(reached) };
}

const change = (key: string, moment: number, created = OLD): Change => ({ key, moment, created });

describe('What a change is put out as', () => {
	const cases: Array<[string, Change, unknown, unknown, unknown]> = [
		['an old record', change('a', T), undefined, 'updated', 'updated'],
		['a new record', change('a', T, T), 'created', undefined, 'created'],
		[
			'a record changed 2 ms before its creation',
			change('a', T, T + 2),
			'created',
			undefined,
			'created',
		],
		[
			'a new record that was changed already',
			change('a', T, T - MINUTE),
			'created',
			'updated',
			'created',
		],
		[
			'a new record at the beginning',
			change('a', BEFORE.from, BEFORE.from - 2),
			'created',
			undefined,
			'created',
		],
		['a record without a creation', { key: 'a', moment: T }, undefined, 'updated', 'updated'],
		[
			'a change before the beginning',
			change('a', BEFORE.from - 1),
			undefined,
			undefined,
			undefined,
		],
		['a change at the beginning', change('a', BEFORE.from), undefined, 'updated', 'updated'],
	];
	test.each(cases)('%s', (_, one, created, updated, both) => {
		expect(poll([one], { watched: 'created' }).events).toEqual([created]);
		expect(poll([one], { watched: 'updated' }).events).toEqual([updated]);
		expect(poll([one], { watched: 'both' }).events).toEqual([both]);
	});

	it('is known once: by this poll, the next one, and one with another change', () => {
		const first = poll([change('a', T - 2, T - 2), change('a', T - 2, T - 2)]);
		expect(first.events).toEqual(['created', undefined]);
		const next = poll([change('a', T - 2, T - 2), change('a', T - 1, T - 2)], {
			before: first.after,
		});
		expect(next.events).toEqual([undefined, 'updated']);
	});

	it.each(['updated', 'both'] as const)(
		'asks once whether a change is of a watched field, also over polls: %s',
		(watched) => {
			const isChanged = jest.fn(() => false);
			const first = new Progress(BEFORE, rulesOf(watched));
			expect(first.add(change('a', T - 1), isChanged)).toBeUndefined();
			const next = new Progress(first.checkpoint({ isEnd: true }), rulesOf(watched));
			expect(next.add(change('a', T - 1), isChanged)).toBeUndefined();
			expect(isChanged).toHaveBeenCalledTimes(1);
		},
	);

	it('is a creation whatever fields are watched', () => {
		const progress = new Progress(BEFORE, rulesOf('both'));
		expect(progress.add(change('a', T, T), () => false)).toBe('created');
	});

	it('that is of no watched field is no update, also of a record that is new and was changed already', () => {
		const made = change('a', T, T - MINUTE);
		const nothing = () => false;
		expect(new Progress(BEFORE, rulesOf('updated')).add(made, nothing)).toBeUndefined();
		expect(new Progress(BEFORE, rulesOf('both')).add(made, nothing)).toBe('created');
	});
});

describe('checkpoint', () => {
	it('stays an overlap behind the cursor where everything was read', () => {
		const { after } = poll([change('a', T - MINUTE), change('b', T - 2 * MINUTE)]);
		const from = T - 16 * MINUTE;
		expect(after).toMatchObject({ from, cursor: T - MINUTE, createdFrom: from });
		expect(after).not.toHaveProperty('backlog');
	});

	it('never goes back, and is the same where nothing was read', () => {
		const before = { ...BEFORE, from: BEFORE.cursor, createdFrom: BEFORE.cursor };
		expect(poll([], { before }).after).toEqual(before);
	});

	it('is the same however often it is asked for', () => {
		const { progress, after } = poll([change('a', T - MINUTE)]);
		expect(progress.checkpoint({ isEnd: true })).toEqual(after);
	});

	it('does not move beyond the present for a change of the future, which comes once', () => {
		const first = poll([change('a', T + 1)]);
		expect(first.events).toEqual(['updated']);
		expect(first.after.cursor).toBe(BEFORE.cursor);
		const next = poll([change('a', T + 1)], { before: first.after, now: T + MINUTE });
		expect(next.events).toEqual([undefined]);
	});

	it('in a backlog is at the cursor, but not where changes may still appear', () => {
		const far = poll([change('a', T - 20 * MINUTE)], {
			reached: { isEnd: false, isEnough: true },
			before: { ...BEFORE, cursor: BEFORE.from },
		});
		expect(far.after).toMatchObject({
			from: T - 20 * MINUTE,
			cursor: T - 20 * MINUTE,
			createdFrom: BEFORE.createdFrom,
			backlog: { since: BEFORE.from, read: [[T - 20 * MINUTE, T]] },
		});
		const near = poll([change('b', T - MINUTE)], {
			before: far.after,
			reached: { isEnd: false, isEnough: true },
		});
		expect(near.after).toMatchObject({
			from: T - 15 * MINUTE,
			createdFrom: BEFORE.createdFrom,
			backlog: {
				since: BEFORE.from,
				read: [
					[T - 20 * MINUTE, T],
					[T - MINUTE, T],
				],
			},
		});
		const { after } = poll([], { before: near.after });
		expect(after).not.toHaveProperty('backlog');
		expect(after.createdFrom).toBe(T - 15 * MINUTE);
	});

	it('does not give up what appeared before its cursor and was not read, because enough was', () => {
		const reached = { isEnd: false, isEnough: true, readTo: T - 20 * MINUTE };
		const { after } = poll([change('a', T - 21 * MINUTE)], { reached });
		expect(after).toMatchObject({ from: T - 20 * MINUTE, cursor: BEFORE.cursor });
		expect(after.backlog).not.toHaveProperty('resume');
	});

	it('after a reading that was cut off says where to go on, without giving up what was not read again', () => {
		const cut = poll([], { reached: { isEnd: false, readTo: T - 5 * MINUTE } });
		expect(cut.after).toMatchObject({ from: T - 15 * MINUTE, backlog: { resume: T - 5 * MINUTE } });
		const resumed = poll([change('a', T + 9 * MINUTE)], {
			before: cut.after,
			now: T + 30 * MINUTE,
		});
		expect(resumed.progress.start).toBe(T - 5 * MINUTE);
		expect(resumed.after).toMatchObject({ from: T - 15 * MINUTE, cursor: T + 9 * MINUTE });
		expect(poll([], { before: resumed.after, now: T + 30 * MINUTE }).after.from).toBe(
			T - 6 * MINUTE,
		);
	});

	it('goes on at the cursor when changes of the future have taken all the time', () => {
		const { after } = poll([change('a', T + MINUTE)], {
			reached: { isEnd: false, readTo: T + MINUTE },
		});
		expect(after.backlog?.resume).toBe(BEFORE.cursor);
	});

	it('in a backlog remembers what was put out since it began, to know a creation again', () => {
		const before = { ...BEFORE, cursor: BEFORE.from };
		const created = T - 25 * MINUTE;
		const changes = [change('a', created, created), change('b', T - 16 * MINUTE)];
		const { after } = poll(changes, { before, reached: { isEnd: false, isEnough: true } });
		expect(after.from).toBe(T - 16 * MINUTE);
		expect(poll([change('a', T, created)], { before: after }).events).toEqual(['updated']);
	});

	it('remembers a second more than is read again: a record changed right after its creation is not new', () => {
		const { after } = poll([change('a', T - 500, T - 500), change('b', T + 15 * MINUTE)], {
			now: T + 15 * MINUTE,
		});
		expect(after.from).toBe(T);
		expect(poll([change('a', T + 100, T - 500)], { before: after }).events).toEqual(['updated']);
	});

	it('where a moment is open, has read up to the moment before it', () => {
		const { after } = poll([change('a', T - 1)], {
			reached: { isEnd: false, isOpen: true, readTo: T - 1 },
		});
		expect(after.backlog?.read).toEqual([[T - 2, T]]);
	});

	it('remembers the last fifty polls of a backlog', () => {
		let before = BEFORE;
		for (let count = 0; count < 60; count += 1) {
			before = poll([change('a', T - count)], {
				before,
				reached: { isEnd: false, isEnough: true },
			}).after;
		}
		expect(before.backlog?.read).toHaveLength(50);
	});
});

describe('A creation that is forgotten in a backlog', () => {
	const before: Checkpoint = {
		from: T - 20 * MINUTE,
		cursor: T - 20 * MINUTE,
		createdFrom: T - 20 * MINUTE,
		seen: '',
		backlog: {
			since: T - 60 * MINUTE,
			read: [
				[T - 50 * MINUTE, T - 10 * MINUTE],
				[T - 20 * MINUTE, T - 5 * MINUTE],
			],
		},
	};
	it.each([
		[-60, -1, 'updated'],
		[-55, -10, 'created'],
		[-55, -9, 'updated'],
		[-50, -9, 'updated'],
		[-49, -9, 'created'],
		[-49, -4, 'updated'],
		[-19, -4, 'created'],
	])('at minute %i, changed at %i, is %s', (created, moment, event) => {
		const one = change('a', T + moment * MINUTE, T + created * MINUTE);
		expect(poll([one], { before }).events).toEqual([event]);
	});
});

describe('beginningAfter', () => {
	it('puts out nothing of what was there, whatever is waited for', () => {
		for (const watched of ['created', 'updated', 'both'] as const) {
			const latest = [change('a', T - 1, T - 1), change('b', T - MINUTE)];
			const before = beginningAfter(latest, T - 1000 * MINUTE, rulesOf(watched));
			expect(before).toMatchObject({ from: T - 1 - 15 * MINUTE, cursor: T - 1 });
			expect(poll(latest, { before, watched }).events).toEqual([undefined, undefined]);
			const event = watched === 'created' ? undefined : 'updated';
			expect(poll([change('a', T, T - 1)], { before, watched }).events).toEqual([event]);
		}
	});

	it('begins at the moment back to which changes are known', () => {
		expect(beginningAfter([], T - MINUTE, rulesOf())).toMatchObject({
			from: T - MINUTE,
			cursor: T - MINUTE,
		});
		const from = T - 2 * MINUTE;
		expect(beginningAfter([change('a', T - MINUTE)], from, rulesOf()).from).toBe(from);
	});

	it('does not begin in the future, where all that is known is of the future', () => {
		const before = beginningAfter([change('a', T + 9 * MINUTE)], T + 9 * MINUTE, rulesOf());
		expect(before).toMatchObject({ from: T, cursor: T });
		expect(poll([change('a', T + 9 * MINUTE)], { before }).events).toEqual([undefined]);
	});
});

describe('placeOf', () => {
	it('knows the changes at the cursor, and nothing before it', () => {
		const { after } = poll([change('a', T - MINUTE), change('b', T), change('c', T)]);
		const place = placeOf(after);
		expect(place).toMatchObject({ from: T, cursor: T, createdFrom: T });
		const later = [change('a', T - MINUTE), change('b', T), change('c', T), change('d', T)];
		expect(poll(later, { before: place }).events).toEqual([
			undefined,
			undefined,
			undefined,
			'updated',
		]);
	});

	const many = (moment: number) =>
		Array.from({ length: 500 }, (_, index) => change(`k${index}`, moment));

	it('has a moment behind it where more changed than it can hold', () => {
		expect(placeOf(poll(many(T)).after)).toMatchObject({ from: T + 1, seen: '' });
	});

	it('in a backlog has that moment before it', () => {
		const { after } = poll(many(T), { reached: { isEnd: false, isOpen: true } });
		expect(placeOf(after)).toMatchObject({ from: T, seen: '' });
	});

	it('is not in the future', () => {
		const { after } = poll([change('a', T), ...many(T + 9 * MINUTE)]);
		expect(placeOf(after).from).toBeLessThanOrEqual(T + 1);
	});

	it('is not before where the trigger is', () => {
		const before = { ...BEFORE, from: BEFORE.cursor + 1, createdFrom: BEFORE.cursor + 1 };
		expect(placeOf(before)).toEqual(before);
	});
});

test('notBefore leaves out what is too old, and nothing else', () => {
	expect(notBefore(T, BEFORE)).toEqual({ from: T, cursor: T, createdFrom: T, seen: '' });
	expect(notBefore(BEFORE.from - 1, BEFORE)).toEqual(BEFORE);
	expect(
		poll([change('a', T - 1), change('b', T)], { before: notBefore(T, BEFORE) }).events,
	).toEqual([undefined, 'updated']);
});
