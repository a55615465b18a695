import {
	areToldApart,
	modifierOf,
	modifiersOf,
} from '../../../../../nodes/AdobeCampaign/records/modifier';
import type { CampaignRecord } from '../../../../../nodes/AdobeCampaign/transport/types';

const by = (modifiedBy?: unknown) => ({ PKey: '@a', modifiedBy }) as CampaignRecord;

describe('modifierOf', () => {
	test.each([
		[' Ann Okafor ', 'Ann Okafor'],
		[{ PKey: '@u1', title: 'Ann Okafor (ann)', name: 'ann' }, 'Ann Okafor (ann)'],
		[{ PKey: '@u1', name: 'ann', label: 'Ann' }, 'ann'],
		[{ PKey: '@u1', label: 'Ann' }, 'Ann'],
		[{ PKey: '@u1' }, '@u1'],
	])('of %j is %s', (modifiedBy, name) => {
		expect(modifierOf(by(modifiedBy))).toBe(name);
	});

	test.each([
		undefined,
		null,
		'',
		' ',
		'Anonymous',
		'anonymous',
		{ title: 'Anonymous' },
		{},
		7,
		[],
	])('of %j is not known', (modifiedBy) => {
		expect(modifierOf(by(modifiedBy))).toBe('');
	});
});

test('modifiersOf lists each account once, sorted, and not those that are not known', () => {
	const records = [by('Zoe'), by('Ann'), by('Anonymous'), by(), by('Zoe')];
	expect(modifiersOf(records)).toEqual(['Ann', 'Zoe']);
});

describe('areToldApart', () => {
	test.each([
		[[], false],
		[[by('Ann'), by('Ann')], false],
		[[by('Anonymous'), by()], false],
		[[by('Ann'), by('Zoe')], true],
		[[by('Ann'), by('Anonymous')], true],
	])('of %j is %s', (records, is) => {
		expect(areToldApart(records)).toBe(is);
	});
});
