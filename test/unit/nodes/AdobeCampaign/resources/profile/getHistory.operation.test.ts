import type { IDataObject } from 'n8n-workflow';

import { getHistory } from '../../../../../../nodes/AdobeCampaign/resources/profile/getHistory.operation';
import { ALL, errorOf, ok, scene, shortenPauses, type Script } from '../../campaign';
import { contextOf, inputOf } from '../../context';

shortenPauses();

const FORM = {
	endpoint: 'profileAndServicesExt',
	profile: { mode: 'id', value: '@p' },
	returnAll: false,
	limit: 50,
	simplify: true,
};

const read = (parameters: IDataObject = {}) =>
	inputOf(getHistory, contextOf({ parameters: { ...FORM, ...parameters } }));

const run = async (script: Script, parameters: IDataObject = {}) => {
	const { item, asked, hints } = scene(script);
	const output = (await getHistory.run(item, read(parameters))) as IDataObject[];
	return { keys: output.map(({ PKey }) => PKey), output, asked, hints: hints() };
};

const LIST = 'profileAndServices/history/@k/events/';
const HISTORY = { 'GET history/@p': ok({ PKey: '@p', events: { href: LIST } }) };
const EVENTS = 'GET history/@k/events/';

const events = (...keys: string[]) =>
	keys.map((PKey) => ({ PKey, metadata: 'broadLog', label: 'News', mirrorPage: { href: 'm' } }));

describe('Get History', () => {
	it('reads the profile, the listing and Simplify, and sends nothing', () => {
		expect(read()).toEqual({
			choice: { by: 'key', key: '@p' },
			list: { limit: 50, lineCount: 50, isOnePage: true },
			simplified: true,
		});
		expect(() => read({ limit: 0 })).toThrow("'Limit' is not a number of events");
		expect(() => read({ profile: { mode: 'id', value: '' } })).toThrow("'Profile' is empty");
		expect(getHistory.recordKey).toBeUndefined();
	});

	it('by PKey reads the history, then its list', async () => {
		const { output, asked } = await run({
			...HISTORY,
			[`${EVENTS}?_lineCount=50`]: ok({ content: events('@e') }),
		});

		expect(asked).toEqual(['GET history/@p', `${EVENTS}?_lineCount=50`]);
		expect(output).toMatchObject([
			{ PKey: '@e', kind: 'message', label: 'News', mirrorPage: 'm', profilePKey: '@p' },
		]);
	});

	it.each([
		[
			'e-mail',
			{ mode: 'email', value: 'amy@example.com' },
			`profile/byEmail?email=amy%40example.com&${ALL}`,
		],
		['custom key', { mode: 'customKey', value: 'C-1' }, 'profile/C-1'],
	])('by %s looks up the PKey first', async (_name, profile, path) => {
		const amy = { PKey: '@p', email: 'amy@example.com', cusId: 'C-1' };
		const { keys, asked } = await run(
			{
				[`GET ${path}`]: ok(path.includes('byEmail') ? { content: [amy] } : amy),
				...HISTORY,
				[`${EVENTS}?_lineCount=50`]: ok({ content: events('@e') }),
			},
			{ profile },
		);

		expect(keys).toEqual(['@e']);
		expect(asked).toEqual([`GET ${path}`, 'GET history/@p', `${EVENTS}?_lineCount=50`]);
	});

	it('without Simplify returns events as they came', async () => {
		const content = events('@e');
		const { output } = await run(
			{ ...HISTORY, [`${EVENTS}?_lineCount=50`]: ok({ content }) },
			{ simplify: false },
		);

		expect(output).toEqual(content);
	});

	it('of a profile without events is empty', async () => {
		const { output } = await run({ ...HISTORY, [`${EVENTS}?_lineCount=50`]: ok({ content: [] }) });

		expect(output).toEqual([]);
	});

	const pages = (size: number): Script => ({
		...HISTORY,
		[`${EVENTS}?_lineCount=${size}&${ALL}`]: ok({
			content: events('@1', '@2'),
			next: { href: `${LIST}?_lineStart=@n` },
		}),
		[`${EVENTS}?_lineStart=@n&${ALL}`]: ok({ content: events('@3') }),
	});

	it('with Return All reads all pages', async () => {
		const { keys, asked } = await run(pages(200), { returnAll: true });

		expect(keys).toEqual(['@1', '@2', '@3']);
		expect(asked).toHaveLength(3);
	});

	it('ends at the limit, and asks for no page more than it needs', async () => {
		const { keys, asked } = await run(pages(1), { limit: 2, options: { pageSize: 1 } });

		expect(keys).toEqual(['@1', '@2']);
		expect(asked).toHaveLength(2);
	});

	it('reports a list that may be incomplete', async () => {
		const content = events(...Array.from({ length: 25 }, (_, number) => `@${number}`));
		const { hints } = await run(
			{ ...HISTORY, [`${EVENTS}?_lineCount=25&${ALL}`]: ok({ content }) },
			{ returnAll: true, options: { pageSize: 25 } },
		);

		expect(hints).toEqual([expect.stringContaining('how many events there are')]);
	});

	it('of a profile that is not there is the usual error', async () => {
		const body = "Unable to find document with path 'History' from key '@p:0'";
		const { item } = scene({ 'GET history/@p': { status: 404, body } });
		const error = await errorOf(getHistory.run(item, read()) as Promise<unknown>);

		expect(error.message).toBe('The profile was not found');
		expect(error.description).toMatch(/^Check 'Profile'/);
	});
});
