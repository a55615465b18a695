import fc from 'fast-check';

import { Pacer } from '../../../../../nodes/AdobeCampaign/transport/pacer';
import type { Sent } from '../../../../../nodes/AdobeCampaign/transport/sent';

/** By chance neither sooner nor later. */
const MIDDLE = 0.5;

/** How long a request takes that is admitted, in milliseconds. */
const ROUND_TRIP_MS = 100;

/** As many as may be sent at that time. */
function sendAll(pacer: Pacer, now: number): Sent[] {
	const sent: Sent[] = [];
	while (pacer.waitMs(now) === 0) sent.push(pacer.send(now));
	return sent;
}

/** The gap that is kept between two requests from then on, once those are sent that are late. */
function gapAt(pacer: Pacer, from: number): number {
	let now = from;
	for (;;) {
		const wait = pacer.waitMs(now);
		now += wait;
		pacer.onOther(pacer.send(now));
		if (wait > 0) return pacer.waitMs(now);
	}
}

/** Sends requests one after the other, each when the one before is answered. @returns when the last one is */
function admitOneByOne(pacer: Pacer, requests: number, from: number, ms = ROUND_TRIP_MS): number {
	let now = from;
	for (let index = 0; index < requests; index += 1) {
		now += pacer.waitMs(now);
		const sent = pacer.send(now);
		now += ms;
		pacer.onAdmitted(sent, now);
	}
	return now;
}

/** Sends one as soon as it may be, which is refused at once. @returns when */
function refuseOne(pacer: Pacer, from: number, pauseMs = 0): number {
	const now = from + pacer.waitMs(from);
	pacer.onRefused(pacer.send(now), now, pauseMs, MIDDLE);
	return now;
}

/** What a server does with a request: it is refused with a pause, or admitted. */
type Rule = (now: number, inFlight: number) => number | undefined;

/** What came of it: when requests were sent, how many were in flight with each, and when which were refused. */
interface Served {
	now: number;
	times: number[];
	levels: number[];
	refused: number[];
}

/** Sends as many as may be sent, for some time, to a server that takes a tenth of a second. */
function serve(pacer: Pacer, ms: number, rule: Rule, from = 0): Served {
	const served: Served = { now: from, times: [], levels: [], refused: [] };
	const end = from + ms;
	let due: Array<{ at: number; answer: (now: number) => void; isAdmitted: boolean }> = [];
	for (;;) {
		const [next] = [...due].sort((one, other) => one.at - other.at);
		const wait = pacer.waitMs(served.now);
		const sendAt = wait === 0 ? served.now : served.now + wait;
		if (next && next.at <= sendAt) {
			served.now = next.at;
			next.answer(next.at);
			due = due.filter((one) => one !== next);
			continue;
		}
		served.now = sendAt;
		// Those that are on their way are answered.
		if (sendAt >= end) {
			for (const { answer } of due) answer(sendAt);
			return served;
		}
		const now = sendAt;
		const pause = rule(now, due.filter(({ isAdmitted }) => isAdmitted).length + 1);
		const sent = pacer.send(now);
		served.times.push(now);
		served.levels.push(sent.level);
		if (pause === undefined) {
			const answer = (at: number) => pacer.onAdmitted(sent, at);
			due.push({ at: now + ROUND_TRIP_MS, answer, isAdmitted: true });
		} else {
			served.refused.push(now);
			const answer = (at: number) => pacer.onRefused(sent, at, pause, MIDDLE);
			due.push({ at: now + 4, answer, isAdmitted: false });
		}
	}
}

const all: Rule = () => undefined;
const none: Rule = () => 0;

/** So many a second, at even distances. */
const aSecond = (perSecond: number): Rule => {
	let next = -Infinity;
	return (now) => {
		if (now < next - 0.001) return 0;
		next = now + 1000 / perSecond;
		return undefined;
	};
};

/** A hundred in each ten seconds. */
const inWindows = (): Rule => {
	const counts = new Map<number, number>();
	return (now) => {
		const window = Math.floor(now / 10_000);
		const count = (counts.get(window) ?? 0) + 1;
		if (count > 100) return 0;
		counts.set(window, count);
		return undefined;
	};
};

const atATime =
	(most: number): Rule =>
	(_, inFlight) =>
		inFlight > most ? 0 : undefined;

/** A pacer that has sent one after the other, was refused (which says nothing yet), and once more. @returns the time then */
function slowedDown(pacer: Pacer, admitted: number): number {
	const first = refuseOne(pacer, admitOneByOne(pacer, 20, 0));
	return refuseOne(pacer, admitOneByOne(pacer, admitted, first));
}

/** Sends so many, each as soon as it may be. */
function sendSlowly(pacer: Pacer, requests: number, from: number): Sent[] {
	let now = from;
	return Array.from({ length: requests }, () => {
		now += pacer.waitMs(now);
		return pacer.send(now);
	});
}

