import type { IDataObject } from 'n8n-workflow';

import { unsubscribe } from '../../../../../../nodes/AdobeCampaign/resources/subscription/unsubscribe.operation';
import { errorOf, LOST, ok, shortenPauses, type Reply } from '../../campaign';
import type { Script } from '../../campaign';
import {
	DELETE,
	GET_PROFILE,
	GET_SERVICE,
	HREF,
	inputFor,
	LIST,
	list,
	ROW,
	subscriptionScene,
} from './subscriptionScene';

shortenPauses();

const DONE: Reply = { status: 204, body: '' };
const GONE: Reply = { status: 404, body: 'Unable to find document of type subscription' };
const OTHER = { PKey: '@v', href: `${HREF}@v`, serviceName: 'SVC1', service: { PKey: '@t' } };

const SIDES = {
	service: { PKey: '@s', name: 'SVC13', label: 'Garden News' },
	subscriber: { PKey: '@p', email: 'amy@example.com', firstName: 'Amy', lastName: 'Lee' },
};

const run = async (script: Script, parameters: IDataObject = {}) => {
	const { item, asked, written, hints } = subscriptionScene(script);
	const output = await unsubscribe.run(item, inputFor(unsubscribe, parameters));
	return { output, asked, written: written(), hints: hints() };
};

const failing = async (script: Script, parameters: IDataObject = {}) => {
	const { item, asked, written } = subscriptionScene(script);
	const error = await errorOf(unsubscribe.run(item, inputFor(unsubscribe, parameters)));
	return { error, asked, written: written() };
};

const FAILS = { options: { ifNotSubscribed: 'error' } };
const DRY_RUN = { options: { dryRun: true } };

describe('Unsubscribe', () => {
	it('reads profile and service, Dry Run and If Not Subscribed', () => {
		const pair = { profile: { by: 'key', key: '@p' }, service: { by: 'key', key: '@s' } };
		const plain = { pair, isDryRun: false, failsIfNotSubscribed: false };

		expect(inputFor(unsubscribe)).toEqual(plain);
		expect(inputFor(unsubscribe, DRY_RUN)).toEqual({ ...plain, isDryRun: true });
		expect(inputFor(unsubscribe, FAILS)).toEqual({ ...plain, failsIfNotSubscribed: true });
		expect(unsubscribe.recordKey?.(inputFor(unsubscribe))).toEqual({ way: 'PKey', key: '@p' });
	});

	it('deletes the subscription’s own address, and looks whether it is gone', async () => {
		const { output, asked, hints } = await run({
			[LIST]: [list(OTHER, ROW), list(OTHER)],
			[DELETE]: DONE,
		});

		expect(output).toEqual({ unsubscribed: true, wasSubscribed: true, ...SIDES });
		expect(asked).toEqual([GET_SERVICE, GET_PROFILE, LIST, DELETE, LIST]);
		expect(hints).toEqual([]);
	});

	it.each([
		['profileAndServicesExt/profile/@k2/subscriptions/@u9', 'profile/@k2/subscriptions/@u9'],
		['/profileAndServices/service/@s/subscriptions/@u9', 'service/@s/subscriptions/@u9'],
		['profileAndServices/service/%40s/subscriptions/@u9/', 'service/%40s/subscriptions/@u9/'],
	])('takes the address that the row has: %s', async (href, address) => {
		const { written } = await run({
			[LIST]: [list({ ...ROW, href }), list()],
			[`DELETE ${address}`]: DONE,
		});

		expect(written).toEqual([`DELETE ${address}`]);
	});

	it('waits for a list that still has it', async () => {
		const { output, written } = await run({
			[LIST]: [list(ROW), list(ROW), list(ROW), list()],
			[DELETE]: DONE,
		});

		expect(output).toMatchObject({ unsubscribed: true });
		expect(written).toEqual([DELETE]);
	});

	it('is an error when the list never loses it', async () => {
		const { error, written } = await failing({ [LIST]: list(ROW), [DELETE]: DONE });

		expect(error.message).toBe("Campaign's list still has the subscription that was deleted");
		expect(error.description).toContain('@u');
		expect(written).toEqual([DELETE]);
	});

	it('says first that it was done when the list cannot be read back', async () => {
		const { error } = await failing({
			[LIST]: [list(ROW), { status: 500, body: 'no' }],
			[DELETE]: DONE,
		});

		expect(error.message).toBe(
			'The subscription was deleted, but the list could not be read back to confirm it',
		);
	});

	it('deletes nothing when the list does not say which services it is about', async () => {
		const { error, written } = await failing({ [LIST]: list({ PKey: '@u', href: ROW.href }) });

		expect(error.message).toMatch(/^Campaign does not tell which service/);
		expect(written).toEqual([]);
	});
});

