import {
	latestFirst,
	oldestFirst,
	unsorted,
	type ChangesPage,
} from '../../../../../nodes/AdobeCampaign/records/changes';
import type { CampaignRecord } from '../../../../../nodes/AdobeCampaign/transport/types';
import { ALL, shortenPauses } from '../campaign';
import { CAMPAIGN, scriptedCampaign, type ScriptedAnswer } from './scriptedCampaign';

shortenPauses();

/** `a1 b2`: rows with the seconds of their moments, and the next page. */
const page = (text: string, next?: string) => ({
	content: text
		.split(' ')
		.filter(Boolean)
		.map((one) => ({ PKey: one[0], lastModified: `2026-11-25 10:00:0${one.slice(1)}.000Z` })),
	...(next && { next: { href: next } }),
});

const T = Date.UTC(2026, 10, 25, 10);

async function read(
	answers: Record<string, ScriptedAnswer>,
	list: (client: ReturnType<typeof scriptedCampaign>['client']) => AsyncIterable<ChangesPage>,
) {
	const { client, asked } = scriptedCampaign(answers);
	const pages: string[] = [];
	let failure: (Error & { description?: string | null }) | undefined;
	try {
		for await (const { changes, isEnd } of list(client)) {
			pages.push(`${changes.map(({ key }) => key).join('')}${isEnd ? '.' : ''}`);
		}
	} catch (error) {
		failure = error as Error;
	}
	return { pages, asked, failure };
}

const LIST = `${CAMPAIGN}list`;
const byOldest = (answers: Record<string, ScriptedAnswer>, from = 1) =>
	read(answers, (client) =>
		oldestFirst(
			client,
			(moment, lines) => `${LIST}${(moment - T) / 1000}${lines ? `of${lines}` : ''}`,
			T + from * 1000,
		),
	);

describe('A change', () => {
	const changeOf = async (record: CampaignRecord) => {
		const { client } = scriptedCampaign({ list: { content: [record] } });
		for await (const { changes } of unsorted(client, LIST)) return changes[0];
		return undefined;
	};
	const lastModified = '2026-11-25 10:00:01.000Z';

	it('is known by acsId where there is one, for PKeys are replaced', async () => {
		const record = { PKey: '@a', acsId: 'id1', lastModified, created: '2026-11-25 10:00:00.000Z' };
		expect(await changeOf(record)).toEqual({ key: 'id1', moment: T + 1000, created: T, record });
		expect(await changeOf({ PKey: '@a', acsId: '', lastModified })).toMatchObject({ key: '@a' });
	});

	it.each([
		['the latest first', latestFirst],
		['in any order', unsorted],
	])('without a moment is left out of a list, %s', async (_, list) => {
		const rows = (...moments: Array<string | null>) =>
			moments.map((moment, index) => ({
				PKey: `@${index}`,
				created: lastModified,
				lastModified: moment,
			}));
		const pages = {
			list: { content: rows(null, ''), next: { href: 'p2' } },
			[`p2?${ALL}`]: { content: [{ PKey: '@a', lastModified }, { PKey: '@b' }] },
		};
		expect(await read(pages, (client) => list(client, LIST))).toMatchObject({
			pages: ['', '@a.'],
			failure: undefined,
		});
	});

	it('without a moment is an error where no other has one', async () => {
		await expect(changeOf({ PKey: '@a' })).rejects.toThrow(
			'Campaign does not tell when its profiles were changed',
		);
	});
});

describe('latestFirst and unsorted', () => {
	const pages = { list: page('a3 b2', 'p2'), [`p2?${ALL}`]: page('b2 c1') };
	it('follow links, and leave out a row that was on the page before', async () => {
		const latest = await read(pages, (client) => latestFirst(client, LIST));
		expect(latest).toMatchObject({ pages: ['ab', 'c.'], failure: undefined });
		const any = { ...pages, list: page('a2 b3', 'p2') };
		expect((await read(any, (client) => unsorted(client, LIST))).pages).toEqual(['ab', 'c.']);
	});

	it('refuse a list in another order', async () => {
		const { failure } = await read({ list: page('a2 b3') }, (client) => latestFirst(client, LIST));
		expect(failure?.message).toBe("Campaign does not sort its profiles by 'Last modified'");
	});
});

describe('oldestFirst', () => {
	it('asks for each page by the moment that it has come to, so that no row is skipped', async () => {
		const answers = { list1: page('a1 b2', 'no'), list2: page('b2 c3', 'no'), list3: page('c3') };
		expect(await byOldest(answers)).toEqual({
			pages: ['ab', 'bc', 'c.'],
			asked: ['list1', 'list2', 'list3'],
			failure: undefined,
		});
	});

	it('follows links where a page has one moment, again until nothing new comes', async () => {
		const answers = {
			list1: page('a1 b1', 'no'),
			list1of1000: page('a1 b1', 'p2'),
			[`p2?${ALL}`]: page('c1 d2', 'no'),
			// The link has skipped a row, since one before it had left its place.
			'list1.002': page('x2 d2'),
		};
		const moment = ['list1of1000', `p2?${ALL}`];
		expect(await byOldest(answers)).toEqual({
			pages: ['ab', 'c', 'ab', 'c', '', 'xd.'],
			asked: ['list1', ...moment, ...moment, 'list1.002'],
			failure: undefined,
		});
	});

	it('loses nothing of the moment right after, also where the filter says "greater than"', async () => {
		const one = { ...page('a1 b1', 'p2'), next: { href: 'p2' } };
		const next = [{ PKey: 'c', lastModified: '2026-11-25 10:00:01.001Z' }];
		const answers = {
			list1: page('a1 b1', 'no'),
			list1of1000: one,
			[`p2?${ALL}`]: { content: next },
			'list1.002': page('d2'),
		};
		expect((await byOldest(answers)).pages).toEqual(['ab', '', 'ab', '', 'c', 'd.']);
		const more = { ...answers, [`p2?${ALL}`]: { content: next, next: { href: 'p3' } } };
		const { asked } = await byOldest({ ...more, 'list1.001': page('d2') });
		expect(asked[asked.length - 1]).toBe('list1.001');
	});

	it('does not read again what is on one page', async () => {
		const answers = {
			list1: page('a1 b1', 'no'),
			list1of1000: page('a1 b1 c1'),
			'list1.002': page(''),
		};
		expect(await byOldest(answers)).toMatchObject({
			pages: ['abc', '', '.'],
			asked: ['list1', 'list1of1000', 'list1.002'],
		});
	});

	it('fails for links in a circle, and for another order', async () => {
		const circle = {
			list1: page('a1 b1', 'no'),
			list1of1000: page('a1', 'p2'),
			[`p2?${ALL}`]: page('b1', 'p2'),
		};
		expect((await byOldest(circle)).failure?.message).toContain('in a circle');
		expect((await byOldest({ list1: page('b2 a1') })).failure?.message).toContain('does not sort');
	});
});
