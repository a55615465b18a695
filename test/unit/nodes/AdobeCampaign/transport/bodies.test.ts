import {
	decodeBody,
	filtersIn,
	metadataIn,
	pageIn,
	recordIn,
	referenceIn,
	totalIn,
} from '../../../../../nodes/AdobeCampaign/transport/bodies';

const AMY = { PKey: '@a', email: 'amy@example.com', orgUnit: null };
const BOB = { PKey: '@b', email: 'bob@example.com' };

const NEITHER = ['', 'text', null, undefined, 7, true, [], [AMY], {}, { content: {} }];

test.each([
	['{"PKey":"@a"}', { PKey: '@a' }],
	['"quoted\\ntext"', 'quoted\ntext'],
	['plain text', 'plain text'],
	['{"cut off":', '{"cut off":'],
	['', ''],
	['null', null],
	['12', 12],
	['[1,2]', [1, 2]],
	[undefined, ''],
	[null, ''],
	[{ already: 'read' }, { already: 'read' }],
])('the body %j is read as %j', (body, expected) => {
	expect(decodeBody(body)).toEqual(expected);
});

test('a single profile is read bare, as the server sends it', () => {
	expect(recordIn(AMY)).toEqual(AMY);
});

test('a single profile is read from a list of one, as "Updating profiles" prints it', () => {
	expect(recordIn({ content: [AMY] })).toEqual(AMY);
});

test.each([...NEITHER, { content: [] }, { content: [null] }, { content: ['@a'] }, { PKey: 7 }])(
	'%j is no profile',
	(body) => {
		expect(recordIn(body)).toBeUndefined();
	},
);

test('a page has its profiles, the link to the next one, and where they are counted', () => {
	const body = {
		content: [AMY, BOB],
		count: { href: 'https://mc.adobe.io/acme/campaign/x//_count' },
		next: { href: 'https://mc.adobe.io/acme/campaign/x?_lineStart=@n' },
		serverSidePagination: true,
	};
	expect(pageIn(body)).toEqual({ content: [AMY, BOB], next: body.next, count: body.count });
});

test.each([[undefined], [null], [{}], [{ href: null }], ['text'], [[]]])(
	'a page with next %j is the last one',
	(next) => {
		expect(pageIn({ content: [AMY], next })).toEqual({ content: [AMY] });
	},
);

test('an empty page is a page', () => {
	expect(pageIn({ content: [] })).toEqual({ content: [] });
});

test.each([
	[{ value: 0 }, { value: 0 }],
	[{ value: '26', href: 'x' }, { href: 'x' }],
	[{ href: '' }, {}],
	[26, undefined],
	[null, undefined],
])('of the count %j a page has %j', (count, read) => {
	expect(pageIn({ content: [], count })?.count).toEqual(read);
});

test.each([
	[{ count: 26 }, 26],
	[{ count: 0 }, 0],
	[{ count: '26' }, undefined],
	[26, undefined],
	[[], undefined],
])('the answer %j counts %j profiles', (body, total) => {
	expect(totalIn(body)).toBe(total);
});

const PROJECTION = { content: ['amy@example.com', 'bob@example.com'] };

test.each([...NEITHER, AMY, PROJECTION, { content: [AMY, null] }, { content: [{}, BOB] }])(
	'%j is no page',
	(body) => {
		expect(pageIn(body)).toBeUndefined();
	},
);

test('metadata has its fields under content', () => {
	const content = { email: { type: 'string' } };
	expect(metadataIn({ content, label: 'Profiles' })).toEqual({ content });
});

test('metadata says where the filters are', () => {
	const content = { email: { type: 'string' } };
	const filters = { href: 'https://mc.adobe.io/acme/campaign/x/filters/' };
	expect(metadataIn({ content, filters })).toEqual({ content, filters });
	expect(metadataIn({ content, filters: {} })).toEqual({ content });
});

test('filters are the entries that describe one', () => {
	const byText = { data: '/profileAndServices/profile/byText?text=$value', label: 'By name' };
	expect(filtersIn({ byText, PKey: '@a', count: 1, list: [byText], none: null })).toEqual({
		byText,
	});
	for (const body of ['text', null, [byText]]) expect(filtersIn(body)).toBeUndefined();
});

test.each([...NEITHER.slice(0, -1), AMY, { content: [AMY] }, { content: null }])(
	'%j is no metadata',
	(body) => {
		expect(metadataIn(body)).toBeUndefined();
	},
);

test('an update answers a reference, and nothing else is taken from it', () => {
	const href = 'https://mc.adobe.io/acme/campaign/profileAndServices/profile/@a';
	expect(referenceIn({ PKey: '@a', href, email: 'amy@example.com' })).toEqual({ PKey: '@a', href });
	expect(referenceIn({ PKey: '@a' })).toEqual({ PKey: '@a', href: '' });
});

test.each([...NEITHER, { href: 'https://mc.adobe.io/' }, { PKey: null }])(
	'%j is no reference',
	(body) => {
		expect(referenceIn(body)).toBeUndefined();
	},
);
