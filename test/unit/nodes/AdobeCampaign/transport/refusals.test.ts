import { type RefusedAt, Refusals } from '../../../../../nodes/AdobeCampaign/transport/refusals';

const refusal = (at: number, sent: number, refused: number, paused = 0): RefusedAt => ({
	at,
	sent,
	refused,
	paused,
});

const remembered = (...known: RefusedAt[]) => {
	const refusals = new Refusals();
	for (const one of known) refusals.add(one);
	return refusals;
};

test('the first refusal tells no rate', () => {
	expect(new Refusals().rateUntil(refusal(1000, 100, 0))).toBeUndefined();
});

test('nor does one that was not sent later than the last', () => {
	const refusals = remembered(refusal(1000, 10, 0));
	expect(refusals.rateUntil(refusal(1000, 30, 1))).toBeUndefined();
	expect(refusals.rateUntil(refusal(999, 30, 1))).toBeUndefined();
	expect(refusals.rateUntil(refusal(1001, 30, 1))).toBeDefined();
});

test('the rate is what was admitted between two refusals in the time between them', () => {
	const refusals = remembered(refusal(500, 10, 2));
	// 46 more were sent, and six of them refused, with the first of the two refusals.
	expect(refusals.rateUntil(refusal(2500, 56, 8))).toEqual({ perSecond: 20, isThin: false });
});

test('eight admitted requests are enough, seven are few', () => {
	const refusals = remembered(refusal(0, 1, 0));
	expect(refusals.rateUntil(refusal(1000, 10, 1))).toEqual({ perSecond: 8, isThin: false });
	expect(refusals.rateUntil(refusal(1000, 9, 1))).toEqual({ perSecond: 7, isThin: true });
});

test('where nothing was admitted between, it is as if one had been', () => {
	const refusals = remembered(refusal(0, 1, 0));
	expect(refusals.rateUntil(refusal(4000, 2, 1))).toEqual({ perSecond: 0.25, isThin: true });
});

test('it is taken from no more refusals than are needed for eight requests', () => {
	const refusals = remembered(
		refusal(0, 1, 0),
		refusal(10_000, 100, 1),
		refusal(11_000, 105, 2),
		refusal(12_000, 109, 3),
	);
	// Nine since the second one; only five since the third.
	expect(refusals.rateUntil(refusal(14_000, 112, 4))).toEqual({ perSecond: 2.25, isThin: false });
	// 20 since the last one, in two seconds.
	expect(refusals.rateUntil(refusal(14_000, 130, 4))).toEqual({ perSecond: 10, isThin: false });
});

test('where all that are known are not enough, it is taken from the oldest', () => {
	const refusals = remembered(refusal(0, 1, 0), refusal(1000, 3, 1), refusal(2000, 5, 2));
	expect(refusals.rateUntil(refusal(3000, 7, 3))).toEqual({ perSecond: 1, isThin: true });
});

test('ten refusals are remembered', () => {
	// Each a second after the one before, with nothing admitted between.
	const inRow = (count: number) =>
		remembered(...Array.from({ length: count }, (_, index) => refusal(1000 * index, index, index)));
	const seen = (count: number) => inRow(count).rateUntil(refusal(20_000, count + 4, count));
	expect(seen(10)).toEqual({ perSecond: 4 / 20, isThin: true });
	expect(seen(11)).toEqual({ perSecond: 4 / 19, isThin: true });
	expect(seen(13)).toEqual({ perSecond: 4 / 17, isThin: true });
});

test('what is forgotten tells nothing', () => {
	const refusals = remembered(refusal(0, 1, 0), refusal(1000, 30, 1));
	refusals.forget();
	expect(refusals.rateUntil(refusal(2000, 60, 2))).toBeUndefined();
	refusals.add(refusal(2000, 60, 2));
	expect(refusals.rateUntil(refusal(4000, 101, 3))).toEqual({ perSecond: 20, isThin: false });
});

test('with pauses the rate is the mean, the geometric one, of that with them and that without', () => {
	const refusals = remembered(refusal(0, 1, 0, 5000));
	// Of four seconds three were a pause: 40 in four seconds, and 40 in one.
	const seen = refusals.rateUntil(refusal(4000, 42, 1, 8000));
	expect(seen).toEqual({ perSecond: 20, isThin: false });
});

test('a time that was nothing but a pause counts as a millisecond', () => {
	const refusals = remembered(refusal(0, 1, 0));
	const seen = refusals.rateUntil(refusal(100, 11, 1, 100));
	expect(seen?.perSecond).toBeCloseTo(9000 / 10);
	expect(refusals.rateUntil(refusal(100, 11, 1, 500))).toEqual(seen);
});
