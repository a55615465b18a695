import type { IExecuteFunctions } from 'n8n-workflow';

/** What an earlier item of the same run has done: made a profile with this key, or perhaps made one. */
export type Earlier = { PKey: string } | 'unclear';

const earlierOfRun = new WeakMap<IExecuteFunctions, Map<string, Earlier>>();

/** The memory of one run, by identity: a list read later may not have what was written a moment ago. */
export function knownInRun(run: IExecuteFunctions): Map<string, Earlier> {
	const known = earlierOfRun.get(run) ?? new Map<string, Earlier>();
	earlierOfRun.set(run, known);
	return known;
}
