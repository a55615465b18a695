import {
	entriesOf,
	filterInfoOf,
	storedValue,
	valueAt,
	writableFields,
	type RecordField,
} from '../../../../../nodes/AdobeCampaign/records/metadata';
import { EVENT } from '../../../../../nodes/AdobeCampaign/resources/event/kind';
import { PROFILE } from '../../../../../nodes/AdobeCampaign/resources/profile/kind';
import type { MetadataEntry } from '../../../../../nodes/AdobeCampaign/transport/types';

const fieldsOf = (entries: Record<string, MetadataEntry>) => writableFields(entries, PROFILE);

/** The one field of metadata that has one. */
const fieldOf = (entry: MetadataEntry, id = 'cusX') => fieldsOf({ [id]: entry })[0];

const idsOf = (entries: Record<string, MetadataEntry>) => fieldsOf(entries).map(({ id }) => id);

test('a text has its label, its length as a number and its policy (Adobe, "Metadata mechanism")', () => {
	const email: MetadataEntry = {
		dataPolicy: 'email',
		label: 'Email',
		length: '128',
		readOnly: false,
		resType: 'string',
		type: 'string',
	};
	expect(fieldsOf({ email })).toEqual([
		{ id: 'email', label: 'Email', type: 'string', length: 128, policy: 'email' },
	]);
});

test.each([undefined, '', '0', 'long'])('length %j and an empty policy say nothing', (length) => {
	expect(fieldOf({ type: 'string', label: 'X', length, dataPolicy: '' })).toEqual({
		id: 'cusX',
		label: 'X',
		type: 'string',
	});
});

test.each([
	['string', 'string', 'string'],
	['memo', 'memo', 'string'],
	['html', 'html', 'string'],
	['number', 'byte', 'number'],
	['number', 'short', 'number'],
	['number', 'long', 'number'],
	['number', 'int64', 'number'],
	['number', 'float', 'number'],
	['number', 'double', 'number'],
	['number', '', 'number'],
	['boolean', 'boolean', 'boolean'],
	['string', 'boolean', 'boolean'],
	['date', 'date', 'date'],
	['string', 'date', 'date'],
	['datetime', 'datetime', 'dateTime'],
	['dateTime', '', 'dateTime'],
	['uuid', 'uuid', 'string'],
	['', '', 'string'],
])('type %j with resType %j is %s', (type, resType, expected) => {
	expect(fieldOf({ type, resType }).type).toBe(expected);
});

test('a field without a type is a text, and without a label is called by its name', () => {
	expect(fieldOf({})).toEqual({ id: 'cusX', label: 'cusX', type: 'string' });
});

describe('the choices of an enumeration', () => {
	const options = [
		{ name: 'Male', value: 'male' },
		{ name: 'female', value: 'female' },
	];

	test.each([
		['a map of labels', { male: { label: 'Male' }, female: {} }],
		['a map of texts', { male: 'Male', female: '' }],
		[
			'a list',
			[{ name: 'male', label: 'Male' }, { name: 'female' }, { name: '', label: 'None' }, {}],
		],
		[
			'a map with the value that only reads have',
			{ male: 'Male', __Invalid_value__: 'Invalid', female: 'female' },
		],
	])('are read from %s', (_, values) => {
		const gender = fieldOf({ type: 'enumeration', resType: 'byte', values }, 'gender');
		expect(gender).toEqual({ id: 'gender', label: 'gender', type: 'options', options });
	});

	test('are their own labels in a list of texts', () => {
		expect(fieldOf({ type: 'enumeration', values: ['gold', 'silver'] }).options).toEqual([
			{ name: 'gold', value: 'gold' },
			{ name: 'silver', value: 'silver' },
		]);
	});

	test.each<[string, MetadataEntry]>([
		['no list of them', { type: 'enumeration', resType: 'byte' }],
		['neither a list nor a storage type', { type: 'enumeration' }],
		['an empty list', { type: 'enumeration', resType: 'byte', values: {} }],
	])('are free text when the metadata has %s, since Campaign wants a name', (_, entry) => {
		expect(fieldOf(entry)).toEqual({ id: 'cusX', label: 'cusX', type: 'string' });
	});
});

test('read-only fields and collections are left out', () => {
	const ids = idsOf({
		phone: { type: 'string', readOnly: false },
		cusTotal: { type: 'number', readOnly: true },
		subscriptions: { type: 'collection', resType: 'link' },
		cusOrders: { type: 'collection', resType: 'link' },
		cusEmpty: { type: 'item' },
	});
	expect(ids).toEqual(['phone']);
});

test.each(['orgUnit', 'geoUnit', 'cusStorelink'])(
	'the link %s is set by the key of the other record, and its label says so',
	(id) => {
		const link: MetadataEntry = { type: 'link', resType: 'link', label: 'Other' };
		expect(fieldsOf({ [id]: link })).toEqual([{ id, label: 'Other (PKey)', type: 'link' }]);
	},
);

