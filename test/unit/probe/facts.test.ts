import fc from 'fast-check';

import { QUESTIONS } from '../../../probe/questions';
import { type Answers, readReport, reportOf } from '../../../probe/report';

const RUNS = Number(process.env.PROPERTY_RUNS ?? 200);
const MARK = 'qzxmark';

/** Anything that a question could have read, all of it marked. */
const text = fc.string().map((some) => `${some}${MARK}${some}`);
const raw: fc.Arbitrary<unknown> = fc.letrec((tie) => ({
	any: fc.oneof(
		{ maxDepth: 3 },
		text,
		fc.integer(),
		fc.double(),
		fc.boolean(),
		fc.constant(null),
		fc.array(tie('any'), { maxLength: 4 }),
		fc.dictionary(text, tie('any'), { maxKeys: 3 }),
		// The members of a refusal, with anything in them.
		fc.record({
			status: tie('any'),
			contentType: tie('any'),
			charset: tie('any'),
			framing: tie('any'),
			lines: fc.array(tie('any'), { maxLength: 3 }),
		}),
	),
})).any;

/** The names of the facts of a question. */
const namesOf = (id: string) => Object.keys(KINDS[id]);
const KINDS = Object.fromEntries(QUESTIONS.map(({ id, facts }) => [id, facts]));

const ABOUT = {
	date: '2026-11-27',
	probe: '0.1.0',
	mode: 'read-only',
	requests: 1,
	usualMs: 1,
} as const;

describe('Whatever a question reads', () => {
	it.each(QUESTIONS)('$id lets no text of it out', (one) => {
		const names = namesOf(one.id);
		const facts = fc.record(Object.fromEntries(names.map((name) => [name, raw])));
		fc.assert(
			fc.property(facts, (some) => {
				expect(JSON.stringify(one.safe(some))).not.toContain(MARK);
			}),
			{ numRuns: RUNS },
		);
	});

	it('a report that is edited says nothing of it when it is read', () => {
		const ids = QUESTIONS.map(({ id }) => id);
		fc.assert(
			fc.property(fc.constantFrom(...ids), raw, text, (id, some, other) => {
				const names = namesOf(id);
				const facts = Object.fromEntries(names.map((name) => [name, some]));
				const answers = { [id]: { is: 'answered', facts: { ...facts, [other]: some } } };
				const report = reportOf(answers as Answers, ABOUT);
				const edited = { ...report, [other]: some, answers, assumptions: [] };

				const printed = JSON.stringify([report, readReport(JSON.stringify(edited))]);
				expect(printed).not.toContain(MARK);
			}),
			{ numRuns: RUNS },
		);
	});
});

it.each(QUESTIONS)('From no facts $id concludes nothing', (one) => {
	expect(reportOf({ [one.id]: { is: 'answered', facts: {} } }, ABOUT)).toMatchObject({
		settings: {},
		assumptions: [],
	});
});

describe('A fact', () => {
	const list = QUESTIONS.find(({ id }) => id === 'list');

	it('names attributes of Adobe, and numbers those of the instance', () => {
		expect(list?.safe({ attributes: ['PKey', 'cusScore', 'email', 'cusTier'] })).toEqual({
			attributes: ['PKey', 'custom1', 'email', 'custom2'],
		});
	});

	it.each([
		[0, 0],
		[9, 1],
		[60, 10],
		[123_456, 100_000],
	])('says of %d profiles that they are %d or more', (count, shown) => {
		expect(list?.safe({ profilesAtLeast: count })).toEqual({ profilesAtLeast: shown });
	});

	it('is the same when it has been read from a report', () => {
		const facts = list?.safe({ attributes: ['cusB', 'PKey', 'cusA'], profilesAtLeast: 4711 });

		expect(list?.safe(facts)).toEqual(facts);
	});
});
