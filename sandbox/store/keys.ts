import { createCipheriv, createDecipheriv, createHmac } from 'node:crypto';

/** What a key addresses: "profile", or "profile/subscriptions" for a collection of a profile, which has a key of its own. */
export type KeyScope = string;

/** Lengths of keys in characters by scope, where they are not 92. */
type KeyLengths = Readonly<Record<KeyScope, number>>;

const USUAL_LENGTH = 92;

export interface KeyContent {
	id: number;
	/** Number of new PKeys of the record before this one (setting rotatePkeys). */
	version: number;
}

/**
 * Opaque keys of one organization: `@` and 91 base64url characters (68 bytes), as on Adobe's printed profiles; those of some
 * scopes are longer.
 * The first 32 bytes (43 characters with the @) name the record, so a profile's key and the key of its
 * subscriptions begin alike and then differ; the rest proves that this organization of this sandbox issued the key.
 * Inferred: everything about the construction. Only length, alphabet and the common beginning were ever published.
 */
export class KeyRing {
	private readonly cipherKey: Buffer;
	private readonly start: Buffer;
	/** Added to the version of every key that is shown (setting pkeyEpoch). */
	epoch = 0;
	/** Keys made so far, because a long list is read many times. */
	private readonly issued = new Map<string, string>();

	constructor(
		private readonly secret: Buffer,
		readonly organization: string,
		private readonly lengths: KeyLengths = {},
	) {
		this.cipherKey = this.digest('key', 32);
		this.start = this.digest('start', 16);
	}

	issue(scope: KeyScope, id: number, version = 0): string {
		return this.made(`${scope} ${id} ${version}`, () => {
			const record = this.encrypt(this.plain(scope, id, version));
			return '@' + Buffer.concat([record, this.proof(scope, record)]).toString('base64url');
		});
	}

	/** The key that an answer shows of a record. */
	shown(scope: KeyScope, id: number, version = 0): string {
		return this.issue(scope, id, version + this.epoch);
	}

	/** The record of a key; undefined when the key is forged, of another organization or sandbox, or of another scope. */
	read(scope: KeyScope, key: string): KeyContent | undefined {
		const bytes = Buffer.from(key.slice(1), 'base64url');
		const record = bytes.subarray(0, 32);
		if (key.length !== this.lengthOf(scope) || bytes.length !== this.bytesOf(scope))
			return undefined;
		if (!this.proof(scope, record).equals(bytes.subarray(32))) return undefined;
		const plain = this.decrypt(record);
		return { id: plain.readUInt32BE(16), version: plain.readUInt32BE(20) };
	}

	/**
	 * A `_lineStart` token, 49 characters, valid in this organization alone.
	 * @param salt makes different tokens of one offset
	 */
	issuePage(offset: number, salt = 0): string {
		const position = Buffer.alloc(16);
		position.writeUInt32BE(offset);
		position.writeUInt32BE(salt, 4);
		const page = createCipheriv('aes-256-ecb', this.cipherKey, null)
			.setAutoPadding(false)
			.update(position);
		return '@' + Buffer.concat([page, this.digest(page, 20)]).toString('base64url');
	}

	/** The offset in a `_lineStart` token, or undefined when this organization never issued it. */
	readPage(token: string): number | undefined {
		const bytes = Buffer.from(token.slice(1), 'base64url');
		const page = bytes.subarray(0, 16);
		if (bytes.length !== 36 || !this.digest(page, 20).equals(bytes.subarray(16))) return undefined;
		return createDecipheriv('aes-256-ecb', this.cipherKey, null)
			.setAutoPadding(false)
			.update(page)
			.readUInt32BE(0);
	}

	/** The `cryptedId` of a profile: 72 characters of standard base64 in every published sample. */
	cryptedId(id: number): string {
		const name = `cryptedId ${id}`;
		return this.made(name, () => this.digest(name, 52).toString('base64'));
	}

	private made(name: string, make: () => string): string {
		const known = this.issued.get(name);
		if (known !== undefined) return known;
		const key = make();
		this.issued.set(name, key);
		return key;
	}

	private plain(scope: KeyScope, id: number, version: number): Buffer {
		const [family] = scope.split('/');
		const plain = Buffer.alloc(32);
		this.digest(`${family} ${id} ${version}`, 16).copy(plain);
		plain.writeUInt32BE(id, 16);
		plain.writeUInt32BE(version, 20);
		return plain;
	}

	private proof(scope: KeyScope, record: Buffer): Buffer {
		const length = this.bytesOf(scope) - 32;
		const content = Buffer.concat([Buffer.from(scope), record]);
		const more = length > 64 ? this.digest(Buffer.concat([content, record]), length - 64) : '';
		return Buffer.concat([this.digest(content, Math.min(length, 64)), Buffer.from(more)]);
	}

	private lengthOf(scope: KeyScope): number {
		return this.lengths[scope] ?? USUAL_LENGTH;
	}

	/** The bytes in the characters after the `@`. */
	private bytesOf(scope: KeyScope): number {
		return Math.floor(((this.lengthOf(scope) - 1) * 3) / 4);
	}

	private encrypt(plain: Buffer): Buffer {
		const cipher = createCipheriv('aes-256-cbc', this.cipherKey, this.start);
		return cipher.setAutoPadding(false).update(plain);
	}

	private decrypt(record: Buffer): Buffer {
		const cipher = createDecipheriv('aes-256-cbc', this.cipherKey, this.start);
		return cipher.setAutoPadding(false).update(record);
	}

	private digest(content: Buffer | string, bytes: number): Buffer {
		return createHmac('sha512', this.secret)
			.update(`${this.organization}\n`)
			.update(content)
			.digest()
			.subarray(0, bytes);
	}
}
