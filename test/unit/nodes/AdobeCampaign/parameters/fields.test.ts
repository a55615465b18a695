import { toFormField } from '../../../../../nodes/AdobeCampaign/parameters/fields';
import type { FieldType } from '../../../../../nodes/AdobeCampaign/records/kind';

test.each<[FieldType, string]>([
	['string', 'string'],
	['number', 'number'],
	['boolean', 'boolean'],
	['date', 'dateTime'],
	['dateTime', 'dateTime'],
	['link', 'string'],
])('a field of type %s is in the form a %s that may be left out', (type, formType) => {
	const field = { id: 'cusX', label: 'My field', type, length: 30, policy: 'smartCase' };
	expect(toFormField(field)).toEqual({
		id: 'cusX',
		displayName: 'My field',
		type: formType,
		required: false,
		defaultMatch: false,
		canBeUsedToMatch: false,
		display: true,
	});
});

test('an enumeration offers its choices', () => {
	const options = [{ name: 'Male', value: 'male' }];
	const field = { id: 'gender', label: 'Gender', type: 'options' as const, options };
	expect(toFormField(field)).toMatchObject({ type: 'options', options });
});
