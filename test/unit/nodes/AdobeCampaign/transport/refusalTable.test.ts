import fc from 'fast-check';
import { NodeApiError, type INodeProperties } from 'n8n-workflow';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { AdobeCampaignApi } from '../../../../../credentials/AdobeCampaignApi.credentials';
import { AdobeCampaignOAuth2Api } from '../../../../../credentials/AdobeCampaignOAuth2Api.credentials';
import { AdobeCampaignProfile } from '../../../../../nodes/AdobeCampaign/AdobeCampaignProfile.node';
import { CAMPAIGN_NODE, PROFILE_NODE } from '../../../../../nodes/AdobeCampaign/resources';
import { sendingRefusals } from '../../../../../nodes/AdobeCampaign/resources/event/kind';
import { HISTORY } from '../../../../../nodes/AdobeCampaign/resources/profile/history';
import { PROFILE } from '../../../../../nodes/AdobeCampaign/resources/profile/kind';
import { signalRefusals } from '../../../../../nodes/AdobeCampaign/resources/workflow/kind';
import { decodeBody } from '../../../../../nodes/AdobeCampaign/transport/bodies';
import { REFUSALS } from '../../../../../nodes/AdobeCampaign/transport/refusalTable';
import { explain, wordsOf } from '../../../../../nodes/AdobeCampaign/transport/explain';
import { contextOf, NODE } from '../context';
import { QUOTING_FORMS, withCampaignsOwn } from './databaseRefusals';

const CREDENTIALS = {
	accessToken: new AdobeCampaignApi(),
	oAuth2: new AdobeCampaignOAuth2Api(),
};

/** Kinds that only the token service causes, which only the OAuth2 credential asks. */
const OF_TOKEN_SERVICE = [
	'clientIdRefused',
	'clientSecretRefused',
	'scopeRefused',
	'tokenServiceFailed',
	'tokenServiceSilent',
	'tokenServiceUnreachable',
];

const NODE_PROPERTIES = new AdobeCampaignProfile().description.properties;

type Entry = NonNullable<INodeProperties['options']>[number];

/** What the node's form shows: labels of parameters, of the ways to find a profile, of choices and of what is in Options. */
const labelsOf = (entry: INodeProperties | Entry): string[] => [
	'displayName' in entry ? entry.displayName : entry.name,
	...(('modes' in entry && entry.modes) || []).map(({ displayName }) => displayName),
	...(('options' in entry && entry.options) || []).flatMap(labelsOf),
];

const ON_THE_FORM = NODE_PROPERTIES.flatMap(labelsOf);

const CASES = REFUSALS.flatMap((row) =>
	(['accessToken', 'oAuth2'] as const)
		.filter((kind) => kind === 'oAuth2' || !OF_TOKEN_SERVICE.includes(row.kind))
		.map((authentication) => ({ kind: row.kind, authentication, row })),
);

test.each(CASES)(
	'$kind names only fields of the form and of the $authentication credential',
	({ row, authentication }) => {
		const { message, advice } = wordsOf(row, { authentication, kind: PROFILE }, 'phone');
		const onTheCredential = CREDENTIALS[authentication].properties.map(
			({ displayName }) => displayName,
		);
		// Labels begin with a capital letter; examples ('acme', 'male') and API names do not.
		const named = [...`${message} ${advice}`.matchAll(/(?<!\w)'([A-Z][^']*)'/g)].map(
			([, label]) => label,
		);
		expect([...onTheCredential, ...ON_THE_FORM]).toEqual(expect.arrayContaining(named));
	},
);

test.each(CASES)('$kind leaves no placeholder for $authentication', ({ row, authentication }) => {
	const { message, advice } = wordsOf(row, { authentication, kind: PROFILE }, 'phone');
	expect(`${message} ${advice}`).not.toMatch(/[{}]|undefined/);
	expect(message.length).toBeGreaterThan(0);
	expect(advice.length).toBeGreaterThan(0);
});

test.each(CASES)('n8n shows the message of $kind for $authentication as it is', (textCase) => {
	const { message } = wordsOf(
		textCase.row,
		{ authentication: textCase.authentication, kind: PROFILE },
		'phone',
	);
	for (const httpCode of [undefined, '401', '403', '404', '429', '500', '503']) {
		expect(new NodeApiError(NODE, {}, { message, httpCode }).message).toBe(message);
	}
	expect(new NodeApiError(NODE, {}, { message: `${message} [item 3]` }).message).toBe(
		`${message} [item 3]`,
	);
});

test("a duplicate key does not advise 'Create or Update', which may have met it", () => {
	const { advice } = REFUSALS.find(({ kind }) => kind === 'duplicate') ?? { advice: '' };
	expect(advice).toContain("'Create or Update' looks only for its 'Match Value'");
	expect(advice).not.toMatch(/use 'Create or Update'/);
});

test('missing rights are told in words that are true of reading, too', () => {
	const { message = '' } = REFUSALS.find(({ kind }) => kind === 'rightsMissing') ?? {};
	expect(message).toMatch(/rights/);
	expect(message).not.toMatch(/change|write/);
});

