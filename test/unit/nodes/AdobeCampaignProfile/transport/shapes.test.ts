import {
	metadataIn,
	pageIn,
	profileIn,
	referenceIn,
} from '../../../../../nodes/AdobeCampaignProfile/transport/shapes';

const AMY = { PKey: '@a', email: 'amy@example.com', orgUnit: null };
const BOB = { PKey: '@b', email: 'bob@example.com' };

const NEITHER = ['', 'text', null, undefined, 7, true, [], [AMY], {}, { content: {} }];

test('a single profile is read bare, as the server sends it', () => {
	expect(profileIn(AMY)).toEqual(AMY);
});

test('a single profile is read from a list of one, as "Updating profiles" prints it', () => {
	expect(profileIn({ content: [AMY] })).toEqual(AMY);
});

test.each([...NEITHER, { content: [] }, { content: [null] }, { content: ['@a'] }, { PKey: 7 }])(
	'%j is no profile',
	(body) => {
		expect(profileIn(body)).toBeUndefined();
	},
);

test('a page has its profiles and the link to the next one', () => {
	const body = {
		content: [AMY, BOB],
		count: { href: 'https://mc.adobe.io/acme/campaign/x//_count' },
		next: { href: 'https://mc.adobe.io/acme/campaign/x?_lineStart=@n' },
		serverSidePagination: true,
	};
	expect(pageIn(body)).toEqual({ content: [AMY, BOB], next: body.next });
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

test('entries of a page that are no profiles are left out', () => {
	expect(pageIn({ content: [AMY, null, 'amy@example.com', {}, BOB] })).toEqual({
		content: [AMY, BOB],
	});
});

test.each([...NEITHER, AMY])('%j is no page', (body) => {
	expect(pageIn(body)).toBeUndefined();
});

test('metadata has its fields under content', () => {
	const content = { email: { type: 'string' } };
	expect(metadataIn({ content, label: 'Profiles' })).toEqual(content);
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
