import type { Settings } from '../sandbox/settings';

const TIMES = 'It is the speed of a server at that moment, not a way in which it behaves.';
const LIMITS =
	'To find a limit means to send more than it admits; the probe sends one request at a time.';

/** The settings of the sandbox that one polite client cannot find, each with the reason. All others are found by a question. */
export const UNOBSERVED: Partial<Record<keyof Settings, string>> = {
	profiles: 'Who is stored is private, and no behaviour.',
	people: 'Who is stored is private, and no behaviour.',
	pkeyEpoch:
		'A key says nothing of the keys before it; only two runs with the same record show a change.',
	movedResources:
		'Names of custom resources are private, and where one was found before is not told.',
	deleteTargets: 'It would take records of a custom resource to delete.',
	messageCenter: 'The name is private: it is told to the probe (--message-center), not found.',
	eventStepMs: TIMES,
	commandDelayMs: `${TIMES} A command that takes effect would start or stop a real workflow.`,
	workflowRunMs: 'It is how long one workflow runs, which a real start would be needed for.',
	now: 'The clock of a real server goes.',
	tokenLifetimeSeconds: 'To find the end of a token means to wait for it, a day mostly.',
	latencyMs: TIMES,
	latencySpread: TIMES,
	maxInFlight: LIMITS,
	ratePerSecond: LIMITS,
	rateBurst: LIMITS,
	windowRequests: LIMITS,
	windowSeconds: LIMITS,
	retryAfter: LIMITS,
	retryAfterSeconds: LIMITS,
};
