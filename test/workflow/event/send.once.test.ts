/** A message is sent once, whatever becomes of its answer and however often n8n tries. */
import {
	type IExecuteFunctions,
	type INode,
	type INodeParameters,
	type INodeType,
	NodeConnectionTypes,
} from 'n8n-workflow';

import type { Fault } from '../../../sandbox/server';
import { runWorkflow } from '../../../tools/engine';
import { typeOf } from '../harness';
import { orderEvent, send } from '../parameters';
import { messages, methods, oops, REFUSED, tooMany } from '../requests';
import type { NodeSettings } from '../runNode';
import { useHarness } from '../suite';
import { ctx, emailOf, node, orders, POSTS, said } from './messages';

const { harness, control } = useHarness();

/** n8n takes 0 for its default of a second. */
const RETRIED: NodeSettings = { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 };

const options = (more: INodeParameters['options']): INodeParameters => ({ options: more });

const ONE_AT_A_TIME = options({ maxConcurrency: 1 });

/** To whom messages were sent, sorted. */
const sentTo = (organization: string) =>
	control(organization)
		.commits()
		.map(({ values }) => String(values.email))
		.sort();

const run = async (
	organization: string,
	faults: Fault[],
	nodeSettings: NodeSettings,
	...changes: INodeParameters[]
) => {
	control(organization).faults(faults);
	return await harness.runNode({
		organization,
		node,
		items: orders(10),
		nodeSettings,
		parameters: send(...changes),
	});
};

const all = Array.from({ length: 10 }, (_, number) => emailOf(number));

describe.each(['once', 'once-v8'])('Ten messages, in %s,', (organization) => {
	beforeEach(() => control(organization).reset());

	it.each<[string, INodeParameters]>([
		['one at a time', ONE_AT_A_TIME],
		['side by side', {}],
	])(
		'are all sent once when the seventh is refused and n8n tries again: %s',
		async (_case, changes) => {
			const { status, items, hints } = await run(
				organization,
				[{ ...POSTS, skip: 6, respond: REFUSED }],
				RETRIED,
				changes,
			);

			expect(status).toBe('success');
			expect(items).toHaveLength(10);
			expect(new Set(items.map(({ json }) => json.PKey)).size).toBe(10);
			expect(sentTo(organization)).toEqual(all);
			expect(messages(hints).join('\n')).toContain(
				'The message was sent by an earlier try of this execution, and not again',
			);
		},
	);

	it.each<[string, INodeParameters]>([
		['one at a time', ONE_AT_A_TIME],
		['side by side', {}],
	])('reach nobody twice when the seventh is refused each time: %s', async (_case, changes) => {
		const { status, error } = await run(
			organization,
			[{ ...POSTS, skip: 6, times: 100, respond: REFUSED }],
			RETRIED,
			changes,
		);

		expect(status).toBe('error');
		expect(error?.message).toContain('Campaign refused the message, and nothing was sent for it');
		const reached = sentTo(organization);
		expect(reached).toHaveLength(6);
		expect(new Set(reached).size).toBe(6);
	});

	it('say how many were sent when one stops the run', async () => {
		const { error, requests } = await run(
			organization,
			[{ ...POSTS, skip: 6, times: 100, respond: REFUSED }],
			RETRIED,
			ONE_AT_A_TIME,
		);

		expect(error?.message).toContain('[item 6]');
		expect(error?.message).toContain('(6 of 10 were sent, running again sends them again)');
		expect(error?.description).toContain('Done: items 0 to 5.');
		expect(sentTo(organization)).toEqual(all.slice(0, 6));
		// The seventh, three times.
		expect(methods(requests).filter((method) => method === 'POST')).toHaveLength(9);
	});

	it.each<NodeSettings['onError']>(['continueRegularOutput', 'continueErrorOutput'])(
		'go on after one that is refused, and are sent once: %s',
		async (onError) => {
			for (const skip of [0, 6]) {
				control(organization).reset();
				const { status, items, errorItems } = await run(
					organization,
					[{ ...POSTS, skip, times: 1, respond: REFUSED }],
					{ ...RETRIED, onError },
					ONE_AT_A_TIME,
				);

				expect(status).toBe('success');
				expect(items.length + errorItems.length).toBe(10);
				const reached = sentTo(organization);
				expect(reached).toEqual(all.filter((_, number) => number !== skip));
			}
		},
	);

	it('are sent again by the next execution', async () => {
		await run(organization, [], RETRIED);
		await run(organization, [], RETRIED);

		expect(sentTo(organization)).toEqual([...all, ...all].sort());
	});

	it('with the same values are all sent, since each item is a message', async () => {
		const { items } = await harness.runNode({
			organization,
			node,
			items: [0, 1, 2].map(() => ({ email: 'ines@example.com', ctx })),
			parameters: send(),
		});

		expect(new Set(items.map(({ json }) => json.PKey)).size).toBe(3);
	});

	it('that were not sent to somebody fail in each try, and are not sent again', async () => {
		control(organization).reset({ eventOutcome: 'ignored' });

		const { error } = await run(
			organization,
			[],
			RETRIED,
			options({ failIfNotSent: true, maxConcurrency: 1 }),
		);

		expect(error?.message).toContain("its status is 'ignored'");
		expect(sentTo(organization)).toEqual([emailOf(0)]);
	});
});

