/** What the node is to reach, and what was measured. Nothing fails when it is missed. */
export interface Target {
	what: string;
	wanted: string;
	got: string;
	isMet: boolean;
}

/** @param unit as it follows the number */
export const targetOf = (what: string, got: number, most: number, unit = ' times'): Target => ({
	what,
	wanted: `at most ${most}${unit}`,
	got: `${Number(got.toFixed(2))}${unit}`,
	isMet: got <= most,
});
