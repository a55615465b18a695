import type { IDataObject, IHttpRequestOptions } from 'n8n-workflow';

import { CAMPAIGN_NODE, PROFILE_NODE } from '../../../../../nodes/AdobeCampaign/resources';
import { execute } from '../../../../../nodes/AdobeCampaign/resources/execute';
import type { Resource } from '../../../../../nodes/AdobeCampaign/resources/resource';
import { addressIn } from '../../../../../nodes/AdobeCampaign/transport/urls';
import { LOST, shortenPauses, type Reply } from '../campaign';
import { contextOf } from '../context';

/**
 * No request of this package can delete a service: its subscriptions would be gone with it. Adobe's page on deleting
 * subscriptions prints such a request by mistake.
 */

shortenPauses();

const NODES = [PROFILE_NODE, CAMPAIGN_NODE];

/** Each operation, with the resources of its node. */
const OPERATIONS = NODES.flatMap((resources) =>
	resources.flatMap(({ value: resource, operations }) =>
		operations.map(({ value }): [string, string, Resource[]] => [resource, value, resources]),
	),
);

const ROOT = '/acme/campaign/';
const HOME = `https://mc.adobe.io${ROOT}`;
const SERVICE = 'profileAndServices/service/@s';
const OWN_ROW = 'profileAndServices/profile/@p2/subscriptions/@u1';

/** A percent sign and what stands behind it, as a server on the way may read it, however often it was encoded. */
function decodedFully(text: string): string {
	let read = text;
	for (let times = 0; times < 5; times += 1) read = read.replace(/%([\da-f]{2})/gi, decodedByte);
	return read;
}
const decodedByte = (_: string, hex: string) => String.fromCharCode(parseInt(hex, 16));

/** The parts of the path that is sent, and those that a server takes it for that decodes it once more. */
function pathsOf(url: string): string[][] {
	const partsOf = (path: string) =>
		new URL(path.replace(/\\/g, '/'), 'https://mc.adobe.io').pathname.split('/').filter(Boolean);
	const { pathname } = new URL(url);
	return [partsOf(pathname), partsOf(decodedFully(pathname))];
}

/** Whether the record at the end of a path is a service, however its last parts are written. */
const isService = (parts: string[]) => parts.at(-2)?.toLowerCase() === 'service';

/** What Campaign answers in one run. */
interface Hostile {
	/** The `href` of the subscription of the profile with this number. */
	hrefs: string[];
	/** The PKey of each profile and service that is found otherwise than by PKey. */
	PKey: string;
	/** What comes to the first DELETE of an address. */
	first: Reply;
}

const PLAIN: Hostile = { hrefs: [`${HOME}${OWN_ROW}`], PKey: '@s', first: { status: 204 } };

/**
 * A Campaign whose every record is a profile, a service and a subscription at once, and whose links lead where they please.
 * Profile `@7` has the subscription number 7.
 */
function hostileCampaign({ hrefs, PKey, first }: Hostile) {
	const deleted: string[] = [];
	const recordAt = (key: string, number = Number(key.slice(1)) || 0): IDataObject => ({
		PKey: key.startsWith('@') ? key : PKey,
		name: 'SVC1',
		label: 'Garden News',
		email: 'amy@example.com',
		cusId: key,
		href: hrefs[number],
		activities: { activity: { signal1: { trigger: { href: hrefs[number] } } } },
		serviceName: 'SVC1',
		service: { PKey, name: 'SVC1' },
		subscriber: { PKey },
		subscriptions: { href: `${HOME}profileAndServices/profile/@${number}/subscriptions/` },
		events: { href: hrefs[number] },
	});
	const request = async ({ method, url, body: sent }: IHttpRequestOptions) => {
		const answer = (body: unknown) => ({
			statusCode: 200,
			headers: {},
			body: JSON.stringify(body),
		});
		if (method === 'DELETE') {
			const isFirst = !deleted.includes(url);
			deleted.push(url);
			if (isFirst && first instanceof Error) throw first;
			const { status } = isFirst ? (first as { status: number }) : { status: 204 };
			return { statusCode: status, headers: {}, body: '' };
		}
		const [path] = url.split('?');
		const [last, before] = path.split('/').filter(Boolean).reverse();
		const isList = /^(?:profile|service|by\w+)$/.test(last);
		if (before === 'resourceType') return answer({ content: {} });
		if (last === 'subscriptions') return answer({ content: [recordAt(before)] });
		if (method === 'GET' && isList) return answer({ content: [recordAt(last)] });
		const record = recordAt(decodeURIComponent(last));
		return await Promise.resolve(answer({ ...record, ...(sent as object) }));
	};
	return { deleted, request };
}

