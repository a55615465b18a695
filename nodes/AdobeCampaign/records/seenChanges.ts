import { digestOf } from '../n8n/digest';

/** Characters of the digest of a key: 48 bits, so that two of ten thousand keys share one in one of five million cases. */
const DIGEST = 8;

/** What a moment costs when it is packed, at most: the distance to the one before in base 36, and two signs. */
const MOMENT = 10;

/**
 * The changes that were handled, each by its record's key and its moment. Of a record the last one is kept: a list shows no
 * other. Packed, it is one text of digests, in groups of a moment, since it is stored with the workflow.
 */
export class SeenChanges {
	private readonly moments = new Map<string, number>();

	/** @param packed see `pack` */
	constructor(packed = '') {
		let moment = 0;
		for (const group of packed.split(';')) {
			const [distance, digests = ''] = group.split(':');
			moment += parseInt(distance, 36) || 0;
			for (let at = 0; at < digests.length; at += DIGEST) {
				this.moments.set(digests.slice(at, at + DIGEST), moment);
			}
		}
	}

	/** This very change. */
	has(key: string, moment: number): boolean {
		return this.moments.get(digestOf(key, DIGEST)) === moment;
	}

	/** Some change of this record. */
	knows(key: string): boolean {
		return this.moments.has(digestOf(key, DIGEST));
	}

	add(key: string, moment: number): void {
		this.moments.set(digestOf(key, DIGEST), moment);
	}

	/** How many changes have that moment. */
	countAt(moment: number): number {
		return [...this.moments.values()].filter((one) => one === moment).length;
	}

	/** How many changes are later than that. */
	countAfter(moment: number): number {
		return [...this.moments.values()].filter((one) => one > moment).length;
	}

	forgetBefore(moment: number): void {
		for (const [digest, one] of this.moments) if (one < moment) this.moments.delete(digest);
	}

	/**
	 * Forgets the oldest changes until the others have room.
	 *
	 * @param room characters
	 * @returns from which moment on nothing was forgotten; undefined when nothing was
	 */
	shrink(room: number): number | undefined {
		let used = 0;
		for (const [moment, digests] of [...this.byMoment()].reverse()) {
			used += MOMENT + DIGEST * digests.length;
			if (used <= room) continue;
			this.forgetBefore(moment + 1);
			return moment + 1;
		}
		return undefined;
	}

	/** Such as `l9x2k3:3f_Kd9s1pQ2zLm0a;1c:...`: the distance to the moment before, and the digests of its keys. */
	pack(): string {
		let before = 0;
		const groups = this.byMoment().map(([moment, digests]) => {
			const distance = moment - before;
			before = moment;
			return `${distance.toString(36)}:${digests.join('')}`;
		});
		return groups.join(';');
	}

	/** The digests by moment, the oldest first. */
	private byMoment(): Array<[number, string[]]> {
		const groups = new Map<number, string[]>();
		for (const [digest, moment] of this.moments) {
			const group = groups.get(moment);
			if (group) group.push(digest);
			else groups.set(moment, [digest]);
		}
		return [...groups].sort(([one], [other]) => one - other);
	}
}
