import type { FieldSet } from '../../../../../../nodes/AdobeCampaign/resources/fieldSet';
import {
	readServiceChoice,
	searchServices,
	serviceKeyOf,
	serviceLocator,
} from '../../../../../../nodes/AdobeCampaign/resources/service/locator';
import { ALL, campaignOf, ok, type Script } from '../../campaign';
import { contextOf, editorContextOf } from '../../context';

const HOME = 'https://mc.adobe.io/acme/campaign/';
const STANDARD_URL = `${HOME}profileAndServices/service/@s`;
const EXT_URL = `${HOME}profileAndServicesExt/service/@s`;

const EXT: FieldSet = 'profileAndServicesExt';
const STANDARD: FieldSet = 'profileAndServices';

/** Reads the choice from what stands in the form. */
function read(service: unknown, endpoint: FieldSet = STANDARD) {
	const parameters = { service: '=service', endpoint };
	return readServiceChoice(contextOf({ parameters, expressions: { '=service': service } }), 0);
}

test('the form begins with the list, and names are stored', () => {
	expect(serviceLocator).toMatchObject({
		name: 'service',
		type: 'resourceLocator',
		required: true,
		default: { mode: 'list', value: '' },
	});
	expect(serviceLocator.modes?.map(({ name }) => name)).toEqual(['list', 'name', 'id', 'url']);
});

describe('Service', () => {
	it.each([
		['list', 'SVC13', { by: 'name', name: 'SVC13' }],
		['list', '@s', { by: 'key', key: '@s' }],
		['name', ' SVC13\u200b', { by: 'name', name: 'SVC13' }],
		['name', 'Garden News', { by: 'name', name: 'Garden News' }],
		['name', '@s', { by: 'name', name: '@s' }],
		['name', 13, { by: 'name', name: '13' }],
		['id', ' @s ', { by: 'key', key: '@s' }],
		['id', 'SVC13', { by: 'name', name: 'SVC13' }],
		['id', STANDARD_URL, { by: 'href', href: STANDARD_URL }],
		['name', STANDARD_URL, { by: 'href', href: STANDARD_URL }],
		['url', STANDARD_URL, { by: 'href', href: STANDARD_URL }],
		['url', 'profileAndServices/service/@s', { by: 'href', href: 'profileAndServices/service/@s' }],
		// A filter, or a service of that name: only looking it up tells.
		['url', STANDARD_URL.replace('@s', 'byText'), { by: 'name', name: 'byText' }],
		['id', STANDARD_URL.replace('@s', 'SVC%2013'), { by: 'name', name: 'SVC 13' }],
		['', '@s', { by: 'key', key: '@s' }],
	])('in the mode %j takes %j', (mode, value, choice) => {
		expect(read({ mode, value })).toEqual(choice);
	});

	it('as a person or a model wrote it is a plain value', () => {
		expect(read('@s')).toEqual({ by: 'key', key: '@s' });
		expect(read('SVC13')).toEqual({ by: 'name', name: 'SVC13' });
		expect(read('Garden News')).toEqual({ by: 'name', name: 'Garden News' });
		expect(read(EXT_URL, EXT)).toEqual({ by: 'href', href: EXT_URL });
	});

	it.each<[string, unknown, FieldSet, string]>([
		['list', '', EXT, "'Service' is empty"],
		['list', null, EXT, "'Service' is empty"],
		['name', ' \u200b', EXT, "'Service' is empty"],
		['id', 'null', EXT, `'Service' has a word for "nothing"`],
		['id', '{{ $json.service }}', EXT, "'Service' has no value that can be looked for"],
		['id', ['@s'], EXT, "'Service' has no value that can be looked for"],
		['url', '@s', EXT, "'Service' is not the URL of a service"],
		['url', 'SVC13', EXT, "'Service' is not the URL of a service"],
		['url', `${HOME}profileAndServices/service`, STANDARD, "'Service' is not the URL of a service"],
		[
			'url',
			`${HOME}profileAndServices/profile/@p`,
			STANDARD,
			"'Service' is not the URL of a service",
		],
		['url', `${STANDARD_URL}/subscriptions/@u`, STANDARD, "'Service' is not the URL of a service"],
		...['?', '#'].map((sign): [string, unknown, FieldSet, string] => [
			'url',
			`${HOME}profileAndServices/profile/@p${sign}/profileAndServices/service/@s`,
			STANDARD,
			"'Service' is not the URL of a service",
		]),
		['url', `${STANDARD_URL}/../../profile/@p`, STANDARD, "'Service' is not the URL of a service"],
		['url', STANDARD_URL, EXT, "'Service' is the URL of another field set"],
		['url', EXT_URL, STANDARD, "'Service' is the URL of another field set"],
		['id', EXT_URL, STANDARD, "'Service' is the URL of another field set"],
		[
			'url',
			`${HOME}profileAndServicesExt/service/@s/../../../profileAndServices/service/@s`,
			EXT,
			"'Service' is the URL of another field set",
		],
	])('in the mode %j refuses %j with %s: %s', (mode, value, endpoint, message) => {
		expect(() => read({ mode, value }, endpoint)).toThrow(message);
	});
});

