import { filterPreface } from '../parameters/filter';
import { latestFirst, oldestFirst, unsorted, type ChangesPage } from '../records/changes';
import type { Item } from '../records/item';
import { writtenMoment, type MomentForm } from '../records/moments';
import type { WatchForm } from './watchForm';

/** What the instance can do, as found out when the trigger began. */
export interface Ability {
	/** Campaign sorts by 'lastModified'. */
	isSorted: boolean;
	form: MomentForm;
	/** The account for which it is proven that the instance tells it from others. */
	ignored?: string;
}

/** The lists of changes that Campaign is asked for. */
export class ChangeLists {
	private readonly preface: string;

	constructor(
		private readonly item: Item,
		private readonly watch: WatchForm,
		private readonly ability: Ability,
	) {
		this.preface = watch.filter ? filterPreface(item.client.kind) : '';
	}

	/** The latest first. @param from nothing before that is wanted: a filter leaves it out */
	latest(from: number): AsyncGenerator<ChangesPage, void> {
		return latestFirst(this.item.client, this.url(from, 'lastModified desc'), this.preface);
	}

	/** By the filter: the oldest first. */
	oldest(from: number): AsyncGenerator<ChangesPage, void> {
		const urlFrom = (moment: number, lineCount?: number) =>
			this.url(moment, 'lastModified', lineCount);
		return oldestFirst(this.item.client, urlFrom, from, this.preface);
	}

	/** By the filter, in any order. */
	unsorted(from: number): AsyncGenerator<ChangesPage, void> {
		return unsorted(this.item.client, this.url(from), this.preface);
	}

	/** An administrator's filter may say "greater than" instead of "greater than or equal to": a millisecond earlier is right for both. */
	private url(from: number, order?: string, lineCount = this.watch.lineCount): string {
		const { filter } = this.watch;
		const named = filter && {
			name: filter.name,
			parameters: { [filter.parameter]: writtenMoment(from - 1, this.ability.form) },
		};
		return this.item.client.urls.list(named, {
			lineCount: Math.max(lineCount, this.watch.lineCount),
			...(order && { order }),
		});
	}
}
