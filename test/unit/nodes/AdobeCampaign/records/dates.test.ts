import { tryToParseDateTime } from 'n8n-workflow';

import {
	dateProblem,
	toCampaignDate,
	toCampaignDateTime,
} from '../../../../../nodes/AdobeCampaign/records/dates';
import { inTimeZone } from '../../../../timeZone';

const ZONES = [
	'UTC',
	'Europe/London',
	'Europe/Paris',
	'America/New_York',
	'America/St_Johns',
	'America/Sao_Paulo',
	'Asia/Kathmandu',
	'Asia/Tokyo',
	'Pacific/Auckland',
	'Pacific/Kiritimati',
	'Pacific/Pago_Pago',
];

/** n8n's DateTime: luxon's class, as expressions and the form of the node hand it over. */
const dateTime = (text: string, zone: string) => tryToParseDateTime(text, zone);

const OFFSETS = [
	'Z',
	'+00:00',
	'+02:00',
	'+05:45',
	'+09:00',
	'+14:00',
	'-03:30',
	'-04:00',
	'-11:00',
];

describe.each(ZONES)('in a workflow of %s', (zone) => {
	test.each([
		'1985-08-17',
		' 1985-08-17\n',
		'1985-08-17T00:00:00',
		'1985-08-17T00:00:00.000',
		'1985-08-17 00:00:00',
		'1985-08-17 00:00:00.000Z',
		...OFFSETS.map((offset) => `1985-08-17T00:00:00${offset}`),
		...OFFSETS.map((offset) => `1985-08-17T00:00:00.000${offset}`),
	])('%j is 17 August', (text) => {
		expect(toCampaignDate(text, zone)).toBe('1985-08-17');
	});

	test.each(ZONES)('a DateTime at midnight of %s is its day', (written) => {
		expect(toCampaignDate(dateTime('1985-08-17T00:00:00', written), zone)).toBe('1985-08-17');
	});

	test('midnight here, told in UTC, is the day here', () => {
		const moment = dateTime('1985-08-17T00:00:00', zone).toUTC();
		expect(toCampaignDate(moment, zone)).toBe('1985-08-17');
		expect(toCampaignDate(moment.toISO(), zone)).toBe('1985-08-17');
		expect(toCampaignDate(moment.toJSDate(), zone)).toBe('1985-08-17');
	});

	test('midnight in UTC, told in the time of here, is the day in UTC', () => {
		const moment = dateTime('1985-08-17T00:00:00Z', 'UTC').setZone(zone);
		expect(toCampaignDate(moment, zone)).toBe('1985-08-17');
		expect(toCampaignDate(moment.toISO(), zone)).toBe('1985-08-17');
		expect(toCampaignDate(moment.toJSDate(), zone)).toBe('1985-08-17');
	});

	test.each(['1984-02-29', '2000-02-29', '2024-03-31', '2024-10-27', '2018-11-04', '1900-01-01'])(
		'the day %s stays, also where the clock is changed on it',
		(day) => {
			expect(toCampaignDate(day, zone)).toBe(day);
			expect(toCampaignDate(`${day}T00:00:00`, zone)).toBe(day);
			expect(toCampaignDate(`${day}T00:00:00Z`, zone)).toBe(day);
		},
	);
});

test('a birthday stays where that day was left out of the calendar', () => {
	expect(toCampaignDate('2011-12-30', 'Pacific/Apia')).toBe('2011-12-30');
});

test.each([
	['1985-08-16T22:00:00Z', 'Europe/Paris', '1985-08-17'],
	['1985-08-16T20:00:00.000-04:00', 'America/New_York', '1985-08-17'],
	['1985-08-17T00:00:00.000Z', 'America/New_York', '1985-08-17'],
	['2018-11-04T03:00:00Z', 'America/Sao_Paulo', '2018-11-04'],
	// That day began at one o'clock in São Paulo.
	['2018-11-04T01:00:00-02:00', 'America/Sao_Paulo', '2018-11-04'],
])('the moment %s is in a workflow of %s the day %s', (text, zone, day) => {
	expect(toCampaignDate(text, zone)).toBe(day);
});

