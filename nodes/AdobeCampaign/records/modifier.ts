import type { CampaignRecord } from '../transport/types';
import { hasOwn, textOf } from './metadata';

/** What Campaign often writes instead of the account (Adobe, "Update profile": `modifiedBy` of a change over the API). */
const NOBODY = /^(?:anonymous)?$/i;

/** The account that changed a record last, as the record names it: by text or by a link; '' when it does not tell one. */
export function modifierOf({ modifiedBy }: CampaignRecord): string {
	const named = typeof modifiedBy === 'object' && modifiedBy !== null ? modifiedBy : {};
	const names = ['title', 'name', 'label', 'PKey'].filter((field) => hasOwn(named, field));
	const name = typeof modifiedBy === 'string' ? modifiedBy : textOf(Object(named)[names[0]]);
	return NOBODY.test(name.trim()) ? '' : name.trim();
}

/** The accounts that records were changed by. */
export const modifiersOf = (records: CampaignRecord[]) =>
	[...new Set(records.map(modifierOf))].filter(Boolean).sort();

/** Whether records tell accounts apart. One name alone may stand for everybody. */
export const areToldApart = (records: CampaignRecord[]) =>
	new Set(records.map(modifierOf)).size > 1 && modifiersOf(records).length > 0;
