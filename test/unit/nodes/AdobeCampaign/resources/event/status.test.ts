import { EVENT } from '../../../../../../nodes/AdobeCampaign/resources/event/kind';
import {
	refuseUnsent,
	statusOf,
	watchStatus,
} from '../../../../../../nodes/AdobeCampaign/resources/event/status';
import { pauses } from '../../../../../../nodes/AdobeCampaign/transport/pauses';
import { GONE, ok, scene, shortenPauses, type Reply } from '../../campaign';

shortenPauses();
pauses.looks = [0];

const seenWith = async (replies: Reply[], maxMs: number) => {
	const { item, hints, asked } = scene({ 'GET event/@m': replies }, { kind: EVENT });
	const seen = await watchStatus(item, item.client.urls.record('@m'), maxMs);
	return { seen, hints: hints(), looks: asked.length };
};

const at = (status?: unknown) => ok({ PKey: '@m', status });

it.each([
	['processed', 'processed'],
	[undefined, ''],
	[null, ''],
	[3, '3'],
])('The status %j is text', (status, text) => {
	expect(statusOf({ status })).toBe(text);
});

it('A message is looked at until it has a final status', async () => {
	const { seen, looks, hints } = await seenWith(
		[at('pending'), at('processing'), at('tooOld')],
		60_000,
	);

	expect([seen?.status, looks, hints]).toEqual(['tooOld', 3, []]);
});

it('A message that is not done in time is a hint', async () => {
	const { seen, looks, hints } = await seenWith([at('pending')], 0);

	expect([seen?.status, looks]).toEqual(['pending', 1]);
	expect(hints).toEqual([
		"The message was accepted, and is still 'pending' after 0 seconds. Look again later with Get.",
	]);
});

it('A message that cannot be read is a hint without a status', async () => {
	const { seen, hints } = await seenWith([GONE], 60_000);

	expect(seen).toBeUndefined();
	expect(hints).toEqual([
		expect.stringContaining('The message was accepted, but its status could not be read: '),
	]);
});

it('Only a message that nobody has got is refused', () => {
	const { item } = scene({}, { kind: EVENT });
	for (const status of ['processed', 'pending', 'processing', '', 'paused', 'constructor']) {
		expect(() => refuseUnsent(item, status, '@m')).not.toThrow();
	}
	for (const status of [
		'ignored',
		'routingFailed',
		'tooOld',
		'deliveryFailed',
		'targetingFailed',
	]) {
		expect(() => refuseUnsent(item, status, '@m')).toThrow(`its status is '${status}'`);
	}
});
