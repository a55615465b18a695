import type { HeavyJob } from './heavy';
import { asProcess } from './processes';
import type { Task } from './task';

/** One of the jobs of heavy.ts, in a process of its own. */
void asProcess(async ({ job, ...task }: Task & { job: HeavyJob }) => {
	const { sendMessage } = await import('execa');
	const { readOneProfile, tryCompanyFields } = await import('./contenders/engine');
	const own =
		job.what === 'oneProfile'
			? await readOneProfile(task, job.items)
			: await tryCompanyFields(task, job.what === 'storedForm');
	await sendMessage({ ...own });
});
