import { createHmac, randomBytes, randomUUID } from 'node:crypto';
import { FaultQueue } from './faults/queue';
import { json, type Answer } from './http';
import { RequestLog } from './log';
import { TOKEN_LIFETIME_SECONDS } from './settings';
import { API_KEY, CLIENT_SECRET, STATIC_TOKEN } from './credentials';

export interface IssuedToken {
	/** Position among the tokens of this sandbox; the static one is 0. */
	number: number;
	issuedAt: number;
	expiresAt: number;
	/** Whether it was issued with PRODUCT_SCOPE. */
	productContext: boolean;
}

/** Inferred: the gateway finds the tenant of a token in this claim (Adobe, Campaign Standard API, 'Troubleshooting'). */
const PRODUCT_SCOPE = 'additional_info.projectedProductContext';

/** Scopes that were seen in production for Campaign; anything else is not granted. */
const GRANTED_SCOPES = [
	'openid',
	'AdobeID',
	'campaign_sdk',
	PRODUCT_SCOPE,
	'campaign_config_server_general',
	'deliverability_service_general',
	'read_organizations',
	'additional_info.roles',
	'adobeio_api',
	'read_client_secret',
	'manage_client_secrets',
];

/** Adobe's token service: OAuth Server-to-Server, `POST /ims/token/v3`. */
export class TokenService {
	readonly log = new RequestLog();
	readonly faults = new FaultQueue();
	lifetimeSeconds = TOKEN_LIFETIME_SECONDS;
	nextNumber = 1;
	private readonly signingKey = randomBytes(32);
	private readonly tokens = new Map<string, IssuedToken>([
		[STATIC_TOKEN, { number: 0, issuedAt: Infinity, expiresAt: Infinity, productContext: true }],
	]);

	/** Forgets requests and faults; tokens already issued stay valid. */
	reset(lifetimeSeconds = TOKEN_LIFETIME_SECONDS): void {
		this.lifetimeSeconds = lifetimeSeconds;
		this.log.clear();
		this.faults.replace([]);
	}

	find(token: string): IssuedToken | undefined {
		return this.tokens.get(token);
	}

	/** Answers a token request; parameters from the form body or the query (Adobe recommends the body). */
	answer(parameters: URLSearchParams): Answer {
		const given = (name: string) => parameters.get(name) ?? '';
		if (given('client_id') !== API_KEY) {
			return refusal('invalid_client', 'invalid client_id parameter');
		}
		if (given('client_secret') !== CLIENT_SECRET) {
			return refusal('invalid_client', 'invalid client_secret parameter');
		}
		// Inferred: the two bodies for a missing or foreign grant type and for scopes; Adobe's wording varies.
		if (given('grant_type') !== 'client_credentials') {
			return refusal('unsupported_grant_type', 'unsupported grant_type parameter');
		}
		const scopes = given('scope')
			.split(',')
			.map((scope) => scope.trim());
		if (!scopes.every((scope) => GRANTED_SCOPES.includes(scope))) {
			return refusal('invalid_scope', 'invalid scope parameter');
		}
		return json(200, {
			access_token: this.issue(scopes),
			token_type: 'bearer',
			expires_in: this.lifetimeSeconds,
		});
	}

	private issue(scopes: string[]): string {
		const now = Date.now();
		const lifetime = this.lifetimeSeconds * 1000;
		const token = this.webToken({
			id: randomUUID(),
			type: 'access_token',
			client_id: API_KEY,
			as: 'ims-na1',
			scope: scopes.join(','),
			// Strings in milliseconds, unlike expires_in of the answer (Adobe's aio-lib-ims).
			created_at: String(now),
			expires_in: String(lifetime),
		});
		this.tokens.set(token, {
			number: this.nextNumber++,
			issuedAt: now,
			expiresAt: now + lifetime,
			productContext: scopes.includes(PRODUCT_SCOPE),
		});
		return token;
	}

	private webToken(payload: Record<string, string>): string {
		const parts = [{ alg: 'HS256', kid: 'sandbox' }, payload].map((part) =>
			Buffer.from(JSON.stringify(part)).toString('base64url'),
		);
		const signature = createHmac('sha256', this.signingKey).update(parts.join('.'));
		return [...parts, signature.digest('base64url')].join('.');
	}
}

function refusal(error: string, description: string): Answer {
	return json(400, { error, error_description: description });
}
