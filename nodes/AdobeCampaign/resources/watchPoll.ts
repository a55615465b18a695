import type { INodeExecutionData, IPollFunctions } from 'n8n-workflow';

import { isPassing } from '../n8n/errors';
import type { ChangedRecord } from '../records/changes';
import type { Progress, Reached } from '../records/checkpoint';
import type { Item } from '../records/item';
import { modifierOf } from '../records/modifier';
import { readWhole, workOff, type PollLimits } from '../records/readChanges';
import { WatchedFields, type WatchedState } from '../records/watchedFields';
import { maxItemsLabel, type WatchForm } from './watchForm';
import { ChangeLists, type Ability } from './watchLists';

/** The error of changes that cannot be worked off one after the other, and that are too many to be read together. */
const tooMany = (item: Item, { filter }: WatchForm, count: number) => {
	const { many } = item.kind;
	const other = filter
		? `let your Campaign administrator make 'Last modified' sortable`
		: `choose 'Find Changes By' = 'Custom Filter', which works off any number`;
	return item.refuse(
		`More than ${count} ${many} have changed since the last poll, which is more than one poll may read`,
		`Nothing was put out, and nothing is lost. Poll more often, raise '${maxItemsLabel(item.kind)}' in Options, or ${other}. To leave the older ones out, set 'On Too Many' in Options to 'Skip to Newest'.`,
	);
};

/** One poll: reads what has changed, and says what of it is put out. */
export class Poll {
	/** The oldest change first. */
	readonly output: INodeExecutionData[] = [];
	/** Changes before this moment are left out for good, though they were not read. */
	skippedTo = -Infinity;
	private readonly fields?: WatchedFields;

	constructor(
		private readonly item: Item,
		private readonly watch: WatchForm,
		private readonly ability: Ability,
		private readonly progress: Progress,
		fields?: WatchedState,
	) {
		const { fieldsToWatch } = watch;
		if (fieldsToWatch.length > 0) this.fields = new WatchedFields(fieldsToWatch, fields);
	}

	/** Remembers a record that is not put out. */
	note({ key, record }: ChangedRecord): void {
		this.fields?.isChanged(key, record);
	}

	/** @throws NodeApiError, NodeOperationError after which everything is as it was before */
	async read(limits: PollLimits): Promise<Reached> {
		const { item, watch, ability, progress } = this;
		const from = progress.start;
		const lists = new ChangeLists(item, watch, ability);
		const put = (change: ChangedRecord) => this.put(change);
		if (watch.filter && ability.isSorted) {
			const reached = await workOff(lists.oldest(from), progress, put, isPassing, limits);
			if (reached) return reached;
			throw item.refuse(
				`More ${item.kind.many} have changed at the very same moment than one poll can read`,
				"Nothing was put out, and nothing is lost. Raise 'Page Size' in Options, so that they are read faster.",
			);
		}
		const pages = watch.filter ? lists.unsorted(from) : lists.latest(from);
		const back = watch.filter ? undefined : from;
		const { changes, isWhole } = await readWhole(pages, progress, limits, back);
		if (!isWhole && watch.onTooMany === 'stop') throw tooMany(item, watch, changes.length);
		if (!isWhole) {
			const { logger } = item.run.context as IPollFunctions;
			logger.warn(
				`More ${item.kind.many} have changed than one poll may read: the older ones are skipped`,
			);
			changes.splice(0, Math.max(0, changes.length - watch.maxItems));
			// All that is put out of this moment is put out now.
			if (changes.length > 0) this.skippedTo = changes[0].moment + 1;
		}
		changes.forEach(put);
		return { isEnd: true };
	}

	/** What is kept of watched fields. @throws NodeOperationError when the workflow seems to be started by itself */
	keptFields(): { fields?: WatchedState } {
		const { item, fields } = this;
		if (!fields) return {};
		if (!fields.isLoop) return { fields: fields.pack() };
		throw item.refuse(
			`The same ${item.kind.many} change again and again, though not in 'Fields to Watch'`,
			`Something updates each ${item.kind.one} that this trigger puts out, perhaps this workflow, and they are more than it can remember. Nothing more is put out, and nothing is lost. Take out what updates them, or let it write only what is different ('Only Changed Fields' in Options). Then change 'Fields to Watch' to go on.`,
		);
	}

	private put(change: ChangedRecord): boolean {
		const event = this.progress.add(change, () => this.isChanged(change));
		if (!event) return false;
		const { watched, shaped } = this.watch;
		const json = shaped(change.record);
		this.output.push({ json: watched === 'both' ? { event, ...json } : json });
		return true;
	}

	private isChanged({ key, record }: ChangedRecord): boolean {
		const isOther = this.fields?.isChanged(key, record) ?? true;
		const { ignored } = this.watch;
		return isOther && (ignored === '' || modifierOf(record) !== ignored);
	}
}
