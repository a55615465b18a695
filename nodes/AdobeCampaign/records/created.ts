import type { IExecuteFunctions } from 'n8n-workflow';

import { folded, isSameName } from './clean';
import type { SentField } from './wire';
import { onePerRun } from '../n8n/onePerRun';

/** A profile that an earlier item of the same run has made. */
interface Made {
	PKey: string;
	/** The fields that hold what it is looked for by. */
	held: SentField[];
}

/** What the earlier items of one run have made, by what it is looked for by: a list read later may not have it yet. */
export class KnownInRun {
	private readonly made = new Map<string, Made | 'unclear'>();
	/** The identities of what was made, by PKey and by the identity in small letters. */
	private readonly names = new Map<string, Set<string>>();

	/** The profile; `unclear` when one was perhaps made. */
	find(identity: string): { PKey: string } | 'unclear' | undefined {
		const made = this.made.get(identity);
		return made === undefined || made === 'unclear' ? made : { PKey: made.PKey };
	}

	/** The fields that hold what a profile is looked for by, where this run has made it. */
	fieldsOf(identity: string): string[] {
		const made = this.made.get(identity);
		return made === undefined || made === 'unclear' ? [] : made.held.map(({ id }) => id);
	}

	/** @param held the fields that hold what the profile is looked for by */
	add(identity: string, PKey: string, held: SentField[]): void {
		this.made.set(identity, { PKey, held });
		for (const key of [PKey, folded(identity)]) {
			this.names.set(key, (this.names.get(key) ?? new Set()).add(identity));
		}
	}

	addUnclear(identity: string): void {
		this.made.set(identity, 'unclear');
	}

	/**
	 * To be told before a profile is changed, whatever comes of that: what is sent may give it another name, and from then on
	 * the old one means another profile.
	 */
	beforeUpdate(identity: string, PKey: string, sent: SentField[]): void {
		for (const key of [PKey, folded(identity)]) {
			for (const name of this.names.get(key) ?? []) {
				const made = this.made.get(name);
				if (made === undefined || made === 'unclear') continue;
				const isRenamed = made.held.some(({ id, value }) =>
					sent.some((field) => field.id === id && !isSameName(field.value, value)),
				);
				if (isRenamed) this.made.delete(name);
			}
		}
	}
}

const ofRun = onePerRun<KnownInRun>();

export const knownInRun = (run: IExecuteFunctions) => ofRun(run, () => new KnownInRun());
