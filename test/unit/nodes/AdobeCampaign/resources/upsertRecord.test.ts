import type { IDataObject } from 'n8n-workflow';

import { upsertRecord } from '../../../../../nodes/AdobeCampaign/resources/upsertRecord';
import { errorOf, LOST, ok, shortenPauses, type Script } from '../campaign';
import { open, readOf, TEXTS, TICKET, ticketMatcher } from './ticketScene';

shortenPauses();

const upsert = upsertRecord(ticketMatcher, TICKET, 'mapFields', TEXTS);

const read = (
	match: IDataObject = {},
	value: IDataObject = { number: 'T-7', seat: '12 A' },
	expressions: Record<string, unknown> = {},
) =>
	readOf(
		upsert,
		{
			matchBy: 'customFilter',
			matchValue: 'T-7',
			filterName: 'byNumber',
			filterParameter: 'number_parameter',
			confirmUpdate: true,
			fields: {
				mappingMode: 'defineBelow',
				value,
				schema: ['number', 'seat', 'row'].map((id) => ({ id, displayName: id, type: 'string' })),
			},
			...match,
		},
		expressions,
	);

const METADATA: Script = {
	'GET resourceType/cusTicket': ok({
		content: { number: {}, seat: {} },
		filters: { href: 'profileAndServicesExt/cusTicket/filters' },
	}),
	'GET cusTicket/filters': ok({
		byNumber: { data: '/cusTicket/byNumber?number_parameter=$value' },
		bySeat: { data: '/cusTicket/bySeat?seat_parameter=$value' },
	}),
};
const LIST = 'GET cusTicket/byNumber?number_parameter=T-7';
const SEVEN = { PKey: '@7', number: 'T-7', seat: '1 B' };
const SEATED = { ...SEVEN, seat: '12 A' };
const list = (...content: object[]) => ok({ content });
const FOUND: Script = {
	...METADATA,
	[LIST]: list(SEVEN),
	'PATCH cusTicket/@7': ok({ PKey: '@7', href: 'h' }),
	'GET cusTicket/@7': ok(SEATED),
};
const MISSING: Script = {
	...METADATA,
	[LIST]: [list(), list(SEATED)],
	'POST cusTicket': ok(SEATED),
};

async function run(script: Script, ...input: Parameters<typeof read>) {
	const { item, asked, written } = open(script);
	return { output: await upsert.run(item, read(...input)), asked, written: written() };
}

/** The error, and what was written before it. */
async function refusal(script: Script, ...input: Parameters<typeof read>) {
	const { item, asked, written } = open(script);
	const { message, description } = await errorOf(Promise.resolve(upsert.run(item, read(...input))));
	return { message, description, asked, written: written() };
}

/** What is the same for any kind; the rest is tested with profiles. */
describe('Create or Update of any kind', () => {
	it('has its texts and its matcher, and speaks of the kind', () => {
		expect(upsert).toMatchObject({ value: 'upsert', name: 'Create or Update', ...TEXTS });
		expect(upsert.properties.map(({ name }) => name)).toEqual([
			...['filterName', 'filterParameter', 'matchValue', 'filterParameters'],
			...['fields', 'confirmUpdate', 'simplify', 'simplify', 'options'],
		]);
		const said = JSON.stringify(upsert.properties);
		expect(said).toContain('A ticket that exists already is an error');
		expect(said).not.toContain('profile');
	});

	it('updates the one record that matches', async () => {
		const { output, written } = await run(FOUND);

		expect(output).toEqual({ operation: 'updated', ...SEATED });
		expect(written).toEqual(['PATCH cusTicket/@7 {"number":"T-7","seat":"12 A"}']);
	});

	it('creates a record that does not match yet', async () => {
		const { output, written } = await run(MISSING);

		expect(output).toEqual({ operation: 'created', ...SEATED });
		expect(written).toEqual(['POST cusTicket {"number":"T-7","seat":"12 A"}']);
	});

	it.each<[string, Script, IDataObject, string]>([
		['several', { [LIST]: list(SEVEN, { ...SEVEN, PKey: '@8' }) }, {}, 'Several tickets match'],
		['none', { [LIST]: list() }, { options: { mode: 'updateOnly' } }, 'No ticket matches'],
		[
			'one',
			{ [LIST]: list(SEVEN) },
			{ options: { mode: 'createOnly' } },
			'The ticket exists already',
		],
	])('refuses %s in the words of the kind', async (_case, script, match, message) => {
		expect(await refusal({ ...METADATA, ...script }, match)).toMatchObject({
			message: `${message}, and nothing was written`,
			written: [],
		});
	});

	it('that only updates what can be found says why it creates none', async () => {
		const script = { 'GET cusTicket/bySeat?seat_parameter=9%20C': list() };

		expect(await refusal(script, { matchBy: 'seat', matchValue: '9 C' })).toMatchObject({
			message: 'No ticket has this seat',
			written: [],
		});
	});

	it('tells of a record that may have been made by an earlier item', async () => {
		const { item } = open({ ...MISSING, [LIST]: list(), 'POST cusTicket': LOST });
		await errorOf(Promise.resolve(upsert.run(item, read())));
		const { message, description } = await errorOf(Promise.resolve(upsert.run(item, read())));

		expect(message).toBe('An earlier item with the same match value may have created this ticket');
		expect(description).toContain("Look for the ticket with 'Get Many'");
	});

	it('keeps the values that it looks for out of messages', async () => {
		const refused = { status: 500, body: 'Refused T-7 here' };
		const { description } = await refusal({ ...METADATA, [LIST]: refused });

		expect(description).toMatch(/^Check 'Filter Name or ID'/);
		expect(description).toContain('Adobe says: Refused');
		expect(description).not.toContain('T-7');
	});

	it('keeps the order of items that may mean the same record, whatever their capitals', () => {
		const [one, same, other] = ['T-7', 't-7', 'T-8'].map((matchValue) =>
			upsert.recordKey?.(read({ matchValue })),
		);

		expect(one).toEqual(same);
		expect(one).not.toEqual(other);
	});
});

