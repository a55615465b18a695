/** One refusal as it is printed or was seen, and what it has to be taken for. */
export interface PrintedRefusal {
	name: string;
	status: number;
	/** The body on the wire. */
	body: string;
	kind: string;
	/** What of it stands in the description: all of it, unless it is JSON or holds a value that was sent. */
	shown?: string;
	/** The name that the message has to contain, of those rows that name a field or a filter. */
	named?: string;
}

const gateway = (status: number, code: string, message: string, kind: string): PrintedRefusal => ({
	name: `${code} ${message}`,
	status,
	body: JSON.stringify({ error_code: code, message }),
	kind,
	shown: message,
});

/** adobe.io's published request validator; 401013 and 403023 are also on Adobe's "Troubleshooting" page. */
export const GATEWAY_REFUSALS: PrintedRefusal[] = [
	gateway(403, '403000', 'Api Key is required', 'apiKeyMissing'),
	gateway(403, '403003', 'Api Key is invalid', 'apiKeyInvalid'),
	gateway(403, '403010', 'Oauth token is missing.', 'tokenMissing'),
	gateway(401, '401013', 'Oauth token is not valid', 'tokenInvalid'),
	gateway(403, '403011', 'Scope mismatch', 'scopeMismatch'),
	gateway(403, '403020', 'Oauth token missing or invalid', 'tokenInvalid'),
	gateway(403, '403023', 'Profile is not valid', 'accessMissing'),
	gateway(403, '403024', 'Not allowed to read the profile', 'forbidden'),
	gateway(403, '503020', 'Could not read the profile', 'forbidden'),
	gateway(403, '403012', 'Your IP is blacklisted', 'addressBlocked'),
	gateway(403, '403013', 'Your IP is not whitelisted', 'addressBlocked'),
	gateway(503, '503000', 'Could not validate Api Key', 'unavailable'),
	gateway(503, '503010', 'Could not validate the oauth token', 'unavailable'),
	gateway(429, '429001', 'Service usage limit reached', 'rateLimited'),
	gateway(429, '429002', 'Developer key usage limit reached', 'rateLimited'),
	gateway(429, '429050', 'Too many requests', 'rateLimited'),
	gateway(400, '400003', 'Missing header', 'headerMissing'),
	gateway(503, '503071', 'nil', 'unavailable'),
	gateway(403, '403999', 'A code that is not documented', 'forbidden'),
	gateway(400, '400999', 'Another one', 'campaignRefused'),
];

const OOPS = 'Oops. Something went wrong. Check your URI and try again.';

/** adobe.io's catch-all: a number, a space after the comma and a line break at the end. */
export const OOPS_REFUSALS: PrintedRefusal[] = [
	{ status: 500, kind: 'organizationUnknown' },
	{ status: 501, kind: 'unavailable' },
	{ status: 502, kind: 'organizationUnreachable' },
	{ status: 503, kind: 'unavailable' },
	{ status: 504, kind: 'unavailable' },
].map(({ status, kind }) => ({
	name: `Oops with ${status}`,
	status,
	body: `{"code":${status}, "message":"${OOPS}"}\n`,
	kind,
	shown: OOPS,
}));

const GENERIC_V8 = 'An error has occurred - please contact your administrator.';
const RST = `RST-360011 ${GENERIC_V8}`;
const ENUMERATION =
	"is not valid for the 'nms:recipient:gender' enumeration of the '@gender' field";
const NOT_FOUND =
	"Unable to find document with path 'Service' from key 'adobe_nl:0' (document with schema 'service' and name 'adobe_nl')";
const NOT_FOUND_SHOWN =
	"Unable to find document with path 'Service' from key '...' (document with schema 'service' and name '...')";

