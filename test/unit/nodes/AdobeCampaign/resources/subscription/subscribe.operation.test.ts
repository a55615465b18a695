import type { IDataObject } from 'n8n-workflow';

import { subscribe } from '../../../../../../nodes/AdobeCampaign/resources/subscription/subscribe.operation';
import { ALL, errorOf, LOST, ok, shortenPauses, type Reply, type Scene } from '../../campaign';
import type { Script } from '../../campaign';
import {
	ANSWER,
	GET_PROFILE,
	GET_SERVICE,
	inputFor,
	LIST,
	list,
	POST,
	PROFILE,
	ROW,
	SENT,
	SERVICE,
	subscriptionScene,
} from './subscriptionScene';

shortenPauses();

const CUT: Reply = { status: 502, body: '' };
const BUSY: Reply = { status: 429, body: '' };

const duplicateOf = (ids: string): Reply => ({
	status: 500,
	body: `PGS-220000 PostgreSQL error: ERROR:  duplicate key value violates unique constraint "nmssubscriptionrcp_key" DETAIL:  Key (iserviceid, isubscriberid)=(${ids}) already exists.`,
});
const DUPLICATE = duplicateOf('4711, 812');
const ORPHAN = duplicateOf('4711, 0');
const GENERIC: Reply = {
	status: 500,
	body: 'An error has occurred - please contact your administrator.',
};

const run = async (
	script: Script,
	parameters: IDataObject = {},
	setting: Scene = {},
): Promise<{ output: IDataObject; asked: string[]; written: string[]; hints: string[] }> => {
	const { item, asked, written, hints } = subscriptionScene(script, setting);
	const output = (await subscribe.run(item, inputFor(subscribe, parameters))) as IDataObject;
	return { output, asked, written: written(), hints: hints() };
};

const failing = async (script: Script, parameters: IDataObject = {}) => {
	const { item, asked, written } = subscriptionScene(script);
	const error = await errorOf(
		(async () => await subscribe.run(item, inputFor(subscribe, parameters)))(),
	);
	return { error, asked, written: written() };
};

const FAILS = { options: { ifSubscribed: 'error' } };
const DRY_RUN = { options: { dryRun: true } };

