import {
	choiceIn,
	listedResources,
	readResourceChoice,
	searchCustomResources,
} from '../../../../../../nodes/AdobeCampaign/resources/customResource/resourceName';
import { errorOf, ok, type Reply } from '../../campaign';
import { contextOf, editorContextOf } from '../../context';
import { EXT, open, OTHER, UNSERVED } from './customResourceScene';

it.each([
	['cusOrder', { name: 'cusOrder' }],
	['cusCoupon_codes2', { name: 'cusCoupon_codes2' }],
	[`${EXT}/cusOrder`, { name: 'cusOrder', family: EXT }],
	[`${OTHER}/cusShop`, { name: 'cusShop', family: OTHER }],
	...['', 'cus', 'Cusorder', 'profile', 'service', 'cus-order', 'cusOrder ', ' cusOrder'].map(
		(text): [string, undefined] => [text, undefined],
	),
	...['/cusOrder', 'cusOrder/', 'x/cusOrder', 'profileAndServices/cusOrder'].map(
		(text): [string, undefined] => [text, undefined],
	),
	...[`${EXT}/service`, `${EXT}/cusOrder/@a`, `a/${EXT}/cusOrder`, 'cusOrder/../service'].map(
		(text): [string, undefined] => [text, undefined],
	),
	...['cusOrder\n', 'cusÖrder', 'cusOrder?x', 'constructor/cusOrder'].map(
		(text): [string, undefined] => [text, undefined],
	),
])('%j is the choice %j', (text, choice) => {
	expect(choiceIn(text)).toEqual(choice);
});

it.each([
	[
		{ mode: 'list', value: `${EXT}/cusOrder` },
		{ name: 'cusOrder', family: EXT },
	],
	[{ mode: 'name', value: ' cusOrder\u200b' }, { name: 'cusOrder' }],
	['cusOrder', { name: 'cusOrder' }],
])('%j is read as %j', (customResource, choice) => {
	expect(readResourceChoice(contextOf({ parameters: { customResource } }), 0)).toEqual(choice);
});

it.each([
	['', "'Custom Resource' is empty"],
	['  ', "'Custom Resource' is empty"],
	['service', "'Custom Resource' is not the name of a custom resource"],
])('%j is refused', (value, message) => {
	const context = contextOf({ parameters: { customResource: { mode: 'name', value } } });

	expect(() => readResourceChoice(context, 0)).toThrow(message);
});

const listOf = (members: Record<string, unknown>) => ok({ apiName: 'resourceType', ...members });
const LINKED = listOf({ cusOrder: { help: 'Orders', name: 'cusProduct' }, profile: {}, cus: {} });
const OTHERS = listOf({ cusShop: { label: 'Shops' }, service: {}, cusTag: {}, cusBad: 'text' });

describe('The list of resources', () => {
	it('has those of both endpoints by the names of its members, and no others', async () => {
		const { client } = open({ [`GET ${EXT}/`]: LINKED, [`GET ${OTHER}/`]: OTHERS });

		expect(await listedResources(client)).toEqual([
			{ name: 'cusOrder', family: EXT, label: 'Orders' },
			{ name: 'cusShop', family: OTHER, label: 'Shops' },
			{ name: 'cusTag', family: OTHER, label: '' },
		]);
	});

	it.each<[string, Reply, Reply, string[]]>([
		['only the first', LINKED, UNSERVED, ['cusOrder']],
		['only the second', UNSERVED, OTHERS, ['cusShop', 'cusTag']],
		[
			'only the second, the other later',
			{ status: 500, body: 'No' },
			OTHERS,
			['cusShop', 'cusTag'],
		],
		['no list at the second', LINKED, ok({ content: [] }), ['cusOrder']],
	])('is what is told: %s', async (_case, first, second, names) => {
		const { client } = open({ [`GET ${EXT}/`]: first, [`GET ${OTHER}/`]: second });

		expect((await listedResources(client)).map(({ name }) => name)).toEqual(names);
	});

	it('is an error that says what else to do where there is none', async () => {
		const script = { [`GET ${EXT}/`]: UNSERVED, [`GET ${OTHER}/`]: UNSERVED };
		const error = await errorOf(listedResources(open(script).client));

		expect(error.message).toBe('Campaign does not list its custom resources');
		expect(error.description).toContain("'By Name'");
	});

	it('tells why it is refused', async () => {
		const forbidden = { status: 403, body: '{"error_code":"403024"}' };
		const script = { [`GET ${EXT}/`]: forbidden, [`GET ${OTHER}/`]: UNSERVED };
		const error = await errorOf(listedResources(open(script).client));

		expect(error.message).toBe('Adobe refused access');
	});

	it('leaves no refusal unhandled while the other list is on its way', async () => {
		const unhandled: unknown[] = [];
		const note = (reason: unknown) => unhandled.push(reason);
		process.on('unhandledRejection', note);
		const slow = async () => {
			for (let turn = 0; turn < 5; turn++) await new Promise((resolve) => setImmediate(resolve));
			return { status: 200, body: { apiName: 'resourceType', cusShop: {} } };
		};
		const { client } = open({ [`GET ${EXT}/`]: UNSERVED, [`GET ${OTHER}/`]: slow });
		const listed = await listedResources(client);
		await new Promise((resolve) => setImmediate(resolve));
		process.off('unhandledRejection', note);

		expect(listed.map(({ name }) => name)).toEqual(['cusShop']);
		expect(unhandled).toEqual([]);
	});

	it.each([
		[undefined, ['cusShop', 'Orders (cusOrder)']],
		['ORD', ['Orders (cusOrder)']],
		[' shop ', ['cusShop']],
		['zzz', []],
	])('of the form is searched for %j, in the order of labels', async (typed, names) => {
		const list = (body: object) => ({ statusCode: 200, headers: {}, body: JSON.stringify(body) });
		const request = async ({ url }: { url: string }) =>
			await Promise.resolve(
				url.includes(EXT)
					? list({ apiName: 'resourceType', cusOrder: { help: 'Orders' } })
					: list({ apiName: 'resourceType', cusShop: { help: 'cusShop' } }),
			);
		const context = editorContextOf({ parameters: { authentication: 'accessToken' }, request });
		const { results } = await searchCustomResources.call(context, typed);

		expect(results.map(({ name }) => name)).toEqual(names);
	});
});