describe('Items that choose the same service', () => {
	it.each([
		[{ by: 'name', name: 'Garden News' } as const, { way: 'name', key: '' }],
		[{ by: 'key', key: '@aB' } as const, { way: 'PKey', key: '@aB' }],
		[{ by: 'href', href: STANDARD_URL } as const, { way: 'PKey', key: '@s' }],
		[{ by: 'href', href: EXT_URL } as const, { way: 'PKey', key: '@s' }],
	])('have the same key: %j', (choice, key) => {
		expect(serviceKeyOf(choice)).toEqual(key);
	});
});

describe('From list', () => {
	const FIRST = `GET service?_lineCount=200&${ALL}`;
	const services = (count: number, start = 0) =>
		Array.from({ length: count }, (_, index) => ({
			PKey: `@${start + index}`,
			name: `SVC${start + index}`,
			label: `Letter ${start + index}`,
		}));
	const listOf = async (script: Script, typed?: string, token?: string) => {
		const { request, asked } = campaignOf(script, 'acme');
		const parameters = { authentication: 'accessToken', endpoint: STANDARD };
		const context = editorContextOf({ parameters, request });
		return { ...(await searchServices.call(context, typed, token)), asked };
	};
	const showing = async (...content: object[]) =>
		(await listOf({ [FIRST]: ok({ content }) })).results;

	it.each([
		[{ PKey: '@s', name: 'SVC13', label: 'Garden News' }, 'Garden News (SVC13)', 'SVC13'],
		[{ PKey: '@s', name: 'SVC13', label: 'SVC13' }, 'SVC13', 'SVC13'],
		[{ PKey: '@s', name: 'SVC13', label: '' }, 'SVC13', 'SVC13'],
		[{ PKey: '@s', name: '', label: 'Garden News' }, 'Garden News (@s)', '@s'],
		[{ PKey: '@s' }, '@s', '@s'],
		// Read back, the name would be taken for a PKey.
		[{ PKey: '@s', name: '@abc', label: 'Odd' }, 'Odd (@abc)', '@s'],
	])('shows %j as %s and stores %s', async (service, name, value) => {
		expect(await showing(service)).toEqual([{ name, value }]);
	});

	it('has no templates', async () => {
		const model = { PKey: '@m', name: 'newsletter', label: 'Newsletter' };

		expect(await showing({ ...model, isTemplate: true }, { ...model, isTemplate: 'true' })).toEqual(
			[],
		);
	});

	it.each(['garden', 'NEWS', ' den ne ', 'svc13'])(
		'finds %j anywhere in a label or a name',
		async (typed) => {
			const content = [{ PKey: '@s', name: 'SVC13', label: 'Garden News' }, ...services(3)];

			expect((await listOf({ [FIRST]: ok({ content }) }, typed)).results).toMatchObject([
				{ value: 'SVC13' },
			]);
		},
	);

	it('reads on until there is something to show, and goes on from there', async () => {
		const next = (page: number) => ({
			next: { href: `profileAndServices/service/?_lineStart=@${page}&${ALL}` },
		});
		const at = (page: number) => `GET service/?_lineStart=@${page}&${ALL}`;
		const script = {
			[FIRST]: ok({ content: services(30), ...next(1) }),
			[at(1)]: ok({ content: services(30, 30), ...next(2) }),
			[at(2)]: ok({ content: services(5, 60) }),
		};
		const first = await listOf(script);

		expect(first.results).toHaveLength(60);
		expect(first.asked).toEqual([FIRST, at(1)]);
		const rest = await listOf(script, '', first.paginationToken as string);
		expect(rest).toMatchObject({ paginationToken: undefined, asked: [at(2)] });
		expect(rest.results).toHaveLength(5);
	});

	it('ends after ten requests in a circle, and never leaves the organization', async () => {
		const href = `profileAndServices/service?_lineCount=200&${ALL}`;
		const circle = { [FIRST]: ok({ content: [], next: { href } }) };
		expect((await listOf(circle)).asked).toHaveLength(10);

		const away = { [FIRST]: ok({ content: [], next: { href: 'https://evil.example/x' } }) };
		await expect(listOf(away)).rejects.toThrow('leads away');
		await expect(listOf({}, '', 'https://evil.example/x')).rejects.toThrow('leads away');
	});
});
