import type { Connection, Reply } from './connection';
import { isGood, isObject, type Json, recordOf, rowsOf, says } from './replies';

/** What the e-mails of all invented profiles begin with. */
export const EMAIL_BEGINNING = 'n8n-probe-';

/** Also found when the e-mail is another one, as after a question about wrong ones. */
export const LAST_NAME = 'n8n probe, to be deleted';

/** Requests of `cleanUp`, at most: four subscriptions, two profiles, a look for others, and what it has found. */
export const REQUESTS_TO_CLEAN_UP = 10;

/** The one invented profile that a run works on. */
export class TestProfile {
	/** With a capital letter, to see what becomes of it. example.com belongs to nobody (RFC 2606). */
	readonly email: string;
	/** As Campaign answered last; undefined before it is made and after it is deleted. */
	record: Json | undefined;
	/** The paths of its subscriptions. */
	readonly subscriptions = new Set<string>();
	/** Whether it was sent, and it is not known whether it was made. */
	private isUnclear = false;
	/** Whether Campaign did not know a key any more: the profile may have another one. */
	private isLost = false;
	/** All profiles that were made: a second one for a moment. */
	private readonly keys = new Set<string>();

	constructor(
		private readonly connection: Connection,
		private readonly endpoint: string,
		random: string,
	) {
		this.email = `${EMAIL_BEGINNING}${random}-Test@example.com`;
	}

	/** What is left of it in Campaign, as far as is known: keys, or its e-mail where the key is not known. */
	get leftovers(): string[] {
		return [...this.keys, ...(this.isUnclear ? [this.email] : [])];
	}

	/** Makes it. Asked again, it makes a second one with the same e-mail. */
	async create(): Promise<Reply> {
		this.isUnclear = true;
		const reply = await this.connection.send('POST', `${this.endpoint}/profile`, {
			email: this.email,
			lastName: LAST_NAME,
		});
		if (isGood(reply)) {
			const record = recordOf(reply);
			this.keys.add(String(record.PKey));
			this.record ??= record;
		}
		// A gateway that gave up says nothing of what was stored.
		this.isUnclear = reply.status >= 502;
		return reply;
	}

	/** @throws Error when it was not made */
	get key(): string {
		if (!this.record) throw new Error('There is no invented profile.');
		return String(this.record.PKey);
	}

	get path(): string {
		return `${this.endpoint}/profile/${this.key}`;
	}

	/** A change may give it another key, which counts from then on. */
	async patch(body: Json): Promise<Reply> {
		const reply = await this.connection.send('PATCH', this.path, body);
		const { PKey } = isGood(reply) && isObject(reply.json) ? reply.json : {};
		if (typeof PKey === 'string' && PKey !== this.key) {
			this.keys.delete(this.key);
			this.keys.add(PKey);
			this.record = { ...this.record, PKey };
		}
		return reply;
	}

	async read(): Promise<Json> {
		return recordOf(await this.connection.send('GET', this.path));
	}

	/** Writes values and reads them back. Undefined when the write was refused. */
	async written(body: Json): Promise<Json | undefined> {
		return isGood(await this.patch(body)) ? await this.read() : undefined;
	}

	/** Deletes one that was made, by default the first. */
	async remove(key = this.key): Promise<Reply> {
		const reply = await this.connection.send('DELETE', `${this.endpoint}/profile/${key}`);
		if (isGone(reply)) this.isLost ||= this.keys.has(key);
		if (isGood(reply) || isGone(reply)) {
			this.keys.delete(key);
			if (this.record?.PKey === key) this.record = undefined;
		}
		return reply;
	}

	/** The keys of those that were made after the first one. */
	get others(): string[] {
		return [...this.keys].filter((key) => key !== this.record?.PKey);
	}

	/** Deletes everything that is left, as far as that is possible. */
	async cleanUp(): Promise<void> {
		this.connection.beginToCleanUp();
		for (const path of this.subscriptions) {
			await this.connection.send('DELETE', path).catch(() => undefined);
		}
		await this.removeAll();
		if (this.leftovers.length === 0 && !this.isLost) return;
		await this.findByEmail().catch(() => undefined);
		await this.removeAll();
	}

	private async removeAll(): Promise<void> {
		for (const key of [...this.keys]) await this.remove(key).catch(() => undefined);
	}

	/** The e-mail is nobody else's, so what has it was made by this run. A list that shows nothing yet proves nothing. */
	private async findByEmail(): Promise<void> {
		const path = `${this.endpoint}/profile/byEmail?email=${encodeURIComponent(this.email)}`;
		const rows = rowsOf(await this.connection.send('GET', path)).filter(isObject);
		for (const { PKey, email } of rows) {
			if (String(email).toLowerCase() !== this.email.toLowerCase()) continue;
			this.keys.add(String(PKey));
			this.isUnclear = false;
		}
	}
}

const isGone = (reply: Reply) => reply.status === 404 || says(reply, 'Unable to find document');
