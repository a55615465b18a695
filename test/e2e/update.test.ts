import { eventually } from './eventually';
import { journey } from './journey';
import { campaignNode, setScene, trigger } from './scene';
import { pictureForReadme } from './screenshots';

const values = {
	phone: '3301020304',
	birthDate: '1990-04-05T00:00:00',
	gender: 'male',
	'location.city': 'Lyon',
};

journey(
	'update: fields of every type are set, stored, and there when the workflow is opened again',
	async ({ page, canvas, details }) => {
		const scene = await setScene('acme-update');
		const node = campaignNode(await scene.credential(), { operation: 'update' });
		const workflow = await scene.workflow(trigger(), node);
		await canvas.open(workflow.id);
		await canvas.openNode('Campaign');

		const { fields, profile, output } = details;
		await profile.pick('amy', 'Amy Dakota');
		expect(await profile.shown()).toBe('Amy Dakota (amy.dakota@example.com)');
		expect(await fields.add('Phone')).toEqual(
			expect.arrayContaining(['Phone', 'Birth date', 'Gender', 'Location: City', 'Time zone']),
		);
		for (const label of ['Birth date', 'Gender', 'Location: City']) await fields.add(label);
		await fields.write('phone', '3301020304');
		await fields.write('location.city', 'Lyon');
		await fields.writeDate('birthDate', '1990-04-05 00:00:00');
		expect(await fields.choose('gender', 'Male')).toEqual(['Not specified', 'Male', 'Female']);
		await pictureForReadme(page, 'mapper');

		await details.execute();
		const stored = { phone: '3301020304', birthDate: '1990-04-05', gender: 'male' };
		expect(await output.rows()).toEqual([
			expect.objectContaining({
				...stored,
				email: 'amy.dakota@example.com',
				location: expect.stringContaining('city:Lyon') as unknown,
			}),
		]);
		expect(await scene.profile('amy.dakota@example.com')).toMatchObject({
			...stored,
			location: { city: 'Lyon' },
		});
		await output.showSchema();
		await pictureForReadme(page, 'update');

		await details.close();
		await eventually(async () =>
			expect(await storedFields(workflow.id)).toMatchObject({ value: values }),
		);
		await canvas.reload();
		await canvas.openNode('Campaign');
		await fields.control('location.city').waitFor();
		const shown = { phone: '3301020304', 'location.city': 'Lyon', gender: 'Male' };
		for (const [id, text] of Object.entries(shown)) expect(await fields.shown(id)).toBe(text);
		expect(await fields.shown('birthDate')).toBe('1990-04-05 00:00:00');
		expect(await profile.shown()).toBe('Amy Dakota (amy.dakota@example.com)');

		async function storedFields(id: string) {
			const { nodes } = await scene.stored(id);
			return nodes.find(({ name }) => name === 'Campaign')?.parameters.fields;
		}
	},
);

journey('update: another field set offers the custom fields', async ({ canvas, details }) => {
	const scene = await setScene('acme-field-set');
	const node = campaignNode(await scene.credential(), { operation: 'update' });
	const workflow = await scene.workflow(trigger(), node);
	await canvas.open(workflow.id);
	await canvas.openNode('Campaign');

	const { fields, profile, output } = details;
	expect(await fields.add('Phone')).not.toContain('Loyalty tier');
	await details.choose('endpoint', 'Standard and Custom Fields');
	await profile.enter('By Key', 'C-1001');
	expect(await fields.add('Loyalty tier')).toContain('Loyalty points');
	await fields.choose('cusLoyaltyTier', 'Gold');
	await fields.add('Loyalty points');
	await fields.write('cusPoints', '150');

	await details.execute();
	expect(await output.rows()).toEqual([
		expect.objectContaining({ firstName: 'Amy', cusLoyaltyTier: 'gold', cusPoints: '150' }),
	]);
	const patch = (await scene.requests()).find(({ method }) => method === 'PATCH');
	expect(JSON.parse(patch?.body ?? '')).toEqual({
		cusLoyaltyTier: 'gold',
		cusPoints: 150,
	});
});
