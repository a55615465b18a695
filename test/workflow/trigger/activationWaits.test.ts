import { Poller } from '../poller';
import { useHarness } from '../suite';

const { harness, control } = useHarness();

it.each([
	[16, 1],
	[1, 3],
])(
	'an activation waits for Campaign, but not as long as n8n does for it (asked for %i s)',
	async (seconds, requests) => {
		const organization = `activation-waits-${seconds}`;
		const trigger = new Poller(harness, {
			credentials: harness.credentials(organization, 'accessToken'),
			parameters: { event: 'both', askBy: 'order' },
		});
		const headers = { 'retry-after': String(seconds) };
		control(organization).faults([{ respond: { status: 503, headers, body: '' } }]);

		expect(await trigger.activate()).toBeNull();
		expect(control(organization).requests()).toHaveLength(requests);
	},
);
