import { parsed, reflowed, type Json } from '../caller';
import { EXT, sandboxFor } from '../sandboxFor';

const { organizationWith, baseUrl, control, stored, call, get, keyOfAmy, amy, patchAmy } =
	sandboxFor('custom');

/** A body is an object, or JSON text where the spelling of a number matters. */
const patch = (organization: string, body: unknown) => patchAmy(organization, body, EXT);
/** The answer as text, because JSON.parse would round its numbers. */
const answered = async (organization: string) =>
	(await get(organization, `${EXT}/${keyOfAmy(organization)}`)).text;
const entries = async () => {
	const path = 'profileAndServicesExt/resourceType/profile';
	return parsed(await get('sandbox', path)).content as Record<string, Json>;
};

describe('a 64-bit number', () => {
	const LONG = '7615917337495251231';
	const printed = (digits: string) => `"cusMembershipNumber":${digits},`;

	it.each([
		['a number', LONG],
		['text', `"${LONG}"`],
		['a negative number', `-${LONG}`],
		['the smallest', '-9223372036854775808'],
		['a short one', '42'],
		['zero', '0'],
	])('sent as %s is answered to the last digit: %s', async (_how, sent) => {
		const organization = organizationWith();
		expect((await patch(organization, `{"cusMembershipNumber":${sent}}`)).status).toBe(200);

		expect(await answered(organization)).toContain(printed(sent.replaceAll('"', '')));
	});

	it('keeps every digit in POST, in lists and at the control addresses', async () => {
		const organization = organizationWith({ profiles: [] });
		const body = `{"phone":"${LONG}","cusMembershipNumber": ${LONG}}`;
		const made = await call(organization, { method: 'POST', path: EXT, body });
		const list = await get(organization, EXT);
		const url = `${baseUrl()}/__sandbox/${organization}`;
		const control = await fetch(`${url}/profiles`);
		const put = await fetch(`${url}/profiles`, { method: 'POST', body });

		for (const text of [made.text, list.text, await control.text(), await put.text()]) {
			expect(text).toContain(printed(LONG));
			expect(text).toContain(`"phone":"${LONG}"`);
		}
	});

	it('keeps every digit in a list that a fault changes', async () => {
		const organization = organizationWith();
		await patch(organization, `{"cusMembershipNumber":${LONG}}`);
		control(organization).faults([{ next: 'gone' }]);

		const list = await get(organization, EXT);

		expect(parsed(list)).not.toHaveProperty('next');
		expect(list.text).toContain(printed(LONG));
	});

	it('is put as text or as bigint, and read as bigint where a number would round it', () => {
		const organization = control(organizationWith());
		for (const cusMembershipNumber of [LONG, BigInt(LONG)]) {
			expect(String(organization.put({ cusMembershipNumber }).cusMembershipNumber)).toBe(LONG);
		}
		expect(organization.put({ cusMembershipNumber: '42' }).cusMembershipNumber).toBe(42);
	});

	it('reads 0 when it is not set, and after it was cleared', async () => {
		const organization = organizationWith();
		expect(await answered(organization)).toContain(printed('0'));
		await patch(organization, `{"cusMembershipNumber":${LONG}}`);
		await patch(organization, { cusMembershipNumber: '' });

		expect(await answered(organization)).toContain(printed('0'));
	});

	it.each(['9223372036854775808', '"76159173 37495251231"', `[${LONG}]`])(
		'is refused when it is %s',
		async (sent) => {
			const organization = organizationWith();
			const reply = await patch(organization, `{"cusMembershipNumber":${sent}}`);

			expect(reply.status).toBe(500);
			expect(reflowed(reply.text)).toBe(
				`BAS-010040 Cannot convert '${sent.replaceAll('"', '')}' (type text) to integer (64 bit) type (bAS-010011 Invalid value).`,
			);
		},
	);

	it('is described by metadata', async () => {
		const { cusMembershipNumber } = await entries();
		expect(cusMembershipNumber).toMatchObject({
			label: 'Membership number',
			type: 'number',
			resType: 'int64',
		});
	});
});

describe('a number with decimals', () => {
	it('keeps its decimals, unlike a whole number', async () => {
		const organization = organizationWith();
		await patch(organization, { cusScore: 0.1, cusPoints: 12.9 });
		expect(amy(organization)).toMatchObject({ cusScore: 0.1, cusPoints: 12 });
		await patch(organization, { cusScore: '-2.50' });

		expect(amy(organization).cusScore).toBe(-2.5);
		expect((await entries()).cusScore).toMatchObject({ type: 'number', resType: 'double' });
	});

	it('keeps about seven digits with numberPrecision "single"', async () => {
		const organization = organizationWith({ numberPrecision: 'single' });
		await patch(organization, { cusScore: 0.1, cusPoints: 16_777_217 });

		expect(amy(organization)).toMatchObject({
			cusScore: 0.10000000149011612,
			cusPoints: 16_777_217,
		});
		expect((await patch(organization, { cusScore: 1e300 })).status).toBe(500);
	});
});

