import type { History } from './history';
import type { Plan } from './plan';
import { saidOf } from './said';
import { keyIn } from './story';

const SHOWN = 100;

/** A history as text, to find the cause of a violation: plan, requests and changes in order, and what each run reported. */
export function toldOf(plan: Plan, history: History): string {
	const events = [
		...history.calls.flatMap(({ run, method, url, item, began, ended, status, isAfterStop }) => {
			const ofItem = item === undefined ? '' : ` item ${item}`;
			const call = `run ${run}${ofItem}: ${method} ${keyIn(url).slice(0, 40)}${new URL(url).search.slice(0, 60)}`;
			return [
				{ at: began, what: `${call}${isAfterStop ? ' (after Stop)' : ''}` },
				{ at: ended, what: `${call} -> ${status || 'lost'}` },
			];
		}),
		...history.changes.map(({ call, isForeign, isKept, profile, tag }) => ({
			// Between the request and its answer; the exact moment is not known.
			at: history.calls[call].began + 0.5,
			what: `    ${isForeign ? 'ANOTHER CLIENT' : 'STORED'}${isKept ? '' : ' and taken back'}: ${tag} in ${profile.slice(0, 40)}`,
		})),
	];
	const said = history.runs.flatMap((asked, run) => [
		`Run ${run}${asked.isStopped ? ', which was stopped,' : ''} said: ${asked.said?.error ?? ''}`,
		...(saidOf(asked) ?? []).map(({ verdict }, item) => {
			const output = asked.said?.outputs.find(({ of }) => of.includes(item));
			const { who } = asked.items[item];
			const words = output?.error ?? JSON.stringify(output?.json ?? '').slice(0, SHOWN);
			return `  item ${item} for ${who.slice(0, 40)}: ${verdict}, ${words}`;
		}),
	]);
	return [
		JSON.stringify(
			{ ...plan, runs: plan.runs.map(({ items, ...run }) => ({ ...run, items: items.length })) },
			null,
			1,
		),
		...events.toSorted((one, other) => one.at - other.at).map(({ what }) => what),
		...said,
	].join('\n');
}
