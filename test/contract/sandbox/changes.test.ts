import { below, parsed, type Json } from '../caller';
import { EXT, STANDARD, sandboxFor } from '../sandboxFor';

const { organizationWith, control, stored, call, get, list, patchAmy, amy } = sandboxFor('changes');

const PEOPLE = [
	{ email: 'one@example.com', lastName: 'B' },
	{ email: 'two@example.com', lastName: 'A' },
];

describe('sortableFields', () => {
	it('says by what any list is sorted, and metadata says the same', async () => {
		const organization = organizationWith({ profiles: PEOPLE, sortableFields: ['phone', 'label'] });
		const ordered = async (path: string) => (await get(organization, path)).status;
		const content = async (kind: string) =>
			parsed(await get(organization, `profileAndServices/resourceType/${kind}`)).content as Record<
				string,
				Json
			>;

		expect(await ordered(`${STANDARD}?_order=phone%20desc`)).toBe(200);
		expect(await ordered(`${STANDARD}?_order=lastModified`)).toBe(500);
		expect(await ordered('profileAndServices/service?_order=label')).toBe(200);
		const { phone, lastModified } = await content('profile');
		expect([phone.sortable, lastModified.sortable]).toEqual([true, false]);
		expect((await content('service')).created.sortable).toBe(false);
	});

	it('is as the kinds have it by default, may be empty, and is a list', async () => {
		const organization = organizationWith({ sortableFields: [] });
		const status = async (name: string) =>
			(await get(name, `${EXT}?_order=lastModified%20desc&_lineCount=1`)).status;

		expect([await status('sandbox'), await status(organization)]).toEqual([200, 500]);
		const settings: object = { sortableFields: 'email' };
		expect(() => control(organization).reset(settings)).toThrow(
			'Setting "sortableFields" is a list of names of attributes.',
		);
	});
});

describe('orderIgnored', () => {
	it.each([
		[false, ['two', 'one']],
		[true, ['one', 'two']],
	])('is whether a sorted list is in its own order: %s', async (orderIgnored, names) => {
		const organization = organizationWith({ profiles: PEOPLE, orderIgnored });
		const path = `${STANDARD}?_order=lastName&_lineCount=9`;
		const { content } = await list(organization, path);

		expect(content.map(({ email }) => String(email).split('@')[0])).toEqual(names);
	});

	it('changes nothing of what cannot be sorted', async () => {
		const organization = organizationWith({ orderIgnored: true, sortableFields: [] });

		expect((await get(organization, `${STANDARD}?_order=lastName`)).status).toBe(500);
	});
});

describe('slowSortRows', () => {
	it('is the number of rows that are sorted before the gateway gives up', async () => {
		const organization = organizationWith({ people: 4, slowSortRows: 3 });
		const order = '_order=lastModified%20desc';
		const few = `${EXT}/byCustomerId?customerid_parameter=P-000001`;
		const slow = await get(organization, `${STANDARD}?${order}&_lineCount=1`);

		expect(slow).toMatchObject({ status: 504, contentType: 'application/json' });
		expect(parsed(slow)).toEqual({
			code: 504,
			message: 'Oops. Something went wrong. Check your URI and try again.',
		});
		expect((await get(organization, STANDARD)).status).toBe(200);
		expect((await get(organization, `${few}&${order}`)).status).toBe(200);
		const [{ PKey }] = stored(organization);
		control(organization).remove(PKey);
		expect((await get(organization, `${STANDARD}?${order}`)).status).toBe(200);
	});

	it('is no limit by default', async () => {
		const organization = organizationWith({ people: 1000 });
		expect((await get(organization, `${STANDARD}?_order=lastModified`)).status).toBe(200);
	});
});

describe('now', () => {
	const now = '2026-11-25T21:00:00.000Z';
	const shown = '2026-11-25 21:00:00.000Z';

	it('is the time of every new write, and of the header Date', async () => {
		const organization = organizationWith({ now });
		const { lastModified: before, created: born } = amy(organization);
		const body = { lastName: 'New' };
		const made = await call(organization, { method: 'POST', path: STANDARD, body });
		await patchAmy(organization, { phone: '2' });
		const put = control(organization).put({ lastName: 'Put' });

		expect(parsed(made)).toMatchObject({ created: shown, lastModified: shown });
		expect(put).toMatchObject({ created: shown, lastModified: shown });
		expect(before).not.toBe(shown);
		expect(amy(organization)).toMatchObject({ created: born, lastModified: shown });
		expect(made.headers.get('date')).toBe('Wed, 25 Nov 2026 21:00:00 GMT');
	});

	it('is the time of subscriptions, events and signals, while an event goes on', async () => {
		const organization = organizationWith({ now, eventStepMs: 0 });
		const [{ PKey }] = control(organization).records('service').slice(2);
		const path = below((amy(organization).subscriptions as { href: string }).href);
		const made = await call(organization, { method: 'POST', path, body: { service: { PKey } } });
		expect(parsed(made)).toMatchObject({
			created: shown,
			expirationDate: '2026-12-05 21:00:00.000Z',
		});

		const event = { email: 'a@example.com', ctx: {} };
		const events = `mc${organization}/EVTpasswordReset`;
		for (const scheduled of ['2026-11-25 20:59:00Z', '2026-11-25 21:01:00Z']) {
			await call(organization, { method: 'POST', path: events, body: { ...event, scheduled } });
		}
		expect(control(organization).records('EVTpasswordReset')).toMatchObject([
			{ created: shown, status: 'processed' },
			{ created: shown, status: 'pending' },
		]);
	});

	it('is the real time by default, in the header Date too', async () => {
		const before = Math.floor(Date.now() / 1000) * 1000;
		const { headers } = await get(organizationWith(), `${STANDARD}?_lineCount=1`);
		const shownTime = Date.parse(headers.get('date') ?? '');

		expect(shownTime).toBeGreaterThanOrEqual(before - 1000);
		expect(shownTime).toBeLessThanOrEqual(Date.now());
	});

	it('is the header Date of a refusal, too', async () => {
		const organization = organizationWith({ now });
		const { status, headers } = await get(organization, `${STANDARD}/@x`);
		expect([status, headers.get('date')]).toEqual([500, 'Wed, 25 Nov 2026 21:00:00 GMT']);
	});

	it('is an instant', () => {
		expect(() => control('sandbox').reset({ now: 'soon' })).toThrow('Setting "now" is an instant.');
	});
});

