import type { IDataObject } from 'n8n-workflow';

import { getAll } from '../../../../../../nodes/AdobeCampaign/resources/subscription/getAll.operation';
import { ALL, errorOf, ok, type Script } from '../../campaign';
import {
	GET_PROFILE,
	GET_SERVICE,
	HREF,
	inputFor,
	OWN,
	PROFILE,
	ROW,
	SERVICE,
	subscriptionScene,
} from './subscriptionScene';

const FORM = { subscriptionsOf: 'profile', returnAll: false, limit: 50, simplify: true };

const read = (parameters: IDataObject = {}) => inputFor(getAll, { ...FORM, ...parameters });

const run = async (script: Script, parameters: IDataObject = {}) => {
	const { item, asked, hints } = subscriptionScene(script);
	const output = await getAll.run(item, read(parameters));
	return { output, asked, hints: hints() };
};

const OF_SERVICE = 'profileAndServicesExt/service/@k9/subscriptions/';
const WITH_LIST = { [GET_SERVICE]: ok({ ...SERVICE, subscriptions: { href: OF_SERVICE } }) };

const ofService = (number: number) => ({
	PKey: `@u${number}`,
	email: `p${number}@example.com`,
	subscriber: { PKey: `@p${number}`, firstName: 'Amy', lastName: `No. ${number}` },
});

describe('Get Many', () => {
	it('reads whose subscriptions, the listing and Simplify, and sends nothing', () => {
		expect(read()).toEqual({
			choice: { profile: { by: 'key', key: '@p' } },
			list: { limit: 50, lineCount: 50, isOnePage: true },
			simplified: true,
		});
		expect(read({ subscriptionsOf: 'service', returnAll: true, simplify: false })).toEqual({
			choice: { service: { by: 'key', key: '@s' } },
			list: { limit: Infinity, lineCount: 200, isOnePage: false },
			simplified: false,
		});
		expect(getAll.recordKey).toBeUndefined();
	});

	it('reads only the chosen side: the other one may be empty', () => {
		const empty = { mode: 'list', value: '' };

		expect(() => read({ service: empty })).not.toThrow();
		expect(() => read({ subscriptionsOf: 'service', profile: empty })).not.toThrow();
		expect(() => read({ profile: empty })).toThrow("'Profile' is empty");
	});

	it('refuses another choice than a profile or a service', () => {
		expect(() => read({ subscriptionsOf: 'campaign' })).toThrow(
			"'Subscriptions Of' has no such choice",
		);
	});

	it('of a profile reads the profile, then its list, and no service', async () => {
		const { output, asked } = await run({ [`GET ${OWN}?_lineCount=50`]: ok({ content: [ROW] }) });

		expect(asked).toEqual([GET_PROFILE, `GET ${OWN}?_lineCount=50`]);
		expect(output).toEqual([
			{
				PKey: '@u',
				created: ROW.created,
				serviceName: 'SVC13',
				serviceLabel: 'Garden News',
				servicePKey: '@s',
				// From the profile, which Campaign leaves out in its own list.
				email: 'amy@example.com',
				firstName: 'Amy',
				lastName: 'Lee',
				subscriberPKey: '@p',
				expirationDate: undefined,
			},
		]);
	});

	it('of a service has what the service says in each row', async () => {
		const { output, asked } = await run(
			{
				...WITH_LIST,
				'GET service/@k9/subscriptions/?_lineCount=50': ok({ content: [ofService(1)] }),
			},
			{ subscriptionsOf: 'service' },
		);

		expect(asked[0]).toBe(GET_SERVICE);
		expect(output).toMatchObject([
			{
				PKey: '@u1',
				serviceName: 'SVC13',
				serviceLabel: 'Garden News',
				servicePKey: '@s',
				email: 'p1@example.com',
				lastName: 'No. 1',
				subscriberPKey: '@p1',
			},
		]);
	});

	it('without Simplify returns the rows as they came', async () => {
		const { output } = await run(
			{ [`GET ${OWN}?_lineCount=50`]: ok({ content: [ROW] }) },
			{ simplify: false },
		);

		expect(output).toEqual([ROW]);
	});

	it('of a profile that is subscribed to nothing is empty', async () => {
		expect((await run({ [`GET ${OWN}?_lineCount=50`]: ok({ content: [] }) })).output).toEqual([]);
	});

	const pages = (size: number): Script => ({
		...WITH_LIST,
		[`GET service/@k9/subscriptions/?_lineCount=${size}&${ALL}`]: ok({
			content: [ofService(1), ofService(2)],
			next: { href: `${OF_SERVICE}?_lineStart=@n` },
		}),
		[`GET service/@k9/subscriptions/?_lineStart=@n&${ALL}`]: ok({
			content: [ofService(2), ofService(3)],
		}),
	});
	const keysOf = (output: unknown) => (output as Array<{ PKey: string }>).map(({ PKey }) => PKey);

	it('with Return All reads all pages, and has a row that moved once', async () => {
		const form = { subscriptionsOf: 'service', returnAll: true };
		const { output, asked } = await run(pages(200), form);

		expect(keysOf(output)).toEqual(['@u1', '@u2', '@u3']);
		expect(asked).toHaveLength(3);
	});

	it('ends at the limit, and asks for no page more than it needs', async () => {
		const form = { subscriptionsOf: 'service', limit: 2, options: { pageSize: 1 } };
		const { output, asked } = await run(pages(1), form);

		expect(keysOf(output)).toEqual(['@u1', '@u2']);
		expect(asked).toHaveLength(2);
	});

	it('reports a list that may be incomplete', async () => {
		const content = Array.from({ length: 25 }, (_, number) => ofService(number));
		const { hints } = await run(
			{
				...WITH_LIST,
				[`GET service/@k9/subscriptions/?_lineCount=25&${ALL}`]: ok({ content }),
			},
			{ subscriptionsOf: 'service', returnAll: true, options: { pageSize: 25 } },
		);

		expect(hints).toEqual([expect.stringContaining('how many subscriptions there are')]);
	});

	it('is an error for a record that does not say where they are, or elsewhere', async () => {
		for (const [subscriptions, message] of [
			[undefined, 'Campaign does not tell where the subscriptions are'],
			[{ href: `https://evil.example/${HREF}` }, 'leads away'],
		] as const) {
			const { item } = subscriptionScene({ [GET_PROFILE]: ok({ ...PROFILE, subscriptions }) });

			expect((await errorOf(getAll.run(item, read()) as Promise<unknown>)).message).toContain(
				message,
			);
		}
	});
});
