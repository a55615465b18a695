import fc from 'fast-check';

import type { Fault, ScriptedAnswer } from '../../sandbox/server';

const oops = (status: number): ScriptedAnswer => ({
	status,
	body: `{"code":${status}, "message":"Oops. Something went wrong. Check your URI and try again."}\n`,
});

const page = (status: number): ScriptedAnswer => ({
	status,
	body: '<html><body>A proxy</body></html>',
	contentType: 'text/html',
});

const tooMany: ScriptedAnswer = {
	status: 429,
	body: '{"error_code":"429050","message":"Too many requests"}',
};

const soon = (answer: ScriptedAnswer): ScriptedAnswer => ({
	...answer,
	headers: { 'Retry-After': '0' },
});

const GENERIC = 'RST-360011 An error has occurred - please contact your administrator.';

/** Answers instead of Campaign's, which has not done anything. */
const refusals: ScriptedAnswer[] = [
	tooMany,
	soon(tooMany),
	oops(503),
	soon(oops(503)),
	{ status: 503, body: '{"error_code":"503010","message":"Service unavailable"}' },
	oops(502),
	page(502),
	oops(504),
	page(500),
	{ status: 500, body: GENERIC },
	{ status: 500, body: JSON.stringify(GENERIC), contentType: 'application/json' },
];

/**
 * Answers after the write was done that do not say so. A 503 only to a POST: for a PATCH it means "not done" (Adobe support
 * article KA-14023), and a server that answers so after it has stored the change is not played.
 */
const lostAnswers: ScriptedAnswer[] = [oops(502), page(502), oops(504), page(500), page(200)];

const METHODS = ['GET', 'PATCH', 'PATCH', 'POST', 'DELETE'];

const one = <T>(...choices: T[]) => fc.constantFrom(...choices);

const place = fc.record({ skip: fc.nat(30), times: one(1, 1, 1, 2, 3, 8) });

const at = (fault: fc.Arbitrary<Omit<Fault, 'skip' | 'times'>>): fc.Arbitrary<Fault> =>
	fc.tuple(place, fault).map(([where, what]) => ({ ...where, ...what }) as Fault);

const once = (fault: fc.Arbitrary<Omit<Fault, 'skip' | 'times'>>): fc.Arbitrary<Fault> =>
	at(fault).map((hit) => ({ ...hit, times: 1 }));

const method = fc.option(one(...METHODS), { nil: undefined });

const forMethod = <Actions extends object>(actions: fc.Arbitrary<Actions>) =>
	fc.tuple(method, actions).map(([name, action]) => ({ ...(name && { method: name }), ...action }));

const write = one('PATCH', 'PATCH', 'POST', 'DELETE');

const forWrite = <Actions extends object>(actions: fc.Arbitrary<Actions>) =>
	fc.tuple(write, actions).map(([name, action]) => ({ method: name, ...action }));

/**
 * What seldom happens together by chance: the answer to a PATCH is lost, a stale read does not show the change, and the next
 * attempt is refused, once or always.
 */
const doubt: fc.Arbitrary<Fault[]> = fc
	.record({
		skip: fc.nat(12),
		lostAnswer: one(...lostAnswers),
		busy: one(tooMany, soon(tooMany), oops(503)),
		times: one(1, 2, 40),
	})
	.map(({ skip, lostAnswer, busy, times }) => [
		{ method: 'PATCH', skip, respondAfterWrite: lostAnswer },
		// The call that the fault above hits is not counted here: this is the next one.
		{ method: 'PATCH', skip, times, respond: busy },
		{ method: 'GET', path: '/profile/@', times: 40, staleRead: true },
	]);

const anyFaults: fc.Arbitrary<Fault[]> = fc.array(
	fc.oneof(
		{ weight: 6, arbitrary: at(forMethod(one(...refusals).map((respond) => ({ respond })))) },
		{
			weight: 2,
			arbitrary: at(forMethod(fc.record({ delayMs: fc.integer({ min: 5, max: 30 }) }))),
		},
		// Longer than 'Timeout' where there is one.
		{ weight: 1, arbitrary: once(forMethod(fc.record({ delayMs: one(250) }))) },
		{ weight: 2, arbitrary: at(forMethod(one({ drop: 'beforeWrite' as const }))) },
		{ weight: 4, arbitrary: once(forWrite(one({ drop: 'afterWrite' as const }))) },
		{
			weight: 4,
			arbitrary: once(forWrite(one(...lostAnswers).map((it) => ({ respondAfterWrite: it })))),
		},
		{ weight: 1, arbitrary: once(one({ method: 'POST', respondAfterWrite: oops(503) })) },
		{ weight: 3, arbitrary: at(one({ staleRead: true as const })) },
		{ weight: 1, arbitrary: once(one({ expireTokens: true as const })) },
		{ weight: 2, arbitrary: once(one({ discardWrite: true as const })) },
		{ weight: 2, arbitrary: once(one({ overwrite: { phone: 'another client' } })) },
	),
	{ maxLength: 9, size: 'max' },
);

/** All faults that the sandbox has for a request for profiles. */
export const campaignFaults: fc.Arbitrary<Fault[]> = fc
	.tuple(
		fc.oneof({ weight: 4, arbitrary: one<Fault[]>([]) }, { weight: 1, arbitrary: doubt }),
		anyFaults,
	)
	.map(([first, others]) => [...first, ...others]);

/** The same for a request for a token. */
export const tokenFaults: fc.Arbitrary<Fault[]> = fc.array(
	fc
		.tuple(
			fc.record({ skip: fc.nat(1), times: one(1, 1, 2, 3, 8) }),
			one<Pick<Fault, 'respond' | 'drop'>>(
				{ respond: oops(500) },
				{ respond: oops(503) },
				{ respond: soon(tooMany) },
				{ drop: 'beforeWrite' },
				{ drop: 'afterWrite' },
			),
		)
		.map(([where, what]) => ({ ...where, ...what }) as Fault),
	{ maxLength: 2, size: 'max' },
);
