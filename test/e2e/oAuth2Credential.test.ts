import { API_KEY, CLIENT_SECRET, TOKEN_PATH } from '../../sandbox/credentials';
import { journey } from './journey';
import { campaignNode, setScene, trigger } from './scene';
import { pictureForReadme } from './screenshots';

journey(
	'OAuth2 credential: it is tested with a token of the token service, and used with it',
	async ({ page, canvas, details, credentialForm, credentialsPage }) => {
		const scene = await setScene('acme-oauth2');
		const tokensBefore = (await scene.requests('ims')).length;

		await credentialsPage.create('Adobe Campaign OAuth2 API');
		await credentialForm.fill({
			organization: scene.organization,
			clientId: API_KEY,
			clientSecret: CLIENT_SECRET,
		});
		expect(await credentialForm.field('scope').inputValue()).toMatch(
			/^openid,AdobeID,campaign_sdk,/,
		);
		await credentialForm.fill({
			accessTokenUrl: `${scene.sandboxUrl}${TOKEN_PATH}`,
			baseUrl: scene.sandboxUrl,
		});
		await credentialForm.save();
		await credentialForm.success().waitFor();
		const name = (await credentialForm.name()).trim();
		await credentialForm.close();

		const node = campaignNode(await scene.credential());
		const workflow = await scene.workflow(trigger(), node);
		await canvas.open(workflow.id);
		await canvas.openNode('Campaign');
		await details.chooseCredential(name);
		await details.profile.enter('By Email', 'amy.dakota@example.com');
		await details.execute();
		expect(await details.output.rows()).toEqual([expect.objectContaining({ firstName: 'Amy' })]);

		await details.editCredential();
		await credentialForm.success().waitFor();
		await pictureForReadme(page, 'credential-oauth2', 1300);

		const tokens = (await scene.requests('ims')).slice(tokensBefore);
		expect(tokens.map(({ path, status }) => [path, status])).toContainEqual([TOKEN_PATH, 200]);
		expect(tokens[0].body).toContain('grant_type=client_credentials');
		const asked = await scene.requests();
		expect(asked.map(({ status }) => status)).toEqual([200, 200, 200]);
		for (const { headers } of asked) expect(headers['x-api-key']).toBe('present');
	},
);
