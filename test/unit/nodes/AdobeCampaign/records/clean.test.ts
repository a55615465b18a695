import fc from 'fast-check';

import {
	cleanEmail,
	cleanKey,
	cleanName,
	cleanText,
	forComparison,
	isBlank,
	isEmail,
	isSameName,
} from '../../../../../nodes/AdobeCampaign/records/clean';

/** What people paste, and cannot see. */
const UNSEEN: Array<[string, string]> = [
	['a space', ' '],
	['several', '   '],
	['a tab', '\t'],
	['a line break', '\n'],
	['a line break of Windows', '\r\n'],
	['a line separator', '\u2028'],
	['a next line', '\u0085'],
	['a no-break space', '\u00a0'],
	['a narrow no-break space', '\u202f'],
	['an em space', '\u2003'],
	['a figure space', '\u2007'],
	['an ideographic space', '\u3000'],
	['a zero-width space', '\u200b'],
	['a zero-width joiner', '\u200d'],
	['a zero-width non-joiner', '\u200c'],
	['a word joiner', '\u2060'],
	['a BOM', '\ufeff'],
	['a soft hyphen', '\u00ad'],
	['a mark of direction', '\u200e'],
	['the other mark of direction', '\u200f'],
	['an embedding', '\u202a'],
	['an isolate', '\u2066'],
	['an Arabic letter mark', '\u061c'],
	['a Hangul filler', '\u3164'],
	['a braille blank', '\u2800'],
	['a null', '\0'],
	['an escape', '\x1b'],
	['a delete', '\x7f'],
];

describe.each(UNSEEN)('%s', (_name, unseen) => {
	it('around a text is taken off', () => {
		expect(cleanText(`${unseen}Amy Dakota${unseen}`)).toBe('Amy Dakota');
		expect(cleanText(`${unseen}Zoë${unseen}`)).toBe('Zoë');
		expect(cleanText(`${unseen} ${unseen}Amy`)).toBe('Amy');
	});

	it('around a key and an e-mail is taken off', () => {
		expect(cleanKey(`${unseen}C-1001${unseen}`)).toBe('C-1001');
		expect(cleanEmail(`${unseen}amy@mail.com${unseen}`)).toBe('amy@mail.com');
		expect(cleanName(`${unseen}amy@mail.com${unseen}`)).toBe('amy@mail.com');
	});

	it('alone is blank', () => {
		expect(isBlank(unseen)).toBe(true);
		expect(isBlank(`${unseen}x`)).toBe(false);
		expect(cleanText(unseen)).toBe('');
		expect(cleanKey(unseen)).toBe('');
	});

	it('in a key is gone, or a space or a line break that is seen', () => {
		expect(cleanKey(`C-1${unseen}001`)).toMatch(/^C-1(?:|[ \n]+)001$/);
		expect(isEmail(cleanEmail(`amy${unseen}@mail.com`))).toBe(
			!/[\s\u0085\u2800]/.test(unseen) || unseen === '\ufeff',
		);
	});
});

test.each([
	['two lines', 'Rue du Café 8\nBâtiment C'],
	['a no-break space inside', '10\u00a0000'],
	['an emoji with its presentation', '❤\ufe0f'],
	['a family', '👩\u200d👧'],
	['a flag of a region', '🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}'],
	['a Persian word', 'می\u200cخواهم'],
	['an Arabic letter that is made to look joined', 'ه\u200d'],
	['an old Malayalam ending', 'അവന\u0d4d\u200d'],
	['a Japanese name with a character of its own', '\ufa19谷'],
	['a typographic apostrophe', 'O’Neil'],
])('%s is left as it is in a text', (_name, text) => {
	expect(cleanText(text)).toBe(text);
	expect(cleanText(` ${text}\n`)).toBe(text);
});

test.each([
	['letters in parts, as a Mac writes them', 'Zoe\u0301', 'Zoé'],
	['a Korean syllable in parts', '\u1112\u1161\u11ab', '한'],
	['a control inside', 'Am\0y', 'Amy'],
	['a soft hyphen inside', 'Donau\u00addampf', 'Donaudampf'],
	['a zero-width space inside', 'Am\u200by', 'Amy'],
	['a BOM inside', 'Am\ufeffy', 'Amy'],
])('%s becomes what is read', (_name, text, read) => {
	expect(cleanText(text)).toBe(read);
	expect(cleanKey(text)).toBe(read);
});

test.each([
	'amy@mail.com;',
	'amy@mail.com,',
	'amy@mail.com.',
	'amy@mail.com;;',
	' amy@mail.com ; ',
	'<amy@mail.com>',
	'<amy@mail.com>;',
	'Amy Dakota <amy@mail.com>',
	'"Dakota, Amy" <amy@mail.com>',
	'"Amy" <amy@mail.com>;',
	'amy@mail.com <amy@mail.com>',
	"'amy@mail.com'",
	"'amy@mail.com",
	'"amy@mail.com"',
	'“amy@mail.com”',
	'(amy@mail.com)',
	'[amy@mail.com]',
	'mailto:amy@mail.com',
	'MAILTO:amy@mail.com',
	'mailto:amy@mail.com?subject=Hello',
	'mailto:amy%40mail.com',
	'[amy@mail.com](mailto:amy@mail.com)',
	'[Amy](mailto:amy@mail.com)',
	'amy@mail.com；',
	'amy@mail.com、',
])('%j is amy@mail.com', (text) => {
	expect(cleanEmail(text)).toBe('amy@mail.com');
	expect(cleanName(text)).toBe('amy@mail.com');
});

