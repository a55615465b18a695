import type { Job, Own, Result, Seen } from './plan';
import { startProcess } from './processes';
import type { Task } from './task';

/**
 * One contender against one server, both in new processes.
 *
 * @throws when one of them ended without a result
 */
export async function measure(job: Job): Promise<Result> {
	const { contender, server, items } = job;
	const sandbox = await startProcess('server.ts', { items, admits: server.admits });
	try {
		const task = await sandbox.hear<Task>();
		const worker = await startProcess('worker.ts', { ...task, name: contender.name });
		try {
			const own = await worker.hear<Own>();
			const [seen] = await Promise.all([sandbox.hear<Seen>(), sandbox.say('done')]);
			return { ...job, ...own, ...seen };
		} finally {
			worker.end();
		}
	} finally {
		sandbox.end();
	}
}
