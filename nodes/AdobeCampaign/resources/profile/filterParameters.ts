import type { ListedFilter } from '../../records/filters';
import { PerRun } from '../../n8n/perRun';
import type { ProfileFilter } from '../../transport/urls';
import { readFilters } from '../../records/metadata';
import { inputError } from '../../n8n/errors';
import type { Work } from '../item';

const filtersOfRun = new PerRun<ListedFilter[]>();

/**
 * A filter takes no notice of a parameter that it does not have, and takes one that is not sent for empty: it would find
 * somebody else, and every item would be written to that one. Two requests a run; when the instance does not tell its
 * filters, only empty values are refused.
 *
 * @throws NodeOperationError before anything is written, when the parameters are not all those of the filter
 */
export async function checkParameters(
	work: Work,
	{ name, parameters }: ProfileFilter,
): Promise<void> {
	const { context, itemIndex, client, endpoint } = work;
	const refuse = (message: string, description: string) =>
		inputError(context, itemIndex, { message: `${message}, and nothing was written`, description });
	const empty = Object.keys(parameters).find((parameter) => parameters[parameter] === '');
	if (empty !== undefined) {
		throw refuse(
			`The parameter '${empty}' of the filter '${name}' has no value`,
			"Check 'More Filter Parameters': its expression has no value for this item.",
		);
	}
	// The failure is kept, too: an instance that does not tell its filters is asked once and not for every item.
	const read = async () => await readFilters(context, client, endpoint).catch(() => []);
	const listed = await filtersOfRun.get(context, endpoint, read);
	const filter = listed.find((one) => one.name === name);
	if (!filter) return;
	const others = Object.keys(parameters).filter((one) => !filter.parameters.includes(one));
	if (others.length > 0) {
		throw refuse(
			`The filter '${name}' has no parameter '${others[0]}'`,
			`Choose another 'Parameter Name or ID'. The filter has: ${filter.parameters.join(', ') || 'none'}.`,
		);
	}
	const missing = filter.parameters.filter((one) => !(one in parameters));
	if (missing.length > 0) {
		throw refuse(
			`The filter '${name}' also looks at ${missing.map((one) => `'${one}'`).join(', ')}`,
			"Add what is missing to 'More Filter Parameters', with a value. Without it the filter would find somebody else.",
		);
	}
}
