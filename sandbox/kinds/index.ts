import type { Kind } from '../campaign/kind';
import { profile } from './profile';

/** The kinds of records that the sandbox has. */
export const KINDS: readonly Kind[] = [profile];
