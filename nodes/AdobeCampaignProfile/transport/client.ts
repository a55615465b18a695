import { NodeApiError, sleep } from 'n8n-workflow';
import type { IDataObject, IHttpRequestOptions, JsonObject } from 'n8n-workflow';

import { readConnection, type CampaignContext, type Connection } from './connection';
import { resolveHref } from './endpoints';
import { explain } from './explain';
import { apiError, type ErrorText } from './nodeErrors';
import { isUncertain, Patience } from './retry';
import { answerFromThrown, answerOf } from './thrown';
import type { Answer, Authentication } from './types';

/** Adobe's gateway gives up after 60 seconds itself on its other APIs; a little more lets its own answer arrive. */
const TIMEOUT_MS = 65_000;

const isSuccess = ({ status }: Answer) => status >= 200 && status < 300;

/** What Campaign may quote in a refusal: the values of a body, nested ones too. */
const valuesIn = (body: IDataObject): string[] =>
	Object.values(body).flatMap((value) =>
		typeof value === 'object' && value !== null
			? valuesIn(value as IDataObject)
			: [String(value ?? '')],
	);

const UNCERTAIN =
	'It is not known whether the change was stored: read the profile before you send it again.';

/** Refusals that hold for a whole run, since its credential does: the other items need not ask again. */
const refusedCredentials = new WeakMap<CampaignContext, Answer>();

/** The one door to Campaign: sends, repeats what may be repeated, and turns refusals into errors that explain. */
export class CampaignClient {
	/** What may not be seen in a message. */
	private readonly hidden: string[];

	constructor(
		private readonly context: CampaignContext,
		/** Whose URLs are built and followed. */
		readonly tenant: Connection,
		private readonly itemIndex: number,
	) {
		this.hidden = [...tenant.secrets];
	}

	/** Keeps an e-mail, a customer's key or a sent value, which Campaign may quote, out of messages. */
	hide(...values: string[]): void {
		this.hidden.push(...values);
	}

	/**
	 * Reads what a GET answers.
	 *
	 * @param read takes what is wanted from the body; undefined when the body is not what Campaign sends
	 * @param note said first when it does not work, for a reader who has to know what was done before
	 * @throws NodeApiError
	 */
	async get<T>(url: string, read: (body: unknown) => T | undefined, note = ''): Promise<T> {
		const patience = new Patience();
		for (;;) {
			const answer = await this.send('GET', url);
			const found = isSuccess(answer) ? read(answer.body) : undefined;
			if (found !== undefined) return found;
			const pause = patience.pauseAfter(answer);
			if (pause === undefined) throw this.refusal(answer, note);
			await sleep(pause);
		}
	}

	/**
	 * PATCHes, and never blindly twice: when it is unclear whether the change arrived, `findStored` looks first.
	 *
	 * @param read takes what is wanted from Campaign's answer
	 * @param findStored reads the record; undefined when it does not hold the change
	 * @returns what `read` or `findStored` found; undefined for v8's empty 204
	 * @throws NodeApiError
	 */
	async patch<T>(
		url: string,
		body: IDataObject,
		read: (body: unknown) => T | undefined,
		findStored: () => Promise<T | undefined>,
	): Promise<T | undefined> {
		const patience = new Patience();
		this.hide(...valuesIn(body));
		for (;;) {
			const answer = await this.send('PATCH', url, body);
			const found = isSuccess(answer) ? read(answer.body) : undefined;
			if (found !== undefined || answer.status === 204) return found;
			const pause = patience.pauseAfter(answer);
			if (pause !== undefined) await sleep(pause);
			const isUnclear = isUncertain(answer) || isSuccess(answer);
			const stored = isUnclear ? await findStored().catch(() => 'unreadable' as const) : undefined;
			if (stored === 'unreadable') throw this.refusal(answer, UNCERTAIN);
			if (stored !== undefined) return stored;
			if (pause === undefined) throw this.refusal(answer, isUnclear ? UNCERTAIN : '');
		}
	}

	/** The URL behind a link; the token never goes to another host or organization. @throws NodeApiError */
	ownUrl(href: string): string {
		const url = resolveHref(this.tenant, href);
		if (url) return url;
		throw this.error({
			message: 'A link leads away from your Campaign organization and was not followed',
			description:
				"Links are followed only on the 'Base URL' and the 'Organization' of the credential, because the access token goes with them.",
		});
	}

	/** An error of this item with a text of its own. */
	error(text: ErrorText): NodeApiError {
		return apiError(this.context, this.itemIndex, { ...text, status: 0 });
	}

	private refusal(answer: Answer, note = ''): NodeApiError {
		const explanation = explain(answer, this.tenant.authentication, this.hidden);
		if (explanation.cause === 'credential-invalid') refusedCredentials.set(this.context, answer);
		const description = [note, explanation.description].filter(Boolean).join('\n');
		return apiError(this.context, this.itemIndex, { ...explanation, description });
	}

	private async send(method: 'GET' | 'PATCH', url: string, body?: IDataObject): Promise<Answer> {
		const refused = refusedCredentials.get(this.context);
		if (refused) return refused;
		const request: IHttpRequestOptions = {
			method,
			url,
			headers: {
				Accept: 'application/json',
				'Cache-Control': 'no-cache',
				// Without the charset Campaign stores accented letters wrong (Adobe support article KA-16136).
				...(body && { 'Content-Type': 'application/json;charset=utf-8' }),
				...this.tenant.headers,
			},
			...(body && { body }),
			// Campaign answers plain text, quoted text and JSON: decoded by us and not by guessing.
			encoding: 'text',
			returnFullResponse: true,
			// n8n would hand X-Api-Key to any host that it is redirected to.
			disableFollowRedirect: true,
			timeout: TIMEOUT_MS,
		};
		// Refusals come back as data; only 401 throws, or n8n would not renew an OAuth2 token.
		const answer = await this.request({
			...request,
			ignoreHttpStatusErrors: { ignore: true, except: [401] },
		});
		// n8n before 2.10 does not know `except` and returns the 401. Asked again to throw, it renews the token.
		const mustRenew = answer.status === 401 && !answer.wasThrown;
		return mustRenew && this.tenant.authentication === 'oAuth2'
			? await this.request(request)
			: answer;
	}

	private async request(options: IHttpRequestOptions): Promise<Answer & { wasThrown: boolean }> {
		// n8n's helper changes the options it is given, the headers included.
		const { url } = options;
		try {
			const { statusCode, headers, body } =
				await this.context.helpers.httpRequestWithAuthentication.call(
					this.context,
					this.tenant.credentialType,
					{ ...options, headers: { ...options.headers } },
				);
			return { ...answerOf(statusCode, headers, body), wasThrown: false };
		} catch (error) {
			const answer = answerFromThrown(error, url);
			if (answer) return { ...answer, wasThrown: true };
			throw new NodeApiError(this.context.getNode(), error as JsonObject, {
				itemIndex: this.itemIndex,
			});
		}
	}
}

/** The client of one item, for the credential that the node uses. @throws NodeOperationError */
export async function openClient(
	context: CampaignContext,
	authentication: Authentication,
	itemIndex: number,
): Promise<CampaignClient> {
	const tenant = await readConnection(context, authentication, itemIndex);
	return new CampaignClient(context, tenant, itemIndex);
}
