import type { IExecuteFunctions } from 'n8n-workflow';

type Counts = Map<string, number>;

/** Counts one more. */
export const addOne = (counts: Counts, name: string) =>
	counts.set(name, (counts.get(name) ?? 0) + 1);

const counted = ([text, items]: [string, number]) =>
	items > 1 ? `${text} (${items} items)` : text;

/** A list that is shown once for all items: what stands around its entries, and how often each entry was named. */
interface List {
	before: string;
	after: string;
	entries: Counts;
}

/** What a run reports in its output panel beside errors. */
export class Hints {
	/** Sentences, with the number of items that they are true of. */
	private readonly sentences: Counts = new Map();
	/** By what stands around the entries. */
	private readonly lists = new Map<string, List>();

	/** Adds a hint for one item. The same hint for many items is shown once, with their number. */
	add(text: string): void {
		addOne(this.sentences, text);
	}

	/** Adds one entry of a list that is shown once for all items: `before: entry (3 items), entry`, or in a sentence that goes on. */
	addEntry(before: string, entry: string, after = ''): void {
		const key = before + after;
		const list = this.lists.get(key) ?? { before, after, entries: new Map() };
		this.lists.set(key, list);
		addOne(list.entries, entry);
	}

	/**
	 * Shows the hints in the output panel, as one box: several are behind a line that is opened with a click (n8n 2; n8n 1 shows a
	 * box for each). n8n has hints since n8n-workflow 1.79.
	 *
	 * @param outcomes how many items ended how, such as "135 created" and "5 failed"
	 */
	show(context: IExecuteFunctions, outcomes: string[] = []): void {
		const texts = this.texts();
		const done = outcomes.join(', ');
		const location = 'outputPane' as const;
		if (texts.length > 1) {
			const notes = `${texts.length} notes on this run`;
			const group = { key: 'adobeCampaign', summary: done ? `${done}. ${notes}` : notes };
			const hints = texts.map((message) => ({
				message,
				type: 'warning' as const,
				location,
				group,
			}));
			context.addExecutionHints?.(...hints);
			return;
		}
		// Where the same became of all items, their number says it.
		const message = [outcomes.length > 1 && done, ...texts].filter(Boolean).join('. ');
		const type = texts.length > 0 ? ('warning' as const) : ('info' as const);
		if (message) context.addExecutionHints?.({ message, type, location });
	}

	private texts(): string[] {
		const ofList = ({ before, after, entries }: List) =>
			`${before}${after ? '' : ':'} ${[...entries].map(counted).join(', ')}${after}`;
		return [...[...this.sentences].map(counted), ...[...this.lists.values()].map(ofList)];
	}
}