/** What the form holds: enough for every operation to get as far as it can. */
const formOf = (resource: string, operation: string, more: IDataObject): IDataObject => ({
	authentication: 'accessToken',
	resource,
	operation,
	endpoint: 'profileAndServices',
	simplify: true,
	returnAll: false,
	limit: 5,
	filterBy: 'none',
	matchBy: 'email',
	matchValue: 'amy@example.com',
	confirmUpdate: false,
	subscriptionsOf: 'profile',
	fields: { mappingMode: 'defineBelow', value: { phone: '1' }, schema: [] },
	profile: { mode: 'id', value: '@0' },
	service: { mode: 'id', value: '@s' },
	customResource: { mode: 'name', value: 'cusOrder' },
	record: { mode: 'id', value: '@0' },
	workflow: '@s',
	source: 'n8n',
	specifyParameters: 'json',
	parametersJson: '{}',
	eventId: 'EVTorder',
	event: { mode: 'id', value: '@e' },
	email: 'amy@example.com',
	specifyContext: 'json',
	contextJson: '{}',
	options: { maxWait: 0 },
	...more,
});

type Case = (typeof OPERATIONS)[number];

/**
 * The addresses that a run asked to delete.
 *
 * @param values what the expression `=value` in the form is, item by item
 */
async function deletedBy(
	[resource, operation, resources]: Case,
	hostile: Partial<Hostile>,
	form: IDataObject = {},
	values: string[] = [''],
): Promise<string[]> {
	const { deleted, request } = hostileCampaign({ ...PLAIN, ...hostile });
	const context = contextOf({
		parameters: formOf(resource, operation, form),
		expressions: { '=value': (index: number) => values[index] },
		items: values.map(() => ({})),
		request,
		continueOnFail: true,
	});
	await execute(context, resources);
	return deleted;
}

function expectNoService(deleted: string[]) {
	for (const url of deleted) {
		expect([url, addressIn(url)?.name]).toEqual([
			url,
			expect.stringMatching(/^(?:profile|subscriptions|cusOrder)$/),
		]);
		expect([url, pathsOf(url).filter(isService)]).toEqual([url, []]);
	}
}

/** Addresses of a service, and those that a server on the way may read as one. */
const DISGUISES = [
	SERVICE,
	`/${SERVICE}`,
	`${HOME}${SERVICE}`,
	`${ROOT}${SERVICE}`,
	`${HOME}${SERVICE}/`,
	`${HOME}profileAndServices/service/%40s`,
	`${HOME}profileAndServices/service/SVC1`,
	`${HOME}profileAndServices/Service/@s`,
	`${HOME}profileAndServicesExt/service/@s`,
	`${HOME}profileAndServices/ser\tvice/@s`,
	`${HOME}profileAndServices\\service\\@s`,
	`${HOME}profileAndServices/%73ervice/@s`,
	`${HOME}profileAndServices/service/subscriptions/`,
	// One of Adobe's samples lacks the part campaign.
	`https://mc.adobe.io/acme/${SERVICE}`,
	`/acme/${SERVICE}`,
	`https://mc.adobe.io/acme/${SERVICE}%3F/campaign/subscriptions/@u1`,
	...['?', '#', ';', '%3F', '%23', '%00', '%253F', '%3F/campaign'].flatMap((sign) =>
		[
			`${SERVICE}${sign}/profileAndServices/profile/@p`,
			`${SERVICE}${sign}/subscriptions/@u1`,
			`${SERVICE}/subscriptions/@u1${sign}/../..`,
		].map((path) => `${HOME}${path}`),
	),
	...['..', '.%2e', '%2e%2e', '%252e%252e'].flatMap((up) =>
		['/', '%2f', '\\', '%5c', '%252F'].flatMap((slash) =>
			[
				['profileAndServices/profile', up, 'service', '@s'],
				['profileAndServices/profile/@p', up, up, 'service', '@s'],
				[`${SERVICE}/subscriptions`, up],
				[`${SERVICE}/subscriptions/@u1`, up, up],
				[OWN_ROW, up, up, up, up, 'service', '@s'],
			].map((parts) => `${HOME}${parts.join(slash)}`),
		),
	),
];

const NUMBERS = DISGUISES.map((_, number) => `@${number}`);
const CHOSEN = [...DISGUISES, '../service/@s', '@p/../../service/@s', '@s', 'SVC1', '..', '.'];

