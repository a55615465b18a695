import { pageIn } from '../transport/bodies';
import type { CampaignClient } from '../transport/client';
import type { CampaignRecord } from '../transport/types';
import { withAllPages } from '../transport/urls';
import type { Change } from './checkpoint';
import { circleError, pagesFrom } from './list';
import { momentOf } from './moments';

/** A change with the record as it is now. */
export interface ChangedRecord extends Change {
	record: CampaignRecord;
}

/** What can be known of a list that was asked for in the order of changes. */
export interface ChangesPage {
	changes: ChangedRecord[];
	/** Nothing comes after it. */
	isEnd: boolean;
}

/**
 * The records of a page as changes. One without a time of change has no place in their order, where PostgreSQL puts it first or
 * last: it is left out. `acsId` stays the same where PKeys are replaced (Adobe, "Resources"); not every instance has it.
 */
const changesOf = (records: CampaignRecord[]): ChangedRecord[] =>
	records.flatMap((record) => {
		const moment = momentOf(record.lastModified);
		const key = String(record.acsId || record.PKey);
		return moment === undefined ? [] : [{ key, moment, created: momentOf(record.created), record }];
	});

const noMoment = (client: CampaignClient) =>
	client.error({
		kind: 'noMoment',
		message: `Campaign does not tell when its ${client.kind.many} were changed`,
		description:
			"The list has no 'lastModified'. Ask your Campaign administrator whether this resource has audit fields.",
	});

/** @throws NodeApiError when the records are in another order than they were asked for */
function refuseDisorder(client: CampaignClient, changes: ChangedRecord[], sign: 1 | -1): void {
	const isInOrder = changes.every(
		({ moment }, index) => index === 0 || sign * (moment - changes[index - 1].moment) >= 0,
	);
	if (isInOrder) return;
	throw client.error({
		kind: 'notSorted',
		message: `Campaign does not sort its ${client.kind.many} by 'Last modified'`,
		description:
			"Choose 'Find Changes By' = 'Custom Filter', or with a filter publish the workflow again: the node then finds out that it has to do without the order.",
	});
}

/** The changes of a list in any order, one page at a time. @throws NodeApiError when no record tells when it was changed */
export async function* unsorted(
	client: CampaignClient,
	url: string,
	preface?: string,
): AsyncGenerator<ChangesPage, void> {
	let isTold = false;
	for await (const { content, next } of pagesFrom(client, url, preface)) {
		const changes = changesOf(content);
		isTold ||= changes.length > 0;
		if (!isTold && !next && content.length > 0) throw noMoment(client);
		yield { changes, isEnd: !next };
	}
}

/** The changes of a list that is sorted by the latest. */
export async function* latestFirst(
	client: CampaignClient,
	url: string,
	preface?: string,
): AsyncGenerator<ChangesPage, void> {
	for await (const page of unsorted(client, url, preface)) {
		refuseDisorder(client, page.changes, -1);
		yield page;
	}
}

/** Rows a page where thousands have the same moment. */
const MOMENT_PAGE_SIZE = 1000;

/** How often the list of one moment is read until nothing new comes. */
const MOST_READINGS = 3;

/** A page of a list, as it came. */
interface LinkedPage {
	changes: ChangedRecord[];
	next?: string;
}

/**
 * The changes from a moment on, the oldest first. Campaign's links to a next page count rows, and rows that are changed while
 * the list is read leave their place, so that others would be skipped. So each page is asked for by the moment that the one
 * before came to. Only where all rows of a page have one moment, as after an import, links are followed, and to the very end where
 * a filter begins earlier than it was asked to, such as with the day.
 *
 * @param urlFrom the list of what changed from a moment on, of so many rows a page if given
 */
export async function* oldestFirst(
	client: CampaignClient,
	urlFrom: (moment: number, lineCount?: number) => string,
	from: number,
	preface?: string,
): AsyncGenerator<ChangesPage, void> {
	const read = async (url: string): Promise<LinkedPage> => {
		const { content, next } = await client.get(url, pageIn, preface);
		const changes = changesOf(content);
		if (changes.length === 0 && content.length > 0) throw noMoment(client);
		refuseDisorder(client, changes, 1);
		return { changes, ...(next && { next: withAllPages(client.ownUrl(next.href)) }) };
	};
	let moment = from;
	let page = await read(urlFrom(from));
	for (;;) {
		const reached = page.changes[page.changes.length - 1]?.moment ?? moment;
		const isCoarse = (page.changes[0]?.moment ?? moment) < moment - 1;
		if (page.next && reached <= moment && isCoarse) {
			yield* byLinks(client, read, urlFrom(moment, MOMENT_PAGE_SIZE), Infinity);
			yield { changes: [], isEnd: true };
			return;
		}
		if (page.next && reached <= moment) {
			const behind = yield* byLinks(client, read, urlFrom(moment, MOMENT_PAGE_SIZE), moment);
			moment += 1;
			// Here rows may have been skipped, too, so what follows is asked for by its moment: not by the next one, for "from" a
			// moment has that before it, see `ChangeLists.url`, and all would come again.
			const next = behind.changes.filter((change) => change.moment <= moment);
			yield { changes: next, isEnd: false };
			const hasMore = behind.next !== undefined && next.length === behind.changes.length;
			page = await read(urlFrom(hasMore ? moment : moment + 1));
			continue;
		}
		yield { changes: page.changes, isEnd: !page.next };
		if (!page.next) return;
		moment = reached;
		page = await read(urlFrom(moment));
	}
}

/**
 * The changes up to a moment, by links. They are read again until nothing new comes, for the rows that were skipped.
 *
 * @returns what comes after them
 */
async function* byLinks(
	client: CampaignClient,
	read: (url: string) => Promise<LinkedPage>,
	url: string,
	moment: number,
): AsyncGenerator<ChangesPage, LinkedPage> {
	const known = new Set<string>();
	for (let readings = 1; ; readings += 1) {
		const before = known.size;
		const visited = new Set<string>([url]);
		let page = await read(url);
		for (;;) {
			const changes = page.changes.filter((change) => change.moment <= moment);
			for (const { key } of changes) known.add(key);
			yield { changes, isEnd: false };
			if (!page.next || changes.length < page.changes.length) break;
			if (visited.has(page.next)) throw circleError(client);
			visited.add(page.next);
			page = await read(page.next);
		}
		if (visited.size === 1 || known.size === before || readings === MOST_READINGS) {
			return { ...page, changes: page.changes.filter((change) => change.moment > moment) };
		}
	}
}
