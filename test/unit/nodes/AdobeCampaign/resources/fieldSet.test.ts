import {
	fieldSetField,
	fieldSetIn,
	readFieldSet,
} from '../../../../../nodes/AdobeCampaign/resources/fieldSet';
import { PROFILE, profileKind } from '../../../../../nodes/AdobeCampaign/resources/profile/kind';
import { contextOf, editorContextOf } from '../context';

it('Field Set is read in an execution and in the editor', () => {
	const setting = { parameters: { endpoint: 'profileAndServicesExt' } };

	expect(readFieldSet(contextOf(setting))).toBe('profileAndServicesExt');
	expect(readFieldSet(editorContextOf(setting))).toBe('profileAndServicesExt');
});

it('Field Set offers the families of Adobe’s page "Endpoints", which stand in the address', () => {
	const choices = fieldSetField.options?.map((option) => 'value' in option && option.value);

	expect(choices).toEqual(['profileAndServices', 'profileAndServicesExt']);
	expect(fieldSetField.default).toBe('profileAndServices');
	expect(profileKind('profileAndServicesExt').family).toBe('profileAndServicesExt');
});

it.each([
	['profileAndServices/profile/@a', 'profileAndServices'],
	['https://mc.adobe.io/acme/campaign/profileAndServicesExt/profile/C-1/', 'profileAndServicesExt'],
	['https://mc.adobe.io/acme/campaign/profileAndServices/profile', undefined],
	['https://mc.adobe.io/acme/campaign/profileAndServices/service/@s', undefined],
	['https://mc.adobe.io/acme/campaign/customResources/profile/@a', undefined],
	['profileAndServices/service/@s?/profileAndServices/profile/@a', undefined],
	['@a', undefined],
	['', undefined],
])('The field set of a profile’s address %s is %s', (url, fieldSet) => {
	expect(fieldSetIn(url, PROFILE)).toBe(fieldSet);
});
