/** Get of a transactional event: what has become of a message. */
import type { INodeParameters } from 'n8n-workflow';

import { getMessage, orderEvent } from '../parameters';
import { methods } from '../requests';
import { useHarness } from '../suite';
import { ctx, node } from './messages';

const { harness, control } = useHarness();

const GONE = '@gone0000';

const byUrl = (value: string): INodeParameters => ({ event: { __rl: true, mode: 'url', value } });

describe.each([
	['get', 'accessToken'],
	['get-v8', 'accessToken'],
	['get', 'oAuth2'],
] as const)('Get of a message, in %s with %s,', (organization, authentication) => {
	let message: { PKey: string; href: string };

	beforeEach(() => {
		control(organization).reset();
		const values = { email: 'ines@example.com', ctx: JSON.stringify(ctx), status: 'processed' };
		message = control(organization).put(values, orderEvent);
	});

	const get = async (item: object, ...changes: INodeParameters[]) =>
		await harness.runNode({
			organization,
			authentication,
			node,
			items: [{ json: { ...item } }],
			parameters: getMessage(...changes),
		});

	it('takes the PKey with the ID of the event: one request', async () => {
		const { items, requests, error, hints } = await get({ PKey: ` ${message.PKey}\n` });

		expect(error?.message).toBeUndefined();
		expect(requests.map(({ method, path }) => `${method} ${path}`)).toEqual([
			`GET /${organization}/campaign/mc${organization}/${orderEvent}/${message.PKey}`,
		]);
		expect(items).toHaveLength(1);
		expect(items[0].json).toMatchObject({ PKey: message.PKey, status: 'processed' });
		expect(hints).toEqual([]);
	});

	it('outputs few fields, and none of a person, or all without Simplify', async () => {
		const short = await get({ PKey: message.PKey });
		const whole = await get({ PKey: message.PKey }, { simplify: false });

		expect(Object.keys(short.items[0].json).sort()).toEqual([
			...['PKey', 'created', 'expiration', 'externalId', 'href', 'processed', 'scheduled'],
			'status',
		]);
		expect(JSON.stringify(short.items)).not.toContain('ines@');
		expect(whole.items[0].json).toMatchObject({
			PKey: message.PKey,
			ctx: expect.anything() as object,
		});
	});

	it.each<[string, (href: string) => string]>([
		['as Send returned it', (href) => href],
		['of Adobe', (href) => href.replace(/^http:\/\/[^/]+/, 'https://mc.adobe.io')],
		['without a host', (href) => href.replace(/^.*\/campaign\//, '')],
		['with a slash', (href) => `${href}/`],
	])('takes the address alone: %s', async (_case, addressOf) => {
		const { items, requests, error } = await get({}, byUrl(addressOf(message.href)), {
			eventId: '',
			messageCenter: 'mcother',
		});

		expect(error?.message).toBeUndefined();
		expect(items[0].json).toMatchObject({ PKey: message.PKey });
		expect(methods(requests)).toEqual(['GET']);
	});

	it('does not follow an address to another host', async () => {
		const url = `https://elsewhere.example/${organization}/campaign/mcx/${orderEvent}/${message.PKey}`;
		const { requests, error } = await get({}, byUrl(url));

		expect(error?.message).toContain('leads away');
		expect(requests).toEqual([]);
	});

	it.each<[string, object, INodeParameters, RegExp]>([
		['nothing', { PKey: '' }, {}, /^'Event' is empty$/],
		['no PKey', { PKey: 'O-1' }, {}, /^'Event' is neither the PKey nor the URL of a message$/],
		['no ID of an event', { PKey: '@abc' }, { eventId: '={{ "" }}' }, /^'Event ID' is empty$/],
		[
			'another ID',
			{ PKey: '@abc' },
			{ eventId: 'order' },
			/^'Event ID' is not the ID of an event$/,
		],
		[
			'a center with a slash',
			{ PKey: '@abc' },
			{ messageCenter: 'a/b' },
			/^'Message Center' is not/,
		],
		[
			'the address of a profile',
			{},
			byUrl('https://mc.adobe.io/acme/campaign/profileAndServices/profile/@abc'),
			/^'Event' is neither/,
		],
		[
			'the address of the event',
			{},
			byUrl('https://mc.adobe.io/acme/campaign/mcacme/EVTorder'),
			/^'Event' is neither/,
		],
		[
			'an address with a question',
			{},
			byUrl('https://mc.adobe.io/acme/campaign/mcacme/EVTorder/@abc?x=1'),
			/^'Event' is neither/,
		],
	])('refuses without a request %s', async (_case, item, changes, text) => {
		const { requests, error } = await get(item, changes);

		expect(error?.message).toMatch(text);
		expect(requests).toEqual([]);
	});

	it('of one that is not there fails, or returns an empty item', async () => {
		const failed = await get({ PKey: GONE });
		const empty = await get({ PKey: GONE }, { options: { ifNotFound: 'empty' } });

		expect(failed.error?.message).toMatch(
			/^(This event has no message with this PKey|The message was not found|Campaign refused the message)/,
		);
		expect(failed.error?.description).toContain("'Event'");
		expect(empty.items.map(({ json }) => json)).toEqual([{}]);
	});

	it('may be given another message center', async () => {
		control(organization).reset({ messageCenter: 'globex' });
		const { PKey } = control(organization).put({ email: 'ines@example.com' }, orderEvent);

		for (const messageCenter of ['globex', 'mcglobex']) {
			const { items, requests } = await get({ PKey }, { messageCenter });
			expect(items[0].json).toMatchObject({ PKey });
			expect(requests[0].path).toContain(`/campaign/mcglobex/${orderEvent}/`);
		}
	});

	it('of an event that is not published names what to look at', async () => {
		const { error } = await get({ PKey: message.PKey }, { eventId: 'EVTunknown' });

		expect(error?.message).toBe('Campaign has no published event of this ID');
		expect(error?.description).toContain("'Message Center'");
	});
});
