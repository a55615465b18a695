import { BY_FILTER, BY_ORDER } from '../../waysToAsk';
/** What 'Fetch Test Event' shows. */
import { useHarness } from '../suite';
import { Watching } from './watching';

const suite = useHarness();

const DAYS = 24 * 3600;

describe.each([
	['order', BY_ORDER],
	['filter', BY_FILTER],
])('Fetch Test Event by %s', (way, parameters) => {
	it('says of each profile whether it is new or was changed', async () => {
		const watching = new Watching(suite, `examples-events-${way}`, {
			...parameters,
			event: 'both',
		});
		const PKey = watching.create('changed@example.com');
		watching.later();
		watching.update(PKey);
		watching.create('new@example.com');
		const shown = await watching.trigger.fetchTestEvent();
		expect(shown?.slice(0, 2).map(({ event, email }) => [email, event])).toEqual(
			expect.arrayContaining([
				['new@example.com', 'created'],
				['changed@example.com', 'updated'],
			]),
		);
	});

	it('shows what changed last, however long ago', async () => {
		const watching = new Watching(suite, `examples-quiet-${way}`, { ...parameters, event: 'both' });
		watching.create('last@example.com');
		watching.later(30 * DAYS);
		expect(await watching.trigger.fetchTestEvent()).toEqual(
			expect.arrayContaining([expect.objectContaining({ email: 'last@example.com' })]),
		);
	});
});
