import {
	findMatches,
	identityOf,
	valuesOf,
	withMatchValues,
	type Match,
} from '../../../../../../nodes/AdobeCampaign/resources/profile/matches';
import type { SentField } from '../../../../../../nodes/AdobeCampaign/records/wire';
import { ALL, GONE, ok, scene, sentText, shortenPauses } from '../../campaign';

shortenPauses();

const email = (value: string): Match => ({ by: 'email', value });
const key = (value: string): Match => ({ by: 'customKey', value });
const byFilter = (parameters: Record<string, string>, name = 'byCustomer'): Match => ({
	by: 'customFilter',
	value: Object.values(parameters)[0],
	filter: { name, parameters },
});

const EMAIL = email('amy@example.com');
const KEY = key('C-1');
const BOTH = byFilter({ id: 'C-1', city: 'Oslo' }, 'byBoth');

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
	['the same filter', byFilter({ id: '1' }, 'byId'), byFilter({ id: '1' }, 'byId')],
])('%s means the same profile', (_case, one, other) => {
	expect(isSame(one, other)).toBe(true);
});

test.each([
	['another e-mail', email('amy@example.com'), email('amy@example.co')],
	['a key in capital letters', key('c-1'), key('C-1')],
	['a key that reads like an e-mail', email('a@b.c'), key('a@b.c')],
	['another value', byFilter({ id: '1' }, 'byId'), byFilter({ id: '2' }, 'byId')],
	['another parameter', byFilter({ id: '1' }, 'byId'), byFilter({ no: '1' }, 'byId')],
	['another filter', byFilter({ id: '1' }, 'byId'), byFilter({ id: '1' }, 'byNo')],
])('%s does not', (_case, one, other) => {
	expect(isSame(one, other)).toBe(false);
});

const AMY = { PKey: '@a', email: 'amy@example.com', cusId: 'C-1', cusCity: 'Oslo' };
const BOB = { PKey: '@b', email: 'bob@example.com', cusId: 'C-2', cusCity: 'Oslo' };

const page = (content: object[]) => ok({ content });

it('The values of a match are those of all its parameters', () => {
	expect(valuesOf({ by: 'email', value: 'a@b.example' })).toEqual(['a@b.example']);
	expect(valuesOf(byFilter({ id: 'C-1', city: 'Oslo' }))).toEqual(['C-1', 'Oslo']);
});

describe('A custom key', () => {
	it('finds one profile or no profile', async () => {
		expect(await findMatches(scene({ 'GET profile/C-1': ok(AMY) }).item, KEY, [])).toEqual([AMY]);
		expect(await findMatches(scene({ 'GET profile/C-1': GONE }).item, KEY, [])).toEqual([]);
	});

	it('has to stand in the field that gets it', async () => {
		const { item } = scene({ 'GET profile/C-1': ok(AMY) });

		await expect(findMatches(item, KEY, [sentText('phone', 'C-1')])).rejects.toThrow(
			'something else',
		);
	});
});

it('A custom filter finds the profiles that have its values', async () => {
	const { item } = scene({ 'GET profile/byBoth?id=C-1&city=Oslo': page([BOB, AMY]) });

	expect(await findMatches(item, BOTH, [])).toEqual([AMY]);
});

describe('An e-mail', () => {
	it('may find several profiles', async () => {
		const twin = { ...AMY, PKey: '@x' };
		const url = `GET profile/byEmail?email=amy%40example.com&${ALL}`;
		const { item } = scene({ [url]: page([AMY, BOB, twin]) });

		expect(await findMatches(item, EMAIL, [])).toEqual([AMY, twin]);
	});
});

describe('The fields that hold the match value', () => {
	const valuesOf = (match: Match, ...sent: SentField[]) =>
		withMatchValues(match, sent).map(({ id, value, isKey }) => [id, value, isKey ?? false]);

	it('get exactly that value, and count as keys', () => {
		expect(valuesOf(KEY, sentText('cusId', 'c-1 '), sentText('phone', '1'))).toEqual([
			['cusId', 'C-1', true],
			['phone', '1', false],
		]);
		expect(valuesOf(BOTH, sentText('cusId', 'C-1'), sentText('cusCity', 'OSLO'))).toEqual([
			['cusId', 'C-1', true],
			['cusCity', 'Oslo', true],
		]);
	});

	it('by e-mail are the e-mail alone', () => {
		const sent = [sentText('email', 'AMY@example.com'), sentText('cusMail', 'AMY@example.com')];

		expect(valuesOf(EMAIL, ...sent)).toEqual([
			['email', 'amy@example.com', true],
			['cusMail', 'AMY@example.com', false],
		]);
	});

	it('keep another e-mail, which is to replace the first', () => {
		expect(valuesOf(EMAIL, sentText('email', 'new@example.com'))).toEqual([
			['email', 'new@example.com', false],
		]);
	});

	it('are not cleared by an empty e-mail', () => {
		const cleared = sentText('email', '', { clears: true });

		expect(valuesOf(EMAIL, cleared, sentText('phone', '1'))).toEqual([['phone', '1', false]]);
		expect(valuesOf(KEY, cleared)).toEqual([['email', '', false]]);
	});

	it('keep numbers as they are', () => {
		const match: Match = { by: 'customKey', value: '12' };

		expect(valuesOf(match, sentText('cusNo', 12, { type: 'number' }))).toEqual([
			['cusNo', 12, false],
		]);
	});
});
