import { digestOf, hashOf } from '../../../../../nodes/AdobeCampaign/n8n/digest';

const COUNT = 200_000;
const digests = Array.from({ length: COUNT }, (_, id) => digestOf(`profile ${id}`));

const LETTERS_OF_BASE64URL = /^[A-Za-z0-9_-]+$/;

const bitsOf = (text: string) =>
	hashOf(text)
		.map((lane) => lane.toString(2).padStart(32, '0'))
		.join('');

describe('digestOf', () => {
	it('is the same for ever, since digests are stored in workflows', () => {
		expect(digestOf('@ines', 10)).toBe('myk63kAhb3');
		expect(digestOf('', 10)).toBe('D2o7a4y9iI');
		expect(digestOf('@ines')).toBe('myk63kAh');
		expect(digestOf('@ines', 5)).toBe('myk63');
	});

	it('has the length that is asked for, in letters of base64url', () => {
		for (let length = 1; length <= 10; length += 1) {
			expect(digestOf('@ines', length)).toHaveLength(length);
		}
		expect(digests.join('')).toMatch(LETTERS_OF_BASE64URL);
	});

	it('differs for each of 200,000 sequential ids', () => {
		expect(new Set(digests).size).toBe(COUNT);
	});

	it('of 5 letters is shared by as many ids as chance has it', () => {
		// 200,000 ids in 2^30 digests: 18.6 pairs.
		const shared = COUNT - new Set(digests.map((digest) => digest.slice(0, 5))).size;

		expect(shared).toBeGreaterThan(5);
		expect(shared).toBeLessThan(40);
	});

	it('has each letter equally often at each place', () => {
		const expected = COUNT / 64;
		for (let place = 0; place < 8; place += 1) {
			const counts: Record<string, number> = {};
			for (const digest of digests) counts[digest[place]] = (counts[digest[place]] ?? 0) + 1;

			expect(Object.keys(counts)).toHaveLength(64);
			// Five standard deviations.
			for (const count of Object.values(counts)) {
				expect(Math.abs(count - expected)).toBeLessThan(5 * Math.sqrt(expected));
			}
		}
	});
});

describe('hashOf', () => {
	it('changes each of its 64 bits half of the time when one digit changes', () => {
		const texts = Array.from({ length: 2_000 }, (_, id) => String(10_000 + id));
		for (const digit of [0, 2, 4]) {
			const flips = Array.from({ length: 64 }, () => 0);
			for (const text of texts) {
				const other = `${text.slice(0, digit)}${9 - Number(text[digit])}${text.slice(digit + 1)}`;
				const [one, two] = [bitsOf(text), bitsOf(other)];
				flips.forEach((_, bit) => (flips[bit] += one[bit] === two[bit] ? 0 : 1));
			}
			// 1,000 of 2,000, and six standard deviations.
			expect(Math.min(...flips)).toBeGreaterThan(866);
			expect(Math.max(...flips)).toBeLessThan(1_134);
		}
	});

	it('tells texts apart by the order and the number of their signs', () => {
		const texts = ['ab', 'ba', 'a', 'b', 'aab', 'abb', '', '\0', '\0\0', 'ä', '\u{1f600}'];

		expect(new Set(texts.map(bitsOf)).size).toBe(texts.length);
	});
});
