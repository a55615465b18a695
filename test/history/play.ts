import type { INodeExecutionData, INodeParameters } from 'n8n-workflow';

import type { Commit } from '../../sandbox/server';
import type { Harness } from '../workflow/harness';
import { nodeType } from '../workflow/harness';
import { by, emailOf, get, update, upsert, values } from '../workflow/parameters';
import { type NodeRun, runOneNode } from '../workflow/runNode';
import { type Clock, takeClock } from './clock';
import type { Change, History, Output, RunHistory, Said } from './history';
import {
	CALL_HEADER,
	Observer,
	observedEngine,
	type ObservedEngine,
	type Outcome,
} from './observe';
import type { Moment, Plan, PlannedItem, PlannedRun } from './plan';

const tagOf = (run: number, item: number) => `555-${run}-${item}`;

/** The item whose tag a body has. */
const itemIn = (body: unknown): number | undefined => {
	const { phone } = (body ?? {}) as { phone?: unknown };
	const item = /^555-\d+-(\d+)$/.exec(String(phone))?.[1];
	return item === undefined ? undefined : Number(item);
};

/** A name that the server stores with other capitals. */
const nameOf = (tag: string) => `amy ${tag}`;

/**
 * Plays a plan in n8n's engine, with real HTTP against the sandbox.
 *
 * @param organization one that no other plan has: organizations share nothing
 * @param longestMs after so long a run counts as one that does not end
 */
export async function play(
	harness: Harness,
	plan: Plan,
	organization: string,
	longestMs: number,
): Promise<History> {
	const name = plan.isV8 ? `${organization}-v8` : organization;
	const control = harness.sandbox.organization(name);
	const tokens = harness.sandbox.organization('ims');
	control.reset({
		people: plan.people,
		latencyMs: plan.latencyMs,
		orderIgnored: plan.sorting === 'ignores',
		...(plan.sorting === 'refuses' && { sortableFields: [] }),
	});
	tokens.reset();
	const people = control.profiles().map(({ PKey, email, phone }) => ({
		profile: PKey,
		email: String(email),
		tag: String(phone),
	}));
	control.faults(plan.faults);
	if (plan.authentication === 'oAuth2') tokens.faults(plan.tokenFaults);

	const stops = plan.runs.map(() => new AbortController());
	const clock = takeClock();
	const timers = new Timers();
	const observer = new Observer((count) => {
		for (const { byMs, ...when } of plan.clock) {
			timers.atMoment(when, count, () => clock.step(byMs));
		}
		plan.runs.forEach(({ stop }, run) => {
			if (stop) timers.atMoment(stop, count, () => stops[run].abort());
		});
	});
	const whoOf = ({ person, way }: PlannedItem): string => {
		const email = emailOf(person + 1);
		if (way === 'PKey') return people[person]?.profile ?? email;
		return way === 'capitals' ? email.toUpperCase() : email;
	};
	const asked = plan.runs.map((run, number) => askedOf(run, number, whoOf));

	const runOne = async (run: PlannedRun, number: number): Promise<Said | undefined> => {
		await timers.pause(run.startMs);
		const observed = observedEngine(harness.engine, observer, number, itemIn);
		const running = runOneNode(observed.engine, {
			type: nodeType,
			parameters: {
				authentication: plan.authentication,
				resource: 'profile',
				...parametersOf(run),
				endpoint: plan.isExt ? 'profileAndServicesExt' : 'profileAndServices',
			},
			credentials: harness.credentials(name, plan.authentication),
			nodeSettings: { onError: run.onError },
			items: asked[number].items.map(({ who, tag }) => ({ who, tag, name: nameOf(tag) })),
			signal: stops[number].signal,
		});
		return await timers.within(longestMs, saidIn(running, observed));
	};
	try {
		const said = await Promise.all(plan.runs.map(runOne));
		return {
			people,
			runs: asked.map((run, number) => ({
				...run,
				isStopped: stops[number].signal.aborted,
				said: said[number],
			})),
			calls: observer.calls.map((call) => ({ ...call })),
			changes: control.commits().map(changeOf),
		};
	} finally {
		// What hangs is let go, so that it does not live on behind the next plan.
		for (const stop of stops) stop.abort();
		timers.clear();
		restore(clock);
		control.reset({ profiles: [] });
	}
}

const restore = (clock: Clock) => clock.restore();

