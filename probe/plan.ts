import { type Named, REQUESTS_TO_REACH } from './campaign';
import type { Access } from './connection';
import type { Need } from './question';
import { QUESTIONS } from './questions';
import type { FLAGS } from './report';
import { REQUESTS_TO_CLEAN_UP } from './testProfile';

/** What a run is told to do. */
export interface Plan {
	access: Access;
	named: Named;
	withTestProfile: boolean;
	withSecondProfile: boolean;
	pauseMs: number;
}

/** A plan before the credentials are known. */
type Intention = Omit<Plan, 'access'>;

/** Requests that may have to be sent again. */
const AGAIN = 20;

/** The flag that a need waits for; undefined where it is given. */
export function missingFlag(need: Need, plan: Intention): (typeof FLAGS)[number] | undefined {
	const { withTestProfile, withSecondProfile, named } = plan;
	const test = withTestProfile ? undefined : '--with-test-profile';
	switch (need) {
		case 'read':
			return undefined;
		case 'testProfile':
			return test;
		case 'secondProfile':
			return withTestProfile && withSecondProfile ? undefined : '--second-profile';
		case 'event':
			return named.event ? undefined : '--event';
		case 'eventAndTestProfile':
			return named.event && withTestProfile ? undefined : '--event and --with-test-profile';
		case 'workflow':
			return named.workflow ? undefined : '--workflow';
		case 'signal':
			return named.signal ? undefined : '--signal';
		case 'resume':
			return named.resume ? undefined : '--resume';
	}
}

export const WRITES: ReadonlySet<Need> = new Set([
	'testProfile',
	'secondProfile',
	'eventAndTestProfile',
	'signal',
	'resume',
]);

/** The requests of a run at most, those that are sent again and those that clean up included. */
export function budgetOf(plan: Intention): number {
	const asked = QUESTIONS.filter(({ needs }) => !missingFlag(needs, plan));
	const ofQuestions = asked.reduce((sum, { requests }) => sum + requests, 0);
	const ofProfile = plan.withTestProfile ? 1 + REQUESTS_TO_CLEAN_UP : 0;
	return REQUESTS_TO_REACH + ofQuestions + ofProfile + AGAIN;
}

export function writes({ withTestProfile, named }: Intention): boolean {
	return withTestProfile || named.signal !== undefined || named.resume !== undefined;
}
