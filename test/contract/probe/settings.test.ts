import { QUESTIONS } from '../../../probe/questions';
import { UNOBSERVED } from '../../../probe/unobserved';
import { type Sandbox, startSandbox } from '../../../sandbox/server';
import { CHOICES, defaultSettings, type Settings } from '../../../sandbox/settings';
import { OBSERVED, observable, otherValues, TOGETHER, VALUES } from './observable';
import { leftIn, probed } from './probing';

const NAMES = Object.keys(defaultSettings('')) as Array<keyof Settings>;

it('Each setting of the sandbox is found by a question, or has a reason why it cannot be', () => {
	const unfound = NAMES.filter((name) => !OBSERVED.includes(name));

	expect(unfound.sort()).toEqual(Object.keys(UNOBSERVED).sort());
});

it('Each setting that is found and is a number, a text or a list has values that are tried', () => {
	const defaults = defaultSettings('');
	const untried = OBSERVED.filter(
		(name) => !CHOICES[name] && typeof defaults[name] !== 'boolean' && !VALUES[name],
	);

	expect(untried).toEqual([]);
});

const ALONE = OBSERVED.flatMap((name) =>
	otherValues(name).map((value): Partial<Settings> => ({ ...TOGETHER[name], [name]: value })),
);

/** The defaults, then every other value of every setting that is found. */
const CASES = [{}, ...ALONE].map((changes, index) => ({
	changes,
	title: JSON.stringify(changes),
	organization: `found-${index}`,
}));

/** A busy machine takes its time over so many requests. */
jest.setTimeout(240_000);

let sandbox: Sandbox;
const found = new Map<string, Awaited<ReturnType<typeof probed>>>();

async function probe({ organization, changes }: (typeof CASES)[number]): Promise<void> {
	sandbox.organization(organization).reset(changes);
	found.set(organization, await probed(sandbox, organization));
}

// A few side by side, since a run mostly waits for its event. What a list shows later has to be looked for at once: it goes alone.
beforeAll(async () => {
	sandbox = await startSandbox();
	const isTimed = ({ changes }: (typeof CASES)[number]) => 'visibleAfterMs' in changes;
	for (const one of CASES.filter(isTimed)) await probe(one);
	const waiting = CASES.filter((one) => !isTimed(one));
	const work = async () => {
		for (let one = waiting.pop(); one; one = waiting.pop()) await probe(one);
	};
	await Promise.all(Array.from({ length: 6 }, work));
});
afterAll(() => sandbox.close());

describe('With the test profile, a probe of the sandbox', () => {
	it.each(CASES)('finds $title and nothing else', ({ organization, changes }) => {
		expect(found.get(organization)?.report.settings).toEqual(observable(changes));
	});

	it('leaves no profile, no subscription and no question without an answer', () => {
		for (const { organization } of CASES) {
			const { answers, leftovers } = found.get(organization) ?? {};
			const failed = Object.entries(answers ?? {}).filter(([, { is }]) => is === 'failed');

			expect(failed).toEqual([]);
			expect(leftovers).toEqual([]);
			expect(leftIn(sandbox, organization)).toEqual([]);
			expect(sandbox.organization(organization).records('subscription')).toHaveLength(2);
		}
	});

	it('sends no more requests for a question than the question says', () => {
		for (const { spent } of found.values()) {
			for (const { id, requests } of QUESTIONS) {
				expect({ id, within: (spent[id] ?? 0) <= requests }).toEqual({ id, within: true });
			}
		}
	});
});
