import type { NodeOperationError } from 'n8n-workflow';

import { undefinedIfKind } from '../n8n/errors';
import { pauses } from '../transport/pauses';
import type { CampaignRecord, Kind } from '../transport/types';
import { forComparison, isSameName } from './clean';
import { listedKeys } from './listed';
import type { SentField } from './wire';

/** A record that an earlier item of the same run has made. */
interface KnownRecord {
	PKey: string;
	/** The fields that hold the values it is looked up by. */
	held: SentField[];
}

/** What the items of one run have created, by the identity it is looked up by: a list read later may not have it yet. */
export class CreatedRecords {
	/**
	 * Whether the first record that the run created was found by its match value; undefined as a result when that could not be
	 * tried.
	 */
	firstProof?: Promise<boolean | undefined>;
	private readonly made = new Map<string, KnownRecord | 'unclear'>();
	/** The identities of what was made, by PKey and by the identity in lower case. */
	private readonly names = new Map<string, Set<string>>();

	/** @returns the record; `unclear` when it may have been made */
	find(identity: string): { PKey: string } | 'unclear' | undefined {
		const made = this.made.get(identity);
		return made === undefined || made === 'unclear' ? made : { PKey: made.PKey };
	}

	/** The ids of the fields that hold the values a record is looked up by, where this run has made it. */
	fieldsOf(identity: string): string[] {
		const made = this.made.get(identity);
		return made === undefined || made === 'unclear' ? [] : made.held.map(({ id }) => id);
	}

	/** @param held the fields that hold the values the record is looked up by */
	add(identity: string, PKey: string, held: SentField[]): void {
		this.made.set(identity, { PKey, held });
		for (const key of [PKey, forComparison(identity)]) {
			this.names.set(key, (this.names.get(key) ?? new Set()).add(identity));
		}
	}

	addUnclear(identity: string): void {
		this.made.set(identity, 'unclear');
	}

	/**
	 * Forgets records that an update may rename: the values that are sent may give the record another identity, and from then on
	 * the old identity means another record. Called before the update, whatever becomes of it.
	 */
	beforeUpdate(identity: string, PKey: string, sent: SentField[]): void {
		for (const key of [PKey, forComparison(identity)]) {
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

/** The parts of an item that the proof below works with. */
interface ProofItem {
	kind: Kind;
	instance: { created: CreatedRecords };
	wait: (ms: number) => Promise<void>;
	refuse: (message: string, description: string) => NodeOperationError;
}

/** The result of creating a record: a new one, or those that others made meanwhile. */
export type Made = { record: CampaignRecord } | { existing: CampaignRecord[] };

/** The kind of an error for a look that finds others than those that are meant. */
export const FINDS_OTHERS = 'findsOthers';

/** Looks for what was created by its match value. @throws NodeApiError of the kind FINDS_OTHERS */
type Look = () => Promise<CampaignRecord[]>;

const ADVICE =
	"Every run would create it again. Check that 'Match Value' is what 'Match By' looks for in your instance, and that 'Fields' has the same value.";

/** What is found of a record that was just made. */
interface Proof {
	isFound: boolean;
	/** Others that are found besides, or instead. */
	others: CampaignRecord[];
}

async function proofOf(item: ProofItem, look: Look, { PKey }: CampaignRecord): Promise<Proof> {
	let others: CampaignRecord[] = [];
	for (const pause of pauses.proofs) {
		await item.wait(pause);
		const found = await undefinedIfKind([FINDS_OTHERS], look());
		if (!found) break;
		others = found.filter((record) => record.PKey !== PKey);
		if (others.length < found.length) return { isFound: true, others };
	}
	return { isFound: false, others };
}

async function createFirst(
	item: ProofItem,
	look: Look,
	create: () => Promise<Made>,
): Promise<Made> {
	const { created } = item.instance;
	const creating = create();
	const proving = creating
		.then(async (made) => ('record' in made ? await proofOf(item, look, made.record) : undefined))
		.catch(() => undefined);
	created.firstProof = proving.then((proof) => {
		// Inconclusive, because nothing was created or the look failed: the next item becomes the proof.
		if (!proof) created.firstProof = undefined;
		return proof?.isFound;
	});
	const made = await creating;
	const proof = await proving;
	if (!proof || !('record' in made)) return made;
	const { isFound, others } = proof;
	if (isFound && others.length === 0) return made;
	const done = `The ${item.kind.one} was created, but 'Match Value'`;
	const key = `The PKey: ${String(made.record.PKey)}`;
	if (others.length === 0) throw item.refuse(`${done} does not find it`, `${ADVICE} ${key}`);
	throw item.refuse(
		`${done} finds ${isFound ? 'others, too' : 'another one'}`,
		`It would not be clear to the next run which one is meant. Somebody may have made one at the same time: delete what is not needed. ${key}. What else was found:\n${listedKeys(others)}`,
	);
}

/**
 * Creates a record that can be found again by its match value. Campaign does not tell which field is the custom key, or what a
 * filter looks at. Where that is not what the workflow's author thinks, each run would create all of its records once more; so
 * the first record of a run is looked up after it was created, and the others wait for that.
 *
 * @throws NodeOperationError when this record, or the first one of the run, is not found, or this one is not found alone
 */
export async function createProven(
	item: ProofItem,
	look: Look,
	create: () => Promise<Made>,
): Promise<Made> {
	const { created } = item.instance;
	let isProven: boolean | undefined;
	while (isProven === undefined) {
		if (!created.firstProof) return await createFirst(item, look, create);
		isProven = await created.firstProof;
	}
	if (isProven) return await create();
	throw item.refuse(
		`No ${item.kind.one} matches, and none was created: 'Match Value' does not find what an earlier item created`,
		ADVICE,
	);
}
