import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { root } from '../../tools/realN8n/root';
import { journey } from './journey';
import { setScene } from './scene';
import { pictureForReadme } from './screenshots';

/** The numbered steps below a heading of a page. */
function stepsOf(page: string, heading: string): string[] {
	const text = readFileSync(join(root, page), 'utf8').split(`## ${heading}\n`)[1];
	const steps = text
		.split('\n## ')[0]
		.split(/^\d\. /m)
		.slice(1);
	return steps.map((step) => step.replace(/\s+/g, ' ').trim());
}

/** What a step names on the screen, in its order: `**bold**` and `_italic_`. */
const namesIn = (step: string) =>
	[...step.matchAll(/\*\*(.+?)\*\*|\b_(.+?)_\b/g)].map(([, bold, italic]) => bold || italic);

journey(
	"the README's first workflow, step by step",
	async ({ page, canvas, nodePanel, details }) => {
		const [add, choose, fill, run] = stepsOf('README.md', 'Your first workflow').map(namesIn);
		const scene = await setScene('acme-readme');
		await scene.credential();

		const [manual, node, action] = add;
		await canvas.openNew();
		await nodePanel.openFirst();
		await nodePanel.search('manual', manual);
		await nodePanel.choose(manual);
		await nodePanel.open();
		await nodePanel.search(node.toLowerCase(), node);
		await nodePanel.choose(node);
		await nodePanel.unfoldActions(action);
		await nodePanel.choose(action);
		await details.chooseCredential('Adobe Campaign acme-readme');

		const [profile, byEmail] = choose;
		await page.getByTestId('ndv').getByText(profile, { exact: true }).first().waitFor();
		await details.profile.enter(byEmail, 'amy.dakota@example.com');

		const [button, phone, retry] = fill;
		expect(retry).toBe('Retry');
		await details.fields.ready();
		await page.getByTestId('ndv').getByText(button).waitFor();
		await details.fields.add(phone);
		await details.fields.write('phone', '3301020304');

		expect(run[0]).toBe('Execute step');
		await page.getByTestId('ndv').getByRole('button', { name: run[0] }).first().waitFor();
		await details.execute();
		const [row] = await details.output.rows();
		expect(Object.keys(row).slice(0, 4)).toEqual(['email', 'firstName', 'lastName', 'phone']);
		expect(row).toMatchObject({ email: 'amy.dakota@example.com', phone: '3301020304' });
		expect(run).toContain('Simplify');
		expect(await details.isOn('simplify')).toBe(true);
		await pictureForReadme(page, 'first-workflow');
	},
);

journey("a marketer's five minutes, step by step", async ({ canvas, nodePanel, details }) => {
	const page = 'docs/for-marketers.md';
	const [find, look, change, propose, store] = stepsOf(page, 'Five minutes').map(namesIn);
	const scene = await setScene('acme-marketer');
	await scene.credential();
	const amy = 'amy.dakota@example.com';

	const [node, get] = find[1].split(' > ');
	await canvas.openNew();
	await nodePanel.openFirst();
	await nodePanel.search('campaign', node);
	await nodePanel.choose(node);
	await nodePanel.unfoldActions(get);
	await nodePanel.choose(get);
	await details.chooseCredential('Adobe Campaign acme-marketer');
	// A new node shows the list; n8n writes "From list".
	expect(look).toEqual(['Profile', 'From List', 'Execute step']);
	await details.profile.pick('Dak', amy);
	await details.execute();
	expect(await details.output.rows()).toMatchObject([{ email: amy }]);
	await details.close();

	const [, update, phone, , retry] = change;
	expect(retry).toBe('Retry');
	await nodePanel.open();
	await nodePanel.search('campaign', node);
	await nodePanel.choose(node);
	await nodePanel.unfoldActions(update);
	await nodePanel.choose(update);
	await details.profile.pick('Dak', amy);
	await details.fields.ready();
	await details.fields.add(phone);
	await details.fields.write('phone', '3301020304');

	await details.addOption(propose[2]);
	await details.execute();
	const [proposed] = await details.output.rows();
	expect(proposed).toMatchObject({ dryRun: 'true', email: amy });
	expect(await scene.profile(amy)).not.toMatchObject({ phone: '3301020304' });

	expect(store[0]).toBe(propose[2]);
	await details.toggle('dryRun');
	await details.execute();
	await details.output.panel().getByText('mobilePhone').waitFor();
	const [row] = await details.output.rows();
	expect(Object.keys(row).slice(0, 4)).toEqual(['email', 'firstName', 'lastName', 'phone']);
	expect(row).toMatchObject({ email: amy, phone: '3301020304' });
});

journey(
	'a second node of ours has its fields, at the latest after Retry',
	async ({ canvas, nodePanel, details }) => {
		const scene = await setScene('acme-second');
		await scene.credential();
		await canvas.openNew();
		await nodePanel.openFirst();
		await nodePanel.search('manual', 'Manual Trigger');
		await nodePanel.choose('Manual Trigger');
		for (const [search, action] of [
			['neolane', 'Update profile'],
			['marketing', 'Create profile'],
		]) {
			await nodePanel.open();
			await nodePanel.search(search, 'Adobe Campaign Profile');
			await nodePanel.choose('Adobe Campaign Profile');
			await nodePanel.unfoldActions(action);
			await nodePanel.choose(action);
			await details.fields.ready();
			expect(await details.fields.add('Phone')).toContain('First name');
			await details.close();
		}
	},
);
