import { setTimeout as sleep } from 'node:timers/promises';

/** An answer as it came. */
export interface Reply {
	status: number;
	headers: Headers;
	text: string;
	/** The body as JSON; undefined for one that is not. */
	json: unknown;
	ms: number;
}

export interface Access {
	/** "https://mc.adobe.io" */
	baseUrl: string;
	organization: string;
	apiKey: string;
	accessToken: string;
}

/** Ends the run: the same would come of every other request. Its message is for the screen. */
export class Refused extends Error {}

/** The run was interrupted or left, or has asked as often as it said it would. */
export class Stopped extends Error {}

/** No answer came, or not in time. */
export class NoAnswer extends Error {}

type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE';

/** The gateway gives up after a minute; it answers a moment later. */
export const PATIENCE_MS = 90_000;

const LONGEST_WAIT_MS = 60_000;
const TRIES = 6;

/** A server that does not answer so often in a row is not asked on: each time may take as long as the patience. */
const UNANSWERED = 3;

export interface Pace {
	/** Requests that may be sent, those that are sent again included. */
	budget: number;
	/** Requests that may be sent after them, to clean up. */
	toCleanUp: number;
	/** Time between two requests. */
	pauseMs: number;
}

/**
 * Sends one request at a time, with a pause between two, within a budget, to one organization on one host. A request that is refused
 * because there were too many is sent again after the time that the answer names.
 */
export class Connection {
	sent = 0;
	/** How long each answer took. */
	readonly times: number[] = [];
	private readonly stop = new AbortController();
	private readonly end = new AbortController();
	private isCleaning = false;
	private unanswered = 0;
	private wasLetThrough = false;
	private last: Promise<unknown> = Promise.resolve();

	constructor(
		private readonly access: Access,
		private readonly pace: Pace,
		private readonly fetching: typeof fetch = fetch,
	) {}

	/** From now on every request is refused but those that clean up. One that writes and is on its way is waited for. */
	interrupt(): void {
		this.stop.abort();
	}

	/** Every request is refused, and none is waited for any more, also of those that clean up. */
	leave(): void {
		this.stop.abort();
		this.end.abort();
	}

	get isInterrupted(): boolean {
		return this.stop.signal.aborted;
	}

	/** Lets requests through again although the run was interrupted, and as many more as were kept for it. */
	beginToCleanUp(): void {
		this.isCleaning = true;
	}

	/**
	 * @param path below /campaign/
	 * @throws Refused, Stopped, NoAnswer
	 */
	async send(method: Method, path: string, body?: unknown): Promise<Reply> {
		const answer = this.last.then(() => this.ask(method, path, body));
		this.last = answer.catch(() => undefined);
		return await answer;
	}

	/** @throws Stopped when the run is interrupted meanwhile */
	async pause(ms: number): Promise<void> {
		const { signal } = this.isCleaning ? this.end : this.stop;
		await sleep(ms, undefined, { signal }).catch(() => {
			throw new Stopped('interrupted');
		});
	}

	/**
	 * The path below /campaign/ of an href of this instance, whatever host it names: it is asked on the own host alone.
	 * @throws Error for an address of another organization
	 */
	pathOf(href: unknown): string {
		if (typeof href !== 'string') throw new Error('There is no address.');
		const { pathname, search } = new URL(href, 'https://none.invalid/');
		const [, organization, ...rest] = pathname.split('/');
		const known = encodeURIComponent(this.access.organization);
		if (![known, this.access.organization].includes(organization)) {
			// The address of an event may have no host and no organization at all.
			if (/^[^/]/.test(href) && !/^https?:/.test(href)) return href;
			throw new Error('An address leads to another organization.');
		}
		return (rest[0] === 'campaign' ? rest.slice(1) : rest).join('/') + search;
	}

	private async ask(method: Method, path: string, body: unknown): Promise<Reply> {
		for (let tries = 1; ; tries += 1) {
			this.check();
			if (this.sent > 0) await this.pause(this.pace.pauseMs);
			this.check();
			const reply = await this.once(method, path, body);
			if (!isThrottled(reply, method)) return this.checked(reply);
			if (tries >= TRIES) {
				throw new Refused('Adobe refuses requests, because there were too many. Try again later.');
			}
			await this.pause(waitOf(reply, tries));
		}
	}

