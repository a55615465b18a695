/** n8n refused a request of its own editor's interface. */
export class RestError extends Error {
	constructor(
		readonly status: number,
		message: string,
	) {
		super(message);
		this.name = 'RestError';
	}
}

export type Method = 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';

/**
 * The interface between n8n's server and its editor (`/rest/...`), signed in. n8n does not document
 * it; what is used here is the same in n8n 1.123 and 2.41 unless a comment says otherwise.
 */
export class RestClient {
	private cookie = '';

	/** n8n ties a session to the browser that signed in, by this header. Any text will do. */
	private readonly browserId = 'real-n8n-scripts';

	/** @param url of the server, without a slash at the end */
	constructor(readonly url: string) {}

	/**
	 * @param path e.g. "/rest/workflows"
	 * @returns the answer's `data`, which is where n8n puts everything, else the whole answer
	 * @throws RestError with n8n's own words
	 */
	async request<T = unknown>(method: Method, path: string, body?: unknown): Promise<T> {
		const json = parse(await this.answer(method, path, body));
		const wrapped = typeof json === 'object' && json !== null && 'data' in json;
		return (wrapped ? (json as { data: unknown }).data : json) as T;
	}

	/** A file, as text. @throws RestError */
	async download(path: string): Promise<string> {
		return await this.answer('GET', path);
	}

	private async answer(method: Method, path: string, body?: unknown): Promise<string> {
		const response = await fetch(`${this.url}${path}`, {
			method,
			headers: {
				'browser-id': this.browserId,
				...(this.cookie && { cookie: this.cookie }),
				...(body !== undefined && { 'content-type': 'application/json' }),
			},
			body: body === undefined ? undefined : JSON.stringify(body),
		});
		this.keepCookie(response);
		const text = await response.text();
		if (response.ok) return text;
		const words = (parse(text) as { message?: string } | undefined)?.message ?? text.slice(0, 200);
		throw new RestError(response.status, `${method} ${path}: ${response.status} ${words}`);
	}

	private keepCookie(response: Response): void {
		const cookies = response.headers.getSetCookie();
		const session = cookies.find((cookie) => cookie.startsWith('n8n-auth='));
		if (session) this.cookie = session.split(';', 1)[0];
	}
}

function parse(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}
