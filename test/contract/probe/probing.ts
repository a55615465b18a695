import type { Report } from '../../../probe/report';
import { reportOf } from '../../../probe/report';
import type { Screen } from '../../../probe/consent';
import type { Plan } from '../../../probe/plan';
import { type Ends, run, type Run } from '../../../probe/run';
import { API_KEY, type Sandbox, STATIC_TOKEN } from '../../../sandbox/server';

/** Everything that the sandbox's seed can be asked. */
export const EVERYTHING = {
	event: 'EVTpasswordReset',
	workflow: 'WKF1',
	signal: { workflow: 'weekly_digest', activity: 'signal1' },
	resume: 'weekly_digest',
};

export interface Probing extends Partial<Omit<Plan, 'access'>>, Ends {
	screen?: Partial<Screen>;
	fetching?: typeof fetch;
}

export function planFor({ url }: Sandbox, organization: string, more: Probing = {}): Plan {
	return {
		access: { baseUrl: url, organization, apiKey: API_KEY, accessToken: STATIC_TOKEN },
		named: more.named ?? EVERYTHING,
		withTestProfile: more.withTestProfile ?? true,
		withSecondProfile: more.withSecondProfile ?? more.withTestProfile ?? true,
		pauseMs: 0,
	};
}

/** A run against an organization of a sandbox, by default with everything and a yes to the question. */
export async function probed(
	sandbox: Sandbox,
	organization: string,
	more: Probing = {},
): Promise<Run & { report: Report }> {
	const screen = { say() {}, warn() {}, confirm: async () => true, ...more.screen };
	const plan = planFor(sandbox, organization, more);
	const done = await run(plan, screen, more, more.fetching);
	return { ...done, report: reportFor(done) };
}

export const reportFor = ({ answers, requests }: Run) =>
	reportOf(answers, {
		date: '2026-11-27',
		probe: '0.1.0',
		mode: 'test profile',
		requests,
		usualMs: 5,
	});

/** The profiles that a run has left behind. */
export const leftIn = (sandbox: Sandbox, organization: string) =>
	sandbox
		.organization(organization)
		.profiles()
		.filter(({ email }) => String(email).startsWith('n8n-probe-'));
