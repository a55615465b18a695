/** What makes a file a report: the sandbox looks at it, too (sandbox/like.ts). */
export const FORMAT = 'adobe-campaign-probe';

/** Grows when a report that was written before can no longer be read. */
export const VERSION = 1;
