import { journey } from './journey';
import { campaignNode, setScene, trigger } from './scene';

const vera = 'vera.complete@example.com';
const forGood = 'The profile was deleted in Campaign for good, without a dry run';

journey(
	'delete: Dry Run shows the profile that would be deleted, and without it the profile is deleted',
	async ({ canvas, details }) => {
		const scene = await setScene('acme-delete');
		const node = campaignNode(await scene.credential(), { operation: 'delete' });
		const workflow = await scene.workflow(trigger(), node);
		await canvas.open(workflow.id);
		await canvas.openNode('Campaign');

		const { profile, output } = details;
		await profile.pick('vera', 'Vera Complete');
		await details.addOption('Dry Run');
		await details.execute();
		const [shown] = await output.rows();
		expect(shown).toMatchObject({ deleted: 'false', dryRun: 'true', email: vera });
		await output.hint(forGood).waitFor({ state: 'hidden' });
		const { PKey } = await scene.profile(vera);

		await details.toggle('dryRun');
		await details.execute();
		await output.panel().getByText(vera).waitFor({ state: 'hidden' });
		await output.hint(forGood).waitFor();
		expect(await output.rows()).toEqual([{ deleted: 'true', PKey }]);
		await expect(scene.profile(vera)).rejects.toThrow();
		const writes = (await scene.requests()).filter(({ method }) => method !== 'GET');
		expect(writes.map(({ method }) => method)).toEqual(['DELETE']);
	},
);
