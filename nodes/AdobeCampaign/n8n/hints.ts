import type { IExecuteFunctions } from 'n8n-workflow';

import { onePerRun } from './onePerRun';

/** What a run has to say in its output panel, beside errors. */
interface Notices {
	/** Sentences, with the number of items that they are true of. */
	sentences: Map<string, number>;
	/** Lists by their beginning: how often each entry was named. */
	lists: Map<string, Map<string, number>>;
}

const ofRun = onePerRun<Notices>();
const noticesOf = (run: IExecuteFunctions) =>
	ofRun(run, () => ({ sentences: new Map(), lists: new Map() }));

const addOne = (counts: Map<string, number>, name: string) =>
	counts.set(name, (counts.get(name) ?? 0) + 1);

/** Notes something about one item that is no error. The same note for many items is shown once. */
export function note(run: IExecuteFunctions, text: string): void {
	addOne(noticesOf(run).sentences, text);
}

/** Notes one entry of a list that is shown once for all items: `lead: entry (3 items), entry`. */
export function noteEntry(run: IExecuteFunctions, lead: string, entry: string): void {
	const { lists } = noticesOf(run);
	const entries = lists.get(lead) ?? new Map<string, number>();
	lists.set(lead, entries);
	addOne(entries, entry);
}

const counted = ([text, items]: [string, number]) =>
	items > 1 ? `${text} (${items} items)` : text;

/** Shows the notes of a run in the output panel. n8n has these hints since n8n-workflow 1.79. */
export function showNotes(run: IExecuteFunctions): void {
	const { sentences, lists } = noticesOf(run);
	const texts = [
		...[...sentences].map(counted),
		...[...lists].map(([lead, entries]) => `${lead}: ${[...entries].map(counted).join(', ')}`),
	];
	const hints = texts.map((message) => ({
		message,
		type: 'warning' as const,
		location: 'outputPane' as const,
	}));
	if (hints.length > 0) run.addExecutionHints?.(...hints);
}
