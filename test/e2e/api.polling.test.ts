import type { WorkflowFile } from '../../tools/engine';
import { DURABLE_POLLING, QUICK_SCHEDULER } from '../../tools/realN8n/durablePolling';
import { itemsOf, nextExecution } from '../../tools/realN8n/executions';
import { type Playground, startPlayground } from '../../tools/realN8n/playground';
import { pollEvery } from '../../tools/realN8n/pollTimes';
import { silent } from '../../tools/realN8n/progress';
import { DEFAULT_N8N, LAST_N8N_1 } from '../../tools/realN8n/versions';
import { activateWorkflow, createWorkflow } from '../../tools/realN8n/workflows';
import { eventually } from './eventually';
import { type Feed, startFeed } from './feed';

const readingOf = ({ url }: Feed): WorkflowFile => ({
	name: 'News',
	nodes: [
		{
			id: 'news',
			name: 'News',
			type: 'n8n-nodes-base.rssFeedReadTrigger',
			typeVersion: 1,
			position: [0, 0],
			parameters: { feedUrl: url, pollTimes: pollEvery(3) },
		},
	],
	connections: {},
});

/** n8n's own polling trigger, before there is doubt about one of ours. */
describe.each([
	['durably', DEFAULT_N8N, { ...DURABLE_POLLING, ...QUICK_SCHEDULER }],
	['from memory', LAST_N8N_1, {}],
])('Polling %s in n8n %s', (how, version, env) => {
	let feed: Feed;
	let playground: Playground;
	const log: string[] = [];

	beforeAll(async () => {
		feed = await startFeed();
		const options = { version, env, report: silent };
		playground = await startPlayground({ ...options, log: (line) => log.push(line) });
	}, 1_800_000);

	afterAll(async () => {
		await playground?.stop();
		await feed?.close();
	});

	it('goes on where a killed n8n left off', async () => {
		const nextTitles = async (known: string[]) => {
			const run = await nextExecution(playground.n8n.rest, id, known);
			return { id: run.id, titles: itemsOf(run, 'News').map((item) => (item as Item).title) };
		};
		// n8n's trigger gives what is younger than the youngest item that it saw.
		feed.publish('Old', new Date(Date.now() - 60_000));
		const { id } = await createWorkflow(playground.n8n.rest, readingOf(feed));
		await activateWorkflow(playground.n8n.rest, id);
		// The first read is that of the activation: what it remembers is not kept by durable polling.
		await eventually(async () => await Promise.resolve(expect(feed.reads).toBeGreaterThan(2)));

		const published = new Date(Date.now() - 30_000);
		feed.publish('First', published);
		const first = await nextTitles([]);
		expect(first.titles).toEqual(['First']);
		if (how === 'durably') {
			const seen = published.toISOString().replace(/\d{3}Z/, '000Z');
			const rows = await playground.query<{ cursor: string }>('SELECT cursor FROM poller_state');
			expect(rows).toEqual([{ cursor: JSON.stringify({ lastItemDate: seen }) }]);
			expect(log.join('\n')).not.toContain('stay disabled');
		}

		await playground.n8n.kill();
		feed.publish('Second', new Date());
		await playground.startAgain();
		expect((await nextTitles([first.id])).titles).toEqual(['Second']);
	});
});

interface Item {
	title: string;
}
