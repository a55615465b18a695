/** Adobe's form of an instant: "2019-09-25 00:19:14.569Z". */
export function timestamp(at: Date = new Date()): string {
	return at.toISOString().replace('T', ' ');
}