test.each(['country', 'stateLink', 'createdBy', 'modifiedBy', 'emailStatus', 'orgUnitBase'])(
	'the link %s is left out: it is never in a printed profile',
	(id) => {
		expect(idsOf({ [id]: { type: 'link', resType: 'link' } })).toEqual([]);
	},
);

test('a read-only link is left out', () => {
	expect(idsOf({ orgUnit: { type: 'link', readOnly: true } })).toEqual([]);
});

test.each([
	'PKey',
	'acsId',
	'age',
	'created',
	'cryptedId',
	'domain',
	'href',
	'isExternal',
	'lastModified',
	'postalAddress',
	'thumbnail',
	'title',
	'blackListLastModified',
	'blackListAllLastModified',
	'blackListEmailLastModified',
	'ccpaOptOutLastModified',
])('%s is set by the server, although its metadata does not say so', (id) => {
	expect(idsOf({ [id]: { type: 'string', readOnly: false } })).toEqual([]);
});

test.each([
	'cusAge',
	'ageGroup',
	'cusTitle',
	'jobtitle',
	'cusCreated',
	'domainName',
	'blackListEmail',
])('%s can be written, although it is named much like a computed one', (id) => {
	expect(idsOf({ [id]: { type: 'string' } })).toEqual([id]);
});

describe('a nested element', () => {
	test('is flattened into its parts', () => {
		const location: MetadataEntry = {
			type: 'item',
			label: 'Location',
			content: {
				city: { type: 'string', label: 'City', length: '255', dataPolicy: 'smartCase' },
				zipCode: { type: 'string' },
				serialized: { type: 'string', readOnly: true },
				country: { type: 'link' },
			},
		};
		expect(fieldsOf({ location })).toEqual([
			{
				id: 'location.city',
				label: 'Location: City',
				type: 'string',
				length: 255,
				policy: 'smartCase',
			},
			{ id: 'location.zipCode', label: 'Location: zipCode', type: 'string' },
		]);
	});

	test('can have another one in it', () => {
		const inner: MetadataEntry = { type: 'item', content: { leaf: { type: 'boolean' } } };
		expect(fieldsOf({ outer: { type: 'item', content: { inner } } })).toEqual([
			{ id: 'outer.inner.leaf', label: 'outer: inner: leaf', type: 'boolean' },
		]);
	});

	test('that is read-only is left out with its parts', () => {
		expect(idsOf({ cusA: { type: 'item', readOnly: true, content: { b: {} } } })).toEqual([]);
	});

	test('location has its eight parts also when the metadata names none', () => {
		const fields = fieldsOf({ location: { type: 'item', label: 'Location' } });
		expect(fields.map(({ id }) => id.replace('location.', ''))).toEqual([
			'address1',
			'address2',
			'address3',
			'address4',
			'city',
			'countryCode',
			'stateCode',
			'zipCode',
		]);
		expect(fields[4]).toEqual({ id: 'location.city', label: 'Location: City', type: 'string' });
	});
});

test('fields are in the order of their labels, however many there are', () => {
	const entries = Object.fromEntries(
		Array.from({ length: 300 }, (_, index) => [
			`cus${index}`,
			{ type: 'string', label: `Field ${String((index * 7) % 300).padStart(3, '0')}` },
		]),
	);
	const labels = fieldsOf(entries).map(({ label }) => label);
	expect(labels).toHaveLength(300);
	expect(labels).toEqual([...labels].sort());
});

test('capital letters and accents do not scatter the list', () => {
	const entries = {
		a: { label: 'zone' },
		b: { label: 'Étage' },
		c: { label: 'Email' },
		d: { label: 'fax' },
	};
	expect(fieldsOf(entries).map(({ label }) => label)).toEqual(['Email', 'Étage', 'fax', 'zone']);
});

describe('fields of one label', () => {
	const labelsOf = (entries: Record<string, MetadataEntry>) =>
		Object.fromEntries(fieldsOf(entries).map(({ id, label }) => [id, label]));

	test('get the name of Campaign behind it, and the others do not', () => {
		const labels = labelsOf({
			phone: { label: 'Phone' },
			cusPhone: { label: 'Phone' },
			fax: { label: 'Fax' },
		});
		expect(labels).toEqual({ phone: 'Phone (phone)', cusPhone: 'Phone (cusPhone)', fax: 'Fax' });
	});

	test('are told apart when one is a part of an element, too', () => {
		const labels = labelsOf({
			location: { label: 'Home', content: { city: { label: 'City' } } },
			cusHome: { label: 'Home: City' },
		});
		expect(labels).toEqual({
			'location.city': 'Home: City (location.city)',
			cusHome: 'Home: City (cusHome)',
		});
	});
});

test('metadata without fields has none', () => {
	expect(fieldsOf({})).toEqual([]);
});