describe('lastModified', () => {
	it.each(['2001-01-01 00:00:00.000Z', '2999-01-01 00:00:00.000Z'])(
		'of a record that a test stores may be %s',
		async (lastModified) => {
			const organization = organizationWith({ profiles: PEOPLE });
			const [one, two] = stored(organization);
			control(organization).put({ lastName: 'Imported', created: lastModified, lastModified });
			control(organization).put({ PKey: one.PKey, phone: '1', lastModified });
			control(organization).put({ PKey: two.PKey, phone: '1' });

			const { content } = await list(organization, STANDARD);
			expect(content).toMatchObject([
				{ PKey: one.PKey, phone: '1', lastModified, created: one.created },
				{ PKey: two.PKey, phone: '1', lastModified: two.lastModified },
				{ lastName: 'Imported', created: lastModified, lastModified },
			]);
			const sorted = await list(organization, `${STANDARD}?_order=lastModified`);
			expect(sorted.content.at(lastModified < '2002' ? -1 : 0)).toMatchObject({ PKey: two.PKey });
		},
	);

	it.each(['lastModified', 'created'])('%s in a request is refused as read only', async (name) => {
		const organization = organizationWith({ profiles: PEOPLE });
		const [{ PKey, [name]: before }] = stored(organization);
		const body = { phone: '1', [name]: '2001-01-01 00:00:00.000Z' };
		const replies = [
			await call(organization, { method: 'POST', path: STANDARD, body }),
			await call(organization, { method: 'PATCH', path: `${STANDARD}/${PKey}`, body }),
		];

		for (const { status, text } of replies) {
			expect(status).toBe(500);
			expect(text).toMatch(`Cannot update the '${name}' property that is read-only`);
		}
		expect(stored(organization)).toHaveLength(2);
		expect(stored(organization)[0]).toMatchObject({ [name]: before, phone: '' });
	});
});

describe('visibleAfterMs', () => {
	const names = async (organization: string, query = '') =>
		(await list(organization, `${STANDARD}${query}`)).content.map(({ lastName }) => lastName);
	const write = async (organization: string) => {
		const [one, two] = stored(organization);
		const body = { lastName: 'C' };
		const made = await call(organization, { method: 'POST', path: STANDARD, body });
		for (const lastName of ['D', 'E']) {
			await call(organization, {
				method: 'PATCH',
				path: `${STANDARD}/${one.PKey}`,
				body: { lastName },
			});
		}
		await call(organization, { method: 'DELETE', path: `${STANDARD}/${two.PKey}` });
		return parsed(made);
	};

	it('hides new writes from lists and counts, and not from a read', async () => {
		const organization = organizationWith({ profiles: PEOPLE, visibleAfterMs: 3_600_000 });
		const made = await write(organization);

		expect(await names(organization)).toEqual(['B', 'A']);
		expect(await names(organization, '?_order=lastName')).toEqual(['A', 'B']);
		expect(parsed(await get(organization, `${STANDARD}/_count`))).toEqual({ count: 2 });
		expect(await names(organization, '/byEmail?email=two@example.com')).toEqual(['A']);
		expect(parsed(await get(organization, below(made.href)))).toEqual(made);
		expect(stored(organization).map(({ lastName }) => lastName)).toEqual(['E', 'C']);
	});

	it('shows them later, with the time stamps of before', async () => {
		const organization = organizationWith({ profiles: PEOPLE, visibleAfterMs: 50 });
		const made = await write(organization);
		while ((await names(organization)).join() !== 'E,C') {
			await new Promise((resolve) => setTimeout(resolve, 10));
		}

		expect((await list(organization, STANDARD)).content[1]).toEqual(made);
	});

	it('hides what a test stores, too', async () => {
		const organization = organizationWith({ profiles: PEOPLE, visibleAfterMs: 3_600_000 });
		control(organization).put({ lastName: 'Imported', lastModified: '2001-01-01 00:00:00.000Z' });

		expect(await names(organization)).toEqual(['B', 'A']);
	});
});
