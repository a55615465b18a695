import type { IDataObject } from 'n8n-workflow';

import type { Item } from './item';

/**
 * Does what must not be done twice for an item, when n8n's Retry On Fail runs the node again with all of its items. A tool's calls
 * are no tries: an agent may start, stop and start again.
 *
 * @param kept what of the work's output is kept with the execution: nothing personal
 * @returns the work's output, or what an earlier try has kept of it
 */
export async function onceAnExecution(
	item: Pick<Item, 'run' | 'index' | 'hint'>,
	work: () => Promise<IDataObject>,
	kept: (done: IDataObject) => IDataObject = (done) => done,
): Promise<IDataObject> {
	const { earlierTries, isTool } = item.run;
	if (isTool || !earlierTries) return await work();
	const earlier = earlierTries.find(item.index, undefined);
	if (earlier !== undefined && earlier !== 'unclear') {
		item.hint('This was done by an earlier try of this execution, and not again');
		return earlier;
	}
	const done = await work();
	earlierTries.add(item.index, undefined, kept(done));
	return done;
}
