import { PROFILE } from '../../../../../nodes/AdobeCampaign/resources/profile/kind';
import { UNKNOWN } from '../../../../../nodes/AdobeCampaign/records/rewrittenText';
import { ok, scene } from '../campaign';

const METADATA = 'GET resourceType/profile';

describe('The rules of fields', () => {
	it('are those of the instance', async () => {
		const content = {
			phone: { type: 'string', label: 'Phone', length: '32', dataPolicy: 'phone' },
		};
		const { item } = scene({ [METADATA]: ok({ content }) });

		expect((await item.rulesFor([{ id: 'phone' }])).get('phone')).toMatchObject({
			length: 32,
			policy: 'phone',
		});
	});

	it('may change letter case when the instance does not tell them', async () => {
		const { item } = scene({ [METADATA]: { status: 500, body: 'No' } });

		expect(await item.rulesFor([{ id: 'phone' }])).toEqual(
			new Map([['phone', { policy: UNKNOWN }]]),
		);
	});
});

it('A refusal of an item names it among several', () => {
	const { itemOf } = scene({}, { items: [{}, {}] });

	expect(itemOf(1).refuse('Not this one', 'Choose.')).toMatchObject({
		message: 'Not this one [item 1]',
		description: 'Choose.',
	});
});

it('A hint of several items is shown once', () => {
	const { itemOf, hints } = scene({});
	itemOf(0).hint('It was deleted');
	itemOf(1).hint('It was deleted');

	expect(hints()).toEqual(['It was deleted (2 items)']);
});

it('A wait ends when the run is stopped', async () => {
	jest.useFakeTimers();
	const stop = new AbortController();
	const { item } = scene({}, { signal: stop.signal });
	let isOver = false;
	const waiting = item.wait(60_000).then(() => (isOver = true));
	await jest.advanceTimersByTimeAsync(59_000);
	expect(isOver).toBe(false);

	stop.abort();
	await waiting;
	jest.useRealTimers();
});

it('An item at work on another kind of record is the same item, with a memory of its own for each kind', async () => {
	const kind = { ...PROFILE, name: 'service', one: 'service', many: 'services' };
	const { itemOf, asked } = scene({ 'GET resourceType/service': ok({ content: {} }) });
	const item = itemOf(3);
	const other = item.of(kind);

	expect(other).toMatchObject({ index: 3, kind });
	expect(other.run).toBe(item.run);
	expect(other.instance).not.toBe(item.instance);
	expect(item.of(kind).instance).toBe(other.instance);
	expect(other.client.session).toBe(item.client.session);
	await other.fields();
	await item.of(kind).fields();
	expect(asked).toEqual(['GET resourceType/service']);
});
