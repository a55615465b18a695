import { Refused } from './connection';

const THIS_MACHINE = /^(localhost|127(\.\d+){3}|\[::1\])$/;

/** An address that credentials are sent to. @throws Refused in words */
export function addressIn(given: string, option: string): URL {
	const url = URL.canParse(given) ? new URL(given) : undefined;
	if (!url || !/^https?:$/.test(url.protocol) || url.username !== '' || url.password !== '') {
		throw new Refused(`${option} is an address such as https://mc.adobe.io.`);
	}
	if (url.protocol === 'http:' && !THIS_MACHINE.test(url.hostname)) {
		throw new Refused(`${option} begins with https://, or everybody on the way reads your token.`);
	}
	return url;
}

/** An address without a path: "https://mc.adobe.io". @throws Refused in words */
export function originIn(given: string, option: string): string {
	const { origin, href } = addressIn(given.replace(/\/+$/, ''), option);
	if (href !== `${origin}/`) {
		throw new Refused(`${option} is an address without a path, such as https://mc.adobe.io.`);
	}
	return origin;
}
