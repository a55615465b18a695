import { UNKNOWN_FILTER } from './privacy';
import { isSuccess } from './retry';
import type { Answer, RefusalRow } from './types';

/**
 * PostgreSQL's own words, which come behind Campaign's code (Adobe, "Limitations" of v8: "PGS-220000 PostgreSQL error:
 * ERROR:  duplicate key value ..."). Only the words before the first quoted name or value count: personal data
 * never decides what kind of error it is.
 */
const database = (words: RegExp) =>
	new RegExp(`(?:PGS-\\d+|PostgreSQL error)[^"'()«„“&]*?(?:${words.source})`);

/** A value that must be unique is another record's. */
export const DUPLICATE = new RegExp(
	`${database(/duplicate key|conflicting key/).source}|with the same key '|^(?![^]*(?:PGS-|PostgreSQL))[^]*(?:already exists|duplicate key)`,
);

/** What is no PKey of this instance. */
export const INVALID_KEY =
	/XTK-170036|attribute unknown|Unable to decrypt PKey|is not a valid constant/;

/** No record has the key. */
export const MISSING_DOCUMENT = /Unable to find document/;

const PASSES = 'This passes by itself: run it again';

/**
 * What Campaign's database can refuse; the first row that fits counts. The words are PostgreSQL's own. Adobe prints them for a
 * duplicate key and for a comparison of two types ("Limitations" of v8; tips for workflows of Campaign Standard, KT-13256);
 * that all others come in the same way is inferred.
 */