describe('Subscribe', () => {
	it('reads profile and service, Dry Run and If Already Subscribed', () => {
		const pair = { profile: { by: 'key', key: '@p' }, service: { by: 'key', key: '@s' } };

		expect(inputFor(subscribe)).toEqual({ pair, isDryRun: false, failsIfSubscribed: false });
		expect(inputFor(subscribe, DRY_RUN)).toEqual({
			pair,
			isDryRun: true,
			failsIfSubscribed: false,
		});
		expect(inputFor(subscribe, FAILS)).toEqual({ pair, isDryRun: false, failsIfSubscribed: true });
	});

	it('keeps items of one profile in their order', () => {
		expect(subscribe.recordKey?.(inputFor(subscribe))).toEqual({ way: 'PKey', key: '@p' });
	});

	it('reads both and the list, writes once, and reads the list again', async () => {
		const { output, asked, hints } = await run({
			[LIST]: [list(), list(ROW)],
			[POST]: ok(ANSWER),
		});

		expect(asked).toEqual([GET_SERVICE, GET_PROFILE, LIST, SENT, LIST]);
		expect(output).toEqual({
			email: 'amy@example.com',
			...ROW,
			alreadySubscribed: false,
			optedOut: [],
			subscriber: { PKey: '@p', email: 'amy@example.com', firstName: 'Amy', lastName: 'Lee' },
		});
		expect(Object.keys(output).slice(0, 2)).toEqual(['alreadySubscribed', 'optedOut']);
		expect(hints).toEqual([]);
	});

	it('waits for a list that does not show the subscription at once', async () => {
		const { output, written } = await run({
			[LIST]: [list(), list(), list(), list(ROW)],
			[POST]: ok(ANSWER),
		});

		expect(output).toMatchObject({ PKey: '@u', alreadySubscribed: false });
		expect(written).toEqual([SENT]);
	});

	it('in an AI agent’s tool returns few fields, and no elements', async () => {
		const script = { [LIST]: [list(), list(ROW)], [POST]: ok(ANSWER) };
		const node = { type: 'n8n-nodes-adobe-campaign.adobeCampaignProfileTool' };
		const { output } = await run(script, {}, { node });

		expect(output).toMatchObject({
			alreadySubscribed: false,
			serviceName: 'SVC13',
			serviceLabel: 'Garden News',
			email: 'amy@example.com',
			subscriberPKey: '@p',
		});
		expect(output).not.toHaveProperty('service');
	});

	it('refuses a template before anything is written', async () => {
		for (const isTemplate of [true, 'true']) {
			const { error, asked } = await failing({ [GET_SERVICE]: ok({ ...SERVICE, isTemplate }) });

			expect(error.message).toBe("'Service' is a template, not a service");
			expect(asked).toEqual([GET_SERVICE, GET_PROFILE]);
		}
	});

	it('asks for the profile only when the service is there', async () => {
		const missing = { status: 500, body: 'Unable to find document of type service' };
		const { error, asked } = await failing({ [GET_SERVICE]: missing });

		expect(error.message).toBe('The service was not found');
		expect(asked).toEqual([GET_SERVICE]);
	});

	it('of a profile without an address of its subscriptions fails, and writes nothing', async () => {
		const profile = { PKey: '@p', email: 'amy@example.com' };
		const { error, written } = await failing({ [GET_PROFILE]: ok(profile), [POST]: ok(ANSWER) });

		expect(error.message).toBe('Campaign does not tell where the subscriptions are');
		expect(written).toEqual([]);
	});

	it('does not follow an address on another host', async () => {
		for (const href of [
			'https://evil.example/acme/campaign/profileAndServices/profile/@k/subscriptions/',
			'//evil.example/subscriptions/',
			'https://mc.adobe.io/other/campaign/profile/@k/subscriptions/',
		]) {
			const { error, asked } = await failing({
				[GET_PROFILE]: ok({ ...PROFILE, subscriptions: { href } }),
			});

			expect(error.message).toContain('leads away from your Campaign organization');
			expect(asked).toEqual([GET_SERVICE, GET_PROFILE]);
		}
	});

	it('writes nothing when the list does not say which services it is about', async () => {
		const { error, written } = await failing({ [LIST]: list({ PKey: '@u' }), [POST]: ok(ANSWER) });

		expect(error.message).toMatch(/^Campaign does not tell which service/);
		expect(written).toEqual([]);
	});

	it('writes nothing when the list cannot be read', async () => {
		const { written } = await failing({ [LIST]: { status: 500, body: 'no' }, [POST]: ok(ANSWER) });

		expect(written).toEqual([]);
	});
});

describe('A profile that is subscribed already', () => {
	it('stays so, without a write', async () => {
		const { output, asked } = await run({ [LIST]: list(ROW) });

		expect(output).toMatchObject({ alreadySubscribed: true, PKey: '@u', serviceName: 'SVC13' });
		expect(asked).toEqual([GET_SERVICE, GET_PROFILE, LIST]);
	});

	it('is an error when If Already Subscribed is Error', async () => {
		const { error, written } = await failing({ [LIST]: list(ROW) }, FAILS);

		expect(error.message).toBe('The profile is subscribed to the service already');
		expect(written).toEqual([]);
	});

	it('is found by the service’s name alone, also when rows lack serviceName', async () => {
		for (const row of [
			{ ...ROW, service: undefined },
			{ ...ROW, serviceName: '', service: { PKey: '@other', name: 'SVC13' } },
			{ ...ROW, serviceName: undefined, service: { PKey: '@s' } },
		]) {
			expect((await run({ [LIST]: list(row) })).output).toMatchObject({ alreadySubscribed: true });
		}
	});

	it('by a subscription on the second page of the list is found there', async () => {
		const other = { PKey: '@v', serviceName: 'SVC1' };
		const next = `profileAndServicesExt/profile/@k/subscriptions/?_lineStart=@n&${ALL}`;
		const { output } = await run({
			[LIST]: ok({ content: [other], next: { href: next } }),
			[`GET profile/@k/subscriptions/?_lineStart=@n&${ALL}`]: list(ROW),
		});

		expect(output).toMatchObject({ alreadySubscribed: true });
	});
});

