import { randomBytes } from 'node:crypto';
import { setMaxListeners } from 'node:events';

import { TokenService } from './ims';
import { KINDS } from './kinds';
import { Organization } from './organization';

/** What one running sandbox knows. Keys of two sandboxes, even of two starts of the same, never fit each other. */
export class SandboxState {
	readonly tokens = new TokenService();
	/** Aborted when the sandbox closes, so that no delayed answer outlives it. */
	readonly closing = new AbortController();
	private readonly secret = randomBytes(32);
	private readonly organizations = new Map<string, Organization>();

	constructor() {
		// Each answer that is delayed waits for it, and Node takes more than ten for a leak.
		setMaxListeners(0, this.closing.signal);
		this.organization('sandbox');
		this.organization('sandbox-v8');
	}

	/** The organization of this name, made on first use. */
	organization(name: string): Organization {
		const known = this.organizations.get(name);
		if (known) return known;
		const made = new Organization(name, KINDS, this.secret);
		this.organizations.set(name, made);
		return made;
	}
}
