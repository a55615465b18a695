import { AdobeCampaignProfile } from '../../../../../nodes/AdobeCampaign/AdobeCampaignProfile.node';
import {
	authenticationFields,
	readAuthentication,
} from '../../../../../nodes/AdobeCampaign/parameters/authentication';
import { contextOf, editorContextOf } from '../context';

it('Authentication is read in an execution and in the editor', () => {
	const setting = { parameters: { authentication: 'oAuth2' } };

	expect(readAuthentication(contextOf(setting))).toBe('oAuth2');
	expect(readAuthentication(editorContextOf(setting))).toBe('oAuth2');
});

it('Authentication has a credential of the node for each choice', () => {
	const { credentials } = new AdobeCampaignProfile().description;
	const ofCredentials = credentials?.map(
		({ displayOptions }) => displayOptions?.show?.authentication,
	);

	for (const { options } of authenticationFields) {
		expect(ofCredentials).toEqual(options?.map((option) => 'value' in option && [option.value]));
	}
});

it('Authentication begins with OAuth2, and with the access token in nodes of version 1', () => {
	expect(authenticationFields.map((field) => [field.displayOptions?.show, field.default])).toEqual([
		[{ '@version': [1] }, 'accessToken'],
		[{ '@version': [{ _cnd: { gt: 1 } }] }, 'oAuth2'],
	]);
});