/** Keeps so many in flight until so many are admitted; the next one is refused, the last at that time. @returns when */
function refuseAfter(pacer: Pacer, level: number, admitted: number, from: number): number {
	const inFlight = sendSlowly(pacer, level, from);
	for (let index = 0; index < admitted; index += 1) {
		const now = inFlight[level - 1].at + ROUND_TRIP_MS / level;
		const [oldest] = inFlight.splice(0, 1);
		pacer.onAdmitted(oldest, now);
		inFlight.push(...sendSlowly(pacer, 1, now));
	}
	const refused = inFlight[level - 1];
	expect(refused.level).toBe(level);
	pacer.onRefused(refused, refused.at + 5, 0, MIDDLE);
	for (const one of inFlight.slice(0, -1)) pacer.onOther(one);
	return refused.at + 5;
}

/** A pacer whose eleventh request was refused, the tenth at that time, after ten had been admitted at a time. */
function refusedAtTen(): { pacer: Pacer; now: number } {
	const pacer = new Pacer();
	const sent = sendAll(pacer, 0);
	pacer.onAdmitted(sent[9], ROUND_TRIP_MS);
	const [next] = sendSlowly(pacer, 1, ROUND_TRIP_MS);
	expect(next.level).toBe(10);
	pacer.onRefused(next, next.at + 5, 0, MIDDLE);
	for (const one of sent.slice(0, 9)) pacer.onOther(one);
	return { pacer, now: next.at + 5 };
}

