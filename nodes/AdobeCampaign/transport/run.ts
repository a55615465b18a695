import { onePerRun } from '../n8n/onePerRun';
import type { CampaignContext } from './connection';
import { cancelSignalOf } from './deadline';
import type { Tenant } from './urls';
import { throttleOf, type Throttle } from './throttle';
import type { Answer } from './types';

/** How long a run waits, in milliseconds. */
export interface Pace {
	/** For one answer. */
	timeoutMs: number;
	/** How long a request is repeated while Campaign is busy or does not answer; 0: not at all. */
	maxWaitMs: number;
}

/** What a request is for: those of one purpose may work while the others do not. */
export type Purpose = 'read' | 'write';

/** How this instance behaves where Adobe does not say it. */
export interface Learnt {
	/** There is a Campaign at this address: something was read there. */
	isCampaign?: boolean;
	/** `byEmail` takes capital and small letters for the same; undefined as long as nothing shows it. */
	ignoresCase?: boolean;
	/** What the instance's fields and filters are called. */
	names?: Promise<Set<string>>;
	/** Fields whose values the server was seen to rewrite by a rule of its own: there a rewritten value counts at once. */
	rewritten: Set<string>;
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
	refused?: { answer: Answer; purpose: Purpose };
	/** What was seen of this instance on the way. */
	learnt: Learnt;
	/** When reads, or writes, began to meet nothing but trouble (no answer, or that Campaign is busy), and when last: see clock.ts. */
	trouble: Partial<Record<Purpose, { since: number; last: number }>>;
}

const runs = onePerRun<Run>();

/** What this run shares; made with its first item. */
export const runOf = (context: CampaignContext, tenant: Tenant, pace: () => Pace): Run =>
	runs(context, () => ({
		pace: pace(),
		throttle: throttleOf(tenant),
		learnt: { rewritten: new Set() },
		trouble: {},
		signal: cancelSignalOf(context),
	}));
