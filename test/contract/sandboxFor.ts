import {
	startSandbox,
	type Fault,
	type OrganizationControl,
	type Sandbox,
	type Settings,
} from '../../sandbox/server';
import { call, get, keyOfAmy, list, patchAmy, type PrintedRequest } from './caller';

export const STANDARD = 'profileAndServices/profile';
export const EXT = 'profileAndServicesExt/profile';

/**
 * A sandbox for the tests of one file, from before the first to after the last.
 * @param prefix of the names of its organizations
 */
export function sandboxFor(prefix: string) {
	let sandbox: Sandbox;
	beforeAll(async () => {
		sandbox = await startSandbox();
	});
	afterAll(() => sandbox.close());

	let serial = 0;
	/** The name of an organization of its own for one test, so that tests do not depend on each other. */
	function organizationWith(settings: Partial<Settings> = {}, ...faults: Fault[]): string {
		serial += 1;
		const name = `${prefix}-${serial}`;
		sandbox.organization(name).reset(settings);
		sandbox.organization(name).faults(faults);
		return name;
	}

	return {
		organizationWith,
		/** "http://127.0.0.1:<port>" */
		baseUrl: () => sandbox.url,
		control: (organization: string): OrganizationControl => sandbox.organization(organization),
		/** What is stored. */
		stored: (organization: string) => sandbox.organization(organization).profiles(),
		/** Amy Dakota, the first of the seed, as she is stored. */
		amy: (organization: string) => sandbox.organization(organization).profiles()[0],
		keyOfAmy: (organization: string) => keyOfAmy(sandbox, organization),
		call: (organization: string, request: PrintedRequest) => call(sandbox, organization, request),
		get: (organization: string, path: string) => get(sandbox, organization, path),
		list: (organization: string, path: string) => list(sandbox, organization, path),
		patchAmy: (organization: string, body: unknown, path?: string) =>
			patchAmy(sandbox, organization, body, path),
	};
}
