import type { IDataObject } from 'n8n-workflow';

import type { ReceivedRequest } from '../../../sandbox/server';
import { amy, by, ext, getHistory, nobody, standard } from '../parameters';
import { messages, REFUSED } from '../requests';
import { useHarness } from '../suite';

const { harness, control, stored, amyIn } = useHarness();

/** The paths of the requests from the family on, without keys and the tokens of the pages. */
const steps = (requests: ReceivedRequest[]) =>
	requests.map(({ path }) =>
		path
			.replace(/^.*\/campaign\//, '')
			.replace(/@[\w-]+/, '@')
			.replace(/_lineStart=.*/, '_lineStart'),
	);

const HISTORY = 'profileAndServices/history/@';
const EVENTS = `${HISTORY}/events/`;

/** Adds messages to somebody's history. */
function addMessages(organization: string, PKey: string, count: number) {
	for (let number = 1; number <= count; number += 1) {
		const event = { profile: { PKey }, label: `Message ${number}` };
		control(organization).put(event, 'historyEvent');
	}
}

const labels = (items: Array<{ json: IDataObject }>) => items.map(({ json }) => json.label);

/** A person of the sandbox whose history is empty. */
const zoe = 'zoe.brannstrom@example.com';
const keyOf = (organization: string, email: string) =>
	String(stored(organization).find((profile) => profile.email === email)?.PKey);

describe('Get History', () => {
	it.each(['accessToken', 'oAuth2'] as const)(
		'outputs one item for each event, simplified: %s',
		async (authentication) => {
			const organization = `events-${authentication.toLowerCase()}`;
			const { PKey } = amyIn(organization);
			control(organization).put(
				{
					profile: { PKey },
					label: 'Spring sale',
					date: '2026-05-17 08:44:49.366Z',
					category: 'email',
				},
				'historyEvent',
			);

			const { items, requests } = await harness.runNode({
				organization,
				authentication,
				parameters: getHistory(by('id', PKey)),
			});

			expect(items.map(({ json }) => [json.kind, json.channel, json.label])).toEqual([
				['subscription', 'email', 'Subscription to Garden News (SVC1)'],
				['subscription', 'sms', 'Subscription to Store Offers by SMS (SVC2)'],
				['message', 'email', 'Spring sale'],
			]);
			const { json, pairedItem } = items[2];
			expect(json).toEqual({
				PKey: expect.stringMatching(/^@/) as string,
				date: '2026-05-17 08:44:49.366Z',
				kind: 'message',
				channel: 'email',
				label: 'Spring sale',
				mirrorPage: expect.stringMatching(/^http.*\/mirrorPage\/$/) as string,
				href: expect.stringMatching(/\/events\/@[^/]+$/) as string,
				profilePKey: PKey,
			});
			expect(pairedItem).toEqual({ item: 0 });
			expect(steps(requests)).toEqual([HISTORY, `${EVENTS}?_lineCount=50`]);
		},
	);

	it('outputs them as Campaign sends them when Simplify is off', async () => {
		const { items } = await harness.runNode({
			organization: 'raw',
			parameters: getHistory(by('id', amyIn('raw').PKey), { simplify: false }),
		});

		expect(items[0].json).toMatchObject({
			metadata: 'subHisto',
			type: 'inbound',
			mirrorPage: { href: expect.any(String) as string },
		});
	});

	it.each([
		['list', standard, () => amyIn('ways').PKey, []],
		['url', ext, () => amyIn('ways').href, []],
		['email', standard, () => amy.email, ['profileAndServices/profile/byEmail']],
		['email', ext, () => amy.email, ['profileAndServicesExt/profile/byEmail']],
		['customKey', ext, () => amy.customKey, ['profileAndServicesExt/profile/C-1001']],
	] as const)(
		'finds the profile by %s with %j, and its history always in the same place',
		async (mode, fieldSet, value, before) => {
			const { items, requests } = await harness.runNode({
				organization: 'ways',
				parameters: getHistory(by(mode, value()), fieldSet),
			});

			expect(labels(items)).toHaveLength(2);
			expect(items[0].json.profilePKey).toBe(amyIn('ways').PKey);
			expect(steps(requests).map((step) => step.split('?')[0])).toEqual([
				...before,
				HISTORY,
				EVENTS,
			]);
		},
	);

	it('outputs no item for a profile without events', async () => {
		const run = await harness.runNode({
			organization: 'empty',
			parameters: getHistory(by('email', zoe)),
		});

		expect(run).toMatchObject({ status: 'success', items: [], hints: [] });
	});

	it('reads all pages with Return All', async () => {
		const organization = 'pages';
		const PKey = keyOf(organization, zoe);
		addMessages(organization, PKey, 45);

		const { items, requests } = await harness.runNode({
			organization,
			parameters: getHistory(by('id', PKey), { returnAll: true, options: { pageSize: 20 } }),
		});

		expect(labels(items)).toEqual(Array.from({ length: 45 }, (_, index) => `Message ${index + 1}`));
		expect(steps(requests)).toEqual([
			HISTORY,
			`${EVENTS}?_lineCount=20&_forcePagination=true`,
			`${EVENTS}?_lineCount=20&_forcePagination=true&_lineStart`,
			`${EVENTS}?_lineCount=20&_forcePagination=true&_lineStart`,
		]);
	});

	it('outputs no more than Limit, for each item', async () => {
		const organization = 'limit';
		addMessages(organization, keyOf(organization, zoe), 30);

		const { items } = await harness.runNode({
			organization,
			items: [{ email: zoe }, { email: amy.email }],
			parameters: getHistory(by('email', '={{ $json.email }}'), {
				limit: 21,
				options: { pageSize: 20 },
			}),
		});

		expect(items.map(({ pairedItem }) => pairedItem)).toEqual([
			...Array.from({ length: 21 }, () => ({ item: 0 })),
			{ item: 1 },
			{ item: 1 },
		]);
	});
});

describe('Get History fails', () => {
	it.each([
		['v8-id-v8', standard, 'id', (organization: string) => amyIn(organization).PKey],
		['v8-email-v8', standard, 'email', () => amy.email],
		['v8-key-v8', ext, 'customKey', () => amy.customKey],
	] as const)('in %s with %j by %s: v8 has none', async (organization, fieldSet, mode, value) => {
		const { error, items } = await harness.runNode({
			organization,
			parameters: getHistory(by(mode, value(organization)), fieldSet),
		});

		expect(items).toEqual([]);
		expect(error?.message).toBe('This Campaign instance has no marketing history');
		expect(error?.description).toMatch(/^Campaign v8 has no marketing history/);
	});

	it.each([
		['an e-mail', 'email', nobody, 'No profile has this e-mail'],
		['a PKey', 'id', '@nobody', 'This Campaign instance has no such PKey'],
	] as const)('for %s that no profile has', async (_name, mode, value, message) => {
		const { error } = await harness.runNode({
			organization: 'nobody',
			parameters: getHistory(by(mode, value)),
		});

		expect(error?.message).toBe(message);
	});

	it('for a profile that is gone', async () => {
		const { PKey } = amyIn('gone');
		control('gone').remove(PKey);

		const { error } = await harness.runNode({
			organization: 'gone',
			parameters: getHistory(by('id', PKey)),
		});

		expect(error?.message).toBe('The profile was not found');
		expect(error?.description).toMatch(/^Check 'Profile'/);
	});

	it('where the history does not say where its events are', async () => {
		const { PKey } = amyIn('no-events');
		const body = JSON.stringify({ PKey, email: amy.email });
		control('no-events').faults([{ path: '/history/', respond: { status: 200, body } }]);

		const { error } = await harness.runNode({
			organization: 'no-events',
			parameters: getHistory(by('id', PKey)),
		});

		expect(error?.message).toBe('Campaign does not tell where the events of this profile are');
		expect(JSON.stringify([error?.message, error?.description])).not.toContain(amy.email);
	});

	it('when its list ends before all events were sent', async () => {
		const organization = 'cut';
		const PKey = keyOf(organization, zoe);
		addMessages(organization, PKey, 45);
		control(organization).faults([{ path: '/events/', next: 'gone' }]);

		const { error } = await harness.runNode({
			organization,
			parameters: getHistory(by('id', PKey), { returnAll: true, options: { pageSize: 25 } }),
		});

		expect(error?.message).toBe('Campaign sent 25 of 45 events and no link to the others');
	});

	it('not, but hints, where Campaign does not count them', async () => {
		const organization = 'uncounted';
		const PKey = keyOf(organization, zoe);
		addMessages(organization, PKey, 50);
		control(organization).faults([
			{ path: '/events/', next: 'gone' },
			{ path: '_count', respond: REFUSED },
		]);

		const { items, hints } = await harness.runNode({
			organization,
			parameters: getHistory(by('id', PKey), { returnAll: true, options: { pageSize: 25 } }),
		});

		expect(items).toHaveLength(25);
		expect(messages(hints)).toEqual([expect.stringContaining('how many events there are')]);
	});
});