describe('Dry Run', () => {
	it.each([
		[list(), false],
		[list(ROW), true],
	])('only reads, and returns what would be done', async (answer, alreadySubscribed) => {
		const { output, asked } = await run({ [LIST]: answer, [POST]: ok(ANSWER) }, DRY_RUN);

		expect(output).toEqual({
			dryRun: true,
			wouldSubscribe: !alreadySubscribed,
			alreadySubscribed,
			optedOut: [],
			service: { PKey: '@s', name: 'SVC13', label: 'Garden News' },
			subscriber: { PKey: '@p', email: 'amy@example.com', firstName: 'Amy', lastName: 'Lee' },
		});
		expect(asked).toEqual([GET_SERVICE, GET_PROFILE, LIST]);
	});

	it('fails like the run itself for a profile that is subscribed already', async () => {
		const options = { dryRun: true, ifSubscribed: 'error' };

		expect((await failing({ [LIST]: list(ROW) }, { options })).error.message).toBe(
			'The profile is subscribed to the service already',
		);
	});
});

describe('An opt-out', () => {
	const optedOut = (more: object): Script => ({
		[GET_PROFILE]: ok({ ...PROFILE, ...more }),
		[LIST]: [list(), list(ROW)],
		[POST]: ok(ANSWER),
	});

	it('is reported with its channels, and does not keep from subscribing', async () => {
		const { output, written, hints } = await run(optedOut({ blackListEmail: true }));

		expect(output).toMatchObject({ optedOut: ['email'], alreadySubscribed: false });
		expect(written).toEqual([SENT]);
		expect(hints).toEqual([expect.stringMatching(/^Profiles have opted out/)]);
	});

	it('is no hint where nothing was done', async () => {
		const { item, hints } = subscriptionScene(optedOut({ blackList: true }));
		const output = await subscribe.run(item, inputFor(subscribe, DRY_RUN));

		expect(output).toMatchObject({ optedOut: ['all'] });
		expect(hints()).toEqual([]);
	});
});

describe('An answer to the POST', () => {
	it.each([
		['another service', { ...ANSWER, service: { PKey: '@x', name: 'SVC9' } }],
		['another profile', { ...ANSWER, subscriber: { PKey: '@x' } }],
	])('that names %s is an error with the PKey', async (_name, answer) => {
		for (const after of [list(), list({ ...ROW, PKey: '@other' })]) {
			const { error, written } = await failing({ [LIST]: [list(), after], [POST]: ok(answer) });

			expect(error.message).toMatch(/^Campaign has subscribed another profile, or to another/);
			expect(error.description).toContain('@u');
			expect(written).toEqual([SENT]);
		}
	});

	it('that has another PKey for a side is believed when the list has that very subscription', async () => {
		const answer = { ...ANSWER, subscriber: { PKey: '@rotated' } };
		const { output } = await run({ [LIST]: [list(), list(ROW)], [POST]: ok(answer) });

		expect(output).toMatchObject({ PKey: '@u', alreadySubscribed: false });
	});

	it.each([
		['service', { ...ANSWER, service: null }],
		['subscriber', { ...ANSWER, subscriber: null }],
		['subscriber', { ...ANSWER, subscriber: {} }],
	])('without a %s is an error in words unless the list has it', async (_name, answer) => {
		const { error } = await failing({ [LIST]: list(), [POST]: ok(answer) });
		expect(error.message).toBe(
			'Campaign stored a subscription without the profile or without the service',
		);
		expect(error.description).toContain('@u');

		const { output } = await run({ [LIST]: [list(), list(ROW)], [POST]: ok(answer) });
		expect(output).toMatchObject({ alreadySubscribed: false, service: ROW.service });
	});

	it('that is unclear is ours, also when the list shows it late', async () => {
		const late = [list(), list(), list(), list(), list(ROW)];
		const { output, written } = await run({ [LIST]: late, [POST]: { status: 500, body: '' } });

		expect(output).toMatchObject({ alreadySubscribed: false });
		expect(written).toEqual([SENT]);
	});

	it('that names the service by name, or leaves a side out, is believed', async () => {
		for (const answer of [
			{ ...ANSWER, service: { PKey: '@new', name: 'SVC13' } },
			{ PKey: '@u' },
		]) {
			const { output } = await run({ [LIST]: [list(), list(ROW)], [POST]: ok(answer) });
			expect(output).toMatchObject({ PKey: '@u', alreadySubscribed: false });
		}
	});

	it('is no proof: a list that never shows it is an error', async () => {
		const { error, written } = await failing({ [LIST]: list(), [POST]: ok(ANSWER) });

		expect(error.message).toBe(
			"The subscription was accepted, but the profile's list does not show it",
		);
		expect(error.description).toContain('@u');
		expect(written).toEqual([SENT]);
	});

	it('is told before the failure when the list cannot be read back', async () => {
		const { error } = await failing({
			[LIST]: [list(), { status: 500, body: 'no' }],
			[POST]: ok(ANSWER),
		});

		expect(error.message).toBe(
			'The subscription was accepted, but could not be read back to confirm it',
		);
	});
});

