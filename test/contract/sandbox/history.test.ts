import { HISTORY_ATTRIBUTES, PRINTED_EVENT, PRINTED_HISTORY } from '../adobe/examples/history';
import { below, parsed, withoutKeys, type Json } from '../caller';
import { STANDARD, sandboxFor } from '../sandboxFor';

const HISTORY = 'profileAndServices/history';

const { organizationWith, control, call, get, list, keyOfAmy } = sandboxFor('history');

const historyOf = async (organization: string, PKey: string) =>
	parsed(await get(organization, `${HISTORY}/${PKey}`));
const eventsOf = async (organization: string, PKey: string) => {
	const { events } = await historyOf(organization, PKey);
	return (await list(organization, below((events as { href: string }).href))).content;
};
const labels = async (organization: string) =>
	(await eventsOf(organization, keyOfAmy(organization))).map(({ label }) => label);

describe('marketing history', () => {
	it("reads as printed, with its events ('Interacting with marketing history')", async () => {
		const organization = organizationWith({
			profiles: [
				{
					firstName: 'John',
					lastName: 'Doe',
					birthDate: '1980-10-24',
					location: { countryCode: 'FR' },
				},
			],
		});
		const [{ PKey }] = control(organization).profiles();
		control(organization).put({ profile: { PKey }, date: PRINTED_EVENT.date }, 'historyEvent');

		const history = withoutKeys(await historyOf(organization, PKey)) as Json;
		const events = withoutKeys(await eventsOf(organization, PKey));

		expect(Object.keys(history)).toEqual([...Object.keys(history)].sort());
		expect(history).toMatchObject(withoutKeys(PRINTED_HISTORY) as Json);
		expect(JSON.stringify(events)).toBe(JSON.stringify(withoutKeys([PRINTED_EVENT])));
	});

	it('is of the profile whose PKey is in the address, and found by the filters of profiles', async () => {
		const PKey = keyOfAmy('sandbox');
		const history = await historyOf('sandbox', PKey);
		const found = await list('sandbox', `${HISTORY}/byEmail?email=amy.dakota@example.com`);

		expect(history).toMatchObject({ PKey, email: 'amy.dakota@example.com', phone: '3301020300' });
		expect(history).not.toHaveProperty('subscriptions');
		expect(found.content).toEqual([history]);
		expect(found.content[0].href).toMatch(new RegExp(`/${HISTORY}/${PKey}$`));
		expect((await list('sandbox', HISTORY)).content).toHaveLength(25);
		expect((await get('sandbox', `${HISTORY}/@x`)).status).toBe(500);
	});

	it('has an event for a subscription, and another when it ends', async () => {
		const organization = organizationWith();
		const [, , trial] = control(organization).records('service');
		const amy = control(organization).profiles()[0];
		const path = below((amy.subscriptions as { href: string }).href);
		const seeded = [
			'Subscription to Garden News (SVC1)',
			'Subscription to Store Offers by SMS (SVC2)',
		];
		expect(await labels(organization)).toEqual(seeded);

		const body = { service: { PKey: trial.PKey } };
		const { href } = parsed(await call(organization, { method: 'POST', path, body }));
		expect(await labels(organization)).toEqual([...seeded, 'Subscription to Spring Trial (SVC3)']);
		await call(organization, { method: 'DELETE', path: below(href) });

		const events = await eventsOf(organization, amy.PKey);
		expect(Object.keys(events[3])).toEqual(Object.keys(PRINTED_EVENT));
		expect(events[3]).toMatchObject({
			label: 'Unsubscription from Spring Trial (SVC3)',
			metadata: 'subHisto',
			category: 'email',
		});
		expect(events[1]).toMatchObject({ category: 'sms', date: '2024-02-01 08:00:00.000Z' });
		expect(await historyOf(organization, amy.PKey)).toMatchObject({
			countBroadLogEvents: 0,
			countSubHistoEvents: 4,
			minSubHistoEvents: '2024-02-01 08:00:00.000Z',
		});
	});

	it('has the event of a person who left by a link in a message', async () => {
		const organization = organizationWith();
		const [{ PKey }] = control(organization).records('subscription');
		control(organization).remove(PKey, 'subscription');

		expect((await labels(organization)).at(-1)).toBe('Unsubscription from Garden News (SVC1)');
		expect(control(organization).commits()).toEqual([]);
	});

	it('has no event of a write that was undone, and none in the commits', async () => {
		const organization = organizationWith();
		const [subscription] = control(organization).records('subscription');
		const remove = () => call(organization, { method: 'DELETE', path: below(subscription.href) });
		control(organization).faults([{ discardWrite: true }]);
		await remove();
		expect(await labels(organization)).toHaveLength(2);
		await remove();

		expect(await labels(organization)).toHaveLength(3);
		expect(control(organization).commits()).toMatchObject([
			{ kind: 'subscription', isKept: false },
			{ kind: 'subscription', isKept: true },
		]);
	});

	it('has the messages that a test adds, in pages of 25', async () => {
		const organization = organizationWith();
		const PKey = keyOfAmy(organization);
		for (let number = 1; number <= 28; number += 1) {
			const label = `Message ${number}`;
			const date = '2026-01-02 03:04:05.678Z';
			control(organization).put(
				{ profile: { PKey }, category: 'sms', date, label },
				'historyEvent',
			);
		}
		const { events, ...history } = await historyOf(organization, PKey);
		const page = await list(organization, below((events as { href: string }).href));
		const rest = await list(organization, below(page.next?.href));

		expect(history).toMatchObject({ countBroadLogEvents: 28, countSubHistoEvents: 2 });
		expect([page, rest].map(({ content }) => content.length)).toEqual([25, 5]);
		expect(rest.next).toBeUndefined();
		expect(rest.content.at(-1)).toMatchObject({
			category: 'sms',
			date: '2026-01-02 03:04:05.678Z',
			label: 'Message 28',
			metadata: 'broadLog',
		});
	});

	it('has a mirror page for a message', async () => {
		const organization = organizationWith();
		const PKey = keyOfAmy(organization);
		control(organization).put({ profile: { PKey }, label: 'Bulbs & seeds' }, 'historyEvent');
		const message = (await eventsOf(organization, PKey)).at(-1);
		const { href } = message?.mirrorPage as { href: string };
		const reply = await get(organization, below(href));

		expect(reply).toMatchObject({ status: 200, contentType: 'text/html;charset=utf-8' });
		expect(reply.text).toContain('Bulbs &amp; seeds');
	});

	it('ends with its profile', async () => {
		const organization = organizationWith();
		const PKey = keyOfAmy(organization);
		await call(organization, { method: 'DELETE', path: `${STANDARD}/${PKey}` });

		expect((await get(organization, `${HISTORY}/${PKey}`)).status).toBe(404);
		expect(control(organization).records('historyEvent')).toEqual([]);
	});

	it('is read only', async () => {
		const organization = organizationWith();
		const PKey = keyOfAmy(organization);
		const [{ href }] = await eventsOf(organization, PKey);
		const event = below(href);
		const events = event.slice(0, event.lastIndexOf('@'));

		for (const [method, path] of [
			['PATCH', `${HISTORY}/${PKey}`],
			['DELETE', `${HISTORY}/${PKey}`],
			['POST', HISTORY],
			['POST', events],
			['PATCH', event],
			['DELETE', event],
		] as const) {
			const body = method === 'DELETE' ? undefined : { firstName: 'X' };
			expect((await call(organization, { method, path, body })).status).toBe(500);
		}
		expect(control(organization).profiles()[0]).toMatchObject({ PKey, firstName: 'Amy' });
		expect(await labels(organization)).toHaveLength(2);
		expect((await get(organization, event)).status).toBe(200);
		expect((await get(organization, `${event}/mirrorPage/`)).status).toBe(404);
	});

	it("is described by metadata (data model, 'Marketing history')", async () => {
		const metadata = parsed(await get('sandbox', 'profileAndServices/resourceType/history'));
		const content = metadata.content as Record<string, Json>;

		expect(metadata).toMatchObject({ name: 'history', schema: 'nms:history' });
		for (const [name, type] of Object.entries(HISTORY_ATTRIBUTES)) {
			expect([name, content[name]]).toMatchObject([name, { type }]);
		}
	});

	it.each([HISTORY, `${HISTORY}/@x`, 'profileAndServices/resourceType/history'])(
		"is not in v8 ('Limitations'): %s",
		async (path) => {
			const reply = await get('sandbox-v8', path);
			expect(reply.status).toBe(404);
			expect(reply.text).toBe(`Unsupported endpoint. (endpoint=rest/${path})`);
		},
	);
});
