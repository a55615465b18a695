import { inputError } from '../n8n/errors';
import { isExecution, parameterOf, type Context } from '../n8n/run';
import {
	cleanKey,
	cleanName,
	isNothingWord,
	numberAsTextProblem,
	uncomputedProblem,
} from '../records/clean';

/**
 * A boolean parameter. An expression without a result must not count as off, nor the text "false" as on: much depends on some
 * of them.
 *
 * @param name the parameter, such as `options.dryRun`
 * @param label its label on the screen
 * @param fallback for an option that was not added
 */
export function readBoolean(
	context: Context,
	itemIndex: number,
	name: string,
	label: string,
	fallback = false,
): boolean {
	const text = String(parameterOf(context, itemIndex, name, fallback));
	if (text === 'true' || text === 'false') return text === 'true';
	throw inputError(context, itemIndex, {
		message: `'${label}' is neither true nor false`,
		description: isExecution(context)
			? 'Nothing was written. Check that its expression has a value for this item.'
			: 'Check that its expression has a value.',
	});
}

/**
 * A choice of the form. An expression without a result must not count as one of them.
 *
 * @param name the parameter, such as `options.mode`
 * @param label its label on the screen
 * @param fallback for an option that was not added
 */
export function readChoice<Choice extends string>(
	context: Context,
	itemIndex: number,
	name: string,
	label: string,
	choices: readonly Choice[],
	fallback?: Choice,
): Choice {
	const given = String(parameterOf(context, itemIndex, name, fallback));
	const choice = choices.find((one) => one === given);
	if (choice !== undefined) return choice;
	const place = name.startsWith('options.') ? ' in Options' : '';
	throw inputError(context, itemIndex, {
		message: `'${label}'${place} has no such choice`,
		description: `${isExecution(context) ? 'Nothing was written. ' : ''}Its expression has to give one of: ${choices.join(', ')}.`,
	});
}

/** Names that were chosen from a list. An expression may give one text, "email, phone". */
export function readNames(context: Context, itemIndex: number, name: string): string[] {
	const chosen = parameterOf(context, itemIndex, name, []);
	return (Array.isArray(chosen) ? chosen : String(chosen ?? '').split(','))
		.map((one) => String(one).trim())
		.filter(Boolean);
}

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
 * A value that names a record or is searched for: cleaned, as it is looked up, written and compared. A value that a step before
 * has left behind instead of a name is refused, without the value in the text.
 *
 * @param given the value in the form, or the result of its expression
 * @param label the parameter's label on the screen
 * @returns empty for no value
 */
export function checkedName(
	context: Context,
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

/** The same for a value that alone says which record is meant: words such as "null" would make all records one. */
export function checkedIdentity(
	context: Context,
	itemIndex: number,
	label: string,
	given: unknown,
): string {
	const name = checkedName(context, itemIndex, label, given);
	if (!isNothingWord(name)) return name;
	throw inputError(context, itemIndex, {
		message: `'${label}' has a word for "nothing" instead of a value`,
		description: `It is '${name}'. Check that the expression has a value for this item.`,
	});
}

/** A name in a path or a query. */
const API_NAME = /^[a-z]\w*$/i;

/** A name of the instance's own, such as a filter's or a field's. */
export function checkedApiName(
	context: Context,
	itemIndex: number,
	label: string,
	name: unknown,
	isName: (text: string) => boolean = (text) => API_NAME.test(text),
): string {
	const text = cleanKey(String(name ?? ''));
	if (isName(text)) return text;
	throw inputError(context, itemIndex, {
		message: text === '' ? `'${label}' is empty` : `'${label}' is not a name of Campaign's`,
		description: 'Choose one from the list. A name has only letters, digits and underscores.',
	});
}