function askedOf(
	{ operation, items, onError, confirmUpdate }: PlannedRun,
	run: number,
	whoOf: (item: PlannedItem) => string,
): RunHistory {
	// Of a new profile, and for one by match, there is no PKey to go by.
	const byEmail = operation === 'create' || operation === 'upsert';
	return {
		operation,
		onError,
		isConfirmed: confirmUpdate && (operation === 'update' || operation === 'upsert'),
		items: items.map((item, index) => ({
			who: whoOf(byEmail && item.way === 'PKey' ? { ...item, way: 'email' } : item),
			tag: tagOf(run, index),
		})),
		isStopped: false,
	};
}

function parametersOf(run: PlannedRun): INodeParameters {
	const options: INodeParameters = {
		maxConcurrency: run.concurrency,
		maxWait: run.giveUpAfter,
		...(run.timeout !== undefined && { timeout: run.timeout }),
	};
	const confirming = { ...options, ...(run.confirmTogether && { confirmTogether: true }) };
	const written = {
		phone: '={{ $json.tag }}',
		...(run.withName && { firstName: '={{ $json.name }}' }),
	};
	const { confirmUpdate } = run;
	const who = by('id', '={{ $json.who }}');
	switch (run.operation) {
		case 'get':
			return get(who, { options });
		case 'delete':
			return { operation: 'delete', ...who, options: { ...options, ifNotFound: 'ignore' } };
		case 'create':
			return {
				operation: 'create',
				...values({ email: '={{ $json.who }}', ...written }),
				options,
			};
		case 'upsert':
			return upsert(values(written), {
				matchValue: '={{ $json.who }}',
				confirmUpdate,
				options: confirming,
			});
		case 'update':
			return update(who, values(written), {
				confirmUpdate,
				options: {
					...confirming,
					...(run.onlyChanged && { onlyChanged: true }),
					...(run.since !== undefined && { ifUnmodifiedSince: run.since }),
				},
			});
	}
}

/** Timers that do not outlive the plan. */
class Timers {
	private readonly running = new Set<NodeJS.Timeout>();

	atMoment({ call, afterMs }: Moment, count: number, act: () => void): void {
		if (count === call) this.start(act, afterMs);
	}

	async pause(ms: number): Promise<void> {
		if (ms > 0) await new Promise<void>((resolve) => this.start(resolve, ms));
	}

	/** What is waited for, or undefined when that takes longer. */
	async within<T>(ms: number, waiting: Promise<T>): Promise<T | undefined> {
		let timer: NodeJS.Timeout | undefined;
		const late = new Promise<undefined>((resolve) => {
			timer = this.start(() => resolve(undefined), ms);
		});
		try {
			return await Promise.race([waiting, late]);
		} finally {
			clearTimeout(timer);
		}
	}

	clear(): void {
		for (const timer of this.running) clearTimeout(timer);
	}

	private start(act: () => void, ms: number): NodeJS.Timeout {
		const timer = setTimeout(act, ms);
		this.running.add(timer);
		return timer;
	}
}

function changeOf({ request, by, isKept, PKey, values: stored }: Commit): Change {
	return {
		call: Number(request.headers[CALL_HEADER]),
		isForeign: by === 'anotherClient',
		isKept,
		profile: PKey,
		email: String(stored.email ?? ''),
		tag: String(stored.phone ?? ''),
	};
}

/** n8n does not wait for a node that is stopped; what that does and says is known when it is done. */
async function saidIn(
	running: Promise<NodeRun>,
	{ hasBegun, outcome }: ObservedEngine,
): Promise<Said> {
	const result = await running;
	if (result.status !== 'canceled' || !hasBegun()) return saidByN8n(result);
	return saidByNode(await outcome);
}

/** What a user sees. */
function saidByN8n({ items, errorItems, error }: NodeRun): Said {
	return { outputs: [...items, ...errorItems].map(outputOf), error: textOf(error) };
}

/** What a user would see if n8n waited for the node after a stop. */
function saidByNode(outcome: Outcome): Said {
	if ('thrown' in outcome) return { outputs: [], error: textOf(outcome.thrown) };
	return { outputs: outcome.returned.flat().map(outputOf) };
}

function outputOf({ json, pairedItem }: INodeExecutionData): Output {
	const links = pairedItem === undefined ? [] : [pairedItem].flat();
	const of = links.map((link) => (typeof link === 'object' ? link.item : link));
	const { error } = json;
	return { of, json, ...(typeof error === 'string' && { error }) };
}

function textOf(error: unknown): string | undefined {
	if (error === undefined || error === null) return undefined;
	const { message, description } = error as { message?: string; description?: string | null };
	return [message, description].filter(Boolean).join('\n');
}
