import { profileLocator } from '../../../../../../nodes/AdobeCampaign/resources/profile/locator';

const formOf = (endpoint: string) => {
	const forms = profileLocator.filter(({ displayOptions }) =>
		displayOptions?.show?.endpoint?.includes(endpoint),
	);
	expect(forms).toHaveLength(1);
	return forms[0];
};

const modesOf = (endpoint: string) => formOf(endpoint).modes?.map(({ name }) => name);

test('a custom key is offered only where custom fields are', () => {
	expect(modesOf('profileAndServices')).toEqual(['list', 'email', 'id', 'url']);
	expect(modesOf('profileAndServicesExt')).toEqual(['list', 'email', 'id', 'url', 'customKey']);
});

test('both forms are stored under the same name and begin with the list', () => {
	for (const form of profileLocator) {
		expect(form).toMatchObject({
			name: 'profile',
			type: 'resourceLocator',
			required: true,
			default: { mode: 'list', value: '' },
		});
	}
});
