import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { budgetOf } from '../../../probe/plan';
import type { Need } from '../../../probe/question';
import { QUESTIONS } from '../../../probe/questions';

const read = (path: string) => readFileSync(join(__dirname, '../../..', path), 'utf8');
const page = read('docs/probe.md');

const FLAGS: Record<Need, string> = {
	read: '-',
	testProfile: '--with-test-profile',
	secondProfile: '--second-profile',
	event: '--event',
	eventAndTestProfile: '--event, --with-test-profile',
	workflow: '--workflow',
	signal: '--signal',
	resume: '--resume',
};

describe('docs/probe.md', () => {
	it('has each question with what it needs, its requests and its entry', () => {
		const rows = page
			.split('## The questions')[1]
			.split('\n')
			.filter((line) => /^\| [A-Z]/.test(line))
			.map((line) =>
				line
					.replaceAll('`', '')
					.split('|')
					.slice(1, -1)
					.map((cell) => cell.trim()),
			)
			.slice(1);

		expect(rows).toEqual(
			QUESTIONS.map(({ asks, needs, requests, entries }) => [
				asks,
				FLAGS[needs],
				String(requests),
				entries.join(', ') || '-',
			]),
		);
	});

	it('tells the budgets', () => {
		const plan = {
			named: {},
			withTestProfile: false,
			withSecondProfile: false,
			pauseMs: 0,
		};
		const named = {
			event: 'EVT',
			workflow: 'W',
			resume: 'W',
			signal: { workflow: 'W', activity: 's' },
		};
		const budgets = [
			budgetOf(plan),
			budgetOf({ ...plan, withTestProfile: true }),
			budgetOf({ ...plan, named, withTestProfile: true, withSecondProfile: true }),
		];

		expect(page).toContain(
			`At most **${budgets[0]} requests** when it only reads, **${budgets[1]}** with the test profile, **${budgets[2]}** with everything.`,
		);
	});

	it('names the entries that are not asked, which together with the others are all', () => {
		const [, named = ''] = /Entries ([\d, and]+) are not asked/.exec(page) ?? [];
		const unasked = [...named.matchAll(/\d+/g)].map(([number]) => Number(number));
		const asked = QUESTIONS.flatMap(({ entries }) => entries);
		const open = read('docs/adobe-campaign-api.md').split('## 22. Could not be established')[1];
		const all = [...open.split('\n## ')[0].matchAll(/^(\d+)\. /gm)].map(([, number]) =>
			Number(number),
		);

		expect([...new Set([...asked, ...unasked])].sort((a, b) => a - b)).toEqual(all);
		expect(asked.filter((entry) => unasked.includes(entry))).toEqual([]);
	});

	it('has every option of the command', () => {
		const options = [...read('probe/cli.ts').matchAll(/(?:option|Option)\('(--[a-z-]+)/g)];

		expect(options.length).toBeGreaterThan(10);
		for (const [, option] of options) expect(page).toContain(option);
	});
});
