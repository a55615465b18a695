import { PROFILE } from '../../../../../nodes/AdobeCampaign/resources/profile/kind';
import { decodeBody } from '../../../../../nodes/AdobeCampaign/transport/bodies';
import { explain } from '../../../../../nodes/AdobeCampaign/transport/explain';
import { DATABASE_REFUSALS as DATABASE_ROWS } from '../../../../../nodes/AdobeCampaign/transport/refusalTable';
import type { Answer } from '../../../../../nodes/AdobeCampaign/transport/types';
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
