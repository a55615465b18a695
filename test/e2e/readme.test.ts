import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { root } from '../../tools/realN8n/root';
import { Film } from './film';
import { journey } from './journey';
import { setScene } from './scene';

/** What the numbered steps below a heading of a page name on the screen, in its order: `**bold**`, `_italic_` and `code`. */
function namesInSteps(page: string, heading: string): string[][] {
	const text = readFileSync(join(root, page), 'utf8').split(`## ${heading}\n`)[1];
	const steps = text
		.split('\n## ')[0]
		.split(/^\d\. /m)
		.slice(1);
	return steps.map((step) =>
		[...step.replace(/\s+/g, ' ').matchAll(NAME)].map((name) => name.slice(1).join('')),
	);
}
const NAME = /\*\*(.+?)\*\*|\b_(.+?)_\b|`(.+?)`/g;

journey(
	"the README's first workflow, step by step",
	async ({ page, canvas, nodePanel, details }) => {
		const [add, choose, fill, run] = namesInSteps('README.md', 'Your first workflow');
		const scene = await setScene('acme-readme');
		await scene.credential();
		const film = new Film(page);

		const [manual, node, action] = add;
		await canvas.openNew();
		await nodePanel.openFirst();
		await nodePanel.search('manual', manual);
		await nodePanel.choose(manual);
		await nodePanel.open();
		await nodePanel.search(node.toLowerCase(), node);
		await film.show(1500);
		await nodePanel.choose(node);
		await nodePanel.unfoldActions(action);
		await film.show(1500);
		await nodePanel.choose(action);
		await details.chooseCredential('Adobe Campaign acme-readme');

		const [profile, byEmail] = choose;
		await page.getByTestId('ndv').getByText(profile, { exact: true }).first().waitFor();
		await details.profile.enter(byEmail, 'amy.dakota@example.com');

		const [button, phone, retry] = fill;
		expect(retry).toBe('Retry');
		await details.fields.ready();
		await film.show(2000);
		await page.getByTestId('ndv').getByText(button).waitFor();
		await details.fields.add(phone);
		await details.fields.write('phone', '3301020304');
		await film.show(2500);

		expect(run[0]).toBe('Execute step');
		await page.getByTestId('ndv').getByRole('button', { name: run[0] }).first().waitFor();
		await details.execute();
		const [row] = await details.output.rows();
		expect(Object.keys(row).slice(0, 4)).toEqual(['email', 'firstName', 'lastName', 'phone']);
		expect(row).toMatchObject({ email: 'amy.dakota@example.com', phone: '3301020304' });
		expect(run).toContain('Simplify');
		expect(await details.isOn('simplify')).toBe(true);
		await details.output.showSchema();
		await film.show(5000);
		await film.save('first-workflow');
	},
);

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

journey("a marketer's five minutes, step by step", async ({ page, canvas, nodePanel, details }) => {
	const steps = namesInSteps('docs/for-marketers.md', 'Five minutes');
	const [find, look, change, dryRun, write] = steps;
	const scene = await setScene('acme-marketer');
	await scene.credential();
	const form = page.getByTestId('ndv');

	const [plus, ...words] = find;
	const [node, get] = words.pop()?.split(' > ') ?? [];
	expect(plus).toBe('+');
	await canvas.openNew();
	await nodePanel.openFirst();
	for (const word of words) await nodePanel.search(word, node);
	await nodePanel.choose(node);
	await nodePanel.unfoldActions(get);
	await nodePanel.choose(get);
	await details.chooseCredential('Adobe Campaign acme-marketer');

	const [profile, fromList, execute] = look;
	await form.getByText(profile, { exact: true }).first().waitFor();
	await details.profile.chooseMode(fromList);
	await details.profile.pick('amy.dak', 'Amy Dakota');
	await form.getByRole('button', { name: execute }).first().waitFor();
	await details.execute();
	const [{ phone }] = await details.output.rows();
	await details.close();

	const [, update, field, fields, retry] = change;
	expect(retry).toBe('Retry');
	await nodePanel.open();
	await nodePanel.search(words[0], node);
	await nodePanel.choose(node);
	await nodePanel.unfoldActions(update);
	await nodePanel.choose(update);
	await details.profile.chooseMode(fromList);
	await details.profile.pick('amy.dak', 'Amy Dakota');
	await details.fields.ready();
	await form.getByText(fields, { exact: true }).first().waitFor();
	await details.fields.add(field);
	await details.fields.write('phone', '3301020377');

	const [options, addOption, option] = dryRun;
	await form.getByText(options, { exact: true }).waitFor();
	await form.getByPlaceholder(addOption).waitFor();
	await details.addOption(option);
	await details.execute();
	const [dry] = await details.output.rows();
	expect(dry).toMatchObject({ dryRun: 'true', firstName: 'Amy' });
	expect(dry.fields).toMatch(`now:${phone}`);
	expect(dry.fields).toMatch('wouldBe:3301020377');
	expect(await scene.profile('amy.dakota@example.com')).toMatchObject({ phone });

	expect(write).toEqual([option, execute]);
	await details.removeOption('dryRun');
	await details.execute();
	await details.output.panel().getByText('3301020377').waitFor();
	const [written] = await details.output.rows();
	expect(Object.keys(written).slice(0, 4)).toContain('phone');
	expect(await scene.profile('amy.dakota@example.com')).toMatchObject({ phone: '3301020377' });
});
