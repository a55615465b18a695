import { startEngine } from '../../tools/engine';
import { sandboxData } from '../../tools/realN8n/credentials';
import { root } from '../../tools/realN8n/root';
import { BY_FILTER, BY_ORDER } from '../waysToAsk';
import { Poller } from '../workflow/poller';
import { Naive } from './naivePolls';
import type { Polled, PollsJob } from './pollsPlan';
import { asProcess } from './processes';
import { PolledSandbox } from './polledSandbox';
import { timed } from './timed';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** Something that is asked again and again what has changed. */
interface Asked {
	/** Takes what is there as known. */
	begin(): Promise<void>;
	/** @returns how many changes it puts out @throws when it stops */
	poll(): Promise<number>;
	/** Characters that it has to remember. */
	state(): number;
}

async function trigger({ name, options }: PollsJob, url: string): Promise<() => Asked> {
	const engine = await startEngine(root);
	const credential = engine.credentials.add('adobeCampaignApi', sandboxData(url).adobeCampaignApi);
	return () => {
		const poller = new Poller(
			{ engine },
			{
				credentials: { adobeCampaignApi: credential },
				parameters: {
					event: 'updated',
					...BY_FILTER,
					...(name === 'order' && BY_ORDER),
					options: options ?? {},
				},
			},
		);
		return {
			begin: async () => void (await poller.activate()),
			poll: async () => (await poller.poll())?.length ?? 0,
			state: () => JSON.stringify(poller.stored).length,
		};
	};
}

/** Any other failure is none of the trigger's answers. */
function unlessTooMany(error: Error): undefined {
	if (!error.message.includes('have changed since the last poll')) throw error;
}

async function measured(job: PollsJob, url: string): Promise<Polled[]> {
	const { name, changes, people, times } = job;
	const sandbox = new PolledSandbox(url);
	const isNaive = name === 'newest' || name === 'whole';
	const newAsked = isNaive ? () => new Naive(name, url, people) : await trigger(job, url);
	const results: Polled[] = [];
	for (let time = 0; time < times; time += 1) {
		const now = job.now + time * DAY;
		const asked = newAsked();
		// Somebody was changed lately, but not thousands.
		await sandbox.touch({ count: 1, now });
		await asked.begin();
		await sandbox.touch({ count: changes, now: now + HOUR });
		const before = await sandbox.requests();
		const result = { polls: 0, found: 0, isStopped: false };
		const own = await timed(async () => {
			do {
				result.polls += 1;
				const found = await asked.poll().catch(unlessTooMany);
				result.isStopped = found === undefined;
				if (!found) break;
				result.found += found;
			} while (name === 'filter' && result.found < changes);
			return 0;
		});
		const requests = (await sandbox.requests()) - before;
		const scale = asked instanceof Naive ? asked.scale : 1;
		results.push({
			...own,
			...result,
			seconds: own.seconds * scale,
			cpu: own.cpu * scale,
			requests: requests * scale,
			state: asked.state(),
		});
	}
	return results;
}

/** One way to poll, in a process of its own. */
void asProcess(async ({ job, url }: { job: PollsJob; url: string }) => {
	const { sendMessage } = await import('execa');
	const results = await measured(job, url);
	await sendMessage(results.map((result) => ({ ...result })));
});
