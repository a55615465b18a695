import type { IExecuteFunctions } from 'n8n-workflow';

import { cleanName } from '../records/clean';
import { isNobody, numberAsTextProblem, uncomputedProblem } from '../records/doubt';
import { inputError } from '../n8n/errors';

/** A date in an expression: JavaScript's, or n8n's DateTime. */
function dateIn(given: unknown): string | undefined {
	if (typeof given !== 'object' || given === null) return undefined;
	if ('toISO' in given) return String(given);
	const isDate = Object.prototype.toString.call(given) === '[object Date]';
	return isDate ? (given as Date).toISOString() : undefined;
}

function problemOf(given: unknown): string | undefined {
	if (typeof given === 'number') return numberAsTextProblem(given);
	if (typeof given === 'boolean') return 'It is true or false, which names nobody.';
	if (typeof given === 'object' && given !== null) return 'It is a list or an object.';
	return uncomputedProblem(String(given ?? ''));
}

/**
 * A value that names somebody, or is searched for: cleaned, as it is looked up, written and compared.
 *
 * @param given what stands in the form or what its expression gave
 * @param label what the parameter is called on the screen
 * @returns empty for no value
 * @throws NodeOperationError for what a step before has left behind instead of a name; the value is not in its text
 */
export function typedName(
	context: IExecuteFunctions,
	itemIndex: number,
	label: string,
	given: unknown,
): string {
	const date = dateIn(given);
	if (date !== undefined) return date;
	const problem = problemOf(given);
	if (problem) {
		throw inputError(context, itemIndex, {
			message: `'${label}' has no value that can be looked for`,
			description: problem,
		});
	}
	return cleanName(String(given ?? ''));
}

/** The same for a value that alone says who is meant: the words for "nothing" would make one person of everybody. */
export function typedIdentity(
	context: IExecuteFunctions,
	itemIndex: number,
	label: string,
	given: unknown,
): string {
	const name = typedName(context, itemIndex, label, given);
	if (!isNobody(name)) return name;
	throw inputError(context, itemIndex, {
		message: `'${label}' has a word for "nothing" instead of a value`,
		description: `It is '${name}'. Check that the expression has a value for this item.`,
	});
}