/** The Campaign server's own texts: Adobe, Campaign v8 API, "Limitations" page, unless the name says more. */
export const STANDARD_REFUSALS: PrintedRefusal[] = [
	{
		name: 'a PKey that is none',
		status: 500,
		body: "'O5iRp40EGA' attribute unknown (see definition of 'Profiles (nms:recipient)' schema). XTK-170036 Unable to parse expression '@id = @O5iRp40EGA'.",
		kind: 'keyInvalid',
	},
	{
		name: 'a PKey that is none, on a custom resource',
		status: 500,
		body: `${RST}\n'@gibberish' is not a valid constant`,
		kind: 'keyInvalid',
	},
	{
		name: 'a field that a list cannot be sorted by (inferred)',
		status: 500,
		body: "'phone desc' attribute unknown (see definition of 'Profiles (nms:recipient)' schema). XTK-170036 Unable to parse expression 'phone desc'.",
		kind: 'orderInvalid',
		named: 'phone',
	},
	{
		name: 'a raw key that does not exist',
		status: 404,
		body: `${RST} ${NOT_FOUND}`,
		shown: `${RST} ${NOT_FOUND_SHOWN}`,
		kind: 'notFound',
	},
	{
		name: 'a raw key in the URI and another one in the body',
		status: 500,
		body: `${RST} RST-360012 Inconsistent operation on resource 'service' – Cannot update key 'SVC3' to 'SVC4'.`,
		shown: `${RST} RST-360012 Inconsistent operation on resource 'service' – Cannot update key '...' to '...'.`,
		kind: 'keyChangeRefused',
	},
	{
		name: 'a unique key that another record has',
		status: 500,
		body: "A 'Service' with the same key 'SVC4' already exists. PGS-220000 PostgreSQL error: ERROR:  duplicate key value violates unique constraint \"nmsservice_name\" DETAIL:  Key (sname)=(SVC4) already exists.",
		shown:
			"A 'Service' with the same key '...' already exists. PGS-220000 PostgreSQL error: ERROR:  duplicate key value violates unique constraint \"nmsservice_name\" DETAIL:  Key (sname)=(...) already exists.",
		kind: 'duplicate',
	},
	{
		name: 'a value that the enumeration does not have',
		status: 500,
		body: `${RST}\nThe value 'invalid' ${ENUMERATION}`,
		shown: `${RST}\nThe value '...' ${ENUMERATION}`,
		kind: 'enumerationValueInvalid',
		named: 'gender',
	},
	{
		name: 'a read-only field (Troubleshooting)',
		status: 500,
		body: "Cannot update the 'age' property that is read-only\n'age' property is not valid for the 'profile' resource.",
		kind: 'readOnly',
		named: 'age',
	},
	{
		name: 'a field that the resource does not have',
		status: 500,
		body: "'cusPoints' property is not valid for the 'profile' resource.",
		kind: 'fieldUnknown',
		named: 'cusPoints',
	},
	{
		name: 'a filter that the resource does not have (KA-19396)',
		status: 500,
		body: `${RST}\nBAS-010040 Cannot convert 'byUuid' (text type) to 32-bit integer type (bAS-010011 Invalid data).`,
		kind: 'filterUnknown',
		named: 'byUuid',
	},
	{
		name: 'a filter whose name begins with a small letter',
		status: 500,
		body: `${RST}\nBAS-010040 Cannot convert 'byidentification_key' (text type) to 32-bit integer type (bAS-010011 Invalid data).`,
		kind: 'filterUnknown',
		named: "'byidentification_key'",
	},
	{
		name: 'a text in a number field',
		status: 500,
		body: "BAS-010040 Cannot convert 'a' (type text) to integer (8 bit) type (bAS-010011 Invalid value).",
		shown:
			"BAS-010040 Cannot convert '...' (type text) to integer (8 bit) type (bAS-010011 Invalid value).",
		kind: 'typeMismatch',
	},
	{
		name: 'a resource that does not exist (KA-14384)',
		status: 404,
		body: `${RST}\nError rc=-2003`,
		kind: 'addressUnknown',
	},
	{
		name: 'the same in one line, as an older client printed it',
		status: 404,
		body: `${RST} Error rc=-2003`,
		kind: 'addressUnknown',
	},
	{
		name: 'a signal with a parameter that is not declared',
		status: 500,
		body: `${RST}\n'contentURL' parameter isn't defined in signal activity.\nXTK-170006 Unable to parse expression 'HandleTrigger(...)'.\nRST-360000 Error while assessing '...' expression (...)`,
		kind: 'campaignRefused',
	},
	{
		name: 'missing rights for reading (inferred)',
		status: 500,
		body: "You do not have the rights needed to read the 'profile' resource of ID",
		kind: 'rightsMissing',
	},
	{
		name: 'missing rights (Organizational units)',
		status: 500,
		body: "You do not have the rights needed to modify the 'profile' resource of ID",
		kind: 'rightsMissing',
	},
	{ name: 'anything else', status: 500, body: RST, kind: 'campaignRefused' },
	{
		name: 'a cold gateway with a wrong tenant',
		status: 400,
		body: 'Bad Request',
		kind: 'organizationUnknown',
	},
];

