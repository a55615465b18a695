import { PROFILE } from '../../../../../nodes/AdobeCampaign/resources/profile/kind';
import { decodeBody } from '../../../../../nodes/AdobeCampaign/transport/bodies';
import { explain, readRefusal } from '../../../../../nodes/AdobeCampaign/transport/explain';
import { DATABASE_REFUSALS as DATABASE_ROWS } from '../../../../../nodes/AdobeCampaign/transport/refusalTable';
import type { Answer, RefusalRow } from '../../../../../nodes/AdobeCampaign/transport/types';
import { DATABASE_REFUSALS, PASSING_KINDS } from './databaseRefusals';
import {
	GATEWAY_REFUSALS,
	OOPS_REFUSALS,
	OTHER_REFUSALS,
	type PrintedRefusal,
	STANDARD_REFUSALS,
	TOKEN_REFUSALS,
	V8_REFUSALS,
} from './printedRefusals';

const ACCESS_TOKEN = { authentication: 'accessToken', kind: PROFILE } as const;
const OAUTH2 = { authentication: 'oAuth2', kind: PROFILE } as const;

const CAMPAIGN_REFUSALS = [...STANDARD_REFUSALS, ...V8_REFUSALS, ...DATABASE_REFUSALS];

const answer = (status: number, body: unknown, headers: Record<string, string> = {}): Answer => ({
	status,
	headers,
	body: decodeBody(body),
});

describe.each([
	['the gateway', GATEWAY_REFUSALS],
	['the catch-all of the gateway', OOPS_REFUSALS],
	['Campaign Standard', STANDARD_REFUSALS],
	['Campaign v8', V8_REFUSALS],
	["Campaign's database", DATABASE_REFUSALS],
	['a server on the way', OTHER_REFUSALS],
])('a refusal of %s', (_, refusals: PrintedRefusal[]) => {
	test.each(refusals)('$status $name is $kind', ({ status, body, kind, named = '' }) => {
		const explanation = explain(answer(status, body), ACCESS_TOKEN);
		expect(explanation).toMatchObject({ kind, status });
		expect(explanation.message).toContain(named);
	});

	test.each(refusals)(
		"$status $name is told in Adobe's words",
		({ status, body, shown = body }) => {
			const { description } = explain(
				answer(status, body, { 'x-request-id': 'REQ-7' }),
				ACCESS_TOKEN,
			);
			const said = shown === '' ? [] : [`Adobe says: ${shown}`];
			const lines = [...said, `HTTP status ${status}`, 'Request ID: REQ-7'].join('\n');
			expect(description.endsWith(`\n${lines}`)).toBe(true);
		},
	);
});

test.each(CAMPAIGN_REFUSALS)('$status $name is the same as quoted text', ({ status, body }) => {
	const plain = explain(answer(status, body), ACCESS_TOKEN);
	expect(explain(answer(status, JSON.stringify(body)), ACCESS_TOKEN)).toEqual(plain);
});

test.each(CAMPAIGN_REFUSALS)('$status $name is the same in several lines', ({ status, body }) => {
	const lines = body.replace(/(\.|administrator\.) (?=[A-Z])/g, '$1\r\n');
	const { kind } = explain(answer(status, body), ACCESS_TOKEN);
	expect(explain(answer(status, lines), ACCESS_TOKEN).kind).toBe(kind);
});

test("Campaign's texts are not searched in what the gateway says", () => {
	const body = JSON.stringify({ error_code: '400999', message: 'rc=-2003, already exists' });
	expect(explain(answer(400, body), ACCESS_TOKEN).kind).toBe('campaignRefused');
});

test.each(TOKEN_REFUSALS)(
	'the token service with $error "$description" is $kind',
	({ error, description, kind }) => {
		const refused = { ...answer(0, ''), tokenRefusal: { error, description } };
		const explanation = explain(refused, OAUTH2);
		expect(explanation).toMatchObject({ kind, status: 0, cause: 'credential-invalid' });
		expect(explanation.description).toContain(description);
		expect(explanation.description).not.toContain('HTTP status 0');
	},
);