describe('A subscription’s address that is not its own', () => {
	const HOME = 'https://mc.adobe.io/ORG/campaign/';
	const service = 'profileAndServicesExt/service/@s';

	it.each([
		service,
		`/${service}`,
		`${HOME}${service}`,
		`/ORG/campaign/${service}`,
		`${service}/`,
		'profileAndServicesExt/service/SVC13',
		'profileAndServicesExt/service/%40s',
		`${HREF}../../../service/@s`,
		`${HREF}%2e%2e/%2e%2e/%2e%2e/service/@s`,
		`${HREF}@u/../../../../service/@s`,
		`${HREF}..%2F..%2F..%2Fservice%2F@s`,
		`${service}/subscriptions/..`,
		`${service}/subscriptions/@u/../..`,
		`${service}/subscriptions/%2e%2e`,
		`${service}?/profile/@k/subscriptions/@u`,
		`${service}#/profile/@k/subscriptions/@u`,
		`${service}%3F/profile/@k/subscriptions/@u`,
		`${service};/profile/@k/subscriptions/@u`,
		`${service}%3F/campaign/subscriptions/@u`,
		`${HREF}@u?_method=delete`,
		`${HREF}@u#x`,
		HREF,
		`${HREF}u`,
		`${HREF}@u%20`,
		`${HREF}@u.json`,
		'profileAndServicesExt/profile/@p',
		'profileAndServicesExt/subscriptions',
		'',
		undefined,
		null,
		{ href: `${HREF}@u` },
	])('is refused, and nothing is deleted: %j', async (href) => {
		let row: object = ROW;
		const answer = async () => await Promise.resolve({ status: 200, body: { content: [row] } });
		const { item, session, written } = subscriptionScene({ [LIST]: answer });
		const { organization } = session.connection;
		row = { ...ROW, href: typeof href === 'string' ? href.replace('ORG', organization) : href };
		const error = await errorOf(unsubscribe.run(item, inputFor(unsubscribe)));

		expect(error.message).toBe(
			"Campaign's address of the subscription is not that of a subscription",
		);
		expect(written()).toEqual([]);
	});

	it('that leads to another host or organization is not followed', async () => {
		for (const home of [
			'https://evil.example/acme',
			'//evil.example/acme',
			'https://mc.adobe.io/x',
		]) {
			const href = `${home}/campaign/${HREF}@u`;
			const { error, written } = await failing({ [LIST]: list({ ...ROW, href }) });

			expect(error.message).toMatch(/^A link leads away/);
			expect(written).toEqual([]);
		}
	});

	it('that comes after a wait is not needed for the same subscription', async () => {
		const { output, written } = await run({
			[LIST]: [list(ROW), list({ ...ROW, href: service }), list()],
			[DELETE]: [{ status: 429, body: '' }, DONE],
		});

		expect(output).toMatchObject({ unsubscribed: true });
		expect(written).toEqual([DELETE, DELETE]);
	});

	it('that comes after a wait is refused, too', async () => {
		const { error, written } = await failing({
			[LIST]: [list(ROW), list({ ...ROW, PKey: '@new', href: service })],
			[DELETE]: [{ status: 429, body: '' }, DONE],
		});

		expect(error.message).toMatch(/^Campaign's address of the subscription/);
		expect(written).toEqual([DELETE]);
	});
});

describe('A subscription that is gone already', () => {
	it('when it is to be deleted is what was wanted, and a hint', async () => {
		const { output, hints } = await run({ [LIST]: [list(ROW), list()], [DELETE]: GONE });

		expect(output).toEqual({ unsubscribed: true, wasSubscribed: true, ...SIDES });
		expect(hints).toEqual(['A subscription was gone already when it was to be deleted']);
	});

	it('after a wait is what was wanted, and a hint', async () => {
		const { output, hints, written } = await run({
			[LIST]: [list(ROW), list()],
			[DELETE]: { status: 429, body: '' },
		});

		expect(output).toMatchObject({ unsubscribed: true, wasSubscribed: true });
		expect(hints).toEqual(['A subscription was gone already when it was to be deleted']);
		expect(written).toEqual([DELETE]);
	});

	it('with its profile is what was wanted, too', async () => {
		const { output, hints } = await run({ [LIST]: [list(ROW), GONE], [DELETE]: GONE });

		expect(output).toMatchObject({ unsubscribed: true, wasSubscribed: true });
		expect(hints).toEqual(['A subscription was gone already when it was to be deleted']);
	});

	it('but still in the list is an error', async () => {
		const { item, hints } = subscriptionScene({ [LIST]: list(ROW), [DELETE]: GONE });
		const error = await errorOf(unsubscribe.run(item, inputFor(unsubscribe)));

		expect(error.message).toBe('Campaign does not find the subscription that its list still has');
		expect(hints()).toEqual([]);
	});
});

describe('A DELETE', () => {
	it('with an unclear answer is decided by the list', async () => {
		const { output, written } = await run({ [LIST]: [list(ROW), list()], [DELETE]: LOST });

		expect(output).toMatchObject({ unsubscribed: true, wasSubscribed: true });
		expect(written).toEqual([DELETE]);
	});

	it('with an unclear answer is sent again when the list still has it', async () => {
		const { output, written } = await run({
			[LIST]: [list(ROW), list(ROW), list(ROW), list()],
			[DELETE]: [LOST, DONE],
		});

		expect(output).toMatchObject({ unsubscribed: true });
		expect(written).toEqual([DELETE, DELETE]);
	});

	it('that had to wait is not sent when the list has lost the subscription meanwhile', async () => {
		const { output, written } = await run({
			[LIST]: [list(ROW), list()],
			[DELETE]: [{ status: 429, body: '' }, DONE],
		});

		expect(output).toMatchObject({ unsubscribed: true });
		expect(written).toEqual([DELETE]);
	});

	it('that is refused is an error', async () => {
		const { error, written } = await failing({
			[LIST]: list(ROW),
			[DELETE]: { status: 500, body: 'You do not have the rights' },
		});

		expect(error.message).toMatch(/lacks rights on subscriptions/);
		expect(written).toEqual([DELETE]);
	});
});

it('The same profile and service twice, side by side, is one DELETE', async () => {
	const late = [list(ROW), list(ROW), list()];
	const { itemOf, written } = subscriptionScene({ [LIST]: late, [DELETE]: DONE });
	const outputs = await Promise.all(
		[0, 1].map(async (index) => await unsubscribe.run(itemOf(index), inputFor(unsubscribe))),
	);

	expect(outputs).toMatchObject([{ wasSubscribed: true }, { wasSubscribed: false }]);
	expect(written()).toEqual([DELETE]);
});

describe('A profile that is not subscribed', () => {
	it('stays so, without a write', async () => {
		const { output, asked } = await run({ [LIST]: list(OTHER) });

		expect(output).toEqual({ unsubscribed: true, wasSubscribed: false, ...SIDES });
		expect(asked).toEqual([GET_SERVICE, GET_PROFILE, LIST]);
	});

	it('is an error when If Not Subscribed is Error', async () => {
		for (const options of [FAILS.options, { ...FAILS.options, dryRun: true }]) {
			const { error, written } = await failing({ [LIST]: list() }, { options });

			expect(error.message).toBe('The profile is not subscribed to the service');
			expect(written).toEqual([]);
		}
	});
});

describe('Dry Run', () => {
	it.each([
		[list(ROW), true],
		[list(), false],
	])('only reads, and returns what would be done', async (answer, wasSubscribed) => {
		const { output, asked } = await run({ [LIST]: answer, [DELETE]: DONE }, DRY_RUN);

		expect(output).toEqual({
			...{ dryRun: true, wouldUnsubscribe: wasSubscribed, unsubscribed: false, wasSubscribed },
			...SIDES,
		});
		expect(asked).toEqual([GET_SERVICE, GET_PROFILE, LIST]);
	});
});

it('A template can be unsubscribed from: it does no harm', async () => {
	const { output } = await run({
		[GET_SERVICE]: ok({ PKey: '@s', name: 'SVC13', isTemplate: true }),
		[LIST]: [list(ROW), list()],
		[DELETE]: DONE,
	});

	expect(output).toMatchObject({ unsubscribed: true });
});
