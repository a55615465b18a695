/** Where a trigger begins when there is not the time to read all that changed last. */
import { begin } from '../../../../../nodes/AdobeCampaign/resources/watchBeginning';
import { MINUTE, NOW, watchScene, type Way } from './watchScene';

/** Changed one a second, the last one a second ago. */
const SECONDS = Array.from({ length: 100 }, (_, index) => (index - 100) * 1000);

const begun = async (way: Way, pages: number, options = {}) => {
	const { item, watch, campaign } = watchScene(way, SECONDS, {});
	const hasTime = () => campaign.asked() < pages;
	const { checkpoint, latest } = await begin(item, watch, hasTime, options);
	return { asked: campaign.asked(), checkpoint, latest };
};

it.each<[Way, number]>([
	['order', NOW - 20_000 + 1],
	['sorted', NOW - 20_000 + 1],
	['unsorted', NOW],
])('begins with what it knows to be complete, by %s', async (way, from) => {
	const { asked, checkpoint, latest } = await begun(way, 2);
	// The filter is looked at from another moment, too.
	expect(asked).toBe(way === 'order' ? 2 : 3);
	expect(latest).toHaveLength(20);
	expect(checkpoint.from).toBe(from);
});

it.each<Way>(['order', 'sorted', 'unsorted'])(
	'looks back the overlap when there is time, by %s',
	async (way) => {
		const { checkpoint, latest } = await begun(way, Infinity);
		expect(latest).toHaveLength(100);
		const back = way === 'unsorted' ? NOW : NOW - 1000;
		expect(checkpoint.from).toBe(back - 15 * MINUTE);
	},
);

it.each<[Way, number]>([
	['order', NOW - 10_000 + 1],
	['sorted', NOW - 10_000 + 1],
	['unsorted', NOW],
])('is content with a page where no more is wanted, by %s', async (way, from) => {
	const { checkpoint, latest } = await begun(way, Infinity, { most: 0 });
	expect(latest).toHaveLength(10);
	expect(checkpoint.from).toBe(from);
});

it('looks at a filter no longer than there is time', async () => {
	const today = [...Array.from({ length: 3000 }, (_, index) => index - 3e7), -MINUTE];
	const grain = 24 * 60 * MINUTE;
	const { item, watch, campaign } = watchScene('sorted', today, { lineCount: 1000 }, { grain });
	await begin(item, watch, () => campaign.asked() < 2);
	expect(campaign.asked()).toBeLessThan(5);
});
