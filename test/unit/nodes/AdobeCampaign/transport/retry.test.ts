import fc from 'fast-check';

import {
	mayBeDone,
	RetryBudget,
	retryAfterMs,
} from '../../../../../nodes/AdobeCampaign/transport/retry';
import type { Answer } from '../../../../../nodes/AdobeCampaign/transport/types';

const status = (code: number): Answer => ({ status: code, headers: {}, body: '' });
const lost = (network: Answer['network']): Answer => ({ ...status(0), network });

const refusedToken = (code: number | undefined): Answer => ({
	...status(0),
	tokenRefusal: { error: 'unknown', description: '', status: code },
});

const NOW = Date.parse('2026-03-01T12:00:00Z');
const NO_JITTER = 0;
const FIVE_MINUTES = 300_000;

const asked = (retryAfter: string, answer = status(429)): Answer => ({
	...answer,
	headers: { 'retry-after': retryAfter },
});

/** In a run that Campaign has refused for so long. */
const patienceAfter = (busyMs: number) => new RetryBudget(() => busyMs, FIVE_MINUTES);

/** The pause after the last of so many tries that all ended like this. */
const waitFor = (answer: Answer, tries = 1, random = NO_JITTER) => {
	const patience = patienceAfter(0);
	const pauses = Array.from({ length: tries }, () => patience.delayAfter(answer, false, random));
	return pauses[tries - 1];
};

beforeEach(() => jest.useFakeTimers({ now: NOW }));
afterEach(() => jest.useRealTimers());

test.each([
	['502', status(502)],
	['504', status(504)],
	['a timeout', lost('timeout')],
	['a lost connection', lost('connection')],
	['a throttled token service', refusedToken(429)],
	['a token service that is down', refusedToken(500)],
])('after %s a request is sent four times more', (_, answer) => {
	const pauses = [1, 2, 3, 4, 5, 6].map((tries) => waitFor(answer, tries));
	expect(pauses).toEqual([500, 1000, 2000, 4000, undefined, undefined]);
});

test('after 503 pauses double up to a minute, without an end of their own', () => {
	const pauses = Array.from({ length: 10 }, (_, index) => waitFor(status(503), index + 1));
	expect(pauses).toEqual([500, 1000, 2000, 4000, 8000, 16_000, 32_000, 60_000, 60_000, 60_000]);
});

test('after 429 the pacer says when the next request may be sent', () => {
	expect([1, 5, 10].map((tries) => waitFor(status(429), tries))).toEqual([0, 0, 0]);
});

test('a pause that Campaign asks for is not begun when it would outlast the patience of the run', () => {
	const pause = (busyMs: number) => patienceAfter(busyMs).delayAfter(asked('60'));
	expect(pause(FIVE_MINUTES - 60_000)).toBeDefined();
	expect(pause(FIVE_MINUTES - 59_999)).toBeUndefined();
});

test('a pause of its own ends with the patience of the run', () => {
	const pause = (busyMs: number) => patienceAfter(busyMs).delayAfter(status(503), false, NO_JITTER);
	expect(pause(FIVE_MINUTES - 500)).toBe(500);
	expect(pause(FIVE_MINUTES - 100)).toBe(100);
	expect(pause(FIVE_MINUTES)).toBeUndefined();
	expect(patienceAfter(FIVE_MINUTES).delayAfter(status(429))).toBeUndefined();
});

test('patience with one request ends, too, while others are served', () => {
	const patience = patienceAfter(0);
	const delayAfter = (ms: number) => {
		jest.advanceTimersByTime(ms);
		return patience.delayAfter(status(503), false, NO_JITTER);
	};
	expect([delayAfter(0), delayAfter(FIVE_MINUTES - 10), delayAfter(10)]).toEqual([
		...[500, 10, undefined],
	]);
});

test('a lost request is not repeated when nothing else has come for as long as the run may wait', () => {
	const pause = (troubleMs: number) =>
		patienceAfter(troubleMs).delayAfter(status(504), false, NO_JITTER);
	expect([pause(FIVE_MINUTES - 100), pause(FIVE_MINUTES)]).toEqual([100, undefined]);
});

test.each([status(429), status(504), lost('timeout'), refusedToken(500), asked('1')])(
	'without any patience nothing is sent again: %j',
	(answer) => {
		expect(new RetryBudget(() => 0, 0).delayAfter(answer)).toBeUndefined();
	},
);

