import { isNumberKept, isNumberRounded } from '../../../../../nodes/AdobeCampaign/records/compare';
import {
	isTextRewritten,
	UNKNOWN,
	type TextRule,
} from '../../../../../nodes/AdobeCampaign/records/rewrittenText';

const names: TextRule = { policy: 'smartCase', length: 30 };
const long = `${'x'.repeat(29)}😀 and more`;

/** What a rule of the server makes of a text, by the rule's name. */
const REWRITTEN: Array<[string, TextRule, string, string]> = [
	['letter case', names, 'mcDONALD', 'Mcdonald'],
	['letter case', names, 'ΑΛΕΞΗΣ', 'Αλεξησ'],
	['letter case', names, 'ΑΛΕΞΗΣ', 'Αλεξης'],
	['letter case', names, "o'neil", "O'Neil"],
	['letter case', names, 'mcDonald-smith', 'McDonald-smith'],
	['letter case', names, 'weiß ßab', 'Weiß ßab'],
	['letter case', { policy: 'upperCase' }, 'Αλέξης', 'ΑΛΈΞΗΣ'],
	['letter case', { policy: 'upperCase' }, 'Weiß', 'WEISS'],
	['letter case', { policy: 'lowerCase' }, 'DAKOTA', 'dakota'],
	['letter case, as the rules cannot be read', { policy: UNKNOWN }, 'Amy@Mail.com', 'amy@mail.com'],
	['letter case, as the rules cannot be read', { policy: UNKNOWN }, 'amy', 'Amy'],
	['letter case', { policy: 'identifier' }, 'Dakota', 'DAKOTA'],
	['letter case', names, 'IŞIK', 'Işık'],
	['blanks', {}, ' van  der Doe ', 'van der Doe'],
	['plain signs', {}, 'O’Neil', "O'Neil"],
	['plain signs', {}, '“Amy”', '"Amy"'],
	['plain signs', {}, '1990–1995', '1990-1995'],
	['plain signs', {}, 'and so on…', 'and so on...'],
	['plain signs and letter case', names, 'O’NEIL', "O'neil"],
	['length', { length: 5 }, 'Brännström', 'Bränn'],
	['length, in the middle of an emoji', { length: 30 }, long, `${'x'.repeat(29)}\ufffd`],
	['length, in the middle of an emoji', { length: 30 }, long, 'x'.repeat(29)],
	['length, in the middle of an emoji', { length: 30 }, long, `${'x'.repeat(29)}?`],
	['length, by characters', { length: 30 }, long, `${'x'.repeat(29)}😀`],
	['length and letter case', { policy: 'smartCase', length: 4 }, 'DAKOTA', 'Dako'],
	['phone', { policy: 'phone' }, '+49 (170) 1', '+491701'],
	['phone', { policy: 'phone' }, '+49 (170) 1', '+49 170 1'],
	['phone and length', { policy: 'phone', length: 4 }, '+49 170', '+491'],
	['length and blanks', { length: 4 }, 'van der Doe', 'van'],
	['email', { policy: 'email' }, 'Amy@Mail.com', 'amy@mail.com'],
];

test.each(REWRITTEN)('%s by %j: %j is stored as %j', (_name, rule, sent, stored) => {
	expect(isTextRewritten(sent, stored, rule)).toBe(true);
});

