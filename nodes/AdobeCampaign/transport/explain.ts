import { ACCESS, KEY_FIELD, SCOPE_ADVICE, TOKEN_ADVICE } from '../../../credentials/words';
import type { ApiErrorText } from '../n8n/errors';
import { gatewayCodeIn, isObject } from './bodies';
import { withoutHidden, withoutPersonalData } from './privacy';
import { DATABASE_REFUSALS, REFUSALS } from './refusalTable';
import { isSuccess, retryAfterMs } from './retry';
import type { Answer, Authentication, Kind, Refusal, RefusalRow } from './types';

const firstText = (...values: unknown[]) =>
	values.find((value): value is string => typeof value === 'string' && value !== '') ?? '';

const LONGEST_TEXT = 2000;

/** More than this is not even looked at: a body may have megabytes, and it is searched below. */
const LONGEST_READ = 2 * LONGEST_TEXT;

/** What a body says, whichever family it is of. */
function wordsIn(body: unknown): string {
	if (typeof body === 'string') return body;
	if (body === undefined || body === null) return '';
	const json = isObject(body) ? body : {};
	const nested = isObject(json.error) ? json.error : {};
	const said = firstText(json.message, json.error_description, nested.message, json.error);
	return said || JSON.stringify(body);
}

/**
 * Reads an unsuccessful answer. Families: the gateway's JSON (two), Campaign's text, the same text quoted.
 *
 * @param hidden credentials and sent values, which Adobe's words may quote and which must not get into a log
 */
export function readRefusal(answer: Answer, hidden: readonly string[] = []): Refusal {
	const { body, headers, tokenRefusal } = answer;
	const words = (tokenRefusal?.description ?? wordsIn(body)).slice(0, LONGEST_READ).trim();
	return {
		gatewayCode: gatewayCodeIn(body),
		text: withoutPersonalData(withoutHidden(words, hidden)).slice(0, LONGEST_TEXT),
		words,
		isHtml: words.startsWith('<'),
		requestId: headers['x-request-id'] ?? '',
	};
}

/** What the blanks of the table's texts are filled with, besides the name of a field. */
interface Words {
	authentication: Authentication;
	/** What the request was about; its blanks stay as they are without it. */
	kind?: Kind;
}

/** The texts of a row with the names that things have on the user's screen. */
export function wordsOf(row: RefusalRow, { authentication, kind }: Words, name = '') {
	const words: Record<string, string | undefined> = {
		key: KEY_FIELD[authentication],
		token: TOKEN_ADVICE[authentication],
		scope: SCOPE_ADVICE[authentication],
		access: ACCESS,
		record: kind?.one,
		locator: kind?.locator,
		custom:
			kind && !kind.hasFieldSets
				? 'What your company added must be published in Campaign'
				: "What your company added needs 'Field Set' = 'Standard and Custom Fields', and must be published in Campaign",
		name,
	};
	const fill = (text: string) =>
		text.replace(/\{(\w+)\}/g, (blank, word: string) => words[word] ?? blank);
	return { message: fill(row.message), advice: fill(row.advice) };
}

/**
 * The table, with the rows of a kind of record among them: one in other words stands before the table's own of that name, so that
 * the table's order holds; one that the table does not have before those of the database.
 */
function rowsFor(kind?: Kind): RefusalRow[] {
	const own = kind?.refusals ?? [];
	const isOfTable = (row: RefusalRow) => REFUSALS.some((other) => other.kind === row.kind);
	return REFUSALS.flatMap((row) => [
		...(row === DATABASE_REFUSALS[0] ? own.filter((one) => !isOfTable(one)) : []),
		...own.filter((one) => one.kind === row.kind),
		row,
	]);
}

/** An unsuccessful answer in words: what happened; then what to do, Adobe's own words, and the request id for Adobe's support. */
type Explanation = Required<Pick<ApiErrorText, 'kind'>> & ApiErrorText;

/**
 * Says what an unsuccessful answer means. Takes any answer and never throws.
 *
 * @param hidden credentials and sent values, which Adobe's words may quote and which must not get into a log
 */
export function explain(answer: Answer, about: Words, hidden: readonly string[] = []): Explanation {
	const refusal = readRefusal(answer, hidden);
	const { gatewayCode, text, words, requestId } = refusal;
	const nameIn = ({ says }: RefusalRow) => says?.exec(words)?.[1] ?? '';
	const isSent = (name: string) =>
		hidden.some((part) => part.trim().toLowerCase() === name.toLowerCase());
	const says = (row: RefusalRow) =>
		row.says?.test(words) && !(row.unlessSent && isSent(nameIn(row)));
	const fits = (row: RefusalRow) =>
		row.codes?.includes(gatewayCode) ||
		(gatewayCode === '' && says(row)) ||
		row.when?.(answer, refusal);
	const row = rowsFor(about.kind).find(fits) ?? REFUSALS[REFUSALS.length - 1];
	const name = nameIn(row);
	const { message, advice } = wordsOf(row, about, isSent(name) ? '...' : name);
	// The body of a success is not a refusal's words: it may be a person's record.
	const said = isSuccess(answer) && !about.kind?.isRefusal?.(answer) ? '' : text;
	const lines = [
		advice,
		said && `Adobe says: ${said}`,
		answer.networkCode && `Network: ${answer.networkCode}`,
		answer.status && `HTTP status ${answer.status}`,
		requestId && `Request ID: ${requestId}`,
	];
	return {
		kind: row.kind,
		message,
		description: lines.filter(Boolean).join('\n'),
		status: answer.status,
		cause: row.cause,
		retryAfterMs: retryAfterMs(answer),
	};
}

/** A refusal that holds for everything that is sent with this credential; `forbidden` may hold for one resource. */
export function isCredentialRefusal(answer: Answer, authentication: Authentication): boolean {
	const mayBe = answer.tokenRefusal !== undefined || answer.status === 401 || answer.status === 403;
	if (!mayBe) return false;
	const { cause, kind } = explain(answer, { authentication });
	return cause === 'credential-invalid' && kind !== 'forbidden';
}