describe('A match that is not whole is refused when it is read, before any request:', () => {
	it.each([[''], [' '], ['\u00a0\u200b'], ['='], ['null']])('the value %j', (matchValue) => {
		const nothing = /^'Match Value' (is empty|has a word for "nothing")/;

		expect(() => read({ matchValue })).toThrow(nothing);
		expect(() => read({ matchBy: 'seat', matchValue })).toThrow(nothing);
	});

	it.each([[''], [' '], ['\u00a0\u200b'], [undefined], [null]])(
		'the value %j of one of two parameters',
		(value) => {
			const parameters = { filterParameters: { parameter: '=more' } };
			const more = [{ name: 'row_parameter', value }];

			expect(() => read(parameters, undefined, { '=more': more })).toThrow(
				/'row_parameter' .*has no value/,
			);
		},
	);
});

describe('A new record whose fields lack what the filter looks for', () => {
	const BOTH = 'GET cusTicket/byPlace?number_parameter=T-7&row_parameter=12';
	const both = {
		filterName: 'byPlace',
		filterParameters: { parameter: '=more' },
	};
	const more = { '=more': [{ name: 'row_parameter', value: '12' }] };
	const withRow = (type: string): Script => ({
		...METADATA,
		'GET resourceType/cusTicket': ok({ content: { number: {}, row: { type } } }),
		[BOTH]: [list(), list({ ...SEATED, row: '12' })],
		'POST cusTicket': ok({ ...SEATED, row: '12' }),
	});

	it('gets it in the field that the parameter is named after', async () => {
		const { written } = await run(MISSING, {}, { seat: '12 A' });

		expect(written).toEqual(['POST cusTicket {"seat":"12 A","number":"T-7"}']);
	});

	it('gets one of two in the same way', async () => {
		const { written } = await run(withRow('string'), both, { number: 'T-7' }, more);

		expect(written).toEqual(['POST cusTicket {"number":"T-7","row":"12"}']);
	});

	it.each<[string, Script, IDataObject]>([
		['the fields say otherwise', MISSING, { number: 'T-8' }],
		[
			'no field has exactly that name',
			{ ...MISSING, 'GET resourceType/cusTicket': ok({ content: { Number: {} } }) },
			{ seat: '12 A' },
		],
		[
			'the instance does not tell its fields',
			{ ...MISSING, 'GET resourceType/cusTicket': { status: 500, body: 'No' } },
			{ seat: '12 A' },
		],
	])('is refused where %s', async (_case, script, value) => {
		expect(await refusal(script, {}, value)).toMatchObject({
			message: "No ticket matches, and a new one would not have the 'Match Value' either",
			written: [],
		});
	});

	it('is refused where the field holds no text, which might not be found again', async () => {
		const refused = await refusal(withRow('long'), both, { number: 'T-7' }, more);

		expect(refused).toMatchObject({
			message:
				"No ticket matches, and a new one would not have all values of 'More Filter Parameters'",
			written: [],
		});
	});
});

describe('A new record that the same filter does not find alone is an error:', () => {
	it.each<[string, object[], string]>([
		['it finds none', [], 'does not find it'],
		['it finds one without the value', [{ ...SEATED, number: 'T-70' }], 'does not find it'],
		['it finds two with the value', [SEATED, { ...SEATED, PKey: '@8' }], 'finds others, too'],
		['it finds another one', [{ ...SEATED, PKey: '@8' }], 'finds another one'],
	])('%s', async (_case, found, words) => {
		const refused = await refusal({ ...MISSING, [LIST]: [list(), list(...found)] });

		expect(refused.message).toBe(`The ticket was created, but 'Match Value' ${words}`);
		expect(refused.description).toContain('The PKey: @7');
		expect(refused.written).toHaveLength(1);
	});
});
