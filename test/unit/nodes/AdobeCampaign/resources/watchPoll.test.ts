/** One poll that cannot read, or put out, all that has changed. */
import type { Item } from '../../../../../nodes/AdobeCampaign/records/item';
import { notBefore, Progress } from '../../../../../nodes/AdobeCampaign/records/checkpoint';
import { momentOf } from '../../../../../nodes/AdobeCampaign/records/moments';
import { PROFILE } from '../../../../../nodes/AdobeCampaign/resources/profile/kind';
import type { WatchForm } from '../../../../../nodes/AdobeCampaign/resources/watchForm';
import { Poll } from '../../../../../nodes/AdobeCampaign/resources/watchPoll';
import type { Filter, ListQuery } from '../../../../../nodes/AdobeCampaign/transport/urls';
import { simulatedCampaign, type Row } from '../records/simulatedCampaign';

const MINUTE = 60_000;
const NOW = Date.UTC(2026, 10, 25, 10);

type Way = 'order' | 'unsorted' | 'sorted';

/** Rows with these moments, in milliseconds after now. */
function scene(way: Way, moments: number[], form: Partial<WatchForm>) {
	const rows = moments.map(
		(moment, index): Row => ({
			acsId: `r${index}`,
			created: NOW - 1e9,
			versions: [{ moment: NOW + moment, visibleAt: 0 }],
		}),
	);
	const campaign = simulatedCampaign({ rows, clock: { time: NOW } });
	const session = { serverTime: () => NOW };
	const urls = {
		list: (filter: Filter | undefined, { order = '', lineCount = 0 }: ListQuery) => {
			const from = momentOf(filter?.parameters.since);
			const direction = order.endsWith('desc') ? 'desc' : 'asc';
			return campaign.url(
				from === undefined ? from : from + 1,
				order ? direction : '',
				Math.min(lineCount, 1000),
			);
		},
	};
	const error = ({ message, description }: { message: string; description: string }) =>
		new Error(`${message} | ${description}`);
	const client = Object.assign(campaign.client, { urls, session, error });
	const log: string[] = [];
	const item = {
		kind: PROFILE,
		client,
		run: { context: { logger: { warn: (text: string) => void log.push(text) } } },
		refuse: (message: string, description: string) => error({ message, description }),
	} as unknown as Item;
	const watch: WatchForm = {
		watched: 'updated',
		...(way !== 'order' && { filter: { name: 'byModified', parameter: 'since' } }),
		shaped: ({ acsId }) => ({ acsId }),
		fieldsToWatch: [],
		ignored: '',
		maxAgeMs: Infinity,
		maxItems: 5000,
		onTooMany: 'stop',
		overlapMs: 15 * MINUTE,
		lineCount: 10,
		timeoutMs: 60_000,
		...form,
	};
	const begin = NOW - 60 * MINUTE;
	let kept = { from: begin, cursor: begin, createdFrom: begin, seen: '' };
	return {
		log,
		kept: () => kept,
		/** @param pages for which there is time */
		async poll(pages = Infinity) {
			const progress = new Progress(kept, { ...watch, now: () => NOW });
			const ability = { isSorted: way !== 'unsorted', form: 'campaign' as const };
			const poll = new Poll(item, watch, ability, progress);
			const begun = campaign.asked();
			const hasTime = () => campaign.asked() - begun < pages;
			const reached = await poll.read({ most: watch.maxItems, hasTime });
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
		await expect(other.poll(1)).rejects.toThrow('The time of one poll');
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
		const found = [];
		// The millisecond after it is asked for by this moment, too: see `ChangeLists.url`.
		for (let polls = 0; polls < 5; polls += 1) found.push(...(await poll(11)));
		expect(found).toEqual(['r10000']);
		expect(log.length).toBeGreaterThan(0);
	});
});

it('puts out the oldest change first, also when a list that is read again shows it late', async () => {
	const { poll } = scene('sorted', [-MINUTE, -30 * MINUTE, -2 * MINUTE], {});
	expect(await poll()).toEqual(['r1', 'r2', 'r0']);
});
