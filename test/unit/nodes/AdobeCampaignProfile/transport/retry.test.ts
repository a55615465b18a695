import { isUncertain, nextStep } from '../../../../../nodes/AdobeCampaignProfile/transport/retry';
import type { Answer } from '../../../../../nodes/AdobeCampaignProfile/transport/types';

const status = (code: number): Answer => ({ status: code, headers: {}, body: '' });
const lost = (network: Answer['network']): Answer => ({ ...status(0), network });

const NOW = Date.parse('2026-03-01T12:00:00Z');
const NO_JITTER = 0;

const asked = (retryAfter: string, answer = status(429)): Answer => ({
	...answer,
	headers: { 'retry-after': retryAfter },
});

const waitFor = (answer: Answer, tries = 1, random = NO_JITTER) => {
	const next = nextStep('GET', answer, tries, NOW, random);
	return next.do === 'accept' ? undefined : next.waitMs;
};

const THROTTLED = ['repeat', 'repeat', 'repeat', 'repeat', 'repeat', 'accept', 'accept'];
const LOST_GET = ['repeat', 'repeat', 'accept', 'accept', 'accept', 'accept', 'accept'];
const LOST_PATCH = ['look', 'look', 'accept', 'accept', 'accept', 'accept', 'accept'];

describe('after the first to the seventh try', () => {
	test.each([
		['GET', '429', status(429), THROTTLED],
		['GET', '503', status(503), THROTTLED],
		['GET', '502', status(502), LOST_GET],
		['GET', '504', status(504), LOST_GET],
		['GET', 'a timeout', lost('timeout'), LOST_GET],
		['GET', 'a lost connection', lost('connection'), LOST_GET],
		['PATCH', '429', status(429), THROTTLED],
		['PATCH', '503', status(503), THROTTLED],
		['PATCH', '502', status(502), LOST_PATCH],
		['PATCH', '504', status(504), LOST_PATCH],
		['PATCH', 'a timeout', lost('timeout'), LOST_PATCH],
		['PATCH', 'a lost connection', lost('connection'), LOST_PATCH],
	] as const)('%s with %s', (method, _, answer, expected) => {
		const steps = expected.map((__, index) => nextStep(method, answer, index + 1).do);
		expect(steps).toEqual(expected);
	});
});

test.each([200, 201, 204, 301, 302, 400, 401, 403, 404, 408, 409, 422, 500, 501, 505])(
	'%i is never sent again',
	(code) => {
		expect(nextStep('GET', status(code), 1)).toEqual({ do: 'accept' });
		expect(nextStep('PATCH', asked('1', status(code)), 1)).toEqual({ do: 'accept' });
	},
);

test('a refusal of the token service is not sent again', () => {
	const tokenRefusal = { error: 'invalid_client', description: '' };
	expect(nextStep('GET', { ...status(0), tokenRefusal }, 1)).toEqual({ do: 'accept' });
});

test('each pause is twice as long as the one before', () => {
	const pauses = [1, 2, 3, 4, 5].map((tries) => waitFor(status(429), tries));
	expect(pauses).toEqual([500, 1000, 2000, 4000, 8000]);
});

test('at most half of a pause is taken off at random', () => {
	expect(waitFor(status(503), 3, 0.5)).toBe(1500);
	expect(waitFor(status(503), 3, 1)).toBe(1000);
});

test('pauses differ, so that clients do not come back all at once', () => {
	const pauses = Array.from({ length: 50 }, () => {
		const next = nextStep('GET', status(429), 1);
		return next.do === 'accept' ? -1 : next.waitMs;
	});
	expect(Math.min(...pauses)).toBeGreaterThanOrEqual(250);
	expect(Math.max(...pauses)).toBeLessThanOrEqual(500);
	expect(new Set(pauses).size).toBeGreaterThan(10);
});

describe('Retry-After', () => {
	test.each([
		['1', 1000],
		['7', 7000],
		[' 7 ', 7000],
		['0', 0],
		['60', 60_000],
		['61', 60_000],
		['99999999999999999999', 60_000],
		['Sun, 01 Mar 2026 12:00:20 GMT', 20_000],
		['Sun, 01 Mar 2026 13:00:00 GMT', 60_000],
		['Sun, 01 Mar 2026 11:00:00 GMT', 0],
	])('%j is a pause of %i ms', (value, ms) => {
		expect(waitFor(asked(value))).toBe(ms);
		expect(waitFor(asked(value, status(503)), 4, 1)).toBe(ms);
	});

	test.each(['', ' ', 'soon', 'nil', '120s', '1e3', '-5', '+5', '1.5', '5, 10'])(
		'%j cannot be read, so the pause is our own',
		(value) => {
			expect(waitFor(asked(value), 2)).toBe(1000);
		},
	);
});

test.each([
	[status(502), true],
	[status(504), true],
	[lost('timeout'), true],
	[lost('connection'), true],
	[status(429), false],
	[status(503), false],
	[status(500), false],
	[status(200), false],
	[status(0), false],
])('%j leaves open whether a write arrived: %s', (answer, expected) => {
	expect(isUncertain(answer)).toBe(expected);
});
