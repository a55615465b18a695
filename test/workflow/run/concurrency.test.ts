/** Items that are worked on at the same time: order, gate of the first request, items for one profile, Max Concurrency. */
import type { IDataObject, INodeParameters } from 'n8n-workflow';

import type { Fault } from '../../../sandbox/server';
import { overlap, peakOf, watchFlights } from '../flights';
import {
	by,
	byItsEmail,
	emailOf,
	ext,
	get,
	nobody,
	people,
	standard,
	update,
	upsert,
	values,
} from '../parameters';
import { useHarness } from '../suite';

const { harness, control, stored } = useHarness();

const slowly = (email: string, delayMs: number): Fault => ({
	path: email.split('@')[0],
	delayMs,
});

describe('The output of items that run in parallel', () => {
	it('is in the order of the input and linked to it, whichever answer comes first', async () => {
		control('order').reset({ people: 12 });
		control('order').faults([slowly(emailOf(2), 300), slowly(emailOf(4), 200)]);
		const input = people(12);

		const { items } = await harness.runNode({
			organization: 'order',
			items: input,
			parameters: get(byItsEmail),
		});

		expect(items.map(({ json }) => json.email)).toEqual(input.map(({ email }) => email));
		expect(items.map(({ pairedItem }) => pairedItem)).toEqual(
			input.map(({ row }) => ({ item: row })),
		);
	});

	it.each<[string, INodeParameters]>([
		['Get', get(byItsEmail)],
		[
			'Get Many, several out of one',
			{
				...{ operation: 'getAll', ...standard, returnAll: true, simplify: true },
				...{ filterBy: 'text', text: '={{ $json.text }}', textField: 'email' },
			},
		],
		['Update', update(byItsEmail, values({ phone: '={{ "1" + $json.row }}' }))],
	])(
		'of %s is the same as with Max Concurrency = 1, errors included',
		async (operation, parameters) => {
			const organization = `same-${operation.split(/\W/).join('')}`;
			control(organization).reset({ people: 30 });
			const input = people(20).map((item) => ({ ...item, text: item.email.slice(0, 12) }));
			input[3].email = nobody;
			input[11].email = 'no e-mail';
			input[12].text = '';

			for (const onError of ['continueRegularOutput', 'continueErrorOutput'] as const) {
				const [one, several] = await Promise.all(
					[1, 10].map(async (maxConcurrency) => {
						const { items, errorItems } = await harness.runNode({
							organization,
							items: input,
							parameters: { ...parameters, options: { maxConcurrency } },
							nodeSettings: { onError },
						});
						items.forEach(({ json }) => delete json.lastModified);
						return { items, errorItems };
					}),
				);
				const outcome = JSON.stringify(one);
				expect(outcome).toContain('[item ');
				expect(JSON.stringify(several) === outcome).toBe(true);
			}
		},
	);
});

describe('An item that fails while others run in parallel', () => {
	it('stops the run: items on their way are finished, no new one is begun, and the first failure is named', async () => {
		control('stop').reset({ people: 12 });
		const input = people(12);
		input[2].email = `a.${nobody}`;
		input[4].email = `b.${nobody}`;
		control('stop').faults([
			slowly(input[1].email, 200),
			slowly(input[2].email, 300),
			slowly(input[3].email, 200),
		]);

		const { items, error } = await harness.runNode({
			organization: 'stop',
			items: input,
			parameters: update(byItsEmail, values({ phone: '={{ "555-" + $json.row }}' }), {
				options: { maxConcurrency: 5 },
			}),
		});

		const written = stored('stop')
			.map(({ phone }) => phone)
			.filter(Boolean);
		expect(written).toEqual(['555-0', '555-1', '555-3']);
		expect(items).toEqual([]);
		expect(error).toMatchObject({
			message: 'No profile has this e-mail [item 2] (3 of 12 items were done)',
			context: { itemIndex: 2 },
		});
		expect(error?.description).toContain('Done: items 0 to 1, 3.');
		expect(error?.description).toContain(
			'Failed, too, before a change was sent for them: items 4.',
		);
		expect(error?.description).toContain("Check the e-mail in 'Profile'.");
	});

	it('by its expression reports what was done, too', async () => {
		const email = '={{ $json.email || $("Nowhere").item.json.email }}';

		const { error } = await harness.runNode({
			organization: 'stop-expression',
			items: [{ email: 'amy.dakota@example.com' }, {}],
			parameters: get(by('email', email), { options: { maxConcurrency: 1 } }),
		});

		expect(error?.message).toContain('(1 of 2 items were done)');
		expect(error).toMatchObject({ context: { itemIndex: 1 } });
		expect(error?.description).toContain('Done: items 0.');
	});

	it('before any item was done says so', async () => {
		const { error } = await harness.runNode({
			organization: 'stop-first',
			items: [{ email: nobody }, { email: nobody }],
			parameters: get(byItsEmail),
		});

		expect(error?.message).toContain('[item 0] (0 of 2 items were done)');
		expect(error?.description).toContain('Nothing was done for the other items.');
	});
});

