import { addressIn, originIn } from '../../../probe/address';

describe('The address of the API', () => {
	it.each([
		['https://mc.adobe.io', 'https://mc.adobe.io'],
		['HTTPS://MC.adobe.io//', 'https://mc.adobe.io'],
		['http://127.0.0.1:8070/', 'http://127.0.0.1:8070'],
		['http://[::1]:8070', 'http://[::1]:8070'],
		['http://localhost:8070', 'http://localhost:8070'],
	])('%s is %s', (given, origin) => {
		expect(originIn(given, '--base-url')).toBe(origin);
	});

	it.each([
		'mc.adobe.io',
		'localhost:8070',
		'',
		'https://mc adobe.io',
		'https://mc.adobe.io/acme',
		'https://mc.adobe.io?x',
		'https://mc.adobe.io#x',
		'ftp://mc.adobe.io',
	])('is not %j', (given) => {
		expect(() => originIn(given, '--base-url')).toThrow('such as https://mc.adobe.io');
	});

	it('has no password, which would be shown', () => {
		expect(() => originIn('https://u:secret@mc.adobe.io', '--base-url')).toThrow(
			/^(?!.*secret).*--base-url/,
		);
	});
});

it.each(['http://mc.adobe.io', 'http://10.0.0.1/', 'http://127.0.0.1.example/'])(
	'Credentials are sent to %s by https alone',
	(given) => {
		expect(() => addressIn(given, '--token-url')).toThrow('--token-url begins with https://');
	},
);
