import type { IExecuteFunctions } from 'n8n-workflow';

import { onePerRun } from './onePerRun';

const ofRun = onePerRun<Map<string, number>>();
const noticesOf = (run: IExecuteFunctions) => ofRun(run, () => new Map());

/** Notes something about one item that is no error. The same note for many items is shown once. */
export function note(run: IExecuteFunctions, text: string): void {
	const notices = noticesOf(run);
	notices.set(text, (notices.get(text) ?? 0) + 1);
}

/** Shows the notes of a run in the output panel. n8n has these hints since n8n-workflow 1.79. */
export function showNotes(run: IExecuteFunctions): void {
	const notices = [...noticesOf(run)];
	const hints = notices.map(([text, items]) => ({
		message: items > 1 ? `${text} (${items} items)` : text,
		type: 'warning' as const,
		location: 'outputPane' as const,
	}));
	if (hints.length > 0) run.addExecutionHints?.(...hints);
}
