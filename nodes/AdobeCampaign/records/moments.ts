/** Campaign's own form of an instant: `2026-11-25 21:00:00.000Z` (Adobe, "Retrieving profiles"). */
const CAMPAIGN_INSTANT = /^\d{4}-\d\d-\d\d[ T]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?$/;

/** @returns milliseconds since 1970; undefined for anything but an instant. Without a zone it is UTC. */
export function momentOf(value: unknown): number | undefined {
	const text = typeof value === 'string' ? value.trim() : '';
	if (!CAMPAIGN_INSTANT.test(text)) return undefined;
	const iso = text.replace(' ', 'T');
	const moment = Date.parse(/(?:Z|[+-]\d\d:?\d\d)$/.test(iso) ? iso : `${iso}Z`);
	return Number.isNaN(moment) ? undefined : moment;
}

/** How an instant is written in a filter: as Campaign prints it, or with ISO 8601's T. Adobe documents neither for a filter. */
export type MomentForm = 'campaign' | 'iso';

export function writtenMoment(moment: number, form: MomentForm): string {
	const iso = new Date(moment).toISOString();
	return form === 'iso' ? iso : iso.replace('T', ' ');
}
