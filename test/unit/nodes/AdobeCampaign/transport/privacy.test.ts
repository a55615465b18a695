import fc from 'fast-check';

import { withoutHidden } from '../../../../../nodes/AdobeCampaign/transport/privacy';

const ZOE = 'Zo\u00eb Dak\u00f3ta';

test.each([
	['as it is', `'${ZOE}' is wrong`, "'...' is wrong"],
	['in other capitals', `${ZOE.toUpperCase()} is wrong`, '... is wrong'],
	['with separate accents', `${ZOE.normalize('NFD')} is wrong`, '... is wrong'],
	['with entities by number', 'Zo&#235; Dak&#243;ta is wrong', '... is wrong'],
	['with entities in hexadecimal', 'Zo&#xEB; Dak&#xf3;ta is wrong', '... is wrong'],
	['with entities by name', 'Zo&euml; Dak&Oacute;ta is wrong', '... is wrong'],
	['escaped twice', 'Zo&amp;euml; Dak&amp;#243;ta is wrong', '... is wrong'],
	['without its accents', 'ZOE DAKOTA is wrong', '... is wrong'],
	['misread', 'Zo\u00c3\u00ab Dak\u00c3\u00b3ta is wrong', '... is wrong'],
	['with escapes of JSON', 'Zo\\u00eb Dak\\u00f3ta is wrong', '... is wrong'],
	['as part of an address', '/x?name=Zo%C3%AB%20Dak%C3%B3ta is wrong', '/x?name=... is wrong'],
	['twice', `${ZOE} and ${ZOE}`, '... and ...'],
])('a value is hidden %s', (_, text, shown) => {
	expect(withoutHidden(text, [ZOE])).toBe(shown);
});

test.each([
	[`O'Neil & <Sons>`, 'O&apos;Neil &amp; &lt;Sons&gt; is wrong'],
	['say "Amy"', 'say \\"Amy\\" is wrong'],
	['C:\\new', 'C:\\new is wrong'],
	['Rue 1\nParis', 'Rue 1\\nParis is wrong'],
	['C:\\new', 'C:\\\\new is wrong'],
	['100%25', '100%25 is wrong'],
	['a&amp;b c', 'a&amp;b c is wrong'],
	['1234567.5', '1234567.5 is wrong'],
	['4711', '4711 is wrong'],
	['123456', '123,456 is wrong'],
	['1234567.5', '1,234,567.50 is wrong'],
	['33 1 44 55 66', '33+1+44+55+66 is wrong'],
	['+33 1 44 55 66', '33144-5566 is wrong'],
	['1970-05-06', '06/05/1970 is wrong'],
	['1970-05-06', '19700506 is wrong'],
	['Stra\u00dfe', 'STRASSE is wrong'],
])('%j is hidden in %j', (value, text) => {
	expect(withoutHidden(text, [value])).toBe('... is wrong');
});

test.each([
	['Amy', "The value of 'Amy' is wrong", "The value of '...' is wrong"],
	['Amy', 'AMY is wrong', '... is wrong'],
	['Amy', 'Amyl is wrong', 'Amyl is wrong'],
	['Li', "The value 'Li' is wrong", "The value '...' is wrong"],
	['is', 'The value is wrong', 'The value is wrong'],
	['123', 'line 123 is wrong', 'line ... is wrong'],
	['123', 'PGS-1234 is wrong', 'PGS-1234 is wrong'],
	['李', '值李 is wrong', '值... is wrong'],
	['x', "'x' is wrong", "'x' is wrong"],
])('of a short value: %j in %j', (value, text, shown) => {
	expect(withoutHidden(text, [value])).toBe(shown);
});

test('a long value is hidden where only its beginning is quoted', () => {
	const value = 'Amy Dakota lives in Rue de Rivoli 12 and likes to dance';
	expect(withoutHidden(`'${value.slice(0, 40)}...' is wrong`, [value])).toBe("'......' is wrong");
	expect(withoutHidden(`wrong: ${value.slice(0, 10)}`, [value])).toBe('wrong: ...');
});

test.each([33_000, 3_000_000])('a value of %i characters is hidden', (length) => {
	const value = 'Amy Dakota '.repeat(length / 10);
	const text = `The value '${value}' is not valid`.slice(0, 4000);
	expect(withoutHidden(text, [value])).toBe("The value '...");
});

test.each(['a', 'Xy', '-', '0', '\ufdfa'])(
	'a text of nothing but %j is hidden as a whole',
	(unit) => {
		const text = unit.repeat(4000);
		expect(withoutHidden(text.slice(0, 4000), [text])).toBe('...');
	},
);

test('nothing fails, and nothing of four letters is left, whatever the texts are', () => {
	const texts = fc.string({ unit: 'binary', maxLength: 40 });
	fc.assert(
		fc.property(texts, texts, texts, (before, value, after) => {
			const shown = withoutHidden(`${before} ${value} ${after}`, [value]);
			if ([...value.trim()].length >= 4) {
				expect(shown.length).toBeLessThanOrEqual(`${before} ${value} ${after}`.length);
				expect(shown).toContain('...');
			}
		}),
		{ seed: 9, numRuns: Number(process.env.PROPERTY_RUNS ?? 1000) },
	);
});