test.each([
	['1985-08-16T23:30:00Z', 'Europe/Paris'],
	['1985-08-17T03:00:00Z', 'America/New_York'],
	['1985-08-17T15:30:00+09:00', 'America/New_York'],
	['1985-08-17T23:59:59.999-04:00', 'Asia/Tokyo'],
])('the moment %s is no day in a workflow of %s, and the advice formats it', (text, zone) => {
	expect(toCampaignDate(text, zone)).toBeUndefined();
	expect(dateProblem(text, zone, '$json.x')).toContain(
		"{{ $json.x.toDateTime().toFormat('yyyy-MM-dd') }}",
	);
});

/** Texts that can mean only one day. */
const WRITTEN: Array<[string, string]> = [
	['31.12.1980', '1980-12-31'],
	['12/31/1980', '1980-12-31'],
	['31/12/1980', '1980-12-31'],
	['31-12-1980', '1980-12-31'],
	['5.5.1980', '1980-05-05'],
	['1980/12/31', '1980-12-31'],
	['1980.12.31', '1980-12-31'],
	['1985-8-7', '1985-08-07'],
	['19801231', '1980-12-31'],
	['31 Dec 1980', '1980-12-31'],
	['31. December 1980', '1980-12-31'],
	['31-Dec-1980', '1980-12-31'],
	['Dec 31, 1980', '1980-12-31'],
	['December 31st 1980', '1980-12-31'],
	['Wed, 31 Dec 1980', '1980-12-31'],
	['Wed Dec 31 1980 00:00:00 GMT+0100 (Central European Standard Time)', '1980-12-31'],
	['Sat, 17 Aug 1985 00:00:00 GMT', '1985-08-17'],
	['31.12.1980 00:00', '1980-12-31'],
	['12/31/1980 12:00 AM', '1980-12-31'],
	['\ufeff1985-08-17\u00a0', '1985-08-17'],
];

test.each(WRITTEN)('%j is the day %s', (text, day) => {
	expect(toCampaignDate(text, 'Europe/Paris')).toBe(day);
});

test.each([
	['12/31/1980 10:30 PM', '1980-12-31 21:30:00.000Z'],
	['31.12.1980 9:05', '1980-12-31 08:05:00.000Z'],
	['Wed Dec 31 1980 10:00:00 GMT+0200 (x)', '1980-12-31 08:00:00.000Z'],
])('%j is the moment %s', (text, moment) => {
	expect(toCampaignDateTime(text, 'Europe/Paris')).toBe(moment);
});

describe.each([
	['UTC', 'Z'],
	['Europe/Paris', '+02:00'],
	['America/New_York', '-04:00'],
])('a moment in a workflow of %s', (zone, offset) => {
	test.each([
		['2024-05-06T07:08:09Z', '2024-05-06 07:08:09.000Z'],
		['2024-05-06 07:08:09.123Z', '2024-05-06 07:08:09.123Z'],
		['2024-05-06T07:08:09.5Z', '2024-05-06 07:08:09.500Z'],
		['2024-05-06T07:08:09.123456Z', '2024-05-06 07:08:09.123Z'],
		['2024-05-06T00:30:00+09:00', '2024-05-05 15:30:00.000Z'],
		['2024-05-06T07:08Z', '2024-05-06 07:08:00.000Z'],
	])('%s has its own zone', (text, expected) => {
		expect(toCampaignDateTime(text, zone)).toBe(expected);
	});

	test.each(['2024-05-06T07:08:09.25', '2024-05-06 07:08:09.25', '2024-05-06'])(
		'%s is in the zone of the workflow',
		(text) => {
			const time = text.length > 10 ? text.slice(11) : '00:00:00.00';
			const expected = new Date(`2024-05-06T${time}${offset}`).toISOString();
			expect(toCampaignDateTime(text, zone)).toBe(expected.replace('T', ' '));
		},
	);

	test('DateTime and Date are what they are', () => {
		const moment = dateTime('2024-05-06T07:08:09.123', 'Asia/Tokyo');
		expect(toCampaignDateTime(moment, zone)).toBe('2024-05-05 22:08:09.123Z');
		expect(toCampaignDateTime(moment.toJSDate(), zone)).toBe('2024-05-05 22:08:09.123Z');
	});
});

