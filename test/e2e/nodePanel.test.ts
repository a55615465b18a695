import type { Locator } from 'playwright-core';

import { journey } from './journey';
import { pictureForReadme } from './screenshots';

/** What is used of the browser's own image. */
interface Image {
	src: string;
	decode(): Promise<void>;
}

const ACTIONS = [
	'Create profile',
	'Create or update profile',
	'Delete profile',
	'Get profile',
	'Get many profiles',
	'Update profile',
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
	{ theme: 'light', icon: /adobeCampaign\.svg$/ },
	{ theme: 'dark', icon: /adobeCampaign\.dark\.svg$/ },
] as const)('node panel, $theme theme', ({ theme, icon }) => {
	journey(
		'typing "adobe" finds the node, and choosing an action adds it',
		async ({ page, canvas, nodePanel, details }) => {
			const expectOurIcon = async (part: Locator) => {
				for (const image of await drawnImages(part)) expect(image).toMatch(icon);
			};
			await page.emulateMedia({ colorScheme: theme });
			await canvas.openNew();
			await nodePanel.openFirst();
			await nodePanel.search('manual', 'Manual Trigger');
			await nodePanel.choose('Manual Trigger');

			await nodePanel.open();
			await nodePanel.search('adobe', 'Adobe Campaign Profile');
			const found = nodePanel.entry('Adobe Campaign Profile');
			expect(await found.innerText()).toContain(
				'Read, create, update and delete customer profiles in Adobe Campaign',
			);
			await expectOurIcon(found);
			if (theme === 'light') await pictureForReadme(page, 'node-panel');

			await nodePanel.choose('Adobe Campaign Profile');
			await expectOurIcon(nodePanel.entry('Get profile'));
			for (const action of ACTIONS) await nodePanel.entry(action).waitFor();
			await nodePanel.choose('Get profile');

			await details.parameter('simplify').waitFor();
			await expectOurIcon(page.getByTestId('node-title-container').locator('..'));
			await details.close();
			const node = canvas.node('Get profile');
			await node.getByText('get: profile').waitFor();
			await expectOurIcon(node);
			await canvas.connected('When clicking ‘Execute workflow’', 'Get profile');
		},
	);
});
