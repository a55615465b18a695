import { filterInfoOf } from '../../../../../nodes/AdobeCampaign/records/metadata';

test('a filter has the label and the parameters that the instance gives it', () => {
	const data = '/profileAndServices/profile/byText?text=$value';
	expect(filterInfoOf('byText', { label: 'By name or email', data })).toEqual({
		name: 'byText',
		label: 'By name or email',
		parameters: ['text'],
	});
});

test('of several parameters the order is kept, and Adobe’s own are left out', () => {
	// Adobe, "Filtering": the sample of "birthday", shortened. It prints both absolute and relative addresses.
	const data =
		'https://mc.adobe.io/acme/campaign/profileAndServices/profile/birthday?type=$value&precision=$value&day=$value&_lineCount=$value';
	expect(filterInfoOf('birthday', { data })).toEqual({
		name: 'birthday',
		parameters: ['type', 'precision', 'day'],
	});
});

test.each([
	['byCustomerId', '/profileAndServicesExt/profile/CustomerId?customerid_parameter=$value'],
	['byCustomerId', 'profileAndServicesExt/profile/CustomerId/?customerid_parameter=$value'],
])('the name is the one in the address, not the entry’s: %s, %s', (entry, data) => {
	expect(filterInfoOf(entry, { data })).toEqual({
		name: 'CustomerId',
		parameters: ['customerid_parameter'],
	});
});

test.each([{}, { data: '' }, { label: '' }])('described by %j it has its name alone', (entry) => {
	expect(filterInfoOf('byText', entry)).toEqual({ name: 'byText', parameters: [] });
});

test('an address without parameters gives none', () => {
	expect(filterInfoOf('x', { data: '/profileAndServices/profile/active' }).parameters).toEqual([]);
	expect(filterInfoOf('x', { data: '/profileAndServices/profile/active?' }).parameters).toEqual([]);
});
