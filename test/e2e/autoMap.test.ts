import { journey } from './journey';
import { campaignNode, itemNode, type Scene, setScene, trigger } from './scene';

const amy = 'amy.dakota@example.com';
const chosen = { __rl: true, mode: 'email', value: amy };

/** What Campaign was sent to store, in the one update that there was. */
async function sent(scene: Scene): Promise<unknown> {
	const updates = (await scene.requests()).filter(({ method }) => method === 'PATCH');
	expect(updates).toHaveLength(1);
	return JSON.parse(updates[0].body);
}

/** "Trigger", "Item" and "Campaign" in a row. */
async function updateAfter(scene: Scene, item: object): Promise<string> {
	const parameters = { operation: 'update', profile: chosen };
	const node = campaignNode(await scene.credential(), parameters, 2);
	return (await scene.workflow(trigger(), itemNode(item), node)).id;
}

journey(
	'Map Automatically: only the values for fields of Campaign are stored',
	async ({ canvas, details }) => {
		const scene = await setScene('acme-auto-map');
		const known = { phone: '3301020304', gender: 'male', location: { city: 'Lyon' } };
		const unknown = { orderNumber: 4711, note: 'called on Monday', lastModified: '2020-01-01' };
		await canvas.open(await updateAfter(scene, { ...unknown, ...known }));
		await canvas.openNode('Campaign');
		await details.fields.mapAutomatically();
		await details.executePrevious();
		await details.execute();

		expect(await details.output.rows()).toEqual([
			expect.objectContaining({ email: amy, phone: '3301020304', gender: 'male' }),
		]);
		expect(await sent(scene)).toEqual(known);
		expect(await scene.profile(amy)).toMatchObject(known);
	},
);

journey(
	'expressions: a field is dragged from the input, another is typed',
	async ({ canvas, details }) => {
		const scene = await setScene('acme-expressions');
		const item = { telephone: '3301020304', customer: 'Amelia Dakota' };
		await canvas.open(await updateAfter(scene, item));
		await canvas.openNode('Campaign');
		await details.executePrevious();
		const { fields } = details;
		await fields.add('Phone');
		await details.dragInput('telephone', fields.control('phone'));
		await fields.add('First name');
		await fields.writeExpression('firstName', "{{ $json.customer.split(' ')[0] }}");
		await details.execute();

		expect(await details.output.rows()).toEqual([
			expect.objectContaining({ email: amy, phone: '3301020304', firstName: 'Amelia' }),
		]);
		expect(await sent(scene)).toEqual({ phone: '3301020304', firstName: 'Amelia' });
	},
);
