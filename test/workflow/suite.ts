import type { Sandbox } from '../../sandbox/server';
import { stopWatching } from './flights';
import { type Harness, startHarness } from './harness';
import { shortenPauses } from './pauses';

/** How many profiles an organization of the sandbox has after a plain `reset()`. */
const SEEDED = 60;

type Organization = ReturnType<Sandbox['organization']>;
type Stored = ReturnType<Organization['profiles']>;

/** What nearly every test file needs: the harness, and short names for an organization of its sandbox. */
interface Suite {
	/** Filled in before the first test: call its methods, do not take them out of it. */
	harness: Harness;
	/** Faults, settings and requests of an organization. */
	control(organization: string): Organization;
	/** Its profiles. */
	stored(organization: string): Stored;
	/** Its first profile, Amy Dakota. */
	amyIn(organization: string): Stored[number];
	/** The profiles that were created since the last `reset()`. */
	created(organization: string): Stored;
}

/** Starts the harness before the first test of a file, and closes it after the last one. */
export function useHarness(): Suite {
	const harness = {} as Harness;
	beforeAll(async () => {
		Object.assign(harness, await startHarness());
	});
	afterEach(() => {
		shortenPauses();
		stopWatching();
	});
	afterAll(async () => await harness.close());

	const control = (organization: string) => harness.sandbox.organization(organization);
	const stored = (organization: string) => control(organization).profiles();
	return {
		harness,
		control,
		stored,
		amyIn: (organization) => stored(organization)[0],
		created: (organization) => stored(organization).slice(SEEDED),
	};
}
