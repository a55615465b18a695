import { type PrintedRequest } from '../../caller';

/** An error text of the Campaign server as Adobe prints it. `{PKey}` in a path stands for Amy Dakota's. */
export interface PrintedRefusal {
	name: string;
	page: string;
	request: PrintedRequest;
	status: number;
	/** The printed text with the names of this case; line breaks do not count. */
	text: string;
}

const RST = 'RST-360011 An error has occurred - please contact your administrator.';
const GENERIC_V8 = 'An error has occurred - please contact your administrator.';
const LIMITATIONS = "Campaign v8 API, 'Limitations'";
const INFERRED = 'Inferred: no page prints it';

const STANDARD = 'profileAndServices/profile';
const EXT = 'profileAndServicesExt/profile';
const patch = (path: string, body: unknown): PrintedRequest => ({ method: 'PATCH', path, body });
const get = (path: string): PrintedRequest => ({ method: 'GET', path });

/** Requests that both dialects refuse, each with its own text. */
const REQUESTS = {
	malformedKey: get(`${STANDARD}/@jksad`),
	malformedKeyPatched: patch(`${STANDARD}/@O5iRp40EGA`, { phone: '1' }),
	rawKeyUnknown: get(`${EXT}/adobe_nl`),
	rawKeyAgainstBody: patch(`${EXT}/C-1002`, { cusCustomerId: 'C-9002' }),
	keyExists: patch(`${EXT}/{PKey}`, { cusCustomerId: 'C-1002' }),
	badEnumeration: patch(`${STANDARD}/{PKey}`, { gender: 'invalid' }),
	readOnly: patch(`${STANDARD}/{PKey}`, { age: 40 }),
	unknownProperty: patch(`${STANDARD}/{PKey}`, { nope: 1 }),
	customFieldOnStandard: patch(`${STANDARD}/{PKey}`, { cusPoints: 1 }),
	unknownFilter: get(`${STANDARD}/byUuid?uuid_parameter=1`),
	wrongType: patch(`${STANDARD}/{PKey}`, { blackListEmail: 'a' }),
	unknownResource: get('profileAndServices/nothing'),
	unknownEndpoint: get('profilesAndServices/profile'),
	metadataOfNothing: get('profileAndServices/resourceType/nothing'),
};

const notFound = (key: string) =>
	`Unable to find document with path 'Profile' from key '${key}:0' (document with schema 'profile' and name '${key}')`;

export const STANDARD_REFUSALS: PrintedRefusal[] = [
	{
		name: 'a malformed PKey, in a GET',
		page: LIMITATIONS,
		request: REQUESTS.malformedKey,
		status: 500,
		text: "'jksad' attribute unknown (see definition of 'Profiles (nms:recipient)' schema). XTK-170036 Unable to parse expression '@id = @jksad'.",
	},
	{
		name: 'a malformed PKey, in a PATCH',
		page: LIMITATIONS,
		request: REQUESTS.malformedKeyPatched,
		status: 500,
		text: "'O5iRp40EGA' attribute unknown (see definition of 'Profiles (nms:recipient)' schema). XTK-170036 Unable to parse expression '@id = @O5iRp40EGA'.",
	},
	{
		name: 'a malformed PKey, in the body',
		page: LIMITATIONS,
		request: patch(`${EXT}/{PKey}`, { orgUnit: { PKey: '@O5iRp40EGA' } }),
		status: 500,
		text: "'O5iRp40EGA' attribute unknown (see definition of 'Profiles (nms:recipient)' schema). XTK-170036 Unable to parse expression '@id = @O5iRp40EGA'.",
	},
	{
		name: 'a raw key that does not exist',
		page: LIMITATIONS,
		request: REQUESTS.rawKeyUnknown,
		status: 404,
		text: `${RST} ${notFound('adobe_nl')}`,
	},
	{
		name: 'a raw key in the URI and another in the body',
		page: LIMITATIONS,
		request: REQUESTS.rawKeyAgainstBody,
		status: 500,
		text: `${RST} RST-360012 Inconsistent operation on resource 'profile' – Cannot update key 'C-1002' to 'C-9002'.`,
	},
	{
		name: 'a unique key that another profile has',
		page: LIMITATIONS,
		request: REQUESTS.keyExists,
		status: 500,
		text: "A 'Profile' with the same key 'C-1002' already exists. PGS-220000 PostgreSQL error: ERROR: duplicate key value violates unique constraint \"nmsrecipient_cuscustomerid\" DETAIL: Key (scuscustomerid)=(C-1002) already exists.",
	},
	{
		name: 'a value outside an enumeration',
		page: LIMITATIONS,
		request: REQUESTS.badEnumeration,
		status: 500,
		text: `${RST} The value 'invalid' is not valid for the 'nms:recipient:gender' enumeration of the '@gender' field`,
	},
	{
		name: 'a read-only field',
		page: "Campaign Standard API, 'Troubleshooting'",
		request: REQUESTS.readOnly,
		status: 500,
		text: "Cannot update the 'age' property that is read-only 'age' property is not valid for the 'profile' resource.",
	},
	{
		name: 'a property that does not exist',
		page: INFERRED,
		request: REQUESTS.unknownProperty,
		status: 500,
		text: "'nope' property is not valid for the 'profile' resource.",
	},
	{
		name: 'a custom field on profileAndServices',
		page: INFERRED,
		request: REQUESTS.customFieldOnStandard,
		status: 500,
		text: "'cusPoints' property is not valid for the 'profile' resource.",
	},
	{
		name: 'a filter that does not exist',
		page: 'Support article KA-19396',
		request: REQUESTS.unknownFilter,
		status: 500,
		text: `${RST} BAS-010040 Cannot convert 'byUuid' (text type) to 32-bit integer type (bAS-010011 Invalid data).`,
	},
	{
		name: 'text in a one-byte field',
		page: 'published by a customer (CruGlobal)',
		request: REQUESTS.wrongType,
		status: 500,
		text: "BAS-010040 Cannot convert 'a' (type text) to integer (8 bit) type (bAS-010011 Invalid value).",
	},
	...[REQUESTS.unknownResource, REQUESTS.unknownEndpoint, REQUESTS.metadataOfNothing].map(
		(request) => ({
			name: `${request.path}, which does not exist`,
			page: "Adobe's JavaScript client, issues 16 and 51",
			request,
			status: 404,
			text: `${RST} Error rc=-2003`,
		}),
	),
];

