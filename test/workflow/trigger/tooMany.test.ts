/** More changes than one poll may read or put out. */
import type { INodeParameters } from 'n8n-workflow';

import { WAYS } from '../../waysToAsk';
import { useHarness } from '../suite';
import { instant, Watching } from './watching';

const suite = useHarness();

const DAY = 86_400;

describe.each(WAYS)('Find Changes By: %s', (_, way, parameters, settings) => {
	const begun = async (name: string, event: string, options: INodeParameters) => {
		const watching = new Watching(
			suite,
			`tooMany-${way}-${name}`,
			{ ...parameters, event, options: { fields: ['email'], ...options } },
			{ settings: { people: 300, ...settings } },
		);
		await watching.trigger.activate();
		watching.later();
		return watching;
	};

	it.each(['stop', 'skip'])(
		'changes of the future do not stand in the way of those of the present, On Too Many: %s',
		async (onTooMany) => {
			const watching = await begun(`ahead-${onTooMany}`, 'updated', { maxItems: 20, onTooMany });
			watching.control.touch({ count: 50, lastModified: instant(365 * DAY), stepMs: 1 });
			const found = new Set<string>();
			for (let round = 0; round < 6; round += 1) {
				watching.later();
				const PKey = watching.control.profiles()[200 + round].PKey;
				watching.update(PKey, { email: `present-${round}@example.com` });
				watching.later();
				const output = (await watching.poll()) ?? [];
				expect(output).toContain(`present-${round}@example.com`);
				expect(output.length).toBeLessThanOrEqual(20);
				for (const email of output) {
					expect(found).not.toContain(email);
					found.add(email);
				}
			}
			expect(found.size).toBe(56);
		},
	);

	it('updates do not count for a trigger that waits for creations', async () => {
		const watching = await begun('creations', 'created', { maxItems: 20 });
		for (let round = 0; round < 3; round += 1) {
			watching.control.touch({
				from: 50 * round,
				count: 50,
				lastModified: watching.now,
				stepMs: 1,
			});
			watching.create(`new-${round}@example.com`);
			watching.later();
			expect(await watching.poll()).toEqual([`new-${round}@example.com`]);
		}
		expect(await watching.poll()).toBeNull();
	});
});
