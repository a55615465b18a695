import { journey } from './journey';
import { campaignNode, itemNode, node, setScene, trigger } from './scene';
import { pictureForReadme } from './screenshots';

const amy = 'amy.dakota@example.com';
const nora = 'nora.newman@example.com';

journey(
	'create or update: of two rows the known one is updated, and the new one created',
	async ({ page, canvas, details }) => {
		const scene = await setScene('acme-create-or-update');
		const people = [
			{ email: amy, firstName: 'Amy', phone: '3301020304' },
			{ email: nora, firstName: 'Nora', phone: '3301020305' },
		];
		const workflow = await scene.workflow(
			trigger(),
			itemNode({ people }),
			node(2, 'n8n-nodes-base.splitOut', 'Rows', {
				parameters: { fieldToSplitOut: 'people', options: {} },
			}),
			campaignNode(await scene.credential(), { operation: 'upsert' }, 3),
		);
		await canvas.open(workflow.id);
		await canvas.openNode('Campaign');
		await details.executePrevious();
		await details.dragInput('email', details.parameter('matchValue'));
		await details.fields.mapAutomatically();
		await details.execute();

		expect(await details.output.rows()).toEqual([
			expect.objectContaining({ email: amy, operation: 'updated' }),
			expect.objectContaining({ email: nora, operation: 'created' }),
		]);
		expect(await scene.profile(amy)).toMatchObject({ lastName: 'Dakota', phone: '3301020304' });
		expect(await scene.profile(nora)).toMatchObject({ firstName: 'Nora', phone: '3301020305' });
		await pictureForReadme(page, 'create-or-update');
	},
);