export const V8_REFUSALS: PrintedRefusal[] = [
	{
		name: 'a malformed PKey, in a GET',
		page: LIMITATIONS,
		request: REQUESTS.malformedKey,
		status: 404,
		text: 'Unable to decrypt PKey. (PKey=@jksad) Unsupported endpoint. (endpoint=rest/profileAndServices/profile/@jksad)',
	},
	{
		name: 'a malformed PKey, in a PATCH',
		page: LIMITATIONS,
		request: REQUESTS.malformedKeyPatched,
		status: 404,
		text: 'Unable to decrypt PKey. (PKey=@O5iRp40EGA) Unsupported endpoint. (endpoint=rest/profileAndServices/profile/@O5iRp40EGA)',
	},
	{
		name: 'a raw key that does not exist',
		page: LIMITATIONS,
		request: REQUESTS.rawKeyUnknown,
		status: 404,
		text: notFound('adobe_nl'),
	},
	{
		name: 'parts of the location in a PATCH',
		page: LIMITATIONS,
		request: patch(`${STANDARD}/{PKey}`, { location: { zipCode: '12207', city: 'Albany' } }),
		status: 500,
		text: "'zipCode' property is not valid for the 'profile' resource.",
	},
	...(['rawKeyAgainstBody', 'keyExists', 'badEnumeration'] as const).map((name) => ({
		name,
		page: LIMITATIONS,
		request: REQUESTS[name],
		status: 500,
		text: GENERIC_V8,
	})),
	...(['readOnly', 'unknownFilter', 'wrongType'] as const).map((name) => ({
		name,
		page: INFERRED,
		request: REQUESTS[name],
		status: 500,
		text: GENERIC_V8,
	})),
	{
		name: 'the time zone on profileAndServices',
		page: "Campaign v8 API, 'Campaign Web transition'",
		request: patch(`${STANDARD}/{PKey}`, { timeZone: 'Europe_Paris' }),
		status: 500,
		text: "'timeZone' property is not valid for the 'profile' resource.",
	},
	{
		name: 'organizational units, which are gone',
		page: LIMITATIONS,
		request: patch(`${EXT}/{PKey}`, { orgUnit: { PKey: '@x' } }),
		status: 500,
		text: "'orgUnit' property is not valid for the 'profile' resource.",
	},
	{
		name: 'a resource that does not exist',
		page: INFERRED,
		request: REQUESTS.unknownResource,
		status: 404,
		text: `${GENERIC_V8} Error rc=-2003`,
	},
];
