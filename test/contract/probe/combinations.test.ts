import fc from 'fast-check';

import { settingsLike } from '../../../sandbox/like';
import { type Sandbox, startSandbox } from '../../../sandbox/server';
import type { Settings } from '../../../sandbox/settings';
import { OBSERVED, observable, otherValues } from './observable';
import { probed } from './probing';

const RUNS = Number(process.env.PROPERTY_RUNS ?? 8);

/** A busy machine takes its time over so many requests. */
jest.setTimeout(240_000);

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
afterAll(() => sandbox.close());

/** A wait of some seconds in each run would be all that the test does; it has an example of its own. */
const QUICK = OBSERVED.filter((name) => name !== 'visibleAfterMs');

/** Some settings at once, with values other than their defaults. */
const changes = fc
	.subarray([...QUICK], { minLength: 2 })
	.chain((names) =>
		fc.record(
			Object.fromEntries(names.map((name) => [name, fc.constantFrom(...otherValues(name))])),
		),
	)
	.map((some) => some as Partial<Settings>);

let serial = 0;

it('Several settings at once are found', async () => {
	await fc.assert(
		fc.asyncProperty(changes, async (some) => {
			const organization = `several-${(serial += 1)}`;
			sandbox.organization(organization).reset(some);
			const { report } = await probed(sandbox, organization);

			expect(report.settings).toEqual(observable(some));
		}),
		{ numRuns: RUNS, examples: [[{ visibleAfterMs: 2000, emailMatch: 'exact', dialect: 'v8' }]] },
	);
});

describe('A sandbox that is started with --like of a report', () => {
	const SETTINGS: Array<Partial<Settings>> = [
		{ locationPatch: 'replace', emailMatch: 'prefix', longestPage: 7, bigTableThreshold: 10 },
		{ dialect: 'v8', slowSortRows: 10, errorFraming: 'quoted-json', uniqueEmail: true },
		{ modifiedByShown: 'link', apiAccount: 'Somebody', sortableFields: ['email'] },
	];

	it.each(SETTINGS)('is found to be like the first one: %j', async (settings) => {
		const organization = `first-${(serial += 1)}`;
		sandbox.organization(organization).reset(settings);
		const first = await probed(sandbox, organization);

		const second = await startSandbox({ settings: settingsLike(JSON.stringify(first.report)) });
		try {
			const { report } = await probed(second, 'any-name');
			expect(report).toEqual({ ...first.report, requests: report.requests });
			expect(report.settings).toEqual(observable(settings));
		} finally {
			await second.close();
		}
	});
});
