import { RetryBudget } from '../../../nodes/AdobeCampaign/transport/retry';
import { Throttle } from '../../../nodes/AdobeCampaign/transport/throttle';
import type { Answer } from '../../../nodes/AdobeCampaign/transport/types';
import { Halving, HalvingBudget } from './halving';

/** The default of 'Give Up After', in milliseconds. */
const GIVE_UP_AFTER_MS = 5 * 60_000;

/** How one process of n8n paces its requests. */
export interface Pacing {
	/** Sends when it is the request's turn. */
	through(send: () => Promise<Answer>, passage: { isRepeat: boolean }): Promise<Answer | undefined>;
}

/** How long one request is repeated. */
export interface Patience {
	/** @returns milliseconds; undefined when the answer stands */
	delayAfter(answer: Answer): number | undefined;
}

export interface Contender {
	label: string;
	pacing: () => Pacing;
	/** @param troubleMs for how long the run has had nothing but trouble */
	patience: (troubleMs: () => number) => Patience;
}

/** What the node does. */
export const NODE: Contender = {
	label: 'two caps',
	pacing: () => new Throttle(),
	patience: (troubleMs) => new RetryBudget(troubleMs, GIVE_UP_AFTER_MS),
};

/** What it did before. */
export const BEFORE: Contender = {
	label: 'halving',
	pacing: () => new Halving(),
	patience: (troubleMs) => new HalvingBudget(troubleMs, GIVE_UP_AFTER_MS),
};
