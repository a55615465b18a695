/** One poll that cannot read, or put out, all that has changed. */
import { notBefore, Progress } from '../../../../../nodes/AdobeCampaign/records/checkpoint';
import { Poll } from '../../../../../nodes/AdobeCampaign/resources/watchPoll';
import { MINUTE, NOW, watchScene, type Way } from './watchScene';

/** Polls of a trigger that has begun an hour ago. */
function scene(...given: Parameters<typeof watchScene>) {
	const { item, watch, ability, rows, log, campaign } = watchScene(...given);
	const begin = NOW - 60 * MINUTE;
	let kept = { from: begin, cursor: begin, createdFrom: begin, seen: '' };
	return {
		log,
		rows,
		kept: () => kept,
		/** @param pages for which there is time */
		async poll(pages = Infinity, isActivation = false) {
			campaign.refresh();
			const progress = new Progress(kept, { ...watch, now: () => NOW });
			const poll = new Poll(item, watch, ability, progress);
			const begun = campaign.asked();
			const hasTime = () => campaign.asked() - begun < pages;
			const reached = await poll.read({ most: watch.maxItems, hasTime }, isActivation);
			kept = notBefore(poll.skippedTo, progress.checkpoint(reached));
			return poll.output.map(({ json }) => json.acsId);
		},
	};
}

const minutes = (count: number) =>
	Array.from({ length: count }, (_, index) => (index - 40) * MINUTE);

const keys = (first: number, last: number) =>
	Array.from({ length: last - first + 1 }, (_, index) => `r${first + index}`);

describe.each<Way>(['order', 'unsorted'])('A list that can only be read whole, by %s', (way) => {
	it('fails with words when there is no time for all, and loses nothing', async () => {
		const { poll } = scene(way, minutes(30), {});
		await expect(poll(2)).rejects.toThrow(
			/^The time of one poll is not enough to read which profiles have changed \| .*nothing is lost.*'Page Size'/,
		);
		expect(await poll()).toEqual(keys(0, 29));
		expect(await poll()).toEqual([]);
	});

	it('fails with other words when there are too many', async () => {
		const { poll } = scene(way, minutes(30), { maxItems: 25 });
		await expect(poll(2)).rejects.toThrow(/^The time of one poll/);
		await expect(poll()).rejects.toThrow(
			/^More than 25 profiles have changed .* nothing is lost.*'Max Profiles per Run'/,
		);
	});

	it.each([
		['for all', Infinity],
		['for the newest', 1],
	])(
		'puts out the newest there was time %s and skips the others, if it is to',
		async (_, pages) => {
			const { poll, log } = scene(way, minutes(30), { maxItems: 8, onTooMany: 'skip' });
			const newest = way === 'order' || pages === Infinity ? keys(22, 29) : keys(2, 9);
			if (way === 'unsorted' && pages === Infinity) {
				// In any order: the first rows that are more than enough.
				expect(await poll(pages)).toEqual(keys(2, 9));
			} else expect(await poll(pages)).toEqual(newest);
			expect(log).toHaveLength(1);
		},
	);

	it('is not made to skip what is of the present by what is of the future', async () => {
		const ahead = Array.from({ length: 20 }, (_, index) => (index + 1) * 1000 * MINUTE);
		const { poll, kept } = scene(way, [...ahead, -MINUTE], { maxItems: 8, onTooMany: 'skip' });
		expect(await poll()).toEqual(['r20', ...keys(0, 6)]);
		expect(kept().from).toBeLessThan(NOW);
		// There was no time to come to the present.
		const other = scene(way, [...ahead, -MINUTE], { maxItems: 8, onTooMany: 'skip' });
		await expect(other.poll(1)).rejects.toThrow(
			/^The time of one poll .*'Page Size' in Options up to 1000\.$/,
		);
	});
});

describe('A moment with more changes than one poll can read', () => {
	const moments = [...Array.from({ length: 10_000 }, () => -30 * MINUTE), -MINUTE];

	it('fails with words, and loses nothing', async () => {
		const { poll } = scene('sorted', moments, { maxItems: 20_000 });
		expect(await poll(11)).toEqual([]);
		await expect(poll(11)).rejects.toThrow(
			/^More profiles have changed at the very same moment than one poll can read \| .*nothing is lost.*'On Too Many'/,
		);
		const all = await poll();
		expect(all).toHaveLength(10_001);
	});

	it('is left out whole, if it is to skip, and what comes after it is put out', async () => {
		const { poll, log } = scene('sorted', moments, { onTooMany: 'skip' });
		expect(await poll(11)).toEqual([]);
		expect(await poll(11)).toEqual([]);
		expect(log).toEqual([
			'More profiles have changed at the very same moment than one poll can read: all of that moment are skipped',
		]);
		expect(await poll(11)).toEqual(['r10000']);
		expect(await poll(11)).toEqual([]);
	});
});

describe('Where each change is one of the past that nobody waits for', () => {
	it('a list that is not read whole is skipped as far as it was read, if it is to', async () => {
		const form = { watched: 'created', onTooMany: 'skip' } as const;
		const { poll, kept, rows } = scene('order', minutes(30), form);
		expect(await poll(1)).toEqual([]);
		expect(kept().from).toBe(NOW - 20 * MINUTE + 1);
		rows[3].created = NOW - MINUTE;
		rows[3].versions[0].moment = NOW - MINUTE;
		expect(await poll()).toEqual(['r3']);
	});
});

describe('A filter that compares days', () => {
	const ofToday = [...Array.from({ length: 3000 }, (_, index) => index - 3e7), -MINUTE];
	const day = { grain: 24 * 60 * MINUTE };

	it('has no time to come to what is new, which is said so, whatever On Too Many is', async () => {
		for (const onTooMany of ['stop', 'skip'] as const) {
			const { poll, log } = scene('sorted', ofToday, { onTooMany }, day);
			await expect(poll(3)).rejects.toThrow(
				/^The time of one poll is not enough .* not with the day alone\.$/,
			);
			expect(log).toEqual([]);
			expect(await poll()).toEqual(['r3000']);
		}
	});

	it('puts out the oldest change first, also when the list that is read again shows it late', async () => {
		const { poll, rows } = scene(
			'sorted',
			ofToday,
			{},
			{ ...day, clock: { time: NOW }, latency: 1 },
		);
		const versions = [{ moment: NOW - 2 * MINUTE, visibleAt: NOW + 6 }];
		rows.push({ acsId: 'late', created: NOW - 1e9, versions });
		expect(await poll()).toEqual(['late', 'r3000']);
	});
});

describe('At an activation, which has less time than a poll', () => {
	const moment = [...Array.from({ length: 10_000 }, () => -30 * MINUTE), -MINUTE];

	it.each([
		['order', minutes(30)],
		['unsorted', minutes(30)],
		['sorted', moment],
	] as const)('nothing is skipped for want of it, by %s', async (way, moments) => {
		const form = { onTooMany: 'skip', maxItems: 20_000 } as const;
		const { poll, log } = scene(way, [...moments], form);
		if (way === 'sorted') expect(await poll(11)).toEqual([]);
		await expect(poll(way === 'sorted' ? 11 : 2, true)).rejects.toThrow(/^The time of one poll/);
		expect(log).toEqual([]);
		expect(await poll()).toHaveLength(moments.length);
	});
});
