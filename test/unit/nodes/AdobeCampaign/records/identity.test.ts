import { fieldsWith, hasValue } from '../../../../../nodes/AdobeCampaign/records/identity';
import { PROFILE } from '../../../../../nodes/AdobeCampaign/resources/profile/kind';
import { sentText } from '../campaign';

describe('A profile', () => {
	const profile = {
		PKey: '@a',
		email: 'amy@example.com',
		cusId: 'C-1',
		cusNumber: 42,
		cusPoints: 30,
		age: 51,
		gender: 'female',
		location: { city: 'Oslo' },
		orgUnit: { PKey: '@o', title: 'North' },
		created: '2020-01-01',
	};

	it.each<[string, string[], boolean]>([
		['C-1', [], true],
		[' c-1 ', [], true],
		['C-2', [], false],
		['42', [], true],
		['042', [], true],
		['30', [], false],
		['51', [], false],
		['female', [], false],
		['Oslo', [], false],
		['North', [], true],
		['@a', [], false],
		['', [], false],
		['C-1', ['cusId'], true],
		['C-1', ['email'], false],
		['30', ['cusPoints'], true],
		['Oslo', ['location.city'], true],
		['C-1', ['phone', 'cusId'], true],
	])('has the value %j (in %j): %s', (value, fields, isHeld) => {
		expect(hasValue(PROFILE, profile, value, fields)).toBe(isHeld);
	});

	it('of a kind whose records share no field has it in any field', () => {
		expect(hasValue({}, profile, 'female')).toBe(true);
	});
});

it('The fields with a value are those that name the same, whatever their capitals', () => {
	const sent = [sentText('cusId', 'c-1 '), sentText('phone', '1'), sentText('cusOld', 'C-1')];

	expect(fieldsWith(sent, 'C-1').map(({ id }) => id)).toEqual(['cusId', 'cusOld']);
});