export const V8_REFUSALS: PrintedRefusal[] = [
	{
		name: 'a PKey that is none, in the URI',
		status: 404,
		body: 'Unable to decrypt PKey. (PKey=@jksad) Unsupported endpoint. (endpoint=rest/profileAndServices/profile/@jksad)',
		kind: 'keyInvalid',
	},
	{
		name: 'a PKey that is none, in the body',
		status: 404,
		body: 'Unable to decrypt PKey. (PKey=@jksad)',
		kind: 'keyInvalid',
	},
	{
		name: 'a raw key that does not exist',
		status: 404,
		body: NOT_FOUND,
		shown: NOT_FOUND_SHOWN,
		kind: 'notFound',
	},
	{
		name: 'a part of the address',
		status: 500,
		body: "'zipCode' property is not valid for the 'profile' resource.",
		kind: 'addressNotWritable',
	},
	{
		name: 'anything else: a choice, a unique key, a changed key',
		status: 500,
		body: GENERIC_V8,
		kind: 'campaignRefused',
	},
];

const HTML = '<!DOCTYPE html>\n<html><body><h1>Service</h1></body></html>';

/** Answers of servers between n8n and Campaign. */
export const OTHER_REFUSALS: PrintedRefusal[] = [
	{ name: 'a redirect', status: 302, body: '', kind: 'redirected', shown: '' },
	{ name: 'a permanent redirect', status: 308, body: HTML, kind: 'redirected' },
	{ name: 'a page of a proxy', status: 403, body: HTML, kind: 'notCampaign' },
	{ name: 'a page instead of JSON', status: 200, body: HTML, kind: 'notCampaign', shown: '' },
	{ name: 'nothing instead of JSON', status: 200, body: '', kind: 'notCampaign', shown: '' },
	{
		name: 'another list instead of a profile',
		status: 200,
		body: '{"content":[{"email":"amy@example.com"},{"email":"bob@example.com"}]}',
		kind: 'answerUnexpected',
		shown: '',
	},
	{
		name: 'the values of a field instead of profiles',
		status: 200,
		body: '{"content":["amy@example.com"]}',
		kind: 'answerUnexpected',
		shown: '',
	},
	{ name: 'a list with 201', status: 201, body: '[]', kind: 'answerUnexpected', shown: '' },
	{ name: 'a word with 200', status: 200, body: '"ok"', kind: 'notCampaign', shown: '' },
	{ name: 'null with 200', status: 200, body: 'null', kind: 'notCampaign', shown: '' },
	{ name: 'a page with 502', status: 502, body: HTML, kind: 'unavailable' },
	{
		name: 'nothing with 503, as 503071 may be',
		status: 503,
		body: '',
		kind: 'unavailable',
		shown: '',
	},
	{ name: '"nil" with 503, as 503071 may be', status: 503, body: 'nil', kind: 'unavailable' },
	{ name: 'a page with 429', status: 429, body: HTML, kind: 'rateLimited' },
	{ name: '401 of an unknown shape', status: 401, body: '{}', kind: 'tokenInvalid' },
];

/** RFC 6749, 5.2; the descriptions are those that Adobe's token service was seen to send. */
export const TOKEN_REFUSALS = [
	{
		error: 'invalid_client',
		description: 'invalid client_id parameter',
		kind: 'clientIdRefused',
	},
	{
		error: 'invalid_client',
		description: 'invalid client_secret parameter',
		kind: 'clientSecretRefused',
	},
	{ error: 'invalid_client', description: '', kind: 'clientSecretRefused' },
	{ error: 'invalid_scope', description: 'Invalid scope: campaign_x', kind: 'scopeRefused' },
	{
		error: 'invalid_token',
		description: 'No valid bindings were found for organization and technical account combination',
		kind: 'tokenServiceFailed',
	},
	{ error: 'unknown', description: 'HTTP status 429', kind: 'tokenServiceFailed' },
];
