import type { FastifyInstance } from 'fastify';
import { recordObject } from './campaign/serialize';
import type { Commit } from './commits';
import { parseJson, printJson } from './exactJson';
import type { Fault } from './faults/fault';
import { profile as profileKind } from './kinds/profile';
import type { ReceivedRequest } from './log';
import type { ProfileInput, Settings } from './settings';
import type { SandboxState } from './state';
import type { StoredRecord } from './store/storedRecord';

/** A stored profile as `profileAndServicesExt` shows it, PKey and hrefs included; a very long number is a bigint. */
export type ProfileOutput = Record<string, unknown> & { PKey: string; href: string };

/** Controls an organization from a test; the addresses under `/__sandbox/<organization>/` do the same. */
export interface OrganizationControl {
	/** Back to the seed and default settings with these changes; forgets requests, commits, faults and expired tokens. */
	reset(settings?: Partial<Settings>): void;
	/** Replaces the faults that wait for the next calls. @throws Error that names the wrong entry */
	faults(list: readonly Fault[]): void;
	/** Everything received since the reset, oldest first. */
	requests(): ReceivedRequest[];
	/** The changes that requests made since the reset, in the order in which they took effect. */
	commits(): Commit[];
	/** What is stored. */
	profiles(): ProfileOutput[];
	/** Stores a profile as given, without any policy. With a PKey that profile is changed, else a new one is made. */
	put(profile: ProfileInput): ProfileOutput;
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
	const endpoint = 'profileAndServicesExt';
	const base = `${url}/${name}/campaign`;
	const view = { organization, endpoint, base, kind: profileKind };
	const shown = (profile: StoredRecord) => recordObject(view, profile) as ProfileOutput;
	return {
		reset: (settings) => void organization.reset(settings),
		faults: (list) => organization.faults.replace(list),
		requests: () => organization.log.all(),
		commits: () => organization.commits.all(),
		profiles: () => organization.store.table(profileKind.path).all().map(shown),
		put: (profile) => shown(organization.put(profileKind, profile)),
	};
}

function tokenServiceControl({ tokens }: SandboxState): OrganizationControl {
	return {
		reset: (settings) => tokens.reset(settings?.tokenLifetimeSeconds),
		faults: (list) => tokens.faults.replace(list),
		requests: () => tokens.log.all(),
		commits: () => [],
		profiles: () => [],
		put: () => {
			throw new Error('The token service holds no profiles.');
		},
	};
}

interface Route {
	Params: { organization: string };
	Body: Buffer | undefined;
}

/** Adds the addresses under `/__sandbox/`. A wrong setting or fault is answered 400 with a text that names it. */
export function registerControl(
	app: FastifyInstance,
	state: SandboxState,
	url: () => string,
): void {
	app.setReplySerializer(printJson);
	const control = (name: string) => controlOf(state, name, url());
	app.post<Route>('/__sandbox/:organization/reset', ({ params, body }) => {
		control(params.organization).reset(readJson<Partial<Settings>>(body, {}));
		return { reset: params.organization };
	});
	app.post<Route>('/__sandbox/:organization/faults', ({ params, body }) => {
		const list = readJson<Fault[]>(body, []);
		control(params.organization).faults(list);
		return { faults: list.length };
	});
	app.get<Route>('/__sandbox/:organization/requests', ({ params }) => {
		const requests = control(params.organization).requests();
		return { count: requests.length, requests };
	});
	app.get<Route>('/__sandbox/:organization/commits', ({ params }) => {
		const commits = control(params.organization).commits();
		return { count: commits.length, commits };
	});
	app.get<Route>('/__sandbox/:organization/profiles', ({ params }) => {
		const profiles = control(params.organization).profiles();
		return { count: profiles.length, profiles };
	});
	app.post<Route>('/__sandbox/:organization/profiles', ({ params, body }) =>
		control(params.organization).put(readJson<ProfileInput>(body, {})),
	);
	app.all('/__sandbox/*', (_request, reply) => {
		const error =
			'No such control address: /__sandbox/<organization>/reset, faults, requests, commits, profiles.';
		return reply.code(404).send({ error });
	});
}

function readJson<Content>(body: Buffer | undefined, empty: Content): Content {
	const text = body?.toString() ?? '';
	return text.trim() === '' ? empty : (parseJson(text) as Content);
}
