import type { INodeParameters } from 'n8n-workflow';

import { type Harness, startHarness } from '../../workflow/harness';
import { by, get, update, values } from '../../workflow/parameters';
import { keyOfAmy } from '../caller';
import { FULL_PROFILE } from './examples/profiles';
import { type PrintedRefusal, STANDARD_REFUSALS, V8_REFUSALS } from './examples/refusals';

let harness: Harness;

beforeAll(async () => {
	harness = await startHarness();
});

afterAll(async () => await harness.close());

/** The node's message for each of Adobe's printed refusals. */
const MESSAGES: Record<string, string> = {
	'a malformed PKey, in a GET': 'This Campaign instance has no such PKey',
	'a malformed PKey, in a PATCH': 'This Campaign instance has no such PKey',
	'a raw key that does not exist': 'The profile was not found',
	'a raw key in the URI and another in the body':
		'A profile that is chosen by its custom key cannot be given another one',
	'a unique key that another profile has': 'Another profile already has this key',
	'a value outside an enumeration': "Campaign does not accept the value of 'gender'",
	'a read-only field': "Campaign computes 'age' itself",
	'a property that does not exist': "'nope' is not a field of this profile",
	'a custom field on profileAndServices': "'cusPoints' is not a field of this profile",
	'text in a one-byte field': 'A value has another type than its field',
	'parts of the location in a PATCH':
		'Campaign v8 does not update the postal address through its API',
	'the time zone on profileAndServices': "'timeZone' is not a field of this profile",
};

/** The locator and the endpoint for the address of a printed request. */
function target({ request }: PrintedRefusal, organization: string): INodeParameters {
	const [endpoint, , last] = request.path.split('/');
	const key = last.replace('{PKey}', keyOfAmy(harness.sandbox, organization));
	return { ...by(key.startsWith('@') ? 'id' : 'customKey', key), endpoint };
}

const isForNode = ({ name, request }: PrintedRefusal) =>
	name in MESSAGES && request.path.split('/')[1] === 'profile' && typeof request.body !== 'string';

const flat = (body: unknown): Record<string, unknown> =>
	Object.fromEntries(
		Object.entries(body as Record<string, unknown>).flatMap(([name, value]) =>
			typeof value === 'object' && value !== null
				? Object.entries(value).map(([part, inner]) => [`${name}.${part}`, inner])
				: [[name, value]],
		),
	);

describe.each([
	['Campaign Standard', 'node-standard', STANDARD_REFUSALS],
	['Campaign v8', 'node-v8', V8_REFUSALS],
])('%s: the node explains what Adobe prints', (_dialect, organization, refusals) => {
	it.each(refusals.filter(isForNode))('$name ($page)', async (refusal) => {
		const where = target(refusal, organization);
		const { error, requests } = await harness.runNode({
			organization,
			parameters:
				refusal.request.method === 'GET'
					? get(where)
					: update(where, values(flat(refusal.request.body))),
		});

		expect(error?.message).toBe(MESSAGES[refusal.name]);
		expect(requests.at(-1)?.status).toBe(refusal.status);
		expect(error).toMatchObject({ httpCode: String(refusal.status) });
		expect(error?.description).toContain('Request ID: ');
	});
});

it('every refusal that Adobe prints for a profile is covered', () => {
	const covered = [...STANDARD_REFUSALS, ...V8_REFUSALS].filter(isForNode).map(({ name }) => name);

	expect(new Set(covered)).toEqual(new Set(Object.keys(MESSAGES)));
});

describe("Adobe's page 'Updating profiles', step by step", () => {
	const organization = 'updating-profiles';
	const { href, ...printed } = FULL_PROFILE;
	const before = { content: [{ ...printed, href }] };
	const after = { content: [{ ...printed, href, phone: '3301020304' }] };
	const json = (body: unknown) => ({ status: 200, body: JSON.stringify(body) });

	it('the printed answers give the refreshed profile', async () => {
		harness.sandbox.organization(organization).faults([
			{ method: 'GET', respond: json(before) },
			{ method: 'PATCH', respond: json({ PKey: printed.PKey, href }) },
			{ method: 'GET', respond: json(after) },
		]);
		const found = await harness.runNode({
			organization,
			parameters: get(by('id', printed.PKey), { simplify: false }),
		});
		const updated = await harness.runNode({
			organization,
			parameters: update(by('id', printed.PKey), values({ phone: '3301020304' })),
		});

		expect(found.items[0].json).toEqual(before.content[0]);
		expect(updated.items[0].json).toEqual(after.content[0]);
		const [{ method, path, body }] = updated.requests;
		expect([method, path, body]).toEqual([
			'PATCH',
			`/${organization}/campaign/profileAndServices/profile/${printed.PKey}`,
			'{"phone":"3301020304"}',
		]);
	});

	it('the headers are those that Adobe lists', async () => {
		const { requests } = await harness.runNode({
			organization: 'headers',
			parameters: update(by('email', 'amy.dakota@example.com'), values({ phone: '1' })),
		});

		for (const { headers } of requests) {
			expect(headers).toMatchObject({
				authorization: 'present',
				'x-api-key': 'present',
				'cache-control': 'no-cache',
			});
		}
		expect(requests[1].headers['content-type']).toBe('application/json;charset=utf-8');
		expect(requests[0].body).toBe('');
	});
});

it('quoted error texts are explained like plain ones', async () => {
	harness.sandbox.organization('quoted').reset({ errorFraming: 'quoted-json' });

	const { error } = await harness.runNode({
		organization: 'quoted',
		parameters: update(by('email', 'amy.dakota@example.com'), values({ gender: 'invalid' })),
	});

	expect(error?.message).toBe("Campaign does not accept the value of 'gender'");
	expect(error?.description).not.toContain('\\"');
});
