import { CUSTOM_KEY } from '../data/fields';
import type { StoredProfile } from './profile';

/**
 * The profiles of one organization. Records are replaced, never changed, so that one step back per profile is
 * remembered: faults read the state before a write, or take a write back.
 */
export class ProfileStore {
	private current = new Map<number, StoredProfile>();
	private readonly before = new Map<number, StoredProfile | undefined>();
	private sorted: readonly StoredProfile[] | undefined;
	private nextId = 1;
	/** Writes since the start; tells a caller whether something was written in between. */
	writes = 0;
	lastWrittenId = 0;

	/** In order of creation; the same list again until something is written. */
	all(): readonly StoredProfile[] {
		this.sorted ??= [...this.current.values()].sort((a, b) => a.id - b.id);
		return this.sorted;
	}

	get size(): number {
		return this.current.size;
	}

	get(id: number): StoredProfile | undefined {
		return this.current.get(id);
	}

	byCustomKey(key: string): StoredProfile | undefined {
		return this.find((profile) => profile.values[CUSTOM_KEY] === key);
	}

	find(matches: (profile: StoredProfile) => boolean): StoredProfile | undefined {
		for (const profile of this.current.values()) if (matches(profile)) return profile;
		return undefined;
	}

	insert(content: Pick<StoredProfile, 'values' | 'links'>): StoredProfile {
		const profile = { id: this.nextId++, version: 0, ...content };
		this.write(profile.id, profile);
		return profile;
	}

	replace(profile: StoredProfile): void {
		this.write(profile.id, profile);
	}

	remove(id: number): void {
		this.write(id, undefined);
	}

	/** The profile that was written last, as it was and as it is; undefined where there was none, or is none any more. */
	lastWrite(): { id: number; before?: StoredProfile; after?: StoredProfile } {
		const id = this.lastWrittenId;
		return { id, before: this.before.get(id), after: this.current.get(id) };
	}

	/** Takes the last write back. */
	undoLastWrite(): void {
		this.set(this.lastWrittenId, this.before.get(this.lastWrittenId));
	}

	/** Runs `read` while every profile looks as it did before its own last write. */
	readingBefore<Result>(read: () => Result): Result {
		const now = this.current;
		this.current = new Map(now);
		for (const [id, profile] of this.before) this.set(id, profile);
		try {
			return read();
		} finally {
			this.current = now;
			this.sorted = undefined;
		}
	}

	/** Makes what is stored now the oldest state that is remembered. */
	forgetHistory(): void {
		this.before.clear();
	}

	private write(id: number, profile: StoredProfile | undefined): void {
		this.before.set(id, this.current.get(id));
		this.set(id, profile);
		this.writes += 1;
		this.lastWrittenId = id;
	}

	private set(id: number, profile: StoredProfile | undefined): void {
		this.sorted = undefined;
		if (profile) this.current.set(id, profile);
		else this.current.delete(id);
	}
}
