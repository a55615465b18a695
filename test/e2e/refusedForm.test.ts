import type { Fault } from '../../sandbox/server';
import { journey } from './journey';
import { campaignNode, setScene, trigger } from './scene';

/** As when the product profile of the instance is missing in Adobe's console. */
const refused: Fault = {
	times: 100,
	respond: { status: 403, body: '{"error_code":"403023","message":"Profile is not valid"}' },
};

journey(
	'refused lists: they show why Adobe refuses them, and load when that is corrected',
	async ({ canvas, details }) => {
		const scene = await setScene('acme-refused');
		const credential = await scene.credential();
		const update = campaignNode(credential, { operation: 'update' });
		const workflow = await scene.workflow(trigger(), update);
		const byFilter = campaignNode(credential, { operation: 'getAll', filterBy: 'customFilter' });
		const list = await scene.workflow(trigger(), byFilter);
		await scene.faults([refused]);
		await canvas.open(workflow.id);
		await canvas.openNode('Campaign');

		const { profile, fields } = details;
		await details.parameter('operation').waitFor();
		const problem = await profile.problem();
		expect(problem).toContain('These credentials have no access to this organization');
		expect(problem).toContain("'Organization' in the credential");

		await canvas.open(list.id);
		await canvas.openNode('Campaign');
		const filters = await details.problem();
		expect(filters).toContain('These credentials have no access to this organization');
		expect(filters).toContain("'Organization' in the credential");
		await canvas.open(workflow.id);
		await canvas.openNode('Campaign');

		await scene.faults([]);
		await fields.retry();
		expect(await fields.add('Phone')).toContain('Birth date');
		await profile.pick('amy', 'Amy Dakota');
	},
);