export const DATABASE_REFUSALS: RefusalRow[] = [
	{
		kind: 'databaseBusy',
		says: database(
			/deadlock detected|could not serialize|could not obtain lock|due to (?:lock timeout|conflict with recovery)|tuple (?:concurrently|to be locked)/,
		),
		message: "Campaign's database was busy with the same records",
		advice: `${PASSES}. If it happens often, lower 'Max Concurrency' in Options.`,
		cause: 'temporarily-unavailable',
	},
	{
		kind: 'databaseTimeout',
		says: database(/canceling statement/),
		message: "Campaign's database took too long",
		advice: `${PASSES}. If a list always ends like this, ask for less: lower 'Page Size' in Options, or choose another 'Filter By'.`,
		cause: 'temporarily-unavailable',
	},
	{
		kind: 'databaseUnavailable',
		says: database(
			/too many (?:clients|connections)|connection slots|terminating connection|closed the connection|connection (?:to server|not open)|no connection|could not (?:connect|receive|send|translate|fork)|SSL |timeout expired|database system is|read-only transaction/,
		),
		message: "Campaign's database is not available at the moment",
		advice: `${PASSES} later. After a 'Create' look first whether the {record} exists.`,
		cause: 'temporarily-unavailable',
	},
	{
		kind: 'databaseFull',
		says: database(
			/out of (?:shared )?memory|could not (?:extend|write|resize|create file)|temporary file size/,
		),
		message: "Campaign's database has no room left",
		advice:
			'No change to this workflow helps: tell your Campaign administrator, or the support of Adobe.',
	},
	{
		kind: 'duplicate',
		says: DUPLICATE,
		message: 'Another {record} already has this key',
		advice:
			"A value in 'Fields' must be unique in this instance, and another {record} has it. Find that {record} by the value and update it: 'Create or Update' looks only for its 'Match Value'.",
	},
	{
		kind: 'valueTooLong',
		says: database(/value too long|string is too long|index row (?:size|requires)/),
		message: 'A value is longer than its field',
		advice: "Shorten it in 'Fields'. The words of Adobe below may say how many characters fit.",
	},
	{
		kind: 'characterRefused',
		says: database(
			/invalid byte sequence|character with byte sequence|unsupported Unicode|invalid Unicode|null character/,
		),
		message: 'A value has a character that Campaign cannot store',
		advice:
			"Remove it from 'Fields', 'Match Value' or what 'Filter By' looks for. Often it cannot be seen (0x00), or the text was read in another encoding.",
	},
	{
		kind: 'valueMissing',
		says: database(/null value in column "{1,2}(\w+)/),
		message: "Campaign's database needs a value for '{name}'",
		advice:
			"Fill it in under 'Fields'. This is the name of a column: a letter for the type, then the field, as 'semail' for the e-mail.",
	},
	{
		kind: 'valueOutOfRange',
		says: database(/out of range|field overflow|ERROR:\s+(?:value )?"[^]*" is out of range/),
		message: 'A number or a date is too large or too small for its field',
		advice: "Check numbers and dates in 'Fields', 'Match Value' or 'Filter Parameters'.",
	},
	{
		kind: 'valueUnreadable',
		says: database(
			/invalid input|malformed|invalid value|time zone "|operator does not exist|column "[^"]*" is of type/,
		),
		message: 'A value is not of the kind that its field holds',
		advice: "Check numbers, dates and switches in 'Fields', 'Match Value' or 'Filter Parameters'.",
	},
	{
		kind: 'linkBroken',
		says: database(/insert or update on table/),
		message: 'A value refers to a record that Campaign does not have',
		advice:
			"Check links in 'Fields': the record may have been deleted, or the key is another instance's.",
	},
	{
		kind: 'stillNeeded',
		says: database(/update or delete on table/),
		message: 'Other records of Campaign still refer to this {record}',
		advice:
			"Remove them in Campaign first, or leave this {record} out. Check also that '{locator}' is the one you mean.",
	},
	{
		kind: 'ruleBroken',
		says: database(/new row for relation|violates check|no partition of relation/),
		message: "A value breaks a rule of Campaign's database",
		advice: "Check 'Fields'. The words of Adobe below may name the rule.",
	},
	{
		kind: 'databaseRefused',
		says: /PGS-\d|PostgreSQL error/,
		message: "Campaign's database refused the request",
		advice:
			"The words of Adobe below tell more. Check '{locator}', 'Match Value' or 'Filter By', and each value in 'Fields'; if they are right, show these words to your Campaign administrator.",
	},
];

const ORGANIZATION_ADVICE =
	"Check 'Organization' in the credential: it is the first part of your Campaign address ('acme' for https://acme.campaign.adobe.com), not a URL and not the ID that ends in @AdobeOrg.";

const tokenService =
	(words: RegExp) =>
	({ tokenRefusal }: Answer) =>
		tokenRefusal !== undefined && words.test(`${tokenRefusal.error} ${tokenRefusal.description}`);

/**
 * What can go wrong on the way to Campaign and back: when it is that, what happened, what to do. The first row
 * that fits counts. The patterns are Adobe's own texts ("Troubleshooting" and, for v8, "Limitations" pages; the
 * published validators of adobe.io's gateway). Wording drifts between versions ("Invalid data", "Invalid
 * value"), so rows match on codes and quoted names, never on whole sentences.
 */
export const REFUSALS: RefusalRow[] = [
	// Adobe's token service (RFC 6749, 5.2)
	{
		kind: 'clientIdRefused',
		when: tokenService(/invalid_client.*client_id/),
		message: 'Adobe does not know this client ID',
		advice: "Check 'Client ID' in the credential, also for a space before or behind it.",
		cause: 'credential-invalid',
	},
	{
		kind: 'clientSecretRefused',
		when: tokenService(/invalid_client/),
		message: 'Adobe does not accept the client secret',
		advice:
			"Check 'Client Secret' in the credential, and that it belongs to 'Client ID'. No space may stand before or behind it.",
		cause: 'credential-invalid',
	},
	{
		kind: 'scopeRefused',
		when: tokenService(/invalid_scope/),
		message: 'Adobe does not grant these scopes',
		advice:
			"Copy the scopes of the project from Adobe Developer Console into 'Scope' of the credential.",
		cause: 'credential-invalid',
	},
	{
		kind: 'tokenServiceBusy',
		when: ({ tokenRefusal }) => tokenRefusal?.status === 429 || (tokenRefusal?.status ?? 0) >= 500,
		message: "Adobe's token service is not available at the moment",
		advice: 'Your credential need not be wrong: run the workflow again later.',
		cause: 'temporarily-unavailable',
	},
	{
		kind: 'tokenServiceFailed',
		when: tokenService(/./),
		message: 'No access token could be had',
		advice:
			"Check 'Access Token URL' in the credential, then 'Client ID', 'Client Secret', 'Scope'.",
		cause: 'credential-invalid',
	},
	{
		kind: 'tokenServiceSilent',
		when: ({ network, isFromTokenService }) => network === 'timeout' && isFromTokenService === true,
		message: "Adobe's token service did not answer in time",
		advice: 'Your credential need not be wrong: run the workflow again later.',
		cause: 'temporarily-unavailable',
	},
	{
		kind: 'tokenServiceUnreachable',
		when: ({ isFromTokenService }) => isFromTokenService === true,
		message: "No connection to Adobe's token service",
		advice:
			"Your credential need not be wrong. Check 'Access Token URL' in it, and the network and proxy settings of n8n.",
		cause: 'temporarily-unavailable',
	},
	// Nothing came back
	{
		kind: 'timeout',
		when: ({ network }) => network === 'timeout',
		message: 'Adobe Campaign did not answer in time',
		advice: 'Try again later.',
		cause: 'temporarily-unavailable',
	},
	{
		kind: 'unreachable',
		when: ({ network }) => network === 'connection',
		message: 'No connection to Adobe Campaign',
		advice: "Check 'Base URL' in the credential, and the network and proxy settings of n8n.",
		cause: 'temporarily-unavailable',
	},
	// adobe.io's gateway
	{
		kind: 'apiKeyMissing',
		codes: ['403000'],
		message: 'Adobe received no API key',
		advice: "Fill in '{key}' in the credential.",
		cause: 'credential-invalid',
	},
	{
		kind: 'apiKeyInvalid',
		codes: ['403003'],
		message: 'Adobe does not know this API key',
		advice:
			"Check '{key}' in the credential: it is the Client ID of your project in Adobe Developer Console.",
		cause: 'credential-invalid',
	},
	{
		kind: 'tokenMissing',
		codes: ['403010'],
		message: 'Adobe received no access token',
		advice: '{token}',
		cause: 'credential-invalid',
	},
	{
		kind: 'tokenInvalid',
		codes: ['401013', '403020'],
		when: ({ status }) => status === 401,
		message: 'The access token is wrong or has expired',
		advice: '{token}',
		cause: 'credential-invalid',
	},
	{
		kind: 'scopeMismatch',
		codes: ['403011'],
		message: 'The access token does not cover Adobe Campaign',
		advice: '{scope}',
		cause: 'credential-invalid',
	},
	{
		kind: 'accessMissing',
		codes: ['403023'],
		message: 'These credentials have no access to this organization',
		advice:
			"Either 'Organization' in the credential is another one than the project's, or the project lacks the {access} of this Campaign instance: add it in Adobe Developer Console, then use a new token.",
		cause: 'credential-invalid',
	},
	{
		kind: 'addressBlocked',
		codes: ['403012', '403013'],
		message: "Adobe does not accept requests from this n8n's network address",
		advice: "Ask your Adobe administrator to allow the address n8n's requests come from.",
		cause: 'configuration-invalid',
	},
	{
		kind: 'forbidden',
		codes: ['403024', '503020'],
		when: ({ status }, { gatewayCode }) => status === 403 && gatewayCode !== '',
		message: 'Adobe refused access',
		advice:
			"Check the {access}s of the project in Adobe Developer Console, then '{key}' and 'Organization' in the credential.",
		cause: 'credential-invalid',
	},
	{
		kind: 'headerMissing',
		codes: ['400003'],
		message: 'A header of the request did not reach Adobe',
		advice:
			"Check '{key}' in the credential, and whether a proxy or a firewall between n8n and Adobe takes headers away.",
		cause: 'configuration-invalid',
	},
	{
		kind: 'rateLimited',
		codes: ['429001', '429002', '429050'],
		when: ({ status }) => status === 429,
		message: 'Adobe is receiving too many requests from your organization',
		advice: 'Run fewer workflows at once, or run this one at another time.',
		cause: 'rate-limited',
	},
	{
		kind: 'organizationUnknown',
		codes: ['500'],
		// The first answer of a cold gateway for such an organization (seen in the tests of Adobe's own client).
		when: ({ status }, { text }) => status === 400 && text === 'Bad Request',
		message: 'Adobe does not know this organization',
		advice: ORGANIZATION_ADVICE,
		cause: 'configuration-invalid',
	},
	{
		kind: 'organizationUnreachable',
		codes: ['502'],
		message: 'Adobe cannot reach the Campaign instance of this organization',
		advice: `The instance is down, or the organization is not the right one. ${ORGANIZATION_ADVICE}`,
		cause: 'temporarily-unavailable',
	},
	{
		kind: 'unavailable',
		codes: ['503000', '503010', '503071', '501', '503', '504'],
		when: ({ status }) => status >= 502 && status <= 504,
		message: 'Adobe Campaign is not available at the moment',
		advice: 'Maintenance of Campaign can last half an hour: run the workflow again later.',
		cause: 'temporarily-unavailable',
	},
	// Campaign itself; most mistakes are a 500 with a text. Its database first: what it quotes may look like any other.
	...DATABASE_REFUSALS,
	{
		kind: 'orderInvalid',
		// Not the text for an invalid PKey, which ends in "expression '@id = @...'".
		says: /'([\w.]+)(?: \w+)?' attribute unknown[^]*expression '(?!@id)/,
		message: "Campaign cannot sort or search by '{name}'",
		advice: "Choose another field in 'Order By Name or ID' or 'Field Name or ID'. {custom}.",
	},
	{
		kind: 'keyInvalid',
		says: INVALID_KEY,
		message: 'This Campaign instance has no such PKey',
		advice:
			"Check '{locator}' or 'Match Value', and links in 'Fields'. A PKey belongs to one instance and can change, so it should not be stored elsewhere: choose the {record} by e-mail or by custom key.",
	},
	{
		kind: 'notFound',
		says: MISSING_DOCUMENT,
		message: 'The {record} was not found',
		advice:
			"Check '{locator}', 'Match Value' or 'Filter Name or ID': the {record} may have been deleted, or the key is another instance's.",
	},
	{
		kind: 'addressUnknown',
		says: /rc=-2003/,
		message: 'Campaign does not know this address',
		advice:
			"'Standard and Custom Fields' works only after a {record} extension was published with its API extension on; try 'Standard Fields'. Otherwise check 'Base URL' and 'Organization' in the credential.",
		cause: 'configuration-invalid',
	},
	{
		kind: 'enumerationValueInvalid',
		says: /enumeration of the '@?([\w:]+)' field/,
		message: "Campaign does not accept the value of '{name}'",
		advice:
			"Choose one of the values that 'Fields' offers for it. Campaign wants the internal name, such as 'male', not the label or the number.",
	},
	{
		kind: 'readOnly',
		says: /'([\w.]+)' property that is read-only/,
		message: "Campaign computes '{name}' itself",
		advice: "Remove it from 'Fields'.",
	},
	{
		kind: 'keyChangeRefused',
		says: /RST-360012/,
		message: 'A {record} that is chosen by its custom key cannot be given another one',
		advice: "Choose '{locator}' 'By ID' or 'By Email' to change its custom key.",
	},
	{
		kind: 'addressNotWritable',
		says: /'(address[1-4]|city|zipCode|stateCode|countryCode)' property is not valid/,
		message: 'Campaign v8 does not update the postal address through its API',
		advice: "Remove the parts of the location, such as '{name}', from 'Fields'.",
	},
	{
		kind: 'fieldUnknown',
		says: /'([\w.]+)' property is not valid/,
		message: "'{name}' is not a field of this {record}",
		advice: "Check its name in 'Fields'. {custom}.",
	},
	{
		kind: 'filterUnknown',
		says: new RegExp(`BAS-010040[^]*'(${UNKNOWN_FILTER})'`),
		unlessSent: true,
		message: "This Campaign instance has no filter '{name}' here",
		advice: "Check 'Filter Name or ID'. {custom}.",
	},
	{
		kind: 'typeMismatch',
		says: /BAS-010040/,
		message: 'A value has another type than its field',
		advice:
			"Check numbers, dates and switches in 'Fields' or 'Filter Parameters'. A custom key ('By Key', 'Match By') is only known where the instance defines one.",
	},
	{
		kind: 'rightsMissing',
		says: /do not have the rights/i,
		message: 'The account of these credentials lacks rights in Campaign',
		advice:
			"Ask your Campaign administrator for the security group or organizational unit that the credential's project needs.",
	},
	{
		kind: 'campaignRefused',
		when: ({ status }, { isHtml }) => status >= 400 && !isHtml,
		message: 'Campaign refused the request',
		advice:
			"Campaign's own words below may say more. If they do not (Campaign v8 seldom tells), check '{locator}' and each value in 'Fields', first of all choices and unique keys; for a list its filter and its order.",
	},
	// Not from Campaign: a proxy, a redirect
	{
		kind: 'redirected',
		when: ({ status }) => status >= 300 && status < 400,
		message: 'The address answers with a redirect, which the node does not follow',
		advice: "Check 'Base URL' in the credential: Adobe's is https://mc.adobe.io.",
		cause: 'configuration-invalid',
	},
	{
		kind: 'answerUnexpected',
		when: (answer) => isSuccess(answer) && typeof answer.body === 'object' && answer.body !== null,
		message: "Campaign's answer is not what was asked for",
		advice:
			"Check '{locator}' or 'Filter Name or ID': Campaign may have taken it for something else, such as the name of a field. If it is right, check 'Base URL' in the credential.",
	},
	{
		kind: 'notCampaign',
		when: () => true,
		message: 'The answer did not come from Adobe Campaign',
		advice:
			"Check 'Base URL' in the credential, and whether a proxy or a firewall stands between n8n and Adobe.",
	},
];

/** The kinds of refusals that mean that there is no such record: a deleted one may be either (Adobe, "Limitations" of v8). */
export const MISSING = ['notFound', 'keyInvalid'];
