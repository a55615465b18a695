/** Confirm Update, If a Value Was Not Stored, and Add Confirmation Report: what the node says of each value that it wrote. */
import type { INodeParameters } from 'n8n-workflow';

import type { Fault, Settings } from '../../../sandbox/server';
import { amy, by, ext, formField, report, update, upsert, values } from '../parameters';
import { asked } from '../requests';
import { useHarness } from '../suite';

const { harness, control, stored, amyIn } = useHarness();

const phoneForm = [formField('phone', 'string', { displayName: 'Phone' })];

/** Updates Amy by e-mail while the sandbox has these faults. */
async function updateAmy(
	organization: string,
	faults: Fault[],
	fields: INodeParameters,
	...changes: INodeParameters[]
) {
	control(organization).faults(faults);
	return await harness.runNode({
		organization,
		parameters: update(by('email', amy.email), fields, ...changes),
	});
}

describe('Confirm Update: a value that was stored as sent', () => {
	it('is applied, with one read', async () => {
		const { items, hints } = await updateAmy('applied', [], values({ phone: '1' }), report);

		expect(items[0].json.confirmation).toEqual({
			status: 'applied',
			reads: 1,
			fields: [{ field: 'phone', sent: '1', stored: '1', verdict: 'applied' }],
		});
		expect(hints).toEqual([]);
	});

	it('leaves no report in the output without Add Confirmation Report', async () => {
		const { items } = await updateAmy('unreported', [], values({ phone: '1' }));

		expect(items[0].json).not.toHaveProperty('confirmation');
	});
});

