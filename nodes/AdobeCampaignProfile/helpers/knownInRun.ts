import type { IExecuteFunctions } from 'n8n-workflow';

import { onePerRun } from './onePerRun';

/** What an earlier item of the same run has done: made a profile with this key, or perhaps made one. */
export type Earlier = { PKey: string } | 'unclear';

const earlierOfRun = onePerRun<Map<string, Earlier>>();

/** The memory of one run, by identity: a list read later may not have what was written a moment ago. */
export const knownInRun = (run: IExecuteFunctions) => earlierOfRun(run, () => new Map());
