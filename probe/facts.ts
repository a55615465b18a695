import { z } from 'zod';

import { refusalLines } from './refusalLines';
import { STANDARD_NAMES } from './standardNames';

/**
 * What a report may say. Every fact of an answer has one of these kinds, and what does not fit its kind becomes "other" or is left out:
 * no text of the instance reaches a report, whatever a question does. Reading a report takes the same way, so a report that was
 * changed by hand cannot smuggle anything in either.
 */

const OTHER = 'other';

/** One of these words. */
export const word = <const Words extends readonly [string, ...string[]]>(...words: Words) =>
	z
		.enum<string, [Words[number] | typeof OTHER, ...Array<Words[number] | typeof OTHER>]>([
			OTHER,
			...words,
		])
		.optional()
		.catch(OTHER);

export const yesNo = () => z.boolean().optional().catch(undefined);

/** A status of HTTP. */
export const status = () => z.number().int().min(100).max(599).optional().catch(undefined);

/** A size that somebody configured: a page, the length of a field that every instance has. Never a number of records. */
export const size = () => z.number().int().min(0).max(10_000).optional().catch(undefined);

/** A number of records, as the power of ten below it: 60 people are "10 or more". */
export const magnitude = () =>
	z
		.number()
		.int()
		.min(0)
		.transform((count) => (count === 0 ? 0 : 10 ** Math.floor(Math.log10(count))))
		.optional()
		.catch(undefined);

/** A time in milliseconds, as the nearest of 1, 2 or 5 times a power of ten. */
export const duration = () =>
	z.number().min(0).max(600_000).transform(rounded).optional().catch(undefined);

function rounded(ms: number): number {
	if (ms < 1) return 0;
	const power = 10 ** Math.floor(Math.log10(ms));
	const steps = [1, 2, 5, 10].map((step) => step * power);
	return steps.reduce((near, step) => (Math.abs(step - ms) < Math.abs(near - ms) ? step : near));
}

const RENAMED = 'custom';

/** Names of attributes: those of Adobe's own data model as they are, all others as custom1, custom2 ... in their order. */
export const names = () =>
	z
		.array(z.string())
		.max(300)
		.transform((given) => {
			let others = 0;
			return given.map((name) =>
				STANDARD_NAMES.has(name) ? name : `${RENAMED}${String((others += 1))}`,
			);
		})
		.optional()
		.catch(undefined);

/** Headers that any server may send, and that say nothing of whose it is. */
const HEADERS = [
	'age',
	'cache-control',
	'connection',
	'content-encoding',
	'content-language',
	'content-length',
	'content-type',
	'date',
	'etag',
	'expires',
	'keep-alive',
	'last-modified',
	'pragma',
	'retry-after',
	'server',
	'set-cookie',
	'strict-transport-security',
	'transfer-encoding',
	'vary',
	'via',
	'x-content-type-options',
	'x-frame-options',
	'x-powered-by',
	'x-request-id',
	'x-xss-protection',
] as const;

/** Names of headers, sorted; every other one is "another header". */
export const headerNames = () =>
	z
		.array(z.enum([...HEADERS, 'another header']).catch('another header'))
		.max(100)
		.transform((given) => [...given].sort())
		.optional()
		.catch(undefined);

/** What a body is, by its Content-Type and by its content. */
export const CONTENT_TYPES = ['application/json', 'text/plain', 'text/html', 'none'] as const;
export const FRAMINGS = ['text', 'JSON string', 'JSON object', 'HTML', 'empty'] as const;

/** A refusal: its lines are sentences of Adobe's that are known, with what they name left out. */
export const refusal = () =>
	z
		.object({
			status: status(),
			contentType: word(...CONTENT_TYPES),
			charset: word('utf-8', 'none'),
			framing: word(...FRAMINGS),
			lines: z.array(refusalLines()).max(20).optional().catch(undefined),
		})
		.optional()
		.catch(undefined);

export type Refusal = z.infer<ReturnType<typeof refusal>>;