test('each kind and each code of the gateway is there once', () => {
	const kinds = REFUSALS.map(({ kind }) => kind);
	const codes = REFUSALS.flatMap((row) => row.codes ?? []);
	expect(new Set(kinds).size).toBe(kinds.length);
	expect(new Set(codes).size).toBe(codes.length);
});

test('the table of docs/errors.md has each message, and no other one', () => {
	const page = readFileSync(join(__dirname, '../../../../..', 'docs', 'errors.md'), 'utf8');
	const [, table] = page.split(/^\| -.*\n/m);
	const messages = [...table.split('\n\n')[0].matchAll(/^\| (.*?) +\|/gm)].flatMap(([, cell]) =>
		cell.split(' · '),
	);
	const form = contextOf({ parameters: { endpoint: 'profileAndServices' } });
	const kinds = [...PROFILE_NODE, ...CAMPAIGN_NODE].map((resource) => resource.kindOf(form));
	const ofKinds = [...kinds, HISTORY].flatMap(({ refusals }) => refusals ?? []);
	const wanted = [...REFUSALS, ...ofKinds, ...sendingRefusals, ...signalRefusals].map(
		(row) => wordsOf(row, { authentication: 'oAuth2', kind: PROFILE }, '...').message,
	);
	expect(ofKinds.length).toBeGreaterThan(0);
	expect([...messages].sort()).toEqual([...wanted].sort());
});

test('the last row fits every answer', () => {
	const last = REFUSALS[REFUSALS.length - 1];
	const refusal = { gatewayCode: '', text: '', words: '', isHtml: false, requestId: '' };
	expect(last.when?.({ status: 0, headers: {}, body: '' }, refusal)).toBe(true);
});

test.each([
	["A 'Profile' with the same key 'C-1' already exists.", 'duplicate'],
	['The record already exists.', 'duplicate'],
	['duplicate key', 'duplicate'],
	['PGS-220000 PostgreSQL error: ERROR:  relation "x" already exists', 'databaseRefused'],
])('%s is of the kind %s', (body, kind) => {
	expect(explain({ status: 500, headers: {}, body }, { authentication: 'accessToken' }).kind).toBe(
		kind,
	);
});

describe('A refusal of the database with any value in it', () => {
	const MARK = 'Zweigstelle';

	/** What looks like the end of the quoting, or like the beginning of something else. */
	const PIECES = [
		...[')', '(', '"', "'", '\\', '»', '“', '\n', '\r\n', ' ', ', ', '=', '.', ')=(', '$1 = '],
		...[') already exists.', '" is out of range for type integer', "' could not be executed."],
		...["' already exists", '" not recognized', ') is not present in table "nmscountry".'],
		...[
			'table "x"',
			'column "x"',
			'DETAIL:  ',
			'ERROR:  ',
			'HINT:  ',
			'CONTEXT:  ',
			"' (type text)",
		],
		...[
			"' is not valid",
			' to ',
			'Key (',
			'Unable to find document',
			"'phone' property is not valid",
		],
		...['attribute unknown', 'deadlock detected', 'rc=-2003', 'duplicate key', 'BAS-010040', 'by'],
	];

	const values = fc
		.tuple(
			fc.array(fc.constantFrom(MARK, ...PIECES), { maxLength: 8 }),
			fc.array(fc.oneof(fc.constantFrom(MARK, ...PIECES), fc.string({ maxLength: 4 })), {
				maxLength: 8,
			}),
		)
		.map(([before, after]) => [...before, MARK, ...after].join(''));

	/** A text as Campaign sends it: as it is, quoted, or somewhere in JSON. */
	const framings = fc.constantFrom(
		(text: string) => text,
		(text: string) => JSON.stringify(text),
		(text: string) => JSON.stringify({ message: text }),
		(text: string) => JSON.stringify({ fault: { text } }),
	);

	const explained = (body: string) =>
		explain({ status: 500, headers: {}, body: decodeBody(body) }, { authentication: 'oAuth2' });

	/** As in every property test, `PROPERTY_RUNS` sets the number of cases (CONTRIBUTING.md, "Tests"). */
	const numRuns = Number(process.env.PROPERTY_RUNS ?? 1000);

	const check = <T>(arbitrary: fc.Arbitrary<T>, predicate: (value: T) => void) =>
		fc.assert(fc.property(arbitrary, predicate), { seed: 7, numRuns });

	const quotes = [...QUOTING_FORMS.map(({ quote }) => quote), withCampaignsOwn];

	test('a value that the database quotes is never told, whatever it looks like', () => {
		check(fc.tuple(fc.constantFrom(...quotes), values, framings), ([quote, value, frame]) =>
			expect(JSON.stringify(explained(frame(quote(value))))).not.toContain(MARK),
		);
	});

	test('a value that the database quotes does not decide what kind of error it is', () => {
		check(fc.tuple(fc.constantFrom(...QUOTING_FORMS), values), ([{ kind, quote }, value]) =>
			expect(explained(quote(value)).kind).toBe(kind),
		);
	});

	test('a value that is too long to be read to its end is not told either', () => {
		for (const quote of quotes) {
			const long = `${MARK} `.repeat(1000);
			expect(JSON.stringify(explained(quote(long)))).not.toContain(MARK);
		}
	});
});
