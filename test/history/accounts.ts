import type { Call, History, RunHistory } from './history';
import { stopTextIn } from './said';
import type { Finding } from './story';

/** Each item is reported once, and the counts in the error of a run that stops are right. */
export const accounted = (history: History): Finding[] =>
	history.runs.flatMap((asked, run) => {
		// n8n does not show what a stopped run reports.
		if (!asked.said || asked.isStopped) return [];
		return problemsOf(asked).map((problem) => ({ run, ...problem }));
	});

function problemsOf(asked: RunHistory): Array<Omit<Finding, 'run'>> {
	const { items, said, onError } = asked;
	const error = said?.error;
	if (error === undefined) return outputProblems(asked);
	if (onError !== 'stopWorkflow') return [{ what: `failed as a whole: ${error.split('\n')[0]}` }];
	const text = stopTextIn(error);
	if (!text)
		return [{ what: `does not report what was done with its items: ${error.split('\n')[0]}` }];
	const failed = text.failed === undefined ? [] : [text.failed];
	const told = [...failed, ...text.done, ...text.unclear, ...text.refused];
	return [
		...(text.count === items.length && text.doneCount === text.done.length
			? []
			: [{ what: `counts wrongly: ${error.split('\n')[0]}` }]),
		...(failed.length === 1
			? []
			: [{ what: `does not say which item failed: ${error.split('\n')[0]}` }]),
		...(new Set(told).size === told.length ? [] : [{ what: 'reports one item twice' }]),
	];
}

function outputProblems({ items, said, onError }: RunHistory): Array<Omit<Finding, 'run'>> {
	const outputs = said?.outputs ?? [];
	const links = outputs.flatMap(({ of }) => of);
	const problems = items.flatMap((_asked, item) => {
		const times = links.filter((link) => link === item).length;
		return times === 1 ? [] : [{ item, what: `has ${times} outputs` }];
	});
	// The error output comes after the main one.
	const isOneRow = onError !== 'continueErrorOutput';
	const isSorted = links.every((link, place) => place === 0 || links[place - 1] <= link);
	return isOneRow && !isSorted
		? [...problems, { what: 'puts its items out in another order' }]
		: problems;
}

const isWrite = ({ method }: Call) => method !== 'GET';

/**
 * After Stop no write is sent, and a profile is read only to see whether an earlier write was stored.
 */
export const nothingAfterStop = (history: History): Finding[] =>
	history.runs.flatMap((_asked, run) => {
		const calls = history.calls.filter((call) => call.run === run);
		const late = calls.filter(({ isAfterStop }) => isAfterStop);
		const hasWritten = calls.some((call) => isWrite(call) && !call.isAfterStop);
		const wrong = late.filter((call) => isWrite(call) || !hasWritten);
		return wrong.map(({ item, method }) => ({
			run,
			item,
			what: `has sent a ${method} after Stop`,
		}));
	});

/** A run that does not end within the bound counts as one that never ends. */
export const nothingHangs = (history: History): Finding[] =>
	history.runs.flatMap(({ said }, run) => {
		if (said) return [];
		const open = history.calls.filter((call) => call.run === run && call.ended === Infinity).length;
		return [{ run, what: `does not come to an end (${open} requests are not answered)` }];
	});
