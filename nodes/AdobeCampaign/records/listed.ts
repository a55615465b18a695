import type { CampaignRecord } from '../transport/types';
import type { RecordKind } from './kind';

/** Enough to choose from. */
const MOST_LISTED = 10;

/** Adobe's dates and times begin with the day. */
const dayOf = (moment: unknown) => String(moment ?? '').slice(0, 10);

/** By what a person tells records apart that have the same e-mail: their names, and the day on which each was made. */
function nameOf(record: CampaignRecord, { leading = [], one }: RecordKind): string {
	const names = leading.filter((field) => field !== 'email').map((field) => record[field]);
	const name = names.filter(Boolean).join(' ') || String(record.title || `a ${one} without a name`);
	const day = dayOf(record.created);
	return day ? `${name}, created ${day}` : name;
}

const lines = (texts: string[]) => {
	const shown = texts.slice(0, MOST_LISTED);
	const more = texts.length - shown.length;
	return [...shown, ...(more > 0 ? [`and ${more} more`] : [])]
		.map((text) => `- ${text}`)
		.join('\n');
};

/** The PKeys of records that are not those that were meant, one a line: an error does not name strangers. */
export const listedKeys = (records: CampaignRecord[]) =>
	lines(records.map(({ PKey }) => String(PKey)));

/** Records of which one is meant, one a line: the name first, the long PKey behind it. */
export const listed = (records: CampaignRecord[], kind: RecordKind) =>
	lines(records.map((record) => `${nameOf(record, kind)}: ${String(record.PKey)}`));
