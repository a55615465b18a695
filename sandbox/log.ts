/** A request that an organization, or the token service, received. */
export interface ReceivedRequest {
	method: string;
	/** Path with its query, as sent. */
	path: string;
	/** Request headers; Authorization and X-Api-Key only say "present" or "absent". */
	headers: Record<string, string>;
	/** The body as text; a client_secret only says "present". */
	body: string;
	/** 0 until it is answered; stays 0 when the connection was cut. */
	status: number;
}

const KEPT = 20_000;

/** The requests received since the last reset; the latest 20,000 at least. */
export class RequestLog {
	private entries: ReceivedRequest[] = [];

	add(request: ReceivedRequest): ReceivedRequest {
		this.entries.push(request);
		if (this.entries.length > 2 * KEPT) this.entries = this.entries.slice(-KEPT);
		return request;
	}

	all(): ReceivedRequest[] {
		return this.entries.map((entry) => ({ ...entry }));
	}

	clear(): void {
		this.entries = [];
	}
}

const SECRET_HEADERS = ['authorization', 'x-api-key'];

/** Request headers without their secrets. */
export function withoutSecrets(
	headers: Record<string, string | string[] | undefined>,
): Record<string, string> {
	const shown = Object.entries(headers).map(([name, value]) => [name, String(value ?? '')]);
	const markers = SECRET_HEADERS.map((name) => [name, headers[name] ? 'present' : 'absent']);
	return Object.fromEntries([...shown, ...markers]);
}
