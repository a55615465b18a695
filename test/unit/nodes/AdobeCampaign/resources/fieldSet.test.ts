import { fieldSetField, readFieldSet } from '../../../../../nodes/AdobeCampaign/resources/fieldSet';
import { profileKind } from '../../../../../nodes/AdobeCampaign/resources/profile/kind';
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
