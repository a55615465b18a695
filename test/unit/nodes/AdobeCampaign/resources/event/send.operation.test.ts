import type { IDataObject } from 'n8n-workflow';

import { send } from '../../../../../../nodes/AdobeCampaign/resources/event/send.operation';
import { EVENT, eventKind } from '../../../../../../nodes/AdobeCampaign/resources/event/kind';
import { errorOf, LOST, ok, scene, shortenPauses, type Script } from '../../campaign';
import { contextOf, inputOf } from '../../context';

shortenPauses();

const EMAIL = 'ines@example.com';
const METADATA = ok({ content: { ctx: { content: { name: { type: 'string', label: 'Name' } } } } });
const SENT = { PKey: '@m', href: 'mcacme/EVTorder/@m', status: 'pending' };

const readOf = (more: IDataObject = {}) =>
	inputOf(
		send,
		contextOf({
			parameters: {
				eventId: 'EVTorder',
				email: EMAIL,
				mobilePhone: '',
				specifyContext: 'json',
				contextJson: '{ "name": "Ines" }',
				messageCenter: '',
				options: {},
				...more,
			},
		}),
	);

const open = (script: Script, more: Parameters<typeof scene>[1] = {}) =>
	scene({ 'GET resourceType/EVTorder': METADATA, ...script }, { kind: EVENT, ...more });

describe('Send', () => {
	it('is told from other events and its tries by the address and the item', async () => {
		const kept: IDataObject = {};
		const script = { 'POST EVTorder': ok(SENT) };
		const first = open(script, { kept, items: [{}, {}] });
		await send.run(first.itemOf(0), readOf());

		const second = open(script, { kept, items: [{}, {}] });
		const again = await send.run(second.itemOf(0), readOf());
		await send.run(second.itemOf(1), readOf());

		expect(first.written()).toHaveLength(1);
		expect(second.written()).toHaveLength(1);
		expect(again).toMatchObject({ PKey: '@m', status: 'pending' });
		expect(second.hints()).toEqual([
			'The message was sent by an earlier try of this execution, and not again',
		]);
		expect(JSON.stringify(kept)).not.toMatch(/ines|Ines/);
	});

	it('has an absolute address for each kind of answer', async () => {
		for (const href of [undefined, '', 'https://elsewhere.example/x', SENT.href]) {
			const { item, session } = open({ 'POST EVTorder': ok({ ...SENT, href }) });
			const { organization } = session.connection;
			const sent = (await send.run(item, readOf())) as IDataObject;

			expect(sent.href).toBe(
				`https://mc.adobe.io/${organization}/campaign/mc${organization}/EVTorder/@m`,
			);
		}
	});

	it('does not POST again in the same moment when a model calls twice', async () => {
		const kept: IDataObject = {};
		const node = { type: 'x.adobeCampaignTool' };
		let answer = () => {};
		const slow = async () => {
			await new Promise<void>((resolve) => (answer = resolve));
			return { status: 201, body: SENT };
		};
		const one = open({ 'POST EVTorder': slow }, { kept, node });
		const call = async () => await send.run(one.item, readOf());

		const [first, second] = [call(), call()];
		while (one.written().length === 0) await new Promise((resolve) => setTimeout(resolve, 1));
		answer();

		expect(await second).toEqual(await first);
		expect(one.written()).toHaveLength(1);
	});

	it('is refused when an earlier try may have sent it, and looks for it only once', async () => {
		const kept: IDataObject = {};
		const script = { 'POST EVTorder': LOST };
		const first = open(script, { kept });
		const lost = await errorOf(send.run(first.item, readOf()) as Promise<unknown>);
		const second = open(script, { kept });
		const refused = await errorOf(send.run(second.item, readOf()) as Promise<unknown>);

		expect(lost.description).toMatch(/^The message may have been sent/);
		expect(refused.message).toBe('An earlier try of this execution may have sent this message');
		expect(second.written()).toEqual([]);
	});

	it('is found on a later page of the messages to an address', async () => {
		const list = 'EVTorder/byEmail?email=ines%40example.com&_lineCount=200&_forcePagination=true';
		const next = { href: 'mcacme/EVTorder/page2' };
		const { item, hints } = open({
			'POST EVTorder': LOST,
			[`GET ${list}`]: ok({ content: [{ PKey: '@x', externalId: 'O-0' }], next }),
			'GET EVTorder/page2?_forcePagination=true': ok({
				content: [{ ...SENT, email: 'ines@example.com', externalId: 'O-1' }],
			}),
		});

		const sent = await send.run(item, readOf({ options: { externalId: 'O-1' } }));

		expect(sent).toMatchObject({ PKey: '@m', externalId: 'O-1' });
		expect(hints()).toContain(
			'The answer to a message was lost, but Campaign lists it: it was sent once',
		);
	});

	it.each<[string, IDataObject[]]>([
		['of somebody else', [{ PKey: '@x', email: 'other@example.com', externalId: 'O-1' }]],
		[
			'of last week',
			[
				{
					PKey: '@x',
					email: 'ines@example.com',
					externalId: 'O-1',
					created: '2020-01-01 08:00:00.000Z',
				},
			],
		],
		[
			'when there are two',
			['@x', '@y'].map((PKey) => ({ PKey, email: 'ines@example.com', externalId: 'O-1' })),
		],
	])('is not one %s', async (_which, content) => {
		const list = 'EVTorder/byEmail?email=ines%40example.com&_lineCount=200&_forcePagination=true';
		const { item } = open({ 'POST EVTorder': LOST, [`GET ${list}`]: ok({ content }) });
		const input = readOf({ options: { externalId: 'O-1' } });

		const { description } = await errorOf(send.run(item, input) as Promise<unknown>);

		expect(description).toMatch(/^The message may have been sent/);
	});

	it('is not another one that has only one of its keys', async () => {
		const list = 'EVTorder/byEmail?email=ines%40example.com&_lineCount=200&_forcePagination=true';
		const { item } = open({
			'POST EVTorder': LOST,
			[`GET ${list}`]: ok({
				content: [{ ...SENT, email: 'ines@example.com', externalId: 'O-1', externalId2: 'A' }],
			}),
		});
		const input = readOf({ options: { externalId: 'O-1', externalId2: 'B' } });

		const { description } = await errorOf(send.run(item, input) as Promise<unknown>);

		expect(description).toMatch(/^The message may have been sent/);
	});

	it.each([
		['externalId', "'External ID' "],
		['externalId2', "'External ID 2' "],
		['externalId5', "'External ID 5' "],
	])('names %s in an error by its own label', (name, label) => {
		expect(() => readOf({ options: { [name]: true } })).toThrow(label);
	});

	it('waits only when the status matters', () => {
		expect(readOf()).not.toHaveProperty('waitMs');
		expect(readOf({ options: { waitForStatus: true } })).toMatchObject({ waitMs: 60_000 });
		expect(readOf({ options: { failIfNotSent: true, waitAtMost: 2 } })).toMatchObject({
			waitMs: 2_000,
			failsIfUnsent: true,
		});
	});
});

