import { listed, listedKeys } from '../../../../../nodes/AdobeCampaign/records/listed';
import { CUSTOM_RESOURCE } from '../../../../../nodes/AdobeCampaign/resources/customResource/kind';
import { PROFILE } from '../../../../../nodes/AdobeCampaign/resources/profile/kind';

test('records are listed one a line: the name and the day they were made, then the PKey', () => {
	const twin = { email: 'twins@example.com', lastName: 'Twin' };
	const people = [
		{ ...twin, PKey: '@1', firstName: 'Ada', created: '2026-03-01 10:00:00.000Z' },
		{ ...twin, PKey: '@2', firstName: '' },
		{ PKey: '@3', title: 'Someone' },
		{ PKey: '@4' },
	];

	expect(listed(people, PROFILE)).toBe(
		[
			'- Ada Twin, created 2026-03-01: @1',
			'- Twin: @2',
			'- Someone: @3',
			'- a profile without a name: @4',
		].join('\n'),
	);
	expect(listed([{ PKey: '@5', title: 'O-1' }], CUSTOM_RESOURCE)).toBe('- O-1: @5');
	expect(listedKeys(people)).toBe('- @1\n- @2\n- @3\n- @4');
});

test('more than ten are counted', () => {
	const many = [...Array(13).keys()].map((index) => ({ PKey: `@${index}` }));

	expect(listed(many, PROFILE).split('\n')).toHaveLength(11);
	expect(listed(many, PROFILE)).toMatch(/\n- and 3 more$/);
});
