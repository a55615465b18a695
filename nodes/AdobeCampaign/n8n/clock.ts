/**
 * Milliseconds that only ever go on, for waits and ages: the system's own clock is set now and then, back as well as forward.
 */
export const elapsed = () => performance.now();
