import type { IDataObject } from 'n8n-workflow';

import { count } from '../../../../../../nodes/AdobeCampaign/resources/profile/count.operation';
import { ALL, errorOf, ok, scene, shortenPauses, type Script } from '../../campaign';
import { contextOf, inputOf } from '../../context';

shortenPauses();

const read = (parameters: IDataObject) =>
	inputOf(count, contextOf({ parameters: { filterBy: 'none', ...parameters } }));

const run = async (script: Script, parameters: IDataObject = {}) => {
	const { item, asked, instance } = scene(script);
	const output = (await count.run(item, read(parameters))) as { count: number };
	return { output, asked, instance };
};

const byCity = {
	filterBy: 'customFilter',
	filterName: 'byCity',
	filterParameters: { parameter: [{ name: 'city_parameter', value: 'Oslo' }] },
} as unknown as IDataObject;

const profiles = (...emails: string[]) =>
	emails.map((email, index) => ({ PKey: `@${email.length}-${index}`, email }));

const byEmail = (email: string) => `GET profile/byEmail?email=${email}%40example.com`;
const PAGE = `_lineCount=200&${ALL}`;

describe('Count', () => {
	it('reads the filter of Get Many', () => {
		expect(read(byCity).filter.filters).toEqual([
			{ name: 'byCity', parameters: { city_parameter: 'Oslo' } },
		]);
		expect(() => read({ filterBy: 'email', email: '' })).toThrow("'Email' is empty");
		expect(count.recordKey).toBeUndefined();
	});

	it.each([
		['all', {}, 'profile'],
		['by text', { filterBy: 'text', text: 'Dak', textField: 'any' }, 'profile/byText?text=Dak'],
		['by a custom filter', byCity, 'profile/byCity?city_parameter=Oslo'],
	])('of %s asks for one row, then at Campaign’s own address', async (_name, form, path) => {
		const list = `GET ${path}${path.includes('?') ? '&' : '?'}_lineCount=1`;
		const href = 'profileAndServicesExt/profile//_count?_lineCount=1&_lineStart=@x';
		const { output, asked } = await run(
			{
				[list]: ok({ content: [{ PKey: '@a' }], count: { href }, next: { href: 'x' } }),
				'GET profile//_count?_lineCount=1&_lineStart=@x': ok({ count: 26 }),
			},
			form,
		);

		expect(output).toEqual({ count: 26 });
		expect(asked).toEqual([list, 'GET profile//_count?_lineCount=1&_lineStart=@x']);
	});

	it('needs no second request when the number comes without a link', async () => {
		const page = { content: [{ PKey: '@a' }], count: { value: 1 } };
		const { output, asked } = await run({ 'GET profile?_lineCount=1': ok(page) });

		expect(output).toEqual({ count: 1 });
		expect(asked).toHaveLength(1);
	});

	it('by e-mail counts the profiles that have it, as Get Many lists them', async () => {
		const { output, asked } = await run(
			{
				[`${byEmail('amy')}&${PAGE}`]: ok({
					content: profiles('amy@example.com', 'amy@example.com', 'amy@example.com.au'),
					count: { value: 3 },
				}),
			},
			{ filterBy: 'email', email: 'amy@example.com' },
		);

		expect(output).toEqual({ count: 2 });
		expect(asked).toHaveLength(1);
	});

	it('by an e-mail with capitals counts a profile once that both spellings find', async () => {
		const [both, small] = [
			{ PKey: '@b', email: 'amy@example.com' },
			{ PKey: '@s', email: 'amy@example.com' },
		];
		const written = { PKey: '@w', email: 'Amy@example.com' };
		const { output } = await run(
			{
				[`${byEmail('Amy')}&${PAGE}`]: ok({ content: [written] }),
				[`${byEmail('amy')}&${PAGE}`]: ok({ content: [small, both, written] }),
			},
			{ filterBy: 'email', email: 'Amy@example.com' },
		);

		expect(output).toEqual({ count: 3 });
	});

	it('in a custom field counts what begins with the text', async () => {
		const content = ['Dancing', 'Diving', 'Dance'].map((cusHobby, index) => ({
			PKey: `@${index}`,
			cusHobby,
		}));
		const { output } = await run(
			{ [`GET profile/byText?cusHobby=Danc&filterType=Hobby&${PAGE}`]: ok({ content }) },
			{ filterBy: 'text', text: 'Danc', textField: 'cusHobby' },
		);

		expect(output).toEqual({ count: 2 });
	});

	it('of a list that may be longer than what came is an error, not a number', async () => {
		const content = profiles(...Array.from({ length: 25 }, () => 'amy@example.com'));
		const { item } = scene({ [`${byEmail('amy')}&${PAGE}`]: ok({ content }) });
		const form = read({ filterBy: 'email', email: 'amy@example.com' });

		expect((await errorOf(count.run(item, form))).message).toMatch(/the list may not be complete/);
	});

	it('says that Campaign does not tell the number', async () => {
		const { item } = scene({ 'GET profile?_lineCount=1': ok({ content: [{ PKey: '@a' }] }) });
		const error = await errorOf(count.run(item, read({})));

		expect(error.message).toBe('Campaign does not say how many profiles there are');
	});

	it('by an unknown filter says first where to look, and hides what was looked for', async () => {
		const refusal = { status: 500, body: 'Refused: Oslo-Nordstrand' };
		const { item } = scene({
			'GET profile/byCity?city_parameter=Oslo-Nordstrand&_lineCount=1': refusal,
		});
		const filterParameters = {
			parameter: [{ name: 'city_parameter', value: 'Oslo-Nordstrand' }],
		} as unknown as IDataObject;
		const error = await errorOf(count.run(item, read({ ...byCity, filterParameters })));

		expect(error.description).toMatch(/^Check 'Filter Name or ID'/);
		expect(`${error.message} ${error.description}`).not.toContain('Oslo');
	});
});
