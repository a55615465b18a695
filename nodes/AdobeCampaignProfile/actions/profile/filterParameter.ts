import type { ListedFilter } from '../../helpers/filters';
import { PerRun } from '../../helpers/perRun';
import type { ProfileFilter } from '../../transport/endpoints';
import { readFilters } from '../../transport/metadata';
import { inputError } from '../../transport/nodeErrors';
import type { Work } from './work';

const filtersOfRun = new PerRun<ListedFilter[]>();

/**
 * A filter whose parameter has another name takes no notice of the value: it would find the one profile that has none,
 * and every item would be written to that. Two requests a run; when the instance does not tell its filters, none of them
 * is refused.
 *
 * @throws NodeOperationError when the filter has other parameters
 */
export async function checkParameter(
	work: Work,
	{ name, parameters }: ProfileFilter,
): Promise<void> {
	const { context, itemIndex, client, endpoint } = work;
	// The failure is kept, too: an instance that does not tell its filters is asked once and not for every item.
	const read = async () => await readFilters(context, client, endpoint).catch(() => []);
	const listed = await filtersOfRun.get(context, endpoint, read);
	const filter = listed.find((one) => one.name === name);
	const [parameter] = Object.keys(parameters);
	if (!filter || filter.parameters.includes(parameter)) return;
	throw inputError(context, itemIndex, {
		message: `The filter '${name}' has no parameter '${parameter}', and nothing was written`,
		description: `Choose another 'Parameter Name or ID'. The filter has: ${filter.parameters.join(', ') || 'none'}.`,
	});
}