const UNCLEAR: Array<[string, Reply]> = [
	['a lost connection', LOST],
	['502', CUT],
	['503', { status: 503, body: '' }],
	['an empty success', { status: 201, body: '' }],
];

describe('An unclear answer', () => {
	it.each(UNCLEAR)('(%s) is decided by the list', async (_name, unclear) => {
		const script = { [LIST]: [list(), list(), list(ROW)], [POST]: [unclear, ok(ANSWER)] };
		const { output, written } = await run(script);

		expect(output).toMatchObject({ alreadySubscribed: false, PKey: '@u' });
		expect(written).toEqual([SENT]);
	});

	it.each(UNCLEAR)('(%s) is never followed by a second POST', async (_name, unclear) => {
		const { error, written } = await failing({ [LIST]: list(), [POST]: [unclear, ok(ANSWER)] });

		expect(error.description).toMatch(/^The subscription may exist now\..*there cannot be two/);
		expect(written).toEqual([SENT]);
	});

	it('is this item’s own subscription, which If Already Subscribed does not refuse', async () => {
		const { output } = await run({ [LIST]: [list(), list(ROW)], [POST]: LOST }, FAILS);

		expect(output).toMatchObject({ alreadySubscribed: false });
	});
});

describe('After a wait', () => {
	it('the list is read again, and there is no POST when it shows the subscription', async () => {
		const script = { [LIST]: [list(), list(ROW)], [POST]: [BUSY, ok(ANSWER)] };
		const { output, written } = await run(script);

		expect(output).toMatchObject({ alreadySubscribed: true, PKey: '@u' });
		expect(written).toEqual([SENT]);
	});

	it('it is another’s subscription, which If Already Subscribed refuses', async () => {
		const { error } = await failing({ [LIST]: [list(), list(ROW)], [POST]: BUSY }, FAILS);

		expect(error.message).toBe('The profile is subscribed to the service already');
	});

	it('the POST is sent again when the list does not show the subscription', async () => {
		const script = { [LIST]: [list(), list(), list(ROW)], [POST]: [BUSY, ok(ANSWER)] };
		const { output, asked } = await run(script);

		expect(output).toMatchObject({ alreadySubscribed: false });
		expect(asked.slice(2)).toEqual([LIST, SENT, LIST, SENT, LIST]);
	});
});

