import { z } from 'zod';

import type { Settings } from '../sandbox/settings';
import type { Campaign } from './campaign';

/** What the account, or the person at the screen, has to allow. */
export type Need =
	| 'read'
	/** Asked of the invented profile. */
	| 'testProfile'
	| 'secondProfile'
	| 'event'
	/** An event is sent to the invented profile's address. */
	| 'eventAndTestProfile'
	| 'workflow'
	| 'signal'
	| 'resume';

/** Why a question has no answer, although it was allowed. */
export const REASONS = [
	'no service',
	'no records',
	'no filter of dates',
	'no such field',
	'not in this dialect',
	'needs parameters',
	'not started',
	'not stopped',
	'depends on another answer',
] as const;

/** A question that this instance cannot be asked. */
export class NotAskable extends Error {
	constructor(readonly reason: (typeof REASONS)[number]) {
		super(reason);
	}
}

type Shape = z.ZodRawShape;
type Facts<Of extends Shape> = z.infer<z.ZodObject<Of>>;

interface Description<Of extends Shape> {
	/** Stored in reports: never changes. */
	id: string;
	/** On the screen and in the documentation. */
	asks: string;
	/** The entries of docs/adobe-campaign-api.md 22 that it is about. */
	entries: readonly number[];
	needs: Need;
	/** Requests that it sends at most. */
	requests: number;
	/** The kinds of its facts (facts.ts). */
	facts: Of;
	/** The sandbox's settings that follow from them. */
	finds?: ReadonlyArray<keyof Settings>;
	/** Anything at all: the kinds decide what becomes of it. @throws NotAskable */
	ask(campaign: Campaign): Promise<Partial<Record<keyof Of, unknown>>>;
	/** Those settings; one that the facts say nothing of is left out. */
	settings?(facts: Facts<Of>): Partial<Settings>;
}

export interface Question {
	id: string;
	asks: string;
	entries: readonly number[];
	needs: Need;
	requests: number;
	facts: z.ZodRawShape;
	finds: ReadonlyArray<keyof Settings>;
	/** The facts as a report may say them. */
	ask(campaign: Campaign): Promise<SafeFacts>;
	/** Makes facts of anything: what does not fit is left out. */
	safe(facts: unknown): SafeFacts;
	settings(facts: SafeFacts): Partial<Settings>;
}

export type SafeFacts = Readonly<Record<string, unknown>>;

/** A question whose facts can leave it only as their kinds allow. */
export function question<Of extends Shape>(described: Description<Of>): Question {
	const schema = z.object(described.facts).catch({} as Facts<Of>);
	const { settings = () => ({}), finds = [] } = described;
	return {
		...described,
		finds,
		ask: async (campaign) => schema.parse(await described.ask(campaign)) as SafeFacts,
		safe: (facts) => schema.parse(facts) as SafeFacts,
		settings: (facts) => defined(settings(schema.parse(facts) as Facts<Of>)),
	};
}

const defined = (settings: Partial<Settings>) =>
	Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== undefined));
