import { readRefusal } from './refusal';
import { ERROR_ROWS, type ErrorRow } from './refusalTable';
import type { Answer, Authentication } from './types';

/** An unsuccessful answer in words, ready for the screen. */
export interface Explanation {
	kind: string;
	/** What happened, in one sentence. */
	message: string;
	/** What to do, then Adobe's own words, then the request id that Adobe's support asks for. */
	description: string;
	/** HTTP status; 0 when nothing came back. */
	status: number;
	cause?: ErrorRow['cause'];
}

const KEY_FIELD: Record<Authentication, string> = { accessToken: 'API Key', oAuth2: 'Client ID' };

const TOKEN_ADVICE: Record<Authentication, string> = {
	accessToken:
		"A token lives 24 hours. Generate a new one in Adobe Developer Console and paste it into 'Access Token' of the credential. For schedules use the OAuth2 credential, which renews its token itself.",
	oAuth2:
		"Adobe does not accept the token that it issued for this credential. Check 'Scope' and 'Access Token URL' in the credential.",
};

const SCOPE_ADVICE: Record<Authentication, string> = {
	accessToken:
		"Add the scopes of Adobe Campaign to the project in Adobe Developer Console, then generate a new token for 'Access Token'.",
	oAuth2:
		"Compare 'Scope' in the credential with the scopes of the project in Adobe Developer Console.",
};

/** The texts of a row with the names of the fields that this kind of credential has on the screen. */
export function wordsOf(row: ErrorRow, authentication: Authentication, name = '') {
	const fill = (text: string) =>
		text
			.replace('{key}', KEY_FIELD[authentication])
			.replace('{token}', TOKEN_ADVICE[authentication])
			.replace('{scope}', SCOPE_ADVICE[authentication])
			.replace('{name}', name);
	return { message: fill(row.message), advice: fill(row.advice) };
}

/**
 * Says what an unsuccessful answer means. Takes any answer and never throws.
 *
 * @param hidden credentials and sent values, which Adobe's words may quote and nobody should read in a log
 */
export function explain(
	answer: Answer,
	authentication: Authentication,
	hidden: string[] = [],
): Explanation {
	const refusal = readRefusal(answer, hidden);
	const { gatewayCode, text, words, requestId } = refusal;
	const nameIn = ({ says }: ErrorRow) => says?.exec(words)?.[1] ?? '';
	const isSent = (name: string) =>
		hidden.some((part) => part.trim().toLowerCase() === name.toLowerCase());
	const says = (row: ErrorRow) => row.says?.test(words) && !(row.unlessSent && isSent(nameIn(row)));
	const fits = (row: ErrorRow) =>
		row.codes?.includes(gatewayCode) ||
		(gatewayCode === '' && says(row)) ||
		row.when?.(answer, refusal);
	const row = ERROR_ROWS.find(fits) ?? ERROR_ROWS[ERROR_ROWS.length - 1];
	const name = nameIn(row);
	const { message, advice } = wordsOf(row, authentication, isSent(name) ? '...' : name);
	// A body that came with a success is not a refusal's: it may be somebody's profile.
	const said = answer.status >= 200 && answer.status < 300 ? '' : text;
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
	};
}

/** A refusal that holds for everything that is sent with this credential; `forbidden` may hold for one resource. */
export function isCredentialRefusal(answer: Answer, authentication: Authentication): boolean {
	const mayBe = answer.tokenRefusal !== undefined || answer.status === 401 || answer.status === 403;
	if (!mayBe) return false;
	const { cause, kind } = explain(answer, authentication);
	return cause === 'credential-invalid' && kind !== 'forbidden';
}
