import { API_KEY, STATIC_TOKEN } from '../../sandbox/credentials';
import { journey } from './journey';
import { campaignNode, setScene, trigger } from './scene';
import { pictureForReadme } from './screenshots';

journey(
	'access token credential: the connection test names a wrong field and accepts the right ones',
	async ({ page, canvas, details, credentialForm }) => {
		const scene = await setScene('acme-access-token');
		const node = campaignNode(await scene.credential());
		const workflow = await scene.workflow(trigger(), { ...node, credentials: {} });
		await canvas.open(workflow.id);
		await canvas.openNode('Campaign');
		await details.createCredential();
		await credentialForm.fill({
			organization: 'unknown-organization',
			apiKey: API_KEY,
			accessToken: STATIC_TOKEN,
			baseUrl: scene.sandboxUrl,
		});
		await credentialForm.save();
		await credentialForm.showsProblem("Check 'Organization' in the credential");
		await pictureForReadme(page, 'credential-problem');

		await credentialForm.fill({ organization: scene.organization, apiKey: 'not-the-key' });
		await credentialForm.save();
		await credentialForm.showsProblem('Adobe does not know this API key');

		await credentialForm.fill({ apiKey: API_KEY });
		await credentialForm.save();
		await credentialForm.dialog().waitFor({ state: 'hidden' });
		await details.editCredential();
		await credentialForm.success().waitFor();
		await pictureForReadme(page, 'credential-access-token');
	},
);
