import type { Settings } from '../settings';

/** Adobe's form of an instant: "2019-09-25 00:19:14.569Z". */
export function timestamp(at: Date = new Date()): string {
	return at.toISOString().replace('T', ' ');
}

/** The time of the server's clock (setting now). */
export function serverTime({ now }: Pick<Settings, 'now'>): Date {
	return now === '' ? new Date() : new Date(now);
}
