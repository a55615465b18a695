/** The 64 letters of base64url: six bits each. */
export const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

const { imul } = Math;

/** Mixes all bits of one lane into all bits of the other (the constants are MurmurHash3's). */
const mixed = (lane: number, other: number) =>
	imul(lane ^ (lane >>> 16), 0x85ebca6b) ^ imul(other ^ (other >>> 13), 0xc2b2ae35);

/**
 * A hash of 64 bits in two numbers, in the manner of cyrb53 (public domain): two lanes, each multiplied by an odd number for each sign. Not
 * for secrets: n8n's verification does not admit Node's own `crypto` in what ships.
 */
export function hashOf(text: string): [number, number] {
	let [one, two] = [0xdeadbeef, 0x41c6ce57];
	for (let index = 0; index < text.length; index += 1) {
		const code = text.charCodeAt(index);
		one = imul(one ^ code, 0x9e3779b1);
		two = imul(two ^ code, 0x5f356495);
		// A product carries bits upwards only: this brings them back down.
		one ^= one >>> 15;
		two ^= two >>> 15;
	}
	one = mixed(one, two);
	two = mixed(two, one);
	return [one >>> 0, two >>> 0];
}

/**
 * A short stand-in for a text, so that the text itself is not kept.
 *
 * @param length letters of six bits each, at most 10
 */
export function digestOf(text: string, length = 8): string {
	const [one, two] = hashOf(text);
	let digest = '';
	for (let shift = 0; shift < 30; shift += 6) digest += LETTERS[(one >>> shift) & 63];
	for (let shift = 0; shift < 30; shift += 6) digest += LETTERS[(two >>> shift) & 63];
	return digest.slice(0, length);
}