/** The limits of the rules. */
const OTHER: Array<[string, TextRule, string, string]> = [
	['letter case without a policy', {}, 'Amy', 'amy'],
	['another letter', names, 'Αλεξης', 'Αλεξηρ'],
	['small letters by smartCase', names, 'DAKOTA', 'dakota'],
	['capitals by smartCase', names, 'Dakota', 'DAKOTA'],
	['a capital inside a word by smartCase', names, 'mcdonald', 'McDonald'],
	['a second word in small letters by smartCase', names, 'AMY DAKOTA', 'Amy dakota'],
	['a capital by lowerCase', { policy: 'lowerCase' }, 'dakota', 'Dakota'],
	['a small letter by upperCase', { policy: 'upperCase' }, 'DAKOTA', 'DAKOTa'],
	['both by identifier', { policy: 'identifier' }, 'DAKOTA', 'Dakota'],
	['capitals by email', { policy: 'email' }, 'amy@mail.com', 'Amy@mail.com'],
	['a sign more by phone', { policy: 'phone' }, '+491701', '+49 1701'],
	['no digits by phone', { policy: 'phone' }, 'none', 'one'],
	['a blank more', {}, 'van der Doe', 'van  der Doe'],
	['a blank around it', {}, 'Amy', ' Amy'],
	['an accent that is gone', names, 'Zoé', 'Zoe'],
	['a sign that is gone', {}, 'O’Neil', 'ONeil'],
	['a plain sign made typographic', {}, "O'Neil", 'O’Neil'],
	['another sign', {}, 'O’Neil', 'O"Neil'],
	['cut shorter than the field', { length: 5 }, 'Brännström', 'Brä'],
	['cut without a length', {}, 'Brännström', 'Bränn'],
	['cut in the middle of an emoji, and one more', { length: 30 }, long, 'x'.repeat(28)],
	['letters that were not understood', {}, 'Brännström', 'Br?nnstr?m'],
	['a key that was cut', { length: 5, isKey: true }, 'C-1001', 'C-100'],
	['an e-mail that was cut', { length: 5, policy: 'email' }, 'amy@mail.com', 'amy@m'],
	['a UUID that was cut', { length: 8 }, '0b94b0d9-2e85-4b55-b672-a872637acd74', '0b94b0d9'],
	['an e-mail that was cut, in any field', { length: 10 }, 'amy@mail.com', 'amy@mail.c'],
	['a key with a UUID', { length: 8 }, 'C-0b94b0d9-2e85-4b55-b672-a872637acd74', 'C-0b94b0'],
	['something else', {}, 'Amy', 'Tara'],
	['nothing', {}, 'Amy', ''],
];

test.each(OTHER)('%s is not explained by %j: %j, %j', (_name, rule, sent, stored) => {
	expect(isTextRewritten(sent, stored, rule)).toBe(false);
});

test.each<[string, unknown, unknown]>([
	['itself', 12, 12],
	['its text', 12, '12'],
	['all digits', '7615917337495251231', '7615917337495251231'],
	['nothing before it', '-007', -7],
	['decimals', 12.5, '12.5'],
])('%s is kept: %j, %j', (_name, sent, stored) => {
	expect(isNumberKept(sent, stored)).toBe(true);
});

test.each<[string, unknown, unknown]>([
	['the last digits', '7615917337495251231', '7615917337495251000'],
	['no number', 0, ' '],
	['a list', 0, []],
	['the sign', 7, -7],
	['a decimal', 12.5, 12],
	['a decimal that rounding would hide', 12.3, 12],
])('%s is not kept: %j, %j', (_name, sent, stored) => {
	expect(isNumberKept(sent, stored)).toBe(false);
});

test.each<[string, unknown, unknown, boolean]>([
	['single precision', 19.99, 19.989999771118164, true],
	['single precision, written in short', 1234567.89, 1234567.9, true],
	['single precision, rounded off', 1234567.89, 1234568, false],
	['the last bit', 0.3, 0.1 + 0.2, true],
	['a cent', 19.99, 19.98, false],
	['decimals cut off', 19.99, 19.9, false],
	['decimals gone', 19.99, 20, false],
	['a whole number in single precision', 16777217, 16777216, false],
	['a long whole number', '7615917337495251231', 7615917337495251000, false],
	['no number', 19.99, 'x', false],
])('%s is a rounded number: %j, %j: %s', (_name, sent, stored, expected) => {
	expect(isNumberRounded(sent, stored)).toBe(expected);
});
