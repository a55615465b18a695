import {
	latestFirst,
	oldestFirst,
	unsorted,
	type ChangedRecord,
} from '../../../../../nodes/AdobeCampaign/records/changes';
import {
	beginningAfter,
	Progress,
	type Checkpoint,
	type Watched,
} from '../../../../../nodes/AdobeCampaign/records/checkpoint';
import { momentOf } from '../../../../../nodes/AdobeCampaign/records/moments';
import { readWhole, workOff } from '../../../../../nodes/AdobeCampaign/records/readChanges';
import { Passing, simulatedCampaign, type SimulationSetting } from './simulatedCampaign';

/** How changes are found: by a filter that is sorted, or cannot be, or by the order alone. */
export type Way = 'sorted' | 'unsorted' | 'order';

export interface TriggerSetting extends SimulationSetting {
	watched: Watched;
	way: Way;
	overlapMs: number;
	lineCount: number;
	/** How far the server's clock is ahead of the database's, in milliseconds. */
	skew?: number;
}

export interface Emitted {
	key: string;
	moment: number;
	created: number;
	event: 'created' | 'updated';
}

/** So many pages, or changes, one poll may read. */
export interface Limits {
	pages?: number;
	most?: number;
}

/** What a poll came to; it is for the test to save it. */
export interface Polled {
	output: Emitted[];
	after: Checkpoint;
}

/** A trigger on a simulated Campaign. It does what `watchRecords` does, with the same functions. */
export function simulatedTrigger(setting: TriggerSetting) {
	const { clock, watched, way, overlapMs, lineCount, skew = 0 } = setting;
	const campaign = simulatedCampaign(setting);
	const { client, url } = campaign;
	const rules = { watched, overlapMs, now: () => clock.time + skew };

	function begin(): Checkpoint {
		const back = rules.now() - 24 * 3_600_000;
		const latest = campaign.visible(clock.time).shown.flatMap(({ record }) => {
			const moment = momentOf(record.lastModified) ?? NaN;
			const change = { key: String(record.acsId), moment, created: momentOf(record.created) };
			return moment >= back ? [change] : [];
		});
		latest.sort((one, other) => other.moment - one.moment);
		return beginningAfter(latest, back, rules);
	}

	async function poll(
		before: Checkpoint,
		{ pages = Infinity, most = Infinity }: Limits = {},
	): Promise<Polled> {
		campaign.refresh();
		const progress = new Progress(before, rules);
		const begun = campaign.asked();
		const limits = { most, hasTime: () => campaign.asked() - begun < pages };
		const output: Emitted[] = [];
		const put = (change: ChangedRecord) => {
			const event = progress.add(change);
			const { key, moment, created = NaN } = change;
			if (event) output.push({ key, moment, created, event });
			return event !== undefined;
		};
		const from = progress.start;
		if (way === 'sorted') {
			const urlFrom = (moment: number, lines = lineCount) =>
				url(moment, 'asc', Math.max(lines, lineCount));
			const list = oldestFirst(client, urlFrom, from);
			const isPassing = (error: unknown) => error instanceof Passing;
			const reached = await workOff(list, progress, put, isPassing, limits);
			if (typeof reached !== 'object') throw new Error('More than one poll can read at one moment');
			output.sort((one, other) => one.moment - other.moment);
			return { output, after: progress.checkpoint(reached) };
		}
		const list = () =>
			way === 'order'
				? latestFirst(client, url(undefined, 'desc', lineCount))
				: unsorted(client, url(from, '', lineCount));
		const back = way === 'order' ? from : undefined;
		const { changes, isShortOf } = await readWhole(list, progress, limits, back);
		if (isShortOf) throw new Error('Too many');
		changes.forEach(put);
		return { output, after: progress.checkpoint({ isEnd: true }) };
	}

	return { begin, poll, now: rules.now, asked: campaign.asked };
}
