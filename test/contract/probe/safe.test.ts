import fc from 'fast-check';

import { type OrganizationControl, type Sandbox, startSandbox } from '../../../sandbox/server';
import type { Settings } from '../../../sandbox/settings';
import { marking } from './marking';
import { EVERYTHING, probed } from './probing';

const RUNS = Number(process.env.PROPERTY_RUNS ?? 5);

/** A busy machine takes its time over so many requests. */
jest.setTimeout(240_000);

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
afterAll(() => sandbox.close());

const letters = (length: number) =>
	fc.string({
		unit: fc.constantFrom(...'abcdefghijklmnopqrstuvwxyz'),
		minLength: length,
		maxLength: 12,
	});

/** No word of the probe, of Adobe or of the seed has these letters. */
const marks = letters(4).map((rest) => `qzx${rest}`);

/** The settings in which answers say most. */
const settings: fc.Arbitrary<Partial<Settings>> = fc.record({
	dialect: fc.constantFrom('standard', 'v8'),
	errorFraming: fc.constantFrom('text', 'quoted-json'),
	wrapSingle: fc.boolean(),
	smartCase: fc.constant(false),
	subscriptionRights: fc.constantFrom('both', 'profileSide', 'serviceSide'),
	uniqueEmail: fc.boolean(),
});

/** Fills an organization with the mark: in every text of people, of services, of units and of workflows. */
function fill(organization: OrganizationControl, mark: string, changes: Partial<Settings>): void {
	const people = Array.from({ length: 5 }, (_, index) => ({
		firstName: mark,
		lastName: mark,
		email: `${mark}${index}@${mark}.example`,
		phone: mark,
		salutation: mark,
		location: { city: mark, address1: mark },
		cusCustomerId: `${mark}-${index}`,
		cusNote: mark,
	}));
	organization.reset({
		...changes,
		profiles: people,
		modifiedByShown: 'link',
		apiAccount: mark,
		messageCenter: mark,
	});
	for (const { PKey } of organization.records('service')) {
		organization.put(
			{ PKey, name: `${mark}${PKey.slice(1, 9)}`, label: mark, desc: mark },
			'service',
		);
	}
	for (const { PKey } of organization.records('orgUnitBase')) {
		organization.put({ PKey, label: mark }, 'orgUnitBase');
	}
	organization.put(
		{
			name: mark,
			label: mark,
			state: 'started',
			activities: { activity: { [mark]: { parameters: {} } } },
		},
		'workflow',
	);
}

it('Nothing of an instance is in a report: no value, key, name, label, account, host, header or text of it', async () => {
	await fc.assert(
		fc.asyncProperty(marks, settings, async (mark, changes) => {
			const name = `acme${mark}`;
			const organization = sandbox.organization(name);
			fill(organization, mark, changes);
			const lines: string[] = [];
			const { report } = await probed(sandbox, name, {
				named: { ...EVERYTHING, messageCenter: mark },
				screen: { say: (line) => lines.push(line) },
				fetching: marking(mark),
			});

			// The tables on the screen are made of the report alone.
			const printed = [JSON.stringify(report), ...lines].join('\n');
			expect(printed.toLowerCase()).not.toContain(mark);
			for (const { PKey } of [...organization.profiles(), ...organization.records('service')]) {
				expect(printed).not.toContain(PKey.slice(1, 30));
			}
			expect(printed).not.toContain(new URL(sandbox.url).host);
			// The marks did not just make all questions fail.
			const failed = Object.values(report.answers).filter((answer) => answer?.is === 'failed');
			expect(failed).toEqual([]);
			expect(report.dialect).toBe(changes.dialect);
			expect(report.settings.filterDates).toBeUndefined();
			for (const id of ['dateFilter', 'sendEvent', 'signal'] as const) {
				expect(report.answers[id]?.is).toBe('answered');
			}
		}),
		{ numRuns: RUNS },
	);
});