test('a read is repeated like a lost one after an answer that says nothing of what was asked', () => {
	expect(patienceAfter(0).delayAfter(status(500), true, NO_JITTER)).toBe(500);
});

test('the system clock plays no part in how long a request is tried', () => {
	const patience = patienceAfter(0);
	const clock = jest.spyOn(Date, 'now');
	const pauses = [NOW, NOW - 3_600_000, NOW + 86_400_000].map((now) => {
		clock.mockReturnValue(now);
		return patience.delayAfter(status(503), false, NO_JITTER);
	});
	clock.mockRestore();
	expect(pauses).toEqual([500, 1000, 2000]);
});

test('each reason has its own tries', () => {
	const patience = patienceAfter(0);
	const answers = [503, 503, 503, 503, 504, 504, 504, 504, 503, 504].map(status);
	const pauses = answers.map((answer) => patience.delayAfter(answer, false, NO_JITTER));
	const doubled = [500, 1000, 2000, 4000];
	expect(pauses).toEqual([...doubled, ...doubled, 8000, undefined]);
});

test.each([200, 201, 204, 301, 302, 400, 401, 403, 404, 408, 409, 422, 500, 501, 505])(
	'%i is never sent again',
	(code) => {
		expect(waitFor(asked('1', status(code)))).toBeUndefined();
	},
);

test('a token service that refuses the credential is not asked again', () => {
	expect(waitFor(refusedToken(400))).toBeUndefined();
	expect(waitFor(refusedToken(undefined))).toBeUndefined();
});

test('at most half of a pause is taken off at random', () => {
	expect(waitFor(status(503), 3, 0.5)).toBe(1500);
	expect(waitFor(status(503), 3, 1)).toBe(1000);
});

test('pauses differ, so that clients do not come back all at once', () => {
	const pauses = Array.from({ length: 50 }, () => patienceAfter(0).delayAfter(status(503)) ?? -1);
	expect(Math.min(...pauses)).toBeGreaterThanOrEqual(250);
	expect(Math.max(...pauses)).toBeLessThanOrEqual(500);
	expect(new Set(pauses).size).toBeGreaterThan(10);
});

describe('Retry-After', () => {
	test.each([
		['1', 1000],
		['7', 7000],
		[' 7 ', 7000],
		['0', 500],
		['60', 60_000],
		['61', 60_000],
		['99999999999999999999', 60_000],
		['Sun, 01 Mar 2026 12:00:20 GMT', 20_000],
		['Sun, 01 Mar 2026 13:00:00 GMT', 60_000],
		['Sun, 01 Mar 2026 11:00:00 GMT', 500],
	])('%j is a pause of %i ms', (value, ms) => {
		expect(retryAfterMs(asked(value))).toBe(ms);
		expect(waitFor(asked(value, status(504)), 4, 1)).toBe(ms);
	});

	test.each([429, 503])(
		'of up to two seconds is waited by a request refused with %i itself',
		(code) => {
			const waits = ['0', '1', '2', '3', '60'].map((value) =>
				waitFor(asked(value, status(code)), 4, 1),
			);
			expect(waits).toEqual([500, 1000, 2000, 0, 0]);
		},
	);

	test.each(['', ' ', 'soon', 'nil', '120s', '1e3', '-5', '+5', '1.5', '5, 10'])(
		'%j cannot be read, so the pause is our own',
		(value) => {
			expect(waitFor(asked(value, status(503)), 2)).toBe(1000);
		},
	);
});

const said = (code: number, body: unknown): Answer => ({ ...status(code), body });
const failed = (networkCode: string): Answer => ({ ...lost('connection'), networkCode });
const validator = (code: string) => said(503, { error_code: code, message: 'Error' });

const ALL = ['POST', 'PATCH', 'DELETE'];

test('a date is taken by the clock of the server that names it', () => {
	const headers = {
		'retry-after': 'Sun, 01 Mar 2026 12:00:20 GMT',
		date: 'Sun, 01 Mar 2026 12:00:15 GMT',
	};
	expect(retryAfterMs({ ...status(429), headers })).toBe(5000);
});

