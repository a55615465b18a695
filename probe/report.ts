import { z } from 'zod';

import { readSettings, type Settings } from '../sandbox/settings';
import { ASSUMPTIONS } from './assumptions';
import { settingsFrom } from './derive';
import { duration } from './facts';
import { FORMAT, VERSION } from './format';
import { type Question, REASONS, type SafeFacts } from './question';
import { QUESTIONS } from './questions';

/** The options without which a question is not asked. */
export const FLAGS = [
	'--with-test-profile',
	'--second-profile',
	'--event',
	'--event and --with-test-profile',
	'--workflow',
	'--signal',
	'--resume',
	'--yes',
] as const;

/** What a run was allowed to write. */
export const MODES = ['read-only', 'no test profile', 'test profile'] as const;

export const FAILURES = [
	'no answer',
	'an unexpected answer',
	'the budget was used up',
	'the run was ended',
] as const;

export type Answer =
	| { is: 'answered'; facts: SafeFacts }
	| { is: 'not asked'; flag: (typeof FLAGS)[number] }
	| { is: 'not possible'; reason: (typeof REASONS)[number] }
	| { is: 'failed'; why: (typeof FAILURES)[number] };

export type Answers = Readonly<Record<string, Answer | undefined>>;

const unanswered = z.discriminatedUnion('is', [
	z.object({ is: z.literal('not asked'), flag: z.enum(FLAGS) }),
	z.object({ is: z.literal('not possible'), reason: z.enum(REASONS) }),
	z.object({ is: z.literal('failed'), why: z.enum(FAILURES) }),
]);

/** An answer in a report, with its facts as their kinds allow. */
function answerTo(one: Question) {
	const answered = z
		.object({ is: z.literal('answered'), facts: z.unknown() })
		.transform(({ is, facts }): Answer => ({ is, facts: one.safe(facts) }));
	return z.union([answered, unanswered]).optional();
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const NUMBER = /^\d{1,3}\.\d{1,3}\.\d{1,3}$/;

const answersSchema = z.object(Object.fromEntries(QUESTIONS.map((one) => [one.id, answerTo(one)])));

/** A report holds nothing but this. Everything else in a file is left out when it is read. */
const schema = z.object({
	format: z.literal(FORMAT),
	version: z.literal(VERSION),
	/** The day of the run. */
	date: z.string().regex(DAY),
	/** The version of this package. */
	probe: z.string().regex(NUMBER),
	dialect: z.enum(['standard', 'v8', 'unknown']),
	mode: z.enum(MODES),
	requests: z.number().int().min(0).max(10_000),
	/** The time in which half of the answers came, in milliseconds. */
	usualMs: duration(),
	answers: answersSchema,
	settings: z.custom<Partial<Settings>>(isSettings).catch({}),
	assumptions: z.array(
		z.object({
			id: z.enum(ASSUMPTIONS.map(({ id }) => id) as [string, ...string[]]),
			assumes: z.string(),
			help: z.string(),
		}),
	),
});

function isSettings(value: unknown): boolean {
	try {
		readSettings('', value as Partial<Settings>);
		return true;
	} catch {
		return false;
	}
}

export type Report = z.infer<typeof schema>;

/** A report of these answers. All in it follows from what of them is safe to publish. */
export function reportOf(
	answers: Answers,
	about: Pick<Report, 'date' | 'probe' | 'mode' | 'requests' | 'usualMs'>,
): Report {
	const safe: Answers = answersSchema.parse(answers);
	const facts = Object.fromEntries(
		Object.entries(safe).map(([id, answer]) => [
			id,
			answer?.is === 'answered' ? answer.facts : undefined,
		]),
	);
	const settings = settingsFrom(QUESTIONS, facts);
	const { dialect } = facts.malformedKey ?? {};
	return schema.parse({
		format: FORMAT,
		version: VERSION,
		...about,
		dialect: dialect === 'standard' || dialect === 'v8' ? dialect : 'unknown',
		answers: safe,
		settings,
		assumptions: ASSUMPTIONS.filter((one) => one.fails(settings, facts)).map(
			({ id, assumes, help }) => ({ id, assumes, help }),
		),
	});
}

/**
 * A report out of a file. What it derives is derived anew, so that an edited file says nothing else than its answers do.
 * @throws Error in words
 */
export function readReport(text: string): Report {
	let content: unknown;
	try {
		content = JSON.parse(text);
	} catch {
		throw new Error('It is not JSON.');
	}
	const { success, data, error } = schema.safeParse(content);
	if (success) return reportOf(data.answers as Answers, data);
	const [{ path, message }] = error.issues;
	throw new Error(`It is not a report of npm run probe (${path.join('.') || 'all'}: ${message}).`);
}
