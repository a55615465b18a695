import type { INodeParameters } from 'n8n-workflow';

import type { Fault } from '../../sandbox/server';
import { type Harness, startHarness } from './harness';
import { amy, by, formField, update, values } from './parameters';

let harness: Harness;

beforeAll(async () => {
	harness = await startHarness();
});

afterAll(async () => await harness.close());

const phoneForm = [formField('phone', 'string', { displayName: 'Phone' })];

/** Updates Amy by e-mail while the server behaves as told. */
async function updateAmy(
	organization: string,
	faults: Fault[],
	fields: INodeParameters,
	...changes: INodeParameters[]
) {
	harness.sandbox.organization(organization).faults(faults);
	return await harness.runNode({
		organization,
		parameters: update(by('email', amy.email), fields, ...changes),
	});
}

const report = { options: { confirmationReport: true } };

const asked = (requests: Array<{ method: string; path: string }>) =>
	requests.map(({ method, path }) => (path.includes('resourceType') ? 'metadata' : method));

describe('A value that was stored as sent', () => {
	it('is applied, with one read', async () => {
		const { items, hints } = await updateAmy('applied', [], values({ phone: '1' }), report);

		expect(items[0].json.confirmation).toEqual({
			status: 'applied',
			reads: 1,
			fields: [{ field: 'phone', sent: '1', stored: '1', verdict: 'applied' }],
		});
		expect(hints).toEqual([]);
	});

	it('leaves no report in the output unless it is asked for', async () => {
		const { items } = await updateAmy('unreported', [], values({ phone: '1' }));

		expect(items[0].json).not.toHaveProperty('confirmation');
	});
});

describe('A value that the server rewrote by its own rule', () => {
	it.each([
		['letter case', 'firstName', 'amy-LOUISE', 'Amy-Louise'],
		['length', 'firstName', 'A'.padEnd(34, 'x'), 'A'.padEnd(30, 'x')],
	])(
		'%s: is normalized, explained by the metadata, and shown as a hint',
		async (_rule, id, sent, kept) => {
			const { items, hints, requests } = await updateAmy(
				`normalized-${_rule.replace(' ', '-')}`,
				[],
				values({ [id]: sent }, [formField(id, 'string', { displayName: 'First name' })]),
				report,
			);

			expect(items[0].json).toMatchObject({
				[id]: kept,
				confirmation: { status: 'normalized', reads: 1 },
			});
			expect(asked(requests)).toEqual(['GET', 'PATCH', 'GET', 'metadata']);
			expect(hints.map(({ message }) => message)).toEqual([
				"Campaign stored 'First name' in a form of its own (capital letters, spaces, number format or length)",
			]);
		},
	);

	it('is one hint and one metadata request for many items', async () => {
		const { hints, requests } = await harness.runNode({
			organization: 'normalized-many',
			items: [{ name: 'amy' }, { name: 'AMY' }, { name: 'aMY' }],
			parameters: update(by('email', amy.email), values({ firstName: '={{ $json.name }}' })),
		});

		expect(asked(requests).filter((request) => request === 'metadata')).toHaveLength(1);
		expect(hints).toHaveLength(1);
		expect(hints[0].message).toContain('(3 items)');
	});

	it('is put down to a rule when the rules cannot be read and only letter case differs', async () => {
		const { items } = await updateAmy(
			'rules-unreadable',
			[{ path: 'resourceType', times: 9, respond: { status: 500, body: 'XTK' } }],
			values({ firstName: 'amy' }),
			report,
		);

		// One more, since it may be an older value.
		expect(items[0].json).toMatchObject({ confirmation: { status: 'normalized', reads: 2 } });
	});

	it('is never taken for applied when the rule does not explain it', async () => {
		const { error } = await updateAmy(
			'unexplained',
			[{ method: 'PATCH', overwrite: { externalId: 'abc' } }],
			values({ externalId: 'ABC' }),
		);

		expect(error?.message).toContain("did not store 'externalId' as sent");
	});
});

describe('A value that is not stored', () => {
	const discarded: Fault[] = [{ method: 'PATCH', discardWrite: true }];

	it('fails the item after three reads and says what was sent and what is stored', async () => {
		const { error, items, requests } = await updateAmy(
			'lost',
			discarded,
			values({ phone: '3301020304' }, phoneForm),
		);

		expect(items).toEqual([]);
		expect(asked(requests)).toEqual(['GET', 'PATCH', 'GET', 'metadata', 'GET', 'GET']);
		expect(error?.message).toBe("Campaign accepted the update, but did not store 'Phone' as sent");
		expect(error?.description).toContain(
			`'Phone' (phone): sent "33...04" (10 characters), stored "33...00" (10 characters).`,
		);
		expect(error?.description).toContain("'If a Value Was Not Stored'");
	});

	it('is output with a hint and a report when a warning is enough', async () => {
		const { error, items, hints } = await updateAmy(
			'warned',
			discarded,
			values({ phone: '3301020304' }, phoneForm),
			{ options: { onMismatch: 'warn', confirmationReport: true } },
		);

		expect(error).toBeUndefined();
		expect(items[0].json).toMatchObject({
			phone: '3301020300',
			confirmation: {
				status: 'different',
				reads: 3,
				fields: [
					{ field: 'phone', sent: '3301020304', stored: '3301020300', verdict: 'different' },
				],
			},
		});
		expect(hints.map(({ message }) => message)).toEqual([
			"Campaign accepted the update, but did not store 'Phone' as sent. See 'Add Confirmation Report' in Options",
		]);
	});

	it('counts as stored when only the read was older than the write', async () => {
		const { error, items } = await updateAmy(
			'stale',
			[{ method: 'GET', path: '/profile/@', staleRead: true }],
			values({ phone: '3301020304' }),
			report,
		);

		expect(error).toBeUndefined();
		expect(items[0].json).toMatchObject({ confirmation: { status: 'applied', reads: 2 } });
	});

	it('is different when somebody else wrote at the same time', async () => {
		const { error } = await updateAmy(
			'overtaken',
			[{ method: 'PATCH', overwrite: { phone: '999' } }],
			values({ phone: '3301020304' }, phoneForm),
		);

		expect(error?.description).toContain('stored "9..." (3 characters)');
	});

	it('is missing when the answer does not have the field at all', async () => {
		const organization = 'missing';
		const [profile] = harness.sandbox.organization(organization).profiles();
		const body = JSON.stringify({ ...profile, phone: undefined });
		const { error } = await updateAmy(
			organization,
			[{ method: 'GET', path: '/profile/@', times: 3, respond: { status: 200, body } }],
			values({ phone: '1' }, phoneForm),
		);

		expect(error?.description).toContain("'Phone' (phone) is not in the profile");
	});
});
