import { randomBytes } from 'node:crypto';
import { setMaxListeners } from 'node:events';

import { TokenService } from './ims';
import { KINDS } from './kinds';
import { Organization } from './organization';
import type { Settings } from './settings';

/** The state of one running sandbox. Its keys are valid in it alone, not even after a restart. */
export class SandboxState {
	readonly tokens = new TokenService();
	/** Aborted when the sandbox closes; delayed answers end then. */
	readonly closing = new AbortController();
	private readonly secret = randomBytes(32);
	private readonly organizations = new Map<string, Organization>();

	/** @param settings of every organization, instead of the defaults */
	constructor(private readonly settings: Partial<Settings> = {}) {
		// Every delayed answer listens to it, and Node warns of a leak above ten listeners.
		setMaxListeners(0, this.closing.signal);
		this.organization('sandbox');
		this.organization('sandbox-v8');
	}

	/** The organization of this name, made on first use. */
	organization(name: string): Organization {
		const known = this.organizations.get(name);
		if (known) return known;
		const made = new Organization(name, KINDS, this.secret, this.settings);
		this.organizations.set(name, made);
		return made;
	}
}
