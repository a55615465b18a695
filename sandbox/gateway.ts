import type { Answer } from './http';
import { answer, oops } from './http';
import type { IssuedToken } from './ims';
import { API_KEY } from './credentials';
import type { SandboxState } from './state';
import type { Organization } from './organization';
import { tooMany } from './throttling';

/** What the gateway reads of a request. */
export interface GatewayCall {
	/** As in the path, decoded. */
	organization: string;
	apiKey: string;
	/** The whole Authorization header. */
	authorization: string;
}

/** Organizations that the gateway refuses, to see its failures. */
const RESERVED = {
	unknownTenant: 'unknown-organization',
	noCname: 'no-cname',
	noProductProfile: 'no-product-profile',
};

/**
 * The gateway's refusal of a call; undefined when the call passes. One that passes has a place in the organization's limit, until its `end`.
 * Bodies: Adobe's published gateway (validatorsHandlerErrorDecorator.lua) and Campaign Standard API,
 * 'Troubleshooting'. Inferred: the order of the checks.
 */
export function gatewayRefusal(
	call: GatewayCall,
	organization: Organization,
	state: SandboxState,
): Answer | undefined {
	if (call.apiKey === '') return validatorError(403, '403000', 'Api Key is required');
	if (call.apiKey !== API_KEY) return validatorError(403, '403003', 'Api Key is invalid');
	if (call.authorization === '') {
		return validatorError(403, '403010', 'Oauth token is missing.');
	}
	const token = state.tokens.find(call.authorization.replace(/^Bearer /i, ''));
	if (!token || !isGood(token, organization)) {
		return validatorError(401, '401013', 'Oauth token is not valid');
	}
	if (!token.productContext || call.organization === RESERVED.noProductProfile) {
		return validatorError(403, '403023', 'Profile is not valid');
	}
	return unreachable(call.organization) ?? throttled(organization);
}

function isGood(token: IssuedToken, organization: Organization): boolean {
	const now = Date.now();
	const tooOld = now - token.issuedAt > organization.settings.tokenLifetimeSeconds * 1000;
	return token.number >= organization.firstGoodToken && now < token.expiresAt && !tooOld;
}

function unreachable(organization: string): Answer | undefined {
	if (organization === RESERVED.noCname) return oops(502);
	const known = /^[A-Za-z0-9.-]+$/.test(organization) && organization !== RESERVED.unknownTenant;
	return known ? undefined : oops(500);
}

function throttled({ limit, settings }: Organization): Answer | undefined {
	const waitMs = limit.ask(performance.now());
	return waitMs > 0 ? tooMany(waitMs, settings) : undefined;
}

/** Family G1: `error_code` is a string. */
function validatorError(status: number, code: string, message: string): Answer {
	return answer(status, 'application/json', JSON.stringify({ error_code: code, message }));
}