test('the words of the token service are masked and cut like those of Campaign', () => {
	const description = `Bearer s3cr3t of amy@example.com ${'x '.repeat(5000)}`;
	const refused = { ...answer(0, ''), tokenRefusal: { error: 'invalid_grant', description } };
	const explained = explain(refused, OAUTH2).description;
	expect(explained).not.toMatch(/s3cr3t|amy@/);
	expect(explained.length).toBeLessThan(2500);
});

test.each([
	['timeout', 'timeout'],
	['connection', 'unreachable'],
] as const)('no answer because of a %s is %s', (network, kind) => {
	const explanation = explain({ ...answer(0, ''), network }, ACCESS_TOKEN);
	expect(explanation).toMatchObject({ kind, status: 0, cause: 'temporarily-unavailable' });
	expect(explanation.description).not.toMatch(/Adobe says|HTTP status|Request ID/);
});

test.each(['', 'null', '0', '-1.5', 'true', '[]', '["a"]', '{}', '{"message":5}', '{"code":{}}'])(
	'a body of %j is explained whatever the status',
	(body) => {
		for (const status of [
			0, 200, 204, 301, 400, 401, 403, 404, 429, 500, 501, 502, 503, 504, 599,
		]) {
			const { kind, message, description } = explain(answer(status, body), OAUTH2);
			expect([kind, message, description].every((text) => text.length > 5)).toBe(true);
		}
	},
);

test('a body that was never there is explained', () => {
	const explanation = explain({ status: 500, headers: {}, body: undefined }, ACCESS_TOKEN);
	expect(explanation.kind).toBe('campaignRefused');
});

test('no more than 2,000 characters of a huge text are shown', () => {
	const { description } = explain(answer(500, 'no end '.repeat(50_000)), ACCESS_TOKEN);
	expect(description.split('Adobe says: ')[1].split('\n')[0]).toHaveLength(2000);
});

test.each([
	[429, 'rate-limited'],
	[503, 'temporarily-unavailable'],
	[401, 'credential-invalid'],
	[302, 'configuration-invalid'],
	[500, undefined],
])('%i has the cause %s in the vocabulary of n8n', (status, cause) => {
	expect(explain(answer(status, 'words'), ACCESS_TOKEN).cause).toBe(cause);
});

test.each(DATABASE_REFUSALS)('$name passes by itself, or it is not said', ({ body, kind }) => {
	const { cause, description } = explain(answer(500, body), ACCESS_TOKEN);
	const passes = PASSING_KINDS.includes(kind);
	expect(cause).toBe(passes ? 'temporarily-unavailable' : undefined);
	expect(description.startsWith('This passes by itself: run it again')).toBe(passes);
});

test('every kind of refusal of the database is in the table above', () => {
	const kinds = DATABASE_ROWS.map(({ kind }) => kind);
	expect(new Set(DATABASE_REFUSALS.map(({ kind }) => kind))).toEqual(new Set(kinds));
});

test.each([
	['accessToken', "paste it into 'Access Token'"],
	['oAuth2', "Check 'Scope' and 'Access Token URL'"],
] as const)(
	'an expired token of %s is answered with the field to change',
	(authentication, words) => {
		expect(explain(answer(401, ''), { authentication, kind: PROFILE }).description).toContain(
			words,
		);
	},
);

test.each([
	['accessToken', "Fill in 'API Key'"],
	['oAuth2', "Fill in 'Client ID'"],
] as const)(
	'a missing API key of %s is answered with the field to fill in',
	(authentication, words) => {
		const body = '{"error_code":"403000","message":"Api Key is required"}';
		expect(explain(answer(403, body), { authentication, kind: PROFILE }).description).toContain(
			words,
		);
	},
);

