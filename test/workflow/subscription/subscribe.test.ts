import { amy, by, subscribe, to } from '../parameters';
import { asked, bodies, writes } from '../requests';
import { useHarness } from '../suite';

const { harness, control, stored } = useHarness();

/** One of the sandbox's people who is subscribed to nothing. */
const tenth = (organization: string) => stored(organization)[9];

const subscriptions = (organization: string) => control(organization).records('subscription');

describe.each(['subscribe', 'subscribe-v8'])('Subscribe, in %s', (organization) => {
	beforeEach(() => control(organization).reset());

	it('reads the service, the profile and its list, writes, and shows what the list has', async () => {
		const { email, PKey } = tenth(organization);

		const { items, requests, error } = await harness.runNode({
			organization,
			parameters: subscribe(by('email', String(email)), to('name', 'SVC1')),
		});

		expect(error?.message).toBeUndefined();
		expect(items[0].json).toMatchObject({
			alreadySubscribed: false,
			optedOut: [],
			serviceName: 'SVC1',
			service: { name: 'SVC1', label: 'Garden News' },
			subscriber: { PKey, email },
		});
		expect(asked(requests)).toEqual(['GET', 'GET', 'GET', 'POST', 'GET']);
		expect(bodies(requests)).toEqual([{ service: { PKey: expect.stringMatching(/^@/) } }]);
		expect(subscriptions(organization)).toHaveLength(3);
	});

	it('of a profile that is subscribed writes nothing', async () => {
		const { items, requests } = await harness.runNode({
			organization,
			parameters: subscribe(by('email', amy.email), to('list', 'SVC1')),
		});

		expect(items[0].json).toMatchObject({ alreadySubscribed: true, serviceName: 'SVC1' });
		expect(writes(requests)).toEqual([]);
	});
});
