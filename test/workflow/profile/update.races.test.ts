/** Update while another client writes the same profile, and Update whose own write may have been stored. */
import type { Fault } from '../../../sandbox/server';
import { nextAnswered } from '../flights';
import { amy, by, clearing, update, upsert, values } from '../parameters';
import { asked, bodies, tooMany, writes } from '../requests';
import { useHarness } from '../suite';

const { harness, control, stored, amyIn } = useHarness();

/** Changes what is stored as soon as the node's first request with that method has been answered or cut off. */
async function meanwhile(organization: string, method: string, change: () => void) {
	await nextAnswered(organization, method);
	change();
}

describe('Update whose PATCH was refused as too many or lost', () => {
	const begun = () => new Date().toISOString();
	const later = () => new Date(Date.now() + 60_000).toISOString().replace('T', ' ');

	it.each<[string, Fault]>([
		['refused', { method: 'PATCH', respond: tooMany(0) }],
		['lost', { method: 'PATCH', drop: 'beforeWrite' }],
	])('checks Only If Not Modified Since again: %s', async (name, fault) => {
		const organization = `since-${name}`;
		const { PKey } = amyIn(organization);
		control(organization).faults([fault]);

		const running = harness.runNode({
			organization,
			parameters: update(by('id', PKey), values({ phone: '1' }), {
				options: { ifUnmodifiedSince: begun() },
			}),
		});
		await meanwhile(organization, 'PATCH', () =>
			control(organization).put({ PKey, phone: '2', lastModified: later() }),
		);
		const { error, requests } = await running;

		expect(error?.message).toContain('The profile was changed in the meantime');
		expect(amyIn(organization).phone).toBe('2');
		expect(writes(requests)).toHaveLength(1);
		// A lost one may have been this update itself.
		expect(error?.message.includes('nothing was written')).toBe(name === 'refused');
	});

	it('compares again when Only Changed Fields is on', async () => {
		const organization = 'only-changed';
		const { PKey, firstName } = amyIn(organization);
		control(organization).faults([{ method: 'PATCH', respond: tooMany(0) }]);

		const running = harness.runNode({
			organization,
			parameters: update(by('id', PKey), values({ phone: '1', firstName }), {
				options: { onlyChanged: true },
			}),
		});
		await meanwhile(organization, 'PATCH', () =>
			control(organization).put({ PKey, firstName: 'Tara' }),
		);
		const { items, requests } = await running;

		expect(items[0].json).toMatchObject({ updated: true, phone: '1', firstName });
		expect(bodies(requests)).toEqual([{ phone: '1' }, { phone: '1', firstName }]);
	});

	it('sends nothing more when another client has stored the same value', async () => {
		const organization = 'done-already';
		const { PKey } = amyIn(organization);
		control(organization).faults([{ method: 'PATCH', respond: tooMany(0) }]);

		const running = harness.runNode({
			organization,
			parameters: update(by('id', PKey), values({ phone: '1' }), {
				options: { onlyChanged: true },
			}),
		});
		await meanwhile(organization, 'PATCH', () => control(organization).put({ PKey, phone: '1' }));
		const { items, requests } = await running;

		expect(items[0].json.phone).toBe('1');
		expect(writes(requests)).toHaveLength(1);
	});

	it('searches again for the profile that has the e-mail', async () => {
		const organization = 'moved-email';
		const { PKey } = amyIn(organization);
		control(organization).faults([{ method: 'PATCH', respond: tooMany(0) }]);

		const running = harness.runNode({
			organization,
			parameters: update(by('email', amy.email), values({ phone: '1' })),
		});
		let other = '';
		await meanwhile(organization, 'PATCH', () => {
			control(organization).put({ PKey, email: 'amy@elsewhere.example' });
			other = control(organization).put({ email: amy.email }).PKey;
		});
		const { items } = await running;

		expect(items[0].json.PKey).toBe(other);
		expect(amyIn(organization).phone).not.toBe('1');
	});

	it('checks again that the profile still matches, in Create or Update', async () => {
		const organization = 'no-match-now';
		const { PKey } = amyIn(organization);
		control(organization).faults([{ method: 'PATCH', respond: tooMany(0) }]);

		const running = harness.runNode({
			organization,
			parameters: upsert({ matchValue: amy.email }, values({ phone: '1' })),
		});
		await meanwhile(organization, 'PATCH', () =>
			control(organization).put({ PKey, email: 'amy@elsewhere.example' }),
		);

		expect((await running).error?.message).toBe(
			'The profile does not match any more, and nothing was written',
		);
		expect(amyIn(organization).phone).not.toBe('1');
	});

	it('reads the profile again when every request had to wait after the first read', async () => {
		const organization = 'all-waited';
		const { PKey } = amyIn(organization);
		// The read is slow; meanwhile the answer to another item asks all of them to wait.
		control(organization).faults([
			{ skip: 1, method: 'GET', path: PKey.slice(1), delayMs: 300 },
			{ method: 'GET', path: 'nobody', respond: tooMany(1) },
		]);

		const running = harness.runNode({
			organization,
			items: [{ key: PKey }, { key: PKey, isSecond: true }, { key: '@nobody' }],
			parameters: update(by('id', '={{ $json.key }}'), values({ phone: '1' }), {
				options: { onlyChanged: true },
			}),
			nodeSettings: { onError: 'continueRegularOutput' },
		});

		const { items } = await running;
		expect(items[0].json.phone).toBe('1');
	});

	it('reads the profile before each repetition once the change may be stored', async () => {
		const organization = 'doubt-stays';
		const { PKey } = amyIn(organization);
		control(organization).faults([
			{ method: 'PATCH', respondAfterWrite: { status: 504, body: '' } },
			{ method: 'GET', staleRead: true },
			{ method: 'PATCH', respond: tooMany(0) },
		]);

		const { items, requests } = await harness.runNode({
			organization,
			parameters: update(by('id', PKey), values({ phone: '1' })),
		});

		expect(items[0].json.phone).toBe('1');
		expect(asked(requests).filter((one) => one !== 'metadata')).toEqual([
			...['PATCH', 'GET', 'PATCH', 'GET', 'GET'],
		]);
	});
});