describe('A refusal as a duplicate', () => {
	it.each([
		['Standard', DUPLICATE],
		['v8', GENERIC],
	])('of %s is decided by the list', async (_name, refusal) => {
		const { output, written } = await run({ [LIST]: [list(), list(ROW)], [POST]: refusal });

		expect(output).toMatchObject({ alreadySubscribed: true, PKey: '@u' });
		expect(written).toEqual([SENT]);
	});

	it.each([
		['Standard', DUPLICATE, /^Campaign says that the profile is subscribed already, but does not/],
		['v8', GENERIC, /^Campaign refused a request about subscriptions and gives no reason/],
	])('of %s is an error when the list does not show it', async (_name, refusal, message) => {
		const { error, written } = await failing({ [LIST]: list(), [POST]: refusal });

		expect(error.message).toMatch(message);
		expect(written).toEqual([SENT]);
	});

	it('fails with it when the list cannot be read', async () => {
		const unreadable: Reply = { status: 500, body: 'no' };
		const { error } = await failing({ [LIST]: [list(), unreadable], [POST]: DUPLICATE });

		expect(error.message).toMatch(/^Campaign says that the profile is subscribed already/);
	});

	it('is an error when If Already Subscribed is Error', async () => {
		const { error } = await failing({ [LIST]: [list(), list(ROW)], [POST]: DUPLICATE }, FAILS);

		expect(error.message).toBe('The profile is subscribed to the service already');
	});

	it('of nobody is explained, and is not a subscription', async () => {
		const { error, asked } = await failing({ [LIST]: [list(), list(ROW)], [POST]: ORPHAN });

		expect(error.message).toBe(
			'Campaign did not understand which profile or which service is meant',
		);
		expect(asked.at(-1)).toBe(SENT);
	});
});

describe('The same profile and service twice in a run', () => {
	const twice = (script: Script) => {
		const { itemOf, written, asked } = subscriptionScene(script);
		const input = inputFor(subscribe);
		const runOf = async (index: number) => await subscribe.run(itemOf(index), input);
		return { runOf, written, asked };
	};

	it('is one POST, also when the list is late', async () => {
		const { runOf, written } = twice({
			[LIST]: [list(), list(ROW), list(), list(ROW)],
			[POST]: ok(ANSWER),
		});

		expect(await runOf(0)).toMatchObject({ alreadySubscribed: false });
		expect(await runOf(1)).toMatchObject({ alreadySubscribed: true, PKey: '@u' });
		expect(written()).toEqual([SENT]);
	});

	it('is one POST, also when the list loses it again', async () => {
		const { runOf, written } = twice({ [LIST]: [list(), list(ROW), list()], [POST]: ok(ANSWER) });
		await runOf(0);

		expect((await errorOf(runOf(1))).message).toContain("the profile's list does not show it");
		expect(written()).toEqual([SENT]);
	});

	it('asks for the service once', async () => {
		const { runOf, asked } = twice({ [LIST]: list(ROW) });
		await runOf(0);
		await runOf(1);

		expect(asked.filter((name) => name === GET_SERVICE)).toHaveLength(1);
	});

	it.each<[string, Reply]>([
		['that was unclear', LOST],
		['that was accepted and never listed', ok(ANSWER)],
	])('after a first POST %s is refused', async (_name, first) => {
		const { runOf, written } = twice({ [LIST]: list(), [POST]: [first, ok(ANSWER)] });
		await errorOf((async () => await runOf(0))());
		const error = await errorOf((async () => await runOf(1))());

		expect(error.message).toBe('An earlier item may have subscribed this profile');
		expect(written()).toEqual([SENT]);
	});

	it('after an unclear POST is done when the list shows it', async () => {
		const late = [...Array.from({ length: 4 }, () => list()), list(ROW)];
		const { runOf, written } = twice({ [LIST]: late, [POST]: LOST });
		await errorOf((async () => await runOf(0))());

		expect(await runOf(1)).toMatchObject({ alreadySubscribed: true });
		expect(written()).toEqual([SENT]);
	});

	it('side by side is one POST', async () => {
		const late = [list(), list(), list(ROW)];
		const { runOf, written } = twice({ [LIST]: late, [POST]: ok(ANSWER) });
		const outputs = await Promise.all([runOf(0), runOf(1)]);

		expect(outputs).toMatchObject([{ alreadySubscribed: false }, { alreadySubscribed: true }]);
		expect(written()).toEqual([SENT]);
	});
});

describe('Personal data', () => {
	it('that the profile was chosen by is not in a refusal of the subscription', async () => {
		const { error } = await failing(
			{
				'GET profile/C-1': ok(PROFILE),
				[LIST]: list(),
				[POST]: { status: 500, body: 'Record C-1 has no such link' },
			},
			{ profile: { mode: 'customKey', value: 'C-1' } },
		);

		expect(error.description).toContain('has no such link');
		expect(`${error.message}${error.description}`).not.toContain('C-1');
	});
});
