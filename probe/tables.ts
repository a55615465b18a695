import Table from 'cli-table3';

import type { Answer, Report } from './report';
import { QUESTIONS } from './questions';

const plain = { style: { head: [], border: [] } };

/** What an answer says, in a few words. */
export function inWords(answer: Answer | undefined): string {
	if (answer === undefined) return 'not in this report';
	if (answer.is === 'not asked') return `not asked (needs ${answer.flag})`;
	if (answer.is === 'not possible') return `not possible: ${answer.reason}`;
	if (answer.is === 'failed') return `failed: ${answer.why}`;
	return Object.entries(answer.facts)
		.filter(([, fact]) => fact !== undefined)
		.map(([name, fact]) => `${name}: ${factInWords(fact)}`)
		.join('\n');
}

function factInWords(fact: unknown): string {
	if (Array.isArray(fact)) return fact.length > 8 ? `${fact.length} names` : fact.join(', ') || '-';
	if (typeof fact === 'boolean') return fact ? 'yes' : 'no';
	if (typeof fact !== 'object' || fact === null) return String(fact);
	const { status, framing, lines } = fact as {
		status?: number;
		framing?: string;
		lines?: string[];
	};
	return [status, framing, ...(lines ?? [])].join(', ');
}

const answerIn = ({ answers }: Report, id: string) =>
	(answers as Record<string, Answer | undefined>)[id];

/** The answers of one report, and what it would take to ask the other questions. */
export function tableOf(report: Report): string {
	const table = new Table({
		head: ['question', 'answer'],
		colWidths: [44, 60],
		wordWrap: true,
		...plain,
	});
	const flags = new Map<string, number>();
	for (const { id, asks } of QUESTIONS) {
		const answer = answerIn(report, id);
		if (answer?.is === 'not asked') flags.set(answer.flag, (flags.get(answer.flag) ?? 0) + 1);
		else table.push([asks, inWords(answer)]);
	}
	const others = [...flags].map(([flag, count]) => `${count} with ${flag}`);
	const more = others.length > 0 ? [`Not asked: ${others.join(', ')}.`] : [];
	return [table.toString(), ...more].join('\n');
}

/** The assumptions of the node that do not hold, and the settings for the sandbox. */
export function conclusionsOf({ settings, assumptions }: Report): string {
	const table = new Table({
		head: ['does not hold here', 'what helps'],
		colWidths: [44, 60],
		wordWrap: true,
		...plain,
	});
	for (const { assumes, help } of assumptions) table.push([assumes, help]);
	const changed = Object.entries(settings).map(
		([name, value]) => `${name} ${JSON.stringify(value)}`,
	);
	return [
		assumptions.length > 0
			? table.toString()
			: 'All that the node assumes, as far as it was asked, holds.',
		`Other than the sandbox: ${changed.join(', ') || 'nothing'}.`,
	].join('\n');
}

/** The questions that the reports answer differently, a column for each report; undefined when there are none. */
export function differencesOf(
	reports: ReadonlyArray<{ name: string; report: Report }>,
): string | undefined {
	const table = new Table({
		head: ['question', ...reports.map(({ name }) => name)],
		colWidths: [40, ...reports.map(() => 36)],
		wordWrap: true,
		...plain,
	});
	for (const { id, asks } of QUESTIONS) {
		const cells = reports.map(({ report }) => differing(reports, report, id));
		if (cells.some((cell) => cell !== '')) table.push([asks, ...cells]);
	}
	return table.length > 0 ? table.toString() : undefined;
}

/** The facts of an answer that are not the same in all reports. A time is another one in each run, and no difference. */
function differing(reports: ReadonlyArray<{ report: Report }>, report: Report, id: string): string {
	const all = reports.map((one) => answerIn(one.report, id));
	const answered = all.filter((answer) => answer?.is === 'answered');
	const own = answerIn(report, id);
	if (new Set(all.map((answer) => JSON.stringify(answer))).size === 1) return '';
	if (own?.is !== 'answered') return inWords(own);
	if (answered.length < all.length) return inWords(own);
	const facts = Object.entries(own.facts).filter(
		([name, fact]) =>
			name !== 'afterMs' &&
			answered.some(
				(answer) =>
					JSON.stringify(answer?.is === 'answered' && answer.facts[name]) !== JSON.stringify(fact),
			),
	);
	return facts.map(([name, fact]) => `${name}: ${factInWords(fact)}`).join('\n');
}
