import { API_KEY } from '../../../../sandbox/server';
import { CREDENTIALS } from '../../caller';

/** An answer of the gateway: the body is compared byte for byte. */
export interface PrintedGatewayAnswer {
	name: string;
	page: string;
	organization: string;
	headers: Record<string, string>;
	status: number;
	body: string;
}

const VALIDATOR = "Adobe's published gateway, validatorsHandlerErrorDecorator.lua";
const TROUBLESHOOTING = "Campaign Standard API, 'Troubleshooting'";
const OOPS = '"message":"Oops. Something went wrong. Check your URI and try again."}\n';

export const GATEWAY_ANSWERS: PrintedGatewayAnswer[] = [
	{
		name: 'no API key',
		page: VALIDATOR,
		organization: 'sandbox',
		headers: { Authorization: CREDENTIALS.Authorization },
		status: 403,
		body: '{"error_code":"403000","message":"Api Key is required"}',
	},
	{
		name: 'a wrong API key',
		page: VALIDATOR,
		organization: 'sandbox',
		headers: { ...CREDENTIALS, 'X-Api-Key': 'wrong' },
		status: 403,
		body: '{"error_code":"403003","message":"Api Key is invalid"}',
	},
	{
		name: 'no token',
		page: VALIDATOR,
		organization: 'sandbox',
		headers: { 'X-Api-Key': API_KEY },
		status: 403,
		body: '{"error_code":"403010","message":"Oauth token is missing."}',
	},
	{
		name: 'a wrong token',
		page: TROUBLESHOOTING,
		organization: 'sandbox',
		headers: { ...CREDENTIALS, Authorization: 'Bearer wrong' },
		status: 401,
		body: '{"error_code":"401013","message":"Oauth token is not valid"}',
	},
	{
		name: 'a token without the product profile',
		page: TROUBLESHOOTING,
		organization: 'no-product-profile',
		headers: CREDENTIALS,
		status: 403,
		body: '{"error_code":"403023","message":"Profile is not valid"}',
	},
	{
		name: 'an organization that does not exist',
		page: TROUBLESHOOTING,
		organization: 'unknown-organization',
		headers: CREDENTIALS,
		status: 500,
		body: `{"code":500, ${OOPS}`,
	},
	{
		name: 'an IMS organization id',
		page: TROUBLESHOOTING,
		organization: 'ABC123@AdobeOrg',
		headers: CREDENTIALS,
		status: 500,
		body: `{"code":500, ${OOPS}`,
	},
	{
		name: 'an instance without CNAME',
		page: TROUBLESHOOTING,
		organization: 'no-cname',
		headers: CREDENTIALS,
		status: 502,
		body: `{"code":502, ${OOPS}`,
	},
];
