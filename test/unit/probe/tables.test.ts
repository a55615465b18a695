import { reportOf, type Answers } from '../../../probe/report';
import { conclusionsOf, differencesOf, tableOf } from '../../../probe/tables';

const ABOUT = {
	date: '2026-11-27',
	probe: '0.1.0',
	mode: 'read-only',
	requests: 1,
	usualMs: 1,
} as const;

const reportWith = (answers: Answers) => reportOf(answers, ABOUT);

const prefix = reportWith({
	emailMatch: { is: 'answered', facts: { inCapitals: true, byBeginning: true } },
	signal: { is: 'not asked', flag: '--signal' },
	visible: { is: 'answered', facts: { shown: 'later', afterMs: 1000 } },
});

describe('A comparison', () => {
	it('of reports that say the same has no rows', () => {
		expect(
			differencesOf([prefix, prefix].map((report) => ({ name: 'one', report }))),
		).toBeUndefined();
	});

	it('has the facts that differ, and no time', () => {
		const other = reportWith({
			emailMatch: { is: 'answered', facts: { inCapitals: true, byBeginning: false } },
			signal: { is: 'not asked', flag: '--signal' },
			visible: { is: 'answered', facts: { shown: 'later', afterMs: 5000 } },
		});
		const table = differencesOf([
			{ name: 'stage.json', report: prefix },
			{ name: 'production.json', report: other },
		]);

		expect(table).toMatch(/stage\.json .* production\.json/);
		expect(table).toMatch(/byBeginning: yes .* byBeginning: no/);
		expect(table).not.toContain('inCapitals');
		expect(table).not.toContain('afterMs');
		expect(table).not.toContain('--signal');
	});

	it('says of a question that only one was asked why the other was not', () => {
		const other = reportWith({ emailMatch: { is: 'not asked', flag: '--with-test-profile' } });
		const table = differencesOf([
			{ name: 'a', report: prefix },
			{ name: 'b', report: other },
		]);

		expect(table).toMatch(/inCapitals: yes .* not asked \(needs/);
		expect(table).toContain('not in this report');
	});
});

describe('A report on the screen', () => {
	it('has the answers, what was not asked, what does not hold, and the settings', () => {
		expect(tableOf(prefix)).toContain('byBeginning: yes');
		expect(tableOf(prefix)).toContain('Not asked: 1 with --signal.');
		expect(conclusionsOf(prefix)).toContain('The filter byEmail ignores capitals.');
		expect(conclusionsOf(prefix)).toContain('"Match By"');
		expect(conclusionsOf(prefix)).toContain(
			'Other than the sandbox: visibleAfterMs 2000, emailMatch "prefix".',
		);
	});
});