/** The operations that send a DELETE. The first test finds each one that is not named here. */
const DELETING = OPERATIONS.filter(([resource, operation]) =>
	['profile: delete', 'subscription: unsubscribe', 'customResource: delete'].includes(
		`${resource}: ${operation}`,
	),
);

/** Custom resources are deleted under a name that the form gives. */
const [DELETE_RECORD] = DELETING.filter(([resource]) => resource === 'customResource');

/** What stands for other resources than custom ones, and what a server on the way may read so. */
const OTHER_NAMES = [
	'profile',
	'service',
	'Service',
	'cusOrder/../service',
	'cusOrder/..',
	'..',
].flatMap((name) => [
	...['', 'profileAndServices/', 'profileAndServicesExt/', 'customResources/'].map(
		(family) => `${family}${name}`,
	),
	...['/', '?', '#', '%2f', '\\', '\n', ';'].flatMap((sign) => [
		`${name}${sign}cusOrder`,
		`cusOrder${sign}${name}`,
		`cus${sign}../${name}`,
	]),
]);

describe('No request deletes a service', () => {
	it.each(OPERATIONS)('of %s: %s', async (...operation) => {
		const deleted = await deletedBy(operation, {});

		// Without a DELETE the rest would prove nothing.
		expect(deleted.length > 0).toBe(
			DELETING.some((one) => one[0] === operation[0] && one[1] === operation[1]),
		);
		expectNoService(deleted);
	});

	it.each(OPERATIONS)('of %s: %s, with links that lead to one', async (...operation) => {
		const form = { profile: { mode: 'id', value: '=value' } };
		expectNoService(await deletedBy(operation, { hrefs: DISGUISES }, form, NUMBERS));
	});

	it.each(DELETING)(
		'of %s: %s, with such links and a first DELETE without an answer',
		async (...operation) => {
			const form = { profile: { mode: 'id', value: '=value' } };
			for (const first of [{ status: 503 }, LOST]) {
				expectNoService(await deletedBy(operation, { hrefs: DISGUISES, first }, form, NUMBERS));
			}
		},
	);

	it.each(DELETING)('of %s: %s, with choices that lead to one', async (...operation) => {
		for (const mode of ['id', 'url', 'customKey']) {
			for (const endpoint of ['profileAndServices', 'profileAndServicesExt']) {
				const profile = { mode, value: '=value' };
				expectNoService(await deletedBy(operation, {}, { endpoint, profile }, CHOSEN));
			}
		}
	});

	it('of a custom resource, whatever name it has', async () => {
		const customResource = { mode: 'name', value: '=value' };

		expect(await deletedBy(DELETE_RECORD, {}, { customResource }, OTHER_NAMES)).toEqual([]);
		const chosen = ['customResources/cusOrder', 'profileAndServicesExt/cusOrder', 'cusOrder'];
		const deleted = await deletedBy(DELETE_RECORD, {}, { customResource }, chosen);
		expect(deleted).toHaveLength(3);
		expectNoService(deleted);
	});

	it('of a custom resource, whatever record is chosen', async () => {
		const profiles = DISGUISES.map((one) => one.replace(/service/gi, 'profile'));
		const others = [...CHOSEN, ...profiles, `${HOME}profileAndServices/cusOrder/@1`];
		const inside = ['', '/../service/@s', '%2f..%2fservice%2f@s', '?/service/@s', '#/service/@s'];
		const own = inside.map((end) => `${HOME}profileAndServicesExt/cusOrder/@1${end}`);
		for (const mode of ['id', 'url', 'acsId']) {
			const record = { mode, value: '=value' };
			const deleted = await deletedBy(DELETE_RECORD, {}, { record }, [...others, ...own]);
			// All others are refused, or read as a key of the chosen resource.
			expect(deleted.map((url) => addressIn(url)?.name)).not.toContain('profile');
			expectNoService(deleted);
		}
	});

	it.each(DELETING)('of %s: %s, with a PKey that is none', async (...operation) => {
		const odd = ['..', '.', '', '../service/@s', '..\\service\\@s', '%2e%2e/service/@s', '?'];
		for (const PKey of odd) {
			for (const profile of [
				{ mode: 'email', value: 'amy@example.com' },
				{ mode: 'customKey', value: 'C-1' },
			]) {
				const form = { endpoint: 'profileAndServicesExt', profile };
				expectNoService(await deletedBy(operation, { PKey }, form));
			}
		}
	});
});
