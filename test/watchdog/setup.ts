import { watch } from './index';

/** Ten times what the longest test takes without a pause. */
const LONGEST_MS = 30_000;

const end = watch(expect.getState().testPath ?? 'A test', LONGEST_MS);

afterAll(async () => await end());
