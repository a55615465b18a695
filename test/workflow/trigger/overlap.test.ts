/** Two polls of a node at the same time, as n8n runs them when one takes longer than the time between two. */
import { BY_ORDER } from '../../waysToAsk';
import { REFUSED } from '../requests';
import { useHarness } from '../suite';
import { emails, usePollers } from './watching';

const suite = useHarness();
const { control } = suite;
const { trigger } = usePollers(suite);

describe.each([
	['one context', 'memory' as const],
	['two contexts', 'scheduler' as const],
])('Two polls on %s', (_, mode) => {
	it('put out each change once: the second is left out', async () => {
		const organization = `overlap-${mode}`;
		const one = trigger(mode, organization, BY_ORDER);
		await one.activate();
		control(organization).put({ email: 'once@example.com' });
		const before = control(organization).requests().length;
		control(organization).faults([{ delayMs: 100 }]);
		const outputs = await Promise.all([one.poll(), one.poll(), one.poll()]);
		expect(outputs.filter((output) => output !== null)).toEqual([
			[expect.objectContaining({ email: 'once@example.com' })],
		]);
		expect(control(organization).requests().length).toBe(before + 1);
		expect(await one.poll()).toBeNull();
		expect(control(organization).requests().length).toBe(before + 2);
	});

	it('are admitted again after one that failed', async () => {
		const organization = `overlap-failed-${mode}`;
		const one = trigger(mode, organization, BY_ORDER);
		await one.activate();
		control(organization).put({ email: 'later@example.com' });
		control(organization).faults([{ respond: REFUSED }]);
		await expect(one.poll()).rejects.toThrow('Campaign refused the request');
		expect(await one.poll()).toEqual([expect.objectContaining({ email: 'later@example.com' })]);
	});
});

describe('Polls with the data from before the first of them, as n8n makes up for missed Poll Times', () => {
	it('put out each change once: the later ones are left out, and those after them go on', async () => {
		const organization = 'overlap-made-up';
		const one = trigger('durable', organization, BY_ORDER);
		await one.activate();
		control(organization).put({ email: 'once@example.com' });
		const polls = [one.prepared(), one.prepared(), one.prepared()];
		const outputs = [];
		for (const poll of polls) outputs.push(emails(await poll()));
		expect(outputs).toEqual([['once@example.com'], null, null]);
		control(organization).put({ email: 'next@example.com' });
		expect(emails(await one.poll())).toEqual(['next@example.com']);
		expect(await one.poll()).toBeNull();
	});
});