describe('an enumeration without a value for "none"', () => {
	it('reads "" when it is not set, and after it was cleared', async () => {
		const organization = organizationWith();
		expect(amy(organization).cusStoreFormat).toBe('');
		await patch(organization, { cusStoreFormat: 'outlet' });
		expect(amy(organization).cusStoreFormat).toBe('outlet');
		await patch(organization, { cusStoreFormat: '' });

		expect(amy(organization).cusStoreFormat).toBe('');
	});

	it.each(['__Invalid_value__', 'none'])('is refused with the value %s', async (value) => {
		const organization = organizationWith();
		const reply = await patch(organization, { cusStoreFormat: value });

		expect(reply.status).toBe(500);
		expect(reply.text).toContain(
			`The value '${value}' is not valid for the 'nms:recipient:cusStoreFormat' enumeration`,
		);
	});

	it('reads __Invalid_value__ where Campaign stored it, and metadata lists this value', async () => {
		const organization = organizationWith();
		const { PKey } = amy(organization);
		control(organization).put({ PKey, cusStoreFormat: '__Invalid_value__' });

		expect(JSON.parse(await answered(organization))).toMatchObject({
			cusStoreFormat: '__Invalid_value__',
		});
		const { cusStoreFormat } = await entries();
		expect(Object.keys(cusStoreFormat.values as Json)).toEqual([
			'flagship',
			'outlet',
			'online',
			'__Invalid_value__',
		]);
	});
});

describe('a date', () => {
	it('has no time', async () => {
		const organization = organizationWith();
		await patch(organization, { cusLastVisit: '2026-03-04T23:30:00-05:00' });

		expect(amy(organization).cusLastVisit).toBe('2026-03-05');
		expect((await entries()).cusLastVisit).toMatchObject({ type: 'date', resType: 'date' });
	});

	it.each([
		['2026-03-04 05:06:07.089Z', '2026-03-04 05:06:07.089Z'],
		['2026-03-04T05:06:07.089+02:00', '2026-03-04 03:06:07.089Z'],
		['2026-03-04 05:06', '2026-03-04 05:06:00.000Z'],
		['2026-03-04', '2026-03-04 00:00:00.000Z'],
	])('with a time is an instant: %s is stored as %s', async (sent, stored) => {
		const organization = organizationWith();
		await patch(organization, { cusLastContact: sent });

		expect(amy(organization).cusLastContact).toBe(stored);
		expect((await entries()).cusLastContact).toMatchObject({
			resType: 'datetime',
			readOnly: false,
		});
	});

	it('with a time loses milliseconds with dateTimePrecision "seconds"', async () => {
		const organization = organizationWith({ dateTimePrecision: 'seconds' });
		await patch(organization, { cusLastContact: '2026-03-04 05:06:07.889Z' });

		expect(amy(organization).cusLastContact).toBe('2026-03-04 05:06:07.000Z');
	});

	it.each(['04/03/2026', '2026-02-30 10:00:00Z', '2026-03-04 25:00:00Z'])(
		'%s is refused for one with a time',
		async (sent) => {
			const organization = organizationWith();
			const reply = await patch(organization, { cusLastContact: sent });

			expect(reply.status).toBe(500);
			expect(reply.text).toContain(`BAS-010040 Cannot convert '${sent}' (type text) to datetime`);
			expect(amy(organization).cusLastContact).toBe('');
		},
	);
});

describe('a text', () => {
	it('is cut to the length of its field, and need not be unique', async () => {
		const organization = organizationWith({ profiles: [{ cusCardCode: 'AB' }, {}] });
		const other = stored(organization)[1];
		const path = `${EXT}/${other.PKey}`;
		const body = { cusCardCode: 'AB', cusNote: 'x'.repeat(300) };
		const reply = await call(organization, { method: 'PATCH', path, body });

		expect(reply.status).toBe(200);
		expect(parsed(await get(organization, path))).toMatchObject({
			cusCardCode: 'AB',
			cusNote: 'x'.repeat(255),
		});
		await call(organization, {
			method: 'PATCH',
			path,
			body: { cusCardCode: 'y'.repeat(21) },
		});
		expect(parsed(await get(organization, path)).cusCardCode).toBe('y'.repeat(20));
	});

	it.each([
		['asSent', 'O\u2019Neil', 'it\u2019s'],
		['plain', "O'Neil", "it's"],
	] as const)('with apostrophes "%s" keeps %s', async (apostrophes, lastName, cusNote) => {
		const organization = organizationWith({ apostrophes });
		await patch(organization, { lastName: 'o\u2019neil', cusNote: 'it\u2019s' });

		expect(amy(organization)).toMatchObject({ lastName, cusNote });
	});
});
