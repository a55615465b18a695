import { undefinedIfRefused } from '../n8n/errors';
import { Gathering } from '../n8n/gathering';
import type { Place } from '../n8n/inParallel';
import { Turns } from '../n8n/wait';
import { pageIn } from '../transport/bodies';
import type { CampaignClient } from '../transport/client';
import { pauses } from '../transport/pauses';
import type { CampaignRecord } from '../transport/types';
import { storedValue, type RecordField } from './metadata';
import { momentOf } from './moments';
import { WholeRows } from './wholeRows';

/**
 * How many changes are confirmed with one list. Twice as many would save another one in a hundred requests, and keep twice as many
 * people waiting for each verdict.
 */
const MOST_TOGETHER = 50;

/** So many rows more are asked for, because others change records at the same time: another execution, above all. */
const SPARE_ROWS = 50;

/** How many changes each place of the run may add until Campaign reads the list: one while a record is read alone, one after that. */
const CHANGES_MEANWHILE = 2;

/**
 * How long a list may take, in milliseconds: fifty reads, ten at a time, take less where a read takes two seconds, which is slow. Without
 * an index a million rows are sorted for longer than the gateway waits (docs/adobe-campaign-api.md, 18.1).
 */
const LONGEST_LIST_MS = 10_000;

/** The parts of an item that has changed a record. */
interface ChangingItem {
	client: CampaignClient;
	place: Place;
	run: { signal?: AbortSignal };
	hint: (text: string) => void;
}

/** A record that was changed and is to be read. */
export interface ChangedTarget {
	item: ChangingItem;
	/** Campaign's answer to the change. */
	PKey: string;
	/** The fields that are looked at. */
	fields: RecordField[];
	readAlone: () => Promise<CampaignRecord>;
}

type Rows = Map<unknown, CampaignRecord>;

const isLatestFirst = (records: CampaignRecord[]) => {
	const moments = records.map(({ lastModified }) => momentOf(lastModified));
	return moments.every(
		(moment, index) => moment !== undefined && moment <= (moments[index - 1] ?? Infinity),
	);
};

/** The rows of the list of what has changed last; undefined when it cannot be had, or is in another order. */
async function latestChanges(
	{ client }: ChangingItem,
	lineCount: number,
): Promise<Rows | undefined> {
	const url = client.urls.list(undefined, {
		lineCount,
		order: 'lastModified desc',
		isOnePage: true,
	});
	const page = await undefinedIfRefused(client.getOnce(url, pageIn, LONGEST_LIST_MS));
	if (!page || !isLatestFirst(page.content)) return undefined;
	// A record that changes while the list is made may be on it twice: the row that comes first is the later one.
	return new Map([...page.content].reverse().map((record) => [record.PKey, record]));
}

/**
 * 'Confirm Together': after a burst of changes, a list that begins with the latest change has most of the changed records. Such a row
 * counts for a record as a read of it would, since the list is asked for after the change was answered. What is not on the list is
 * read alone. The first time that the list fails, is in another order, or differs from what is read alone is the last.
 */
export class ConfirmTogether {
	/** Lists are of no use here: everything is read alone. */
	private isOver = false;
	private readonly whole = new WholeRows();
	private readonly gathering = new Gathering<ChangedTarget, CampaignRecord>(
		{ most: MOST_TOGETHER, longestMs: () => pauses.together },
		async (targets) => await this.readAll(targets),
	);
	/** Those that have waited go on all at once: as many of them are read at a time as items are worked on. */
	private readonly lanes = new Turns();
	private reads = 0;
	/** By the URL of the record: a change that is not confirmed yet. */
	private readonly unconfirmed = new Map<string, Promise<void>>();

	/**
	 * Changes a record and confirms it, when no other item that does so with the same record is under way. Items that name a record
	 * alike have their turns anyway; by two names, as when an item gives a profile the e-mail that the next one looks for, the later
	 * one would change it while the earlier one waits to see its own values.
	 */
	async inTurn<T>(item: ChangingItem, url: string, change: () => Promise<T>): Promise<T> {
		for (;;) {
			const other = this.unconfirmed.get(url);
			if (!other) break;
			// The other one has lent its place, too, and is hurried when this one has to be.
			await item.place.lend(other, () => {});
		}
		const changing = change();
		const ended = changing.then(
			() => {},
			() => {},
		);
		this.unconfirmed.set(url, ended);
		try {
			return await changing;
		} finally {
			this.unconfirmed.delete(url);
		}
	}

	/** The record, as it was read after this call. @throws NodeApiError */
	async read(target: ChangedTarget): Promise<CampaignRecord> {
		const { item, readAlone } = target;
		const { place, run } = item;
		if (this.isOver) return await readAlone();
		const found = await this.gathering.join({ wish: target, place, signal: run.signal });
		if (found) return found;
		const lane = String(this.reads++ % place.atOnce);
		return await this.lanes.take(lane, readAlone, run.signal);
	}

	/** The records that a list has, and those that were read alone to prove that its rows are whole. */
	private async readAll(targets: ChangedTarget[]): Promise<Map<ChangedTarget, CampaignRecord>> {
		const found = new Map<ChangedTarget, CampaignRecord>();
		const last = targets[targets.length - 1];
		if (this.isOver || targets.length === 1) return found;
		// Before the list: a row must not be older than what a read has shown.
		if (!this.whole.isProven) found.set(last, await last.readAlone());
		const spare = SPARE_ROWS + CHANGES_MEANWHILE * last.item.place.atOnce;
		const rows = await latestChanges(last.item, targets.length + spare);
		if (!rows || !targets.some(({ PKey }) => rows.has(PKey))) return this.giveUp(last, found);
		// The last one first: it is the most likely to be on the list.
		for (const target of [...targets].reverse()) {
			const row = rows.get(target.PKey);
			if (!row) continue;
			if (!found.has(target)) {
				if (target.fields.some((field) => storedValue(row, field) === undefined)) continue;
				if (!this.whole.isProven) break;
				if (this.whole.covers(row)) {
					found.set(target, row);
					continue;
				}
			}
			const record = found.get(target) ?? (await undefinedIfRefused(target.readAlone()));
			if (!record) continue;
			found.set(target, record);
			if (!this.whole.prove(row, record)) return this.giveUp(last, found);
		}
		return found;
	}

	private giveUp<T>({ item }: ChangedTarget, found: T): T {
		this.isOver = true;
		this.gathering.callIn();
		item.hint(
			`'Confirm Together' in Options was of no use from some point on: Campaign's list of the ${item.client.kind.many} that were changed last was refused, too slow or incomplete. They were read one by one, and nothing is wrong with them. If you see this each time, remove the option`,
		);
		return found;
	}
}
