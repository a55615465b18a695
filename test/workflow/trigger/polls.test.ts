import { timestamp } from '../../../sandbox/store/timestamp';
import { BY_FILTER, BY_ORDER } from '../../waysToAsk';
import { MODES, Poller } from '../poller';
import { useHarness } from '../suite';

const { harness, control } = useHarness();

describe.each(MODES)('in mode %s of n8n', (mode) => {
	describe.each([
		['by order', BY_ORDER, 2],
		['by filter', BY_FILTER, 4],
	])('%s', (_, askBy, requestsToBegin) => {
		const organization = `polls-${mode}-${askBy.askBy}`;
		const asked = () => control(organization).requests().length;

		it('puts out what is created and updated after the activation, once, with a request a poll', async () => {
			const trigger = new Poller(harness, {
				mode,
				credentials: harness.credentials(organization, 'accessToken'),
				parameters: { event: 'both', ...askBy },
			});
			expect(await trigger.activate()).toBeNull();
			expect(asked()).toBe(requestsToBegin);

			const { PKey } = control(organization).put({ email: 'new@example.com' });
			expect(await trigger.poll()).toEqual([
				expect.objectContaining({ event: 'created', email: 'new@example.com' }),
			]);
			expect(await trigger.poll()).toBeNull();
			expect(await trigger.restart()).toBeNull();

			const lastModified = timestamp();
			control(organization).put({ PKey, firstName: 'Ann', lastModified });
			expect(await trigger.poll()).toEqual([
				expect.objectContaining({ event: 'updated', firstName: 'Ann', lastModified }),
			]);
			expect(await trigger.poll()).toBeNull();
			// A start of n8n finds out again what the instance can do.
			const isStarted = mode === 'memory';
			expect(asked()).toBe(requestsToBegin + 5 + (isStarted ? requestsToBegin : 0));
		});

		it('shows the newest profiles as test events, and moves nothing', async () => {
			const trigger = new Poller(harness, {
				mode,
				credentials: harness.credentials(organization, 'accessToken'),
				parameters: { event: 'updated', ...askBy },
			});
			await trigger.activate();
			control(organization).put({ email: 'newest@example.com' });
			const before = JSON.stringify([trigger.stored, [...trigger.cursors]]);

			expect((await trigger.fetchTestEvent())?.[0]).toMatchObject({ email: 'newest@example.com' });
			expect(JSON.stringify([trigger.stored, [...trigger.cursors]])).toBe(before);
		});
	});
});
