import { pagesFrom } from '../../../../../nodes/AdobeCampaign/records/list';
import { CAMPAIGN, page, scriptedCampaign, type ScriptedAnswer } from './scriptedCampaign';

const ALL = '_forcePagination=true';

const walk = async (answers: Record<string, ScriptedAnswer>, note?: string) => {
	const { client, asked } = scriptedCampaign(answers);
	const read: number[] = [];
	let error: { message: string; description?: string | null } | undefined;
	try {
		for await (const { content } of pagesFrom(client, `${CAMPAIGN}first`, note)) {
			read.push(content.length);
		}
	} catch (thrown) {
		error = thrown as Error & { description?: string | null };
	}
	return { read, asked, error };
};

test('one page is one request', async () => {
	expect(await walk({ first: page('abc') })).toEqual({ read: [3], asked: ['first'] });
});

test.each([
	['as given', `${CAMPAIGN}x/?_lineStart=@v-_%20n&${ALL}`, `x/?_lineStart=@v-_%20n&${ALL}`],
	['with what it lacks', `${CAMPAIGN}x/?_lineStart=@vn`, `x/?_lineStart=@vn&${ALL}`],
	['when it is relative', `x/?_lineStart=@vn`, `x/?_lineStart=@vn&${ALL}`],
	['when it begins at the host', `/acme/campaign/x`, `x?${ALL}`],
])('the next link is followed %s', async (_, next, path) => {
	const { read, asked } = await walk({ first: page('abc', next), [path]: page('d') });

	expect(asked).toEqual(['first', path]);
	expect(read).toEqual([3, 1]);
});

test.each([
	'https://evil.example/acme/campaign/x',
	'https://mc.adobe.io/other/campaign/x',
	'//evil.example/acme/campaign/x',
])('a next link to %s is not', async (next) => {
	const { error, asked } = await walk({ first: page('abc', next) });

	expect(error?.message).toContain('was not followed');
	expect(asked).toEqual(['first']);
});

test.each([
	['itself', { first: page('a', `first?${ALL}`), [`first?${ALL}`]: page('a', `first?${ALL}`) }],
	[
		'an earlier one',
		{
			first: page('a', `b?${ALL}`),
			[`b?${ALL}`]: page('b', 'c'),
			[`c?${ALL}`]: page('c', `b?${ALL}`),
		},
	],
])('a page that leads to %s ends in an error and is not read again', async (_, answers) => {
	const { error, asked } = await walk(answers);

	expect(error?.message).toBe("Campaign's list of profiles leads in a circle");
	expect(asked).toEqual(Object.keys(answers));
});

test('a page is not asked for before it is wanted', async () => {
	const { client, asked } = scriptedCampaign({ first: page('a', 'x'), [`x?${ALL}`]: page('b') });
	const pages = pagesFrom(client, `${CAMPAIGN}first`);
	expect(asked).toEqual([]);
	await pages.next();
	expect(asked).toEqual(['first']);
});

test('the note is about the first page: after that the filter is known to work', async () => {
	const refused = await walk({ first: 403 }, 'Check the form.');
	expect(refused.error?.description).toMatch(/^Check the form\./);

	const later = await walk({ first: page('a', 'x'), [`x?${ALL}`]: 403 }, 'Check the form.');
	expect(later.error?.description).not.toContain('Check the form');
});
