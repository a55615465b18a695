import {
	identityOf,
	type Match,
} from '../../../../../../nodes/AdobeCampaign/resources/profile/matches';

const email = (value: string): Match => ({ by: 'email', value });
const key = (value: string): Match => ({ by: 'customKey', value });
const filter = (name: string, parameter: string, value: string): Match => ({
	by: 'customFilter',
	value,
	filter: { name, parameters: { [parameter]: value } },
});

const isSame = (one: Match, other: Match) => identityOf(one) === identityOf(other);

test.each([
	['an e-mail in capital letters', email('Amy@Example.com'), email('amy@example.com')],
	['an e-mail with spaces around it', email(' amy@example.com '), email('amy@example.com')],
	[
		'an e-mail with an accent in two parts',
		email('zoe\u0301@example.com'),
		email('zo\u00e9@example.com'),
	],
	['the same key', key('C-1'), key('C-1')],
	['the same filter', filter('byId', 'id', '1'), filter('byId', 'id', '1')],
])('%s means the same profile', (_case, one, other) => {
	expect(isSame(one, other)).toBe(true);
});

test.each([
	['another e-mail', email('amy@example.com'), email('amy@example.co')],
	['a key in capital letters', key('c-1'), key('C-1')],
	['a key that reads like an e-mail', email('a@b.c'), key('a@b.c')],
	['another value', filter('byId', 'id', '1'), filter('byId', 'id', '2')],
	['another parameter', filter('byId', 'id', '1'), filter('byId', 'no', '1')],
	['another filter', filter('byId', 'id', '1'), filter('byNo', 'id', '1')],
])('%s does not', (_case, one, other) => {
	expect(isSame(one, other)).toBe(false);
});