describe('What may be a filter or a value', () => {
	const refused = (said: string, type: string, hidden: string[] = []) => {
		const body = `BAS-010040 Cannot convert '${said}' (text type) to ${type} type (bAS-010011 Invalid data).`;
		return explain(answer(500, body), ACCESS_TOKEN, hidden);
	};

	it.each([
		['byUuid', '32-bit integer'],
		['byidentification_key', '32-bit integer'],
		['bytier_points', '64-bit integer'],
		['byold', 'integer (32 bit)'],
		['byUuid', 'integer'],
	])('%s is a filter where a key of %s is expected', (name, type) => {
		const { kind, message, description } = refused(name, type);
		expect(kind).toBe('filterUnknown');
		expect(message).toBe(`This Campaign instance has no filter '${name}' here`);
		expect(description).toContain(`Cannot convert '${name}'`);
	});

	it.each([
		['byron', 'integer (8 bit)', []],
		['byron', '16-bit integer', []],
		['byron', '32-bit integer', ['byron']],
		['Byron', '32-bit integer', []],
		['bystander', '32-bit integer', ['Bystander']],
		['bystander', '32-bit integer', [' bystander ']],
		['byRonson', '32-bit integer', ['byRonson']],
		['byx', '32-bit integer', ['byx']],
		['by stander', '32-bit integer', []],
	])('%s is a value where %s is expected and %j was sent', (said, type, hidden) => {
		const explanation = refused(said, type, hidden);
		expect(explanation.kind).toBe('typeMismatch');
		expect(JSON.stringify(explanation)).not.toContain(said);
	});
});

describe('texts that must not be shown', () => {
	const said = (body: string, hidden: string[]) =>
		explain(answer(500, body), ACCESS_TOKEN, hidden).description.split('Adobe says: ')[1];

	test('are replaced wherever they stand', () => {
		const body = 'Dakota, s3cr3t/key and Dakota';
		expect(said(body, ['Dakota', 's3cr3t/key'])).toBe('..., ... and ...\nHTTP status 500');
	});

	test('are taken as they are, not as patterns', () => {
		expect(said('a.b* and axbb', ['a.b*'])).toMatch(/^\.\.\. and axbb\n/);
	});

	test.each(['', 'a', 'Am', 'my', 'ame'])(
		'are left when they are part of a word, as %j',
		(hidden) => {
			expect(said('Amy was a name', [hidden])).toMatch(/^Amy was a name\n/);
		},
	);

	test('are replaced as a whole when one is a part of another', () => {
		expect(said("'Amy Dakota' is not valid", ['Dakota', 'Amy Dakota'])).not.toContain('Amy');
	});

	test('are replaced also where the spaces around them are left out', () => {
		expect(said("'Dakota' is not valid", [' Dakota\n'])).toBe(
			"'...' is not valid\nHTTP status 500",
		);
	});

	test('leave nothing of themselves where the text is cut', () => {
		expect(said(`${'x '.repeat(995)}s3cr3t-s3cr3t-s3cr3t`, ['s3cr3t-s3cr3t-s3cr3t'])).not.toContain(
			's3c',
		);
	});

	test('are replaced in what the token service says', () => {
		const tokenRefusal = { error: 'invalid_client', description: 'bad s3cr3t' };
		const { description } = explain({ ...answer(0, ''), tokenRefusal }, OAUTH2, ['s3cr3t']);
		expect(description).toContain('bad ...');
	});
});

describe("A sent value that is a word of Adobe's", () => {
	const refused = (body: string): Answer => ({ status: 500, headers: {}, body });

	it.each([
		[
			'Field',
			"The value 'x' is not valid for the 'nms:recipient:gender' enumeration of the '@gender' field",
			'enumerationValueInvalid',
		],
		['Read', "Cannot update the 'age' property that is read-only", 'readOnly'],
	])('%s does not hide what kind of refusal it is', (surname, body, kind) =>
		expect(explain(refused(body), ACCESS_TOKEN, [surname]).kind).toBe(kind),
	);

	it('is not shown where the name of a field would be', () => {
		const { message } = explain(
			refused("'Ronson' property is not valid for the 'profile' resource."),
			ACCESS_TOKEN,
			['Ronson '],
		);

		expect(message).toBe("'...' is not a field of this profile");
	});
});

test('a project without access to the instance is told what it lacks, in the words of Developer Console', () => {
	const body = '{"error_code":"403023","message":"Profile is not valid"}';
	expect(explain(answer(403, body), ACCESS_TOKEN).description).toContain(
		'the project lacks the product profile of this Campaign instance',
	);
});

