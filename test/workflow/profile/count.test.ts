import type { INodeParameters } from 'n8n-workflow';

import type { Fault, ReceivedRequest, Settings } from '../../../sandbox/server';
import { amy, count, ext, getAll, nobody, twins } from '../parameters';
import { REFUSED } from '../requests';
import { useHarness } from '../suite';

const { harness, control } = useHarness();

/** The paths of the requests, without what stands before them and the tokens of the pages. */
const listed = (requests: ReceivedRequest[]) =>
	requests.map(({ path }) =>
		path.replace(/^.*\/campaign\/\w+\//, '').replace(/_lineStart=.*/, '_lineStart'),
	);

const email = (value: string): INodeParameters => ({ filterBy: 'email', email: value });

const text = (value: string, textField = 'any'): INodeParameters => ({
	filterBy: 'text',
	text: value,
	textField,
});

const customFilter = (
	filterName: string,
	parameters: Record<string, string> = {},
): INodeParameters => ({
	...ext,
	filterBy: 'customFilter',
	filterName,
	filterParameters: {
		parameter: Object.entries(parameters).map(([name, value]) => ({ name, value })),
	},
});

/** What Count says, and how many items Get Many outputs for the same filter. */
async function both(organization: string, filter: INodeParameters) {
	const counted = await harness.runNode({ organization, parameters: count(filter) });
	const { items } = await harness.runNode({
		organization,
		parameters: getAll(filter, { returnAll: true }),
	});
	expect(counted.error).toBeUndefined();
	return { output: counted.items.map(({ json }) => json), many: items.length, ...counted };
}

const LIST = 'profile?_lineCount=1';
const NUMBER = 'profile//_count?_lineCount=1&_lineStart';

describe('Count', () => {
	it.each([
		['all', 'accessToken'],
		['all', 'oAuth2'],
		['all-v8', 'accessToken'],
		['all-v8', 'oAuth2'],
	] as const)('of all profiles of %s with %s', async (organization, authentication) => {
		control(organization).reset({ people: 345 });

		const { items, requests } = await harness.runNode({
			organization,
			authentication,
			parameters: count(),
		});

		expect(items).toEqual([{ json: { count: 345 }, pairedItem: { item: 0 } }]);
		expect(listed(requests)).toEqual([LIST, NUMBER]);
	});

	it.each<[string, INodeParameters, string[]]>([
		['text', text('A'), ['profile/byText?text=A&_lineCount=1', '/byText/_count?']],
		[
			'text in a field',
			text('A', 'firstName'),
			['profile/byText?text=A&filterType=firstName&_lineCount=1', '/byText/_count?'],
		],
		['a custom filter', customFilter('byLoyaltyTier', { loyaltytier_parameter: 'gold' }), []],
		['no filter', ext, [LIST, NUMBER]],
	])('by %s is what Get Many lists', async (_name, filter, paths) => {
		const { output, many, requests } = await both('same', filter);

		expect(many).toBeGreaterThan(1);
		expect(output).toEqual([{ count: many }]);
		expect(requests).toHaveLength(2);
		paths.forEach((path, index) => expect(listed(requests)[index]).toContain(path));
	});

	it.each<[string, INodeParameters, Partial<Settings>, number]>([
		['an e-mail that two have', email(twins), {}, 2],
		['an e-mail with capitals', email('Twins@Example.com'), { emailMatch: 'exact' }, 2],
		['an e-mail that others begin with', email(amy.email), { emailMatch: 'prefix' }, 1],
		['an e-mail that nobody has', email(nobody), {}, 0],
		['a text in a custom field', { ...ext, ...text('C-10', 'cusCustomerId') }, {}, 60],
	])('by %s is what Get Many lists', async (_name, filter, settings, expected) => {
		const organization = 'same-checked';
		control(organization).reset(settings);
		control(organization).put({ email: `${amy.email}.au` });

		const { output, many } = await both(organization, filter);

		expect(output).toEqual([{ count: expected }]);
		expect(many).toBe(expected);
	});

	it('by e-mail reads the pages, since what comes is compared here', async () => {
		const others = Array.from({ length: 430 }, () => ({ email: `${amy.email}.au` }));
		control('pages').reset({ emailMatch: 'prefix', profiles: [...others, { email: amy.email }] });

		const { output, requests } = await both('pages', email(amy.email));

		expect(output).toEqual([{ count: 1 }]);
		expect(listed(requests)).toHaveLength(3);
	});

	it('asks for the number of a list with one row, too, where the list has a link to it', async () => {
		control('one').reset({ profiles: [{ email: amy.email }] });
		const { items, requests } = await harness.runNode({
			organization: 'one',
			parameters: count(),
		});

		expect(items[0].json).toEqual({ count: 1 });
		expect(listed(requests)).toEqual([LIST, NUMBER]);
	});

	it('takes the number from the list where it has one and no link', async () => {
		const list = { content: [{ PKey: '@a' }], count: { value: 1 } };
		control('number').faults([{ respond: { status: 200, body: JSON.stringify(list) } }]);
		const { items, requests } = await harness.runNode({
			organization: 'number',
			parameters: count(),
		});

		expect(items[0].json).toEqual({ count: 1 });
		expect(listed(requests)).toEqual([LIST]);
	});

	it('is 0 for no profile', async () => {
		control('none').reset({ profiles: [] });
		const { items } = await harness.runNode({ organization: 'none', parameters: count() });

		expect(items[0].json).toEqual({ count: 0 });
	});

	it('counts for each item, and passes its link on', async () => {
		const { items } = await harness.runNode({
			organization: 'items',
			items: [{ email: twins }, { email: nobody }, { email: amy.email }],
			parameters: count(email('={{ $json.email }}')),
		});

		expect(items).toEqual(
			[2, 0, 1].map((number, item) => ({ json: { count: number }, pairedItem: { item } })),
		);
	});
});

describe('Count where Campaign does not tell', () => {
	const row = { content: [{ PKey: '@a' }], next: { href: 'x' } };
	const answer = (body: object): Fault => ({
		respond: { status: 200, body: JSON.stringify(body) },
	});

	it.each<[string, Fault, string, RegExp]>([
		[
			'a list without a number',
			answer(row),
			'Campaign does not say how many profiles there are',
			/'Get Many' with 'Return All'/,
		],
		[
			'the number of the page alone',
			answer({ ...row, count: { value: 1 } }),
			'Campaign does not say how many profiles there are',
			/no number/,
		],
		[
			'a number that is refused',
			{ path: '_count', respond: REFUSED },
			'Campaign refused the request',
			/^Campaign was asked how many profiles there are\./,
		],
		[
			'something else than a number',
			{ path: '_count', respond: { status: 200, body: '{"total":7}' } },
			"Campaign's answer is not what was asked for",
			/^Campaign was asked how many profiles there are\./,
		],
		[
			'a number elsewhere',
			answer({ ...row, count: { href: 'https://elsewhere.example/_count' } }),
			'A link leads away from your Campaign organization and was not followed',
			/./,
		],
	])('but %s is an error', async (name, fault, message, description) => {
		const organization = `untold-${name.length}`;
		control(organization).faults([fault]);

		const { items, error } = await harness.runNode({ organization, parameters: count() });

		expect(items).toEqual([]);
		expect(error?.message).toBe(message);
		expect(error?.description).toMatch(description);
	});

	it('goes to the error output with its item', async () => {
		control('error-output').faults([{ path: '_count', respond: REFUSED }]);

		const { errorItems } = await harness.runNode({
			organization: 'error-output',
			items: [{ n: 1 }],
			parameters: count(),
			nodeSettings: { onError: 'continueErrorOutput' },
		});

		expect(errorItems).toMatchObject([{ json: { n: 1 }, pairedItem: { item: 0 } }]);
	});

	it('by an unknown filter says where to look', async () => {
		const { error } = await harness.runNode({
			organization: 'unknown-filter',
			parameters: count(customFilter('byNope', { nope_parameter: '1' })),
		});

		expect(error?.message).toBe("This Campaign instance has no filter 'byNope' here");
	});

	it('refuses an e-mail that is none before any request', async () => {
		const { error, requests } = await harness.runNode({
			organization: 'no-email',
			parameters: count(email('Amy')),
		});

		expect(error?.message).toBe("'Email' is not an e-mail");
		expect(requests).toEqual([]);
	});
});
