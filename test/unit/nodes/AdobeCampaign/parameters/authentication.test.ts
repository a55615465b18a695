import { AdobeCampaignProfile } from '../../../../../nodes/AdobeCampaign/AdobeCampaignProfile.node';
import {
	authenticationField,
	readAuthentication,
} from '../../../../../nodes/AdobeCampaign/parameters/authentication';
import { contextOf, editorContextOf } from '../context';

it('Authentication is read in an execution and in the editor', () => {
	const setting = { parameters: { authentication: 'oAuth2' } };

	expect(readAuthentication(contextOf(setting))).toBe('oAuth2');
	expect(readAuthentication(editorContextOf(setting))).toBe('oAuth2');
});

it('Authentication has a credential of the node for each choice', () => {
	const choices = authenticationField.options?.map((option) => 'value' in option && option.value);
	const { credentials } = new AdobeCampaignProfile().description;

	expect(credentials?.map(({ displayOptions }) => displayOptions?.show?.authentication)).toEqual(
		choices?.map((choice) => [choice]),
	);
});
