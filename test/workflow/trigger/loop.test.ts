import { BY_FILTER, BY_ORDER } from '../../waysToAsk';
import { useHarness } from '../suite';
import { refusal, Watching } from './watching';

const suite = useHarness();

const WAYS = [
	['Order', 'order', BY_ORDER],
	['Custom Filter', 'filter', BY_FILTER],
] as const;

describe.each(WAYS)(
	'a workflow that updates the profile which started it, by %s',
	(_, way, parameters) => {
		/** Polls, and updates what is put out, for so many rounds. @returns how many profiles each round put out */
		const rounds = async (watching: Watching, most: number) => {
			const counts: number[] = [];
			for (let round = 0; round < most; round += 1) {
				const output = (await watching.trigger.poll()) ?? [];
				counts.push(output.length);
				watching.later();
				for (const { PKey } of output) watching.update(String(PKey), { phone: watching.now });
			}
			return counts;
		};

		it.each([
			['updated', 'without Fields to Watch it runs for ever', [], [1, 1, 1, 1]],
			['updated', 'with Fields to Watch it runs once', ['email', 'firstName'], [1, 0, 0, 0]],
			['both', 'with Fields to Watch it runs once', ['email', 'firstName'], [1, 0, 0, 0]],
		])('Event %s: %s', async (event, __, fieldsToWatch, expected) => {
			const watching = new Watching(suite, `loop-${way}-${event}-${fieldsToWatch.length}`, {
				...parameters,
				event,
				options: { fieldsToWatch },
			});
			await watching.trigger.activate();
			watching.later();
			watching.update(watching.control.profiles()[3].PKey, { email: 'start@example.com' });
			expect(await rounds(watching, 4)).toEqual(expected);
			watching.later();
			watching.update(watching.control.profiles()[3].PKey, { firstName: 'Other' });
			expect(await rounds(watching, 3)).toEqual(
				expected.slice(1).every(Boolean) ? [1, 1, 1] : [1, 0, 0],
			);
		});
	},
);

it('after a burst of more than it remembers it stops with words in the second round, and goes on when Fields to Watch is changed', async () => {
	const options = {
		fieldsToWatch: ['email'],
		fields: ['email'],
		pageSize: 1000,
		maxItems: 9_000,
	};
	const watching = new Watching(
		suite,
		'loop-burst',
		{ ...BY_FILTER, event: 'updated', options },
		{ settings: { people: 9_000 } },
	);
	const { trigger, control } = watching;
	await trigger.activate();
	watching.later();
	control.touch({ count: 9_000, lastModified: watching.now, stepMs: 1, values: { phone: '0' } });
	watching.later(100);
	const first = await trigger.poll();
	expect(first).toHaveLength(9_000);

	control.touch({ count: 9_000, lastModified: watching.now, stepMs: 1, values: { phone: '1' } });
	watching.later(100);
	expect(await refusal(trigger.poll())).toMatch(
		/^The same profiles change again and again, though not in 'Fields to Watch' \| .*Then change 'Fields to Watch' to go on\./,
	);
	trigger.node.parameters.options = {
		...options,
		fieldsToWatch: ['email', 'lastName'],
		maxItems: 50,
	};
	expect((await trigger.poll())?.length).toBeGreaterThanOrEqual(50);
});
