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
const tooMany = (item: Item, { filter, maxItems }: WatchForm) => {
	const { many } = item.kind;
	const other = filter
		? `Where your Campaign administrator makes 'Last modified' sortable, the trigger works off any number once you have published the workflow again.`
		: `'Find Changes By' = 'Custom Filter' works off any number; choose it when these are through, for the trigger begins anew with it.`;
	return item.refuse(
		`More than ${maxItems} ${many} have changed since the last poll, which is more than one poll may read`,
		`Nothing was put out, and nothing is lost. Raise '${maxItemsLabel(item.kind)}' in Options, and poll more often. ${other} To leave the older ones out, set 'On Too Many' in Options to 'Skip to Newest'.`,
	);
};

/** What helps when the time of a poll is not enough. A sorted filter needs so much only when it does not leave out what is older. */
function timeAdvice({ filter, onTooMany }: WatchForm, { isSorted }: Ability): string {
	if (filter && isSorted) {
		return "let your Campaign administrator look whether the filter compares 'Last modified' with its hours and minutes, not with the day alone.";
	}
	const faster = "raise 'Page Size' in Options up to 1000";
	return onTooMany === 'skip'
		? `${faster}.`
		: `${faster}, or set 'On Too Many' in Options to 'Skip to Newest', which leaves the older ones out.`;
}

/** The error of changes that are not read in the time that n8n gives a poll. Campaign may be faster next time. */
const tooSlow = ({ client, kind }: Item, watch: WatchForm, ability: Ability) =>
	client.error({
		kind: 'tooSlow',
		cause: 'temporarily-unavailable',
		message: `The time of one poll is not enough to read which ${kind.many} have changed`,
		description: `Nothing was put out, and nothing is lost. If it goes on, ${timeAdvice(watch, ability)}`,
	});

/** One poll: reads what has changed, and says what of it is put out. */
export class Poll {
	private readonly emitted: Array<INodeExecutionData & { moment: number }> = [];
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

	/** The oldest change first, also where a list that had to be read again showed an older one late. */
	get output(): INodeExecutionData[] {
		const inOrder = [...this.emitted].sort((one, other) => one.moment - other.moment);
		return inOrder.map(({ json }) => ({ json }));
	}

	/** Remembers a record that is not put out. */
	note({ key, record }: ChangedRecord): void {
		this.fields?.isChanged(key, record);
	}

	/**
	 * @param isActivation which has less time than a poll: what it cannot read in that is left to the polls
	 * @throws NodeApiError, NodeOperationError after which everything is as it was before
	 */
	async read(limits: PollLimits, isActivation = false): Promise<Reached> {
		const { item, watch, ability, progress } = this;
		const from = progress.start;
		const lists = new ChangeLists(item, watch, ability);
		const put = (change: ChangedRecord) => this.put(change);
		if (watch.filter && ability.isSorted) {
			const reached = await workOff(lists.oldest(from), progress, put, isPassing, limits);
			if (typeof reached === 'object') return reached;
			if (reached === 'time' || isActivation) throw tooSlow(item, watch, ability);
			if (watch.onTooMany === 'stop') {
				throw item.refuse(
					`More ${item.kind.many} have changed at the very same moment than one poll can read`,
					"Nothing was put out, and nothing is lost. To leave them all out and go on with what changed later, set 'On Too Many' in Options to 'Skip to Newest' for one poll.",
				);
			}
			// With the next millisecond, which is asked for by this one: see `ChangeLists.url`.
			this.skipTo(from + 2, 'at the very same moment than one poll can read: all of that moment');
			return { isEnd: false, isEnough: true, readTo: from + 2 };
		}
		const list = () => (watch.filter ? lists.unsorted(from) : lists.latest(from));
		const back = watch.filter ? undefined : from;
		const { changes, isShortOf, oldest } = await readWhole(list, progress, limits, back);
		if (isShortOf === 'time' && isActivation) throw tooSlow(item, watch, ability);
		if (isShortOf) {
			const present = changes.filter((change) => !progress.isAhead(change));
			changes.splice(0, Math.max(0, present.length - watch.maxItems));
			// Of those that nobody waits for the order tells how far it came.
			const first = present.length > 0 ? changes[0].moment : watch.filter ? undefined : oldest;
			if (watch.onTooMany === 'stop' || first === undefined) {
				throw isShortOf === 'room' ? tooMany(item, watch) : tooSlow(item, watch, ability);
			}
			// All that is put out of this moment is put out now.
			this.skipTo(first + 1, 'than one poll may read: the older ones');
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

	private skipTo(moment: number, what: string): void {
		const { context } = this.item.run;
		this.skippedTo = moment;
		(context as IPollFunctions).logger.warn(
			`More ${this.item.kind.many} have changed ${what} are skipped`,
		);
	}

	private put(change: ChangedRecord): boolean {
		const event = this.progress.add(change, () => this.isChanged(change));
		if (!event) return false;
		const { watched, shaped } = this.watch;
		const json = shaped(change.record);
		const { moment } = change;
		this.emitted.push({ moment, json: watched === 'both' ? { event, ...json } : json });
		return true;
	}

	private isChanged({ key, record }: ChangedRecord): boolean {
		const isOther = this.fields?.isChanged(key, record) ?? true;
		const { ignored } = this.watch;
		return isOther && (ignored === '' || modifierOf(record) !== ignored);
	}
}
