import { journey } from './journey';
import { campaignNode, setScene, trigger } from './scene';
import { pictureForReadme } from './screenshots';

const amy = 'amy.dakota@example.com';

journey(
	'dry run: an update shows what it would change, and later sends only that',
	async ({ page, canvas, details }) => {
		const scene = await setScene('acme-dry-run');
		const node = campaignNode(await scene.credential(), {
			operation: 'update',
			profile: { __rl: true, mode: 'email', value: amy },
		});
		const workflow = await scene.workflow(trigger(), node);
		await canvas.open(workflow.id);
		await canvas.openNode('Campaign');

		const { fields, output } = details;
		const before = await scene.profile(amy);
		await fields.add('First name');
		await fields.write('firstName', 'Amelia');
		await fields.add('Phone');
		await fields.write('phone', '3301020300');
		for (const option of ['Only Changed Fields', 'Dry Run']) await details.addOption(option);
		await details.execute();
		const [{ dryRun, fields: changes }] = await output.rows();
		expect(dryRun).toBe('true');
		expect(changes).toMatch(/field:firstName\s+now:Amy\s+wouldBe:Amelia\s+changes:true/);
		expect(changes).toMatch(/field:phone\s+now:3301020300\s+wouldBe:3301020300\s+changes:false/);
		await output.showSchema();
		await pictureForReadme(page, 'dry-run', 1100);
		expect(await scene.profile(amy)).toEqual(before);

		await details.toggle('dryRun');
		await details.execute();
		await output.panel().getByText(amy).waitFor();
		expect(await scene.profile(amy)).toMatchObject({ firstName: 'Amelia', phone: '3301020300' });
		const writes = (await scene.requests()).filter(({ method }) => method !== 'GET');
		expect(writes.map(({ method, body }) => [method, JSON.parse(body)])).toEqual([
			['PATCH', { firstName: 'Amelia' }],
		]);
	},
);
