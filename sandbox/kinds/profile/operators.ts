import { createHash } from 'node:crypto';
import { hrefTo } from '../../campaign/call';
import type { ComputedAttribute } from '../../campaign/kind';
import type { Settings } from '../../settings';
import { IMPORT } from '../../store/modifier';

const RESOURCE = 'operator';

/** An account is known by its name alone, which gives it a number for its PKey. */
const numberOf = (name: string) => createHash('sha256').update(name).digest().readUInt32BE();

/** The link to the account that is stored in an attribute. Inferred: that it reads as other links do. Its href is not served. */
const operatorIn =
	(attribute: string): ComputedAttribute =>
	({ values }, keys, { base, endpoint }) => {
		const title = String(values[attribute] ?? IMPORT);
		const PKey = keys.shown(RESOURCE, numberOf(title));
		return { PKey, href: hrefTo({ base, endpoint }, `${RESOURCE}/${PKey}`), title };
	};

export const OPERATORS: Readonly<Record<string, ComputedAttribute>> = {
	createdBy: operatorIn('createdBy'),
	modifiedBy: operatorIn('modifiedBy'),
};

/** The links to accounts, where the instance prints them (setting modifiedByShown). */
export const shownOperators = ({ modifiedByShown }: Settings): readonly string[] =>
	modifiedByShown === 'link' ? Object.keys(OPERATORS) : [];
