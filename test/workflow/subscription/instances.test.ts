/** Subscriptions in instances whose answers have other forms, and lists whose links to the next page go wrong. */
import type { Fault, Settings } from '../../../sandbox/server';
import { by, ext, getSubscriptions, standard, subscribe, to, unsubscribe } from '../parameters';
import { writes } from '../requests';
import { steps, SUBSCRIBED, UNSUBSCRIBED, useSubscriptions } from './pairs';

const { harness, control, profileIn, servicesOf, enroll, addServices } = useSubscriptions();

/** One of the sandbox's people who is subscribed to nothing. */
const zoe = 'zoe.brannstrom@example.com';

const standardOne = { organization: 'forms', fieldSet: standard };
const v8One = { organization: 'forms-v8', fieldSet: ext };

const INSTANCES: Array<[Partial<Settings>, typeof standardOne]> = [
	[{ wrapSingle: true }, standardOne],
	[{ rotatePkeys: true }, standardOne],
	[{ rotatePkeys: true }, v8One],
	[{ linkHost: 'adobe' }, v8One],
	[{ linkHost: 'none' }, standardOne],
	[{ linkPath: 'withoutCampaign' }, v8One],
	[{ linkPath: 'withoutCampaign', linkHost: 'adobe' }, standardOne],
	[{ linkPath: 'withoutCampaign', linkHost: 'none' }, v8One],
	[{ serviceNameShown: false }, standardOne],
	[{ serviceNameShown: false }, v8One],
	[{ strictCollectionKeys: true }, standardOne],
	[{ strictCollectionKeys: true }, v8One],
	[{ orphanSubscriber: false }, standardOne],
	[{ errorFraming: 'quoted-json' }, standardOne],
	[{ emailMatch: 'prefix' }, v8One],
	[{ longestPage: 1 }, standardOne],
];

describe('A profile is subscribed, listed and unsubscribed in an instance', () => {
	it.each(INSTANCES)('with %j, %j', async (settings, { organization, fieldSet }) => {
		control(organization).reset(settings);
		enroll(organization, zoe, 'SVC2');
		// With the setting rotatePkeys another client's change gives the profile a new PKey.
		control(organization).put({ PKey: profileIn(organization, zoe).PKey, phone: '1' });
		const run = async (operation: typeof subscribe) =>
			await harness.runNode({
				organization,
				parameters: operation(by('email', zoe), to('name', 'Garden News'), fieldSet),
			});

		const first = await run(subscribe);
		const second = await run(subscribe);
		const listed = await run(getSubscriptions);
		const third = await run(unsubscribe);

		expect([first, second, listed, third].map(({ error }) => error?.message)).toEqual([
			...Array<undefined>(4),
		]);
		expect(first.items[0].json).toMatchObject({ alreadySubscribed: false, serviceName: 'SVC1' });
		expect(second.items[0].json).toMatchObject({ alreadySubscribed: true, serviceName: 'SVC1' });
		expect(listed.items.map(({ json }) => json.serviceName)).toEqual(['SVC2', 'SVC1']);
		expect(third.items[0].json).toMatchObject({ unsubscribed: true, wasSubscribed: true });
		expect(servicesOf(organization, zoe)).toEqual(['SVC2']);
		if (settings.longestPage !== 1) {
			expect(steps(first.requests)).toEqual(SUBSCRIBED);
			expect(steps(third.requests)).toEqual(UNSUBSCRIBED);
		}
	});
});

describe('A list of thirty subscriptions on two pages whose next link is', () => {
	/** The list of the profile, as it is read before the write. */
	const next = (fault: Fault['next']): Fault => ({ path: '/subscriptions', next: fault }) as Fault;

	const prepare = (organization: string, fault: Fault['next']) => {
		control(organization).reset({ longestPage: 25 });
		enroll(organization, zoe, ...addServices(organization, 30));
		control(organization).faults([next(fault)]);
	};

	it.each(['relative', 'overlap', 'empty', 'repeat'] as const)(
		'%s is read to its end',
		async (fault) => {
			const organization = `read-${fault}`;
			prepare(organization, fault);

			const { items, requests } = await harness.runNode({
				organization,
				parameters: subscribe(by('email', zoe), to('name', 'N28')),
			});

			expect(items[0].json).toMatchObject({ alreadySubscribed: true, serviceName: 'N28' });
			expect(writes(requests)).toEqual([]);
		},
	);

	it.each([
		['gone', 'Campaign sent 25 of 30 subscriptions and no link to the others'],
		['circle', "Campaign's list of subscriptions leads in a circle"],
		['foreign', 'A link leads away from your Campaign organization and was not followed'],
	] as const)('%s is an error before anything is written', async (fault, message) => {
		for (const operation of [subscribe, unsubscribe]) {
			prepare(`not-${fault}`, fault);

			const { error, requests } = await harness.runNode({
				organization: `not-${fault}`,
				parameters: operation(by('email', zoe), to('name', 'SVC1')),
			});

			expect(error?.message).toBe(message);
			expect(writes(requests)).toEqual([]);
		}
	});
});
