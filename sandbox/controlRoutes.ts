import type { FastifyInstance } from 'fastify';
import type { Arrival, Touch } from './bulk';
import { controlOf } from './control';
import { parseJson, printJson } from './exactJson';
import type { Fault } from './faults/fault';
import type { ProfileInput, Settings } from './settings';
import type { SandboxState } from './state';

interface Route {
	Params: { organization: string };
	Body: Buffer | undefined;
}

interface KindRoute {
	Params: { organization: string; kind: string };
	Body: Buffer | undefined;
}

interface RecordRoute {
	Params: { organization: string; kind: string; PKey: string };
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
	app.post<Route>('/__sandbox/:organization/settings', ({ params, body }) => {
		control(params.organization).change(readJson<Partial<Settings>>(body, {}));
		return { changed: params.organization };
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
	app.post<Route>('/__sandbox/:organization/touch', ({ params, body }) => ({
		touched: control(params.organization).touch(readJson<Touch>(body, { count: 0 })),
	}));
	app.post<Route>('/__sandbox/:organization/people', ({ params, body }) => {
		const { count, ...arrival } = readJson<Arrival & { count: number }>(body, { count: 0 });
		return { added: control(params.organization).newPeople(count, arrival) };
	});
	app.get<KindRoute>('/__sandbox/:organization/records/:kind', ({ params }) => {
		const records = control(params.organization).records(params.kind);
		return { count: records.length, records };
	});
	app.post<KindRoute>('/__sandbox/:organization/records/:kind', ({ params, body }) =>
		control(params.organization).put(readJson<ProfileInput>(body, {}), params.kind),
	);
	app.delete<RecordRoute>('/__sandbox/:organization/records/:kind/:PKey', ({ params }) => {
		control(params.organization).remove(params.PKey, params.kind);
		return { removed: params.PKey };
	});
	app.all('/__sandbox/*', (_request, reply) => {
		const error =
			'No such control address: /__sandbox/<organization>/reset, settings, faults, requests, commits, profiles, touch, people, records/<kind>, records/<kind>/<PKey>.';
		return reply.code(404).send({ error });
	});
}

function readJson<Content>(body: Buffer | undefined, empty: Content): Content {
	const text = body?.toString() ?? '';
	return text.trim() === '' ? empty : (parseJson(text) as Content);
}