test.each([
	[{ phone: '555' }, 'phone', '555'],
	[{ phone: '' }, 'phone', ''],
	[{ phone: null }, 'phone', null],
	[{ phone: 0 }, 'phone', 0],
	[{}, 'phone', undefined],
	[{ location: { city: 'Paris' } }, 'location.city', 'Paris'],
	[{ 'location.city': 'Paris' }, 'location.city', 'Paris'],
	[{ 'location.city': 'Paris', location: { city: 'Rome' } }, 'location.city', 'Paris'],
	[{ location: {} }, 'location.city', undefined],
	[{ location: null }, 'location.city', undefined],
	[{ location: 'Paris' }, 'location.length', undefined],
	[{ a: { b: { c: 1 } } }, 'a.b.c', 1],
])('in %j %s is %j', (record, id, value) => {
	expect(valueAt(record, id)).toEqual(value);
});

describe('what a profile holds', () => {
	const field = (id: string, type: RecordField['type']): RecordField => ({ id, label: id, type });

	test.each([
		['the key of a link', { orgUnit: { PKey: '@a', title: 'All' } }, '@a'],
		['null for a link that is not set', { orgUnit: null }, null],
		['nothing for a link that it does not have', {}, undefined],
		['nothing for a link without a key', { orgUnit: { href: 'x' } }, undefined],
	])('is %s', (_, record, value) => {
		expect(storedValue(record, field('orgUnit', 'link'))).toBe(value);
	});

	test('is the value itself for everything else', () => {
		const record = { cusX: { PKey: '@a' }, location: { city: 'Oslo' } };
		expect(storedValue(record, field('cusX', 'string'))).toEqual({ PKey: '@a' });
		expect(storedValue(record, field('location.city', 'string'))).toBe('Oslo');
	});
});

test('a field may have a name that every object of JavaScript has', () => {
	const entries = JSON.parse('{"constructor":{"type":"string","label":"C"}}') as Record<
		string,
		MetadataEntry
	>;
	expect(fieldsOf(entries)).toEqual([{ id: 'constructor', label: 'C', type: 'string' }]);
	expect(valueAt({}, 'constructor')).toBeUndefined();
});

describe('what the metadata says of a filter', () => {
	test('a filter has the label and the parameters that the instance gives it', () => {
		const data = '/profileAndServices/profile/byText?text=$value';
		expect(filterInfoOf('byText', { label: 'By name or email', data })).toEqual({
			name: 'byText',
			label: 'By name or email',
			parameters: ['text'],
		});
	});

	test('of several parameters the order is kept, and Adobe’s own are left out', () => {
		// Adobe, "Filtering": the sample of "birthday", shortened. It prints both absolute and relative addresses.
		const data =
			'https://mc.adobe.io/acme/campaign/profileAndServices/profile/birthday?type=$value&precision=$value&day=$value&_lineCount=$value';
		expect(filterInfoOf('birthday', { data })).toEqual({
			name: 'birthday',
			parameters: ['type', 'precision', 'day'],
		});
	});

	test.each([
		['byCustomerId', '/profileAndServicesExt/profile/CustomerId?customerid_parameter=$value'],
		['byCustomerId', 'profileAndServicesExt/profile/CustomerId/?customerid_parameter=$value'],
	])('the name is the one in the address, not the entry’s: %s, %s', (entry, data) => {
		expect(filterInfoOf(entry, { data })).toEqual({
			name: 'CustomerId',
			parameters: ['customerid_parameter'],
		});
	});

	test.each([{}, { data: '' }, { label: '' }])('described by %j it has its name alone', (entry) => {
		expect(filterInfoOf('byText', entry)).toEqual({ name: 'byText', parameters: [] });
	});

	test('an address without parameters gives none', () => {
		expect(filterInfoOf('x', { data: '/profileAndServices/profile/active' }).parameters).toEqual(
			[],
		);
		expect(filterInfoOf('x', { data: '/profileAndServices/profile/active?' }).parameters).toEqual(
			[],
		);
	});
});

describe('fields in an element', () => {
	const content = {
		ctx: {
			type: 'item',
			content: {
				name: { type: 'string', label: 'Name' },
				lines: {
					type: 'collection',
					label: 'Lines',
					content: { count: { type: 'number', label: 'Count' }, more: { type: 'collection' } },
				},
				bare: { type: 'collection', readOnly: false },
				locked: { type: 'collection', readOnly: true },
			},
		},
		other: { type: 'string' },
	};

	test('are those of the element, and not of the record', () => {
		expect(entriesOf({ content }, EVENT)).toBe(content.ctx.content);
		expect(entriesOf({ content }, PROFILE)).toBe(content);
		expect(entriesOf({ content: { other: content.other } }, EVENT)).toBeUndefined();
		expect(entriesOf({ content: { ctx: {} } }, EVENT)).toBeUndefined();
	});

	test('may be lists, with the fields of their entries', () => {
		expect(writableFields(content.ctx.content, EVENT)).toEqual([
			{ id: 'bare', label: 'bare', type: 'list', fields: [] },
			{
				id: 'lines',
				label: 'Lines',
				type: 'list',
				fields: [
					{ id: 'count', label: 'Count', type: 'number' },
					{ id: 'more', label: 'more', type: 'list', fields: [] },
				],
			},
			{ id: 'name', label: 'Name', type: 'string' },
		]);
		expect(writableFields(content.ctx.content, PROFILE).map(({ id }) => id)).toEqual(['name']);
	});
});