describe('The first request of a run', () => {
	const fifty = async (organization: string) =>
		await harness.runNode({
			organization,
			authentication: 'oAuth2',
			items: people(50),
			parameters: get(byItsEmail),
		});
	const refused = (requests: Array<{ status: number }>) =>
		requests.filter(({ status }) => status === 401);

	it('is sent alone, so that one token is fetched', async () => {
		control('alone').reset({ people: 50, latencyMs: 30 });
		// The ten requests behind the first one take long enough to be on their way together.
		control('alone').faults([{ skip: 1, times: 10, delayMs: 1500 }]);
		const flights = watchFlights('alone');

		const { items, tokenRequests } = await fifty('alone');

		expect(items).toHaveLength(50);
		expect(tokenRequests).toHaveLength(1);
		expect(flights.slice(1).filter((flight) => overlap(flights[0], flight))).toEqual([]);
		expect(peakOf(flights)).toBe(10);
	});

	it('is the only one that is refused for an expired token: again, so that n8n renews it', async () => {
		control('yesterday').reset({ people: 50, latencyMs: 10 });
		await fifty('yesterday');
		control('yesterday').faults([{ expireTokens: true }]);

		const { items, requests, tokenRequests } = await fifty('yesterday');

		expect(items).toHaveLength(50);
		expect(tokenRequests).toHaveLength(1);
		expect(refused(requests)).toEqual(requests.slice(0, 2));
	});

	it('was accepted, and a token that expires later is renewed once', async () => {
		control('underway').reset({ people: 50, latencyMs: 30 });
		control('underway').faults([{ skip: 25, expireTokens: true }]);

		const { items, requests, tokenRequests } = await fifty('underway');

		expect(items).toHaveLength(50);
		expect(refused(requests).length).toBeGreaterThan(1);
		expect(tokenRequests).toHaveLength(2);
	});

	it('is the last one when it is refused for its credential', async () => {
		const { items, requests } = await harness.runNode({
			organization: 'wrong-token',
			credentials: harness.credentials('wrong-token', 'accessToken', { accessToken: 'old' }),
			items: people(50),
			parameters: get(byItsEmail),
			nodeSettings: { onError: 'continueRegularOutput' },
		});

		expect(items).toHaveLength(50);
		// n8n itself sends the refused request again.
		expect(requests.filter(({ path }) => !path.includes('person-000001'))).toEqual([]);
	});
});

