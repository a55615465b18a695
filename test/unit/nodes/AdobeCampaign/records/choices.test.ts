import { choicesOf } from '../../../../../nodes/AdobeCampaign/records/choices';
import { ALL, LOST, ok, scene, shortenPauses, type Script } from '../campaign';

shortenPauses();

const UNITS = {
	family: 'profileAndServicesExt',
	name: 'unit',
	one: 'unit',
	many: 'units',
	locator: 'Unit',
};

const FIRST = `GET unit?_lineCount=200&${ALL}`;

async function choices(script: Script) {
	const limits = { timeoutMs: 1000, maxWaitMs: 0 };
	const { client, asked } = scene(script, { limits });
	return { choices: await choicesOf(client, UNITS), asked };
}

const units = (count: number, from = 0) =>
	Array.from({ length: count }, (_, index) => ({
		PKey: `@${from + index}`,
		title: `Unit ${String(from + index).padStart(4, '0')}`,
	}));

/** Units in pages of 200, as a server has them. */
const pagesOf = (count: number): Script =>
	Object.fromEntries(
		Array.from({ length: Math.ceil(count / 200) }, (_, index) => [
			index === 0 ? FIRST : `GET unit?page=${index}&${ALL}`,
			ok({
				content: units(Math.min(200, count - index * 200), index * 200),
				...((index + 1) * 200 < count && {
					next: { href: `profileAndServicesExt/unit?page=${index + 1}` },
				}),
			}),
		]),
	);

describe('The records to choose a link from', () => {
	it('are named by title, or label, name or key, in the order of the alphabet', async () => {
		const content = [
			{ PKey: '@t', title: 'South (south)', label: 'South', name: 'south' },
			{ PKey: '@l', title: '', label: 'North', name: 'north' },
			{ PKey: '@n', name: 'east' },
			{ PKey: '@k', title: null },
		];

		expect((await choices({ [FIRST]: ok({ content }) })).choices).toEqual([
			{ name: '@k', value: '@k' },
			{ name: 'east', value: '@n' },
			{ name: 'North', value: '@l' },
			{ name: 'South (south)', value: '@t' },
		]);
	});

	it.each([
		[200, 200, 1],
		[201, 201, 2],
		[500, 500, 3],
		[501, undefined, 3],
		[5000, undefined, 3],
	])('of %i are %s, after %i requests', async (count, offered, requests) => {
		const { choices: found, asked } = await choices(pagesOf(count));

		expect(found?.length).toBe(offered);
		expect(asked).toHaveLength(requests);
	});

	it.each<[string, Script]>([
		['is not there', {}],
		['is refused', { [FIRST]: { status: 500, body: 'Error rc=-2003' } }],
		['is forbidden', { [FIRST]: { status: 403, body: { error_code: '403023' } } }],
		['is unauthorized', { [FIRST]: { status: 401 } }],
		['is busy', { [FIRST]: { status: 429 } }],
		['does not answer', { [FIRST]: LOST }],
		['is no list', { [FIRST]: ok({ PKey: '@u' }) }],
		['is a list of something else', { [FIRST]: ok({ content: ['All'] }) }],
		['is empty', { [FIRST]: ok({ content: [] }) }],
		[
			'leads elsewhere',
			{ [FIRST]: ok({ content: units(1), next: { href: 'https://evil.example/' } }) },
		],
		[
			'leads in a circle',
			{
				[FIRST]: ok({
					content: units(1),
					next: { href: `profileAndServicesExt/unit?_lineCount=200&${ALL}` },
				}),
			},
		],
		[
			'breaks off',
			{ [FIRST]: ok({ content: units(1), next: { href: 'profileAndServicesExt/unit?page=1' } }) },
		],
	])('are not offered where the list %s', async (_name, script) => {
		expect((await choices(script)).choices).toBeUndefined();
	});
});
