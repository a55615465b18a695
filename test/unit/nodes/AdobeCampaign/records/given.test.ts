import { isPlainObject, isSet, parsedJson } from '../../../../../nodes/AdobeCampaign/records/given';

it.each<[unknown, boolean]>([
	[{}, true],
	[Object.create(null), true],
	[[], false],
	[new Date(), false],
	[{ toISO: () => '' }, false],
	[null, false],
	['{}', false],
])('%j is an object of values: %s', (value, isOne) => {
	expect(isPlainObject(value)).toBe(isOne);
});

it.each<[unknown, boolean]>([
	[undefined, false],
	[null, false],
	['', true],
	[0, true],
	[false, true],
])('%j is set: %s', (value, isOne) => {
	expect(isSet(value)).toBe(isOne);
});

it('JSON is what it says, and any other text is nothing', () => {
	expect(parsedJson('{ "a": [1] }')).toEqual({ a: [1] });
	expect(parsedJson('{ a: 1 }')).toBeUndefined();
});
