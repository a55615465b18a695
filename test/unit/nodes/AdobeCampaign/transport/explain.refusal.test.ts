import { decodeBody } from '../../../../../nodes/AdobeCampaign/transport/bodies';
import { readRefusal } from '../../../../../nodes/AdobeCampaign/transport/explain';
import { runInOwnProcess } from '../ownProcess';

const read = (body: unknown, headers: Record<string, string> = {}) =>
	readRefusal({ status: 500, headers, body });

const textOf = (body: unknown) => read(body).text;

test.each([
	['{"PKey":"@a"}', { PKey: '@a' }],
	['"quoted\\ntext"', 'quoted\ntext'],
	['plain text', 'plain text'],
	['{"cut off":', '{"cut off":'],
	['', ''],
	['null', null],
	['12', 12],
	['[1,2]', [1, 2]],
	[undefined, ''],
	[null, ''],
	[{ already: 'read' }, { already: 'read' }],
])('the body %j is read as %j', (body, expected) => {
	expect(decodeBody(body)).toEqual(expected);
});

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

test('a megabyte of anything is read without getting stuck', async () => {
	// Looking at each character once takes no second, looking at all the others for each of them an hour.
	const lengths = await runInOwnProcess(`
		const { readRefusal } = require('./nodes/AdobeCampaign/transport/explain');
		for (const piece of ['a', 'a.', 'a@', 'eyJ', 'eyJ.', 'Key (a)=(', 'Key (', ')=(', ') ', 'PGS-1 ', 'PGS-1 deadlock ', 'DETAIL:', "same key '", 'A', '"', "Cannot convert '", 'Bearer ', '<']) {
			const body = piece.repeat(2 ** 20 / piece.length);
			console.log(readRefusal({ status: 500, headers: {}, body }).text.length);
		}
	`);
	const longest = Math.max(...lengths.trim().split('\n').map(Number));
	expect(longest).toBe(2000);
}, 60_000);