	/** A 403 after other requests were let through concerns that one alone; a token that has ended concerns all. */
	private checked(reply: Reply): Reply {
		if (reply.status === 401 || !this.wasLetThrough) refuse(reply, this.access);
		this.wasLetThrough ||= reply.status < 300;
		return reply;
	}

	private check(): void {
		const { budget, toCleanUp } = this.pace;
		if (this.wasLeft) throw new Stopped('interrupted');
		if (this.sent >= budget + (this.isCleaning ? toCleanUp : 0)) throw new Stopped('budget');
	}

	private async once(method: Method, path: string, body: unknown): Promise<Reply> {
		const { baseUrl, organization, apiKey, accessToken } = this.access;
		this.sent += 1;
		const start = performance.now();
		try {
			const response = await this.fetching(
				`${baseUrl}/${encodeURIComponent(organization)}/campaign/${path}`,
				{
					method,
					headers: {
						Authorization: `Bearer ${accessToken}`,
						'X-Api-Key': apiKey,
						'Cache-Control': 'no-cache',
						...(body === undefined ? {} : { 'Content-Type': 'application/json;charset=utf-8' }),
					},
					body: body === undefined ? undefined : JSON.stringify(body),
					// The credentials go to this host alone.
					redirect: 'manual',
					signal: this.signalFor(method),
				},
			);
			const text = await response.text();
			const ms = performance.now() - start;
			this.times.push(ms);
			this.unanswered = 0;
			return { status: response.status, headers: response.headers, text, json: parsed(text), ms };
		} catch (error) {
			if (this.wasLeft) throw new Stopped('interrupted');
			this.unanswered += 1;
			if (this.unanswered >= UNANSWERED) throw new Refused('Campaign does not answer any more.');
			throw new NoAnswer(causeOf(error));
		}
	}

	private get wasLeft(): boolean {
		return this.isCleaning ? this.end.signal.aborted : this.isInterrupted;
	}

	/** A read can be left at once. A write goes on after an interruption, so that what it did is known. */
	private signalFor(method: Method): AbortSignal {
		const { signal } = method === 'GET' && !this.isCleaning ? this.stop : this.end;
		return AbortSignal.any([AbortSignal.timeout(PATIENCE_MS), signal]);
	}
}

function parsed(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}

/** "connect ECONNREFUSED 127.0.0.1:1" */
export function causeOf(error: unknown): string {
	const { cause, message } = error as Error & { cause?: { message?: string; code?: string } };
	return cause?.message || cause?.code || message;
}

/** A signal that comes too soon may be answered 429, too: in plain text by Campaign, not by the gateway (docs/adobe-campaign-api.md 14). */
function isThrottled({ status, headers }: Reply, method: Method): boolean {
	const isText = (headers.get('content-type') ?? '').startsWith('text/plain');
	return status === 429 && !(method === 'POST' && isText);
}

/** Inferred: seconds, or a date, as in HTTP. */
function waitOf({ headers }: Reply, tries: number): number {
	const given = headers.get('retry-after') ?? '';
	const asked = /^\d+$/.test(given) ? Number(given) * 1000 : Date.parse(given) - Date.now();
	const wait = Number.isNaN(asked) ? 1000 * 2 ** (tries - 1) : Math.max(asked, 100);
	return Math.min(wait, LONGEST_WAIT_MS);
}

const REFUSALS: Readonly<Record<string, string>> = {
	'403000': 'Adobe received no API key.',
	'403003': 'Adobe does not know this API key. See CAMPAIGN_API_KEY or CAMPAIGN_CLIENT_ID.',
	'403010': 'Adobe received no access token.',
	'403020': 'The access token is wrong or has expired. A token lives 24 hours.',
};

/** @throws Refused for a token that is refused, and for the gateway's own refusals, which have a code (docs/adobe-campaign-api.md 7.2) */
function refuse({ status, json }: Reply, { organization }: Access): void {
	const { error_code: code } = (json ?? {}) as { error_code?: unknown };
	if (status === 401) throw new Refused(REFUSALS['403020']);
	if (code === undefined || status !== 403) return;
	if (code === '403023') {
		throw new Refused(
			`These credentials have no access to the organization "${organization}". See --organization, and the product profile in Adobe's console.`,
		);
	}
	throw new Refused(REFUSALS[String(code)] ?? `Adobe refused access (status ${status}).`);
}