test.each([
	'amy@mail.com; tara@mail.com',
	'amy@mail.com,tara@mail.com',
	'tara@mail.com <amy@mail.com>',
	'[tara@mail.com](mailto:amy@mail.com)',
	'amy @mail.com',
	'amy@mail',
	'amy@mail..com',
	'amy@.com',
	'amy@mail.com-',
	'@mail.com',
	'amy@',
	'amy',
	'not an email',
	'amy@mail.com%20',
	'amy@mail,com',
	'amy@@mail.com',
	'=amy@mail.com',
	'•amy@mail.com',
	'//amy@mail.com',
	'amy%2Bx@mail.com',
	'%20amy@mail.com',
	'n/a',
	'-',
	'',
])('%j is no e-mail', (text) => {
	expect(isEmail(cleanEmail(text))).toBe(false);
});

test.each([
	"o'neil+news@example.com",
	'first.last@sub.example.co.uk',
	'a@b.de',
	'zoë@münchen.de',
	'用户@例子.公司',
	'abc..def@docomo.ne.jp',
	'x_y-z=1@mail.com',
])('%j is one', (text) => {
	expect(cleanEmail(text)).toBe(text);
	expect(isEmail(text)).toBe(true);
});

test.each<[string, unknown, unknown, boolean]>([
	['capitals', 'AMY@mail.com', 'amy@MAIL.com', true],
	['what is around', ' amy@mail.com;', 'amy@mail.com', true],
	['a soft hyphen', 'C-1\u00ad001', 'c-1001', true],
	['a number and its text', 1001, '1001', true],
	['accents in parts', 'zoe\u0301', 'ZOÉ', true],
	['another one', 'C-100', 'C-1001', false],
	['a blank inside', 'C 1001', 'C1001', false],
])('%s: %j and %j name the same: %s', (_name, one, other, expected) => {
	expect(isSameName(one, other)).toBe(expected);
	expect(isSameName(other, one)).toBe(expected);
});

test('long texts take no longer for it', () => {
	const long = ' '.repeat(100_000);
	const started = performance.now();
	expect(cleanText(`${long}x${long}y`)).toHaveLength(100_002);
	expect(cleanEmail(`${','.repeat(100_000)}x`)).toHaveLength(100_001);
	expect(forComparison(`${long}X${'\u200b'.repeat(100_000)}`)).toBe('x');
	// A pattern that tries each beginning takes minutes.
	expect(performance.now() - started).toBeLessThan(20_000);
});

/** Texts of what people paste: letters, signs, blanks and invisible characters of all kinds. */
const part = fc.oneof(
	fc.string({ unit: 'binary', maxLength: 4 }),
	fc.constantFrom(
		...[' ', '\n', '\u00a0', '\u200b', '\u200d', '\u200c', '\ufeff', '\u00ad', '\u200f', '\u202c'],
		...['\u0301', '\ufe0f', '❤', '👩', 'é', 'e', 'ه', '\u0d4d', 'Amy', 'amy@mail.com', '@', '.'],
		...[';', '<', '>', '"', "'", 'mailto:', '[', '](', ')', '?', ','],
	),
);
const texts = fc.array(part, { maxLength: 12 }).map((parts) => parts.join(''));

/** What can be seen of a text: no invisible characters, blanks as one space. */
const seen = (text: string) =>
	text
		.replace(/(?![\t-\r\u0080-\u009f])\p{Cc}/gu, '')
		.replace(
			/(?!\p{Variation_Selector}|[\u{e0020}-\u{e007f}])\p{Default_Ignorable_Code_Point}/gu,
			'',
		)
		.replace(/[\s\u0085\u2800]+/g, ' ')
		.trim()
		.normalize('NFC');

const settings = { seed: 8, numRuns: Number(process.env.PROPERTY_RUNS ?? 500) };

describe.each([
	['cleanText', cleanText],
	['cleanKey', cleanKey],
	['cleanEmail', cleanEmail],
	['cleanName', cleanName],
])('%s', (_name, clean) => {
	it('does nothing the second time', () => {
		fc.assert(
			fc.property(texts, (text) => {
				expect(clean(clean(text))).toBe(clean(text));
			}),
			settings,
		);
	});

	it('makes nothing longer', () => {
		fc.assert(
			fc.property(texts, (text) => {
				expect(clean(text).length).toBeLessThanOrEqual(text.length);
			}),
			settings,
		);
	});

	it('changes nothing that is read', () => {
		fc.assert(
			fc.property(texts, (text) => {
				const cleaned = clean(text);
				// An address loses what programs put around it.
				if (isEmail(cleaned)) expect(seen(text)).toContain(seen(cleaned));
				else expect(seen(cleaned)).toBe(seen(text));
			}),
			settings,
		);
	});

	it('leaves nothing of what is blank', () => {
		fc.assert(
			fc.property(texts, (text) => {
				if (isBlank(text)) expect(clean(text)).toBe('');
				else expect(clean(text)).not.toBe('');
			}),
			settings,
		);
	});
});
