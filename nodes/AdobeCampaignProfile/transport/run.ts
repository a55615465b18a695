import { onePerRun } from '../helpers/onePerRun';
import type { CampaignContext } from './connection';
import type { Tenant } from './endpoints';
import { throttleOf, type Throttle } from './throttle';
import type { Answer } from './types';

/** How long a run waits, in milliseconds. */
export interface Pace {
	/** For one answer. */
	timeoutMs: number;
	/** While Campaign refuses a request, or everything, because it is busy. */
	maxWaitMs: number;
}

/** How this instance behaves where Adobe does not say it. */
export interface Learnt {
	/** `byEmail` takes capital and small letters for the same; undefined as long as nothing shows it. */
	ignoresCase?: boolean;
}

/** What the items of one run share on their way to Campaign. */
export interface Run {
	pace: Pace;
	throttle: Throttle;
	/** n8n's Stop button. */
	signal?: AbortSignal;
	/** Until the first request is answered, which goes alone: ten cold ones would fetch ten tokens (measured, 2.41). */
	opening?: Promise<unknown>;
	/** There is a token, as far as it takes one. */
	isOpen?: boolean;
	/** A refusal that holds for the whole run: its credential is refused, or its patience is at an end. */
	refused?: Answer;
	/** What was seen of this instance on the way. */
	learnt: Learnt;
	/** Since when Campaign has refused everything because it is busy. */
	busySince?: number;
}

const runs = onePerRun<Run>();

/** What this run shares; made with its first item. */
export const runOf = (context: CampaignContext, tenant: Tenant, pace: () => Pace): Run =>
	runs(context, () => ({
		pace: pace(),
		throttle: throttleOf(tenant),
		learnt: {},
		signal: 'getExecutionCancelSignal' in context ? context.getExecutionCancelSignal() : undefined,
	}));
