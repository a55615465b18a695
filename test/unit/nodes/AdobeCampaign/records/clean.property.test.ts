import fc from 'fast-check';

import {
	cleanEmail,
	cleanKey,
	cleanName,
	cleanText,
	isBlank,
	isEmail,
} from '../../../../../nodes/AdobeCampaign/records/clean';

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