const LOST: Array<[string, Fault]> = [
	['the connection is cut', { ...POSTS, drop: 'afterWrite' }],
	['504', { ...POSTS, respondAfterWrite: oops(504) }],
	['502', { ...POSTS, respondAfterWrite: oops(502) }],
	['503', { ...POSTS, respondAfterWrite: oops(503) }],
	['201 without a body', { ...POSTS, respondAfterWrite: { status: 201 } }],
	['an error page', { ...POSTS, respondAfterWrite: { status: 500, body: '<html>Error</html>' } }],
];

const MAY_BE_SENT = /^The message may have been sent: do not send it again/;

describe.each(['lost', 'lost-v8'])('A message whose answer is lost, in %s,', (organization) => {
	beforeEach(() => control(organization).reset());

	const sendOne = async (
		fault: Fault | Fault[],
		changes: INodeParameters = {},
		nodeSettings: NodeSettings = {},
	) => {
		control(organization).faults([fault].flat());
		return await harness.runNode({
			organization,
			node,
			items: [{ email: 'ines@example.com', ctx }],
			nodeSettings,
			parameters: send(changes),
		});
	};

	it.each(LOST)('is found by its address and a key of its own: %s', async (_case, fault) => {
		const { status, items, hints, requests, error } = await sendOne(
			fault,
			options({ externalId: 'O-1', externalId2: 'K-2', waitForStatus: true }),
		);

		expect(error?.message).toBeUndefined();
		expect(status).toBe('success');
		const sent = control(organization).records(orderEvent);
		expect(sent).toHaveLength(1);
		expect(items[0].json).toMatchObject({
			PKey: sent[0].PKey,
			status: 'processed',
			externalId: 'O-1',
		});
		expect(items[0].json.href).toMatch(new RegExp(`^http.*/${orderEvent}/@`));
		expect(messages(hints)).toContain(
			'The answer to a message was lost, but Campaign lists it: it was sent once',
		);
		const [, , look] = requests;
		expect(look.path).toMatch(/\/byEmail\?email=ines%40example\.com&/);
	});

	it.each(LOST)('may have been sent when it has no key: %s', async (_case, fault) => {
		const { status, error, requests } = await sendOne(fault);

		expect(status).toBe('error');
		expect(error?.description).toMatch(MAY_BE_SENT);
		expect(`${error?.message} ${error?.description}`).not.toMatch(/nothing was sent/i);
		expect(control(organization).records(orderEvent)).toHaveLength(1);
		expect(methods(requests)).toEqual(['GET', 'POST']);
	});

	it.each(LOST)('is not sent again when n8n tries again: %s', async (_case, fault) => {
		const run = await sendOne({ ...fault, times: 5 } as Fault, {}, RETRIED);

		expect(run.error?.message).toBe('An earlier try of this execution may have sent this message');
		expect(run.error?.description).toMatch(/^Nothing was sent now/);
		expect(control(organization).records(orderEvent)).toHaveLength(1);
		expect(said(run)).not.toContain('ines@');
	});

	it('is told from another message to the same address', async () => {
		const key = options({ externalId: 'O-1' });
		await sendOne([], options({ externalId: 'O-0' }));

		const { error } = await sendOne({ ...POSTS, drop: 'beforeWrite' }, key);

		expect(error?.description).toMatch(MAY_BE_SENT);
		expect(control(organization).records(orderEvent)).toHaveLength(1);
	});

	it('is found by all of its keys', async () => {
		await sendOne([], options({ externalId: 'O-1', externalId2: 'A' }));

		const { error } = await sendOne(
			{ ...POSTS, drop: 'beforeWrite' },
			options({ externalId: 'O-1', externalId2: 'B' }),
		);

		expect(error?.description).toMatch(MAY_BE_SENT);
	});

	it('may have been sent when the list cannot be read', async () => {
		const { error } = await sendOne(
			[
				{ ...POSTS, drop: 'afterWrite' },
				{ method: 'GET', path: 'byEmail', times: 20, respond: REFUSED },
			],
			options({ externalId: 'O-1' }),
		);

		expect(error?.description).toMatch(MAY_BE_SENT);
		expect(control(organization).records(orderEvent)).toHaveLength(1);
	});

	it('is sent once after a refusal that came before Campaign', async () => {
		const { status, requests } = await sendOne([{ ...POSTS, times: 2, respond: tooMany() }]);

		expect(status).toBe('success');
		expect(methods(requests)).toEqual(['GET', 'POST', 'POST', 'POST']);
		expect(control(organization).records(orderEvent)).toHaveLength(1);
	});

	it('says that it may have been sent to the items after it, too', async () => {
		control(organization).faults([{ ...POSTS, drop: 'afterWrite' }]);

		const { items } = await harness.runNode({
			organization,
			node,
			items: orders(2),
			nodeSettings: { onError: 'continueRegularOutput' },
			parameters: send(ONE_AT_A_TIME),
		});

		expect(items[0].json.error).toContain('may have been sent');
		expect(items[1].json).toMatchObject({ status: 'pending' });
		expect(control(organization).records(orderEvent)).toHaveLength(2);
	});
});