describe('what is read of a refusal', () => {
	const read = (body: unknown, headers: Record<string, string> = {}) =>
		readRefusal({ status: 500, headers, body });

	const textOf = (body: unknown) => read(body).text;

	test.each([
		['error_code of the validator', { error_code: '403023', message: 'm' }, '403023'],
		['code of the catch-all', { code: 502, message: 'm' }, '502'],
		['error_code before code', { code: 1, error_code: '429050' }, '429050'],
		['nothing in a text', 'RST-360011', ''],
		['nothing in a list', [{ error_code: '1' }], ''],
	])('the gateway code is %s', (_, body, code) => {
		expect(read(body).gatewayCode).toBe(code);
	});

	test.each([
		[{ message: 'a', error_description: 'b', error: 'c' }, 'a'],
		[{ error_description: 'b', error: 'c' }, 'b'],
		[{ error: { message: 'inside' } }, 'inside'],
		[{ error: 'c' }, 'c'],
		[{ message: '', error: 'c' }, 'c'],
		[{ message: 5 }, '{"message":5}'],
		[{}, '{}'],
		[['a'], '["a"]'],
		[7, '7'],
		[null, ''],
		['  text\n', 'text'],
	])('the words of %j are %j', (body, expected) => {
		expect(textOf(body)).toBe(expected);
	});

	test.each([
		['<html></html>', true],
		['\r\n  <!DOCTYPE html>', true],
		['RST-360011 <b>', false],
		['{"a":"<b>"}', false],
		['', false],
	])('%j is HTML: %s', (body, isHtml) => {
		expect(read(body).isHtml).toBe(isHtml);
	});

	test('the request id comes from the header', () => {
		expect(read('', { 'x-request-id': 'REQ-1' }).requestId).toBe('REQ-1');
		expect(read('').requestId).toBe('');
	});

	describe('personal data and secrets in what Adobe says', () => {
		test.each([
			[
				'an e-mail in the detail of PostgreSQL',
				'DETAIL:  Key (semail)=(amy.dakota@example.com) already exists.',
				'DETAIL:  Key (semail)=(...) already exists.',
			],
			[
				'a name in the detail of PostgreSQL',
				'DETAIL:  Key (slastname)=(Dakota) already exists.',
				'DETAIL:  Key (slastname)=(...) already exists.',
			],
			[
				'several values with brackets of their own',
				"DETAIL:  Key (slastname, sfirstname)=(O'Neil (Jr), Amy) already exists.",
				'DETAIL:  Key (slastname, sfirstname)=(...) already exists.',
			],
			[
				'a detail over two lines, at the end',
				'DETAIL:  Key (ssalutation)=(Dear\nAmy)',
				'DETAIL:  Key (ssalutation)=(...)',
			],
			[
				'a name in the detail of an index on an expression',
				'DETAIL:  Key (lower(slastname::text))=(dakota) already exists.',
				'DETAIL:  Key (lower(slastname::text))=(...) already exists.',
			],
			[
				'a value that looks like the end of a detail',
				'Key (a)=(Amy) already exists. Key (b)=(Bob) already exists.',
				'Key (a)=(...) already exists.',
			],
			[
				'a name in BAS-010040',
				"BAS-010040 Cannot convert 'Dakota' (type text) to integer (8 bit) type",
				"BAS-010040 Cannot convert '...' (type text) to integer (8 bit) type",
			],
			[
				'a name with an apostrophe in BAS-010040',
				"BAS-010040 Cannot convert 'O'Neil' (type text) to integer (8 bit) type",
				"BAS-010040 Cannot convert '...' (type text) to integer (8 bit) type",
			],
			[
				'a name that begins with "by" in BAS-010040',
				"BAS-010040 Cannot convert 'byron' (type text) to integer (8 bit) type",
				"BAS-010040 Cannot convert '...' (type text) to integer (8 bit) type",
			],
			[
				'a value of an enumeration',
				"The value 'Amy' is not valid for the 'nms:recipient:gender' enumeration of the '@gender' field",
				"The value '...' is not valid for the 'nms:recipient:gender' enumeration of the '@gender' field",
			],
			[
				'a value of an enumeration with an apostrophe',
				"The value 'O'Neil' is not valid for the 'nms:recipient:gender' enumeration of the '@gender' field",
				"The value '...' is not valid for the 'nms:recipient:gender' enumeration of the '@gender' field",
			],
			['an e-mail', 'No amy.dakota+news@mail.example.com here.', 'No (e-mail) here.'],
			['two e-mails', '<a@example.com>,<b@example.org>', '<(e-mail)>,<(e-mail)>'],
			['an e-mail in a URL', 'byEmail?email=amy%40example.com)', 'byEmail?email=(e-mail))'],
			[
				'a bearer token',
				'Authorization: Bearer xyz-123.4 refused',
				'Authorization: Bearer ... refused',
			],
			[
				"a customer's key that was looked for",
				"Unable to find document with path 'Profile' from key 'C-1:0' (document with schema 'profile' and name 'C-1')",
				"Unable to find document with path 'Profile' from key '...' (document with schema 'profile' and name '...')",
			],
			[
				"a customer's key that was changed",
				"RST-360012 Inconsistent operation on resource 'profile' – Cannot update key 'C-1' to 'O'Neil'.",
				"RST-360012 Inconsistent operation on resource 'profile' – Cannot update key '...' to '...'.",
			],
			[
				'a short name that is taken',
				"A 'Profile' with the same key 'Doe' already exists.",
				"A 'Profile' with the same key '...' already exists.",
			],
			[
				'a name with brackets in BAS-010040',
				"BAS-010040 Cannot convert 'Dakota)=(Amy' (type text) to integer (8 bit) type",
				"BAS-010040 Cannot convert '...' (type text) to integer (8 bit) type",
			],
			['a value behind a code of the database', 'PGS-220000 no "Amy"', 'PGS-220000 no "..."'],
			['a value behind its name', 'PostgreSQL has no "Amy"', 'PostgreSQL has no "..."'],
			...['ERROR', 'FATAL', 'PANIC'].map((heading) => [
				`a value in a line ${heading}`,
				`${heading}:  no "Amy"`,
				`${heading}:  no "..."`,
			]),
			...['DETAIL', 'CONTEXT', 'STATEMENT', 'QUERY'].map((heading) => [
				`a line ${heading}`,
				`${heading}:  SELECT 'Amy'`,
				`${heading}:  ...`,
			]),
			['a row', 'Failing row contains (812, Amy)', 'Failing row contains (...)'],
			[
				'a statement',
				"WDB-200001 SQL statement 'SELECT 'Amy'' could not be executed.",
				"WDB-200001 SQL statement '...'",
			],
			[
				'a name that is taken and looks like the end of it',
				"A 'Profile' with the same key 'Doe' already exists' already exists.",
				"A 'Profile' with the same key '...' already exists.",
			],
			['a bearer token in small letters', 'bearer xyz', 'bearer ...'],
			['a JWT', 'token eyJhbGciOi.eyJpZCI6.s1-g_n is old', 'token (token) is old'],
			['a JWT without a signature', 'eyJhbGciOi.eyJpZCI6', '(token)'],
		])('%s', (_, said, shown) => {
			expect(textOf(said)).toBe(shown);
			expect(textOf({ error_code: '1', message: said })).toBe(shown);
		});

		test.each([
			"'zipCode' property is not valid for the 'profile' resource.",
			"'O5iRp40EGA' attribute unknown (see definition of 'Profiles (nms:recipient)' schema). XTK-170036 Unable to parse expression '@id = @O5iRp40EGA'.",
			'Unable to decrypt PKey. (PKey=@jksad) Unsupported endpoint. (endpoint=rest/profileAndServices/profile/@jksad)',
			"BAS-010040 Cannot convert 'byUuid' (text type) to 32-bit integer type (bAS-010011 Invalid data).",
			"BAS-010040 Cannot convert 'byidentification_key' (text type) to 32-bit integer type (bAS-010011 Invalid data).",
			'ERROR:  null value in column "semail" of relation "nmsrecipient" violates not-null constraint',
			'ERROR:  insert or update on table "nmsrecipient" violates foreign key constraint "nmsrecipient_orgunitid"',
			'ERROR:  invalid byte sequence for encoding "UTF8": 0x00',
			"'@gibberish' is not a valid constant",
		])('names of fields, keys and codes stay: %s', (said) => {
			expect(textOf(said)).toBe(said);
		});

		test('names stay also in JSON of another shape', () => {
			const fault = 'PGS-220000 null value in column "semail" of relation "nmsrecipient"';
			expect(textOf({ fault: { text: `${fault} DETAIL:  Failing row contains (Amy)` } })).toBe(
				`${JSON.stringify({ fault: { text: fault } }).slice(0, -3)} DETAIL:  Failing row contains (...)`,
			);
		});

		test('nothing personal is left where the text is cut', () => {
			const text = textOf(`${'x '.repeat(990)}amy.dakota@example.com and more`);
			expect(text).not.toContain('amy');
		});
	});

	test('a megabyte of anything is read without getting stuck', () => {
		// Looking at each character once takes no second. All the others for each of them takes an hour: the watchdog ends that.
		const lengths = [
			'a',
			'a.',
			'a@',
			'eyJ',
			'eyJ.',
			'Key (a)=(',
			'Key (',
			')=(',
			') ',
			'PGS-1 ',
			'PGS-1 deadlock ',
			'DETAIL:',
			"same key '",
			'A',
			'"',
			"Cannot convert '",
			'Bearer ',
			'<',
		].map((piece) => {
			const body = piece.repeat(2 ** 20 / piece.length);
			return readRefusal({ status: 500, headers: {}, body }).text.length;
		});
		expect(Math.max(...lengths)).toBe(2000);
	});
});