describe('Items for one profile', () => {
	const profile = { id: '', email: emailOf(1) };
	const phone = values({ phone: '={{ $json.phone }}' });
	const others = by('email', '={{ $json.who }}');
	const upsertBy = (matchBy: string, more: INodeParameters = {}) =>
		upsert({ matchBy, matchValue: '={{ $json.who }}' }, phone, more);

	const withKey = values({ phone: '={{ $json.phone }}', cusCustomerId: '={{ $json.who }}' });

	it.each<[string, INodeParameters, string[], (row: number) => string]>([
		[
			'one PKey',
			update(by('id', '={{ $json.key }}'), phone),
			[profile.email, profile.email, profile.email],
			emailOf,
		],
		[
			'an e-mail in capitals of all kinds',
			update(others, phone),
			[profile.email, profile.email.toUpperCase(), 'Person-000001@Example.com'],
			emailOf,
		],
		[
			'a custom key',
			update(by('customKey', '={{ $json.who }}'), phone, ext),
			['P-000001', 'P-000001', 'P-000001'],
			(row) => `P-00000${row}`,
		],
		[
			'a match value of a new profile',
			upsertBy('email'),
			['new@example.com', 'NEW@example.com', 'New@Example.com'],
			(row) => `new-${row}@example.com`,
		],
		[
			'a custom key of a new profile',
			upsertBy('customKey', { ...ext, ...withKey }),
			['N-1', 'N-1', 'N-1'],
			(row) => `N-1${row}`,
		],
	])('are written in their order: %s', async (name, parameters, same, other) => {
		const organization = `in-order-${name.split(' ').join('-')}`;
		control(organization).reset({ people: 9, latencyMs: 30 });
		const whos = [same[0], other(2), other(3), same[1], other(4), other(5), same[2], other(6)];
		const keys = new Map(stored(organization).map((one) => [one.email, one.PKey]));
		const flights = watchFlights(organization);

		const { items, requests, error } = await harness.runNode({
			organization,
			items: whos.map((who, row) => ({ who, phone: `555-${row}`, key: keys.get(who) ?? null })),
			parameters,
		});

		expect(error).toBeUndefined();
		expect(items).toHaveLength(8);
		const mine = requests
			.filter(({ method }) => method !== 'GET')
			.map(({ body }) => (JSON.parse(body) as IDataObject).phone)
			.filter((sent) => ['555-0', '555-3', '555-6'].includes(String(sent)));
		expect(mine).toEqual(['555-0', '555-3', '555-6']);

		// The next write to a profile was sent after the answer to the one before.
		const key = String(items[0].json.PKey);
		const written = flights.filter(({ method, path }) => method !== 'GET' && path.includes(key));
		const [first, ...following] = written;
		following.reduce((before, write) => {
			expect(write.begin).toBeGreaterThan(before.end);
			return write;
		}, first);
		// Different profiles are written at the same time.
		expect(peakOf(flights)).toBeGreaterThan(3);

		const profiles = stored(organization);
		expect(profiles).toHaveLength(name.includes('new') ? 15 : 9);
		expect(profiles.filter((one) => one.phone === '555-6')).toHaveLength(1);
		expect(profiles.filter((one) => ['555-0', '555-3'].includes(String(one.phone)))).toEqual([]);
	});

	it('run one after the other from their first request to their last', async () => {
		control('one-at-a-time').reset({ people: 9, latencyMs: 20 });
		const flights = watchFlights('one-at-a-time');

		await harness.runNode({
			organization: 'one-at-a-time',
			items: Array.from({ length: 6 }, (_, row) => ({ phone: `${row}` })),
			parameters: update(by('email', profile.email), phone),
		});

		expect(flights.map(({ method }) => method)).toEqual(
			Array.from({ length: 6 }, () => ['GET', 'PATCH', 'GET']).flat(),
		);
		expect(peakOf(flights)).toBe(1);
	});

	it('are deleted once, and the second item finds the profile gone', async () => {
		control('deleted').reset({ people: 9, latencyMs: 20 });
		const email = profile.email;

		const { items, error } = await harness.runNode({
			organization: 'deleted',
			items: [email, emailOf(2), email, emailOf(3)].map((who) => ({ who })),
			parameters: {
				...{ operation: 'delete', ...standard, options: { ifNotFound: 'ignore' } },
				...others,
			},
		});

		expect(error).toBeUndefined();
		expect(items.map(({ json }) => json.alreadyGone)).toEqual([
			undefined,
			undefined,
			true,
			undefined,
		]);
	});
});

describe('Max Concurrency', () => {
	const peak = async (organization: string, count: number, parameters: INodeParameters) => {
		control(organization).reset({
			people: count,
			latencyMs: 20 * Math.max(3, Math.min(count, 240) / 6),
		});
		const flights = watchFlights(organization);
		const { items, error } = await harness.runNode({
			organization,
			items: people(count).map(({ email }) => ({ email })),
			parameters,
		});
		expect(error).toBeUndefined();
		expect(items).toHaveLength(count);
		return peakOf(flights);
	};

	it.each([
		[undefined, 10, 24],
		[1, 1, 4],
		[2.9, 2, 6],
		// The throttle begins with ten and learns what the organization admits.
		[50, 50, 250],
	])('= %s allows that many requests at a time', async (maxConcurrency, expected, count) => {
		const options = maxConcurrency === undefined ? {} : { maxConcurrency };
		const parameters = get(byItsEmail, { options });
		expect(await peak(`most-${maxConcurrency}`, count, parameters)).toBe(expected);
	});

	it('is shared by two executions for one organization, and not with another one', async () => {
		for (const name of ['shared', 'own']) control(name).reset({ people: 10, latencyMs: 200 });
		const shared = watchFlights('shared');
		const own = watchFlights('own');
		const run = async (organization: string) =>
			await harness.runNode({ organization, items: people(10), parameters: get(byItsEmail) });

		const runs = await Promise.all([run('shared'), run('shared'), run('own')]);

		expect(runs.map(({ items }) => items.length)).toEqual([10, 10, 10]);
		// A few more than the ten that it begins with; without sharing it would be eighteen.
		expect(peakOf(shared)).toBeLessThanOrEqual(13);
		expect(peakOf(own)).toBe(9);
	});

	it.each([0, 51, -1, 'many', '={{ $json.nothing }}'])(
		'= %j is refused',
		async (maxConcurrency) => {
			const { error, requests } = await harness.runNode({
				organization: 'most-refused',
				items: people(2),
				parameters: get(byItsEmail, { options: { maxConcurrency } }),
			});

			expect(error?.message).toContain("'Max Concurrency' in Options is not a number from 1 to 50");
			expect(requests).toEqual([]);
		},
	);
});
