import { journey } from './journey';
import { campaignNode, itemNode, setScene, trigger } from './scene';

const nora = 'nora.newman@example.com';
const otto = 'otto.newman@example.com';

journey(
	'create: with a custom field and an organizational unit, field by field or mapped automatically',
	async ({ canvas, details }) => {
		const scene = await setScene('acme-create');
		const unit = await scene.unit('North');
		const item = { email: otto, cusPoints: 20, orgUnit: unit, note: 'called on Monday' };
		const node = campaignNode(await scene.credential(), { operation: 'create' }, 2);
		const workflow = await scene.workflow(trigger(), itemNode(item), node);
		await canvas.open(workflow.id);
		await canvas.openNode('Campaign');

		const { fields, output } = details;
		await details.choose('endpoint', 'Standard and Custom Fields');
		expect(await fields.add('Email')).toContain('Organizational unit');
		await fields.write('email', nora);
		await fields.add('Loyalty tier');
		await fields.choose('cusLoyaltyTier', 'Gold');
		await fields.add('Organizational unit');
		expect(await fields.choose('orgUnit', 'North (north)')).toHaveLength(3);
		await details.execute();
		expect(await output.rows()).toEqual([
			expect.objectContaining({ email: nora, cusLoyaltyTier: 'gold' }),
		]);
		const inNorth = { orgUnit: expect.objectContaining({ PKey: unit }) as unknown };
		expect(await scene.profile(nora)).toMatchObject({ cusLoyaltyTier: 'gold', ...inNorth });

		await fields.mapAutomatically();
		expect(await fields.notices().allInnerTexts()).toEqual([
			expect.stringContaining('incoming data fields are named the same') as unknown,
		]);
		await details.execute();
		await output.panel().getByText(otto).waitFor();
		expect(await scene.profile(otto)).toMatchObject({ cusPoints: 20, ...inNorth });
	},
);