it('A message whose list shows blanks may have been sent', async () => {
	control('blanks').reset({ eventListShows: 'blanks' });
	control('blanks').faults([{ ...POSTS, drop: 'afterWrite' }]);

	const { error } = await harness.runNode({
		organization: 'blanks',
		node,
		items: [{ email: 'ines@example.com', ctx }],
		parameters: send(options({ externalId: 'O-1' })),
	});

	expect(error?.description).toMatch(MAY_BE_SENT);
	expect(control('blanks').records(orderEvent)).toHaveLength(1);
});

it('A message by phone is not looked for by its e-mail', async () => {
	control('lost-sms').faults([{ method: 'POST', path: 'EVTparcelSms', drop: 'afterWrite' }]);

	const { error, requests } = await harness.runNode({
		organization: 'lost-sms',
		node,
		items: [{ ctx: { carrier: 'Post', parcelNumber: 'P-1' } }],
		parameters: send({
			eventId: 'EVTparcelSms',
			email: '',
			mobilePhone: '+33612345678',
			...options({ externalId: 'O-1' }),
		}),
	});

	expect(error?.description).toMatch(MAY_BE_SENT);
	expect(methods(requests)).toEqual(['GET', 'POST']);
});

/** Sends two of six messages in each of three rounds. */
const loop: INodeType = {
	description: {
		name: 'loop',
		displayName: 'Loop',
		group: ['transform'],
		version: 1,
		description: '',
		defaults: { name: 'Loop' },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		properties: [],
	},
	async execute(this: IExecuteFunctions) {
		const kept = this.getContext('node');
		const begun = Number(kept.begun ?? 0);
		kept.begun = begun + 2;
		const round = orders(6).slice(begun, begun + 2);
		return await Promise.resolve([round.map((json) => ({ json }))]);
	},
};

it('A loop sends the items of each round, and each of them once', async () => {
	const organization = 'loop';
	control(organization).faults([
		{ ...POSTS, skip: 1, respond: REFUSED },
		{ ...POSTS, skip: 3, respond: REFUSED },
	]);
	const { package: loaded, ...rest } = harness.engine;
	const { getByName, ...types } = loaded.nodeTypes;
	const find = (name: string) => (name === 'test.loop' ? loop : (getByName(name) as INodeType));
	const engine = {
		...rest,
		package: { ...loaded, nodeTypes: { ...types, getByName: find, getByNameAndVersion: find } },
	};
	const one = (name: string, type: string, more: Partial<INode> = {}): INode => ({
		...{ id: name, name, type, typeVersion: 1, position: [0, 0], parameters: {} },
		...more,
	});
	const main = (name: string) => ({
		main: [[{ node: name, type: NodeConnectionTypes.Main, index: 0 }]],
	});

	const { status, error } = await runWorkflow(engine, {
		workflow: {
			name: 'Loop',
			nodes: [
				one('Trigger', 'n8n-nodes-base.manualTrigger'),
				one('Loop', 'test.loop'),
				one('Send', typeOf(node), {
					parameters: { authentication: 'accessToken', ...send(ONE_AT_A_TIME) },
					credentials: harness.credentials(organization, 'accessToken'),
					...RETRIED,
				}),
			],
			connections: { Trigger: main('Loop'), Loop: main('Send'), Send: main('Loop') },
		},
	});

	expect(error?.message).toBeUndefined();
	expect(status).toBe('success');
	expect(sentTo(organization)).toEqual([0, 1, 2, 3, 4, 5].map(emailOf));
});
