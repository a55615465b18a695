import { type Campaign, reach } from './campaign';
import { Connection, NoAnswer, Refused, Stopped } from './connection';
import { isAllowed, type Screen } from './consent';
import { budgetOf, missingFlag, type Plan, WRITES, writes } from './plan';
import { NotAskable, type Question } from './question';
import { QUESTIONS } from './questions';
import type { Answer } from './report';
import { REQUESTS_TO_CLEAN_UP } from './testProfile';

/** What has become of the questions, and what the run has left behind. */
export interface Run {
	answers: Record<string, Answer>;
	requests: number;
	/** Requests by question. */
	spent: Readonly<Record<string, number>>;
	times: readonly number[];
	/** Whether what the plan writes was allowed. */
	mayWrite: boolean;
	isInterrupted: boolean;
	/** Why not all questions were asked: the credentials ended, say. */
	refused?: Refused;
	/** What could not be deleted: for the screen alone. */
	leftovers: readonly string[];
}

export interface Ends {
	/** What was written is deleted first. */
	interruption?: AbortSignal;
	/** After the interruption: nothing is waited for any more. */
	impatience?: AbortSignal;
}

/**
 * Asks an instance all questions that the plan allows, one after another.
 * @param ends what may end the run before its time
 * @throws Refused when the credentials, the organization or the address are wrong from the start
 */
export async function run(
	plan: Plan,
	screen: Screen,
	{ interruption, impatience }: Ends = {},
	fetching?: typeof fetch,
): Promise<Run> {
	const toCleanUp = plan.withTestProfile ? REQUESTS_TO_CLEAN_UP : 0;
	const budget = budgetOf(plan) - toCleanUp;
	const pace = { budget, toCleanUp, pauseMs: plan.pauseMs };
	const connection = new Connection(plan.access, pace, fetching);
	interruption?.addEventListener('abort', () => connection.interrupt(), { once: true });
	impatience?.addEventListener('abort', () => connection.leave(), { once: true });
	const campaign = await reach(connection, plan.access, plan.named);
	const mayWrite = writes(plan) && (await isAllowed(campaign, plan, screen));
	return await askAll(campaign, plan, mayWrite, screen);
}

async function askAll(
	campaign: Campaign,
	plan: Plan,
	mayWrite: boolean,
	screen: Screen,
): Promise<Run> {
	const { connection, profile } = campaign;
	const answers: Record<string, Answer> = {};
	const spent: Record<string, number> = {};
	const toAsk = QUESTIONS.filter(
		({ needs }) => !missingFlag(needs, plan) && (mayWrite || !WRITES.has(needs)),
	);
	let ended: unknown;
	try {
		for (const one of QUESTIONS) {
			const flag = missingFlag(one.needs, plan);
			if (!toAsk.includes(one)) {
				answers[one.id] = { is: 'not asked', flag: flag ?? '--yes' };
				continue;
			}
			const before = connection.sent;
			const number = toAsk.indexOf(one) + 1;
			try {
				answers[one.id] = ended
					? { is: 'failed', why: 'the run was ended' }
					: await answerOf(one, campaign);
			} catch (error) {
				ended = error;
				answers[one.id] = { is: 'failed', why: 'the run was ended' };
			}
			spent[one.id] = connection.sent - before;
			if (!ended) screen.say(`[${number}/${toAsk.length}] ${one.asks} ${inShort(answers[one.id])}`);
		}
	} finally {
		await profile.cleanUp();
	}
	return {
		answers,
		requests: connection.sent,
		spent,
		times: connection.times,
		mayWrite,
		isInterrupted: connection.isInterrupted,
		refused: ended instanceof Refused ? ended : undefined,
		leftovers: profile.leftovers,
	};
}

/** @throws Refused, and Stopped when the run is interrupted: then no other question is asked */
async function answerOf(one: Question, campaign: Campaign): Promise<Answer> {
	const needsProfile = ['testProfile', 'secondProfile', 'eventAndTestProfile'].includes(one.needs);
	if (needsProfile && one.id !== 'create' && !campaign.profile.record) {
		return { is: 'not possible', reason: 'depends on another answer' };
	}
	try {
		return { is: 'answered', facts: await one.ask(campaign) };
	} catch (error) {
		if (error instanceof NotAskable) return { is: 'not possible', reason: error.reason };
		if (error instanceof NoAnswer) return { is: 'failed', why: 'no answer' };
		if (error instanceof Refused) throw error;
		if (error instanceof Stopped && campaign.connection.isInterrupted) throw error;
		if (error instanceof Stopped) return { is: 'failed', why: 'the budget was used up' };
		return { is: 'failed', why: 'an unexpected answer' };
	}
}

function inShort(answer: Answer): string {
	if (answer.is === 'answered') return 'answered';
	if (answer.is === 'failed') return answer.why;
	return answer.is === 'not asked'
		? `not asked (${answer.flag})`
		: `not possible: ${answer.reason}`;
}
