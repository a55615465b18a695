import { randomUUID } from 'node:crypto';
import { CommitJournal, type Commit } from '../commits';
import { crowd, seedProfiles } from '../data/seed';
import { wholeNumber } from '../exactJson';
import { FaultQueue } from '../faults';
import { RequestLog } from '../log';
import { readSettings, type ProfileInput, type Settings } from '../settings';
import { printedAnywhere, type Field } from './fields';
import { KeyRing } from './keys';
import type { LinkTarget } from './linked';
import { timestamp, type Scalar, type StoredProfile } from './profile';
import { ProfileStore } from './profiles';

/** Everything one organization (tenant) holds. Nothing is shared with another one. */
export class Organization {
	readonly keys: KeyRing;
	readonly log = new RequestLog();
	readonly commits = new CommitJournal();
	readonly faults = new FaultQueue();
	profiles = new ProfileStore();
	settings: Settings;
	/** Tokens issued earlier than this one (by number) are refused. */
	firstGoodToken = 0;
	inFlight = 0;

	constructor(
		readonly name: string,
		instanceSecret: Buffer,
	) {
		this.keys = new KeyRing(instanceSecret, name);
		this.settings = this.reset();
	}

	/**
	 * Back to the seed and the defaults with these changes; forgets requests, commits, faults and expired tokens.
	 * @throws Error naming a wrong setting or attribute; then nothing is reset
	 */
	reset(changes: Partial<Settings> = {}): Settings {
		const settings = readSettings(this.name, changes);
		const profiles = new ProfileStore();
		for (const profile of firstPeople(settings)) profiles.insert(this.made(profile));
		profiles.forgetHistory();
		this.profiles = profiles;
		this.settings = settings;
		this.log.clear();
		this.commits.clear();
		this.faults.replace([]);
		this.firstGoodToken = 0;
		return settings;
	}

	/**
	 * Stores a profile as given: no policy, no check but of the names. One whose PKey is given is changed, else made.
	 * @throws Error naming an attribute that does not exist
	 */
	put({ PKey, ...input }: ProfileInput): StoredProfile {
		if (PKey === undefined) return this.profiles.insert(this.made(input));
		const existing = this.profileOfKey(String(PKey));
		const { values, links } = this.readInput(input);
		const changed = {
			...existing,
			values: { ...existing.values, ...values },
			links: { ...existing.links, ...links },
		};
		this.profiles.replace(changed);
		return changed;
	}

	private made(input: ProfileInput): Pick<StoredProfile, 'values' | 'links'> {
		const now = timestamp();
		return this.readInput({ acsId: randomUUID(), created: now, lastModified: now, ...input });
	}

	/** Another client's write to the profile that was written last; false when that was a deletion, and nothing is done. */
	overwriteLastWritten(values: Record<string, Scalar>): boolean {
		const profile = this.profiles.get(this.profiles.lastWrittenId);
		if (!profile) return false;
		this.profiles.replace({ ...profile, values: { ...profile.values, ...values } });
		return true;
	}

	/** Puts the last write into the journal. */
	recordLastWrite(how: Pick<Commit, 'request' | 'by' | 'isKept'>): void {
		const { id, before, after } = this.profiles.lastWrite();
		const { values = {} } = after ?? before ?? {};
		this.commits.add({ ...how, PKey: this.keys.issue('profile', id), values });
	}

	private profileOfKey(key: string): StoredProfile {
		const content = this.keys.read('profile', key);
		const profile = content && this.profiles.get(content.id);
		if (!profile) throw new Error(`No profile has the PKey ${key} in ${this.name}.`);
		return profile;
	}

	private readInput(input: ProfileInput): Pick<StoredProfile, 'values' | 'links'> {
		const values: Record<string, Scalar> = {};
		const links: Record<string, number> = {};
		for (const [name, value] of Object.entries(input)) {
			if (value === undefined || name === 'PKey') continue;
			const field = printedAnywhere(name);
			if (!field) throw new Error(`Profiles have no attribute "${name}".`);
			if (field.type === 'link') {
				if (value !== null) links[name] = this.linkedId(field, value);
			} else if (field.parts) {
				Object.assign(values, withPrefix(name, value));
			} else {
				values[name] = field.resType === 'int64' ? wholeNumber(String(value)) : (value as Scalar);
			}
		}
		return { values, links };
	}

	private linkedId({ name, target }: Field, value: unknown): number {
		const key = (value as { PKey?: unknown } | null)?.PKey;
		const linked = this.keys.read(target as LinkTarget, String(key));
		if (!linked) throw new Error(`"${name}" wants { "PKey": "..." } of a record of ${this.name}.`);
		return linked.id;
	}
}

function* firstPeople({ profiles, people }: Settings): Generator<ProfileInput> {
	yield* profiles ?? (people > 0 ? [] : seedProfiles());
	yield* crowd(people);
}

function withPrefix(name: string, value: unknown): Record<string, Scalar> {
	const parts = Object.entries((value ?? {}) as Record<string, Scalar>);
	return Object.fromEntries(parts.map(([part, content]) => [`${name}.${part}`, content]));
}
