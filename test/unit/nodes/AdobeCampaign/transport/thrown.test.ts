import { answerFromThrown, answerOf } from '../../../../../nodes/AdobeCampaign/transport/thrown';

const URL = 'https://mc.adobe.io/acme/campaign/profileAndServices/profile/@a';
const TOKEN_URL = 'https://ims-na1.adobelogin.com/ims/token/v3';

/** What axios adds to everything it throws. */
const config = { url: URL, headers: { Authorization: 'Bearer s3cr3t', 'X-Api-Key': 'k3y' } };
const nothing = { status: 0, headers: {}, body: '' };

const wrapped = (cause: unknown, times: number): unknown =>
	times === 0 ? cause : wrapped({ message: 'Authorization failed', cause }, times - 1);

test('an answer has a number, header names in lower case and a decoded body', () => {
	expect(
		answerOf('429', { 'Retry-After': 1, 'X-Request-Id': 'R' }, '{"error_code":"429050"}'),
	).toEqual({
		status: 429,
		headers: { 'retry-after': '1', 'x-request-id': 'R' },
		body: { error_code: '429050' },
	});
});

test.each([undefined, null, 'text', 5])('headers %j are none', (headers) => {
	expect(answerOf(204, headers, undefined)).toEqual({ status: 204, headers: {}, body: '' });
});

test.each([0, 1, 2, 3])('a 401 that n8n wrapped %i times is the answer it was', (times) => {
	const thrown = {
		code: 'ERR_BAD_REQUEST',
		config,
		response: {
			status: 401,
			headers: { 'X-Request-Id': 'R' },
			data: '{"error_code":"401013","message":"Oauth token is not valid"}',
		},
	};
	expect(answerFromThrown(wrapped(thrown, times), URL)).toEqual({
		status: 401,
		headers: { 'x-request-id': 'R' },
		body: { error_code: '401013', message: 'Oauth token is not valid' },
	});
});

test.each([
	['ECONNABORTED', 'timeout'],
	['ETIMEDOUT', 'timeout'],
	['ECONNREFUSED', 'connection'],
	['ECONNRESET', 'connection'],
	['ENOTFOUND', 'connection'],
	['EAI_AGAIN', 'connection'],
	['CERT_HAS_EXPIRED', 'connection'],
	['ERR_BAD_RESPONSE', 'connection'],
])('%s is a failed %s', (code, network) => {
	const expected = { ...nothing, network, networkCode: code };
	expect(answerFromThrown({ code, config }, URL)).toEqual(expected);
	expect(answerFromThrown(wrapped({ code, config }, 2), URL)).toEqual(expected);
});

test.each([
	['a missing credential', new Error('Node does not have any credentials set')],
	['a wrapped error without a code', wrapped(new Error('No'), 2)],
	['a text', 'ECONNRESET'],
	['nothing', undefined],
	['null', null],
])('%s is left to n8n', (_, thrown) => {
	expect(answerFromThrown(thrown, URL)).toBeUndefined();
});

test.each(['504', 504])('n8n 1.x keeps of an answer its status: %j', (httpCode) => {
	const thrown = { httpCode, message: 'Gateway timed out' };
	expect(answerFromThrown(thrown, URL)).toEqual({ status: 504, headers: {}, body: '' });
});

test('a code that is no status is a failure on the way', () => {
	const thrown = { httpCode: 'ECONNRESET', cause: { code: 'ECONNRESET', config } };
	expect(answerFromThrown(thrown, URL)).toMatchObject({ status: 0, networkCode: 'ECONNRESET' });
});

test('an error that is its own cause ends', () => {
	const circle: Record<string, unknown> = { message: 'round' };
	circle.cause = circle;
	expect(answerFromThrown(circle, URL)).toBeUndefined();
});

describe('the token service', () => {
	const body = { error: 'invalid_client', error_description: 'invalid client_secret parameter' };
	const refused = { error: 'invalid_client', description: 'invalid client_secret parameter' };

	test.each([
		['refuses (EAUTH)', { code: 'EAUTH', message: 'm', body }, refused],
		['refuses (ESTATUS)', { code: 'ESTATUS', message: 'HTTP status 401', body }, refused],
		[
			'answers a status and no JSON',
			{ code: 'ESTATUS', message: 'HTTP status 429', body: 'slow down' },
			{ error: 'unknown', description: 'HTTP status 429' },
		],
		[
			'names no reason',
			{ code: 'EAUTH', message: 'HTTP status 400', body: { error: 5 } },
			{ error: 'unknown', description: 'HTTP status 400' },
		],
		[
			'answers something that n8n cannot use',
			{ message: 'Failed to acquire OAuth2 access token' },
			{ error: 'unknown', description: '' },
		],
	])('%s', (_, thrown, tokenRefusal) => {
		expect(answerFromThrown(thrown, URL)).toEqual({ ...nothing, tokenRefusal });
		expect(answerFromThrown(wrapped(thrown, 1), URL)).toEqual({ ...nothing, tokenRefusal });
	});

	test.each([
		['ECONNREFUSED', 'connection'],
		['ECONNRESET', 'connection'],
		['ENOTFOUND', 'connection'],
		['ECONNABORTED', 'timeout'],
	])(
		'that cannot be reached (%s) has refused nothing, and is told from Campaign by its address',
		(code, network) => {
			const thrown = { code, config: { url: TOKEN_URL } };
			const failure = { ...nothing, network, networkCode: code };
			expect(answerFromThrown(thrown, URL)).toEqual({ ...failure, isFromTokenService: true });
			expect(answerFromThrown(wrapped(thrown, 1), URL)).toHaveProperty('isFromTokenService', true);
			expect(answerFromThrown(thrown, TOKEN_URL)).toEqual(failure);
		},
	);
});

test('what was sent does not come back with the answer', () => {
	const response = { status: 401, headers: {}, data: '', config, request: config };
	for (const thrown of [
		{ code: 'ECONNRESET', config, request: config },
		{ code: 'ERR_BAD_REQUEST', config, response },
		{ code: 'ESTATUS', config, body: { error: 'invalid_client' } },
	]) {
		expect(JSON.stringify(answerFromThrown(thrown, URL))).not.toMatch(/s3cr3t|k3y/);
	}
});
