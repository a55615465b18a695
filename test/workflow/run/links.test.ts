/** Campaign's own links: behind a proxy, in lists with unusual pages, and in keys that look like names. */
import type { INodeParameters } from 'n8n-workflow';
import { createServer, request as forward, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import type { Settings } from '../../../sandbox/server';
import { amy, by, ext, get, getAll, update, upsert, values } from '../parameters';
import { writes } from '../requests';
import { useHarness } from '../suite';

const { harness, control, amyIn } = useHarness();

let proxy: Server;

const ALL = { returnAll: true, options: { pageSize: 25 } };

/** The proxy's path before the organization. */
const PREFIX = '/adobe/api';

beforeAll(async () => {
	const target = new URL(harness.sandbox.url);
	proxy = createServer((incoming, outgoing) => {
		const { method, headers, url = '' } = incoming;
		if (!url.startsWith(`${PREFIX}/`)) {
			outgoing.writeHead(404).end();
			return;
		}
		const path = url.slice(PREFIX.length);
		const passed = forward(
			{ hostname: target.hostname, port: target.port, method, headers, path },
			(answer) => {
				outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
				answer.pipe(outgoing);
			},
		);
		incoming.pipe(passed);
	});
	await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
});

afterAll(() => {
	proxy.close();
});

const LINKS: Array<Settings['linkHost']> = ['asCalled', 'adobe', 'none'];

describe.each(LINKS)('Base URL of a proxy with a path, links that name the host %s', (linkHost) => {
	const behind = async (parameters: INodeParameters) => {
		const organization = `proxied-${linkHost}`;
		control(organization).reset({ linkHost, people: 60 });
		const { port } = proxy.address() as AddressInfo;
		return await harness.runNode({
			organization,
			credentials: harness.credentials(organization, 'accessToken', {
				baseUrl: `http://127.0.0.1:${port}${PREFIX}/`,
			}),
			parameters,
		});
	};

	it('are followed through the proxy, page by page', async () => {
		const { items, error } = await behind(getAll(ALL));

		expect(error).toBeUndefined();
		expect(items).toHaveLength(60);
	});

	it('may be used as Profile, By URL', async () => {
		const organization = `proxied-${linkHost}`;
		control(organization).reset({ people: 1 });
		const href = `https://mc.adobe.io/${organization}/campaign/profileAndServices/profile/${amyIn(organization).PKey}`;

		const { items } = await behind(update(by('url', href), values({ phone: '1' })));

		expect(items[0].json.phone).toBe('1');
	});

	it('of another organization are refused', async () => {
		const { error, requests } = await behind(
			get(by('url', 'https://mc.adobe.io/other/campaign/profileAndServices/profile/@abc')),
		);

		expect(error?.message).toContain('leads away from your Campaign organization');
		expect(requests).toEqual([]);
	});
});

describe('Get Many with a page that is empty, repeated, or in a circle', () => {
	it.each(['empty', 'repeat'] as const)('reads the list to its end: %s', async (next) => {
		const organization = `pages-${next}`;
		control(organization).reset({ people: 60 });
		control(organization).faults([{ skip: 1, times: 3, next }]);

		const { items, error } = await harness.runNode({ organization, parameters: getAll(ALL) });

		expect(error).toBeUndefined();
		expect(new Set(items.map(({ json }) => json.PKey)).size).toBe(60);
		expect(items).toHaveLength(60);
	});

	it('is an error for a circle', async () => {
		control('pages-circle').reset({ people: 60 });
		control('pages-circle').faults([{ skip: 1, times: 99, next: 'circle' }]);

		const { error } = await harness.runNode({
			organization: 'pages-circle',
			parameters: getAll(ALL),
		});

		expect(error?.message).toContain('leads in a circle');
	});
});

describe('Create or Update, the search for the profile', () => {
	const byFilter = upsert(
		ext,
		{
			matchBy: 'customFilter',
			filterName: 'byCustomerId',
			filterParameter: 'customerid_parameter',
			matchValue: amy.customKey,
		},
		values({ cusCustomerId: amy.customKey, phone: '1' }),
	);
	const pageOf = (content: object[], next?: string) => ({
		status: 200,
		body: JSON.stringify({ content, ...(next && { next: { href: next } }) }),
	});

	it('by filter reads on after an empty first page', async () => {
		const organization = 'empty-first';
		const next = `profileAndServicesExt/profile/byCustomerId?customerid_parameter=${amy.customKey}&again=1`;
		control(organization).faults([{ path: 'byCustomerId?', respond: pageOf([], next) }]);

		const { items, requests } = await harness.runNode({ organization, parameters: byFilter });

		expect(items[0].json.operation).toBe('updated');
		expect(writes(requests).map(({ method }) => method)).toEqual(['PATCH']);
	});

	it.each<[string, INodeParameters, string]>([
		['filter', byFilter, 'byCustomerId?'],
		['e-mail', upsert({ matchValue: amy.email }, values({ phone: '1' })), 'byEmail'],
	])('by %s counts a profile once that the page has twice', async (way, parameters, path) => {
		const organization = `comes-twice-${way}`;
		const record = amyIn(organization);
		control(organization).faults([{ path, respond: pageOf([record, record]) }]);

		const { items, error } = await harness.runNode({ organization, parameters });

		expect(error).toBeUndefined();
		expect(items[0].json).toMatchObject({ operation: 'updated', PKey: record.PKey });
	});
});

describe('A custom key that is the name of a filter', () => {
	const namesakes = (organization: string, key: string) => {
		control(organization).reset();
		// The only profile of that list; it even has the word as a value.
		const record = { ...amyIn(organization), cusLoyaltyTier: key };
		control(organization).faults([
			{
				method: 'GET',
				path: `/profile/${key}`,
				respond: { status: 200, body: JSON.stringify({ content: [record] }) },
			},
		]);
	};

	it.each<[string, INodeParameters]>([
		['Get', get(by('customKey', 'LoyaltyTier'), ext)],
		[
			'Dry Run',
			update(by('customKey', 'LoyaltyTier'), ext, values({ phone: '1' }), {
				options: { dryRun: true },
			}),
		],
		['Delete', { operation: 'delete', ...ext, ...by('customKey', 'LoyaltyTier'), options: {} }],
		[
			'Create or Update',
			upsert(ext, { matchBy: 'customKey', matchValue: 'LoyaltyTier' }, values({ phone: '1' })),
		],
	])('is refused in v8, which returns a list for it: %s', async (name, parameters) => {
		const organization = `namesake-${name.split(' ').join('-')}-v8`;
		namesakes(organization, 'LoyaltyTier');

		const { error, requests } = await harness.runNode({ organization, parameters });

		expect(error?.message).toBe(
			'Campaign returned something else than the profile with this custom key',
		);
		expect(writes(requests)).toEqual([]);
	});

	it('is a key when the instance has no such name', async () => {
		const organization = 'wrapped-v8';
		control(organization).reset({ wrapSingle: true });
		control(organization).put({ PKey: amyIn(organization).PKey, cusCustomerId: 'Gold' });

		const { items } = await harness.runNode({
			organization,
			parameters: get(by('customKey', 'Gold'), ext),
		});

		expect(items[0].json.email).toBe(amy.email);
	});
});

it('Profile refuses an e-mail with half of an emoji', async () => {
	const { error, requests } = await harness.runNode({
		organization: 'half',
		items: [{ email: 'amy\ud83d@example.com' }],
		parameters: get(by('email', '={{ $json.email }}')),
	});

	expect(error?.description).toContain('half of a character');
	expect(requests).toEqual([]);
});