describe('Confirm Update: a value that the server rewrote by a rule of its own', () => {
	it.each([
		['letter case', 'firstName', 'amy-LOUISE', 'Amy-Louise'],
		['length', 'firstName', 'A'.padEnd(34, 'x'), 'A'.padEnd(30, 'x')],
	])(
		'%s: is normalized according to the metadata, and shown as a hint',
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

	it('is normalized when the metadata cannot be read and only capital letters differ', async () => {
		const { items } = await updateAmy(
			'rules-unreadable',
			[{ path: 'resourceType', times: 9, respond: { status: 500, body: 'XTK' } }],
			values({ firstName: 'amy' }),
			report,
		);

		// One more read, since the first one may have returned an older value.
		expect(items[0].json).toMatchObject({ confirmation: { status: 'normalized', reads: 2 } });
	});

	it('is different when no rule explains it', async () => {
		const { error } = await updateAmy(
			'unexplained',
			[{ method: 'PATCH', overwrite: { externalId: 'abc' } }],
			values({ externalId: 'ABC' }),
		);

		expect(error?.message).toContain("did not store 'externalId' as sent");
	});
});

describe('Confirm Update: a value that is not stored', () => {
	const discarded: Fault[] = [{ method: 'PATCH', discardWrite: true }];

	it('fails the item after three reads, with what was sent and what is stored', async () => {
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

	it('is output with a hint and a report when If a Value Was Not Stored is Warn', async () => {
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

	it('is applied when the first read was older than the write', async () => {
		const { error, items } = await updateAmy(
			'stale',
			[{ method: 'GET', path: '/profile/@', staleRead: true }],
			values({ phone: '3301020304' }),
			report,
		);

		expect(error).toBeUndefined();
		expect(items[0].json).toMatchObject({ confirmation: { status: 'applied', reads: 2 } });
	});

	it('is different when another client wrote at the same time', async () => {
		const { error } = await updateAmy(
			'overtaken',
			[{ method: 'PATCH', overwrite: { phone: '999' } }],
			values({ phone: '3301020304' }, phoneForm),
		);

		expect(error?.description).toContain('stored "9..." (3 characters)');
	});

	it('is missing when the answer does not have the field at all', async () => {
		const organization = 'missing';
		const [profile] = stored(organization);
		const body = JSON.stringify({ ...profile, phone: undefined });
		const { error } = await updateAmy(
			organization,
			[{ method: 'GET', path: '/profile/@', times: 3, respond: { status: 200, body } }],
			values({ phone: '1' }, phoneForm),
		);

		expect(error?.description).toContain("'Phone' (phone) is not in the profile");
	});
});

describe('Confirm Update: a change of capital letters only', () => {
	const change = async (organization: string, to: string, faults: Fault[]) => {
		control(organization).reset({ smartCase: false });
		control(organization).faults(faults);
		const { PKey } = amyIn(organization);
		return await harness.runNode({
			organization,
			parameters: update(by('id', PKey), values({ lastName: to }), {
				options: { confirmationReport: true },
			}),
		});
	};

	it.each([true, false])('is an error when it was not stored, smartCase %s', async (smartCase) => {
		const organization = `capitals-lost-${smartCase}`;
		control(organization).reset({ smartCase });
		const { PKey } = amyIn(organization);
		// smartCase would not make this of the value that is sent.
		control(organization).put({ PKey, lastName: 'DAKOTA' });
		control(organization).faults([{ method: 'PATCH', discardWrite: true }]);

		const { error } = await harness.runNode({
			organization,
			parameters: update(by('id', PKey), values({ lastName: 'Dakota' })),
		});

		expect(error?.message).toBe(
			"Campaign accepted the update, but did not store 'lastName' as sent",
		);
	});

	it('is read again when the first read returned the old value', async () => {
		const { items } = await change('capitals-stale', 'DAKOTA', [
			{ method: 'GET', staleRead: true },
		]);

		expect(items[0].json).toMatchObject({
			lastName: 'DAKOTA',
			confirmation: { status: 'applied', reads: 2 },
		});
	});
});

describe('Confirm Update: the read after the change', () => {
	const broken: Array<[string, Fault['respond']]> = [
		['a bare 500', { status: 500, body: 'Internal Server Error' }],
		['an empty 500', { status: 500 }],
		['the gateway’s 500', { status: 500, body: '{"code":500, "message":"Oops."}' }],
		['a page of a proxy', { status: 200, body: '<html>Sign in</html>' }],
		['nothing', { status: 200 }],
	];

	it.each(broken)('is repeated after %s', async (name, respond) => {
		const organization = `read-${broken.findIndex(([one]) => one === name)}`;
		control(organization).faults([{ method: 'GET', respond } as Fault]);

		const { items, requests } = await harness.runNode({
			organization,
			parameters: update(by('id', amyIn(organization).PKey), values({ phone: '1' })),
		});

		expect(items[0].json.phone).toBe('1');
		expect(asked(requests)).toEqual(['PATCH', 'GET', 'GET']);
	});

	it('that always fails is a hint with Warn, and an error without it', async () => {
		const organization = 'unreadable';
		const { PKey } = amyIn(organization);
		const run = async (onMismatch: string) => {
			control(organization).faults([{ method: 'GET', times: 99, respond: { status: 500 } }]);
			return await harness.runNode({
				organization,
				parameters: update(by('id', PKey), values({ phone: '1' }), {
					options: { onMismatch, confirmationReport: true },
				}),
			});
		};
		const warned = await run('warn');
		const failed = await run('error');

		expect(warned.error).toBeUndefined();
		expect(warned.items[0].json).toMatchObject({
			PKey,
			confirmation: { status: 'missing', reads: 0 },
		});
		expect(warned.hints.map(({ message }) => message).join()).toContain('could not be read back');
		expect(failed.error?.message).toContain('could not be read back');
	});

	it('is not sent for a new profile when Confirm Update is off', async () => {
		const { items, requests } = await harness.runNode({
			organization: 'unjudged',
			parameters: upsert(
				ext,
				{ matchValue: 'new@example.com', confirmUpdate: false },
				values({ email: 'new@example.com', cusCardCode: 'A'.repeat(30) }),
			),
		});

		expect(items[0].json).toMatchObject({ operation: 'created', cusCardCode: 'A'.repeat(20) });
		expect(asked(requests)).toEqual(['GET', 'POST']);
	});
});

it('Confirm Update: an error of the read after the change says that the change was accepted', async () => {
	const { error } = await updateAmy(
		'vanished',
		[
			{
				method: 'GET',
				skip: 1,
				respond: { status: 404, body: 'Unable to find document with path' },
			},
		],
		values({ phone: '1' }),
	);

	expect(error?.message).toBe(
		'The change was accepted, but the profile could not be read back to confirm it',
	);
	expect(error?.description).toMatch(/^The profile was not found\./);
});

const longNote = `${'x'.repeat(254)}😀 and more`;

describe('Confirm Update: a value that differs by a known rule is normalized, after one read:', () => {
	/** Stored by the server right after the write. */
	it.each<[string, string, unknown, string | number, Partial<Settings>]>([
		['another small sigma', 'firstName', 'ΑΛΕΞΗΣ', 'Αλεξησ', {}],
		['the sigma of the end', 'firstName', 'ΑΛΕΞΗΣ', 'Αλεξης', {}],
		['a text cut in an emoji', 'cusNote', longNote, `${'x'.repeat(254)}\ufffd`, {}],
		['a text cut before an emoji', 'cusNote', longNote, 'x'.repeat(254), {}],
		['single precision', 'cusScore', 19.99, Math.fround(19.99), {}],
		['the last bit', 'cusScore', 0.3, 0.1 + 0.2, {}],
		['a plain apostrophe', 'lastName', 'O’Neil', "O'Neil", {}],
	])('%s', async (_rule, field, sent, kept, settings) => {
		const organization = 'normalized';
		control(organization).reset(settings);
		control(organization).faults([{ method: 'PATCH', overwrite: { [field]: kept } }]);

		const { items, error, requests } = await harness.runNode({
			organization,
			items: [{ sent: sent as string }],
			parameters: update(
				by('email', amy.email),
				ext,
				report,
				values({ [field]: '={{ $json.sent }}' }, []),
			),
		});

		expect(error).toBeUndefined();
		expect(items[0].json.confirmation).toMatchObject({ status: 'normalized', reads: 1 });
		expect(requests.filter(({ method }) => method === 'PATCH')).toHaveLength(1);
	});

	it('whole seconds', async () => {
		const organization = 'seconds';
		control(organization).reset({ dateTimePrecision: 'seconds' });

		const { items } = await harness.runNode({
			organization,
			parameters: update(
				by('email', amy.email),
				ext,
				report,
				values({ cusLastContact: '={{ $now.set({ millisecond: 569 }) }}' }, []),
			),
		});

		expect(items[0].json.confirmation).toMatchObject({ status: 'normalized', reads: 1 });
	});

	it.each<[string, Partial<Settings>, Record<string, unknown>]>([
		['apostrophes', { apostrophes: 'plain' }, { lastName: 'O’Neil' }],
		['single precision', { numberPrecision: 'single' }, { cusScore: 19.99 }],
	])('by an instance that has the rule: %s', async (_rule, settings, fields) => {
		const organization = 'ruled';
		control(organization).reset(settings);

		const { items } = await harness.runNode({
			organization,
			parameters: update(by('email', amy.email), ext, report, values(fields, [])),
		});

		expect(items[0].json.confirmation).toMatchObject({ status: 'normalized', reads: 1 });
	});
});

it.each<[string, string, unknown, string | number]>([
	['an accent that is gone', 'firstName', 'Zoé', 'Zoe'],
	['an apostrophe that is gone', 'lastName', 'O’Neil', 'ONeil'],
	['a cut that is too short', 'cusNote', longNote, 'x'.repeat(200)],
	['a cut key', 'cusCardCode', 'ABC-123456', 'ABC-1234'],
	['a cent', 'cusScore', 19.99, 19.98],
	['another second', 'cusLastContact', '2024-05-06T07:08:09Z', '2024-05-06 07:08:10.000Z'],
])(
	'Confirm Update: a value that differs by no known rule is different: %s',
	async (_case, field, sent, kept) => {
		const organization = 'different';
		control(organization).reset();
		control(organization).faults([{ method: 'PATCH', overwrite: { [field]: kept } }]);

		const { error } = await harness.runNode({
			organization,
			items: [{ sent: sent as string }],
			parameters: update(by('email', amy.email), ext, values({ [field]: '={{ $json.sent }}' }, [])),
		});

		expect(error?.message).toMatch(/^Campaign accepted the update, but did not store/);
	},
);

it.each([
	[403, 'You do not have the rights needed to read the profile'],
	[403, '{"error_code":"403024","message":"Not allowed to read the profile"}'],
	[404, 'Unable to find document with path'],
])(
	'Confirm Update: a refusal of the read after the change says that the change was accepted: %s %s',
	async (status, body) => {
		const organization = 'read-back';
		control(organization).reset();
		control(organization).faults([{ method: 'GET', skip: 1, respond: { status, body } }]);

		const { error } = await harness.runNode({
			organization,
			parameters: update(by('email', amy.email), values({ phone: '77' })),
		});

		expect(error?.message).toBe(
			'The change was accepted, but the profile could not be read back to confirm it',
		);
		expect(error?.description).not.toContain('may not change');
		expect(error?.description).toContain(`HTTP status ${status}`);
		expect(amyIn(organization).phone).toBe('77');
	},
);
