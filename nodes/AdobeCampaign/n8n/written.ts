import { onePerRun } from './onePerRun';

const ofRun = onePerRun<Set<number>>();

/** The items of a run for which a change was sent, whatever came of it: their profiles may not be what they were. */
export const writtenInRun = (run: object) => ofRun(run, () => new Set());
