import { type Campaign, sendsMessage } from './campaign';
import { NoAnswer } from './connection';
import type { Plan } from './plan';
import { isGood, isList, isObject, type Json, rowsOf } from './replies';
import { EMAIL_BEGINNING, LAST_NAME } from './testProfile';

/** What the run says, and asks. */
export interface Screen {
	say(line: string): void;
	warn(line: string): void;
	/** Undefined where nobody is there to answer. */
	confirm(question: string): Promise<boolean | undefined>;
}

/** Whether what the plan writes may be written: asked of the person at the screen, who is told all of it. */
export async function isAllowed(campaign: Campaign, plan: Plan, screen: Screen): Promise<boolean> {
	if (plan.withTestProfile) await tellLeftovers(campaign, screen);
	const answer = await screen.confirm(whatIsWritten(campaign, plan));
	if (answer === undefined) {
		screen.warn('Nothing is written: there was no answer. To allow it without a question: --yes');
	} else if (!answer) {
		screen.say('Nothing is written. The other questions are asked.');
	}
	return answer === true;
}

/** Those of runs that were killed. */
async function tellLeftovers({ connection, endpoint }: Campaign, screen: Screen): Promise<void> {
	const path = `${endpoint}/profile/byText?text=${EMAIL_BEGINNING}&_lineCount=5`;
	const reply = await connection.send('GET', path).catch((error: unknown) => {
		if (!(error instanceof NoAnswer)) throw error;
	});
	if (!reply || !isGood(reply) || !isList(reply)) return;
	const left = rowsOf(reply).filter(isObject).filter(isInvented).length;
	if (left === 0) return;
	screen.warn(
		`Profiles of an earlier run are left (${left === 5 ? '5 or more' : left}). Delete them in Campaign: their last name is "${LAST_NAME}".`,
	);
}

/** Whatever else the filter may find. */
const isInvented = ({ email, lastName }: Json) =>
	lastName === LAST_NAME || String(email).startsWith(EMAIL_BEGINNING);

function whatIsWritten({ organization, service, named, profile }: Campaign, plan: Plan): string {
	const { withTestProfile, withSecondProfile } = plan;
	const parts: string[] = [];
	if (withTestProfile) {
		parts.push(
			`makes ${withSecondProfile ? 'two invented profiles' : 'one invented profile'} (${profile.email})`,
		);
		if (service) {
			const mail = sendsMessage(service) ? ', which may send it a message' : '';
			parts.push(
				`subscribes it to the service ${JSON.stringify(service.label)} (${String(service.name)})${mail}`,
			);
		}
		if (named.event) parts.push(`sends it the event ${named.event}, which stays`);
		parts.push('deletes it at the end');
	}
	if (named.signal) {
		const { workflow, activity } = named.signal;
		parts.push(`sends a signal, twice, to the activity ${activity} of the workflow ${workflow}`);
	}
	if (named.resume) parts.push(`sends the command "resume" to the workflow ${named.resume}`);
	return `In the organization ${organization} this\n${parts.map((part) => `  - ${part}`).join('\n')}\nGo on?`;
}