describe('The refusals of a kind', () => {
	const LOCKED: RefusalRow = {
		kind: 'locked',
		says: /Unable to find document of type (\w+)/,
		message: 'The {record} is locked: {name}',
		advice: "Unlock it. Check '{locator}'.",
		cause: 'configuration-invalid',
	};
	const MISSING = answer(500, 'Unable to find document of type box');
	const about = (...refusals: RefusalRow[]) => ({
		...ACCESS_TOKEN,
		kind: { ...PROFILE, one: 'box', locator: 'Box', refusals },
	});

	test('come before those of the table, with their own blanks filled in', () => {
		expect(explain(MISSING, ACCESS_TOKEN).kind).toBe('notFound');
		expect(explain(MISSING, about(LOCKED))).toMatchObject({
			kind: 'locked',
			message: 'The box is locked: box',
			description: expect.stringMatching(/^Unlock it\. Check 'Box'\.\nAdobe says: /) as string,
			cause: 'configuration-invalid',
		});
	});

	test('count in their order, the first that fits', () => {
		const never = { ...LOCKED, kind: 'never', says: /(?!)/ };
		const late = { ...LOCKED, kind: 'late' };

		expect(explain(MISSING, about(never, LOCKED, late)).kind).toBe('locked');
	});

	test('leave everything else to the table', () => {
		for (const refused of [answer(500, 'rc=-2003'), answer(429, ''), answer(404, '')]) {
			expect(explain(refused, about(LOCKED)).kind).toBe(explain(refused, ACCESS_TOKEN).kind);
		}
	});

	test('do not speak for the gateway', () => {
		const body = JSON.stringify({
			error_code: '403023',
			message: 'Unable to find document of type x',
		});

		expect(explain(answer(403, body), about(LOCKED)).kind).toBe('accessMissing');
	});

	test('hide a name that was sent', () => {
		expect(explain(MISSING, about(LOCKED), ['box']).message).toBe('The box is locked: ...');
	});
});

test('the body of a success is shown when its kind takes it for a refusal, and not otherwise', () => {
	const kind = { ...PROFILE, isRefusal: ({ body }: Answer) => body === 'Too early' };
	const about = { authentication: 'accessToken', kind } as const;

	expect(explain(answer(200, 'Too early'), about).description).toContain('Adobe says: Too early');
	expect(explain(answer(200, 'Amy'), about).description).not.toContain('Amy');
	expect(explain(answer(299, 'Amy'), ACCESS_TOKEN).description).not.toContain('Amy');
	expect(explain(answer(300, 'Moved'), ACCESS_TOKEN).description).toContain('Moved');
});
