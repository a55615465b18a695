import { eventually } from './eventually';
import { journey } from './journey';
import { campaignNode, setScene, trigger } from './scene';
import { pictureForReadme } from './screenshots';

/** How many services the sandbox has at first, its template included. */
const SEEDED = 5;

journey('services: Get Many lists them without the templates', async ({ canvas, details }) => {
	const scene = await setScene('acme-services');
	const node = campaignNode(
		await scene.credential(),
		{ resource: 'service', operation: 'getAll' },
		1,
		'adobeCampaign',
	);
	await canvas.open((await scene.workflow(trigger(), node)).id);
	await canvas.openNode('Campaign');

	const { output } = details;
	await details.execute();
	const labels = async () => (await output.rows()).map(({ label }) => label);
	const services = ['Garden News', 'Store Offers by SMS', 'Spring Trial', 'Ünïque & Söhne'];
	expect((await labels()).sort()).toEqual([...services].sort());

	await details.addOption('Include Templates');
	await details.execute();
	await eventually(async () =>
		expect((await labels()).sort()).toEqual([...services, 'Newsletter template'].sort()),
	);
});

journey(
	'services: one is made with the fields of the instance, then picked by what was typed and updated',
	async ({ page, canvas, details }) => {
		const scene = await setScene('acme-new-service');
		const node = campaignNode(
			await scene.credential(),
			{ resource: 'service', operation: 'create' },
			1,
			'adobeCampaign',
		);
		await canvas.open((await scene.workflow(trigger(), node)).id);
		await canvas.openNode('Campaign');

		const { fields, output, service } = details;
		const offered = await fields.add('Label');
		expect(offered).toEqual(expect.arrayContaining(['Channel', 'Description', 'Start date']));
		expect(offered).not.toContain('Visible on the website');
		for (const label of ['Channel', 'Start date']) await fields.add(label);
		await fields.write('label', 'Winter Letters');
		expect(await fields.choose('messageType', 'Mobile (SMS)')).toContain('Email');
		await fields.writeDate('start', '2027-01-15 00:00:00');
		await details.execute();
		const made = { label: 'Winter Letters', messageType: 'sms', start: '2027-01-15' };
		expect(await output.rows()).toEqual([expect.objectContaining(made)]);
		const stored = async () => (await scene.records('service')).slice(SEEDED);
		expect(await stored()).toEqual([expect.objectContaining(made)]);
		await output.showSchema();
		await pictureForReadme(page, 'service');

		await details.choose('operation', 'Update');
		expect(await service.pick('letters', 'Winter Letters')).toEqual(['Winter Letters (SVC6)']);
		await fields.write('label', 'Winter News');
		await details.execute();
		await output.panel().getByText('Winter News').first().waitFor();
		await eventually(async () =>
			expect(await stored()).toEqual([expect.objectContaining({ ...made, label: 'Winter News' })]),
		);
	},
);
