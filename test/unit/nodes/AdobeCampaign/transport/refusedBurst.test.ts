import { RefusedBurst } from '../../../../../nodes/AdobeCampaign/transport/refusedBurst';

const ROUND_TRIP_MS = 100;

/** The fifth to the fourteenth request, ten milliseconds apart, at the level of ten. */
const sent = (number: number) => ({ number, level: 10, at: 10 * (number - 5) });

/** What had been sent when the fifth was refused, and became of it. */
function burst({ refused, admitted }: { refused: number[]; admitted: number[] }): RefusedBurst {
	const result = new RefusedBurst(sent(5), sent(14), ROUND_TRIP_MS);
	for (const number of refused) result.refused(sent(number));
	for (const number of admitted) result.admitted(sent(number));
	return result;
}

test('it ends when the last one should be answered', () => {
	expect(burst({ refused: [], admitted: [] }).endsAt).toBe(190);
});

test('it is large from three refusals on', () => {
	expect(burst({ refused: [6], admitted: [7, 8] }).isLarge).toBe(false);
	expect(burst({ refused: [6, 9], admitted: [7, 8] }).isLarge).toBe(true);
});

test('what was admitted between the first and the last refused one is the rate', () => {
	const { perSecond } = burst({ refused: [6, 8, 9, 11, 13], admitted: [7, 10] });
	expect(perSecond).toBe(2000 / 80);
});

test('it does not matter in which order the answers come', () => {
	expect(burst({ refused: [13, 6, 9], admitted: [10, 7] }).perSecond).toBe(2000 / 80);
});

test('what was sent before or after it does not count', () => {
	const { perSecond, isDead } = burst({ refused: [4, 6, 13, 15], admitted: [3, 16] });
	expect(perSecond).toBe(1000 / 80);
	expect(isDead).toBe(true);
});

test('of nothing admitted one is made', () => {
	const dead = burst({ refused: [6, 7, 8, 9, 10], admitted: [] });
	expect(dead.perSecond).toBe(1000 / 50);
	expect(dead.isDead).toBe(true);
	expect(burst({ refused: [6], admitted: [7] }).isDead).toBe(false);
});

test.each<[string, number[], number[]]>([
	['two refusals', [13], [6]],
	['no fewer admitted than refused', [7, 13], [6, 8, 9]],
	['less than half a round trip', [6, 7, 8, 9], [14]],
	['nearly as many as there could be', [7, 8, 9, 10], [11, 12, 13, 14]],
])('%s tell no rate', (_what, refused, admitted) => {
	expect(burst({ refused, admitted }).perSecond).toBeUndefined();
});
