import type { Scalar } from '../exactJson';
import type { Settings } from '../settings';

/** Who has changed a record without a request. */
export const IMPORT = 'Import';

/** What Campaign often writes of a change over the API, instead of the account (support article KA-15502). */
const NOBODY = 'Anonymous';

type Values = Readonly<Record<string, Scalar>>;

/** What a write over the API stores of its account. */
export function byApi({ apiAccount }: Settings, isNew: boolean): Values {
	const modifiedBy = apiAccount || NOBODY;
	return isNew ? { createdBy: modifiedBy, modifiedBy } : { modifiedBy };
}

/** What a write without a request stores: nothing when no account was stored, as in a million people. */
export const byImport = (before: Values): Values =>
	'modifiedBy' in before ? { modifiedBy: IMPORT } : {};
