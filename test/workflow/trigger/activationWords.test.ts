import { Poller } from '../poller';
import { useHarness } from '../suite';

const { harness, control } = useHarness();

it('an activation that is refused says in its message what to do, since n8n shows nothing else', async () => {
	const organization = 'activation-words';
	const trigger = new Poller(harness, {
		credentials: harness.credentials(organization, 'accessToken'),
		parameters: { event: 'both', askBy: 'order' },
	});
	control(organization).change({ sortableFields: [] });

	await expect(trigger.activate()).rejects.toThrow(
		/^Your Campaign cannot sort profiles by 'Last modified'\. .*'Find Changes By' = 'Custom Filter'.*https:\S+/,
	);
	await expect(trigger.fetchTestEvent()).rejects.toMatchObject({
		message: "Your Campaign cannot sort profiles by 'Last modified'",
		description: expect.stringContaining("'Custom Filter'") as unknown,
	});
});