/** Days that are none, days that mean two things, and forms whose meaning hangs on the clock of the server. */
const REFUSED = [
	'03/04/1985',
	'03.04.1985',
	'31.12.80',
	'12/31/80',
	'31.02.1980',
	'13/13/1980',
	'31122980',
	'12101980',
	'31.12/1980',
	'10:30',
	'13:00 PM',
	'12/31/1980 13:00 PM',
	'1985-02-30',
	'1985-02-29',
	'1985-13-01',
	'1985-00-10',
	'1985-11-31T00:00:00Z',
	'0000-00-00',
	'1985-08-17abc',
	'1985-08-17 (Saturday)',
	'tomorrow',
	'',
	' ',
	0,
	20_000,
	493_084_800_000,
	true,
	null,
	undefined,
	{},
	[],
	['1985-08-17'],
	['03/04/1985'],
	new Date(NaN),
	dateTime('1985-08-17', 'UTC').setZone('Nowhere/Nothing'),
];

test.each(REFUSED.map((value) => [value]))('%j is no date', (value) => {
	expect(toCampaignDate(value, 'Europe/Paris')).toBeUndefined();
	expect(toCampaignDateTime(value, 'Europe/Paris')).toBeUndefined();
});

test.each([
	['Asia/Tokyo', '1985-08-16T15:00:00.000Z', '1985-08-17'],
	['America/New_York', '1985-08-17T04:00:00.000Z', '1985-08-17'],
	['America/Sao_Paulo', '2018-11-04T03:00:00.000Z', '2018-11-04'],
])('a day that a driver made in a process of %s stays', async (zone, moment, day) => {
	const made = await inTimeZone(zone, () => toCampaignDate(new Date(moment), 'Europe/Paris'));
	expect(made).toBe(day);
});

test('the time zone of the process does not matter for anything else', async () => {
	const answersIn = async (zone: string) =>
		await inTimeZone(zone, () => [
			new Date('2024-05-06T00:00:00Z').getHours(),
			toCampaignDate('1985-08-17', 'Europe/Paris'),
			toCampaignDate('1985-08-17 00:00:00', 'Europe/Paris'),
			toCampaignDate('1985-08-16T22:00:00Z', 'Europe/Paris'),
			toCampaignDate('1985-08-17T00:00:00.000Z', 'America/New_York'),
			toCampaignDate(new Date('1985-08-17'), 'America/New_York'),
			toCampaignDateTime('2024-05-06 07:08:09', 'Europe/Paris'),
			toCampaignDateTime('2024-05-06', 'Europe/Paris'),
		]);
	const expected = [
		...Array<string>(5).fill('1985-08-17'),
		'2024-05-06 05:08:09.000Z',
		'2024-05-05 22:00:00.000Z',
	];

	expect(await answersIn('UTC')).toEqual([0, ...expected]);
	expect(await answersIn('Pacific/Auckland')).toEqual([12, ...expected]);
	expect(await answersIn('America/Los_Angeles')).toEqual([17, ...expected]);
	expect(await answersIn('Asia/Kathmandu')).toEqual([5, ...expected]);
});

test.each([undefined, 'Asia/Kathmandu'])('a test puts the time zone %s back', async (zone) => {
	const before = process.env.TZ;
	await inTimeZone('Asia/Tokyo', async () => {
		if (zone === undefined) delete process.env.TZ;
		else process.env.TZ = zone;
		const midnight = new Date(2024, 0, 1).getTime();
		await inTimeZone('America/Sao_Paulo', () => {});
		expect(process.env.TZ).toBe(zone);
		expect(new Date(2024, 0, 1).getTime()).toBe(midnight);
	});
	expect(process.env.TZ).toBe(before);
});
