import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { createSandboxCredentials, type SavedCredential } from '../../tools/realN8n/credentials';
import { itemsOf, runWorkflow } from '../../tools/realN8n/executions';
import { createWorkflow, deactivateWorkflow, getWorkflow } from '../../tools/realN8n/workflows';
import { BY_ORDER } from '../waysToAsk';
import { amy, by, update, values } from '../workflow/parameters';
import { eventually } from './eventually';
import { journey } from './journey';
import { type OwnN8n, startOwnN8n } from './ownN8n';
import { CommunityNodesPage } from './pages/communityNodesPage';
import { campaignNode, trigger } from './scene';
import {
	changesOf,
	personAt,
	pollsOf,
	publish,
	untilPolled,
	untilPutOut,
	watchingWorkflow,
} from './watching';

/** Between two polls. */
const SECONDS = 3;

const NEXT = '99.0.0';

let own: OwnN8n;

// An n8n is downloaded once a machine, and a second attempt begins with a new one.
beforeEach(async () => {
	own = await startOwnN8n();
}, 1_800_000);

afterEach(async () => await own?.stop());

/** The same package with a higher version. */
async function publishNext(): Promise<void> {
	const { registry, packed } = own;
	const file = join(packed.folder, 'package.json');
	const manifest = JSON.parse(readFileSync(file, 'utf8')) as object;
	writeFileSync(file, JSON.stringify({ ...manifest, version: NEXT }, null, 2));
	await registry.publish(packed.folder);
}

/** Fails when there are more polls than Poll Times: the trigger would be polled by two at once. */
async function expectOnePollATime(): Promise<void> {
	const timesBy = () => Math.floor(Date.now() / 1000 / SECONDS);
	const [times, polls] = [timesBy(), pollsOf(own.campaign)];
	await untilPolled(own.campaign, 8);
	// A poll that had its time before may have come late.
	expect(pollsOf(own.campaign) - polls).toBeLessThanOrEqual(timesBy() - times + 2);
}

/** A workflow that updates Amy's phone number. */
async function storeUpdate(credential: SavedCredential) {
	const { rest } = own.n8n;
	const phone = '3301020304';
	const node = campaignNode(credential, {
		resource: 'profile',
		...update(by('email', amy.email), values({ phone })),
		options: { confirmationReport: true },
	});
	const { id } = await createWorkflow(rest, {
		name: 'Stored',
		nodes: [trigger(), node],
		connections: { Trigger: { main: [[{ node: node.name, type: 'main', index: 0 }]] } },
	});
	const nodes = async () => (await getWorkflow(rest, id)).nodes;
	const amyNow = () => own.campaign.profiles().find(({ email }) => email === amy.email);
	return {
		id,
		nodes,
		parameters: async () => (await nodes()).find(({ name }) => name === node.name)?.parameters,
		expectToRun: async () => {
			own.campaign.put({ PKey: amyNow()?.PKey, phone: '1' });
			expect(itemsOf(await runWorkflow(rest, id), node.name)).toMatchObject([
				{ email: amy.email, phone, confirmation: { status: 'applied' } },
			]);
			expect(amyNow()).toMatchObject({ phone });
		},
	};
}

/** A workflow that is polled, with what it has put out. */
async function watch(credential: SavedCredential) {
	const { n8n } = own;
	const workflow = watchingWorkflow('Changed', BY_ORDER, SECONDS);
	const { id } = await createWorkflow(n8n.rest, workflow, [credential]);
	expect(await publish(n8n, id)).toBe('');
	return {
		// A poll may fall into the moment in which n8n has unloaded the package.
		putOut: async () => await changesOf(n8n.rest, id, ['Changed'], true),
		end: async () => await deactivateWorkflow(n8n.rest, id),
	};
}

journey(
	'installed by its name, updated while it is polled, removed and installed again',
	async ({ page, canvas, nodePanel, details }) => {
		const { n8n, campaign, sandbox, packed } = own;
		const { name, version } = packed;
		const communityNodes = new CommunityNodesPage(page, n8n.url);
		await communityNodes.open();
		await communityNodes.install(name);
		await communityNodes.version(name, version).waitFor();

		const { adobeCampaignApi } = await createSandboxCredentials(n8n.rest, sandbox.url);
		const stored = await storeUpdate(adobeCampaignApi);
		const parameters = await stored.parameters();
		await stored.expectToRun();

		const person = personAt(campaign);
		const { putOut, end } = await watch(adobeCampaignApi);
		const ann = person.creates('ann');
		const expected = ['created ann@example.com'];
		await untilPutOut(putOut, expected);

		await publishNext();
		await communityNodes.open();
		// No poll succeeds until the next version is there: it has to find the change by what the one before has stored.
		campaign.faults([{ times: 1000, path: 'lastModified', respond: { status: 400, body: '' } }]);
		person.renames(ann, 'Ann');
		await communityNodes.update(name, NEXT);
		campaign.faults([]);
		expected.push('updated ann@example.com Ann');
		await untilPutOut(putOut, expected);
		person.creates('bob');
		expected.push('created bob@example.com');
		await untilPutOut(putOut, expected);
		await expectOnePollATime();
		await untilPutOut(putOut, expected);
		await stored.expectToRun();
		expected.push('updated amy.dakota@example.com Amy');

		await communityNodes.open();
		await communityNodes.uninstall(name);
		// The trigger is still switched on.
		person.creates('cat');
		await canvas.open(stored.id);
		await nodePanel.open();
		await nodePanel.search('no operation', 'No Operation, do nothing');
		await nodePanel.choose('No Operation, do nothing');
		await details.close();
		await eventually(async () => expect(await stored.nodes()).toHaveLength(3));
		expect(await stored.parameters()).toEqual(parameters);

		await communityNodes.open();
		await communityNodes.install(name);
		await communityNodes.version(name, NEXT).waitFor();
		expected.push('created cat@example.com');
		await untilPutOut(putOut, expected);
		await expectOnePollATime();
		await untilPutOut(putOut, expected);
		await end();
		expect(await stored.parameters()).toEqual(parameters);
		await stored.expectToRun();
		await canvas.open(stored.id);
		await canvas.openNode('Campaign');
		await details.execute();
		expect(await details.output.rows()).toEqual([
			expect.objectContaining({ email: amy.email, phone: '3301020304' }),
		]);
		expect(await stored.parameters()).toEqual(parameters);
	},
	{ limit: 420, session: () => own.session },
);
