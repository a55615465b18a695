import type { SentField } from '../../../../../nodes/AdobeCampaign/records/wire';
import {
	checkParameters,
	fieldsOfNewByFilter,
	findByFilter,
} from '../../../../../nodes/AdobeCampaign/resources/filterMatch';
import {
	ALL,
	errorOf,
	ok,
	scene,
	sentText,
	shortenPauses,
	type Reply,
	type Script,
} from '../campaign';

shortenPauses();

const AMY = { PKey: '@a', email: 'amy@example.com', cusId: 'C-1', cusCity: 'Oslo' };
const BOB = { PKey: '@b', email: 'bob@example.com', cusId: 'C-2', cusCity: 'Oslo' };

const byFilter = (parameters: Record<string, string>) => ({ name: 'byCustomer', parameters });
const FILTER = byFilter({ id: 'C-1' });
const LIST = 'GET profile/byCustomer?id=C-1';
const page = (content: object[], next?: string): Reply =>
	ok({ content, ...(next && { next: { href: `profileAndServicesExt/profile/${next}` } }) });
describe('A custom filter', () => {
	const find = async (script: Script, filter = FILTER, sent: SentField[] = []) =>
		await findByFilter(scene(script).item, filter, sent);

	it('finds the profiles that have its values, with one request', async () => {
		const { item, asked } = scene({ [LIST]: page([AMY]) });

		expect(await findByFilter(item, FILTER, [])).toEqual([AMY]);
		expect(asked).toEqual([LIST]);
	});

	it('that finds nothing finds no profile', async () => {
		expect(await find({ [LIST]: page([]) })).toEqual([]);
	});

	it('leaves out others beside those that are meant', async () => {
		expect(await find({ [LIST]: page([BOB, AMY]) })).toEqual([AMY]);
	});

	it.each([
		[[BOB], 'a profile that does', /found:\n- @b$/],
		[[BOB, { ...BOB, PKey: '@c' }], '2 profiles that do', /found:\n- @b\n- @c$/],
	])('that finds only others is refused', async (found, words, keys) => {
		const error = await errorOf(find({ [LIST]: page(found) }));

		expect(error.message).toBe(
			`The filter finds ${words} not have 'Match Value', and nothing was written`,
		);
		expect(error.description).toMatch(keys);
	});

	it('has to find the value in the field that gets it', async () => {
		const sent = [sentText('phone', 'C-1')];

		expect((await errorOf(find({ [LIST]: page([AMY]) }, FILTER, sent))).message).toContain(
			"not have 'Match Value'",
		);
		expect(await find({ [LIST]: page([AMY]) }, FILTER, [sentText('cusId', 'C-1')])).toEqual([AMY]);
	});

	it('has to find all of its values', async () => {
		const filter = byFilter({ id: 'C-1', city: 'Rome' });
		const failing = find({ 'GET profile/byCustomer?id=C-1&city=Rome': page([AMY]) }, filter);

		expect((await errorOf(failing)).message).toContain("not have 'Match Value'");
	});

	it('with more than one page is refused, unless several are meant anyway', async () => {
		const error = await errorOf(find({ [LIST]: page([AMY, BOB], 'more') }));
		expect(error.message).toContain('The filter finds more profiles than one page has');

		const twins = [AMY, { ...AMY, PKey: '@x' }];
		expect(await find({ [LIST]: page(twins, 'more') })).toEqual(twins);
	});

	it('goes on from an empty page to the first that has rows', async () => {
		const script = { [LIST]: page([], 'more'), [`GET profile/more?${ALL}`]: page([AMY]) };

		expect(await find(script)).toEqual([AMY]);
	});
});

describe('The parameters of a filter', () => {
	const METADATA = 'GET resourceType/profile';
	const GOOD: Script = {
		[METADATA]: ok({ content: {}, filters: { href: 'profileAndServicesExt/profile/filters' } }),
		'GET profile/filters': ok({
			byCustomer: { data: '/profile/byCustomer?id=$value&city=$value' },
			byNothing: { data: '/profile/byNothing' },
		}),
	};
	const check = async (name: string, parameters: Record<string, string>, script = GOOD) =>
		await checkParameters(scene(script).item, { name, parameters });

	it('have to be exactly those that the instance tells', async () => {
		await expect(check('byCustomer', { id: '1', city: 'Oslo' })).resolves.toBeUndefined();
	});

	it.each<[string, string, Record<string, string>, string]>([
		[
			'one that the filter does not have',
			'byCustomer',
			{ id: '1', city: 'x', no: '2' },
			"The filter 'byCustomer' has no parameter 'no'",
		],
		[
			'a filter without parameters',
			'byNothing',
			{ id: '1' },
			"The filter 'byNothing' has no parameter 'id'",
		],
		[
			'one that is missing',
			'byCustomer',
			{ id: '1' },
			"The filter 'byCustomer' also looks at 'city'",
		],
	])(
		'are refused with %s, before anything is written',
		async (_name, name, parameters, message) => {
			await expect(check(name, parameters)).rejects.toThrow(`${message}, and nothing was written`);
		},
	);

	it('are taken as they are where the instance does not tell them', async () => {
		const silent: Script = { [METADATA]: { status: 500, body: 'No' } };

		await expect(check('byCustomer', { x: '1' }, silent)).resolves.toBeUndefined();
		await expect(check('byOther', { x: '1' })).resolves.toBeUndefined();
	});
});

describe('A parameter that is named after a field', () => {
	const card = {
		by: 'customFilter' as const,
		value: '250',
		filter: byFilter({ card_no_parameter: '250' }),
	};
	const POINTS: SentField = { id: 'points', label: 'Points', type: 'number', value: 250 };
	const METADATA = ok({
		content: {
			card_no: { type: 'string', label: 'Card' },
			points: { type: 'number', label: 'Points' },
		},
	});

	it('means that field, and not a number that looks the same', async () => {
		const record = { PKey: '@c', card_no: '250', points: 40 };
		const { item } = scene({ 'GET profile/byCustomer?card_no_parameter=250': page([record]) });

		expect(await findByFilter(item, card.filter, [POINTS])).toEqual([record]);
	});

	it('is written into that field of a new record, although a number looks the same', async () => {
		const { item } = scene({ 'GET resourceType/profile': METADATA });

		expect(await fieldsOfNewByFilter(item, card, [POINTS])).toMatchObject([
			{ id: 'points', value: 250 },
			{ id: 'card_no', value: '250' },
		]);
	});

	it('is refused where Fields has another value for it, whatever else has this one', async () => {
		const { item } = scene({ 'GET resourceType/profile': METADATA });
		const sent = [sentText('card_no', '999'), sentText('note', '250')];
		const error = await errorOf(fieldsOfNewByFilter(item, card, sent));

		expect(error.message).toContain("a new one would not have the 'Match Value' either");
	});
});