describe('A write may be done after', () => {
	test.each([
		['502', status(502), ALL],
		['504', said(504, { code: 504, message: 'Oops.' }), ALL],
		['a timeout', lost('timeout'), ALL],
		['a timeout while connecting', { ...lost('timeout'), networkCode: 'ETIMEDOUT' }, ALL],
		['a lost connection', lost('connection'), ALL],
		['a reset', failed('ECONNRESET'), ALL],
		['a broken pipe', failed('EPIPE'), ALL],
		['an alert of TLS in the middle', failed('ERR_SSL_TLSV1_ALERT_INTERNAL_ERROR'), ALL],
		['an HTML error page', said(500, ' <html>Oops</html>'), ALL],
		['an empty 500', said(500, ''), ALL],
		['a status of a proxy', said(524, '<html>A timeout occurred</html>'), ALL],
		// A second PATCH does no harm.
		['503', status(503), ['POST', 'DELETE']],
		['503 of the gateway', said(503, { code: 503, message: 'Oops.' }), ['POST', 'DELETE']],
		['503 with an unknown code', validator('503999'), ['POST', 'DELETE']],
		["a page's 503", said(503, '<html>Unavailable</html>'), ['POST', 'DELETE']],
		['a validator before Campaign', validator('503000'), []],
		['another validator', validator('503010'), []],
		['a third one', validator('503071'), []],
		['429', status(429), []],
		[
			'a token service that did not answer',
			{ ...lost('timeout'), isFromTokenService: true as const },
			[],
		],
		["Campaign's refusal", said(500, 'An error has occurred - please contact'), []],
		["the gateway's 500", said(500, { code: 500, message: 'Oops.' }), []],
		['a validator’s number with another status', said(500, { error_code: '503000' }), []],
		['404', status(404), []],
		['401', status(401), []],
		['a refused token', refusedToken(503), []],
		['an unknown host name', failed('ENOTFOUND'), []],
		['a name service that is down', failed('EAI_AGAIN'), []],
		['no listener', failed('ECONNREFUSED'), []],
		['no way there', failed('EHOSTUNREACH'), []],
		['no network', failed('ENETUNREACH'), []],
		['a certificate that has expired', failed('CERT_HAS_EXPIRED'), []],
		['a certificate of another name', failed('ERR_TLS_CERT_ALTNAME_INVALID'), []],
		['an unverified certificate', failed('UNABLE_TO_VERIFY_LEAF_SIGNATURE'), []],
	])('%s', (_case, answer, expected) => {
		const methods = ['POST', 'PATCH', 'DELETE'] as const;
		expect(methods.filter((method) => mayBeDone(answer, method))).toEqual(expected);
	});
});

describe('Whatever the server answers,', () => {
	const settings = { seed: 5, numRuns: Number(process.env.PROPERTY_RUNS ?? 2000) };
	const headers = fc.oneof(
		fc.string(),
		fc.integer().map(String),
		fc.date({ noInvalidDate: true }).map((date) => date.toUTCString()),
	);
	const answers = fc.oneof(
		fc.constantFrom(status(429), status(503), status(502), status(504), lost('timeout')),
		headers.map((value) => asked(value)),
		headers.map((value) => asked(value, status(503))),
	);

	test('Retry-After is a pause of half a second to a minute, or nothing', () => {
		fc.assert(
			fc.property(headers, (value) => {
				const ms = retryAfterMs(asked(value));
				if (ms === undefined) return;
				expect(ms).toBeGreaterThanOrEqual(500);
				expect(ms).toBeLessThanOrEqual(60_000);
			}),
			settings,
		);
	});

	test('no pause is longer than a minute or ends after the patience, and a lost request comes to an end', () => {
		fc.assert(
			fc.property(
				fc.array(fc.tuple(answers, fc.nat({ max: 20_000 })), { maxLength: 40 }),
				fc.nat({ max: FIVE_MINUTES }),
				(happening, maxWaitMs) => {
					let busyMs = 0;
					let repeated = 0;
					const patience = new RetryBudget(() => busyMs, maxWaitMs);
					for (const [answer, wait] of happening) {
						const isBusy = answer.status === 429 || answer.status === 503;
						busyMs += wait;
						const pause = patience.delayAfter(answer);
						if (pause === undefined) continue;
						const isOfPacer = answer.status === 429 || Number(retryAfterMs(answer)) > 2000;
						const least = isBusy && isOfPacer ? 0 : Math.min(250, maxWaitMs - busyMs);
						expect(pause).toBeGreaterThanOrEqual(least);
						expect(pause).toBeLessThanOrEqual(60_000);
						expect(busyMs + pause).toBeLessThanOrEqual(maxWaitMs);
						if (!isBusy) repeated += 1;
					}
					expect(repeated).toBeLessThanOrEqual(4);
				},
			),
			settings,
		);
	});
});
