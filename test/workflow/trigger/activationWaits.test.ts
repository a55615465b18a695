import { Poller } from '../poller';
import { useHarness } from '../suite';

const { harness, control } = useHarness();

/** An answer that asks to be spared for so many seconds. */
const busy = (seconds: number) => ({
	respond: { status: 503, headers: { 'retry-after': String(seconds) }, body: '' },
});

it.each(['memory', 'durable'] as const)(
	'an activation does not wait as long for Campaign as n8n does for an activation (%s)',
	async (mode) => {
		const organization = `activation-waits-${mode}`;
		const trigger = new Poller(harness, {
			mode,
			credentials: harness.credentials(organization, 'accessToken'),
			parameters: { event: 'both', askBy: 'order' },
		});
		// The first fault is enough: it asks for more than an activation waits.
		control(organization).faults([busy(16)]);

		expect(await trigger.activate()).toBeNull();
		expect(control(organization).requests()).toHaveLength(1);

		control(organization).faults([busy(1)]);
		expect(await trigger.restart()).toBeNull();
		expect(control(organization).requests()).toHaveLength(4);
	},
);
