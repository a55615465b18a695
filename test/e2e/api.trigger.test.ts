import { createCredential, sandboxData } from '../../tools/realN8n/credentials';
import { DURABLE_POLLING, QUICK_SCHEDULER } from '../../tools/realN8n/durablePolling';
import { type Playground, startPlayground } from '../../tools/realN8n/playground';
import { silent } from '../../tools/realN8n/progress';
import { DEFAULT_N8N, LAST_N8N_1 } from '../../tools/realN8n/versions';
import { createWorkflow, deactivateWorkflow, saveNodes } from '../../tools/realN8n/workflows';
import { BY_FILTER, BY_ORDER } from '../waysToAsk';
import {
	changesOf,
	personAt,
	publish,
	untilPolled,
	untilPutOut,
	watchingWorkflow,
} from './watching';

/** After a pause the scheduler makes up for all Poll Times of a node side by side, here six a minute. */
const DURABLY = { ...DURABLE_POLLING, ...QUICK_SCHEDULER };

/** The three ways in which n8n polls. */
describe.each([
	['durably', DEFAULT_N8N, DURABLY, BY_FILTER, 429],
	['from memory', DEFAULT_N8N, {}, BY_ORDER, 503],
	['from memory', LAST_N8N_1, {}, BY_FILTER, 429],
])('A trigger that is polled %s by n8n %s', (how, version, env, askBy, busy) => {
	let playground: Playground;
	const log: string[] = [];

	beforeAll(async () => {
		const options = { version, env, report: silent };
		playground = await startPlayground({ ...options, log: (line) => log.push(line) });
	}, 1_800_000);

	afterAll(async () => await playground?.stop());

	/** A workflow that watches an organization of its own. */
	const watch = async (organization: string, data = {}) => {
		const { n8n, sandbox } = playground;
		const credential = await createCredential(n8n.rest, 'adobeCampaignApi', organization, {
			...sandboxData(sandbox.url).adobeCampaignApi,
			organization,
			...data,
		});
		const workflow = watchingWorkflow('Changed', askBy, how === 'durably' ? 10 : 3);
		const { id } = await createWorkflow(n8n.rest, workflow, [credential]);
		return { id, campaign: sandbox.organization(organization) };
	};

	it('puts out every change, over a stop, a new name and a crash of n8n', async () => {
		const { id, campaign } = await watch('watched');
		const person = personAt(campaign);
		const putOut = async () => await changesOf(playground.n8n.rest, id, ['Changed', 'Renamed']);
		const expected: string[] = [];

		expect(await publish(playground.n8n, id)).toBe('');
		const ann = person.creates('ann');
		expected.push('created ann@example.com');
		await untilPutOut(putOut, expected);
		person.renames(ann, 'Ann');
		expected.push('updated ann@example.com Ann');
		await untilPutOut(putOut, expected);

		// What these polls remember is forgotten where n8n polls from memory.
		await untilPolled(campaign);
		await playground.n8n.stop();
		person.creates('bob');
		person.renames(ann, 'Anna');
		await playground.startAgain();
		expected.push('created bob@example.com', 'updated ann@example.com Anna');
		await untilPutOut(putOut, expected);

		await deactivateWorkflow(playground.n8n.rest, id);
		person.creates('cleo');
		await saveNodes(playground.n8n.rest, id, (node) => ({ ...node, name: 'Renamed' }));
		expect(await publish(playground.n8n, id)).toBe('');
		expected.push('created cleo@example.com');
		await untilPutOut(putOut, expected);
		await untilPolled(campaign);
		await untilPutOut(putOut, expected);

		await playground.n8n.kill();
		person.creates('dan');
		await playground.startAgain();
		expected.push('created dan@example.com');
		// After a crash a change may come twice, and none is lost.
		await untilPutOut(async () => [...new Set(await putOut())], expected);

		if (how === 'durably') {
			const rows = await playground.query('SELECT "nodeId" FROM poller_state');
			expect(rows).toHaveLength(1);
			expect(log.join('\n')).not.toContain('stay disabled');
		}
		await deactivateWorkflow(playground.n8n.rest, id);
	}, 600_000);

	it(`is published while Campaign answers ${busy}, and begins afterwards`, async () => {
		const { rest } = playground.n8n;
		const { id, campaign } = await watch('busy');
		// Longer than an activation waits.
		const headers = { 'retry-after': '16' };
		campaign.faults([{ respond: { status: busy, headers, body: '' } }]);

		expect(await publish(playground.n8n, id)).toBe('');
		await untilPolled(campaign);
		personAt(campaign).creates('ann');

		// A poll of 36 seconds does not wait as long as Campaign has asked for, and says so.
		await untilPutOut(
			async () => await changesOf(rest, id, ['Changed'], true),
			['created ann@example.com'],
		);
		await deactivateWorkflow(rest, id);
	});

	it('is not published with a credential that is refused, and says so', async () => {
		const { rest } = playground.n8n;
		const { id } = await watch('refused', { apiKey: 'wrong' });

		expect(await publish(playground.n8n, id)).toContain('Adobe does not know this API key');
		await deactivateWorkflow(rest, id);
	});
});