describe('The kind of an event', () => {
	const familyOf = (organization: string, messageCenter = '') =>
		eventKind({ eventId: 'EVTorder', messageCenter }, organization).family;

	it.each([
		['acme', 'mcacme'],
		['acme-mkt-prod1', 'mcacme'],
		['acme-mkt-stage12', 'mcacme'],
		['acme-MKT-Stage', 'mcacme'],
		['acme-mkt-prod1-eu', 'mcacme-mkt-prod1-eu'],
		['mkt-prod1', 'mcmkt-prod1'],
	])('of %s has the message center %s', (organization, family) => {
		expect(familyOf(organization)).toBe(family);
		expect(familyOf(organization, 'mcother')).toBe('mcother');
	});

	it('names only fields of its form in what it advises', () => {
		const shown = send.properties.map(({ displayName }) => displayName);
		const texts = (EVENT.refusals ?? []).map(({ message, advice }) => `${message} ${advice}`);
		const named = [...texts.join(' ').matchAll(/(?<!\w)'([A-Z][^']*)'/g)].map(([, label]) => label);

		expect(named.length).toBeGreaterThan(0);
		expect([...shown, 'Event']).toEqual(expect.arrayContaining(named));
	});
});

it('Two messages with the same keys whose answers were lost do not both take one row of the list for theirs', async () => {
	const list = 'EVTorder/byEmail?email=ines%40example.com&_lineCount=200&_forcePagination=true';
	const row = { ...SENT, email: EMAIL, externalId: 'O-1' };
	const { itemOf } = open(
		{ 'POST EVTorder': LOST, [`GET ${list}`]: ok({ content: [row] }) },
		{ items: [{}, {}] },
	);
	const input = readOf({ options: { externalId: 'O-1' } });
	const results = await Promise.allSettled(
		[0, 1].map(async (index) => await send.run(itemOf(index), input)),
	);

	expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
});
