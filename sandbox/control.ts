import { addPeople, touch, type Arrival, type Touch } from './bulk';
import type { Kind } from './campaign/kind';
import { someOwner } from './campaign/owners';
import { recordObject } from './campaign/serialize';
import type { Commit } from './commits';
import type { Fault } from './faults/fault';
import { KINDS } from './kinds';
import type { ReceivedRequest } from './log';
import type { ProfileInput, Settings } from './settings';
import type { SandboxState } from './state';
import { storageOf } from './store/storedKind';
import type { StoredRecord } from './store/storedRecord';

/**
 * A stored record as the last endpoint of its kind shows it (a profile: `profileAndServicesExt`), PKey and hrefs included;
 * a very long number is a bigint.
 */
export type RecordOutput = Record<string, unknown> & { PKey: string; href: string };

export type ProfileOutput = RecordOutput;

/** Controls an organization from a test; the addresses under `/__sandbox/<organization>/` do the same. */
export interface OrganizationControl {
	/** Back to the seed and default settings with these changes; forgets requests, commits, faults and expired tokens. */
	reset(settings?: Partial<Settings>): void;
	/**
	 * Changes settings and keeps everything else: moves the clock, or changes how the server answers, between two requests.
	 * @throws Error that names a wrong setting, or one that a reset alone reads; then nothing is changed
	 */
	change(settings: Partial<Settings>): void;
	/** Replaces the faults that wait for the next calls. @throws Error that names the wrong entry */
	faults(list: readonly Fault[]): void;
	/** Everything received since the reset, oldest first. */
	requests(): ReceivedRequest[];
	/** The changes that requests made since the reset, in the order in which they took effect. */
	commits(): Commit[];
	/** The stored profiles: `records('profile')`. */
	profiles(): ProfileOutput[];
	/** The stored records of a kind. @throws Error that names the kinds, for an unknown one */
	records(kind: string): RecordOutput[];
	/**
	 * Stores a record as given, without any policy. With a PKey that record is changed, else a new one is made.
	 * @param kind default: 'profile'
	 */
	put(record: ProfileInput, kind?: string): RecordOutput;
	/**
	 * Changes many profiles at once, as an import does. Commits do not list it.
	 * @returns their number
	 * @throws Error that names what is wrong with the change; then nothing is changed
	 */
	touch(change: Touch): number;
	/**
	 * Adds made-up people, the numbers of whom go on. Commits do not list it.
	 * @returns their number
	 * @throws Error that names what is wrong; then nobody is added
	 */
	newPeople(count: number, arrival?: Arrival): number;
	/**
	 * Removes a record, as a person does on Campaign's screens or by a link in a message.
	 * @param kind default: 'profile'
	 * @throws Error for a PKey without a record
	 */
	remove(PKey: string, kind?: string): void;
}

/** The token service under its control name. */
const TOKEN_SERVICE = 'ims';

/** Controls one organization, or the token service by the name "ims"; the latter holds no profiles. */
export function controlOf(state: SandboxState, name: string, url: string): OrganizationControl {
	return name === TOKEN_SERVICE
		? tokenServiceControl(state)
		: organizationControl(state, name, url);
}

function organizationControl(state: SandboxState, name: string, url: string): OrganizationControl {
	const organization = state.organization(name);
	const base = `${url}/${name}/campaign`;
	const shown = (kind: Kind, record: StoredRecord) => {
		const endpoint = kind.endpoints(name, organization.settings).at(-1) ?? '';
		const view = { organization, endpoint, base, kind, kinds: KINDS };
		const owner = kind.isNested ? someOwner(view, record) : undefined;
		return recordObject({ ...view, owner }, record) as RecordOutput;
	};
	const records = (path: string) => {
		const kind = kindOf(path);
		const stored = organization.store.table(storageOf(kind)).all();
		return stored.map((record) => shown(kind, record));
	};
	return {
		reset: (settings) => void organization.reset(settings),
		change: (settings) => organization.change(settings),
		faults: (list) => organization.faults.replace(list),
		requests: () => organization.log.all(),
		commits: () => organization.commits.all(),
		profiles: () => records(PROFILE),
		records,
		put: (record, path = PROFILE) => {
			const kind = kindOf(path);
			return shown(kind, organization.put(kind, record));
		},
		touch: (change) => touch(organization, change),
		newPeople: (count, arrival = {}) => addPeople(organization, count, arrival),
		remove: (PKey, path = PROFILE) => organization.remove(kindOf(path), PKey),
	};
}

/** The kind that a test means when it does not name one. */
const PROFILE = 'profile';

function kindOf(path: string): Kind {
	const kind = KINDS.find((one) => one.path === path);
	if (!kind) {
		throw new Error(`No kind "${path}". Kinds: ${KINDS.map((one) => one.path).join(', ')}.`);
	}
	return kind;
}

function tokenServiceControl({ tokens }: SandboxState): OrganizationControl {
	return {
		reset: (settings) => tokens.reset(settings?.tokenLifetimeSeconds),
		change: holdsNothing,
		faults: (list) => tokens.faults.replace(list),
		requests: () => tokens.log.all(),
		commits: () => [],
		profiles: () => [],
		records: () => [],
		put: holdsNothing,
		touch: holdsNothing,
		newPeople: holdsNothing,
		remove: holdsNothing,
	};
}

function holdsNothing(): never {
	throw new Error('The token service holds no profiles.');
}
