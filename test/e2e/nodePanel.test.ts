import type { Locator } from 'playwright-core';

import { journey } from './journey';
import { pictureForReadme } from './screenshots';

/** What is used of the browser's own image. */
interface Image {
	src: string;
	decode(): Promise<void>;
}

/** The nodes of the package: their icons, what the panel says of them, and their actions. */
const NODES = [
	{
		name: 'Adobe Campaign Profile',
		icon: 'adobeCampaign',
		// n8n shows the description of the trigger.
		description:
			'Read, create, update and delete customer profiles in Adobe Campaign, and start a workflow when one is created or updated',
		actions: [
			'Create profile',
			'Create or update profile',
			'Delete profile',
			'Get profile',
			'Get many profiles',
			'Update profile',
			'Count profiles',
			'Get history of profile',
			'Subscribe profile to service',
			'Unsubscribe profile from service',
			'Get many subscriptions',
		],
		chosen: 'Get profile',
		subtitle: 'get: profile',
	},
	{
		name: 'Adobe Campaign',
		icon: 'campaign',
		description: 'Send transactional messages, run workflows',
		actions: [
			'Create service',
			'Get service',
			'Get many services',
			'Update service',
			'Get transactional event',
			'Send transactional event',
			'Get workflow',
			'Start workflow',
			'Pause workflow',
			'Resume workflow',
			'Stop workflow',
			'Trigger signal of workflow',
			'Count records of custom resource',
			'Create record of custom resource',
			'Create or update record of custom resource',
			'Delete record of custom resource',
			'Get record of custom resource',
			'Get many records of custom resource',
			'Update record of custom resource',
		],
		chosen: 'Get service',
		subtitle: 'get: service',
	},
];

/** The addresses of the images in a part of the page; fails when one of them cannot be drawn. */
async function drawnImages(part: Locator): Promise<string[]> {
	await part.locator('img').first().waitFor();
	return await part.locator('img').evaluateAll(async (found) => {
		const all = found as unknown as Image[];
		// Rejects for an image that is broken.
		await Promise.all(all.map((image) => image.decode()));
		return all.map(({ src }) => src);
	});
}

describe.each([
	{ theme: 'light', ending: '.svg' },
	{ theme: 'dark', ending: '.dark.svg' },
] as const)('node panel, $theme theme', ({ theme, ending }) => {
	journey(
		'typing "adobe" finds both nodes, and choosing an action adds one',
		async ({ page, canvas, nodePanel, details }) => {
			const expectIcon = async (part: Locator, icon: string) => {
				for (const image of await drawnImages(part)) {
					expect(image.split('/').at(-1)).toBe(`${icon}${ending}`);
				}
			};
			await page.emulateMedia({ colorScheme: theme });
			await canvas.openNew();
			await nodePanel.openFirst();
			await nodePanel.search('manual', 'Manual Trigger');
			await nodePanel.choose('Manual Trigger');

			let previous = 'When clicking ‘Execute workflow’';
			for (const { name, icon, description, actions, chosen, subtitle } of NODES) {
				await nodePanel.open();
				await nodePanel.search('adobe', name);
				for (const one of NODES) await expectIcon(nodePanel.entry(one.name), one.icon);
				const found = nodePanel.entry(name);
				expect(await found.innerText()).toContain(description);
				const isFirst = name === NODES[0].name;
				if (isFirst && theme === 'light') await pictureForReadme(page, 'node-panel');

				await nodePanel.choose(name);
				await expectIcon(nodePanel.entry(chosen), icon);
				for (const action of actions) await nodePanel.entry(action).waitFor();
				await nodePanel.choose(chosen);

				await details.parameter('simplify').waitFor();
				await expectIcon(page.getByTestId('node-title-container').locator('..'), icon);
				await details.close();
				const node = canvas.node(chosen);
				await node.getByText(subtitle).waitFor();
				await expectIcon(node, icon);
				await canvas.connected(previous, chosen);
				previous = chosen;
			}
		},
	);
});
