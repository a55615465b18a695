/** Two polls of a node at the same time, as n8n runs them when one takes longer than the time between two. */
import { BY_ORDER, Poller } from '../poller';
import { REFUSED } from '../requests';
import { useHarness } from '../suite';

const { harness, control } = useHarness();

const trigger = (mode: 'memory' | 'scheduler', organization: string) =>
	new Poller(harness, {
		mode,
		credentials: harness.credentials(organization, 'accessToken'),
		parameters: { event: 'created', ...BY_ORDER },
	});

describe.each([
	['one context', 'memory' as const],
	['two contexts', 'scheduler' as const],
])('Two polls on %s', (_, mode) => {
	it('put out each change once: the second is left out', async () => {
		const organization = `overlap-${mode}`;
		const one = trigger(mode, organization);
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
		const one = trigger(mode, organization);
		await one.activate();
		control(organization).put({ email: 'later@example.com' });
		control(organization).faults([{ respond: REFUSED }]);
		await expect(one.poll()).rejects.toThrow('Campaign refused the request');
		expect(await one.poll()).toEqual([expect.objectContaining({ email: 'later@example.com' })]);
	});
});
