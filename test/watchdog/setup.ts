import { watch } from './index';

/** Ten times as long as the longest test blocks the event loop. */
const LONGEST_MS = 30_000;

const end = watch(expect.getState().testPath ?? 'A test', LONGEST_MS);

afterAll(async () => await end());