describe('Update whose PATCH may have been stored', () => {
	const move = (organization: string, PKey: string) => {
		control(organization).put({ email: amy.email, firstName: 'Bob' });
		control(organization).put({ PKey, email: 'ann@elsewhere.example' });
	};

	it('does not change the profile that has the e-mail by now', async () => {
		const organization = 'doubt-moved';
		const before = amyIn(organization);
		const { PKey } = before;
		control(organization).faults([
			{ method: 'PATCH', respondAfterWrite: { status: 504, body: '' } },
			// The profile as it was before the change.
			{
				method: 'GET',
				path: PKey.slice(1),
				respond: { status: 200, body: JSON.stringify(before) },
			},
		]);

		const running = harness.runNode({
			organization,
			parameters: update(by('email', amy.email), values({ phone: '5' })),
		});
		await meanwhile(organization, 'PATCH', () => move(organization, PKey));
		const { error } = await running;

		expect(error?.message).toBe('Another profile is meant now than when this item began');
		expect(error?.description).toContain('It is not known whether the change was stored');
		expect(stored(organization).filter(({ phone }) => phone === '5')).toHaveLength(1);
	});

	it('does not say that nothing was written', async () => {
		const organization = 'doubt-words';
		const { PKey } = amyIn(organization);
		control(organization).faults([
			{ method: 'PATCH', respondAfterWrite: { status: 504, body: '' } },
			{ method: 'GET', path: PKey.slice(1), staleRead: true },
		]);

		const { error } = await harness.runNode({
			organization,
			parameters: upsert({ matchValue: amy.email }, values({ email: 'new@example.com' })),
		});

		expect(error?.message).toBe('The profile does not match any more');
		expect(error?.description).toMatch(/^It is not known whether the change was stored/);
	});
});

describe('Only Changed Fields', () => {
	const address = { address1: '1 Main Street', city: 'Lyon', zipCode: '69001', countryCode: 'FR' };
	const parts = (changes: Partial<typeof address> = {}) =>
		Object.fromEntries(
			Object.entries({ ...address, ...changes }).map(([part, value]) => [
				`location.${part}`,
				value,
			]),
		);

	it.each(['merge', 'replace'] as const)(
		'sends all given parts of an address of which one differs, also when the server would %s them',
		async (locationPatch) => {
			const organization = `address-${locationPatch}`;
			control(organization).reset({ locationPatch });
			const { PKey } = amyIn(organization);
			control(organization).put({ PKey, location: address });

			const { items, requests } = await harness.runNode({
				organization,
				parameters: update(by('id', PKey), values({ ...parts({ city: 'Paris' }), phone: '1' }), {
					options: { onlyChanged: true, confirmationReport: true },
				}),
			});

			expect(bodies(requests)[0].location).toEqual({ ...address, city: 'Paris' });
			expect(amyIn(organization).location).toMatchObject({ ...address, city: 'Paris' });
			expect(items[0].json.confirmation).toMatchObject({ status: 'applied' });
		},
	);

	it('confirms every given value, not only those that were sent', async () => {
		const organization = 'confirms-all';
		const { PKey, firstName } = amyIn(organization);
		control(organization).faults([{ method: 'PATCH', overwrite: { firstName: 'Tara' } }]);

		const { error, requests } = await harness.runNode({
			organization,
			parameters: update(by('id', PKey), values({ phone: '1', firstName }), {
				options: { onlyChanged: true },
			}),
		});

		expect(bodies(requests)).toEqual([{ phone: '1' }]);
		expect(error?.message).toBe(
			"Campaign accepted the update, but did not store 'firstName' as sent",
		);
	});
});

it('Only Changed Fields compares an empty cell that clears again, too', async () => {
	const organization = 'cleared-meanwhile';
	const { PKey } = amyIn(organization);
	control(organization).faults([{ method: 'PATCH', respond: tooMany(1) }]);

	const running = harness.runNode({
		organization,
		parameters: update(by('id', PKey), values({ phone: '', firstName: 'Tara' }), {
			options: { ...clearing.options, onlyChanged: true },
		}),
	});
	await meanwhile(organization, 'PATCH', () => control(organization).put({ PKey, phone: '' }));

	expect(bodies((await running).requests).at(-1)).toEqual({ firstName: 'Tara' });
});
