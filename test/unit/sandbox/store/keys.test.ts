import { KeyRing } from '../../../../sandbox/store/keys';

const secret = Buffer.alloc(32, 1);
const keys = new KeyRing(secret, 'acme');

it('a key is read as its record and version, and is the same again with the same secret', () => {
	expect(keys.read('profile', keys.issue('profile', 42, 3))).toEqual({ id: 42, version: 3 });
	expect(new KeyRing(secret, 'acme').issue('profile', 42)).toBe(keys.issue('profile', 42));
});

it('keys have 92 characters, and those of different records differ in the first five', () => {
	const all = [1, 2, 3].map((id) => keys.issue('profile', id));
	for (const key of all) expect(key).toMatch(/^@[A-Za-z0-9_-]{91}$/);
	expect(new Set(all.map((key) => key.slice(0, 5))).size).toBe(3);
});

it('the key of a collection shares 43 characters with the key of its profile', () => {
	const [profile, collection] = ['profile', 'profile/subscriptions'].map((scope) =>
		keys.issue(scope, 1),
	);
	expect(collection.slice(0, 43)).toBe(profile.slice(0, 43));
	expect(collection.slice(44, 50)).not.toBe(profile.slice(44, 50));
	expect(keys.read('profile', collection)).toBeUndefined();
});

it.each([
	['another organization', new KeyRing(secret, 'other')],
	['another sandbox', new KeyRing(Buffer.alloc(32, 2), 'acme')],
])('a key of %s is not read', (_origin, foreign) => {
	expect(keys.read('profile', foreign.issue('profile', 1))).toBeUndefined();
	expect(keys.readPage(foreign.issuePage(1))).toBeUndefined();
});

it.each(['', '@', '@short', '@' + 'A'.repeat(91), 'no key at all'])('%j is not a key', (text) => {
	expect(keys.read('profile', text)).toBeUndefined();
	expect(keys.readPage(text)).toBeUndefined();
});

it('page tokens have 49 characters and are read as their offset', () => {
	expect(keys.issuePage(25)).toMatch(/^@[A-Za-z0-9_-]{48}$/);
	expect(keys.readPage(keys.issuePage(25))).toBe(25);
});

it('cryptedId is the same for one record, and different for another', () => {
	const all = [1, 2, 1].map((id) => keys.cryptedId(id));
	expect(all[0]).toMatch(/^[A-Za-z0-9+/]{70}==$/);
	expect(all[2]).toBe(all[0]);
	expect(all[1]).not.toBe(all[0]);
});

it('keys of a scope with a length of its own have that length, and are read there alone', () => {
	const lengths = { workflow: 135, 'workflow/activity': 177, event: 128 };
	const long = new KeyRing(secret, 'acme', lengths);
	for (const [scope, length] of Object.entries(lengths)) {
		const key = long.issue(scope, 7, 2);
		expect(key).toMatch(/^@[A-Za-z0-9_-]+$/);
		expect(key).toHaveLength(length);
		expect(long.read(scope, key)).toEqual({ id: 7, version: 2 });
		const other = key[100] === 'A' ? 'B' : 'A';
		expect(long.read(scope, key.slice(0, 100) + other + key.slice(101))).toBeUndefined();
		expect(long.read('profile', key)).toBeUndefined();
		expect(long.read(scope, key.slice(0, 92))).toBeUndefined();
	}
});