describe('Requests in flight', () => {
	test('ten are sent at once at first, and then one for each that is answered or lost', () => {
		const pacer = new Pacer();
		const sent = sendAll(pacer, 0);
		expect(sent.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
		expect(sent.map(({ level }) => level)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
		expect(pacer.waitMs(0)).toBe(Infinity);
		pacer.onOther(sent[3]);
		expect(pacer.waitMs(5)).toBe(0);
		expect(pacer.send(5)).toEqual({ number: 11, level: 10, at: 5 });
	});

	test('where everything is admitted there are fifty after little more than a second', () => {
		const { levels, times } = serve(new Pacer(), 3000, all);
		expect(Math.max(...levels)).toBe(50);
		expect(times[levels.indexOf(50)]).toBeLessThan(1500);
	});

	test('answers that come while fewer are in flight than may be are no reason for more', () => {
		const pacer = new Pacer();
		const now = admitOneByOne(pacer, 200, 0);
		expect(serve(pacer, 50, all, now + 1000).levels.at(-1)).toBe(10);
	});

	test('a refusal of more than were ever admitted is one of too many', () => {
		const pacer = new Pacer();
		const sent = sendAll(pacer, 0);
		pacer.onRefused(sent[9], 5, 0, MIDDLE);
		for (const one of sent.slice(0, 9)) pacer.onAdmitted(one, ROUND_TRIP_MS);
		const { levels, refused } = serve(pacer, 400, atATime(9), 200);
		expect(refused).toEqual([]);
		expect(Math.max(...levels)).toBe(8);
	});

	test('of those that are sent at once it does not matter which one is refused', () => {
		const pacer = new Pacer();
		const sent = sendAll(pacer, 0);
		// What was sent after it has no answer yet either, and may be refused, too.
		pacer.onRefused(sent[4], 5, 0, MIDDLE);
		for (const one of sent.filter((_, index) => index !== 4)) pacer.onOther(one);
		expect(serve(pacer, 50, all, 10).levels.at(-1)).toBe(3);
	});

	test('as many as were admitted are too many when it is the first time', () => {
		const { pacer } = refusedAtTen();
		expect(Math.max(...serve(pacer, 100, all, 300).levels)).toBe(8);
	});

	test('as many as were admitted are not too many when more were the last time', () => {
		const { pacer, now } = refusedAtTen();
		const six = sendSlowly(pacer, 6, now);
		pacer.onAdmitted(six[5], six[5].at + 1);
		pacer.onRefused(sendSlowly(pacer, 1, six[5].at + 1)[0], six[5].at + 30, 0, MIDDLE);
		for (const one of six.slice(0, 5)) pacer.onOther(one);
		expect(Math.max(...serve(pacer, 300, all, now + 300).levels)).toBe(8);
	});

	test('as many as were admitted for three round trips are too many, since others must have come', () => {
		const { pacer, now } = refusedAtTen();
		const later = refuseAfter(pacer, 6, 3 * 6, now);
		expect(Math.max(...serve(pacer, 1000, all, later).levels)).toBe(5);

		const before = refusedAtTen();
		const early = refuseAfter(before.pacer, 6, 3 * 6 - 1, before.now);
		expect(Math.max(...serve(before.pacer, 1000, all, early).levels)).toBeGreaterThan(6);
	});

	test('but not once a rate is known', () => {
		const { pacer, now } = refusedAtTen();
		const found = refuseAfter(pacer, 5, 14, refuseAfter(pacer, 6, 17, now));
		expect(pacer.waitMs(found)).toBeGreaterThan(10);
		const later = refuseAfter(pacer, 4, 30, found);
		expect(Math.max(...serve(pacer, 10_000, all, later).levels)).toBeGreaterThan(6);
	});

	test('what was sent before a refused request and has no answer yet was admitted', () => {
		const pacer = new Pacer();
		const sent = sendAll(pacer, 0);
		for (const one of sent.slice(0, 8)) pacer.onOther(one);
		// The third at that time: the tenth of ten is still on its way.
		pacer.onRefused(pacer.send(10), 15, 0, MIDDLE);
		for (const one of sent.slice(8)) pacer.onOther(one);
		expect(serve(pacer, 50, all, 20).levels).toContain(10);
	});

	test('the refusals of one burst count once', () => {
		const pacer = new Pacer();
		const sent = sendAll(pacer, 0);
		for (const index of [9, 8, 7, 6, 5]) pacer.onRefused(sent[index], 5, 0, MIDDLE);
		for (const one of sent.slice(0, 5)) pacer.onOther(one);
		expect(serve(pacer, 50, all, 10).levels.at(-1)).toBe(8);
	});

	test('a server that admits twenty at a time is kept at nearly twenty, without a rate', () => {
		const pacer = new Pacer();
		const { now } = serve(pacer, 3000, atATime(20));
		const { levels, times, refused } = serve(pacer, 20_000, atATime(20), now);
		expect(times.length).toBeGreaterThan(0.93 * 20 * 10 * 20);
		expect(refused.length).toBeLessThan(times.length / 100);
		expect(Math.max(...levels)).toBe(21);
		// Without refusals it could be sent much faster.
		pacer.onOther(pacer.send(now + 60_000));
		expect(pacer.waitMs(now + 60_000)).toBeLessThan(ROUND_TRIP_MS / 2 / 18);
	});

	test('a server that takes more again gets more again', () => {
		const pacer = new Pacer();
		const { now } = serve(pacer, 5000, atATime(5));
		expect(Math.max(...serve(pacer, 60_000, all, now).levels)).toBe(50);
	});

	test('one or two at a time are taken for a rate', () => {
		const pacer = new Pacer();
		const { now } = serve(pacer, 10_000, atATime(2));
		const { times, refused } = serve(pacer, 30_000, atATime(2), now);
		expect(times.length - refused.length).toBeGreaterThan(0.8 * 20 * 30);
		expect(refused.length).toBeLessThan(0.06 * times.length);
	});
});

describe('A rate', () => {
	test('the first refusal of what was admitted before says nothing but that', () => {
		const pacer = new Pacer();
		const now = refuseOne(pacer, admitOneByOne(pacer, 20, 0));
		expect(pacer.heldMs(now)).toBe(0);
		expect(pacer.waitMs(now)).toBeLessThan(ROUND_TRIP_MS / 10);
		expect(serve(pacer, 100, all, now).levels.at(-1)).toBe(10);
	});

	test('the second one tells the rate between them, of which 95 in a hundred are sent', () => {
		const pacer = new Pacer();
		// Twenty in two seconds.
		const now = slowedDown(pacer, 20);
		expect(pacer.waitMs(now)).toBeCloseTo(1000 / 9.5);
		expect(gapAt(pacer, now)).toBeCloseTo(1000 / 9.5);
	});

	test('few requests lower it in steps, from what could be sent at most', () => {
		const pacer = new Pacer();
		// Ten in flight, each for a tenth of a second, are a hundred a second; three quarters of that are more than what was seen.
		const now = slowedDown(pacer, 7);
		expect(pacer.waitMs(now)).toBeCloseTo(1000 / (0.95 * 75));

		const again = new Pacer();
		const later = refuseOne(again, admitOneByOne(again, 3, slowedDown(again, 3)));
		expect(again.waitMs(later)).toBeCloseTo(1000 / (0.95 * 0.75 * 0.95 * 75), 0);

		const enough = new Pacer();
		expect(enough.waitMs(slowedDown(enough, 8))).toBeCloseTo(1000 / 9.5);
	});

	test('a known rate goes down by 15 in a hundred at most, before a higher one was tried', () => {
		const pacer = new Pacer();
		const now = slowedDown(pacer, 20);
		// Four in two seconds, after twenty in two.
		const later = refuseOne(pacer, admitOneByOne(pacer, 4, now, 500));
		const grown = 10 * (1 - 0.05 * 0.8 ** 3);
		expect(pacer.waitMs(later)).toBeCloseTo(1000 / (0.95 * 0.85 * grown));
	});

	test('a refusal of no more than were admitted leaves the cap of those in flight', () => {
		const pacer = new Pacer();
		const [first, second, ...others] = sendAll(pacer, 0);
		for (const sent of others) pacer.onAdmitted(sent, ROUND_TRIP_MS);
		pacer.onAdmitted(first, ROUND_TRIP_MS);
		pacer.onAdmitted(second, ROUND_TRIP_MS);
		// Ten were admitted at a time, and now the third of three is not.
		const three: Sent[] = [];
		for (let now = 200; three.length < 3; now += 1) {
			if (pacer.waitMs(now) === 0) three.push(pacer.send(now));
		}
		pacer.onRefused(three[2], 240, 0, MIDDLE);
		expect(pacer.waitMs(300)).toBe(0);
		expect(serve(pacer, 100, all, 300).levels).toContain(10);
	});

	test('it is not taken from a time in which nothing was to be sent', () => {
		const pacer = new Pacer();
		const first = refuseOne(pacer, admitOneByOne(pacer, 20, 0));
		const hour = 3_600_000;
		const later = refuseOne(pacer, admitOneByOne(pacer, 20, first + hour));
		expect(pacer.waitMs(later)).toBeLessThan(ROUND_TRIP_MS / 10);
		// The next one counts from that one on.
		const again = refuseOne(pacer, admitOneByOne(pacer, 20, later));
		expect(pacer.waitMs(again)).toBeCloseTo(1000 / 9.5);
	});

	test('a wait of the pacer itself is no such time', () => {
		const pacer = new Pacer();
		const first = refuseOne(pacer, admitOneByOne(pacer, 20, 0), 3000);
		const second = refuseOne(pacer, admitOneByOne(pacer, 20, first));
		expect(pacer.waitMs(second)).toBeGreaterThan(100);
	});

	test('it is forgotten when nothing is to be sent ten minutes after a refusal', () => {
		const minute = 60_000;
		const pacer = new Pacer();
		const now = slowedDown(pacer, 20);
		admitOneByOne(pacer, 1, now + 9 * minute);
		expect(gapAt(pacer, now + 9 * minute + 100)).toBeCloseTo(1000 / 9.5, -1);
		admitOneByOne(pacer, 1, now + 11 * minute);
		expect(gapAt(pacer, now + 11 * minute + 100)).toBeLessThan(10);
	});

	test('what was not sent after all takes no turn, and does not count as admitted', () => {
		const pacer = new Pacer();
		let now = refuseOne(pacer, admitOneByOne(pacer, 20, 0));
		for (let index = 0; index < 20; index += 1) {
			now = admitOneByOne(pacer, 1, now);
			const wait = pacer.waitMs(now);
			for (let unsent = 0; unsent < 5; unsent += 1) pacer.takeBack(pacer.send(now + wait));
			expect(pacer.waitMs(now + wait)).toBe(0);
		}
		now = refuseOne(pacer, now);
		expect(pacer.waitMs(now)).toBeCloseTo(1000 / 9.5);
		expect(pacer.isIdle).toBe(true);
	});

	test('a refusal at two in flight is one of the rate, whatever was admitted before', () => {
		const pacer = new Pacer();
		admitOneByOne(pacer, 1, 0);
		const pair = [pacer.send(200), pacer.send(210)];
		pacer.onRefused(pair[1], 215, 0, MIDDLE);
		pacer.onAdmitted(pair[0], 300);
		expect(serve(pacer, 100, all, 300).levels).toContain(8);
	});

	test('twenty a second are found, and kept with few refusals', () => {
		const pacer = new Pacer();
		const { now, refused } = serve(pacer, 10_000, aSecond(20));
		expect(refused.length).toBeLessThan(45);
		const later = serve(pacer, 60_000, aSecond(20), now);
		expect(later.times.length - later.refused.length).toBeGreaterThan(0.9 * 20 * 60);
		expect(later.refused.length).toBeLessThan(0.05 * later.times.length);
	});

	test('what was admitted in a pause is counted with half of its time', () => {
		const pacer = new Pacer();
		const first = refuseOne(pacer, admitOneByOne(pacer, 20, 0), 3000);
		expect(pacer.heldMs(first)).toBe(3000);
		// Twenty in five seconds, of which three were a pause.
		const last = refuseOne(pacer, admitOneByOne(pacer, 20, first));
		expect(last - first).toBeCloseTo(5000);
		expect(pacer.waitMs(last)).toBeCloseTo((1000 * Math.sqrt(5 * 2)) / 20 / 0.95);
	});

	test('of pauses that overlap the time counts once', () => {
		const pacer = new Pacer();
		const now = admitOneByOne(pacer, 20, 0);
		const sent: Sent[] = [];
		for (let at = now; sent.length < 2; at += 1) {
			if (pacer.waitMs(at) === 0) sent.push(pacer.send(at));
		}
		const [{ at: first }] = sent;
		pacer.onRefused(sent[0], first + 10, 3000, MIDDLE);
		pacer.onRefused(sent[1], first + 1010, 3000, MIDDLE);
		expect(pacer.heldMs(first + 10)).toBeCloseTo(4000);
		// Twenty in all of six seconds, of which four were a pause.
		const last = refuseOne(pacer, admitOneByOne(pacer, 20, first));
		const admitted = (1000 * 20) / Math.sqrt((last - first) * (last - first - 4000));
		expect(pacer.waitMs(last)).toBeCloseTo(1000 / (0.95 * admitted));
	});

	test('after a long pause the rate is tried again later, after a short one as soon as without any', () => {
		const growsIn = (pauseMs: number) => {
			const pacer = new Pacer();
			const first = refuseOne(pacer, admitOneByOne(pacer, 20, 0), pauseMs);
			let now = refuseOne(pacer, admitOneByOne(pacer, 20, first));
			const gap = pacer.waitMs(now);
			let requests = 0;
			while (gapAt(pacer, now) > gap / 2 && requests < 1000) {
				now = admitOneByOne(pacer, 1, now + 2000, 1);
				requests += 1;
			}
			return requests;
		};
		expect(growsIn(2000)).toBe(growsIn(0));
		expect(growsIn(3000)).toBeGreaterThan(2 * growsIn(0));
	});
});

describe('A server that refuses as late as it answers', () => {
	/** Ten are on their way, ten milliseconds apart, when the first of them is refused; so many of the others are. */
	function refusedLate(refused: number, admitted: number) {
		const pacer = new Pacer();
		const now = admitOneByOne(pacer, 10, 0);
		const sent = Array.from({ length: 10 }, (_, index) => pacer.send(now + 10 * index));
		const answers = sent.slice(0, 1 + refused + admitted);
		for (const [index, one] of answers.entries()) {
			const at = one.at + ROUND_TRIP_MS;
			const isAdmitted = index > 0 && index <= admitted;
			if (isAdmitted) pacer.onAdmitted(one, at);
			else pacer.onRefused(one, at, 0, MIDDLE);
		}
		return { pacer, now: now + 190 };
	}

	test('tells its rate by what it admits meanwhile', () => {
		const { pacer, now } = refusedLate(7, 2);
		// Two in ninety milliseconds.
		expect(gapAt(pacer, now)).toBeCloseTo((1000 * 0.09) / (2 * 0.95));
	});

	test('is asked for nothing before all of that is answered, from the third refusal on', () => {
		expect(refusedLate(1, 0).pacer.heldMs(0)).toBe(0);
		const { pacer, now } = refusedLate(2, 0);
		expect(pacer.heldMs(now - 50)).toBeCloseTo(50);
	});

	test('is thought to limit what is in flight when most is admitted', () => {
		const { pacer, now } = refusedLate(3, 6);
		expect(gapAt(pacer, now)).toBeLessThan(10);
	});

	test('that admits nothing meanwhile is asked less often, in steps', () => {
		const { pacer, now } = refusedLate(9, 0);
		pacer.onAdmitted(pacer.send(now), now + ROUND_TRIP_MS);
		// Ten at a time, each for a tenth of a second, are a hundred.
		expect(gapAt(pacer, now + ROUND_TRIP_MS)).toBeCloseTo(1000 / (0.95 * 0.75 * 100), 0);
	});
});

describe('While nothing is admitted,', () => {
	test('after the first request of all was refused the next one is sent soon', () => {
		const pacer = new Pacer();
		pacer.onRefused(pacer.send(0), 100, 0, MIDDLE);
		expect(pacer.waitMs(100)).toBeCloseTo(450);
		expect(sendAll(pacer, 549.9)).toEqual([]);
		expect(sendAll(pacer, 550.1)).toHaveLength(1);
	});

	test('no rate is taken from that the first ones were refused', () => {
		const pacer = new Pacer();
		let now = 0;
		for (let index = 0; index < 5; index += 1) now = refuseOne(pacer, now);
		now = admitOneByOne(pacer, 1, now);
		expect(gapAt(pacer, now)).toBeCloseTo(ROUND_TRIP_MS / 20);
	});

	test('of the first ten only one is sent when all were refused', () => {
		const pacer = new Pacer();
		for (const sent of sendAll(pacer, 0)) pacer.onRefused(sent, 5, 0, MIDDLE);
		expect(pacer.waitMs(5)).toBeCloseTo(450);
		expect(sendAll(pacer, 1000)).toHaveLength(1);
	});

	test('an answer of before is no sign that it is over', () => {
		const pacer = new Pacer();
		const [first, second] = [pacer.send(0), pacer.send(0)];
		pacer.onRefused(first, 5, 0, MIDDLE);
		pacer.onAdmitted(second, ROUND_TRIP_MS);
		const [probe, ...others] = sendAll(pacer, 1000);
		expect(others).toEqual([]);
		pacer.onAdmitted(probe, 1100);
		expect(serve(pacer, 100, all, 1200).levels).toContain(10);
	});

	test('one of before that has no answer yet is not waited for, but the one that asks is', () => {
		const pacer = new Pacer();
		const hanging = pacer.send(0);
		let now = refuseOne(pacer, admitOneByOne(pacer, 20, 10));
		for (let index = 0; index < 3; index += 1) now = refuseOne(pacer, now);
		const held = pacer.heldMs(now);
		expect(held).toBeGreaterThan(0);
		expect(pacer.waitMs(now + held)).toBe(0);
		const asking = pacer.send(now + held);
		expect(pacer.waitMs(now + held)).toBe(Infinity);
		pacer.onOther(asking);
		expect(pacer.waitMs(now + held)).toBeLessThan(1000);
		pacer.onOther(hanging);
	});

	test('what was sent one after the other, and refused late, tells no rate', () => {
		const pacer = new Pacer();
		const sent = Array.from({ length: 10 }, (_, index) => pacer.send(10 * index));
		for (const one of sent) pacer.onRefused(one, one.at + ROUND_TRIP_MS, 0, MIDDLE);
		const now = admitOneByOne(pacer, 1, 200);
		expect(gapAt(pacer, now)).toBeLessThan(10);
	});

	test('the waits become longer, and differ by chance', () => {
		const pacer = new Pacer();
		const waits: number[] = [];
		let now = 0;
		for (let index = 0; index < 12; index += 1) {
			now = refuseOne(pacer, now);
			waits.push(pacer.waitMs(now));
		}
		expect(waits.slice(0, 3).map(Math.round)).toEqual([450, 810, 1458]);
		expect(waits.at(-1)).toBe(30_000);

		const byChance = Array.from({ length: 50 }, () => {
			const another = new Pacer();
			another.onRefused(another.send(0), 0);
			return another.waitMs(0);
		});
		expect(new Set(byChance).size).toBeGreaterThan(10);
		expect(Math.min(...byChance)).toBeGreaterThanOrEqual(360);
		expect(Math.max(...byChance)).toBeLessThanOrEqual(540);
	});

	test('it has begun when the first refused request was sent: a third of it is the next first wait', () => {
		const pacer = new Pacer();
		pacer.onRefused(pacer.send(0), 6000, 0, MIDDLE);
		const sentAt = 6000 + pacer.waitMs(6000);
		const now = refuseOne(pacer, refuseOne(pacer, admitOneByOne(pacer, 1, 6000)));
		expect(pacer.heldMs(now)).toBeCloseTo(sentAt / 3);
	});

	test('the first wait is that between two requests, when a rate is known', () => {
		const pacer = new Pacer();
		const now = slowedDown(pacer, 20);
		const refused = refuseOne(pacer, now);
		expect(pacer.heldMs(refused)).toBeCloseTo((1.8 * 1000) / 9.5);
	});

	test('and at least 50 ms, when something was admitted, but no rate is known', () => {
		const pacer = new Pacer();
		const now = refuseOne(pacer, refuseOne(pacer, admitOneByOne(pacer, 20, 0)));
		expect(pacer.heldMs(now)).toBeCloseTo(90);
	});

	test('after ten minutes without any success it is sent as fast as ever, and little was sent until then', () => {
		const pacer = new Pacer();
		const { times, refused, now } = serve(pacer, 600_000, none);
		expect(refused).toHaveLength(times.length);
		expect(times.length).toBeGreaterThan(20);
		expect(times.length).toBeLessThan(45);

		const { times: later, levels } = serve(pacer, 32_000, all, now);
		expect(later[0] - now).toBeLessThanOrEqual(30_000);
		expect(later[1]).toBe(later[0] + ROUND_TRIP_MS);
		expect(Math.max(...levels.slice(0, 300))).toBeGreaterThanOrEqual(10);
	});

	test('the end of a second long time of it tells a rate, and what was refused before is forgotten', () => {
		const pacer = new Pacer();
		let admitted = 0;
		const admitAndRefuse = (requests: number, from: number) => {
			let now = admitOneByOne(pacer, requests, from);
			for (let index = 0; index < 4; index += 1) now = refuseOne(pacer, now);
			now += pacer.waitMs(now);
			admitted += requests + 1;
			pacer.onAdmitted(pacer.send(now), now);
			return now;
		};
		const first = admitAndRefuse(20, 0);
		const before = admitted;
		const second = admitAndRefuse(29, first);
		const seen = (1000 * (admitted - before)) / (second - first);
		const gap = gapAt(pacer, second);
		// The request that ended it is the first of those admitted since.
		expect(gap).toBeCloseTo(1000 / (seen * (1 - 0.05 * (1 - 1 / (4 * seen)) ** 3)));

		refuseOne(pacer, admitOneByOne(pacer, 12, second + 10_000));
		expect(gapAt(pacer, second + 60_000)).toBeLessThan(gap);
	});

	test('windows with a time between them in which nothing was to be sent tell no rate', () => {
		const pacer = new Pacer();
		const hour = 3_600_000;
		const rule = inWindows();
		serve(pacer, 12_000, rule);
		const { times, refused } = serve(pacer, 30_000, rule, hour);
		expect(times.length - refused.length).toBeGreaterThan(180);
	});

	test('the rate of a window is found when it is full for the second time', () => {
		const pacer = new Pacer();
		const rule = inWindows();
		const { now } = serve(pacer, 40_000, rule);
		const { times, refused } = serve(pacer, 60_000, rule, now);
		expect(times.length - refused.length).toBeGreaterThan(0.85 * 600);
		expect(refused.length).toBeLessThan(0.08 * times.length);
		// It is sent over the whole window.
		expect(times.filter((at) => at % 10_000 > 5000).length).toBeGreaterThan(0.12 * 600);
	});
});

describe('A pause', () => {
	test('of two seconds or less holds only the refused request, until the third refusal in a row', () => {
		const pacer = new Pacer();
		let now = admitOneByOne(pacer, 20, 0);
		now = refuseOne(pacer, now, 2000);
		now = refuseOne(pacer, now, 2000);
		expect(pacer.wasPausedSince(0)).toBe(false);
		expect(pacer.wasPausedSince(0)).toBe(false);
		now = refuseOne(pacer, now, 2000);
		expect(pacer.heldMs(now)).toBe(2000);
		expect(pacer.waitMs(now + 1000)).toBe(1000);
	});

	test('what is admitted between them interrupts the row', () => {
		const pacer = new Pacer();
		let now = admitOneByOne(pacer, 20, 0);
		for (let time = 0; time < 2; time += 1) {
			now = refuseOne(pacer, now, 1000);
			now = refuseOne(pacer, now, 1000);
			expect(pacer.wasPausedSince(0)).toBe(false);
			now = admitOneByOne(pacer, 1, now);
		}
	});

	test('the refusals of what was sent before the first one was known are one', () => {
		const pacer = new Pacer();
		const sent = sendAll(pacer, 0);
		for (const one of sent) pacer.onRefused(one, 5, 2000, MIDDLE);
		expect(pacer.wasPausedSince(0)).toBe(false);
	});

	test('of more than two seconds holds everybody at once', () => {
		const pacer = new Pacer();
		const sent = sendAll(pacer, 0);
		pacer.onRefused(sent[9], 5, 2001, MIDDLE);
		for (const one of sent.slice(0, 9)) pacer.onAdmitted(one, 100);
		expect(pacer.waitMs(100)).toBe(1906);
		expect(pacer.waitMs(2005.5)).toBe(0.5);
		expect(sendAll(pacer, 2006)).not.toEqual([]);
	});

	test('is not shortened by a later one', () => {
		const pacer = new Pacer();
		const sent = sendAll(pacer, 0);
		pacer.onRefused(sent[9], 0, 60_000, MIDDLE);
		pacer.onRefused(sent[8], 100, 5000, MIDDLE);
		expect(pacer.heldMs(100)).toBe(59_900);
		expect(pacer.wasPausedSince(59_000)).toBe(true);
	});

	test('lasts on when the wait of the pacer itself is shorter, and the other way round', () => {
		const short = new Pacer();
		short.onRefused(short.send(0), 0, 2500, MIDDLE);
		expect(short.waitMs(0)).toBe(2500);

		const long = new Pacer();
		let now = 0;
		for (let index = 0; index < 6; index += 1) now = refuseOne(long, now);
		const next = refuseOne(long, now, 2500);
		expect(long.waitMs(next)).toBeCloseTo(250 * 1.8 ** 7);
	});

	test('makes out of date what was read before its end, and a wait of the pacer itself does not', () => {
		const pacer = new Pacer();
		let now = 1000;
		for (let index = 0; index < 4; index += 1) now = refuseOne(pacer, now);
		expect(pacer.waitMs(now)).toBeGreaterThan(0);
		expect(pacer.wasPausedSince(0)).toBe(false);

		const at = refuseOne(pacer, now, 5000);
		expect(pacer.wasPausedSince(at)).toBe(true);
		expect(pacer.wasPausedSince(at + 4999)).toBe(true);
		expect(pacer.wasPausedSince(at + 5000)).toBe(false);
	});
});

describe('Between two requests', () => {
	/** After so many answers to one at a time. */
	const gapAfter = (answers: number) => {
		const pacer = new Pacer();
		return gapAt(pacer, admitOneByOne(pacer, answers, 0));
	};

	test('a round trip is divided by one and a half times the cap for the first ten answers, and then by four times', () => {
		expect([1, 5, 9].map(gapAfter)).toEqual(
			Array.from({ length: 3 }, () => expect.closeTo(100 / 15)),
		);
		expect([10, 100].map(gapAfter)).toEqual([expect.closeTo(100 / 40), expect.closeTo(100 / 40)]);
	});

	test.each([
		// Nine tenths of what is below.
		['twice', 10, 100 / (2 * 8.1)],
		['twice', 7, 100 / (2 * 5.4)],
		['once', 6, 100 / 4.5],
		['once', 4, 100 / 3.6],
	])('after a refusal it is divided by %s the cap: refused at %i', (_times, level, gap) => {
		const pacer = new Pacer();
		const sent = Array.from({ length: level }, () => pacer.send(0));
		pacer.onRefused(sent[level - 1], 5, 0, MIDDLE);
		for (const one of sent.slice(1, -1)) pacer.onOther(one);
		pacer.onAdmitted(sent[0], ROUND_TRIP_MS);
		expect(gapAt(pacer, ROUND_TRIP_MS)).toBeCloseTo(gap);
	});

	test('the round trip is an average, to which each answer adds an eighth', () => {
		const pacer = new Pacer();
		const now = admitOneByOne(pacer, 20, 0);
		const later = admitOneByOne(pacer, 1, now, 180);
		expect(gapAt(pacer, later)).toBeCloseTo(110 / 40);
		expect(gapAt(pacer, admitOneByOne(pacer, 1, later, 30))).toBeCloseTo(100 / 40);
	});

	test('an answer that takes very long counts as twice the average', () => {
		const pacer = new Pacer();
		const now = admitOneByOne(pacer, 20, 0);
		expect(gapAt(pacer, admitOneByOne(pacer, 1, now, 60_000))).toBeCloseTo(112.5 / 40);
	});

	test('the gap is no longer than a tenth of a second, however long answers take', () => {
		const pacer = new Pacer();
		expect(gapAt(pacer, admitOneByOne(pacer, 3, 0, 30_000))).toBe(100);
	});

	test('one that is late by 20 ms does not put off those after it, more than that is lost', () => {
		const waitAfter = (late: number) => {
			const pacer = new Pacer();
			const now = slowedDown(pacer, 20);
			const at = now + pacer.waitMs(now) + late;
			pacer.send(at);
			return pacer.waitMs(at);
		};
		expect([0, 15, 20, 50].map(waitAfter)).toEqual(
			[0, 15, 20, 20].map((ms) => expect.closeTo(1000 / 9.5 - ms)),
		);
	});
});

describe('Whatever the server does,', () => {
	const settings = { seed: 5, numRuns: Number(process.env.PROPERTY_RUNS ?? 300) };
	const pauses = fc.constantFrom(0, 0, 0, 500, 1000, 2000, 2001, 5000, 60_000);
	const events = fc.array(
		fc.oneof(
			{ weight: 4, arbitrary: fc.record({ send: fc.integer({ min: 1, max: 30 }) }) },
			{ weight: 4, arbitrary: fc.record({ admitted: fc.nat() }) },
			{
				weight: 3,
				arbitrary: fc.record({
					refused: fc.nat(),
					pauseMs: pauses,
					random: fc.double({ min: 0, max: 1, noNaN: true }),
				}),
			},
			{ weight: 1, arbitrary: fc.record({ other: fc.nat() }) },
			{ weight: 4, arbitrary: fc.record({ ms: fc.nat({ max: 300 }) }) },
			{ weight: 1, arbitrary: fc.record({ ms: fc.nat({ max: 70_000 }) }) },
		),
		{ maxLength: 80 },
	);

	type Events = typeof events extends fc.Arbitrary<infer T> ? T : never;

	interface Played {
		pacer: Pacer;
		now: number;
		unanswered: Sent[];
		/** The longest of all pauses and round trips, in milliseconds. */
		longest: number;
	}

	/** @param look is called after each event */
	function play(happening: Events, look: (played: Played) => void = () => {}): Played {
		const played: Played = { pacer: new Pacer(), now: 0, unanswered: [], longest: 0 };
		const { pacer, unanswered } = played;
		const take = (which: number) => unanswered.splice(which % unanswered.length, 1)[0];
		for (const event of happening) {
			if ('ms' in event) played.now += event.ms;
			const { now } = played;
			if ('send' in event) {
				for (let index = 0; index < event.send && pacer.waitMs(now) === 0; index += 1) {
					unanswered.push(pacer.send(now));
				}
			}
			if (unanswered.length > 0 && 'other' in event) pacer.onOther(take(event.other));
			if (unanswered.length > 0 && 'admitted' in event) {
				const sent = take(event.admitted);
				played.longest = Math.max(played.longest, now - sent.at);
				pacer.onAdmitted(sent, now);
			}
			if (unanswered.length > 0 && 'refused' in event) {
				const sent = take(event.refused);
				played.longest = Math.max(played.longest, event.pauseMs);
				pacer.onRefused(sent, now, event.pauseMs, event.random);
			}
			look(played);
		}
		return played;
	}

	test('there are never more than fifty unanswered, and it never waits for an answer that does not come', () => {
		fc.assert(
			fc.property(events, (happening) => {
				play(happening, ({ pacer, now, unanswered, longest }) => {
					expect(unanswered.length).toBeLessThanOrEqual(50);
					const wait = pacer.waitMs(now);
					expect(wait).toBeGreaterThanOrEqual(0);
					if (unanswered.length === 0) expect(wait).toBeLessThan(Infinity);
					if (wait < Infinity) expect(wait).toBeLessThanOrEqual(Math.max(30_000, longest));
					expect(pacer.heldMs(now)).toBeLessThanOrEqual(wait);
				});
			}),
			settings,
		);
	});

	test('when all is answered something is sent after the longest wait', () => {
		fc.assert(
			fc.property(events, (happening) => {
				const { pacer, now, unanswered, longest } = play(happening);
				for (const sent of unanswered) pacer.onOther(sent);
				expect(pacer.waitMs(now + Math.max(30_000, longest))).toBe(0);
			}),
			settings,
		);
	});

	test('once everything is admitted, it comes to fifty in flight again', () => {
		fc.assert(
			fc.property(events, (happening) => {
				const { pacer, now, unanswered } = play(happening);
				for (const sent of unanswered) pacer.onOther(sent);
				let last = { now, levels: [0] };
				const end = now + 3_600_000;
				while (last.now < end && !last.levels.includes(50)) {
					last = serve(pacer, 10_000, all, last.now);
				}
				expect(last.levels).toContain(50);
			}),
			{ ...settings, numRuns: settings.numRuns / 20 },
		);
	});
});
